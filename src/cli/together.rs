//! All the articles that a command was given together, their entities resolved.

use super::Outcome;
use super::args::Input;
use super::input::{Depth, each};
use crate::collection::{ArticleIndex, Collection, Entry};

/// Articles, and how reading them went.
pub(super) struct Together {
    pub(super) collection: Collection,
    /// Of each where it was read from, sanitised; `None` for a sample.
    pub(super) paths: Vec<Option<String>>,
    pub(super) outcome: Outcome,
}

impl Together {
    /// All of them.
    pub(super) fn articles(&self) -> Vec<ArticleIndex> {
        (0..self.collection.len()).collect()
    }
}

/// Ends the reading.
#[derive(Debug, thiserror::Error)]
#[error("there are enough articles")]
struct Enough;

/// Reads all of `input`, or up to `most` articles and one more, which says that there are too many.
pub(super) fn collect(input: &Input, most: Option<usize>) -> anyhow::Result<Together> {
    let mut collection = Collection::default();
    let mut paths = Vec::new();
    let read = each(input, Depth::Analysis, |item| {
        collection.add(Entry::new((collection.len(), 0), item.article, item.analysis));
        paths.push(item.path);
        if most.is_some_and(|most| collection.len() > most) { Err(Enough.into()) } else { Ok(()) }
    });
    let outcome = match read {
        Err(error) if error.is::<Enough>() => Outcome::Done,
        other => other?,
    };
    while collection.settle(64) {}
    collection.finish();
    Ok(Together { collection, paths, outcome })
}
