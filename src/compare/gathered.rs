//! What comparing needs of a collection, so that it can be done elsewhere: gathering is quick, comparing is not.

use super::comparison::{Comparison, Options, compare_gathered};
use super::model::Model;
use crate::analysis::{Analysis, Figure, Mention};
use crate::article::Article;
use crate::collection::{ArticleIndex, Collection, EntityId};
use std::sync::Arc;

/// Articles with their entities resolved, to be compared on any thread. It answers what is asked of it as the
/// [`Collection`] did when they were gathered.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Which articles are compared, in the order in which they were given.
    pub articles: Vec<ArticleIndex>,
    accounts: Vec<Gather>,
}

/// One article of them.
#[derive(Clone, Debug)]
pub(super) struct Gather {
    index: ArticleIndex,
    pub(super) article: Arc<Article>,
    pub(super) analysis: Arc<Analysis>,
    /// The entity that each mention names.
    mentions: Vec<Option<EntityId>>,
    /// The entity that each of the article's own stands for.
    entities: Vec<Option<EntityId>>,
    counted: Vec<(EntityId, usize)>,
    /// What these are called.
    names: Vec<String>,
}

impl Gathered {
    /// Gathers `articles` of `collection`; what is none of its articles counts as empty. Takes time in proportion to their
    /// mentions.
    pub fn of(collection: &Collection, articles: &[ArticleIndex]) -> Self {
        let gather = |&index: &ArticleIndex| {
            let entry = collection.entry(index)?;
            let counted: Vec<(EntityId, usize)> = collection.entities_of(index).collect();
            let name = |id: EntityId| collection.label(id).map_or_else(String::new, |(_, name)| name.to_owned());
            Some(Gather {
                index,
                article: Arc::clone(&entry.article),
                analysis: Arc::clone(&entry.analysis),
                mentions: entry.analysis.mentions.iter().map(|mention| collection.named_by(index, mention)).collect(),
                entities: (0..entry.analysis.entities.len()).map(|at| collection.entity_of(index, at)).collect(),
                names: counted.iter().map(|(id, _)| name(*id)).collect(),
                counted,
            })
        };
        Self { articles: articles.to_vec(), accounts: articles.iter().filter_map(gather).collect() }
    }

    /// Compares them: see [`super::compare()`].
    pub fn compare(&self, options: &Options) -> Comparison {
        compare_gathered(self, &self.articles, options, Model::embedded())
    }

    /// The texts, in the order of the articles.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().map(|article| self.entry(*article).map_or("", |entry| &*entry.article.text))
    }

    /// The figures of each, in the order of the articles.
    pub fn figures(&self) -> impl Iterator<Item = &[Figure]> {
        self.articles.iter().map(|article| self.entry(*article).map_or(&[][..], |entry| &entry.analysis.figures))
    }

    pub(super) fn entry(&self, article: ArticleIndex) -> Option<&Gather> {
        self.accounts.iter().find(|account| account.index == article)
    }

    /// The entity that a mention in `article` names.
    pub(super) fn named_by(&self, article: ArticleIndex, mention: &Mention) -> Option<EntityId> {
        let account = self.entry(article)?;
        let at = account.analysis.mentions.partition_point(|other| other.span.start < mention.span.start);
        *account.mentions.get(at)?
    }

    /// The entity that the article's own entity `local` stands for.
    pub(super) fn entity_of(&self, article: ArticleIndex, local: usize) -> Option<EntityId> {
        *self.entry(article)?.entities.get(local)?
    }

    /// The entities of one article with their number of mentions there.
    pub(super) fn entities_of(&self, article: ArticleIndex) -> impl Iterator<Item = (EntityId, usize)> {
        self.entry(article).into_iter().flat_map(|account| account.counted.iter().copied())
    }

    /// What an entity is called that one of them names.
    pub(super) fn name_of(&self, id: EntityId) -> Option<&str> {
        self.accounts.iter().find_map(|account| {
            let at = account.counted.iter().position(|(other, _)| *other == id)?;
            account.names.get(at).map(String::as_str)
        })
    }
}
