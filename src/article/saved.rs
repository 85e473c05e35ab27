//! Saved pages: MHTML, and pages with a folder beside them.

use super::ReadError;
use super::format::Head;
use super::piece::{Input, Piece};
use std::path::Path;

/// Whether a file begins like one.
pub(super) fn looks(_head: &Head) -> bool {
    false
}

/// Reads it.
pub(super) fn read(input: Input) -> Result<Piece, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}

/// Whether the folder at `path` belongs to a file beside it, and holds no articles of its own.
pub(super) fn is_part(_path: &Path) -> bool {
    false
}
