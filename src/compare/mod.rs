//! How do these accounts relate? So far: which entities they share.

mod entities;

pub use entities::{Shared, shared_entities};
