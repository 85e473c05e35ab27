//! Writing on the screen: the one place where text goes into cells, and where it is asserted to be safe.

use crate::app::Area;
use crate::text::{sanitize, width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;

/// A row of the screen that is written from left to right and never beyond its end.
pub(super) struct Line<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Line<'a> {
    /// Row `row` of `area`; nothing is written where the area has no such row.
    pub(super) fn of(buffer: &'a mut Buffer, area: Area, row: u16) -> Self {
        let y = area.y.saturating_add(row);
        // The screen may have shrunk since the state last heard of its size.
        let there = row < area.height && y < buffer.area.height;
        let end = if there { area.x.saturating_add(area.width).min(buffer.area.width) } else { area.x };
        Self { buffer, x: area.x, y, end }
    }

    /// Columns left.
    pub(super) fn room(&self) -> usize {
        self.end.saturating_sub(self.x) as usize
    }

    /// Writes `text` as far as there is room. Line breaks inside stand as blanks.
    pub(super) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        // Text is sanitised where it enters; should any slip through, a build with assertions says so. It is done once
        // more here, because a row may cut a pair of marks of direction in two.
        debug_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "unsafe text on its way to the screen");
        let mut text = sanitize::text(text);
        if text.contains('\n') {
            text = Cow::Owned(text.replace('\n', " "));
        }
        if self.room() > 0 {
            (self.x, _) = self.buffer.set_stringn(self.x, self.y, &text, self.room(), style);
        }
        self
    }

    /// Writes `text`, cut with an ellipsis where it does not fit into what is left but `keep` columns.
    pub(super) fn put_cut(&mut self, text: &str, keep: usize, style: Style) -> &mut Self {
        let cut = width::ellipsis(text, self.room().saturating_sub(keep));
        self.put(&cut, style)
    }

    /// Leaves `columns` blank.
    pub(super) fn skip(&mut self, columns: u16) -> &mut Self {
        self.x = (self.x + columns).min(self.end);
        self
    }

    /// Writes `text` at the end of the row, where there is room for all of it.
    pub(super) fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let columns = width::columns(text);
        if columns <= self.room() {
            self.x = self.end - columns as u16;
            self.put(text, style);
        }
        self
    }
}

pub(super) fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
