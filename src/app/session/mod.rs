//! The place one was at: what is kept of it, and how it comes back.

mod keep;
mod kept;
mod restore;

pub(super) use keep::Configured;
pub use kept::{Session, SessionError};
pub(super) use restore::Restoring;
