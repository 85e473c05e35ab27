//! Which articles tell of the same event?
//!
//! An article is known by the names, rare words, figures and days that it holds. Those that share many of the rare ones tell
//! of one event. What an article shares is found by an index from each of these to the latest articles that hold it, so that
//! a new article costs the same however many there are.

use super::comparison::{Comparison, Options, compare};
use super::traits::{Telling, Trait};
use crate::collection::{ArticleIndex, Collection};
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, VecDeque};

/// How much two articles have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// From 0 to 1.
    pub score: f32,
    /// What they share, what weighs most first.
    pub shared: Vec<Trait>,
}

/// Articles by the events that they tell of, taken in one after the other.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    numbers: FxHashMap<Trait, u32>,
    traits: Vec<Held>,
    articles: FxHashMap<ArticleIndex, Known>,
    /// For each story its articles, ascending; empty where it was joined to another.
    stories: Vec<Vec<ArticleIndex>>,
}

#[derive(Clone, Debug)]
struct Held {
    own: Trait,
    /// How many articles hold it.
    count: u32,
    /// The latest of them.
    latest: VecDeque<ArticleIndex>,
}

#[derive(Clone, Debug)]
struct Known {
    /// Its traits, ascending, and how much each says of this article, however rare it is.
    traits: Vec<(u32, f32)>,
    /// The day of publication, as days since some day.
    day: Option<i64>,
    story: usize,
}

/// Articles that are remembered for a trait.
const LATEST: usize = 256;
/// Articles that are looked at closely.
const CLOSELY: usize = 48;
/// Articles more days apart tell of different events.
const DAYS: i64 = 14;
/// Two articles of at least this likeness tell of one event,
pub const ONE_STORY: f32 = 0.11;
/// where they share at least so many traits.
const SHARED: usize = 4;
/// So many articles stand for a story.
const MEMBERS: usize = 8;

impl Stories {
    /// Puts an article of `collection` into the story that it tells, or into a new one; joins stories that it shows to be
    /// one. An article that is known already stays where it is. Takes time in proportion to its text.
    pub fn add(&mut self, collection: &Collection, article: ArticleIndex) {
        if let Some(telling) = Telling::of(collection, article) {
            self.take(&telling);
        }
    }

    /// The same for an article that was gathered before.
    pub fn take(&mut self, telling: &Telling) {
        let article = telling.index;
        if self.articles.contains_key(&article) {
            return;
        }
        let mut traits: Vec<(u32, f32)> = Vec::new();
        for (own, weight) in telling.traits() {
            traits.push((self.number(own), weight));
        }
        traits.sort_unstable_by_key(|(number, _)| *number);
        for (number, _) in &traits {
            if let Some(held) = self.traits.get_mut(*number as usize) {
                held.count += 1;
                held.latest.push_back(article);
                if held.latest.len() > LATEST {
                    held.latest.pop_front();
                }
            }
        }
        let date = telling.article.meta.date.as_deref().and_then(|date| date.parse::<jiff::civil::Date>().ok());
        let day = date.map(|date| i64::from(date.year()) * 366 + i64::from(date.day_of_year()));
        let story = self.stories.len();
        self.stories.push(vec![article]);
        self.articles.insert(article, Known { traits, day, story });
        let near = self.near(article, CLOSELY).into_iter().filter(|(_, score)| *score >= ONE_STORY);
        for (other, _) in near.collect::<Vec<_>>() {
            if self.fits(article, other) {
                self.join(article, other);
            }
        }
    }

    /// Whether `article` is like the story of `other` as a whole, as far as its latest articles tell: one article that
    /// is like two events does not make them one.
    fn fits(&self, article: ArticleIndex, other: ArticleIndex) -> bool {
        let Some(own) = self.articles.get(&article) else { return false };
        let members = self.of(other).iter().rev().take(MEMBERS).filter(|member| **member != article);
        let scores: Vec<f32> =
            members.filter_map(|member| Some(self.likeness(own, self.articles.get(member)?).0)).collect();
        scores.iter().sum::<f32>() >= scores.len() as f32 * ONE_STORY * 0.75
    }

    fn number(&mut self, own: Trait) -> u32 {
        if let Some(number) = self.numbers.get(&own) {
            return *number;
        }
        let number = self.traits.len() as u32;
        self.traits.push(Held { own: own.clone(), count: 0, latest: VecDeque::new() });
        self.numbers.insert(own, number);
        number
    }

    /// The articles that tell of the same event as `article`, itself among them, ascending.
    pub fn of(&self, article: ArticleIndex) -> &[ArticleIndex] {
        let story = self.articles.get(&article).and_then(|known| self.stories.get(known.story));
        story.map(Vec::as_slice).unwrap_or_default()
    }

