//! Where words stand in all articles.

use super::MenuRow;
use crate::app::state::State;

impl State {
    pub(super) fn find_all_rows(&self) -> Vec<MenuRow> {
        Vec::new()
    }
}
