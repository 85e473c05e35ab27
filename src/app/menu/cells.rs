//! A row of a menu that is one of a table: cells that stand under one another, whatever the width.

use super::rows::MenuForm;
use super::target::Target;
use crate::text::{Span, width, wrap};
use std::borrow::Cow;

/// Columns between cells.
const GAP: usize = 2;
/// Columns of a cell below which the row is set as running text.
const NARROW: usize = 11;
/// Lines of a cell.
const LINES: usize = 3;

/// A row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The cells, as many in each row of a table.
    pub cells: Vec<String>,
    /// What the row says in running words: where there is no room for cells, and in the linear mode.
    pub plain: String,
    /// What choosing it does; `None` for the heads of the columns.
    pub target: Option<Target>,
}

impl Cells {
    /// Columns of each cell, where they are set side by side.
    fn columns(&self, form: MenuForm) -> Option<usize> {
        let cells = self.cells.len().max(1);
        let each = (form.columns.saturating_sub(2) + GAP) / cells;
        each.checked_sub(GAP).filter(|each| *each >= NARROW && !form.linear)
    }

    /// The row as it is set: cells below one another's heads, lines apart.
    pub(super) fn text_in(&self, form: MenuForm) -> Cow<'_, str> {
        let Some(columns) = self.columns(form) else { return Cow::Borrowed(&self.plain) };
        let set: Vec<Vec<String>> = self.cells.iter().map(|cell| set(cell, columns)).collect();
        let height = set.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let mut line = String::new();
            for (number, cell) in set.iter().enumerate() {
                let words = cell.get(at).map_or("", String::as_str);
                let end = number * (columns + GAP);
                line.push_str(&" ".repeat(end.saturating_sub(width::columns(&line))));
                line.push_str(words);
            }
            line
        };
        Cow::Owned((0..height).map(line).collect::<Vec<_>>().join("\n"))
    }

    /// [`Cells::text_in`] in lines.
    pub(super) fn lines(&self, text: &str, form: MenuForm) -> Vec<Span> {
        if self.columns(form).is_some() {
            return text.split('\n').map(|line| Span::of_slice(text, line)).collect();
        }
        let mut lines = wrap(text, Span::new(0, text.len()), form.columns.saturating_sub(2).max(8));
        if lines.len() > LINES {
            lines.truncate(LINES);
            lines.iter_mut().rev().take(1).for_each(|last| last.end = text.len());
        }
        lines
    }
}

/// A cell in lines of at most so many columns.
fn set(cell: &str, columns: usize) -> Vec<String> {
    let lines = wrap(cell, Span::new(0, cell.len()), columns);
    let rest = |line: &Span| width::ellipsis(cell.get(line.start..).unwrap_or_default(), columns);
    let shown = lines.iter().take(LINES).enumerate();
    shown
        .map(|(at, line)| match at + 1 == LINES && lines.len() > LINES {
            true => rest(line),
            false => line.of(cell).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(cells: &[&str]) -> Cells {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Cells { plain: cells.join("; "), cells, target: None }
    }

    #[test]
    fn cells_stand_below_one_another() {
        let form = MenuForm { columns: 50, label: 0, linear: false };
        let row = cells(&["≠ agreements to be signed", "15", "more than a dozen of them, and so on and on and on"]);
        let text = row.text_in(form);
        let lines: Vec<&str> = row.lines(&text, form).iter().map(|line| line.of(&text)).collect();
        assert_eq!(
            lines,
            [
                "≠ agreements    15              more than a",
                "to be signed                    dozen of them,",
                "                                and so on and…"
            ]
        );
        assert_eq!(row.text_in(MenuForm { linear: true, ..form }), row.plain);
        assert_eq!(row.text_in(MenuForm { columns: 30, ..form }), row.plain);
    }

    proptest! {
        #[test]
        fn lines_fit(words in proptest::collection::vec("[ a-z東é]{0,60}", 1..5), columns in 20usize..120) {
            let form = MenuForm { columns, label: 0, linear: false };
            let row = cells(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let text = row.text_in(form);
            if row.columns(form).is_some() {
                for line in row.lines(&text, form) {
                    prop_assert!(width::columns(line.of(&text)) <= columns - 2, "{:?}", line.of(&text));
                }
            }
        }
    }
}
