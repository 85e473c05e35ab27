//! The card of an entity: its names, what is said of it, its articles, and who it appears with.

use super::MenuRow;
use crate::app::state::State;
use crate::collection::EntityId;

impl State {
    pub(super) fn card_title(&self, id: EntityId) -> String {
        self.collection.label(id).map(|(_, name)| name.to_owned()).unwrap_or_default()
    }

    pub(super) fn card_rows(&self, _id: EntityId) -> Vec<MenuRow> {
        Vec::new()
    }

    /// Shows the card of the current entity.
    pub(in crate::app) fn open_card(&mut self, effects: &mut crate::app::state::Effects) {
        match self.current_entity() {
            Some(id) => self.open_menu(super::MenuKind::Card(id), effects),
            None => self.ask_for_entity(),
        }
    }
}
