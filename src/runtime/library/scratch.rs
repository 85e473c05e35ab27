//! A library for what is open from files: queries look through that too, and nothing of it is kept.

use crate::app::Offered;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Incoming, Library, LibraryError, Origin};
use std::collections::HashMap;

/// Articles that are open, in a temporary library.
pub(super) struct Scratch {
    pub(super) library: Library,
    /// Which articles say what this one says: at least one, several where a text is open twice.
    indices: HashMap<ArticleId, Vec<ArticleIndex>>,
}

impl Scratch {
    /// An empty one.
    ///
    /// # Errors
    /// No room.
    pub(super) fn new() -> Result<Self, LibraryError> {
        Ok(Self { library: Library::temporary()?, indices: HashMap::new() })
    }

    /// Takes articles in.
    ///
    /// # Errors
    /// No room.
    pub(super) fn take(&mut self, offered: Vec<Offered>) -> Result<(), LibraryError> {
        for chunk in offered.chunks(200) {
            let incoming = chunk
                .iter()
                .map(|offered| Incoming::new((*offered.article).clone(), &offered.analysis, Origin::Nowhere));
            let added = self.library.add(&incoming.collect::<Vec<_>>())?;
            for (added, offered) in added.into_iter().zip(chunk) {
                self.indices.entry(added.id()).or_default().push(offered.index);
            }
        }
        Ok(())
    }

    /// The articles of those names.
    pub(super) fn open(&self, ids: &[ArticleId]) -> Vec<ArticleIndex> {
        ids.iter().filter_map(|id| self.indices.get(id)).flatten().copied().collect()
    }

    /// The first article of that name.
    pub(super) fn first(&self, id: ArticleId) -> Option<ArticleIndex> {
        self.indices.get(&id)?.first().copied()
    }
}
