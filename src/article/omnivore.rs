//! Exports of Omnivore.

use super::ReadError;
use super::format::Head;
use super::piece::{Input, Pieces};
use std::path::Path;

/// Whether a file begins like one.
pub(super) fn looks(_head: &Head) -> bool {
    false
}

/// Cuts it.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}

/// Whether the folder at `path` belongs to a file beside it, and holds no articles of its own.
pub(super) fn is_part(_path: &Path) -> bool {
    false
}
