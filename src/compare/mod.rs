//! How do these accounts relate? So far: which entities they share.

mod entities;

pub use entities::{Group, Shared, group_entities, shared_entities};
