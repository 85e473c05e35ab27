//! The user's commands, to send text to.

use super::{Item, MenuRow, Target};
use crate::app::state::State;

impl State {
    pub(super) fn command_rows(&self) -> Vec<MenuRow> {
        let commands = self.settings.commands.iter().enumerate();
        commands
            .map(|(number, command)| {
                MenuRow::Item(Item {
                    label: command.name.clone(),
                    text: command.run.join(" "),
                    right: String::new(),
                    target: Target::Command(number),
                })
            })
            .collect()
    }
}
