//! The entities of articles side by side: those they share, and those that stand in one only.

use super::MenuRow;
use crate::app::state::State;

impl State {
    pub(super) fn shared_rows(&self) -> Vec<MenuRow> {
        Vec::new()
    }
}
