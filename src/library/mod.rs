//! What is kept, and how is it found again? The articles of the reader, on disk, with what was noted of them.
//!
//! `store` is the database: one file, one [`Library`] for each thread that uses it. `import` brings files into it, `fetch`
//! what comes over the net, `query` finds what is in it, `differences` tells revisions apart. What the reader corrects about
//! entities lies in a file of its own, which `corrections` reads and writes, and which every library mirrors.

mod background;
mod cite;
mod corrections;
mod differences;
pub mod fetch;
pub(crate) mod files;
pub mod import;
pub mod noted;
mod out_file;
pub mod query;
mod store;

pub use background::step_back;
pub use cite::{Author, Citation, Published, authors};
pub use corrections::CorrectionsFile;
pub use differences::{Difference, Revision, differences};
pub use out_file::OutFile;
pub use query::{About, Neighbour, Order, Query, QueryError, Snippet, quoted};
pub use store::*;
