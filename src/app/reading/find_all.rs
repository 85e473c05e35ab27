//! Finding words in all articles shown.

use crate::app::state::{Effects, State};
use crate::collection::ArticleIndex;

/// Words looked for in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindAll {}

impl State {
    pub(in crate::app) fn find_all_typed(&mut self, _effects: &mut Effects) {}

    pub(in crate::app) fn resume_find_all(&mut self, _effects: &mut Effects) {}

    /// Stops looking; tells whether that was going on.
    pub(in crate::app) fn stop_find_all(&mut self) -> bool {
        false
    }

    /// Opens an article at the first place of what was found in it.
    pub(in crate::app) fn open_hits(&mut self, article: ArticleIndex, _effects: &mut Effects) {
        self.jump_to_article(article);
    }
}
