//! How a file becomes a library, in whatever state it is: to write to where that can be, else to read, with the reason.

use super::error::shown;
use super::schema::{self, APPLICATION};
use super::{Library, LibraryError, Result, salvage};
pub(super) use crate::library::files::private;
use crate::library::files::{data_folder, make_folder};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Kibibytes of the file that are kept in memory.
pub(super) const CACHE: i64 = 16_384;
/// How long we wait for another program that is writing, in all, where somebody is told of it, and in between.
const PATIENCE: Duration = Duration::from_secs(5);
const LONGER: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);
/// How long where nobody has asked for what is written.
const SHORTLY: Duration = Duration::from_millis(50);
/// Why a library is read that somebody else goes on writing to.
const BUSY: &str = "another program is busy with it";
/// A damaged library that cannot be opened as it is, and is no longer than that in bytes, is read into a temporary one: that takes some
/// seconds.
const SMALL: u64 = 64 << 20;
/// What every database begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether a library may be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// It may not, and why: a clause that goes on after "the library can only be read:".
    ReadOnly(String),
}

impl Library {
    /// `crossread/library.db` in the user's data folder, whether or not there is one.
    pub fn default_path() -> Option<PathBuf> {
        Some(data_folder()?.join("library.db"))
    }

    /// Opens the library at `path`; where there is none, makes it. One that cannot be written to is opened to
    /// be read: [`Library::access`] says why.
    ///
    /// # Errors
    /// A file of another program, or of a version of crossread whose libraries this one cannot read; one so damaged that nothing can
    /// be read without [`Library::repair`]; one that can neither be made nor read.
    pub fn open(path: &Path) -> Result<Self> {
        let error = match Self::open_writing(path) {
            Ok(library) => return Ok(library),
            Err(error) => error.at(path),
        };
        let why = match &error {
            LibraryError::Foreign { .. } | LibraryError::Newer { .. } => return Err(error),
            LibraryError::Damaged { .. } => return Self::what_is_left(path).map_err(|_| error),
            LibraryError::Locked => BUSY.to_owned(),
            LibraryError::Full => "there is no room on its disk".to_owned(),
            LibraryError::ReadOnly(why) => why.clone(),
            LibraryError::Io { why, .. } => why.to_string(),
            other => other.to_string(),
        };
        // An empty file is what a first opening leaves that could go no further.
        if fs::metadata(path).map_or(0, |about| about.len()) == 0 {
            return Err(error);
        }
        Self::open_reading(path, why).map_err(|_| error)
    }

    /// A library that is gone when it is closed. It lies in memory as long as it is small, else in a file without a name.
    ///
    /// # Errors
    /// No room.
    pub fn temporary() -> Result<Self> {
        let mut connection = Connection::open("")?;
        set_up(&mut connection)?;
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        schema::migrate(&mut connection)?;
        Ok(Self::of_parts(connection, Access::ReadWrite, None))
    }

    /// From now on waits only a moment for another program that is writing.
    ///
    /// # Errors
    /// Never, as far as is known.
    pub fn wait_shortly(&mut self) -> Result<()> {
        Ok(self.connection.busy_timeout(SHORTLY)?)
    }

    /// From now on waits as long again as at first.
    ///
    /// # Errors
    /// Never, as far as is known.
    pub fn wait_as_usual(&mut self) -> Result<()> {
        patient(&mut self.connection)
    }

    /// The same library, to be read in another thread.
    ///
    /// # Errors
    /// A temporary one cannot be opened twice; a file that is not there any more or damaged.
    pub fn another(&self) -> Result<Self> {
        let path = self.path.as_deref().ok_or(LibraryError::Missing("a second temporary library"))?;
        let why = match self.access() {
            Access::ReadOnly(why) => why.clone(),
            Access::ReadWrite => "it was opened to be read".to_owned(),
        };
        Self::open_reading(path, why)
    }

    /// A library whose file is so damaged that it cannot be opened for writing: what can be read.
    fn what_is_left(path: &Path) -> Result<Self> {
        if let Ok(library) = Self::open_reading(path, super::DAMAGED.to_owned())
            && library.all().is_ok()
        {
            return Ok(library);
        }
        Self::salvaged_if_small(path)
    }

    pub(super) fn salvaged_if_small(path: &Path) -> Result<Self> {
        let length = fs::metadata(path).map_or(u64::MAX, |about| about.len());
        if length > SMALL {
            return Err(LibraryError::damaged("too much to be opened as it is"));
        }
        Ok(Self::salvaged(path, &mut |_| true)?.0)
    }

