//! The entities of a collection: what the resolver found, as the reader has corrected it.

use super::corrections::{Correction, Corrections, Edit, Kept, Subject, Unit};
use super::{ArticleIndex, Collection, EntityId, GlobalEntity, Surface};
use crate::analysis::{EntityKind, Mention};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Other names by which a correction finds its entity again.
const ALSO: usize = 8;

impl Collection {
    /// What is corrected.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Changes what is corrected, and gives the change that takes it back. Takes time in proportion to the corrections.
    pub fn correct(&mut self, edit: &Edit) -> Edit {
        let undo = self.corrections.change(edit);
        self.applied.apply(&self.corrections, &self.resolver);
        undo
    }

    /// Puts other corrections in the place of those there are.
    pub fn set_corrections(&mut self, corrections: Corrections) {
        self.corrections = corrections;
        self.applied.apply(&self.corrections, &self.resolver);
    }

    /// The corrections that concern the entity that `id` stands for.
    pub fn corrections_of(&self, id: EntityId) -> Vec<(&Correction, &Kept)> {
        let about = self.applied.about(self.canonical(id));
        let all: Vec<_> = if about.is_empty() { Vec::new() } else { self.corrections.iter().collect() };
        about.iter().filter_map(|number| all.get(*number).copied()).collect()
    }

    /// The entities that are hidden, as far as they are here, by kind and name.
    pub fn hidden(&self) -> Vec<EntityId> {
        let mut hidden: Vec<EntityId> = self.applied.hidden().collect();
        hidden.sort_by_key(|id| self.label(*id));
        hidden
    }

    /// Whether the reader has hidden the entity that `id` stands for.
    pub fn is_hidden(&self, id: EntityId) -> bool {
        self.applied.is_hidden(self.canonical(id))
    }

    pub(super) fn is_hidden_canonical(&self, id: EntityId) -> bool {
        self.applied.is_hidden(id)
    }

    /// Pairs of entities that the reader has said to be two, the lower id first.
    pub(super) fn declined(&self) -> HashSet<(EntityId, EntityId)> {
        let pair = |correction: &Correction| match correction {
            Correction::Apart(one, other) => {
                let (one, other) = (self.find_subject(one)?, self.find_subject(other)?);
                Some((one.min(other), one.max(other)))
            }
            _ => None,
        };
        self.corrections.iter().filter_map(|(correction, _)| pair(correction)).collect()
    }

    /// By what a correction of one of the units that make `id` finds it again.
    pub fn subject(&self, id: EntityId) -> Option<Subject> {
        let id = self.unit(id);
        let name = self.own_label(id)?.1.to_owned();
        match id.0 {
            Unit::Found(found) => {
                let (kind, slug) = self.applied.articles.filed(found, &self.resolver)?;
                let mut also = self.resolver.entity(found)?.aliases;
                also.truncate(ALSO);
                Some(Subject { kind, slug, from: None, name, also })
            }
            Unit::Apart(number) => {
                let split = self.applied.split_of(number)?;
                let (slug, from) = (split.slug.clone(), Some(split.from.clone()));
                Some(Subject { kind: split.kind, slug, from, name, also: Vec::new() })
            }
        }
    }

    /// What a correction is about, where that is here: the entity that it belongs to now.
    pub fn find_subject(&self, subject: &Subject) -> Option<EntityId> {
        self.applied.find(subject, &self.resolver).map(|unit| self.applied.canonical(EntityId(unit)))
    }

    /// The unit that a correction is about, where that is here, whatever is merged.
    pub fn find_unit(&self, subject: &Subject) -> Option<EntityId> {
        self.applied.find(subject, &self.resolver).map(EntityId)
    }

    /// The units that make the entity that `id` stands for, that which gives name and kind first: several where it was
    /// merged.
    pub fn members(&self, id: EntityId) -> Vec<EntityId> {
        self.applied.members(self.canonical(id))
    }

    /// The names that are split off from a unit.
    pub fn split_off(&self, unit: EntityId) -> Vec<EntityId> {
        let Unit::Found(found) = unit.0 else { return Vec::new() };
        self.applied.split_off(found).map(|number| EntityId(Unit::Apart(number))).collect()
    }

    /// What `id` stands for by now as far as the articles tell, whatever is merged.
    pub fn unit(&self, id: EntityId) -> EntityId {
        match id.0 {
            Unit::Found(found) => EntityId(Unit::Found(self.resolver.canonical(found))),
            Unit::Apart(number) => match self.applied.split_of(number) {
                Some(split) if split.of.is_none() => {
                    let from = self.applied.articles.find(split.kind, &split.from, &self.resolver);
                    from.map_or(id, |from| EntityId(Unit::Found(from)))
                }
                _ => id,
            },
        }
    }

    /// The entity that `id` stands for now: a short name's stands for a full name's once an article ties them together,
    /// and one that was merged for the one that it was merged into.
    pub fn canonical(&self, id: EntityId) -> EntityId {
        self.applied.canonical(self.unit(id))
    }

