//! What the reader has corrected: entities merged, split, renamed, of another kind, hidden; and which are said to be two.
//!
//! [`Corrections`] is the value that is kept, `lines` its form in a file, `applied` what it makes of the entities that a
//! [`super::Resolver`] found. Corrections lie over the resolver's answer and change nothing of it, so that taking one back
//! is to leave it out. In which order they were made does not matter.

mod applied;
mod lines;
mod value;

pub(super) use applied::{Applied, Unit};
pub use value::{Correction, Corrections, Edit, Kept, Subject};
