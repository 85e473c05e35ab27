//! Scrolling: by rows and pages, one reader or several linked ones; and keeping what matters on the screen.

use super::geometry::{Geometry, list_entries, side_rows};
use super::state::State;

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scroll {
    Rows(isize),
    HalfPages(isize),
    Pages(isize),
    Top,
    Bottom,
}

impl Scroll {
    /// The first row after scrolling, where `visible` rows stand on the screen. The end of the rows is the caller's.
    pub(super) fn apply(self, top: usize, visible: usize) -> usize {
        match self {
            Self::Rows(rows) => top.saturating_add_signed(rows),
            Self::HalfPages(halves) => top.saturating_add_signed(halves * (visible / 2).max(1) as isize),
            // A page leaves two rows of the last one standing, for the eye to find its place.
            Self::Pages(pages) => top.saturating_add_signed(pages * visible.saturating_sub(2).max(1) as isize),
            Self::Top => 0,
            Self::Bottom => usize::MAX,
        }
    }
}

/// Readers that scroll together. They keep their distances even where one of them has come to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The row that all have scrolled to, of an article that has no end.
    row: usize,
    /// By how many rows each reader is ahead of it.
    ahead: Vec<isize>,
}

impl State {
    /// Links the readers as they stand, or lets each scroll on its own.
    pub(super) fn toggle_link(&mut self) {
        self.linked = if self.linked.is_none() { Some(Linked::default()) } else { None };
        self.relink();
        let how =
            if self.linked.is_some() { "both articles scroll together" } else { "each article scrolls on its own" };
        self.notice = Some(how.to_owned());
    }

    /// Takes the distances between linked readers anew, after one of them has gone its own way.
    pub(super) fn relink(&mut self) {
        let Some(linked) = &mut self.linked else { return };
        let row = self.readers.get(self.active).map_or(0, |reader| reader.top);
        let ahead = self.readers.iter().map(|reader| reader.top as isize - row as isize).collect();
        *linked = Linked { row, ahead };
    }

    /// Scrolls the active reader, and with it the others where they are linked.
    pub(super) fn scroll(&mut self, by: Scroll) {
        let visible = self.visible_rows(self.active);
        if let Some(linked) = &mut self.linked {
            linked.row = by.apply(linked.row, visible);
            self.follow();
        } else if let Some(reader) = self.readers.get_mut(self.active) {
            reader.top = by.apply(reader.top, visible);
        }
        self.hold();
        for reader in &mut self.readers {
            reader.anchor = reader.page.start_of(reader.top);
        }
    }

    /// Brings linked readers to the row that they have scrolled to, and that row to where the last of them ends.
    fn follow(&mut self) {
        let lasts: Vec<isize> = (0..self.readers.len()).map(|column| self.last_top(column) as isize).collect();
        let Some(linked) = &mut self.linked else { return };
        let end = lasts.iter().zip(&linked.ahead).map(|(last, ahead)| last - ahead).max().unwrap_or(0);
        linked.row = linked.row.min(end.max(0) as usize);
        for ((reader, last), ahead) in self.readers.iter_mut().zip(lasts).zip(&linked.ahead) {
            reader.top = (linked.row as isize + ahead).clamp(0, last) as usize;
        }
    }

    /// The last row that may be the top one of a reader.
    pub(super) fn last_top(&self, column: usize) -> usize {
        let rows = self.readers.get(column).map_or(0, |reader| reader.page.rows.len());
        rows.saturating_sub(self.visible_rows(column))
    }

    /// Scrolls list and panel so that what is selected is on the screen, and no reader beyond its end.
    pub(super) fn hold(&mut self) {
        if let Some(geometry) = Geometry::of(self) {
            self.list.hold(geometry.list.map_or(1, list_entries));
            self.panel.hold(geometry.panel.map_or(1, |area| side_rows(area).height as usize));
        }
        for column in 0..self.readers.len() {
            let last = self.last_top(column);
            if let Some(reader) = self.readers.get_mut(column) {
                reader.top = reader.top.min(last);
            }
        }
    }
}
