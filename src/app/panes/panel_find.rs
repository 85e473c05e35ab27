//! Finding a name in the panel by a few of its letters.

use crate::app::state::State;

impl State {
    pub(in crate::app) fn open_panel_find(&mut self) {}

    /// Shows the entities that what is typed leaves.
    pub(in crate::app) fn panel_typed(&mut self) {}

    /// Leaves the typing; what it narrowed stays so.
    pub(in crate::app) fn accept_panel_find(&mut self) {
        self.panel.typing = false;
    }

    /// Shows all entities again; tells whether some were hidden by what was typed.
    pub(in crate::app) fn close_panel_find(&mut self) -> bool {
        self.panel.typing = false;
        let was = self.panel.prompt.take().is_some();
        self.panel.stale |= was;
        was
    }

    /// Shows the entities of a kind, or hides them.
    pub(in crate::app) fn toggle_kind(&mut self, kind: crate::analysis::EntityKind) {
        match self.hidden_kinds.iter().position(|hidden| *hidden == kind) {
            Some(at) => drop(self.hidden_kinds.remove(at)),
            None => self.hidden_kinds.push(kind),
        }
        self.panel.stale = true;
    }
}
