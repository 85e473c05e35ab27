//! The find bar: words typed, their hits in the article, stepping from hit to hit.

use super::job::{Job, Task};
use super::state::{Effects, State};
use super::step::Origin;
use crate::text::{Span, sanitize};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Words looked for in the active reader's article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindBar {
    /// What was typed.
    pub query: String,
    /// Whether keys go into it.
    pub typing: bool,
    /// Where it stands in the article, ascending.
    pub hits: Vec<Span>,
    /// Whether the hits are those of another article, or of another fold of this one.
    pub(super) stale: bool,
    awaiting: Option<u64>,
    /// Where the reader was when the bar was opened: hits are looked for from there while one types.
    origin: usize,
}

/// Characters that a query may have. Searching takes time in proportion to it.
const LONGEST: usize = 200;

impl FindBar {
    /// Whether hits are still being looked for.
    pub fn is_searching(&self) -> bool {
        self.awaiting.is_some()
    }
}

impl State {
    pub(super) fn open_find(&mut self) {
        let Some(reader) = self.reader() else { return };
        let origin = reader.page.start_of(reader.top);
        self.find = Some(FindBar { typing: true, origin, ..FindBar::default() });
    }

    /// Adds to what is typed. What is pasted may hold anything, so the whole is made one clean line; not each piece, for
    /// an accent that is typed by itself needs the letter before it.
    pub(super) fn type_text(&mut self, typed: &str, effects: &mut Effects) {
        let Some(find) = &mut self.find else { return };
        let whole = format!("{}{typed}", find.query);
        let blank = if whole.ends_with(char::is_whitespace) { " " } else { "" };
        let clean: String = sanitize::line(&whole).chars().take(LONGEST).collect();
        find.query = format!("{clean}{blank}");
        self.search(effects);
    }

    pub(super) fn erase(&mut self, what: Erase, effects: &mut Effects) {
        let Some(find) = &mut self.find else { return };
        let keep = match what {
            Erase::All => 0,
            Erase::Grapheme => find.query.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Erase::Word => find.query.trim_end().rfind(' ').map_or(0, |at| at + 1),
        };
        if find.query.is_empty() {
            self.find = None;
            return;
        }
        find.query.truncate(keep);
        self.search(effects);
    }

    /// Leaves the bar but keeps its hits.
    pub(super) fn accept_find(&mut self) {
        match &mut self.find {
            Some(find) if find.query.trim().is_empty() => self.find = None,
            Some(find) => find.typing = false,
            None => {}
        }
    }

    /// Looks for what is typed in the active reader's article. Without a find bar nothing happens.
    pub(super) fn search(&mut self, effects: &mut Effects) {
        let generation = self.next_generation();
        let Some(reader) = self.reader() else { return };
        let Some(entry) = self.collection.entry(reader.article) else { return };
        let (article, unfolded) = (Arc::clone(&entry.article), reader.unfolded);
        let Some(find) = &mut self.find else { return };
        find.awaiting = Some(generation);
        find.stale = false;
        let task = Task::Find { query: find.query.clone(), unfolded };
        self.run(Job { generation, article, task }, effects);
    }

    pub(super) fn take_hits(&mut self, generation: u64, hits: Vec<Span>) {
        let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) else { return };
        find.awaiting = None;
        let first = Origin::From(find.origin).step(&hits, true).or_else(|| hits.first().copied());
        find.hits = hits;
        // Only while one types does the text follow: a search anew after unfolding leaves it where it is.
        if let Some(first) = first.filter(|_| find.typing) {
            self.go_to(first);
        }
    }

    pub(super) fn forget_hits(&mut self, generation: u64) {
        if let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) {
            find.awaiting = None;
            find.hits.clear();
        }
    }

    /// Goes to the next hit or the one before, round the end of the article. Says so where there is none.
    pub(super) fn step_hit(&mut self, forward: bool) {
        let (Some(find), Some(origin)) = (&self.find, self.step_origin()) else { return };
        let round = if forward { find.hits.first() } else { find.hits.last() };
        match origin.step(&find.hits, forward).or(round.copied()) {
            Some(hit) => self.go_to(hit),
            None if find.is_searching() => {}
            None => self.notice = Some(format!("“{}” is not in this article", find.query)),
        }
    }
}

/// How much to erase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Erase {
    Grapheme,
    Word,
    All,
}
