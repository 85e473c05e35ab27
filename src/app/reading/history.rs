//! Back to where one was, and forward again, across articles.

use crate::app::state::State;
use crate::collection::ArticleIndex;

/// Where one was, and where one came back from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {}

impl State {
    /// Keeps the place one is about to leave.
    pub(in crate::app) fn remember_place(&mut self) {}

    /// Opens `article` to be read, keeping the place one leaves.
    pub(in crate::app) fn jump_to_article(&mut self, article: ArticleIndex) {
        self.remember_place();
        self.open_to_read(article);
        self.focus = crate::app::state::Focus::Reader;
    }

    /// Goes back to where one was, or forward again.
    pub(in crate::app) fn step_history(&mut self, _forward: bool) {
        self.notice = Some("nowhere to go".to_owned());
    }
}
