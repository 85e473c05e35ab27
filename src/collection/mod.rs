//! Who and what, across all of them? The articles that are open, their analyses, and the entities they share.

mod corrections;
mod entities;
mod filter;
mod load;
mod name;
mod profile;
mod resolve;
mod samples;
mod suggest;
mod surface;

pub use corrections::{Correction, Corrections, Edit, Kept, Subject};
pub use filter::{Filter, Literal};
pub use load::{LoadOptions, Loaded, Progress, load};
pub use profile::{Appearance, Companion, NameUse, Profile, RoleUse, RolesOf};
pub use resolve::{GlobalEntity, Resolver};
pub use samples::samples;
pub use suggest::{Known, Offer, Reason, Suggestion, suggest};
pub use surface::Surface;

use crate::analysis::Analysis;
use crate::article::Article;
use corrections::{Applied, Unit};
use std::sync::Arc;

/// An entity of a [`Collection`], for as long as that lives: what a [`Resolver`] found, or a name that the reader has split
/// off from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(Unit);

/// Index of an article in its [`Collection`], in the order of adding. It never changes.
pub type ArticleIndex = usize;

/// An article with what was found in it.
pub struct Entry {
    /// The account; shared with background jobs.
    pub article: Arc<Article>,
    /// What is in it; shared with background jobs.
    pub analysis: Arc<Analysis>,
    /// Its place in the order in which the inputs were given: (source, article within the source).
    pub place: (usize, usize),
    /// Its words outside page furniture, counted once.
    pub words: usize,
    /// By which spellings it names its entities.
    pub surfaces: Arc<[Surface]>,
}

impl Entry {
    /// An article and its analysis, at a place in the inputs. Counts the words, which takes time in proportion to the text.
    pub fn new(place: (usize, usize), article: Article, analysis: Analysis) -> Self {
        let surfaces = surface::surfaces(&article, &analysis).into();
        Self { words: article.words(), article: Arc::new(article), analysis: Arc::new(analysis), place, surfaces }
    }
}

/// Articles and the entities resolved across them, as the reader has corrected them.
#[derive(Default)]
pub struct Collection {
    entries: Vec<Entry>,
    resolver: Resolver,
    corrections: Corrections,
    applied: Applied,
}

impl Collection {
    /// Takes in an article. Costs time in proportion to its own entities and to what is corrected, not to the collection.
    pub fn add(&mut self, entry: Entry) -> ArticleIndex {
        let index = self.entries.len();
        self.resolver.add(index, &entry.analysis);
        self.entries.push(entry);
        self.applied.apply(&self.corrections, &self.resolver);
        index
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds no article.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The article at `index`, if there is one.
    pub fn entry(&self, index: ArticleIndex) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// All articles in the order of adding.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
