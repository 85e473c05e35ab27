//! All the articles that a command was given together, their entities resolved.

use super::Outcome;
use super::args::Input;
use super::input::{Depth, each};
use crate::collection::{Collection, Entry};

/// Reads all of `input`.
pub(super) fn collect(input: &Input) -> anyhow::Result<(Collection, Outcome)> {
    let mut collection = Collection::default();
    let outcome = each(input, Depth::Analysis, |item| {
        collection.add(Entry::new((collection.len(), 0), item.article, item.analysis));
        Ok(())
    })?;
    while collection.settle(1) {}
    collection.finish();
    Ok((collection, outcome))
}
