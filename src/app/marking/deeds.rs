//! What was done to the library, and taking it back up to some point, or doing it again.

use crate::app::menu::MenuKind;
use crate::app::shelf::{Ask, Deed, Turn};
use crate::app::state::{Effects, State};
use crate::library::HistoryId;

impl State {
    /// What was done, the latest first; `None` as long as it is waited for.
    pub(in crate::app) fn deeds(&self) -> Option<&[Deed]> {
        self.marking.deeds.as_deref()
    }

    pub(in crate::app) fn take_deeds(&mut self, deeds: Vec<Deed>) {
        self.marking.deeds = Some(deeds);
        self.refresh_menus();
    }

    /// The deeds that choosing the one of that number takes back, or does again, in the order in which that is done, and
    /// which of both: all that the reader did after it and itself; or all that were undone after it and itself. Of what came in
    /// and of what was undone before a later change, only itself.
    pub(in crate::app) fn turned_by(&self, number: usize) -> (Vec<&Deed>, bool) {
        let deeds = self.deeds().unwrap_or_default();
        let Some(chosen) = deeds.get(number) else { return (Vec::new(), false) };
        if chosen.is_import || chosen.undone && chosen.turn == 0 {
            return (vec![chosen], chosen.undone);
        }
        if chosen.undone {
            let mut turned: Vec<&Deed> = deeds
                .iter()
                .filter(|deed| deed.turn >= chosen.turn && !deed.is_import && deed.id != chosen.id)
                .collect();
            // Of a library of an earlier version all have one turn.
            turned.retain(|deed| deed.turn > chosen.turn || deed.id < chosen.id);
            turned.sort_by_key(|deed| (std::cmp::Reverse(deed.turn), deed.id));
            turned.push(chosen);
            return (turned, true);
        }
        let later = deeds.iter().take(number).filter(|deed| !deed.undone && !deed.is_import);
        (later.chain([chosen]).collect(), false)
    }

    /// Takes back all up to the deed of that number, or does all again; of several, asks first.
    pub(in crate::app) fn turn_to(&mut self, number: usize, effects: &mut Effects) {
        let (turned, again) = self.turned_by(number);
        match turned.as_slice() {
            [] => {}
            [one] => {
                let id = one.id;
                self.turn(vec![id], again);
            }
            _ => self.open_menu(MenuKind::Turn(number), effects),
        }
    }

    /// Takes these changes back, or does them again.
    pub(in crate::app) fn turn(&mut self, these: Vec<HistoryId>, again: bool) {
        if self.menus.last().is_some_and(|menu| matches!(menu.kind, MenuKind::Turn(_))) {
            self.menus.pop();
        }
        // The list is told anew; until then, nothing is turned twice.
        let deeds = self.marking.deeds.iter_mut().flatten();
        deeds.filter(|deed| these.contains(&deed.id)).for_each(|deed| deed.undone = !again);
        self.shelf.ask(Ask::Turn { turn: Turn::These(these), again });
    }

    /// Takes the latest change of the list back, whatever it is; or does the one again that was undone last.
    pub(in crate::app) fn turn_latest(&mut self, again: bool) {
        let latest = self.deeds().unwrap_or_default().iter().find(|deed| !deed.undone).map(|deed| deed.id);
        match latest.filter(|_| !again) {
            Some(latest) => self.turn(vec![latest], false),
            None => self.shelf.ask(Ask::Turn { turn: Turn::Latest, again }),
        }
    }
}
