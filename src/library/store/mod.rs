//! The database: SQLite in one file, with a write-ahead log, so that readers never wait for the writer.
//!
//! `schema` says what the tables mean, `open` how a file becomes a [`Library`] whatever state it is in. An article comes in
//! through `incoming` (prepared by any thread) and `add` (written by one), and out through `read`. What the reader does to
//! articles is a [`Change`]: `change` declares, `apply` does, `history` takes back. `backup` and `doctor` look after the file.

mod add;
mod anchor;
mod apply;
mod backup;
mod change;
mod corrections;
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
mod read;
mod record;
mod revisions;
mod saved;
mod schema;
mod session;

pub(in crate::library) use add::key as place_of;
pub use add::{Added, Stamp};
pub use anchor::{Anchor, Ground};
pub use backup::Restored;
pub use change::Change;
pub use doctor::{Finding, Health};
pub use error::LibraryError;
pub use feeds::Feed;
pub use history::Past;
pub use incoming::{Incoming, Origin, identity, model_version};
pub use index_text::index_text;
pub use model::{ArticleId, Colour, Counts, Highlight, HighlightId, Kept, Marks, Row};
pub use noted::{Noted, Shelved};
pub use open::Access;
pub use saved::Saved;

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What every operation of the library gives.
pub type Result<T> = std::result::Result<T, LibraryError>;

/// The articles that are kept, and what was noted of them. Belongs to one thread at a time; [`Library::another`] gives a second
/// one of the same file to another thread.
pub struct Library {
    connection: Connection,
    access: Access,
    /// `None` for a temporary one.
    path: Option<PathBuf>,
}

impl Library {
    /// Whether it may be written to.
    pub fn access(&self) -> &Access {
        &self.access
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

    /// What queries run on.
    pub(in crate::library) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// A transaction that writes, begun at once so that it cannot fail for another writer half way.
    ///
    /// # Errors
    /// A library that may only be read, one that another program writes to for longer than we wait.
    pub(in crate::library) fn writing(&mut self) -> Result<rusqlite::Transaction<'_>> {
        if let Access::ReadOnly(why) = &self.access {
            return Err(LibraryError::ReadOnly(why.clone()));
        }
        Ok(self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?)
    }
}
