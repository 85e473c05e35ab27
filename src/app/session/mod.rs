//! The place one was at: what is kept of it, and how it comes back.

mod keep;
mod kept;
mod merge;
mod restore;
mod roots;

pub(super) use keep::Configured;
pub(super) use kept::ArticleKey;
pub use kept::{Session, SessionError};
pub(super) use restore::Restoring;
pub use roots::Roots;