    /// The stories that several articles tell, by the first of each.
    pub fn all(&self) -> Vec<&[ArticleIndex]> {
        let mut all: Vec<&[ArticleIndex]> =
            self.stories.iter().map(Vec::as_slice).filter(|story| story.len() > 1).collect();
        all.sort_unstable();
        all
    }

    /// Takes an article out of its story, into one of its own.
    pub fn part(&mut self, article: ArticleIndex) {
        self.regroup(&[vec![article]]);
    }

    /// Makes each of `groups`, which share no article, a story, whatever stories its articles were in. What is not known
    /// is left out.
    pub fn regroup(&mut self, groups: &[Vec<ArticleIndex>]) {
        let mut left = BTreeSet::new();
        for group in groups {
            let story = self.stories.len();
            let mut members = group.clone();
            members.retain(|article| {
                let known = self.articles.get_mut(article);
                known.map(|known| left.insert(std::mem::replace(&mut known.story, story))).is_some()
            });
            members.sort_unstable();
            self.stories.push(members);
        }
        for old in left {
            let stays = |article: &ArticleIndex| self.articles.get(article).is_some_and(|known| known.story == old);
            self.stories.iter_mut().skip(old).take(1).for_each(|story| story.retain(stays));
        }
    }

    /// Makes the stories of two articles one.
    pub fn join(&mut self, a: ArticleIndex, b: ArticleIndex) {
        let story = |article| self.articles.get(&article).map(|known| known.story);
        let (Some(a), Some(b)) = (story(a), story(b)) else { return };
        let length = |story: usize| self.stories.get(story).map_or(0, Vec::len);
        let (into, from) = if length(a) >= length(b) { (a, b) } else { (b, a) };
        if into == from {
            return;
        }
        let moved = self.stories.get_mut(from).map(std::mem::take).unwrap_or_default();
        for article in &moved {
            if let Some(known) = self.articles.get_mut(article) {
                known.story = into;
            }
        }
        if let Some(story) = self.stories.get_mut(into) {
            let after = story.last() < moved.first();
            story.extend(moved);
            if !after {
                story.sort_unstable();
            }
        }
    }

    /// The articles most like `article`, at most `most` of them, the likest first, with their likeness. Takes time in
    /// proportion to its traits, not to the number of articles.
    pub fn near(&self, article: ArticleIndex, most: usize) -> Vec<(ArticleIndex, f32)> {
        let Some(known) = self.articles.get(&article) else { return Vec::new() };
        let mut sums: FxHashMap<ArticleIndex, f32> = FxHashMap::default();
        for (number, weight) in &known.traits {
            let Some(held) = self.traits.get(*number as usize) else { continue };
            let own = weight * self.rarity(held);
            held.latest.iter().for_each(|other| *sums.entry(*other).or_default() += own * own);
        }
        sums.remove(&article);
        let mut best: Vec<(ArticleIndex, f32)> = sums.into_iter().collect();
        let order = |a: &(ArticleIndex, f32), b: &(ArticleIndex, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        best.sort_unstable_by(order);
        best.truncate(most.max(CLOSELY));
        for (other, sum) in &mut best {
            *sum = self.articles.get(other).map_or(0.0, |other| self.likeness(known, other).0);
        }
        best.retain(|(_, score)| *score > 0.0);
        best.sort_unstable_by(order);
        best.truncate(most);
        best
    }

    /// What two articles have in common, and how much that is.
    pub fn why(&self, a: ArticleIndex, b: ArticleIndex) -> Likeness {
        let known = self.articles.get(&a).zip(self.articles.get(&b));
        let (score, mut shared) = known.map_or((0.0, Vec::new()), |(a, b)| self.likeness(a, b));
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let own = |(number, _): &(u32, f32)| self.traits.get(*number as usize).map(|held| held.own.clone());
        Likeness { score, shared: shared.iter().filter_map(own).collect() }
    }

    /// What an article shares with `others`: first what it shares with most of them, of these what weighs most.
    pub fn shared(&self, article: ArticleIndex, others: &[ArticleIndex]) -> Vec<Trait> {
        let mut counts: FxHashMap<Trait, (usize, usize)> = FxHashMap::default();
        for (at, own) in others.iter().flat_map(|other| self.why(article, *other).shared).enumerate() {
            counts.entry(own).or_insert((0, at)).0 += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, (count, at))| (std::cmp::Reverse(*count), *at));
        counts.into_iter().map(|(own, _)| own).collect()
    }

