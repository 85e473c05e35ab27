//! The themes there are. The selected one is drawn with at once, and stays when it is chosen.

use super::{Item, MenuRow, Target};
use crate::app::state::{Effect, Effects, State};

impl State {
    pub(super) fn theme_rows(&self) -> Vec<MenuRow> {
        let names = self.settings.themes.iter();
        names
            .map(|name| {
                let now = if *name == self.settings.theme { "now" } else { "" };
                MenuRow::Item(Item {
                    label: String::new(),
                    text: name.clone(),
                    right: now.to_owned(),
                    target: Target::Theme(name.clone()),
                })
            })
            .collect()
    }

    /// Draws with the selected theme while one chooses.
    pub(super) fn preview_theme(&self, effects: &mut Effects) {
        if let Some(Target::Theme(name)) = self.menus.last().and_then(super::Menu::target) {
            effects.push(Effect::Theme(name.clone()));
        }
    }
}
