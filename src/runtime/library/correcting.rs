//! What the reader corrects about entities, in the library: it has what the file has. Of that, the screen has what it read
//! at first, and what it is told here.

use super::desk::Desk;
use crate::app::Reply;
use crate::collection::{Corrections, Edit, Kept};
use crate::library::{Access, Correcting, Library, LibraryError};
use std::collections::HashSet;
use std::path::Path;

impl Desk {
    /// Whether there is a library: nothing is made only for a correction.
    pub(super) fn is_there(&self) -> bool {
        self.library.is_some() || self.path.as_deref().is_some_and(Path::exists)
    }

    /// Has a library that was just opened know what is corrected by now.
    pub(super) fn mirror(&mut self, library: &mut Library) {
        let followed = match (&self.file, &self.corrected) {
            // What the screen has may have been read long ago.
            (Some(file), _) => file.in_turn(|there| there.map_or(Ok(()), |there| library.follow_corrections(there))),
            (None, Some(all)) => library.follow_corrections(all),
            (None, None) => Ok(()),
        };
        let mirrored = followed.and_then(|()| library.corrections());
        // One without them is still a library.
        let mirrored = mirrored.inspect_err(|error| log::warn!("what is corrected is not in the library: {error}"));
        self.mirrored = mirrored.or_else(|_| library.corrections()).unwrap_or_default();
        // One that can only be read may be far behind.
        if self.file.is_some() && self.corrected.is_some() && *library.access() == Access::ReadWrite {
            self.tell_screen();
        }
    }

    /// Takes all that is corrected: as the screen begins, and where another program has written into the file meanwhile.
    pub(super) fn take_corrections(&mut self, all: Corrections) -> Result<(), LibraryError> {
        self.corrected = Some(all);
        // One that is opened from here on is told then.
        if let (Some(library), Some(all)) = (&mut self.library, &self.corrected)
            && *library.access() == Access::ReadWrite
        {
            let mirrored = &self.mirrored;
            let mut keep = |there: Option<&Corrections>| {
                let mut edit = there.unwrap_or(all).since(mirrored);
                // What the screen has, and no file could take, stays.
                let has: HashSet<&Kept> = all.iter().map(|(_, kept)| kept).collect();
                edit.remove.retain(|kept| !has.contains(kept));
                let mut ours = mirrored.clone();
                ours.change(&edit);
                // What others have written into the library meanwhile stays.
                library.save_corrections(&ours, mirrored)
            };
            self.mirrored = match &self.file {
                Some(file) => file.in_turn(keep),
                None => keep(None),
            }?;
            self.tell_screen();
        }
        self.tell_scratch()
    }

    /// Keeps a correction that was made on the screen, once its file has it.
    pub(super) fn correct(&mut self, edit: &Edit, turn: Correcting) -> Result<(), LibraryError> {
        self.corrected.get_or_insert_default().change(edit);
        self.tell_scratch()?;
        // Written first: others have the library follow the file at any time.
        if let Some(file) = &self.file {
            file.in_turn(|_| ());
        }
        let there = if self.is_there() { self.library() } else { Err(LibraryError::Missing("a library")) };
        if let Ok(library) = there
            && *library.access() == Access::ReadWrite
        {
            library.correct(edit, turn)?;
            self.mirrored.change(edit);
            // What the folders find may be something else now.
            self.recount = true;
        }
        Ok(())
    }

    /// Says what was corrected in the library otherwise than from the screen: taken back, done again, by another program.
    pub(super) fn send_corrected(&mut self) -> Result<(), LibraryError> {
        let library = self.library()?;
        let mut now = library.corrections()?;
        let writes = *library.access() == Access::ReadWrite;
        let gone = now.since(&self.mirrored).remove;
        if let (Some(file), Some(library)) = (&self.file, &mut self.library)
            && !gone.is_empty()
        {
            let stays = file.in_turn(|there| stays(library, there, gone))?;
            // Of two about the same, that of the library holds.
            let both = now.over(&stays, &Corrections::default());
            now = if writes { library.save_corrections(&both, &now)? } else { both };
        }
        let edit = now.since(&self.mirrored);
        if !edit.is_empty() {
            self.mirrored = now;
            self.corrected.get_or_insert_default().change(&edit);
            self.tell_scratch()?;
            self.reply(Reply::Corrected(Box::new(edit)));
        }
        Ok(())
    }

    /// Has the screen have what the library has. What only the screen has, because no file could take it, stays.
    fn tell_screen(&mut self) {
        let corrected = self.corrected.get_or_insert_default();
        let edit = Edit { remove: Vec::new(), add: self.mirrored.since(corrected).add };
        if !edit.is_empty() {
            corrected.change(&edit);
            self.reply(Reply::Corrected(Box::new(edit)));
        }
    }

    /// Has queries through what is open from files know it, too.
    pub(super) fn tell_scratch(&mut self) -> Result<(), LibraryError> {
        match (&mut self.scratch, &self.corrected) {
            (Some(scratch), Some(all)) => scratch.library.follow_corrections(all),
            _ => Ok(()),
        }
    }
}

