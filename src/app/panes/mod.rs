//! What stands beside the text: the list of articles and the panel of entities.

pub(super) mod list;
pub(super) mod panel;
mod panel_find;
mod panel_follow;
