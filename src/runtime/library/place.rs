//! The place one is at, and how far articles were read: kept as one goes along, in nobody's way.
//!
//! While another program writes, nobody waits for it: what could not be kept is kept with what comes next, and at the latest when
//! one leaves.

use super::desk::Desk;
use crate::library::{ArticleId, LibraryError};
use std::collections::HashMap;

/// Under this name the library keeps where one was last.
pub(super) const PLACE: &str = "place";

/// What is still to be kept.
#[derive(Default)]
pub(super) struct Unkept {
    place: Option<Vec<u8>>,
    positions: HashMap<ArticleId, usize>,
}

impl Desk {
    /// Keeps the place one is at, which is in place of the one before.
    pub(super) fn keep_place(&mut self, place: Vec<u8>) {
        self.unkept.place = Some(place);
        self.keep_unkept(true);
    }

    /// Keeps how far articles were read.
    pub(super) fn keep_positions(&mut self, positions: Vec<(ArticleId, usize)>) {
        self.unkept.positions.extend(positions);
        self.keep_unkept(true);
    }

    /// Keeps what is still to be kept; in haste, only where nobody has to be waited for.
    pub(super) fn keep_unkept(&mut self, in_haste: bool) {
        let unkept = std::mem::take(&mut self.unkept);
        if unkept.place.is_none() && unkept.positions.is_empty() {
            return;
        }
        if let Err(error) = self.try_to_keep(&unkept, in_haste) {
            // Nobody has asked for it: it is no news that it has to wait.
            log::warn!("the place is not kept: {error}");
            if error.is_passing() {
                self.unkept = unkept;
            }
        }
    }

    fn try_to_keep(&mut self, unkept: &Unkept, in_haste: bool) -> Result<(), LibraryError> {
        let library = self.library()?;
        if in_haste {
            library.wait_shortly()?;
        }
        let positions: Vec<(ArticleId, usize)> = unkept.positions.iter().map(|(id, at)| (*id, *at)).collect();
        let mut kept = if positions.is_empty() { Ok(()) } else { library.set_positions(&positions) };
        if let (Ok(()), Some(place)) = (&kept, &unkept.place) {
            kept = library.set_session(PLACE, place);
        }
        // What is asked for next is worth waiting for.
        kept.and(library.wait_as_usual())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Ask, Reply, Report};
    use crate::library::Library;
    use crate::runtime::library::Interrupt;
    use rusqlite::Connection;
    use std::sync::Arc;

    #[test]
    fn beside_another_program_the_place_waits_and_nothing_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("library.db");
        let (sender, said) = crossbeam_channel::unbounded();
        let tell = Arc::new(move |report| drop(sender.send(report)));
        let mut desk = Desk::new(Some(path.clone()), Interrupt::default(), tell);
        desk.begin();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let place = |desk: &mut Desk, place: &[u8]| desk.take(Ask::Place(place.to_vec()));
        place(&mut desk, b"one");
        place(&mut desk, b"two");
        let failed = |report| matches!(report, Report::Library(reply) if matches!(*reply, Reply::Failed(_)));
        assert!(!said.try_iter().any(failed));
        other.execute_batch("COMMIT").unwrap();
        let kept = || Library::open(&path).unwrap().session(PLACE).unwrap();
        assert_eq!(kept(), None);
        // With whatever comes next, and when one leaves.
        desk.take(Ask::Positions(vec![]));
        assert_eq!(kept().as_deref(), Some(&b"two"[..]));
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        place(&mut desk, b"three");
        other.execute_batch("COMMIT").unwrap();
        desk.keep_unkept(false);
        assert_eq!(kept().as_deref(), Some(&b"three"[..]));
    }
}
