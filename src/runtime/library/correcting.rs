//! What the reader corrects about entities, in the library: it has what the screen has, which has it from its file.

use super::desk::Desk;
use crate::app::Reply;
use crate::collection::{Corrections, Edit};
use crate::library::{Access, Correcting, Library, LibraryError};
use std::path::Path;

impl Desk {
    /// Whether there is a library: nothing is made only for a correction.
    pub(super) fn is_there(&self) -> bool {
        self.library.is_some() || self.path.as_deref().is_some_and(Path::exists)
    }

    /// Has a library that was just opened know what is corrected.
    pub(super) fn mirror(&mut self, library: &mut Library) {
        let followed = self.corrected.as_ref().map_or(Ok(()), |all| library.follow_corrections(all));
        let mirrored = followed.and_then(|()| library.corrections());
        // One without them is still a library.
        let mirrored = mirrored.inspect_err(|error| log::warn!("what is corrected is not in the library: {error}"));
        self.mirrored = mirrored.or_else(|_| library.corrections()).unwrap_or_default();
    }

    /// Takes all that is corrected: as the screen begins, and where another program has written into the file meanwhile.
    pub(super) fn take_corrections(&mut self, all: Corrections) -> Result<(), LibraryError> {
        self.corrected = Some(all);
        self.tell_scratch()?;
        // One that is opened from here on is told then.
        if let (Some(library), Some(all)) = (&mut self.library, &self.corrected)
            && *library.access() == Access::ReadWrite
        {
            // What others have written into the library meanwhile stays.
            self.mirrored = library.save_corrections(all, &self.mirrored)?;
        }
        Ok(())
    }

    /// Keeps a correction that was made on the screen, which is in its file in any case.
    pub(super) fn correct(&mut self, edit: &Edit, turn: Correcting) -> Result<(), LibraryError> {
        // Opened first, so that what it has by then is not taken for this.
        let there = if self.is_there() { self.library() } else { Err(LibraryError::Missing("a library")) };
        let writes = there.is_ok_and(|library| *library.access() == Access::ReadWrite);
        self.corrected.get_or_insert_default().change(edit);
        self.tell_scratch()?;
        if let Some(library) = self.library.as_mut().filter(|_| writes) {
            library.correct(edit, turn)?;
            self.mirrored.change(edit);
            // What the folders find may be something else now.
            self.recount = true;
        }
        Ok(())
    }

    /// Says what was corrected in the library otherwise than from the screen: taken back, done again, by another program.
    pub(super) fn send_corrected(&mut self) -> Result<(), LibraryError> {
        let now = self.library()?.corrections()?;
        let edit = now.since(&self.mirrored);
        if !edit.is_empty() {
            self.mirrored = now;
            self.corrected.get_or_insert_default().change(&edit);
            self.tell_scratch()?;
            self.reply(Reply::Corrected(Box::new(edit)));
        }
        Ok(())
    }

    /// Has queries through what is open from files know it, too.
    pub(super) fn tell_scratch(&mut self) -> Result<(), LibraryError> {
        match (&mut self.scratch, &self.corrected) {
            (Some(scratch), Some(all)) => scratch.library.follow_corrections(all),
            _ => Ok(()),
        }
    }
}
