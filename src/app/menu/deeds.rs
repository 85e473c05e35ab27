//! What was done to the library, the latest first: to be undone up to some point, or done again.

use super::card::count;
use super::{Item, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::shelf::Deed;
use crate::app::state::State;

impl State {
    pub(super) fn deed_rows(&self) -> Vec<MenuRow> {
        let Some(deeds) = self.deeds() else {
            return vec![MenuRow::Text("looking through the library …".to_owned())];
        };
        let item = |(number, deed): (usize, &Deed)| {
            MenuRow::Item(Item {
                label: deed.when.clone(),
                text: deed.what.clone(),
                right: if deed.undone { "undone".to_owned() } else { String::new() },
                target: Target::Deed(number),
            })
        };
        let mut rows: Vec<MenuRow> = deeds.iter().enumerate().map(item).collect();
        let [accept, undo, redo] = [Action::Accept, Action::Undo, Action::Redo].map(|action| self.key_name(action));
        rows.push(MenuRow::Text(match rows.is_empty() {
            true => "Nothing was changed in the library yet.".to_owned(),
            false => format!(
                "{accept} undoes it and all that was done after it; what is undone, it does again. {undo} undoes the \
                 latest, {redo} does it again."
            ),
        }));
        rows
    }

    pub(super) fn turn_title(&self, number: usize) -> String {
        let (turned, again) = self.turned_by(number);
        format!("{} these {}?", if again { "Do again" } else { "Undo" }, count(turned.len(), "change"))
    }

    pub(super) fn turn_rows(&self, number: usize) -> Vec<MenuRow> {
        let (turned, again) = self.turned_by(number);
        let text = format!("{} all {}", if again { "Do again" } else { "Undo" }, turned.len());
        let item = Item { text, target: Target::Turn(turned.len(), again), ..Item::default() };
        let what = turned.iter().map(|deed| MenuRow::Text(format!("{}: {}", deed.when, deed.what)));
        std::iter::once(MenuRow::Item(item)).chain(what).collect()
    }
}
