//! Back to where one was, and forward again, across articles.

use super::reader::Reader;
use crate::app::state::{Focus, State};
use crate::collection::ArticleIndex;
use crate::text::Span;
use std::collections::HashMap;

/// Most places that are kept each way.
const MOST: usize = 100;

/// Where one was, and where one came back from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    back: Vec<Place>,
    forward: Vec<Place>,
    /// The article that was being read when one began to look through the list.
    left: Option<Place>,
    /// Where each article was left, for when it is opened again.
    left_at: HashMap<ArticleIndex, Place>,
}

/// A place in an article. It outlives a change of the width: the byte stays where the row does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    article: ArticleIndex,
    /// The byte at the top of the screen.
    top: usize,
    /// The mention or hit one was at, where it was on the screen.
    at: Option<Span>,
    /// Whether the page furniture was shown.
    unfolded: bool,
}

impl History {
    fn keep(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        let beyond = self.back.len().saturating_sub(MOST);
        self.back.drain(..beyond);
        self.forward.clear();
    }
}

impl History {
    /// Where an article was left in an earlier session, by the byte at the top.
    pub(in crate::app) fn take_position(&mut self, article: ArticleIndex, top: usize) {
        self.left_at.entry(article).or_insert(Place { article, top, at: None, unfolded: false });
    }
}

impl State {
    /// Keeps the place one is about to leave. What lay forward of it is forgotten, as a browser does.
    pub(in crate::app) fn remember_place(&mut self) {
        let here = self.place_of(self.active);
        let left = self.history.left.take();
        // What was only looked at in the list is no place where one was.
        let was_there =
            |place: &Place| self.focus == Focus::Reader || left.is_none() && self.read.contains(&place.article);
        for place in [left, here.filter(was_there)].into_iter().flatten() {
            self.history.keep(place);
        }
    }

    /// Keeps the place that is given up by looking at another article, until it shows whether one goes there.
    pub(super) fn leave_place(&mut self) {
        let here = self.place_of(self.active).filter(|place| self.read.contains(&place.article));
        let history = &mut self.history;
        if history.left.is_none() && here.is_some() && history.back.last() != here.as_ref() {
            history.left = here;
        }
    }

    /// Opens `article` to be read, keeping the place one leaves.
    pub(in crate::app) fn jump_to_article(&mut self, article: ArticleIndex) {
        self.remember_place();
        self.open_to_read(article);
        self.focus = Focus::Reader;
    }

    /// Opens the article that is selected in the list to be read. Where it is the one that was being read, one has not
    /// been anywhere else.
    pub(in crate::app) fn open_selected(&mut self, article: ArticleIndex) {
        if self.history.left.is_some() || self.column_of(article).is_none() {
            self.remember_place();
        }
        self.open_to_read(article);
        self.focus = Focus::Reader;
    }

    /// Goes back to where one was, or forward again.
    pub(in crate::app) fn step_history(&mut self, forward: bool) {
        self.open_article();
        let Some(now) = self.place_of(self.active) else { return };
        match self.history.left.take() {
            // Back from the list's articles leads to the one that was being read.
            Some(left) if !forward && left.article != now.article => {
                self.history.keep(left);
                self.travel(now, forward);
            }
            left => self.travel(left.unwrap_or(now), forward),
        }
    }

    /// Goes to the latest place of one way that is not `here`, which is kept for the other way.
    fn travel(&mut self, here: Place, forward: bool) {
        let History { back, forward: ahead, .. } = &mut self.history;
        let (from, to) = if forward { (ahead, back) } else { (back, ahead) };
        let place = loop {
            match from.pop() {
                Some(place) if place == here => {}
                other => break other,
            }
        };
        let Some(place) = place else {
            let notice = if forward { "this is the latest place" } else { "this is the first place" };
            self.notice = Some(notice.to_owned());
            return;
        };
        to.push(here);
        self.go_to_place(place);
    }

    fn go_to_place(&mut self, place: Place) {
        self.open_to_read(place.article);
        self.history.left = None;
        self.focus = Focus::Reader;
        if let Some(reader) = self.readers.get_mut(self.active) {
            place.restore(reader);
        }
        self.hold();
        self.relink();
    }

    /// Where reader `column` is.
    fn place_of(&self, column: usize) -> Option<Place> {
        let reader = self.readers.get(column)?;
        let visible = self.visible_rows(column);
        // Rows that are still to come will be brought to the anchor, and so is the place.
        let top = match reader.page.rows.is_empty() || reader.is_waiting() {
            true => reader.anchor,
            false if reader.top == 0 => 0,
            false => reader.page.start_of(reader.top),
        };
        let end = reader.page.rows.get(reader.top + visible).map_or(usize::MAX, |row| row.span.start);
        let at = reader.at.filter(|at| (top..end).contains(&at.start));
        Some(Place { article: reader.article, top, at, unfolded: reader.unfolded })
    }

    /// Keeps where `columns` stand, whose articles are about to be closed. One that is read to its end begins anew.
    pub(in crate::app) fn remember_columns(&mut self, columns: impl Iterator<Item = usize>) {
        for column in columns {
            let Some(place) = self.place_of(column) else { continue };
            let ended =
                self.readers.get(column).is_some_and(|reader| reader.top > 0 && reader.top >= self.last_top(column));
            if ended && !self.is_comparing() {
                self.history.left_at.remove(&place.article);
                self.shelf.leave(place.article, 0);
            } else {
                self.history.left_at.insert(place.article, place);
                self.shelf.leave(place.article, place.top);
            }
        }
    }

    /// A reader of `article`, where it was left.
    pub(super) fn reader_of(&self, article: ArticleIndex) -> Reader {
        let mut reader = Reader::of(article);
        if let Some(place) = self.history.left_at.get(&article) {
            place.restore(&mut reader);
        }
        reader
    }
}

impl Place {
    /// Brings `reader` here; where its rows are still to come, they will be brought here.
    fn restore(self, reader: &mut Reader) {
        reader.at = self.at;
        reader.anchor = self.top;
        if reader.unfolded != self.unfolded {
            reader.unfolded = self.unfolded;
            // No page has width 0: new rows are ordered.
            reader.page.width = 0;
        }
        reader.top = if self.top == 0 { 0 } else { reader.page.row_of(self.top) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(article: ArticleIndex) -> Place {
        Place { article, top: 0, at: None, unfolded: false }
    }

    #[test]
    fn a_new_place_cuts_what_lay_ahead_and_the_oldest_goes() {
        let mut history = History { forward: vec![place(7)], ..History::default() };
        (0..MOST + 5).for_each(|article| history.keep(place(article)));
        history.keep(place(MOST + 4));
        assert!(history.forward.is_empty());
        assert_eq!(history.back.len(), MOST);
        assert_eq!(history.back.first().map(|place| place.article), Some(5));
    }
}
