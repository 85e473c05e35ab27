//! Two to four articles side by side.

use super::find_bar::FindBar;
use crate::app::keys::action::Action;
use crate::app::state::{Focus, State};
use crate::collection::{ArticleIndex, EntityId};

/// Most articles side by side.
pub(super) const MOST_COLUMNS: usize = crate::compare::MOST_ACCOUNTS;

impl State {
    /// Marks the open article, or takes its mark away.
    pub(in crate::app) fn toggle_mark(&mut self) {
        let Some(article) = self.open_article() else { return };
        if let Some(story) = self.selected_story().map(<[ArticleIndex]>::to_vec) {
            return self.toggle_mark_of(article, &story);
        }
        if let Some(at) = self.marked.iter().position(|marked| *marked == article) {
            self.marked.remove(at);
        } else {
            self.marked.push(article);
            let compare = self.key_name(Action::Compare);
            self.notice = Some(match self.marked.len() {
                1 => format!("marked: {compare} on another article sets the two side by side"),
                many => format!("{many} marked: {compare} sets them side by side"),
            });
        }
    }

    /// Marks the accounts of a story, as many as there are columns for, the open one in any case; takes the marks away where
    /// they are all there.
    fn toggle_mark_of(&mut self, open: ArticleIndex, story: &[ArticleIndex]) {
        let others = story.iter().copied().filter(|article| *article != open);
        let mut wanted: Vec<ArticleIndex> = std::iter::once(open).chain(others).take(MOST_COLUMNS).collect();
        wanted.sort_by_key(|article| story.iter().position(|other| other == article));
        let are_marked = wanted.iter().all(|article| self.marked.contains(article));
        self.marked.retain(|marked| !story.contains(marked));
        if !are_marked {
            let compare = self.key_name(Action::Compare);
            let (many, all) = (wanted.len(), story.len());
            let of = if all > many { format!("{many} of {all} accounts") } else { format!("{many} accounts") };
            self.notice = Some(format!("{of} marked: {compare} sets them side by side"));
            self.marked.extend(wanted);
        }
    }

    /// Sets the marked articles, else the next one of the list, beside the open one; closes them where they stand so.
    pub(in crate::app) fn toggle_compare(&mut self) {
        if self.is_comparing() {
            return self.close_compare();
        }
        let Some(open) = self.open_article() else { return };
        let mut articles = std::mem::take(&mut self.marked);
        if !articles.contains(&open) {
            articles.insert(0, open);
        }
        if articles.len() > MOST_COLUMNS {
            // Those that there is no column for stay marked; the open one has a column in any case.
            let at = articles.iter().position(|article| *article == open).unwrap_or(0);
            let open = articles.remove(at);
            articles.insert(at.min(MOST_COLUMNS - 1), open);
            self.marked = articles.split_off(MOST_COLUMNS);
            self.notice = Some(format!("{MOST_COLUMNS} side by side are the most; {} stay marked", self.marked.len()));
        }
        if articles.len() == 1 {
            let beside = |forward| self.list.nearest(open, forward, |_| true);
            articles.extend(beside(true).or_else(|| beside(false)));
        }
        if articles.len() == 1 {
            self.notice = Some("there is no other article to set beside this one".to_owned());
            return;
        }
        self.active = articles.iter().position(|article| *article == open).unwrap_or(0);
        for (column, article) in articles.into_iter().enumerate().filter(|(_, article)| *article != open) {
            self.insert_column(column, article);
        }
        self.read.insert(open);
        self.find = None;
        self.relink();
    }

    fn insert_column(&mut self, column: usize, article: ArticleIndex) {
        self.read.insert(article);
        self.readers.insert(column.min(self.readers.len()), self.reader_of(article));
        (self.zen, self.selection) = (false, None);
        self.panel.stale = true;
    }

    /// Back to one article: the one that keys went to.
    pub(in crate::app) fn close_compare(&mut self) {
        let active = self.active;
        let others: Vec<usize> = (0..self.readers.len()).filter(|column| *column != active).collect();
        self.remember_columns(others.iter().copied());
        for column in others.into_iter().rev() {
            self.linked.iter_mut().for_each(|linked| linked.remove(column));
        }
        self.readers.swap(0, active);
        self.readers.truncate(1);
        self.active = 0;
        self.leave_columns();
    }

    /// What follows from a single article being left.
    fn leave_columns(&mut self) {
        self.find = None;
        self.selection = None;
        self.focus = Focus::Reader;
        self.panel.stale = true;
        self.list.selected = self.reader().map(|reader| reader.article);
    }

