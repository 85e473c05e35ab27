//! What is kept, and how is it found again? The articles of the reader, on disk, with what was noted of them.
//!
//! `store` is the database: one file, one [`Library`] for each thread that uses it. `import` brings files into it, `fetch`
//! what comes over the net.

mod differences;
pub mod fetch;
pub mod import;
mod query;
mod store;
mod stub;

pub use query::*;
pub use differences::{Difference, Revision, differences};
pub use store::*;
pub use stub::*;
