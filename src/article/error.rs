//! Why an input could not be read.

use super::MAX_LINE;
use crate::text::sanitize;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One input that could not be read, and why. Its message names the file (and line) on one clean line, and says what to
/// do where that is not plain.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The operating system would not let us.
    #[error("{}: {}", shown(path), because(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: Arc<io::Error>,
    },
    /// A pipe, device or socket: it may never end, or never begin.
    #[error("{}: is a {kind}, not a file; save what it gives to a file first", shown(path))]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// A symbolic link to a folder above itself.
    #[error("{}: this link leads back to itself or to a folder above it and is not followed", shown(path))]
    Loop {
        /// The link.
        path: PathBuf,
    },
    /// More paragraphs or lines than one article may have.
    #[error("{}: {why}", shown(path))]
    TooMany {
        /// The file.
        path: PathBuf,
        /// What there is too much of, and what to do.
        why: &'static str,
    },
    /// Larger than crossread reads.
    #[error("{}: is larger than {} MiB; split it, or turn it into JSON Lines, where only a line has a limit, of {} MiB", shown(path), limit >> 20, MAX_LINE >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// Nothing but white space.
    #[error("{}: is empty", shown(path))]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// No text.
    #[error("{}: is not text; convert it to text, Markdown or HTML first", shown(path))]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// A page that cannot be parsed in bounded time and memory.
    #[error("{}: cannot be read as HTML: {why}", shown(path))]
    Html {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A line of JSON Lines that is no article.
    #[error("{}:{line}: {why}", shown(path))]
    Json {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A part of a file that holds several articles, or such a file as a whole.
    #[error("{}: {}{}", shown(path), placed(place), sanitize::line(why))]
    Part {
        /// The file.
        path: PathBuf,
        /// Where in it: `message 12`; empty where it is all of it.
        place: String,
        /// What is wrong with it, or lost of it.
        why: String,
    },
    /// crossread itself failed on it, which is a bug.
    #[error("{}: crossread failed on it, please report this: {}", shown(path), sanitize::line(why))]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the failing code said.
        why: String,
    },
}

impl ReadError {
    /// The input that could not be read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::NotAFile { path, .. }
            | Self::Loop { path }
            | Self::TooMany { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Empty { path }
            | Self::Binary { path }
            | Self::Html { path, .. }
            | Self::Part { path, .. }
            | Self::Failed { path, .. }
            | Self::Json { path, .. } => path,
        }
    }

    /// The line of that input, counted from 1, where one line alone is at fault.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Json { line, .. } => Some(*line),
            _ => None,
        }
    }

    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source: Arc::new(source) }
    }
}

/// A path as it may be printed.
pub(super) fn shown(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy()).into_owned()
}

fn placed(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{}: ", sanitize::line(place)) }
}

fn because(error: &io::Error) -> Cow<'static, str> {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".into(),
        _ => error.to_string().into(),
    }
}
