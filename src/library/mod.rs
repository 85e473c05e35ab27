//! What is kept, and how is it found again? The articles of the reader, on disk, with what was noted of them.
//!
//! `store` is the database: one file, one [`Library`] for each thread that uses it. `import` brings files into it, `query`
//! finds what is in it.

pub mod import;
pub mod query;
mod store;

pub use store::*;