    /// Makes the active column show the next article of the list that stands in no other column, or the one before.
    pub(in crate::app) fn step_open(&mut self, forward: bool) {
        let Some(open) = self.open_article() else { return };
        match self.list.nearest(open, forward, |article| self.column_of(article).is_none()) {
            Some(next) => {
                self.remember_place();
                self.open_to_read(next);
            }
            None => {
                self.notice =
                    Some(if forward { "that was the last article" } else { "that was the first article" }.to_owned())
            }
        }
    }

    /// Goes to the next column, or the one before.
    pub(in crate::app) fn step_column(&mut self, forward: bool) {
        let columns = self.readers.len();
        self.activate((self.active + if forward { 1 } else { columns - 1 }) % columns);
    }

    /// Makes `column` the one that keys go to.
    pub(in crate::app) fn activate(&mut self, column: usize) {
        if column != self.active {
            self.active = column;
            self.find.iter_mut().for_each(FindBar::go_along);
            self.selection = None;
            self.panel.stale = true;
        }
    }

    /// The column that shows `article`.
    pub(in crate::app) fn column_of(&self, article: ArticleIndex) -> Option<usize> {
        // The active one first, in case that an article ever stood in two.
        let of = |column: &usize| self.readers.get(*column).is_some_and(|reader| reader.article == article);
        Some(self.active).filter(of).or_else(|| (0..self.readers.len()).find(of))
    }

    /// Makes the first column whose article names `id` the active one; tells whether there is one.
    pub(super) fn activate_naming(&mut self, id: EntityId) -> bool {
        let names = |column: &usize| {
            self.readers.get(*column).is_some_and(|reader| self.collection.count_in(reader.article, id) > 0)
        };
        let column = (0..self.readers.len()).filter(|column| *column != self.active).find(names);
        column.into_iter().for_each(|column| self.activate(column));
        column.is_some()
    }

    /// Opens `article` in the active column. Where it stands in another one, the two change places.
    pub(in crate::app) fn put_into_column(&mut self, article: ArticleIndex) {
        match self.column_of(article).filter(|column| *column != self.active) {
            Some(other) => {
                self.remember_place();
                self.swap_readers(other);
                self.panel.stale = true;
            }
            None => self.jump_to_article(article),
        }
    }

    fn swap_readers(&mut self, other: usize) {
        let active = self.active;
        self.readers.swap(active, other);
        self.linked.iter_mut().for_each(|linked| linked.swap(active, other));
        self.find = None;
        self.selection = None;
    }

    /// The article to come next beside those that are open: a marked one, else the next of the list, round its end.
    fn free_article(&self) -> Option<ArticleIndex> {
        let shown = &self.list.shown;
        let open = self.reader().map(|reader| reader.article);
        let from = shown.iter().position(|article| Some(*article) == open).map_or(0, |at| at + 1);
        let (before, after) = shown.split_at(from);
        let mut next = self.marked.iter().chain(after).chain(before);
        next.find(|article| self.column_of(**article).is_none()).copied()
    }

    /// Sets one more article beside those that stand side by side, and goes to it.
    pub(in crate::app) fn add_column(&mut self) {
        let Some(open) = self.open_article() else { return };
        if self.readers.len() >= MOST_COLUMNS {
            self.notice = Some(format!("{MOST_COLUMNS} articles side by side are the most"));
            return;
        }
        let Some(article) = self.free_article() else {
            self.notice = Some("there is no other article to set beside".to_owned());
            return;
        };
        self.marked.retain(|marked| *marked != article);
        self.read.insert(open);
        self.insert_column(self.readers.len(), article);
        self.activate(self.readers.len() - 1);
        self.relink();
    }

    /// Swaps the active column with the next one, the first one being next to the last; keys go along.
    pub(in crate::app) fn swap_column(&mut self) {
        if !self.is_comparing() {
            return self.say_alone();
        }
        let next = (self.active + 1) % self.readers.len();
        self.swap_readers(next);
        self.active = next;
    }

    /// Closes the active column.
    pub(in crate::app) fn close_column(&mut self) {
        if !self.is_comparing() {
            return self.say_alone();
        }
        let closed = self.active;
        self.remember_columns(std::iter::once(closed));
        self.linked.iter_mut().for_each(|linked| linked.remove(closed));
        self.readers.remove(closed);
        self.active = closed.min(self.readers.len() - 1);
        (self.find, self.selection) = (None, None);
        self.panel.stale = true;
        if !self.is_comparing() {
            self.leave_columns();
        }
    }

    fn say_alone(&mut self) {
        let add = self.key_name(Action::AddColumn);
        self.notice = Some(format!("nothing stands beside this article; {add} sets one there"));
    }
}
