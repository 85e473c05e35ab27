//! Reading on: the next account of the same, with what was read in others dimmed. Read is what was on the screen.

use super::{Compared, Dim};
use crate::app::job::{Job, Task};
use crate::app::state::{Effect, Effects, State};
use crate::collection::ArticleIndex;
use crate::compare::Gathered;
use crate::text::Span;
use std::collections::{BTreeMap, HashSet};

/// So many articles read before are compared with the open one.
const BEFORE: usize = 3;
/// So many unread articles are compared with it to find the one that tells most of the same.
const CANDIDATES: usize = 6;
/// So many unread accounts of a story are looked at.
const MOST: usize = 200;
/// An article tells of the same where it has so many passages with another one in common.
const SAME: usize = 2;
/// A name is rare that at most so many articles have, or one in fifty: by such names accounts of the same are looked for.
const RARE: std::ops::RangeInclusive<usize> = 12..=500;

impl State {
    /// Keeps what of the active text is on the screen as read.
    pub(in crate::app) fn note_seen(&mut self) {
        let is_seen = self.is_reading() && self.menus.is_empty() && self.pane(self.active).is_some();
        let Some((first, end)) = self.bytes_on_screen(self.active).filter(|_| is_seen) else { return };
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        if self.comparing.recent.last() != Some(&article) {
            self.comparing.recent.retain(|other| *other != article);
            self.comparing.recent.push(article);
        }
        merge(self.comparing.seen.entry(article).or_default(), Span::new(first, end));
    }

    /// Works out what of the accounts on the screen was read in another.
    pub(in crate::app) fn settle_known(&mut self) {
        let Some(compared) = self.compared().cloned().filter(|_| self.comparing.dim == Dim::Read) else {
            self.comparing.known.clear();
            return;
        };
        let is_read = |account: usize, span: Span| {
            let seen = compared.articles.get(account).and_then(|article| self.comparing.seen.get(article));
            seen.is_some_and(|seen| covers(seen, span))
        };
        self.comparing.known = (0..compared.articles.len()).map(|account| compared.known(account, is_read)).collect();
    }

    /// The articles that were read last and may tell of the same as `article`.
    pub(super) fn read_before(&self, article: ArticleIndex) -> Vec<ArticleIndex> {
        let story = self.accounts_of(article);
        let told = if story.is_empty() { self.related(article).into_keys().collect() } else { story };
        let before = self.comparing.recent.iter().rev().filter(|other| **other != article && told.contains(other));
        before.take(BEFORE).copied().collect()
    }

    /// The other articles of its story.
    fn accounts_of(&self, article: ArticleIndex) -> HashSet<ArticleIndex> {
        self.stories.with(&article).iter().copied().filter(|other| *other != article).collect()
    }

    /// The articles that share rare names with `article`, with how much these tell (the sum of their inverse document
    /// frequencies).
    fn related(&self, article: ArticleIndex) -> BTreeMap<ArticleIndex, f32> {
        let all = self.collection.len();
        let most = (all / 50).clamp(*RARE.start(), *RARE.end());
        let named: HashSet<_> = self.collection.entities_of(article).map(|(id, _)| id).collect();
        let mut related = BTreeMap::new();
        for id in named {
            // A name that is mentioned so often is not rare: its articles need not be counted.
            if self.collection.mention_count(id) > 20 * most {
                continue;
            }
            let articles = self.collection.articles_of(id);
            if articles.len() <= most {
                let weight = ((all + 1) as f32 / articles.len().max(1) as f32).ln();
                articles.into_iter().for_each(|other| *related.entry(other).or_insert(0.0) += weight);
            }
        }
        related.remove(&article);
        related
    }

    /// Dims what was read in another account, or brings it back.
    pub(in crate::app) fn toggle_dim(&mut self, dim: Dim) {
        if dim != Dim::Read && !self.is_comparing() {
            // It says what there is to do first.
            drop(self.compared_account());
            return;
        }
        self.comparing.dim = if self.comparing.dim == dim { Dim::Nothing } else { dim };
        // What was read since the article was opened counts too.
        self.comparing.before = None;
        let what = match dim {
            Dim::Shared => "what other accounts tell too",
            Dim::Only => "what this account alone tells",
            Dim::Read | Dim::Nothing => "what was read in another account",
        };
        let how = if self.comparing.dim == dim { "dimmed" } else { "as bright as the rest" };
        self.notice = Some(format!("{what} is {how}"));
    }

