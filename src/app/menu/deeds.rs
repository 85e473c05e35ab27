//! What was done to the library, the latest first: to be undone up to some point, or done again.

use super::card::count;
use super::{Item, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::shelf::{DEEDS, Deed};
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
                "{accept} undoes it, with all that you did after it or alone; what is undone, it does again. Of what was \
                 brought in, just that goes. {undo} undoes the latest, {redo} does it again."
            ),
        }));
        if deeds.len() >= DEEDS {
            let latest =
                format!("These are the latest {DEEDS}; `crossread history --most NUMBER` prints earlier ones too.");
            rows.push(MenuRow::Text(latest));
        }
        rows
    }

    pub(super) fn turn_title(&self, number: usize) -> String {
        let (turned, again) = self.turned_by(number);
        format!("{} these {}?", if again { "Do again" } else { "Undo" }, count(turned.len(), "change"))
    }

    pub(super) fn turn_rows(&self, number: usize) -> Vec<MenuRow> {
        let (turned, again) = self.turned_by(number);
        let verb = if again { "Do again" } else { "Undo" };
        let item = |text: String, turned: &[&Deed]| {
            let target = Target::Turn(turned.iter().map(|deed| deed.id).collect(), again);
            MenuRow::Item(Item { text, target, ..Item::default() })
        };
        let all = item(format!("{verb} all {}", turned.len()), &turned);
        let alone = turned.last().map(|chosen| item(format!("{verb} this alone: {}", chosen.what), &[*chosen]));
        let what = turned.iter().map(|deed| MenuRow::Text(format!("{}: {}", deed.when, deed.what)));
        std::iter::once(all).chain(alone).chain(what).collect()
    }
}