    /// The entity that a mention in `article` names; none where the reader has hidden it.
    pub fn named_by(&self, article: ArticleIndex, mention: &Mention) -> Option<EntityId> {
        self.resolve(article, mention).filter(|id| !self.applied.is_hidden(*id))
    }

    /// The entity that the article's own entity `local` (an index into its analysis) stands for by its fullest name; none
    /// where the reader has hidden it.
    pub fn entity_of(&self, article: ArticleIndex, local: usize) -> Option<EntityId> {
        let found = self.resolver.of_article(article, local)?;
        let name = || {
            let entity = self.entry(article).and_then(|entry| entry.analysis.entities.get(local));
            entity.map_or("", |entity| entity.name.as_str())
        };
        let id = self.applied.canonical(EntityId(self.applied.unit(found, name)));
        Some(id).filter(|id| !self.applied.is_hidden(*id))
    }

    fn resolve(&self, article: ArticleIndex, mention: &Mention) -> Option<EntityId> {
        let found = self.resolver.of_article(article, mention.entity)?;
        let name = || self.entry(article).map_or("", |entry| mention.span.of(&entry.article.text));
        Some(self.applied.canonical(EntityId(self.applied.unit(found, name))))
    }

    /// The spellings of `article`, with the entity that each stands for; hidden ones too. The text is looked at only where
    /// a name was split off: it lies elsewhere in memory, and there are many.
    pub(super) fn spelt_in(&self, article: ArticleIndex) -> impl Iterator<Item = (EntityId, &Surface)> {
        let entry = self.entry(article);
        let surfaces = entry.map(|entry| &*entry.surfaces).unwrap_or_default();
        surfaces.iter().filter_map(move |surface| {
            let found = self.resolver.of_article(article, surface.entity)?;
            let name = || entry.map_or("", |entry| surface.first.of(&entry.article.text));
            Some((self.applied.canonical(EntityId(self.applied.unit(found, name))), surface))
        })
    }

    /// The entities of one article with their number of mentions there; none that are hidden. An entity may come more than
    /// once where an article has several names for it.
    pub fn entities_of(&self, article: ArticleIndex) -> impl Iterator<Item = (EntityId, usize)> {
        let spelt = self.spelt_in(article).filter(|(id, _)| !self.applied.is_hidden(*id));
        spelt.map(|(id, surface)| (id, surface.count))
    }

    /// How often one article names `id`.
    pub fn count_in(&self, article: ArticleIndex, id: EntityId) -> usize {
        let id = self.canonical(id);
        self.spelt_in(article).filter(|(entity, _)| *entity == id).map(|(_, surface)| surface.count).sum()
    }

    /// The mentions of `id` in one article, in order of their place.
    pub fn mentions_of(&self, article: ArticleIndex, id: EntityId) -> impl Iterator<Item = &Mention> {
        let mentions = self.entry(article).map(|entry| entry.analysis.mentions.as_slice()).unwrap_or_default();
        let id = self.canonical(id);
        mentions.iter().filter(move |mention| self.resolve(article, mention) == Some(id))
    }

    /// The resolver's own entity behind `id`, where nothing is merged with it or split off from it.
    fn whole(&self, id: EntityId) -> Option<super::resolve::EntityId> {
        match (id.0, self.applied.members(id).as_slice()) {
            (Unit::Found(found), [_]) if !self.applied.is_split(found) => Some(found),
            _ => None,
        }
    }

    /// Where a unit is named: the article, the entity of its analysis, how often.
    fn places(&self, unit: EntityId) -> Vec<(ArticleIndex, usize, usize)> {
        let found = match unit.0 {
            Unit::Found(found) => Some(found),
            Unit::Apart(number) => self.applied.split_of(number).and_then(|split| split.of),
        };
        let Some(found) = found else { return Vec::new() };
        let count = |(article, local): (ArticleIndex, usize)| {
            let entry = self.entry(article)?;
            let of_unit = |surface: &&Surface| {
                surface.entity == local && self.applied.unit(found, || surface.first.of(&entry.article.text)) == unit.0
            };
            let count: usize = entry.surfaces.iter().filter(of_unit).map(|surface| surface.count).sum();
            (count > 0).then_some((article, local, count))
        };
        let articles = self.resolver.entity(found).map(|entity| entity.articles).unwrap_or_default();
        articles.into_iter().filter_map(count).collect()
    }

