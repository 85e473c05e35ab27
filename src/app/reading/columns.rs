//! Two articles side by side.

use super::reader::Reader;
use crate::app::keys::action::Action;
use crate::app::state::{Focus, State};
use crate::collection::ArticleIndex;
use crate::compare::{Shared, shared_entities};

impl State {
    /// Marks the selected article, or takes its mark away.
    pub(in crate::app) fn toggle_mark(&mut self) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        if let Some(at) = self.marked.iter().position(|marked| *marked == article) {
            self.marked.remove(at);
        } else {
            self.marked.push(article);
            let compare = self.key_name(Action::Compare);
            self.notice = Some(format!("marked: {compare} on another article sets the two side by side"));
        }
    }

    /// Sets the marked article, else the next one of the list, beside the open one; closes them where they stand so.
    pub(in crate::app) fn toggle_compare(&mut self) {
        if self.is_comparing() {
            return self.close_compare();
        }
        let Some(open) = self.reader().map(|reader| reader.article) else { return };
        let marked = self.marked.iter().copied().find(|marked| *marked != open);
        let Some(other) =
            marked.or_else(|| self.list.neighbour(open, true)).or_else(|| self.list.neighbour(open, false))
        else {
            self.notice = Some("there is no other article to set beside this one".to_owned());
            return;
        };
        self.read.extend([open, other]);
        self.readers.push(Reader::of(other));
        self.panel.stale = true;
        self.relink();
        self.find = None;
        self.marked.clear();
    }

    /// Back to one article: the one that keys went to.
    pub(in crate::app) fn close_compare(&mut self) {
        self.readers.swap(0, self.active);
        self.readers.truncate(1);
        self.active = 0;
        self.find = None;
        self.focus = Focus::Reader;
        self.panel.stale = true;
        self.list.selected = self.reader().map(|reader| reader.article);
    }

    /// Makes the active column show the next article of the list that stands in no other column, or the one before.
    pub(in crate::app) fn step_open(&mut self, forward: bool) {
        let Some(open) = self.reader().map(|reader| reader.article) else { return };
        let is_free = |article: &&ArticleIndex| self.readers.iter().all(|reader| reader.article != **article);
        let shown = &self.list.shown;
        // From an article that the filter hides, the way leads in at the list's beginning or end.
        let next = match (shown.iter().position(|article| *article == open), forward) {
            (Some(at), true) => shown.iter().skip(at + 1).find(is_free),
            (Some(at), false) => shown.iter().take(at).rev().find(is_free),
            (None, true) => shown.iter().find(is_free),
            (None, false) => shown.iter().rev().find(is_free),
        };
        match next.copied() {
            Some(next) => self.open_to_read(next),
            None => {
                self.notice =
                    Some(if forward { "that was the last article" } else { "that was the first article" }.to_owned())
            }
        }
    }

    /// Goes to the next column, or the one before.
    pub(in crate::app) fn step_column(&mut self, forward: bool) {
        let columns = self.readers.len();
        self.active = (self.active + if forward { 1 } else { columns - 1 }) % columns;
        self.find = None;
        self.panel.stale = true;
    }

    /// Sets one more article beside those that stand side by side.
    pub(in crate::app) fn add_column(&mut self) {}

    /// Swaps the active column with the next one.
    pub(in crate::app) fn swap_column(&mut self) {}

    /// Closes the active column.
    pub(in crate::app) fn close_column(&mut self) {}

    /// Opens the next article of the list that is not read.
    pub(in crate::app) fn next_unread(&mut self) {}

    /// Counts the open or selected article as read, or as unread.
    pub(in crate::app) fn toggle_read(&mut self) {}

    /// Counts all articles shown as read.
    pub(in crate::app) fn read_all(&mut self) {}

    /// How the entities of the article at `column` relate to those of the others beside it.
    pub fn shared_entities(&self, column: usize) -> Option<Shared> {
        let own = self.readers.get(column)?.article;
        let others: Vec<_> = self.readers.iter().map(|reader| reader.article).filter(|other| *other != own).collect();
        (!others.is_empty()).then(|| shared_entities(&self.collection, own, &others))
    }
}
