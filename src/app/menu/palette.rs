//! The palette: every action by name.

use super::{Item, MenuRow, Target};
use crate::app::keys::action::{Action, Context};
use crate::app::state::State;

impl State {
    pub(super) fn palette_rows(&self) -> Vec<MenuRow> {
        // What only means something while one types or selects cannot be done from here.
        let offered = Action::ALL.iter().filter(|declaration| {
            !matches!(declaration.context, Context::Typing | Context::Selecting)
                && !matches!(declaration.action, Action::Palette | Action::Accept | Action::Back)
        });
        let mut rows = Vec::new();
        let mut group = "";
        for declaration in offered {
            if declaration.group != group {
                group = declaration.group;
                rows.push(MenuRow::Heading(group.to_owned()));
            }
            rows.push(MenuRow::Item(Item {
                label: declaration.name.to_owned(),
                text: declaration.doc.to_owned(),
                right: self.key_names(declaration.action),
                target: Target::Act(declaration.action),
            }));
        }
        rows
    }
}
