//! Two articles side by side.

use super::reader::Reader;
use super::state::{Focus, State};
use crate::collection::{ArticleIndex, EntityId};
use std::collections::HashSet;

impl State {
    /// Marks the selected article, or takes its mark away.
    pub(super) fn toggle_mark(&mut self) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        if self.marked == Some(article) {
            self.marked = None;
        } else {
            self.marked = Some(article);
            self.notice = Some("marked: c on another article sets the two side by side".to_owned());
        }
    }

    /// Sets the marked article, else the next one of the list, beside the open one; closes them where they stand so.
    pub(super) fn toggle_compare(&mut self) {
        if self.is_comparing() {
            return self.close_compare();
        }
        let Some(open) = self.reader().map(|reader| reader.article) else { return };
        let marked = self.marked.filter(|marked| *marked != open);
        let Some(other) =
            marked.or_else(|| self.list.neighbour(open, true)).or_else(|| self.list.neighbour(open, false))
        else {
            self.notice = Some("there is no other article to set beside this one".to_owned());
            return;
        };
        self.read.extend([open, other]);
        self.readers.push(Reader::of(other));
        self.find = None;
        self.marked = None;
    }

    /// Back to one article: the one that keys went to.
    pub(super) fn close_compare(&mut self) {
        self.readers.swap(0, self.active);
        self.readers.truncate(1);
        self.active = 0;
        self.find = None;
        self.focus = Focus::Reader;
        self.list.selected = self.reader().map(|reader| reader.article);
    }

    /// Makes the active column show the next article of the list that stands in no other column, or the one before.
    pub(super) fn step_open(&mut self, forward: bool) {
        let Some(mut article) = self.reader().map(|reader| reader.article) else { return };
        loop {
            let Some(next) = self.list.neighbour(article, forward) else {
                self.notice =
                    Some(if forward { "that was the last article" } else { "that was the first article" }.to_owned());
                return;
            };
            article = next;
            if self.readers.iter().all(|reader| reader.article != article) {
                return self.open_to_read(article);
            }
        }
    }

    /// How many entities the articles side by side share, and how many stand only in the one at `column`.
    pub fn shared_entities(&self, column: usize) -> Option<(usize, usize)> {
        let own = self.entities_in(self.readers.get(column)?.article);
        let others = self.readers.iter().enumerate().filter(|(at, _)| *at != column);
        let others: HashSet<EntityId> = others.flat_map(|(_, reader)| self.entities_in(reader.article)).collect();
        let shared = own.intersection(&others).count();
        Some((shared, own.len() - shared))
    }

    fn entities_in(&self, article: ArticleIndex) -> HashSet<EntityId> {
        self.collection.entities_of(article).map(|(id, _)| id).collect()
    }
}
