//! What is filtered, to be taken off one by one.

use super::MenuRow;
use crate::app::state::State;

impl State {
    pub(super) fn filter_rows(&self) -> Vec<MenuRow> {
        Vec::new()
    }
}
