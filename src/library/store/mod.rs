//! The database: SQLite in one file, with a write-ahead log, so that readers never wait for the writer.
//!
//! `schema` says what the tables mean, `open` how a file becomes a [`Library`] whatever state it is in. An article comes in
//! through `incoming` (prepared by any thread) and `add` (written by one), and out through `read`. What the reader does to
//! articles is a [`Change`]: `change` declares it, `apply` does it, `history` takes it back, as far as `depends` lets it. All that comes in
//! at a time is one entry there: a `run`. `backup` and `doctor` look after the file.

mod add;
mod anchor;
mod apply;
mod backup;
mod bulk;
mod change;
mod corrections;
mod depends;
mod doctor;
mod error;
mod feeds;
mod file_of;
mod history;
mod incoming;
mod index_text;
mod model;
mod names;
mod noted;
mod open;
mod ranges;
mod read;
mod record;
mod revisions;
mod run;
mod salvage;
mod saved;
mod schema;
mod session;

pub(in crate::library) use add::key as place_of;
pub use add::{Added, Stamp};
pub use anchor::{Anchor, Ground};
pub use backup::Restored;
pub use change::Change;
pub use corrections::Correcting;
pub(in crate::library) use corrections::{load as corrections_of, saved as corrections_saved};
pub use doctor::{Finding, Health};
pub use error::LibraryError;
pub use feeds::Feed;
pub use history::{HistoryId, Made, Moment, Past, Turned};
pub(in crate::library) use incoming::via as way_of;
pub use incoming::{Incoming, Origin, identity, model_version};
pub use index_text::index_text;
pub use model::{ArticleId, Colour, Counts, Highlight, HighlightId, Kept, Marks, Row};
pub use noted::{Noted, Shelved};
pub use open::{Access, when_waiting};
pub use ranges::IdRanges;
pub use run::{Back, By};
pub use salvage::{Lost, Repaired, Salvaged, Step, backups_beside};
pub use saved::Saved;

use crate::library::query::Known;
use rusqlite::Connection;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// Why one that is damaged is not written to.
const DAMAGED: &str = "it is damaged; run `crossread doctor --repair` (what cannot be read is left out meanwhile)";

/// What every operation of the library gives.
pub type Result<T> = std::result::Result<T, LibraryError>;

/// The articles that are kept, and what was noted of them. Belongs to one thread at a time; [`Library::another`] gives a second
/// one of the same file to another thread.
pub struct Library {
    connection: Connection,
    access: Access,
    /// That it may only be read, since damage was found in it.
    damage: OnceCell<Access>,
    /// What could be read of it, once damage was found; `None` where it is too large for that.
    spare: OnceCell<Option<Box<Library>>>,
    /// `None` for a temporary one.
    path: Option<PathBuf>,
    /// What is being brought in, where that is to be one entry of the history.
    run: Option<run::Run>,
    /// What queries know to be corrected.
    corrected: Known,
}

impl Library {
    /// Whether it may be written to. One in which damage is found on the way may not any more.
    pub fn access(&self) -> &Access {
        self.damage.get().unwrap_or(&self.access)
    }

    fn of_parts(connection: Connection, access: Access, path: Option<PathBuf>) -> Self {
        let (damage, spare) = Default::default();
        Self { connection, access, damage, spare, path, run: None, corrected: Known::default() }
    }

    /// Passes over what is damaged, and keeps in mind that something is.
    pub(in crate::library) fn readable<T>(&self, read: Result<Option<T>>) -> Result<Option<T>> {
        match read {
            Err(error) if error.is_damage() => {
                self.note_damage();
                Ok(None)
            }
            other => other,
        }
    }

    /// Where damage is in the way of what is read, the same of what could be read of the library page by page.
    pub(in crate::library) fn or_else_of_spare<T>(
        &self,
        read: Result<T>,
        again: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        match read {
            Err(error) if error.is_damage() => {
                self.note_damage();
                let make = || Some(Box::new(Self::salvaged_if_small(self.path()?).ok()?));
                self.spare.get_or_init(make).as_deref().map_or(Err(error), again)
            }
            other => other,
        }
    }

    /// Whether damage was found on the way, after it was opened.
    pub fn has_shown_damage(&self) -> bool {
        self.damage.get().is_some()
    }

    fn note_damage(&self) {
        self.damage.get_or_init(|| Access::ReadOnly(DAMAGED.to_owned()));
    }

    /// The file; `None` for a temporary one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What stops a query that runs in this library from another thread: it ends with [`LibraryError::Interrupted`].
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.connection().get_interrupt_handle()
    }

    /// A number that changes when another connection, of this program or of another, has changed the library.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// What they know to be corrected.
    pub(in crate::library) fn corrected(&self) -> &Known {
        &self.corrected
    }

    /// What queries run on.
    pub(in crate::library) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// A transaction that writes, begun at once so that it cannot fail for another writer half way.
    ///
    /// # Errors
    /// A library that may only be read, one that another program writes to for longer than we wait.
    pub(in crate::library) fn writing(&mut self) -> Result<rusqlite::Transaction<'_>> {
        if let Access::ReadOnly(why) = self.access() {
            return Err(LibraryError::ReadOnly(why.clone()));
        }
        Ok(self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?)
    }
}
