//! PDF with a text layer.

use super::ReadError;
use super::format::Head;
use super::piece::{Input, Piece};

/// Whether a file begins like one.
pub(super) fn looks(_head: &Head) -> bool {
    false
}

/// Reads it.
pub(super) fn read(input: Input) -> Result<Piece, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}
