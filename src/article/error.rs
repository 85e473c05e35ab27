//! Why an input could not be read.

use std::path::PathBuf;

/// One input that could not be read, and why. Its message names the file (and line) and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system would not let us.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
