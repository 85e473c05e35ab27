//! Feeds.

use super::ReadError;
use super::piece::{Input, Pieces};

/// Whether this is a feed.
pub fn is_feed(_bytes: &[u8]) -> bool {
    false
}

/// Cuts it.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}
