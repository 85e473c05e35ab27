//! Copies of the library, and back: nothing is trusted that was not looked at, and nothing is thrown away.

use super::error::shown;
use super::open::{begins_well, private};
use super::{Library, LibraryError, Result};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a copy is tried that somebody is in the way of, and how long it waits in between: five seconds in all.
const TRIES: usize = 250;
const WAIT: Duration = Duration::from_millis(20);

/// What a restoration did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Articles in the library that is there now.
    pub articles: usize,
    /// Where the library lies that was there before, if there was one.
    pub aside: Option<PathBuf>,
}

impl Library {
    /// Copies the library to `file`, as it is at one moment, and checks the copy. What is there must not be in the way.
    ///
    /// # Errors
    /// A file that is there already or cannot be made; a library, and so a copy, that is damaged: then there is no file.
    pub fn backup(&self, file: &Path) -> Result<()> {
        private().create_new(true).open(file).map_err(|error| LibraryError::io(file, error))?;
        let copied = copy(&self.connection, file).and_then(|()| check(file).map(drop));
        copied.inspect_err(|_| drop(fs::remove_file(file)))
    }

    /// Puts the copy in `file` in the place of the library at `path`. The library that is there is set aside under
    /// another name.
    ///
    /// # Errors
    /// A copy that is damaged or no library; a library that another program has open; a folder that cannot be written to.
    /// Then the library is as it was.
    pub fn restore(file: &Path, path: &Path) -> Result<Restored> {
        let articles = check(file)?;
        let new = beside(path, "new");
        let _ = fs::remove_file(&new);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| LibraryError::io(folder, error))?;
        }
        private().create_new(true).open(&new).map_err(|error| LibraryError::io(&new, error))?;
        let copied = reading(file).and_then(|library| copy(&library.connection, &new)).and_then(|()| check(&new));
        copied.inspect_err(|_| drop(fs::remove_file(&new)))?;
        let aside = put_in_place(path, &new).inspect_err(|_| drop(fs::remove_file(&new)))?;
        Ok(Restored { articles, aside })
    }
}

/// Gives `new` the name `path`; where the library lies then that was there.
fn put_in_place(path: &Path, new: &Path) -> Result<Option<PathBuf>> {
    if fs::symlink_metadata(path).is_err() {
        fs::rename(new, path).map_err(|error| LibraryError::io(path, error))?;
        return Ok(None);
    }
    let aside = free_name(path, |number| beside(path, &format!("before-{number}")))?;
    exchange(path, &aside, new)?;
    Ok(Some(aside))
}

/// Gives the library at `path`, with its logs, the name `aside`, and its own to `new`. Where that fails, everything is as it
/// was.
pub(super) fn exchange(path: &Path, aside: &Path, new: &Path) -> Result<()> {
    fold(path)?;
    swap(path, aside, new).map_err(|error| LibraryError::io(path, error))
}

fn swap(path: &Path, aside: &Path, new: &Path) -> io::Result<()> {
    let (mut moved, mut linked) = (Vec::new(), false);
    let mut go = || {
        // A log that could not be folded in goes first: it must not be taken for the new library's.
        for log in ["-wal", "-shm", "-journal"] {
            let (from, to) = (ending(path, log), ending(aside, log));
            match fs::rename(&from, &to) {
                Ok(()) => moved.push((from, to)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        // A second name for the old one, so that there is a library at every moment; not every disk can give one.
        linked = fs::hard_link(path, aside).is_ok();
        if !linked {
            fs::rename(path, aside)?;
            moved.push((path.to_owned(), aside.to_owned()));
        }
        fs::rename(new, path)
    };
    go().inspect_err(|_| {
        for (from, to) in moved.iter().rev() {
            let _ = fs::rename(to, from);
        }
        if linked {
            let _ = fs::remove_file(aside);
        }
    })
}

/// The first of the numbered names that nothing has.
pub(super) fn free_name(path: &Path, name: impl FnMut(usize) -> PathBuf) -> Result<PathBuf> {
    let free = (1..1_000).map(name).find(|name| fs::symlink_metadata(name).is_err());
    free.ok_or_else(|| LibraryError::io(path, io::Error::other("too many libraries are kept beside it")))
}

/// Writes what only its log holds into the file; a damaged one keeps its log. A log is given up by nobody while another has
/// the library open, who would go on writing to the one that is set aside.
fn fold(path: &Path) -> Result<()> {
    if let Ok(connection) = Connection::open(path)
        && let Err(error) = connection.pragma_update(None, "journal_mode", "DELETE")
        && LibraryError::from(error).is_passing()
    {
        return Err(LibraryError::Locked);
    }
    Ok(())
}

/// Has a file written to the disk before it is given a name.
pub(super) fn sync(file: &Path) -> Result<()> {
    fs::File::open(file).and_then(|file| file.sync_all()).map_err(|error| LibraryError::io(file, error))
}

pub(super) fn ending(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    ending(path, &format!(".{what}"))
}

fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut connection = Connection::open(to)?;
    {
        let backup = Backup::new(from, &mut connection)?;
        let mut tries = 0;
        // All in one go: readers hold nobody up, and a copy in several goes begins anew whenever somebody writes in between.
        while !matches!(backup.step(-1)?, StepResult::Done) {
            tries += 1;
            if tries > TRIES {
                return Err(LibraryError::Locked);
            }
            std::thread::sleep(WAIT);
        }
    }
    // One file, with nothing beside it.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

/// A copy, to be read only: it stays as it was made, in its own layout and with nothing beside it.
fn reading(file: &Path) -> Result<Library> {
    Library::open_reading(file, "it is a copy".to_owned()).map_err(|error| error.at(file))
}

/// Looks through a copy; how many articles it holds.
pub(super) fn check(file: &Path) -> Result<usize> {
    let about = fs::metadata(file).map_err(|error| LibraryError::io(file, error))?;
    if !about.is_file() || about.len() == 0 || !begins_well(file)? {
        return Err(LibraryError::Foreign { path: file.to_owned() });
    }
    let library = reading(file)?;
    let found: String = library.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(LibraryError::Damaged { path: Some(file.to_owned()), why: format!("{}: {found}", shown(file)) });
    }
    Ok(library.counts()?.articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_exchanged_stays_with_its_log() {
        let dir = tempfile::tempdir().unwrap();
        let [path, aside, new] = ["a.db", "a.before-1", "a.new"].map(|name| dir.path().join(name));
        fs::write(&path, "old").unwrap();
        fs::write(ending(&path, "-wal"), "log").unwrap();
        assert!(swap(&path, &aside, &new).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_to_string(ending(&path, "-wal")).unwrap(), "log");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        fs::write(&new, "new").unwrap();
        swap(&path, &aside, &new).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_to_string(&aside).unwrap(), "old");
        assert_eq!(fs::read_to_string(ending(&aside, "-wal")).unwrap(), "log");
    }
}
