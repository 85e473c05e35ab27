//! E-mail: one message, or a mailbox.

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

/// Whether a file begins like a mailbox.
pub(super) fn looks_mbox(_head: &Head) -> bool {
    false
}

/// Cuts a mailbox into its messages.
pub(super) fn pieces_mbox(input: Input) -> Result<Pieces, ReadError> {
    Err(input.error("is in a format that is not read yet"))
}
