//! What is filtered, to be taken off one by one.

use super::{Item, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::collection::Filter;

impl State {
    pub(super) fn filter_rows(&self) -> Vec<MenuRow> {
        let key = |action| self.key_name(action);
        if self.filter.is_empty() {
            let (pane, with) = (key(Action::NextPane), key(Action::With));
            let (without, or) = (key(Action::Without), key(Action::Or));
            return vec![MenuRow::Text(format!(
                "Nothing is filtered. Choose a name ({pane} goes to the names), then: {with} shows only the articles with \
                 it, {without} only those without it; with several names, {or} lets either be enough."
            ))];
        }
        let literals = self.filter.clauses().iter().flatten();
        let item = |(chip, literal): (crate::app::Chip, _)| {
            let alone = Filter::of(literal).admitted(&self.collection).len();
            MenuRow::Item(Item {
                label: String::new(),
                text: chip.text(),
                right: format!("alone: {alone}"),
                target: Target::Chip(chip.number),
            })
        };
        let mut rows: Vec<MenuRow> = self.chips().into_iter().zip(literals.copied()).map(item).collect();
        let (shown, all) = (self.list.shown.len(), self.collection.len());
        let (accept, clear, undo) = (key(Action::Accept), key(Action::ClearFilter), key(Action::Undo));
        rows.push(MenuRow::Text(format!(
            "All together: {shown} of {all}. {accept} takes one off, {clear} all; {undo} undoes it."
        )));
        rows
    }
}
