//! A menu that is open: its rows narrowed to what is typed, walked through and scrolled.

use super::narrow::narrow;
use super::{MenuForm, MenuKind, MenuRow, Target};
use crate::app::prompt::Prompt;
use crate::app::reading::scroll::Scroll;

/// A menu that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it is about.
    pub kind: MenuKind,
    /// What narrows it.
    pub prompt: Prompt,
    /// Whether keys go into the prompt.
    pub typing: bool,
    /// The rows that are left.
    pub rows: Vec<MenuRow>,
    /// The selected one of them.
    pub selected: usize,
    /// The first one on the screen.
    pub top: usize,
    pub(super) all: Vec<MenuRow>,
}

impl Menu {
    pub(super) fn of(kind: MenuKind, rows: Vec<MenuRow>) -> Self {
        let typing = kind.is_typed_into();
        let mut menu =
            Self { kind, prompt: Prompt::default(), typing, rows: Vec::new(), selected: 0, top: 0, all: rows };
        menu.narrow();
        menu
    }

    /// Shows the rows that what is typed leaves, and selects the first of them.
    pub(super) fn narrow(&mut self) {
        // What is found has been looked for already.
        let query = if self.kind.answers_typing() { "" } else { self.prompt.text() };
        self.rows = narrow(&self.all, query, self.kind.is_ranked());
        (self.selected, self.top) = (self.item_from(0, true).unwrap_or(0), 0);
    }

    /// Takes other rows in the place of those there are; what was selected stays so by its number.
    pub(super) fn refill(&mut self, rows: Vec<MenuRow>) {
        if self.all == rows {
            return;
        }
        self.all = rows;
        let (selected, top) = (self.selected, self.top);
        self.narrow();
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.item_from(selected.min(last), true).or(self.item_from(last, false)).unwrap_or(0);
        self.top = top.min(last);
    }

    /// The nearest row from `at` on, or back, that can be chosen.
    fn item_from(&self, at: usize, forward: bool) -> Option<usize> {
        let is_item = |at: &usize| self.rows.get(*at).and_then(MenuRow::target).is_some();
        if forward { (at..self.rows.len()).find(is_item) } else { (0..=at).rev().find(is_item) }
    }

    /// Selects the first row that stands for such a thing, if there is one.
    pub(in crate::app) fn select(&mut self, is_it: impl Fn(&Target) -> bool) {
        let at = self.rows.iter().position(|row| row.target().is_some_and(&is_it));
        self.selected = at.unwrap_or(self.selected);
    }

    /// Goes where a motion leads, where `visible` rows stand on the screen.
    pub(super) fn go(&mut self, by: Scroll, visible: usize) {
        if matches!(by, Scroll::To(_)) {
            self.step(isize::MIN);
        }
        self.step(by.entries(visible));
    }

    /// Goes on by `by` rows that can be chosen; where there are none, scrolls.
    fn step(&mut self, by: isize) {
        let items: Vec<usize> =
            (0..self.rows.len()).filter(|at| self.rows.get(*at).and_then(MenuRow::target).is_some()).collect();
        match items.len().checked_sub(1) {
            Some(last) => {
                let at = items.partition_point(|at| *at < self.selected).saturating_add_signed(by).min(last);
                self.selected = items.get(at).copied().unwrap_or(0);
            }
            None => self.top = self.top.saturating_add_signed(by),
        }
    }

    /// Whether its prompt has a row of the screen: while one types, and as long as what was typed narrows it.
    pub fn has_prompt(&self) -> bool {
        self.typing || !self.prompt.is_blank()
    }

    /// What the selected row does when it is chosen.
    pub fn target(&self) -> Option<&Target> {
        self.rows.get(self.selected)?.target()
    }

    /// Scrolls so that the selected row is among what is on the screen, `visible` lines of `form`, and with it a
    /// heading over it, what stands before the first row that can be chosen, and what stands after the last. Takes time
    /// in proportion to the screen, but for the labels.
    pub(super) fn hold(&mut self, form: MenuForm, visible: usize) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let height = |row: &MenuRow| row.height(form);
        let at = self.selected;
        let (above, below) = match self.target() {
            // Nothing to choose: what matters is that the end is no higher than the lower edge.
            None => {
                let mut left = visible;
                let fits = |row: &&MenuRow| left.checked_sub(height(row)).map(|less| left = less).is_some();
                let fitting = self.rows.iter().rev().take_while(fits).count();
                self.top = self.top.min((last + 1).saturating_sub(fitting)).min(last);
                return;
            }
            Some(_) => {
                let is_headed = at > 0 && matches!(self.rows.get(at - 1), Some(MenuRow::Heading(_)));
                let is_first = self.item_from(0, true) == Some(at);
                let above = if is_first { 0 } else { at - usize::from(is_headed) };
                (above, if self.item_from(at + 1, true).is_none() { last } else { at })
            }
        };
        // Each row takes a line or more, so that none further up can be the first one.
        self.top = self.top.min(above).max((at + 1).saturating_sub(visible));
        let mut used: usize = self.rows.get(self.top..=below).unwrap_or_default().iter().map(height).sum();
        while used > visible && self.top < at {
            used -= self.rows.get(self.top).map_or(0, height);
            self.top += 1;
        }
    }

    /// How its rows are set in `columns`; labels get as many as the widest needs, up to a bound.
    pub fn form(&self, columns: u16, linear: bool) -> MenuForm {
        let label = self.all.iter().map(MenuRow::label_columns).max().unwrap_or(0);
        MenuForm::of(columns.into(), label, linear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::menu::Item;

    fn item(text: &str) -> MenuRow {
        MenuRow::Item(Item { text: text.to_owned(), ..Item::default() })
    }

    fn menu(kind: MenuKind) -> Menu {
        let heading = |text: &str| MenuRow::Heading(text.to_owned());
        Menu::of(kind, vec![heading("A"), item("apple"), item("pear"), heading("B"), item("plum")])
    }

    #[test]
    fn steps_over_headings_and_holds_at_the_ends() {
        let mut menu = menu(MenuKind::Help);
        assert_eq!(menu.selected, 1);
        menu.step(2);
        assert_eq!(menu.selected, 4);
        menu.step(isize::MAX);
        assert_eq!(menu.selected, 4);
        menu.step(isize::MIN);
        assert_eq!(menu.selected, 1);
    }

    #[test]
    fn narrowing_keeps_the_headings_of_what_is_left() {
        let mut menu = menu(MenuKind::Help);
        menu.prompt.insert("plum");
        menu.narrow();
        assert_eq!(menu.rows, [MenuRow::Heading("B".to_owned()), item("plum")]);
        assert_eq!(menu.selected, 1);
        menu.prompt.insert("zzz");
        menu.narrow();
        assert_eq!((menu.rows.len(), menu.target()), (0, None));
    }

    #[test]
    fn holds_the_selected_row_and_its_heading_in_view() {
        let mut menu = menu(MenuKind::Help);
        menu.step(isize::MAX);
        menu.hold(menu.form(40, false), 2);
        assert_eq!(menu.top, 3);
        menu.step(isize::MIN);
        menu.hold(menu.form(40, false), 2);
        assert_eq!(menu.top, 0);
    }
}