    fn likeness(&self, a: &Known, b: &Known) -> (f32, Vec<(u32, f32)>) {
        let weight = |(number, weight): &(u32, f32)| {
            self.traits.get(*number as usize).map_or(0.0, |held| weight * self.rarity(held))
        };
        let length = |known: &Known| known.traits.iter().map(|own| weight(own).powi(2)).sum::<f32>().sqrt();
        let mut shared = Vec::new();
        let mut rest = b.traits.iter().peekable();
        for own in &a.traits {
            while rest.next_if(|other| other.0 < own.0).is_some() {}
            if let Some(other) = rest.peek().filter(|other| other.0 == own.0) {
                shared.push((own.0, weight(own) * weight(other)));
            }
        }
        let apart = a.day.zip(b.day).is_some_and(|(a, b)| (a - b).abs() > DAYS);
        let sum: f32 = shared.iter().map(|(_, weight)| weight).sum();
        let score = if apart || shared.len() < SHARED { 0.0 } else { sum / (length(a) * length(b)).max(1e-6) };
        (score.min(1.0), shared)
    }

    /// From 0, what all articles hold, to 1. A few articles do not tell what is rare: more are thought of.
    fn rarity(&self, held: &Held) -> f32 {
        let all = self.articles.len() as f32 + 60.0;
        (all / (held.count as f32 + 1.0)).ln().max(0.0) / all.ln()
    }
}

/// Compares `article` with those of `stories` that are most like it, at most `most` of them, the likest first. Takes time in
/// proportion to their sentences, however many articles there are.
pub fn compare_nearest(
    collection: &Collection,
    stories: &Stories,
    article: ArticleIndex,
    most: usize,
    options: &Options,
) -> Vec<(ArticleIndex, f32, Comparison)> {
    let near = stories.near(article, most).into_iter();
    near.map(|(other, score)| (other, score, compare(collection, &[article, other], options))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::article::{Format, ReadOptions, read_str};
    use crate::collection::Entry;

    const TEXTS: [(&str, &str); 5] = [
        ("2024-05-01", "Dockers at Brennick stopped cranes after the harbourmaster vetoed overtime for stevedores."),
        ("2024-05-02", "The harbourmaster of Brennick and his stevedores quarrel about overtime; cranes are idle."),
        ("2024-05-02", "A glaciologist measured crevasses beneath Mount Orvik, warning mountaineers of avalanches."),
        ("2024-05-03", "Avalanches near Orvik: mountaineers heed a glaciologist who measured the crevasses."),
        ("2024-09-03", "Brennick again: harbourmaster, stevedores, cranes and overtime."),
    ];

    fn read(order: &[usize]) -> (Collection, Stories) {
        let mut collection = Collection::default();
        for (date, text) in TEXTS {
            let mut article = read_str("a", text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
            article.meta.date = Some(date.to_owned());
            collection.add(Entry::new((0, 0), article, Analysis::default()));
        }
        let mut stories = Stories::default();
        order.iter().for_each(|at| stories.add(&collection, *at));
        (collection, stories)
    }

    #[test]
    fn one_event_one_story_in_whatever_order() {
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
            let (_, stories) = read(&order);
            assert_eq!(stories.all(), [[0, 1], [2, 3]], "{order:?}");
            // Months later it is another event.
            assert_eq!(stories.of(4), [4]);
        }
    }

    #[test]
    fn says_why() {
        let (_, stories) = read(&[0, 1, 2, 3, 4]);
        let why = stories.why(0, 1);
        assert!(why.score >= ONE_STORY && why.shared.contains(&Trait::Word("brennick".into())), "{why:?}");
        assert_eq!(why.score.to_bits(), stories.why(1, 0).score.to_bits());
        assert!(stories.why(0, 2).score < ONE_STORY);
        assert_eq!(stories.near(0, 1).first().map(|near| near.0), Some(1));
    }

    #[test]
    fn can_be_undone_and_done_by_hand() {
        let (collection, mut stories) = read(&[0, 1, 2, 3, 4]);
        stories.part(1);
        assert_eq!((stories.of(0), stories.of(1)), (&[0][..], &[1][..]));
        stories.add(&collection, 1);
        assert_eq!(stories.of(1), [1]);
        stories.join(1, 4);
        stories.join(4, 0);
        assert_eq!(stories.of(0), [0, 1, 4]);
        // What the groups were brings them back.
        stories.regroup(&[vec![4, 3, 99], vec![1]]);
        assert_eq!([stories.of(0), stories.of(1), stories.of(2), stories.of(3)], [&[0][..], &[1], &[2], &[3, 4]]);
        stories.regroup(&[vec![0, 1, 4], vec![2, 3]]);
        assert_eq!(stories.all(), [&[0, 1, 4][..], &[2, 3]]);
        stories.join(0, 99);
        stories.part(99);
        stories.add(&collection, 99);
        assert!(stories.of(99).is_empty() && stories.near(99, 3).is_empty());
    }
}