/// Of what is not in the library any more, what the file has all the same and nobody has taken back: another program had
/// the library follow a file of its own, or this one before that was written.
fn stays(library: &Library, file: Option<&Corrections>, gone: Vec<Kept>) -> Result<Corrections, LibraryError> {
    let has: HashSet<&Kept> = file.into_iter().flat_map(Corrections::iter).map(|(_, kept)| kept).collect();
    let mut stays = Edit::default();
    for kept in gone {
        if has.contains(&kept) && !library.is_uncorrected(&kept)? {
            stays.add.push(kept);
        }
    }
    let mut all = Corrections::default();
    all.change(&stays);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::super::super::corrections::Written;
    use super::super::Interrupt;
    use super::*;
    use crate::app::{Ask, Report};
    use crate::library::CorrectionsFile;
    use crossbeam_channel::{Receiver, unbounded};
    use std::path::PathBuf;
    use std::sync::Arc;

    fn hide(names: &str) -> Corrections {
        let line = |name: &str| format!("{{\"do\":\"hide\",\"entity\":{{\"type\":\"person\",\"name\":\"{name}\"}}}}\n");
        Corrections::from_lines(&names.split_whitespace().map(line).collect::<String>()).0
    }

    fn adding(names: &str) -> Edit {
        hide(names).since(&Corrections::default())
    }

    /// A screen that began with these corrections, and what it is told.
    fn screen(dir: &Path, file: &CorrectionsFile, begun: &Corrections) -> (Desk, Receiver<Report>) {
        let (sender, said) = unbounded();
        let tell = Arc::new(move |report| drop(sender.send(report)));
        let mut desk = Desk::new(Some(dir.join("library.db")), Interrupt::default(), tell);
        desk.file = Some(Written::by_nobody(file.clone()));
        desk.take(Ask::Corrections(Box::new(begun.clone())));
        (desk, said)
    }

    fn told(said: &Receiver<Report>) -> Vec<Edit> {
        let edit = |report| match report {
            Report::Library(reply) => match *reply {
                Reply::Corrected(edit) => Some(*edit),
                _ => None,
            },
            _ => None,
        };
        said.try_iter().filter_map(edit).collect()
    }

    fn library(dir: &Path) -> (PathBuf, Library) {
        let path = dir.join("library.db");
        (path.clone(), Library::open(&path).unwrap())
    }

    #[test]
    fn a_library_that_is_opened_later_follows_the_file_as_it_is_then() {
        let dir = tempfile::tempdir().unwrap();
        let (file, none) = (CorrectionsFile::at(dir.path().join("corrections.jsonl")), Corrections::default());
        let (mut first, first_said) = screen(dir.path(), &file, &none);
        let (_, library) = library(dir.path());
        let (mut other, other_said) = screen(dir.path(), &file, &none);
        other.library().unwrap();
        file.keep(&hide("X"), &none).unwrap();
        // Before the other screen has told the library.
        first.library().unwrap();
        assert_eq!((library.corrections().unwrap(), told(&first_said)), (hide("X"), vec![adding("X")]));
        other.correct(&adding("X"), Correcting::New).unwrap();
        other.send_corrected().unwrap();
        assert_eq!((library.corrections().unwrap(), told(&other_said)), (hide("X"), vec![]));
        assert_eq!(library.history(9).unwrap().len(), 1);
        // One that begins with what it read before that.
        let (mut third, third_said) = screen(dir.path(), &file, &none);
        third.library().unwrap();
        third.take_corrections(none).unwrap();
        assert_eq!((library.corrections().unwrap(), told(&third_said).len()), (hide("X"), 2));
    }

    #[test]
    fn only_what_is_taken_back_goes() {
        let dir = tempfile::tempdir().unwrap();
        let file = CorrectionsFile::at(dir.path().join("corrections.jsonl"));
        let (_, mut library) = library(dir.path());
        let (mut desk, said) = screen(dir.path(), &file, &Corrections::default());
        desk.library().unwrap();
        file.keep(&hide("X Y"), &Corrections::default()).unwrap();
        desk.correct(&adding("X"), Correcting::New).unwrap();
        desk.correct(&adding("Y"), Correcting::New).unwrap();
        // Somebody with a file of their own.
        library.follow_corrections(&hide("Z")).unwrap();
        desk.send_corrected().unwrap();
        assert_eq!((library.corrections().unwrap().iter().count(), told(&said)), (3, vec![adding("Z")]));
        library.undo().unwrap();
        desk.send_corrected().unwrap();
        assert_eq!(told(&said), [adding("Y").inverse()]);
        // The file counts.
        file.keep(&hide("Z"), &hide("X Y")).unwrap();
        library.follow_corrections(&hide("Z")).unwrap();
        desk.send_corrected().unwrap();
        assert_eq!((library.corrections().unwrap(), told(&said)), (hide("Z"), vec![adding("X").inverse()]));
    }
}
