//! What was done to the library, and taking it back up to some point, or doing it again.

use crate::app::menu::MenuKind;
use crate::app::shelf::{Ask, Deed};
use crate::app::state::{Effects, State};

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
    /// which of both: all that were done after it and itself; or all that were undone before it and itself.
    pub(in crate::app) fn turned_by(&self, number: usize) -> (Vec<&Deed>, bool) {
        let deeds = self.deeds().unwrap_or_default();
        match deeds.get(number) {
            Some(Deed { undone: true, .. }) => {
                (deeds.iter().skip(number).filter(|deed| deed.undone).rev().collect(), true)
            }
            Some(_) => (deeds.iter().take(number + 1).filter(|deed| !deed.undone).collect(), false),
            None => (Vec::new(), false),
        }
    }

    /// Takes back all up to the deed of that number, or does all again; of several, asks first.
    pub(in crate::app) fn turn_to(&mut self, number: usize, effects: &mut Effects) {
        let (turned, again) = self.turned_by(number);
        match turned.len() {
            0 => {}
            1 => self.turn(1, again),
            _ => self.open_menu(MenuKind::Turn(number), effects),
        }
    }

    /// Takes so many changes back, or does as many again.
    pub(in crate::app) fn turn(&mut self, times: usize, again: bool) {
        if self.menus.last().is_some_and(|menu| matches!(menu.kind, MenuKind::Turn(_))) {
            self.menus.pop();
        }
        self.changes.turn_kept(times, again);
        self.shelf.ask(Ask::Turn { times, again });
    }
}
