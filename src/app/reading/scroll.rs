//! Scrolling: by rows and pages, one reader or several linked ones; and keeping what matters on the screen.

use crate::app::geometry::{Geometry, side_rows};
use crate::app::state::State;

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Scroll {
    Rows(isize),
    HalfPages(isize),
    Pages(isize),
    Paragraphs(isize),
    Top,
    Bottom,
    /// To the entry of that number, from 1; of a text, to that many hundredths of it.
    To(usize),
}

impl Scroll {
    /// By how many entries to go where each is a row, `visible` of them on the screen. [`Scroll::To`] counts from the
    /// first entry, and the caller begins there.
    pub(in crate::app) fn entries(self, visible: usize) -> isize {
        let page = visible.saturating_sub(2).max(1) as isize;
        match self {
            Self::Rows(rows) | Self::Paragraphs(rows) => rows,
            Self::HalfPages(halves) => halves.saturating_mul((page / 2).max(1)),
            Self::Pages(pages) => pages.saturating_mul(page),
            Self::Top => isize::MIN,
            Self::Bottom => isize::MAX,
            Self::To(number) => number.saturating_sub(1) as isize,
        }
    }

    /// The first row after scrolling, where `visible` rows stand on the screen. The end of the rows is the caller's.
    pub(in crate::app) fn apply(self, top: usize, visible: usize) -> usize {
        match self {
            Self::Rows(rows) => top.saturating_add_signed(rows),
            Self::HalfPages(halves) => top.saturating_add_signed(halves * (visible / 2).max(1) as isize),
            // A page leaves two rows of the last one standing, for the eye to find its place.
            Self::Pages(pages) => top.saturating_add_signed(pages * visible.saturating_sub(2).max(1) as isize),
            // Where there are no paragraphs, a row is one.
            Self::Paragraphs(rows) => top.saturating_add_signed(rows),
            Self::Top => 0,
            Self::Bottom => usize::MAX,
            Self::To(number) => number.saturating_sub(1),
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
    pub(in crate::app) fn toggle_link(&mut self) {
        self.linked = if self.linked.is_none() { Some(Linked::default()) } else { None };
        self.relink();
        let how =
            if self.linked.is_some() { "both articles scroll together" } else { "each article scrolls on its own" };
        self.notice = Some(how.to_owned());
    }

    /// Takes the distances between linked readers anew, after one of them has gone its own way.
    pub(in crate::app) fn relink(&mut self) {
        let Some(linked) = &mut self.linked else { return };
        let row = self.readers.get(self.active).map_or(0, |reader| reader.top);
        let ahead = self.readers.iter().map(|reader| reader.top as isize - row as isize).collect();
        *linked = Linked { row, ahead };
    }

    /// Scrolls the active reader, and with it the others where they are linked.
    pub(in crate::app) fn scroll(&mut self, by: Scroll) {
        let visible = self.visible_rows(self.active);
        let by = self.in_rows(by);
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

    /// Paragraphs and hundredths of the active reader's text, in rows.
    fn in_rows(&self, by: Scroll) -> Scroll {
        let Some(reader) = self.reader() else { return by };
        let to = |row: usize| Scroll::Rows(row as isize - reader.top as isize);
        match by {
            Scroll::Paragraphs(count) => to(reader.page.paragraph(reader.top, count)),
            Scroll::To(hundredths) => to(self.last_top(self.active) * hundredths.min(100) / 100),
            other => other,
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
    pub(in crate::app) fn last_top(&self, column: usize) -> usize {
        let rows = self.readers.get(column).map_or(0, |reader| reader.page.rows.len());
        rows.saturating_sub(self.visible_rows(column))
    }

    /// Scrolls list and panel so that what is selected is on the screen, and no reader beyond its end.
    pub(in crate::app) fn hold(&mut self) {
        if let Some(geometry) = Geometry::of(self) {
            geometry.list.into_iter().for_each(|area| self.list_hold(area));
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
