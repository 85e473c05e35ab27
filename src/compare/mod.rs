//! How do these accounts relate? So far: which entities they share.

mod entities;

pub use entities::{Counted, Group, Shared, group_entities, shared_entities};
