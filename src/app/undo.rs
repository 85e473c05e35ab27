//! Undoing and doing again: what was changed is kept, the latest last.

use super::shelf::{Ask, Own, Turn};
use super::state::State;
use super::stories::Placed;
use crate::collection::{ArticleIndex, Edit, EntityId, Filter};
use crate::library::{Correcting, HistoryId};

/// A change, by what there was before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The filter was this one.
    Filter(Filter),
    /// These articles were read, or were not.
    Read(Vec<(ArticleIndex, bool)>),
    /// The library was changed, which keeps what there was itself.
    Kept(Own),
    /// Stories were these.
    Story {
        /// Those whose articles have changed.
        groups: Vec<Vec<ArticleIndex>>,
        /// What the reader had put elsewhere.
        placed: Vec<Placed<ArticleIndex>>,
        /// What was done.
        what: String,
    },
    /// Entities were otherwise.
    Corrected {
        /// What brings that back.
        edit: Edit,
        /// What the filter was: merging may have made two of its entities one.
        filter: Filter,
        /// What was done.
        what: String,
    },
}

/// Changes that are kept.
const MOST: usize = 500;

/// What can be undone, and what can be done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Changes {
    /// Keeps what there was before a change. What was undone until then cannot be done again.
    pub(super) fn push(&mut self, before: Change) {
        self.undone.clear();
        if self.done.len() == MOST {
            self.done.remove(0);
        }
        self.done.push(before);
    }

    /// The library has made a change that was asked for, and has it under that number; or it was none after all.
    pub(super) fn know_kept(&mut self, asked: u64, made: Option<HistoryId>) {
        let own = Change::Kept(Own::Asked(asked));
        for changes in [&mut self.done, &mut self.undone] {
            match made {
                Some(made) => {
                    changes.iter_mut().filter(|change| **change == own).for_each(|change| {
                        *change = Change::Kept(Own::Made(made));
                    });
                }
                None => changes.retain(|change| *change != own),
            }
        }
    }

    /// The library could not take a change back, or do it again: that stands where it stood. Of several, each in its order.
    pub(super) fn put_back(&mut self, own: Own, again: bool) {
        let kept = Change::Kept(own);
        let (from, to) = if again { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        from.retain(|change| *change != kept);
        to.retain(|change| *change != kept);
        let is_next = |change: &Change| matches!(change, Change::Kept(other) if (*other > own) != again);
        let at = to.iter().rposition(|change| !is_next(change)).map_or(0, |at| at + 1);
        to.insert(at, kept);
    }

    /// A change of the library was taken back, or done again, whoever had made it.
    pub(super) fn turn_kept(&mut self, made: HistoryId, again: bool) {
        let kept = Change::Kept(Own::Made(made));
        let (from, to) = if again { (&mut self.undone, &mut self.done) } else { (&mut self.done, &mut self.undone) };
        from.retain(|change| *change != kept);
        if !to.contains(&kept) {
            to.push(kept);
        }
    }

    /// Forgets all that was about articles as they were numbered here: what the library keeps and what is corrected stays.
    pub(super) fn keep_kept(&mut self) {
        for changes in [&mut self.done, &mut self.undone] {
            changes.retain_mut(|change| match change {
                Change::Kept(_) => true,
                Change::Corrected { filter, .. } => {
                    *filter = Filter::default();
                    true
                }
                _ => false,
            });
        }
    }

    /// A correction was taken back in the library, or made again: from now on it is the library's, whose number of it is to be
    /// turned, where it was of this session.
    pub(super) fn forget_corrected(&mut self, by: &Edit) {
        let is_it = |change: &Change| matches!(change, Change::Corrected { edit, .. } if edit.does_the_same_as(by));
        let changes = if self.done.iter().any(is_it) { &mut self.done } else { &mut self.undone };
        changes.iter().rposition(is_it).map(|at| changes.remove(at));
    }

    /// Names that are held on to go over to the fuller names that they stand for now.
    pub(super) fn map(&mut self, by: impl Fn(EntityId) -> EntityId) {
        for change in self.done.iter_mut().chain(&mut self.undone) {
            if let Change::Filter(filter) | Change::Corrected { filter, .. } = change {
                filter.map(&by);
            }
        }
    }
}

impl State {
    /// Takes the latest changes back, up to `times`.
    pub(super) fn undo(&mut self, times: usize) {
        self.swap(times, false);
    }

