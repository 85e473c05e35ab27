//! Scrolling: by rows and pages, one reader or several linked ones; and keeping what matters on the screen.

use crate::app::geometry::{Geometry, side_rows};
use crate::app::keys::action::Action;
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
}

/// Readers that scroll together. They keep their distances even where one of them has come to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The row that each would have at the top, had its article neither beginning nor end.
    tops: Vec<isize>,
}

impl Linked {
    /// The readers in two columns have changed places.
    pub(super) fn swap(&mut self, one: usize, other: usize) {
        if one.max(other) < self.tops.len() {
            self.tops.swap(one, other);
        }
    }

    /// The reader of a column is gone.
    pub(super) fn remove(&mut self, column: usize) {
        if column < self.tops.len() {
            self.tops.remove(column);
        }
    }

    /// Scrolls all by `by` rows, no further than to where the last of them begins or ends, and gives their first rows;
    /// `lasts` are the last ones that may be.
    fn scroll(&mut self, by: isize, lasts: &[usize]) -> Vec<usize> {
        let most = self.tops.iter().zip(lasts).map(|(top, last)| *last as isize - top).max().unwrap_or(0);
        let least = -self.tops.iter().copied().max().unwrap_or(0);
        let by = by.max(least).min(most.max(0).max(least));
        self.tops.iter_mut().for_each(|top| *top += by);
        self.tops.iter().zip(lasts).map(|(top, last)| (*top).clamp(0, *last as isize) as usize).collect()
    }
}

impl State {
    /// Has the other columns come along to what tells the same, then scroll row by row, then stay where they are.
    pub(in crate::app) fn toggle_link(&mut self) {
        let which = if self.readers.len() == 2 { "both articles" } else { "all articles" };
        let how = if self.linked.take().is_some() {
            self.comparing.apart = true;
            "each article scrolls on its own".to_owned()
        } else if std::mem::take(&mut self.comparing.apart) {
            format!("{which} come along to what tells the same")
        } else {
            self.linked = Some(Linked::default());
            self.relink();
            format!("{which} scroll together")
        };
        self.notice = Some(how);
    }

    /// Takes the distances of linked readers anew, as they stand now.
    pub(in crate::app) fn relink_all(&mut self) {
        if let Some(linked) = &mut self.linked {
            linked.tops = self.readers.iter().map(|reader| reader.top as isize).collect();
        }
    }

    /// Takes the distance of the active reader from those linked with it anew, after it has gone its own way.
    pub(in crate::app) fn relink(&mut self) {
        let Some(linked) = &mut self.linked else { return };
        let tops = self.readers.iter().enumerate().map(|(column, reader)| match linked.tops.get(column) {
            Some(top) if column != self.active => *top,
            _ => reader.top as isize,
        });
        linked.tops = tops.collect();
    }

    /// Where the active reader has been led beyond its end or beginning by the others, the distances are forgotten: what
    /// one scrolls always moves.
    fn relink_strays(&mut self) {
        let own = self.reader().map(|reader| reader.top as isize);
        if self.linked.as_ref().is_some_and(|linked| linked.tops.get(self.active).copied() != own) {
            self.relink_all();
        }
    }

    /// Reader `column` has got new rows, and its first one is another than `before`.
    pub(super) fn relink_rows(&mut self, column: usize, before: usize) {
        let now = self.readers.get(column).map_or(before, |reader| reader.top);
        if let Some(top) = self.linked.as_mut().and_then(|linked| linked.tops.get_mut(column)) {
            *top += now as isize - before as isize;
        }
    }

