//! Who and what, across all of them? The articles that are open, their analyses, and the entities they share.

mod bare;
mod called;
mod corrections;
mod entities;
mod filter;
mod foreign;
mod home;
mod link;
mod load;
mod node;
mod profile;
mod resolve;
mod samples;
mod spoken;
mod suggest;
mod surface;
#[cfg(test)]
pub(crate) mod trial;

pub use corrections::{Correction, Corrections, Edit, Kept, Subject};
pub use filter::{Filter, Literal};
pub use foreign::Foreign;
pub use load::{LoadOptions, Loaded, Outcoming, Progress, load, load_from};
pub use profile::{Appearance, Companion, NameUse, Profile, RoleUse, RolesOf};
pub use resolve::{EntityId as FoundId, GlobalEntity, Resolver};
pub use samples::samples;
pub use spoken::{Said, Speaker};
pub use suggest::{Known, Offer, Reason, Suggestion, suggest};
pub use surface::Surface;

use crate::analysis::Analysis;
use crate::article::Article;
use corrections::{Applied, Unit};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
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
    /// The file that it was read from, as an absolute path, where it was read from one.
    pub file: Option<Arc<Path>>,
    /// Its words outside page furniture, counted once.
    pub words: usize,
    /// By which spellings it names its entities.
    pub surfaces: Arc<[Surface]>,
    /// A checksum of what it says.
    fingerprint: u32,
    /// What may be a name in it, where it is in another language than English.
    foreign: Option<Foreign>,
}

impl Entry {
    /// An article and its analysis, at a place in the inputs. Counts the words and looks for
    /// names in an article that is not in English, which takes time in proportion to the text.
    pub fn new(place: (usize, usize), article: Article, analysis: Analysis) -> Self {
        let (words, foreign) = (article.words(), Foreign::of(&article, &analysis));
        let surfaces = surface::surfaces(&article, &analysis).into();
        let fingerprint = bare::fingerprint(&article);
        Self {
            words,
            fingerprint,
            article: Arc::new(article),
            analysis: Arc::new(analysis),
            place,
            file: None,
            surfaces,
            foreign,
        }
    }

    /// The same, read from that file.
    pub fn of_file(self, path: PathBuf) -> Self {
        Self { file: Some(path.into()), ..self }
    }

    /// Whether it is in another language than English and has not learnt names from the other articles yet.
    pub fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// Puts what was found by the names of other articles in the place of its own analysis.
    fn take(&mut self, analysis: Analysis) {
        self.surfaces = surface::surfaces(&self.article, &analysis).into();
        self.analysis = Arc::new(analysis);
    }
}

/// So many corrections are applied after each article.
const EACH: usize = 16;

/// Articles and the entities resolved across them, as the reader has corrected them.
#[derive(Default)]
pub struct Collection {
    entries: Vec<Entry>,
    resolver: Resolver,
    /// Articles in other languages whose entities wait for the names of the English ones.
    waiting: VecDeque<ArticleIndex>,
    /// Those that are marked and not yet taken in.
    marked: VecDeque<ArticleIndex>,
    corrections: Corrections,
    applied: Applied,
    /// Articles that were taken in since corrections were applied.
    since: usize,
}

impl Collection {
    /// Takes in an article. Costs time in proportion to its own entities and to what is corrected, not to the collection.
    /// The entities of an article in another language than English wait for [`Collection::settle`].
    pub fn add(&mut self, entry: Entry) -> ArticleIndex {
        let index = self.entries.len();
        if entry.foreign.is_some() {
            self.waiting.push_back(index);
        } else {
            self.resolver.add(index, &entry.analysis);
        }
        self.applied.articles.add(entry.fingerprint);
        self.entries.push(entry);
        self.apply_at_times();
        index
    }

    /// Applies the corrections to what was taken in: after each article, or where there are many after as many articles
    /// as keep the cost of one low. [`Collection::finish`] applies them to the last.
    fn apply_at_times(&mut self) {
        self.since += 1;
        if self.since * EACH >= self.corrections.len() {
            self.finish();
        }
    }

    /// Applies the corrections to articles that wait for that: to be called when no more come for now.
    pub fn finish(&mut self) {
        if std::mem::take(&mut self.since) > 0 {
            self.applied.apply(&self.corrections, &self.resolver);
        }
    }

    /// Marks in the waiting articles the names that the English ones gave, then takes their entities in, at most `most`
    /// articles at a time: to be called, until it says that nothing is waiting, when no more articles come for now. All
    /// are marked before any is taken in, so that what one has found for itself teaches no other by chance.
    pub fn settle(&mut self, most: usize) -> bool {
        for _ in 0..most {
            if let Some(index) = self.waiting.pop_front() {
                if let Some(entry) = self.entries.get_mut(index)
                    && let Some(foreign) = entry.foreign.take()
                {
                    entry.take(foreign.mark(&self.resolver));
                }
                self.marked.push_back(index);
            } else if let Some(index) = self.marked.pop_front()
                && let Some(entry) = self.entries.get(index)
            {
                self.resolver.add(index, &entry.analysis);
                self.apply_at_times();
            } else {
                return false;
            }
        }
        !self.waiting.is_empty() || !self.marked.is_empty()
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
