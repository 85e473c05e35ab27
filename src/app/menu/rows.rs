//! The rows of a menu, and how they are set in its columns.

use super::cells::Cells;
use super::target::Target;
use crate::text::{Span, width, wrap};
use std::borrow::Cow;

/// Most columns that labels take.
const LABEL_COLUMNS: usize = 27;
/// Columns of a menu below which labels have no column of their own.
const NARROW: usize = 40;
/// Columns that the text of a row keeps beside what stands at its right, unless it needs less.
const TEXT_COLUMNS: usize = 24;
/// Rows of the screen that the text of one row may take.
const LONGEST_TEXT: usize = 3;

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuRow {
    /// A heading over the rows after it.
    Heading(String),
    /// Text to be read.
    Text(String),
    /// Something to be chosen.
    Item(Item),
    /// A row of a table.
    Cells(Cells),
}

/// A row that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// In a column of its own at the left: keys, a name.
    pub label: String,
    /// The text.
    pub text: String,
    /// At the right: a key, a count.
    pub right: String,
    /// What choosing it does.
    pub target: Target,
}

/// How the rows of a menu are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuForm {
    /// Columns of the menu.
    pub columns: usize,
    /// Columns of them for labels; 0 where there are none, or where they stand in one text with what they name.
    pub label: usize,
    /// Whether all that a row says is one plain text.
    pub linear: bool,
}

impl MenuForm {
    /// The form for a menu `columns` wide whose widest label takes `label` of them.
    pub(super) fn of(columns: usize, label: usize, linear: bool) -> Self {
        let label = if linear || columns < NARROW { 0 } else { label.min(LABEL_COLUMNS).min(columns / 3) };
        Self { columns, label, linear }
    }
}

impl Item {
    /// What stands at the right, where the text leaves room for it.
    pub fn right_in(&self, form: MenuForm) -> &str {
        let room = self.room(form).saturating_sub(width::columns(&self.right) + 2);
        let fits = room >= TEXT_COLUMNS || width::columns(&self.text_in(form)) <= room;
        if fits && !form.linear { &self.right } else { "" }
    }

    /// The text of the row: with the label before it where that has no column, and with all there is in the linear mode.
    pub fn text_in(&self, form: MenuForm) -> Cow<'_, str> {
        let joined = form.label == 0 && !self.label.is_empty();
        let right = if form.linear { self.right.as_str() } else { "" };
        if !joined && right.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let label = if joined { format!("{}: ", self.label) } else { String::new() };
        let comma = if right.is_empty() { "" } else { ", " };
        Cow::Owned(format!("{label}{}{comma}{right}", self.text))
    }

    /// Columns beside the label.
    fn room(&self, form: MenuForm) -> usize {
        form.columns.saturating_sub(if form.label == 0 { 2 } else { form.label + 4 })
    }
}

impl MenuRow {
    /// What the row says beside its label.
    pub fn text_in(&self, form: MenuForm) -> Cow<'_, str> {
        match self {
            Self::Heading(text) | Self::Text(text) => Cow::Borrowed(text),
            Self::Item(item) => item.text_in(form),
            Self::Cells(cells) => cells.text_in(form),
        }
    }

    /// What choosing it does; none where it cannot be chosen.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Heading(_) | Self::Text(_) => None,
            Self::Item(item) => Some(&item.target),
            Self::Cells(cells) => cells.target.as_ref(),
        }
    }

    /// [`MenuRow::text_in`] set in lines.
    pub fn lines(&self, form: MenuForm) -> Vec<Span> {
        let text = self.text_in(form);
        let room = match self {
            Self::Heading(text) => return vec![Span::new(0, text.len())],
            Self::Text(_) => form.columns.saturating_sub(2),
            Self::Cells(cells) => return cells.lines(&text, form),
            Self::Item(item) => {
                let right = item.right_in(form);
                let right = if right.is_empty() { 0 } else { width::columns(right) + 2 };
                item.room(form).saturating_sub(right)
            }
        };
        let mut lines = wrap(&text, Span::new(0, text.len()), room.max(8));
        if lines.is_empty() {
            lines.push(Span::new(0, 0));
        }
        if matches!(self, Self::Item(_)) && lines.len() > LONGEST_TEXT {
            // What is left runs on in the last line and is cut there.
            lines.truncate(LONGEST_TEXT);
            lines.iter_mut().rev().take(1).for_each(|last| last.end = text.len());
        }
        lines
    }

    pub(super) fn height(&self, form: MenuForm) -> usize {
        self.lines(form).len()
    }

    pub(super) fn label_columns(&self) -> usize {
        match self {
            Self::Item(item) => width::columns(&item.label),
            Self::Heading(_) | Self::Text(_) | Self::Cells(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_beside_the_text_stands_in_it_or_goes() {
        let item = Item {
            label: "page-down".to_owned(),
            text: "One page down, and some words more".to_owned(),
            right: "pagedown, ctrl-f".to_owned(),
            target: Target::Nothing,
        };
        let wide = MenuForm::of(90, 40, false);
        assert_eq!(
            (wide.label, item.right_in(wide), &*item.text_in(wide)),
            (27, "pagedown, ctrl-f", item.text.as_str())
        );
        let medium = MenuForm::of(48, 27, false);
        assert_eq!((medium.label, item.right_in(medium)), (16, ""));
        let narrow = MenuForm::of(20, 27, false);
        assert_eq!((narrow.label, item.right_in(narrow)), (0, ""));
        let row = MenuRow::Item(item);
        let text = row.text_in(narrow);
        let lines: Vec<&str> = row.lines(narrow).iter().map(|line| line.of(&text)).collect();
        assert_eq!(lines, ["page-down: One", "page down, and", "some words more"]);
        let linear = MenuForm::of(90, 27, true);
        assert_eq!(row.text_in(linear), "page-down: One page down, and some words more, pagedown, ctrl-f");
        let short = Item { text: "place".to_owned(), right: "3 · 4".to_owned(), ..Item::default() };
        assert_eq!(short.right_in(narrow), "3 · 4");
    }
}