    /// The articles that name `id`, ascending. Takes time in proportion to their number.
    pub fn articles_of(&self, id: EntityId) -> Vec<ArticleIndex> {
        let id = self.canonical(id);
        if let Some(found) = self.whole(id) {
            return self.resolver.articles_of(found);
        }
        let members = self.applied.members(id);
        let mut articles: Vec<ArticleIndex> =
            members.iter().flat_map(|unit| self.places(*unit)).map(|(article, ..)| article).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// How often all articles together name `id`.
    pub fn mention_count(&self, id: EntityId) -> usize {
        let id = self.canonical(id);
        if let Some(found) = self.whole(id) {
            return self.resolver.mention_count(found);
        }
        let members = self.applied.members(id);
        members.iter().flat_map(|unit| self.places(*unit)).map(|(.., count)| count).sum()
    }

    /// Everything known about the entity that `id` stands for.
    pub fn entity(&self, id: EntityId) -> Option<GlobalEntity> {
        let id = self.canonical(id);
        let (kind, name) = self.label(id).map(|(kind, name)| (kind, name.to_owned()))?;
        if let Some(found) = self.whole(id) {
            let mut entity = self.resolver.entity(found)?;
            if entity.name != name {
                entity.aliases.retain(|alias| *alias != name);
                entity.aliases.insert(0, std::mem::replace(&mut entity.name, name));
            }
            return Some(GlobalEntity { kind, ..entity });
        }
        let mut articles = Vec::new();
        let (mut count, mut roles) = (0, Tally::default());
        let mut aliases = Tally::default();
        for unit in self.applied.members(id) {
            for (article, local, times) in self.places(unit) {
                count += times;
                articles.push((article, local));
                let Some(entry) = self.entry(article) else { continue };
                let Some(own) = entry.analysis.entities.get(local) else { continue };
                // What an article calls one of whom the reader has made two, it may call the other.
                if own.count == times {
                    own.roles.iter().for_each(|role| roles.add(role));
                }
                let spelt = self.spelt_in(article).filter(|(other, surface)| *other == id && surface.entity == local);
                spelt.for_each(|(_, surface)| aliases.add(&surface.name(&entry.article.text)));
            }
            aliases.add(self.own_label(unit)?.1);
        }
        articles.sort_unstable();
        articles.dedup();
        let (kind_found, key) = self.applied.key(id.0, &self.resolver)?;
        let id = match id.0 {
            Unit::Found(found) => self.resolver.entity(found)?.id,
            Unit::Apart(_) => format!("{key}-{}", kind_found.name()),
        };
        let aliases = aliases.ranked().into_iter().filter(|alias| *alias != name).collect();
        Some(GlobalEntity { id, name, kind, aliases, roles: roles.ranked(), count, articles })
    }

    /// Kind and name of the entity that `id` stands for: what a list of many needs.
    pub fn label(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        let id = self.canonical(id);
        let (kind, name) = self.own_label(id)?;
        Some((self.applied.kind(id).unwrap_or(kind), self.applied.name(id).unwrap_or(name)))
    }

    /// Kind of the entity that `id` stands for.
    pub fn kind(&self, id: EntityId) -> Option<EntityKind> {
        let id = self.canonical(id);
        self.applied.kind(id).or_else(|| match id.0 {
            Unit::Found(found) => self.resolver.node(found).map(|node| node.kind),
            Unit::Apart(number) => self.applied.split_of(number).map(|split| split.kind),
        })
    }

    /// Kind and name of a unit as they were found.
    pub fn own_label(&self, unit: EntityId) -> Option<(EntityKind, &str)> {
        match unit.0 {
            Unit::Apart(number) => self.applied.split_of(number).map(|split| (split.kind, split.name.as_str())),
            Unit::Found(found) => {
                let (kind, name) = self.resolver.label(found)?;
                let is_own = |name: &str| self.applied.unit(found, || name) == unit.0;
                if !self.applied.is_split(found) || is_own(name) {
                    return Some((kind, name));
                }
                // Its name has gone to another: the fullest that is left.
                let mut left: Vec<&str> = self.resolver.names(found).into_iter().filter(|name| is_own(name)).collect();
                left.sort_unstable_by_key(|name| (Reverse(name.len()), *name));
                Some((kind, left.first().copied().unwrap_or(name)))
            }
        }
    }

    /// Kind and slug by which the entity that `id` stands for is found again in another run.
    pub fn key(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        self.applied.key(self.canonical(id).0, &self.resolver)
    }

    /// The entity of that [`Collection::key`].
    pub fn find(&self, kind: EntityKind, slug: &str) -> Option<EntityId> {
        let apart = self.applied.split_named(kind, slug);
        let unit = apart.or_else(|| self.resolver.find(kind, slug).map(Unit::Found))?;
        Some(self.canonical(EntityId(unit)))
    }

    /// All entities that are not hidden, in no order that means anything.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> {
        let apart = (0..self.applied.splits.len()).map(|number| Unit::Apart(number as u32));
        let apart = apart.filter(|unit| self.unit(EntityId(*unit)).0 == *unit);
        let all = self.resolver.ids().map(Unit::Found).chain(apart).map(EntityId);
        all.filter(|id| self.applied.canonical(*id) == *id && !self.applied.is_hidden(*id))
    }
}

/// How often each of a few texts occurred.
#[derive(Default)]
struct Tally(HashMap<String, usize>);

impl Tally {
    fn add(&mut self, text: &str) {
        *self.0.entry(text.to_owned()).or_insert(0) += 1;
    }

    fn ranked(self) -> Vec<String> {
        let mut ranked: Vec<(String, usize)> = self.0.into_iter().collect();
        ranked.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        ranked.into_iter().map(|(text, _)| text).collect()
    }
}

#[cfg(test)]
#[path = "entities_tests.rs"]
mod tests;
