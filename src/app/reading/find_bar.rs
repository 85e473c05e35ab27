//! The find bar: words typed, their hits in the article, stepping from hit to hit.

use super::Query;
use super::step::Origin;
use crate::app::job::{Job, Task};
use crate::app::prompt::Prompt;
use crate::app::state::{Effects, State};
use crate::text::Span;
use std::sync::Arc;

/// Words looked for in the active reader's article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindBar {
    /// What is typed.
    pub prompt: Prompt,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Why what is typed cannot be looked for.
    pub error: Option<String>,
    /// Whether keys go into it.
    pub typing: bool,
    /// Where it stands in the article, ascending.
    pub hits: Vec<Span>,
    /// Whether the hits are those of another article, or of another fold of this one.
    pub(in crate::app) stale: bool,
    awaiting: Option<u64>,
    /// Where the reader was when the bar was opened: hits are looked for from there while one types.
    origin: usize,
}

impl FindBar {
    /// Whether hits are still being looked for.
    pub fn is_searching(&self) -> bool {
        self.awaiting.is_some()
    }
}

impl State {
    pub(in crate::app) fn open_find(&mut self) {
        let Some(reader) = self.reader() else { return };
        let origin = reader.page.start_of(reader.top);
        self.find = Some(FindBar { typing: true, origin, ..FindBar::default() });
    }

    /// Leaves the bar but keeps its hits.
    pub(in crate::app) fn accept_find(&mut self) {
        match &mut self.find {
            Some(find) if find.prompt.is_blank() => self.find = None,
            Some(find) => find.typing = false,
            None => {}
        }
    }

    /// Looks for what is typed in the active reader's article. Without a find bar nothing happens.
    pub(in crate::app) fn search(&mut self, effects: &mut Effects) {
        let generation = self.next_generation();
        let Some(reader) = self.reader() else { return };
        let Some(entry) = self.collection.entry(reader.article) else { return };
        let (article, unfolded) = (Arc::clone(&entry.article), reader.unfolded);
        let Some(find) = &mut self.find else { return };
        find.awaiting = Some(generation);
        find.stale = false;
        let query = Query { text: find.prompt.text().to_owned(), regex: find.regex };
        let task = Task::Find { query, unfolded };
        self.run(Job { generation, article, task }, effects);
    }

    /// Looks for a regular expression, or for words as they are.
    pub(in crate::app) fn toggle_regex(&mut self, effects: &mut Effects) {
        let Some(find) = self.find.as_mut().filter(|find| find.typing) else { return };
        find.regex = !find.regex;
        self.search(effects);
    }

    pub(in crate::app) fn take_hits(&mut self, generation: u64, hits: Result<Vec<Span>, String>) {
        let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) else { return };
        find.awaiting = None;
        let (hits, error) = match hits {
            Ok(hits) => (hits, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        find.error = error;
        let first = Origin::From(find.origin).step(&hits, true).or_else(|| hits.first().copied());
        find.hits = hits;
        // Only while one types does the text follow: a search anew after unfolding leaves it where it is.
        if let Some(first) = first.filter(|_| find.typing) {
            self.go_to(first);
        }
    }

    pub(in crate::app) fn forget_hits(&mut self, generation: u64) {
        if let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) {
            find.awaiting = None;
            find.hits.clear();
        }
    }

    /// Goes to the next hit or the one before, round the end of the article. Says so where there is none.
    pub(in crate::app) fn step_hit(&mut self, forward: bool) {
        let (Some(find), Some(origin)) = (&self.find, self.step_origin()) else { return };
        let round = if forward { find.hits.first() } else { find.hits.last() };
        match origin.step(&find.hits, forward).or(round.copied()) {
            Some(hit) => self.go_to(hit),
            None if find.is_searching() => {}
            None => self.notice = Some(format!("“{}” is not in this article", find.prompt.text())),
        }
    }
}
