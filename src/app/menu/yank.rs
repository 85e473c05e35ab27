//! The forms in which text can be copied.

use super::{Item, MenuRow, Target};
use crate::app::settings::YankForm;
use crate::app::state::State;

impl State {
    pub(super) fn yank_rows(&self) -> Vec<MenuRow> {
        let row = |(form, name, about): (YankForm, &str, &str)| {
            let usual = if form == self.settings.yank { "usual" } else { "" };
            MenuRow::Item(Item {
                label: name.to_owned(),
                text: about.to_owned(),
                right: usual.to_owned(),
                target: Target::Yank(form),
            })
        };
        YankForm::ALL.into_iter().map(row).collect()
    }

    /// Asks in which form to copy.
    pub(in crate::app) fn ask_for_form(&mut self, effects: &mut crate::app::state::Effects) {
        if self.reader().is_none() {
            self.notice = Some("there is nothing to copy".to_owned());
            return;
        }
        self.toggle_menu(super::MenuKind::Yank, effects);
    }
}
