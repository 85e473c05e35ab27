//! What could not be read, and why.

use super::MenuRow;
use crate::app::state::State;

impl State {
    pub(super) fn problem_rows(&self) -> Vec<MenuRow> {
        match self.problems.as_slice() {
            [] => vec![MenuRow::Text("Everything could be read.".to_owned())],
            problems => problems.iter().cloned().map(MenuRow::Text).collect(),
        }
    }
}
