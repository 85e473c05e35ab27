//! Why the library cannot do what it was asked to.

use crate::text::sanitize;
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with the library. The message is one clean line that says what to do, where something can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// A later version of crossread made it, and says that this one cannot read it.
    #[error(
        "{}: this library was made by a newer crossread (layout {version}); update crossread to use it",
        shown(path)
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its layout.
        version: i64,
    },
    /// A database, but of another program.
    #[error("{}: this is no library of crossread's; name another file with --library", shown(path))]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file does not hold what it should.
    #[error(
        "{}the library is damaged: `crossread doctor --repair` saves what can be read, `crossread restore FILE` brings a backup back ({})",
        of(path),
        sanitize::line(why)
    )]
    Damaged {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What was found.
        why: String,
    },
    /// Another program writes to it, and goes on doing so.
    #[error("the library is in use by another program; try again when that is done")]
    Locked,
    /// No room on the disk.
    #[error("the disk that holds the library is full: what was being written is not kept. Make room and try again")]
    Full,
    /// It may be read, not written.
    #[error("the library can only be read: {}", sanitize::line(.0))]
    ReadOnly(String),
    /// The query was stopped from another thread.
    #[error("stopped")]
    Interrupted,
    /// A file, folder or disk that would not let us.
    #[error("{}: {}", shown(path), sanitize::line(&why.to_string()))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// There is no such article, highlight, saved query or feed (any more).
    #[error("{0} is not in the library")]
    Missing(&'static str),
    /// Anything else that the database said.
    #[error("the library: {}", sanitize::line(&.0.to_string()))]
    Database(rusqlite::Error),
}

impl LibraryError {
    /// Whether another attempt may do, with nothing changed in between: another program was writing.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Locked)
    }

    /// Whether what was to be read is damaged: a page, or a value of a row.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. } => true,
            // Where the file ends too early, or the disk cannot read it.
            Self::Database(error) if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) => true,
            _ => self.is_of_a_value(),
        }
    }

    /// Whether one value is not what it should be, as in a row that is damaged, and all around it may be sound.
    pub(super) fn is_of_a_value(&self) -> bool {
        use rusqlite::Error as E;
        let Self::Database(error) = self else { return false };
        let is_of_text = matches!(error, E::Utf8Error(..) | E::FromSqlConversionFailure(..));
        is_of_text || matches!(error, E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..))
    }

    /// What was found, without advice.
    pub(super) fn cause(&self) -> String {
        match self {
            Self::Damaged { why, .. } => sanitize::line(why).into_owned(),
            other => other.to_string(),
        }
    }

    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), why: source }
    }

    pub(super) fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged { path: None, why: why.into() }
    }

    /// The same error, naming the file where it is about that.
    pub(super) fn at(self, file: &Path) -> Self {
        match self {
            Self::Damaged { path: None, why } => Self::Damaged { path: Some(file.to_owned()), why },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly("its file or folder is write-protected".to_owned()),
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::damaged(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

fn of(path: &Option<PathBuf>) -> String {
    path.as_deref().map(|path| format!("{}: ", shown(path))).unwrap_or_default()
}

/// A path as it may be printed.
pub(super) fn shown(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy()).into_owned()
}
