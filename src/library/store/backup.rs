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

/// Pages that are copied at a time.
const PAGES: i32 = 4_096;

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
    /// another name. No other program may have it open.
    ///
    /// # Errors
    /// A copy that is damaged or no library; a folder that cannot be written to. Then the library is as it was.
    pub fn restore(file: &Path, path: &Path) -> Result<Restored> {
        let articles = check(file)?;
        let new = beside(path, "new");
        let _ = fs::remove_file(&new);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| LibraryError::io(folder, error))?;
        }
        private().create_new(true).open(&new).map_err(|error| LibraryError::io(&new, error))?;
        let copied = Library::open(file).and_then(|library| copy(&library.connection, &new)).and_then(|()| check(&new));
        copied.inspect_err(|_| drop(fs::remove_file(&new)))?;
        let aside = set_aside(path)?;
        fs::rename(&new, path).map_err(|error| LibraryError::io(path, error))?;
        Ok(Restored { articles, aside })
    }
}

/// Gives the library at `path`, with its log, another name; that name.
fn set_aside(path: &Path) -> Result<Option<PathBuf>> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(None);
    }
    let free = (1..1_000)
        .map(|number| beside(path, &format!("before-{number}")))
        .find(|name| fs::symlink_metadata(name).is_err());
    let aside =
        free.ok_or_else(|| LibraryError::io(path, io::Error::other("too many libraries are kept beside it")))?;
    // What only its log holds belongs into the file; a damaged one goes with its log.
    if let Ok(connection) = Connection::open(path) {
        let _ = connection.busy_timeout(Duration::from_secs(5));
        let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        if busy.is_ok_and(|busy| busy != 0) {
            return Err(LibraryError::Locked);
        }
    }
    for end in ["", "-wal", "-shm"] {
        match fs::rename(ending(path, end), ending(&aside, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound || end.is_empty() => {
                return Err(LibraryError::io(path, error));
            }
            _ => {}
        }
    }
    Ok(Some(aside))
}

fn ending(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn beside(path: &Path, what: &str) -> PathBuf {
    ending(path, &format!(".{what}"))
}

fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut connection = Connection::open(to)?;
    {
        let backup = Backup::new(from, &mut connection)?;
        loop {
            match backup.step(PAGES)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
    // One file, with nothing beside it.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

/// Looks through a copy; how many articles it holds.
fn check(file: &Path) -> Result<usize> {
    let about = fs::metadata(file).map_err(|error| LibraryError::io(file, error))?;
    if !about.is_file() || about.len() == 0 || !begins_well(file)? {
        return Err(LibraryError::Foreign { path: file.to_owned() });
    }
    let library = Library::open(file)?;
    let found: String = library.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(LibraryError::Damaged { path: Some(file.to_owned()), why: format!("{}: {found}", shown(file)) });
    }
    Ok(library.counts()?.articles)
}