    /// Opens the next account of the same that is not read, with what was read dimmed: side by side, the next column.
    pub(in crate::app) fn read_on(&mut self, effects: &mut Effects) {
        let Some(open) = self.open_article() else { return };
        self.focus_text();
        self.note_seen();
        self.comparing.dim = Dim::Read;
        if self.is_comparing() {
            return self.step_column(true);
        }
        let story = self.accounts_of(open);
        let is_unread = |article: &&ArticleIndex| !self.read.contains(article);
        let unread = self.list.shown.iter().filter(is_unread).copied();
        let mut candidates: Vec<(ArticleIndex, f32)> = if story.is_empty() {
            let related = self.related(open);
            unread.filter_map(|article| Some((article, *related.get(&article)?))).collect()
        } else {
            let told = unread.filter(|article| story.contains(article)).take(MOST);
            told.map(|article| (article, self.stories.found().why(open, article).score)).collect()
        };
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let pairs = candidates.into_iter().take(CANDIDATES);
        let pairs: Vec<Gathered> = pairs.map(|(article, _)| Gathered::of(&self.collection, &[open, article])).collect();
        if pairs.is_empty() {
            return self.say_no_next();
        }
        // Accounts of one story tell of the same, however few passages say it.
        let least = if story.is_empty() { SAME } else { 0 };
        let generation = self.next_generation();
        self.comparing.choosing = Some((generation, open));
        effects.push(Effect::Run(Job { generation, task: Task::ChooseNext { pairs, least } }));
    }

    fn say_no_next(&mut self) {
        self.notice = Some("no unread article among those shown tells of the same".to_owned());
    }

    /// Whether the account to read on in is being looked for.
    pub fn is_choosing(&self) -> bool {
        self.comparing.choosing.is_some()
    }

    /// Opens the account that was found to read on in; what an earlier request gave is dropped.
    pub(in crate::app) fn take_next(&mut self, generation: u64, next: Option<ArticleIndex>) {
        let Some((_, from)) = self.comparing.choosing.take_if(|(asked, _)| *asked == generation) else { return };
        let is_there = self.reader().is_some_and(|reader| reader.article == from);
        match next {
            // Whoever has gone elsewhere meanwhile stays there.
            _ if !is_there || self.is_comparing() || !self.menus.is_empty() => {}
            Some(next) => self.jump_to_article(next),
            None => self.say_no_next(),
        }
    }
}

/// The article that has most places in common with the first of its pair, at least so many.
pub(in crate::app) fn choose_next(pairs: &[Gathered], least: usize) -> Option<ArticleIndex> {
    // One sentence that tells what many do is one place.
    let places = |pair: &Gathered| Compared::of(pair).accounts.iter().map(|told| told.shared.len()).min();
    let shared = |pair: &Gathered| Some((places(pair)?, *pair.articles.get(1)?));
    let found = pairs.iter().filter_map(shared).filter(|(places, _)| *places >= least);
    // Of equals the first, which shares the rarer names.
    found.rev().max_by_key(|(places, _)| *places).map(|(_, article)| article)
}

/// Adds `span` to ascending spans that lie apart.
fn merge(spans: &mut Vec<Span>, span: Span) {
    let from = spans.partition_point(|other| other.end < span.start);
    let to = spans.partition_point(|other| other.start <= span.end).max(from);
    let touched = spans.get(from..to).unwrap_or_default();
    let start = touched.first().map_or(span.start, |first| first.start.min(span.start));
    let end = touched.last().map_or(span.end, |last| last.end.max(span.end));
    spans.splice(from..to, [Span::new(start, end)]);
}

fn covers(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|other| other.end < span.end);
    spans.get(at).is_some_and(|other| other.start <= span.start && span.end <= other.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_on_the_screen_is_kept_as_few_spans() {
        let mut spans = Vec::new();
        for (start, end) in [(10, 20), (40, 50), (0, 5), (18, 30), (30, 35), (60, 70)] {
            merge(&mut spans, Span::new(start, end));
        }
        assert_eq!(spans, [Span::new(0, 5), Span::new(10, 35), Span::new(40, 50), Span::new(60, 70)]);
        merge(&mut spans, Span::new(3, 65));
        assert_eq!(spans, [Span::new(0, 70)]);
        assert!(covers(&spans, Span::new(0, 70)) && covers(&spans, Span::new(7, 8)));
        assert!(!covers(&spans, Span::new(60, 71)) && !covers(&[], Span::new(0, 1)));
    }
}
