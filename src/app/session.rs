//! The place one was at: what is kept of it, and how it comes back.

/// A place that is being restored while articles come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Restoring {}