    /// Opens it as it is, to write to where that can be.
    pub(super) fn open_writing(path: &Path) -> Result<Self> {
        let new = make(path)?;
        if !new && !begins_well(path)? {
            return Err(not_ours(path));
        }
        let mut connection =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        set_up(&mut connection)?;
        // Before anything is written: the file may be another program's.
        let access = check(&connection, path)?;
        if connection.is_readonly("main")? {
            return Err(LibraryError::ReadOnly("its file or folder is write-protected".to_owned()));
        }
        if access == Access::ReadWrite {
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            schema::migrate(&mut connection)?;
            return Ok(Self::of_parts(connection, access, Some(path.to_owned())));
        }
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self::of_parts(connection, access, Some(path.to_owned())))
    }

    pub(super) fn open_reading(path: &Path, why: String) -> Result<Self> {
        let plain = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let readable = |mut connection: Connection| -> Result<Connection> {
            // Who is busy with it was waited for already.
            if why == BUSY {
                connection.busy_timeout(PAUSE)?
            } else {
                patient(&mut connection)?
            }
            settle_in(&connection)?;
            check(&connection, path)?;
            schema::stand_in(&connection)?;
            connection.query_row("SELECT count(*) FROM about", [], |_| Ok(()))?;
            Ok(connection)
        };
        let connection = Connection::open_with_flags(path, plain).map_err(LibraryError::from).and_then(readable);
        let connection = match connection {
            // Reading a write-ahead log takes a file beside it. Where that cannot be made, and no log is there, the file alone
            // is all there is.
            Err(LibraryError::Database(_) | LibraryError::ReadOnly(_)) if !has_log(path) => {
                let connection = Connection::open_with_flags(immutable(path)?, plain | OpenFlags::SQLITE_OPEN_URI)?;
                readable(connection)?
            }
            other => other?,
        };
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self::of_parts(connection, Access::ReadOnly(why), Some(path.to_owned())))
    }
}

/// Makes the file where there is none, for its owner alone. Says whether it is empty.
fn make(path: &Path) -> Result<bool> {
    let failed = |error| LibraryError::io(path, error);
    if let Ok(about) = fs::metadata(path) {
        return if about.is_file() { Ok(about.len() == 0) } else { Err(failed(io::Error::other("is no file"))) };
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder).map_err(|error| LibraryError::io(folder, error))?;
    }
    match private().create_new(true).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(failed(error)),
        _ => Ok(true),
    }
}

/// What a file is that does not say of itself that it is a library.
fn not_ours(path: &Path) -> LibraryError {
    if salvage::is_ours(path) {
        return LibraryError::damaged("its beginning is not what it was");
    }
    LibraryError::Foreign { path: path.to_owned() }
}

/// Who is told that we wait for another program.
static TOLD: OnceLock<fn()> = OnceLock::new();

/// Has `tell` called whenever another program has kept the library locked for five seconds, and goes on waiting four times
/// as long. To be called once, by a program that somebody watches.
pub fn when_waiting(tell: fn()) {
    let _ = TOLD.set(tell);
}

/// Has a connection wait for other programs.
pub(super) fn patient(connection: &mut Connection) -> Result<()> {
    Ok(connection.busy_handler(Some(wait))?)
}

/// Waits for another program; whether to try again.
fn wait(tries: i32) -> bool {
    let waited = PAUSE * u32::try_from(tries).unwrap_or(u32::MAX);
    let told = TOLD.get();
    if waited >= if told.is_some() { LONGER } else { PATIENCE } {
        return false;
    }
    if waited == PATIENCE {
        told.iter().for_each(|tell| tell());
    }
    std::thread::sleep(PAUSE);
    true
}

/// Whether a file begins as a database does.
pub(super) fn begins_well(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut head));
    read.map_err(|error| LibraryError::io(path, error))?;
    Ok(head.is_empty() || head == MAGIC)
}

/// What holds for every connection.
pub(super) fn set_up(connection: &mut Connection) -> Result<()> {
    patient(connection)?;
    settle_in(connection)
}

fn settle_in(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    // The file may come from anywhere: nothing in its schema may run code, and damage is found rather than followed.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // The log is cut back to so many bytes when it was longer for once.
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "journal_size_limit", 32 << 20)?;
    Ok(())
}

/// Whose file it is, and what may be done with it.
fn check(connection: &Connection, path: &Path) -> Result<Access> {
    let version = schema::version(connection)?;
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || version != 0 || tables != 0) {
        return Err(not_ours(path));
    }
    if version <= schema::VERSION {
        return Ok(Access::ReadWrite);
    }
    if schema::is_readable(connection) {
        let why = format!("a newer crossread has made it (layout {version}); update crossread to write to it");
        return Ok(Access::ReadOnly(why));
    }
    Err(LibraryError::Newer { path: path.to_owned(), version })
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(PathBuf::from(log)).is_ok_and(|about| about.len() > 0)
}

/// The address under which SQLite opens a file that nobody changes.
fn immutable(path: &Path) -> Result<String> {
    let absolute = std::path::absolute(path).map_err(|error| LibraryError::io(path, error))?;
    let mut url = url::Url::from_file_path(&absolute)
        .map_err(|()| LibraryError::io(path, io::Error::other(format!("{} has no address", shown(path)))))?;
    url.set_query(Some("immutable=1"));
    Ok(url.into())
}
