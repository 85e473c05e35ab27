//! The help: all keys, those that matter here first.

use super::{Item, MenuRow, Target};
use crate::app::keys::action::{Action, Declaration};
use crate::app::state::State;

impl State {
    pub(super) fn help_rows(&self) -> Vec<MenuRow> {
        let item = |declaration: &Declaration| {
            MenuRow::Item(Item {
                label: self.key_names(declaration.action),
                text: declaration.doc.to_owned(),
                right: String::new(),
                target: Target::Act(declaration.action),
            })
        };
        let mut rows = vec![MenuRow::Heading(format!("Here: {}", self.whereabouts()))];
        rows.extend(self.hints_of_panes().iter().map(|action| item(action.declaration())));
        let mut group = "";
        for declaration in Action::ALL {
            if declaration.group != group {
                group = declaration.group;
                rows.push(MenuRow::Heading(group.to_owned()));
            }
            rows.push(item(declaration));
        }
        rows
    }

    /// All keys of `action`, by name.
    pub fn key_names(&self, action: Action) -> String {
        self.settings.keymap.keys(action).join(", ")
    }
}