    /// Does again what was undone last, up to `times`.
    pub(super) fn redo(&mut self, times: usize) {
        self.swap(times, true);
    }

    /// Takes changes back, or does them again, and says what the last one was.
    fn swap(&mut self, times: usize, again: bool) {
        for _ in 0..times {
            let Changes { done, undone } = &mut self.changes;
            let change = if again { undone.pop() } else { done.pop() };
            let inverse = match change {
                Some(Change::Kept(own)) => {
                    self.shelf.ask(Ask::Turn { turn: Turn::Own(own), again });
                    Some(Change::Kept(own))
                }
                // Beyond those of this session there are those that the library has kept.
                None if self.shelf.open => {
                    self.shelf.ask(Ask::Turn { turn: Turn::Earlier, again });
                    None
                }
                None => {
                    let nothing = if again { "nothing to do again" } else { "nothing to undo" };
                    self.notice.get_or_insert_with(|| nothing.to_owned());
                    return;
                }
                Some(change) => {
                    let (inverse, what) = self.swap_change(change);
                    if let Change::Corrected { edit, .. } = &inverse {
                        let turn = if again { Correcting::Again } else { Correcting::Back };
                        self.tell_library(edit.clone().inverse(), turn);
                    }
                    self.notice = Some(format!("{}: {what}", if again { "done again" } else { "undone" }));
                    Some(inverse)
                }
            };
            let Changes { done, undone } = &mut self.changes;
            if again { done.extend(inverse) } else { undone.extend(inverse) }
        }
    }

    /// Brings back what there was, and gives what takes its place, and what it is called.
    fn swap_change(&mut self, change: Change) -> (Change, String) {
        match change {
            // Its change back is the library's.
            Change::Kept(own) => (Change::Kept(own), String::new()),
            Change::Filter(filter) => {
                let now = std::mem::replace(&mut self.filter, filter);
                self.filter.map(|id| self.collection.canonical(id));
                self.apply_filter();
                (Change::Filter(now), "a change of the filter".to_owned())
            }
            Change::Read(before) => {
                let what = match before.len() {
                    1 => "one article read or unread".to_owned(),
                    many => format!("{many} articles read"),
                };
                let now = self.set_read(before);
                (Change::Read(now), what)
            }
            Change::Story { groups, placed, what } => {
                let (groups, placed) = self.swap_stories(&groups, placed);
                (Change::Story { groups, placed, what: what.clone() }, what)
            }
            Change::Corrected { edit, filter, what } => {
                let now = self.filter.clone();
                let edit = self.make(&edit);
                if self.filter != filter {
                    self.filter = filter;
                    self.filter.map(|id| self.collection.canonical(id));
                    self.apply_filter();
                }
                (Change::Corrected { edit, filter: now, what: what.clone() }, what)
            }
        }
    }

    /// Counts articles as read or unread; gives what they counted as before.
    pub(super) fn set_read(&mut self, articles: Vec<(ArticleIndex, bool)>) -> Vec<(ArticleIndex, bool)> {
        let turn = |(article, read): (ArticleIndex, bool)| {
            let was = if read { !self.read.insert(article) } else { self.read.remove(article) };
            (article, was)
        };
        articles.into_iter().map(turn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(number: i64) -> Change {
        Change::Kept(Own::Made(HistoryId::from_number(number)))
    }

    #[test]
    fn what_failed_stands_where_it_stood() {
        let before = Changes { done: vec![kept(1), kept(2), kept(4)], undone: vec![kept(9), kept(6), kept(5)] };
        let mut changes = before.clone();
        // Three times back, and none could be.
        changes.undone.extend(changes.done.drain(..).rev());
        for number in [4, 2, 1] {
            changes.put_back(Own::Made(HistoryId::from_number(number)), false);
        }
        assert_eq!(changes, before);
        changes.done.extend(changes.undone.drain(..).rev());
        for number in [5, 6, 9] {
            changes.put_back(Own::Made(HistoryId::from_number(number)), true);
        }
        assert_eq!(changes, before);
        // What is asked for meanwhile is later.
        changes.done.pop();
        changes.push(Change::Kept(Own::Asked(7)));
        changes.put_back(Own::Made(HistoryId::from_number(4)), false);
        assert_eq!(changes.done, [kept(1), kept(2), kept(4), Change::Kept(Own::Asked(7))]);
    }
}
