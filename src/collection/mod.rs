//! Who and what, across all of them? The articles that are open, their analyses, and the entities they share.

mod filter;
mod foreign;
mod link;
mod load;
mod node;
mod profile;
mod resolve;
mod samples;

pub use filter::{Filter, Literal};
pub use foreign::Foreign;
pub use load::{LoadOptions, Loaded, Progress, load};
pub use profile::{Appearance, Companion, Profile, RoleUse};
pub use resolve::{EntityId, GlobalEntity, Resolver};
pub use samples::samples;

use crate::analysis::{Analysis, EntityKind, Mention};
use crate::article::Article;
use std::collections::VecDeque;
use std::sync::Arc;

/// Index of an article in its [`Collection`], in the order of adding. It never changes.
pub type ArticleIndex = usize;

/// An article with what was found in it.
pub struct Entry {
    /// The account; shared with background jobs.
    pub article: Arc<Article>,
    /// What is in it.
    pub analysis: Analysis,
    /// Its place in the order in which the inputs were given: (source, article within the source).
    pub place: (usize, usize),
    /// Its words outside page furniture, counted once.
    pub words: usize,
    /// What may be a name in it, where it is in another language than English.
    foreign: Option<Foreign>,
}

impl Entry {
    /// An article and its analysis, at a place in the inputs. Counts the words and looks for
    /// names in an article that is not in English, which takes time in proportion to the text.
    pub fn new(place: (usize, usize), article: Article, analysis: Analysis) -> Self {
        let (words, foreign) = (article.words(), Foreign::of(&article, &analysis));
        Self { words, article: Arc::new(article), analysis, place, foreign }
    }
}

impl Entry {
    /// Whether it is in another language than English and has not learnt names from the other articles yet.
    pub fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }
}

/// Articles and the entities resolved across them.
#[derive(Default)]
pub struct Collection {
    entries: Vec<Entry>,
    resolver: Resolver,
    /// Articles in other languages whose entities wait for the names of the English ones.
    waiting: VecDeque<ArticleIndex>,
    /// Those that are marked and not yet taken in.
    marked: VecDeque<ArticleIndex>,
}

impl Collection {
    /// Takes in an article. Costs time in proportion to its own entities, not to the collection. The entities of an
    /// article in another language than English wait for [`Collection::settle`].
    pub fn add(&mut self, entry: Entry) -> ArticleIndex {
        let index = self.entries.len();
        if entry.foreign.is_some() {
            self.waiting.push_back(index);
        } else {
            self.resolver.add(index, &entry.analysis);
        }
        self.entries.push(entry);
        index
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
                    entry.analysis = foreign.mark(&self.resolver);
                }
                self.marked.push_back(index);
            } else if let Some(index) = self.marked.pop_front()
                && let Some(entry) = self.entries.get(index)
            {
                self.resolver.add(index, &entry.analysis);
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

    /// The entity behind entity number `local` of an article's own analysis.
    pub fn resolve(&self, article: ArticleIndex, local: usize) -> Option<EntityId> {
        self.resolver.of_article(article, local)
    }

    /// The entity that `id` stands for now: a short name's stands for a full name's once an article ties them together.
    pub fn canonical(&self, id: EntityId) -> EntityId {
        self.resolver.canonical(id)
    }

    /// The articles that name `id`, ascending. Takes time in proportion to their number.
    pub fn articles_of(&self, id: EntityId) -> Vec<ArticleIndex> {
        self.resolver.articles_of(id)
    }

    /// How often all articles together name `id`.
    pub fn mention_count(&self, id: EntityId) -> usize {
        self.resolver.mention_count(id)
    }

    /// Everything known about the entity that `id` stands for.
    pub fn entity(&self, id: EntityId) -> Option<GlobalEntity> {
        self.resolver.entity(id)
    }

    /// Kind and name of the entity that `id` stands for: what a list of many needs.
    pub fn label(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        self.resolver.label(id)
    }

    /// The names that the entity that `id` stands for goes by, in no order: what a look for one among many needs.
    pub fn names(&self, id: EntityId) -> Vec<&str> {
        self.resolver.names(id)
    }

    /// Kind and slug by which the entity that `id` stands for is found again in another run.
    pub fn key(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        self.resolver.key(id)
    }

    /// The entity of that [`Collection::key`].
    pub fn find(&self, kind: EntityKind, slug: &str) -> Option<EntityId> {
        self.resolver.find(kind, slug).map(|id| self.canonical(id))
    }

    /// The entities of one article with their number of mentions there. An entity may come more than once where an
    /// article has several names for it that only the collection ties together.
    pub fn entities_of(&self, article: ArticleIndex) -> impl Iterator<Item = (EntityId, usize)> {
        let entities = self.entry(article).map(|entry| entry.analysis.entities.as_slice()).unwrap_or_default();
        entities
            .iter()
            .enumerate()
            .filter_map(move |(local, entity)| Some((self.resolve(article, local)?, entity.count)))
    }

    /// How often one article names `id`.
    pub fn count_in(&self, article: ArticleIndex, id: EntityId) -> usize {
        let id = self.canonical(id);
        self.entities_of(article).filter(|(entity, _)| *entity == id).map(|(_, count)| count).sum()
    }

    /// The mentions of `id` in one article, in order of their place.
    pub fn mentions_of(&self, article: ArticleIndex, id: EntityId) -> impl Iterator<Item = &Mention> {
        let mentions = self.entry(article).map(|entry| entry.analysis.mentions.as_slice()).unwrap_or_default();
        let id = self.canonical(id);
        mentions.iter().filter(move |mention| self.resolve(article, mention.entity) == Some(id))
    }
}
