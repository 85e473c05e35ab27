//! By which names the entities of a collection are called.

use super::corrections::Unit;
use super::{ArticleIndex, Collection, EntityId};
use crate::analysis::slug;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

impl Collection {
    /// The spellings by which an article names its entities, with their number; none of hidden ones.
    pub fn names_in(&self, article: ArticleIndex) -> impl Iterator<Item = (EntityId, &str, usize)> {
        let text = self.entry(article).map_or("", |entry| &*entry.article.text);
        let spelt = self.spelt_in(article).filter(|(id, _)| !self.applied.is_hidden(*id));
        spelt.map(move |(id, surface)| (id, surface.first.of(text), surface.count))
    }

    /// The names that the reader has given, and those that were split off.
    pub fn given_names(&self) -> Vec<(EntityId, &str)> {
        let split = self.applied.splits.iter().enumerate().filter(|(_, split)| split.of.is_some());
        let split = split.map(|(at, split)| (EntityId(Unit::Apart(at as u32)), split.name.as_str()));
        split.chain(self.applied.names()).map(|(id, name)| (self.canonical(id), name)).collect()
    }

    /// The names that the entity that `id` stands for goes by, in no order: what a look for one among many needs.
    pub fn names(&self, id: EntityId) -> Vec<&str> {
        let id = self.canonical(id);
        let mut names: Vec<&str> = self.applied.name(id).into_iter().collect();
        names.extend(self.applied.members(id).into_iter().flat_map(|unit| self.own_names(unit)));
        names
    }

    /// All names of a unit as they were found, in no order.
    pub fn own_names(&self, unit: EntityId) -> Vec<&str> {
        match unit.0 {
            Unit::Apart(_) => self.own_label(unit).map(|(_, name)| name).into_iter().collect(),
            Unit::Found(found) => {
                let own = self.resolver.names(found).into_iter();
                own.filter(|name| self.applied.unit(found, || name) == unit.0).collect()
            }
        }
    }

    /// The names by which the articles spell the entity that `id` stands for, those used most first, with the number of
    /// their mentions; spellings that differ by case, accents and stops alone are one. Takes time in proportion to the
    /// articles that name it.
    pub fn spellings(&self, id: EntityId) -> Vec<(String, usize)> {
        let id = self.canonical(id);
        let mut spellings: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for article in self.articles_of(id) {
            let text = self.entry(article).map_or("", |entry| &*entry.article.text);
            for (_, surface) in self.spelt_in(article).filter(|(other, _)| *other == id) {
                *spellings.entry(surface.name(text)).or_insert(0) += surface.count;
            }
        }
        let mut one: HashMap<String, (usize, usize, &str)> = HashMap::new();
        for (name, count) in &spellings {
            let (sum, most, best) = one.entry(slug(name)).or_insert((0, 0, name));
            *sum += count;
            if (*count, Reverse(&**name)) >= (*most, Reverse(*best)) {
                (*most, *best) = (*count, name);
            }
        }
        let mut names: Vec<(String, usize)> = one.into_values().map(|(sum, _, name)| (name.to_owned(), sum)).collect();
        names.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        names
    }
}
