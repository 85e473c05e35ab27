//! Handing text on: copied with its source, sent to a command, or its page opened in the browser.

use super::settings::YankForm;
use super::state::{Effects, State};

impl State {
    pub(super) fn yank(&mut self, _form: YankForm, _effects: &mut Effects) {}

    pub(super) fn open_link(&mut self, _effects: &mut Effects) {}

    /// Sends to the only command there is, or asks to which.
    pub(super) fn send(&mut self, _effects: &mut Effects) {}

    pub(super) fn send_to(&mut self, _number: usize, _effects: &mut Effects) {}
}
