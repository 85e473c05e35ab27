//! Stories: what binds the accounts of one, and which there are to put an article into.

use super::{Item, MenuRow, Target};
use crate::analysis::Period;
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::article::Article;
use crate::collection::ArticleIndex;
use crate::compare::{Trait, period_in_words, words_by_stem};
use crate::text::one_line;

/// So many names, figures, days and words are shown of what accounts share.
const EACH: usize = 12;
/// So many other accounts are looked at and listed.
const MOST: usize = 200;
/// Words are looked for in so many bytes of a text, to be shown as it has them.
const LOOKED_AT: usize = 16 * 1024;
/// So many stories near to an article stand before the others.
const NEAR: usize = 8;

impl State {
    /// What the accounts share with `article`, then these, the likest first.
    pub(super) fn story_rows(&self, article: ArticleIndex) -> Vec<MenuRow> {
        let (told, found) = (self.stories.with(&article), self.stories.found());
        let (out, into) = (self.key_name(Action::PartStory), self.key_name(Action::JoinStory));
        let rest = told.iter().copied().filter(|other| *other != article);
        let rest: Vec<ArticleIndex> = rest.take(MOST).collect();
        if rest.is_empty() {
            let alone = format!("No other article is taken to tell of the same event. {into} puts it into a story.");
            return vec![MenuRow::Text(alone)];
        }
        let mut rows = vec![MenuRow::Heading("What it has in common with the others".to_owned())];
        for (label, words) in self.bonds(article, &found.shared(article, &rest)) {
            rows.push(MenuRow::Text(format!("{label}: {}", words.join(", "))));
        }
        if rows.len() == 1 {
            rows.push(MenuRow::Text("Nothing: you have put it into this story.".to_owned()));
        }
        rows.push(MenuRow::Heading("The others, the likest first".to_owned()));
        let mut others: Vec<(ArticleIndex, f32)> =
            rest.into_iter().map(|other| (other, found.why(article, other).score)).collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (other, score) in others {
            let Some(entry) = self.collection.entry(other) else { continue };
            rows.push(MenuRow::Item(Item {
                label: format!("{score:.2}"),
                text: entry.article.headline().to_owned(),
                right: byline(&entry.article),
                target: Target::Open(other),
            }));
        }
        if let Some(more) = told.len().checked_sub(MOST + 1).filter(|more| *more > 0) {
            rows.push(MenuRow::Text(format!("… and {more} more")));
        }
        let how = match self.selected_story() {
            Some(_) => {
                let fold = self.key_name(Action::Fold);
                format!(
                    "{into} puts all of them into another story. {fold} unfolds this one in the list, to take one out."
                )
            }
            None => format!("{out} takes this article out of the story, {into} puts it into another."),
        };
        rows.push(MenuRow::Text(how));
        rows
    }

    /// What is shared, in words, by kind: names, days, figures, words.
    fn bonds(&self, article: ArticleIndex, shared: &[Trait]) -> Vec<(&'static str, Vec<String>)> {
        let Some(entry) = self.collection.entry(article) else { return Vec::new() };
        let whole = &entry.article.text;
        let end = (0..=LOOKED_AT.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at));
        let text = whole.get(..end.unwrap_or(0)).unwrap_or_default();
        let written = words_by_stem(text);
        let mut kinds = [("Names", Vec::new()), ("Days", Vec::new()), ("Figures", Vec::new()), ("Words", Vec::new())];
        let names = shared.iter().filter_map(|own| match own {
            Trait::Entity(id) => self.collection.label(*id),
            _ => None,
        });
        let named = names.map(|(_, name)| name.to_lowercase()).collect::<Vec<_>>().join(" ");
        for own in shared {
            let (kind, words) = match own {
                Trait::Entity(id) => (0, self.collection.label(*id).map(|(_, name)| name.to_owned())),
                Trait::Day(day) => (1, Some(period_in_words(Period { from: *day, to: *day }))),
                Trait::Figure(bits, unit) => {
                    let mut figures = entry.analysis.figures.iter();
                    let figure = figures.find(|figure| figure.value.to_bits() == *bits && figure.unit == *unit);
                    (2, figure.map(|figure| one_line(&entry.article.text, figure.span)))
                }
                Trait::Word(stem) => {
                    let word = written.get(stem).map_or(&**stem, |word| word);
                    // What a name says is not said again.
                    (3, Some(word.to_owned()).filter(|word| !named.split(' ').any(|part| part == word)))
                }
            };
            let list = kinds.iter_mut().skip(kind).take(1).map(|(_, list)| list);
            list.filter(|list| list.len() < EACH).for_each(|list| list.extend(words.clone()));
        }
        kinds.into_iter().filter(|(_, list)| !list.is_empty()).collect()
    }

    pub(super) fn story_title(&self, article: ArticleIndex) -> String {
        match self.stories.with(&article).len() {
            0 | 1 => "An article by itself".to_owned(),
            many => format!("Why these {many} are one story: {}", self.title_of(article)),
        }
    }

    /// The stories of articles shown but for its own, the nearest first, one row each.
    pub(super) fn stories_for(&self, article: ArticleIndex) -> Vec<MenuRow> {
        let near = self.stories.found().near(article, NEAR).into_iter().map(|(other, _)| other);
        let mut told = vec![false; self.collection.len()];
        tell(&mut told, self.stories.with(&article));
        let mut rows = Vec::new();
        for other in near.chain(self.list.shown.iter().copied()) {
            let story = self.stories.with(&other);
            if told.get(other) == Some(&true) {
                continue;
            }
            tell(&mut told, story);
            // It is called by its newest account, as in the list.
            let date = |article: &&ArticleIndex| self.collection.entry(**article).map(|entry| &entry.article.meta.date);
            let head = story.iter().rev().max_by_key(date).copied().unwrap_or(other);
            let Some(entry) = self.collection.entry(head) else { continue };
            let many = if story.len() > 1 { format!("{} accounts", story.len()) } else { byline(&entry.article) };
            rows.push(MenuRow::Item(Item {
                label: String::new(),
                text: entry.article.headline().to_owned(),
                right: many,
                target: Target::Into(article, other),
            }));
        }
        rows
    }
}

/// Counts `articles` as told.
fn tell(told: &mut [bool], articles: &[ArticleIndex]) {
    articles.iter().for_each(|article| told.iter_mut().skip(*article).take(1).for_each(|told| *told = true));
}

fn byline(article: &Article) -> String {
    let meta = &article.meta;
    let known: Vec<&str> = [meta.source.as_deref(), meta.date.as_deref()].into_iter().flatten().collect();
    if known.is_empty() { meta.id.rsplit('/').next().unwrap_or_default().to_owned() } else { known.join(" · ") }
}