    /// Scrolls the active reader, and with it the others where they are linked.
    pub(in crate::app) fn scroll(&mut self, by: Scroll) {
        self.relink_strays();
        self.leave_passage();
        self.leave_highlight();
        let Some(by) = self.rows_by(by) else { return };
        let lasts: Vec<usize> = (0..self.readers.len()).map(|column| self.last_top(column)).collect();
        let before: Vec<usize> = self.readers.iter().map(|reader| reader.top).collect();
        if let Some(linked) = &mut self.linked {
            let tops = linked.scroll(by, &lasts);
            self.readers.iter_mut().zip(tops).for_each(|(reader, top)| reader.top = top);
        } else if let Some(reader) = self.readers.get_mut(self.active) {
            reader.top = reader.top.saturating_add_signed(by);
        }
        self.hold();
        if by > 0 && self.readers.iter().map(|reader| reader.top).eq(before) {
            let (next, unread) = (self.key_name(Action::NextArticle), self.key_name(Action::NextUnread));
            self.notice = Some(format!("the end: {next} next article, {unread} next unread"));
        }
        for (column, reader) in self.readers.iter_mut().enumerate() {
            if (self.linked.is_some() || column == self.active) && !reader.page.rows.is_empty() {
                reader.anchor = reader.page.start_of(reader.top);
            }
        }
    }

    /// By how many rows to scroll the active reader, or to move in it.
    pub(super) fn rows_by(&self, by: Scroll) -> Option<isize> {
        let reader = self.reader()?;
        let linked = self.linked.as_ref().and_then(|linked| linked.tops.get(self.active));
        // Linked, it may stand beyond its end or before its beginning.
        let from = linked.copied().unwrap_or(reader.top as isize);
        let to = |row: usize| row as isize - from;
        let visible = self.visible_rows(self.active);
        Some(match by {
            Scroll::Rows(rows) => rows,
            Scroll::HalfPages(halves) => halves.saturating_mul((visible / 2).max(1) as isize),
            // A page leaves two rows of the last one standing, for the eye to find its place.
            Scroll::Pages(pages) => pages.saturating_mul(visible.saturating_sub(2).max(1) as isize),
            Scroll::Paragraphs(count) => to(reader.page.paragraph(reader.top, count)),
            Scroll::Top => isize::MIN,
            Scroll::Bottom => isize::MAX,
            Scroll::To(hundredths) => to(self.last_top(self.active) * hundredths.min(100) / 100),
        })
    }

    /// The last row that may be the top one of a reader.
    pub(in crate::app) fn last_top(&self, column: usize) -> usize {
        let rows = self.readers.get(column).map_or(0, |reader| reader.page.rows.len());
        rows.saturating_sub(self.visible_rows(column))
    }

    /// Scrolls list and panel so that what is selected is on the screen, unless the wheel left it elsewhere, and nothing
    /// beyond its end.
    pub(in crate::app) fn hold(&mut self) {
        let Geometry { list, panel, .. } = Geometry::of(self).unwrap_or_default();
        match list {
            Some(area) if self.hand.leaves_list(self.list.selected) => self.list_scroll(area, 0),
            Some(area) => self.list_hold(area),
            None => {}
        }
        match panel.map(|area| side_rows(area).height.into()) {
            Some(lines) if self.hand.leaves_panel(self.panel.selected) => self.panel.scroll(0, lines),
            Some(lines) => self.panel.hold(lines),
            None => {}
        }
        for column in 0..self.readers.len() {
            let last = self.last_top(column);
            if let Some(reader) = self.readers.get_mut(column) {
                reader.top = reader.top.min(last);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_readers_keep_their_distances_beyond_both_ends() {
        let mut linked = Linked { tops: vec![2, 10, 0] };
        let lasts = [20, 15, 100];
        assert_eq!(linked.scroll(10, &lasts), [12, 15, 10]);
        assert_eq!(linked.scroll(-10, &lasts), [2, 10, 0]);
        // As far as the last one goes, and back.
        assert_eq!(linked.scroll(isize::MAX, &lasts), [20, 15, 100]);
        assert_eq!(linked.scroll(isize::MIN, &lasts), [0, 0, 0]);
        assert_eq!(linked.scroll(10, &lasts), [2, 10, 0]);
        linked.swap(0, 1);
        linked.remove(2);
        assert_eq!(linked.scroll(1, &lasts), [11, 3]);
    }
}
