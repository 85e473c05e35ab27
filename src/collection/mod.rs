//! Who and what, across all of them? Articles are loaded in parallel and delivered in order; their entities are resolved
//! into those of the whole collection.

mod load;
mod name;
mod resolve;
mod samples;

pub use load::{LoadOptions, Loaded, Progress, load};
pub use resolve::{GlobalEntity, Resolver};
pub use samples::samples;
