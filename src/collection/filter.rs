//! Which articles to show: those that name all of some entities and none of others.

use super::{ArticleIndex, Collection, EntityId};
use std::collections::HashSet;

/// Entities that an article must name, and those it must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    with: Vec<EntityId>,
    without: Vec<EntityId>,
}

impl Filter {
    /// Entities that every shown article names.
    pub fn with(&self) -> &[EntityId] {
        &self.with
    }

    /// Entities that no shown article names.
    pub fn without(&self) -> &[EntityId] {
        &self.without
    }

    /// Whether it lets every article through.
    pub fn is_empty(&self) -> bool {
        self.with.is_empty() && self.without.is_empty()
    }

    /// Requires `id`; where it is required already, no longer.
    pub fn toggle_with(&mut self, id: EntityId) {
        self.without.retain(|other| *other != id);
        toggle(&mut self.with, id);
    }

    /// Excludes `id`; where it is excluded already, no longer.
    pub fn toggle_without(&mut self, id: EntityId) {
        self.with.retain(|other| *other != id);
        toggle(&mut self.without, id);
    }

    /// Replaces every entity by what `by` makes of it.
    pub fn map(&mut self, by: impl Fn(EntityId) -> EntityId) {
        for ids in [&mut self.with, &mut self.without] {
            ids.iter_mut().for_each(|id| *id = by(*id));
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(*id));
        }
    }

    /// All articles that are shown, ascending. Takes time in proportion to the articles that name what is filtered by, and
    /// to those that are shown.
    pub fn admitted(&self, collection: &Collection) -> Vec<ArticleIndex> {
        let postings = |ids: &[EntityId]| ids.iter().map(|id| collection.articles_of(*id)).collect::<Vec<_>>();
        let (with, without) = (postings(&self.with), postings(&self.without));
        let passes = |article: &ArticleIndex| {
            with.iter().all(|naming| naming.binary_search(article).is_ok())
                && without.iter().all(|naming| naming.binary_search(article).is_err())
        };
        match with.iter().min_by_key(|naming| naming.len()) {
            Some(rarest) => rarest.iter().copied().filter(passes).collect(),
            None => (0..collection.len()).filter(passes).collect(),
        }
    }

    /// Whether one article is shown.
    pub fn admits(&self, collection: &Collection, article: ArticleIndex) -> bool {
        self.is_empty()
            || (self.with.iter().all(|id| collection.count_in(article, *id) > 0)
                && self.without.iter().all(|id| collection.count_in(article, *id) == 0))
    }
}

fn toggle(ids: &mut Vec<EntityId>, id: EntityId) {
    match ids.iter().position(|other| *other == id) {
        Some(at) => drop(ids.remove(at)),
        None => ids.push(id),
    }
}
