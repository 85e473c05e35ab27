//! Books: EPUB 2 and 3.

use super::ReadError;
use super::format::Head;
use super::piece::{Input, Pieces};

/// Whether a file begins like one.
pub(super) fn looks(_head: &Head) -> bool {
    false
}

/// Cuts it.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}
