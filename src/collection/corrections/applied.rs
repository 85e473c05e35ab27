//! What corrections make of the entities that were found: which are one, what they are called, which are hidden.
//!
//! **Method.** A name that is split off makes an entity of its own. Merging draws an arrow from one entity to another; all
//! that arrows connect are one, and the one from which none leads gives name and kind: of several the first by slug, so
//! that the order of the corrections does not matter. Renaming, hiding and changing kind hold where they are said of that
//! one. Where an entity of the same name and the new kind is there already, changing kind makes them one.
//!
//! **Cost.** In proportion to the corrections, whatever the size of the collection.

use super::value::{Correction, Corrections, Subject};
use crate::analysis::{EntityKind, slug};
use crate::collection::EntityId;
use crate::collection::bare::{Articles, slug_in};
use crate::collection::resolve::{EntityId as Found, Resolver};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What an entity is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::collection) enum Unit {
    /// What the resolver found.
    Found(Found),
    /// A name that was split off from that, by its number in [`Applied::split`].
    Apart(u32),
}

/// A name that was split off, now or earlier in this run.
#[derive(Clone, Debug)]
pub(in crate::collection) struct Split {
    pub(in crate::collection) kind: EntityKind,
    /// Slug of what it was split off from.
    pub(in crate::collection) from: String,
    /// Slug of the name.
    pub(in crate::collection) slug: String,
    /// The name.
    pub(in crate::collection) name: String,
    /// By what it is found again.
    pub(in crate::collection) key: String,
    /// What it is split off from, as long as it is.
    pub(in crate::collection) of: Option<Found>,
}

/// Corrections applied to the entities that a resolver found. They are few, and looked up for every mention: trees, not
/// tables.
#[derive(Debug, Default)]
pub(in crate::collection) struct Applied {
    /// Numbers are given once and for all, for ids that are held on to.
    pub(in crate::collection) splits: Vec<Split>,
    /// By which a surname alone is found again.
    pub(in crate::collection) articles: Articles,
    /// The slugs that are split off from an entity, with their numbers.
    apart: BTreeMap<Found, Vec<(String, u32)>>,
    /// The entity that one belongs to, where that is another.
    into: BTreeMap<EntityId, EntityId>,
    /// All of which an entity is made, where these are more than one: itself first.
    members: BTreeMap<EntityId, Vec<EntityId>>,
    names: BTreeMap<EntityId, String>,
    kinds: BTreeMap<EntityId, EntityKind>,
    hidden: BTreeSet<EntityId>,
    /// The corrections that concern an entity, by their number in the value.
    about: BTreeMap<EntityId, Vec<usize>>,
}

impl Applied {
    /// Applies `corrections` anew.
    pub(in crate::collection) fn apply(&mut self, corrections: &Corrections, resolver: &Resolver) {
        let (splits, articles) = (std::mem::take(&mut self.splits), std::mem::take(&mut self.articles));
        *self = Self { splits, articles, ..Self::default() };
        self.splits.iter_mut().for_each(|split| split.of = None);
        if corrections.is_empty() {
            return;
        }
        self.split(corrections, resolver);
        let (mut arrows, mut touched) = (Arrows::default(), BTreeMap::new());
        self.draw(corrections, resolver, &mut arrows, &mut touched);
        self.merge(&arrows, resolver);
        for (id, numbers) in touched {
            self.about.entry(self.canonical(id)).or_default().extend(numbers);
        }
        self.about.values_mut().for_each(|numbers| {
            numbers.sort_unstable();
            numbers.dedup();
        });
    }

    fn split(&mut self, corrections: &Corrections, resolver: &Resolver) {
        for (correction, _) in corrections.iter() {
            let Correction::Split(of, name) = correction else { continue };
            let Some(Unit::Found(found)) = self.find(of, resolver) else { continue };
            let Some((kind, from)) = self.articles.filed(found, resolver) else { continue };
            let short = slug(name);
            let apart = self.apart.entry(found).or_default();
            if short.is_empty() || apart.iter().any(|(other, _)| *other == short) {
                continue;
            }
            let key = split_key(&short, &from);
            let number = self.splits.iter().position(|split| split.kind == kind && split.key == key);
            let number = number.unwrap_or(self.splits.len());
            apart.push((short.clone(), number as u32));
            match self.splits.get_mut(number) {
                Some(split) => split.of = Some(found),
                None => {
                    self.splits.push(Split { kind, from, slug: short, name: name.clone(), key, of: Some(found) });
                }
            }
        }
    }

    /// Takes down what is said of single entities, the arrows between them, and which corrections are about which.
    fn draw(
        &mut self,
        corrections: &Corrections,
        resolver: &Resolver,
        arrows: &mut Arrows,
        touched: &mut BTreeMap<EntityId, Vec<usize>>,
    ) {
        // What was said of an entity by the name that it is filed under goes before what was said of it by another.
        let mut said: Vec<(bool, &Correction, usize, EntityId)> = Vec::new();
        for (at, (correction, _)) in corrections.iter().enumerate() {
            let Some(unit) = self.find(correction.subject(), resolver) else { continue };
            let by_another = self.key(unit, resolver).is_none_or(|(_, slug)| slug != correction.subject().slug);
            said.push((by_another, correction, at, EntityId(unit)));
        }
        said.sort_unstable();
        for (_, correction, at, id) in said {
            match correction {
                Correction::Merge(_, into) => {
                    let Some(into) = self.find(into, resolver).map(EntityId).filter(|into| *into != id) else {
                        continue;
                    };
                    arrows.entry(id).or_default().insert(into);
                    touched.entry(into).or_default().push(at);
                }
                Correction::Split(_, name) => {
                    let number = self.number(id.0, &slug(name)).map(|number| EntityId(Unit::Apart(number)));
                    number.into_iter().for_each(|apart| touched.entry(apart).or_default().push(at));
                }
                Correction::Rename(_, to) => drop(self.names.entry(id).or_insert_with(|| to.clone())),
                Correction::Kind(_, to) => {
                    self.kinds.entry(id).or_insert(*to);
                }
                Correction::Hide(_) => drop(self.hidden.insert(id)),
                Correction::Apart(..) => continue,
            }
            touched.entry(id).or_default().push(at);
        }
        for (id, kind) in &self.kinds {
            let Unit::Found(found) = id.0 else { continue };
            let filed = self.articles.filed(found, resolver);
            let same = filed.and_then(|(_, filed)| self.articles.find(*kind, slug_in(&filed), resolver));
            let same = same.map(|same| EntityId(Unit::Found(same)));
            // Where that one is said to be of another kind still, the two go different ways.
            if let Some(same) = same.filter(|same| same != id && !self.kinds.contains_key(same)) {
                arrows.entry(*id).or_default().insert(same);
            }
        }
    }

    /// Makes one of all that arrows connect.
    fn merge(&mut self, arrows: &Arrows, resolver: &Resolver) {
        let mut beside: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
        for (from, to) in arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| (*from, *to))) {
            beside.entry(from).or_default().insert(to);
            beside.entry(to).or_default().insert(from);
        }
        let mut done = HashSet::new();
        for first in beside.keys() {
            let (mut group, mut open) = (Vec::new(), vec![*first]);
            while let Some(id) = open.pop() {
                if done.insert(id) {
                    group.push(id);
                    open.extend(beside.get(&id).into_iter().flatten());
                }
            }
            let rank = |id: &EntityId| {
                let (kind, slug) = self.key(id.0, resolver).unwrap_or((EntityKind::Event, ""));
                (arrows.contains_key(id), slug.to_owned(), kind)
            };
            let Some(head) = group.iter().copied().min_by_key(rank) else { continue };
            group.sort_by_key(|id| (*id != head, rank(id)));
            self.into.extend(group.iter().filter(|id| **id != head).map(|id| (*id, head)));
            self.members.insert(head, group);
        }
    }

    /// What `subject` means here; nothing where it is not there.
    pub(in crate::collection) fn find(&self, subject: &Subject, resolver: &Resolver) -> Option<Unit> {
        let found = |filed: &str| self.articles.find(subject.kind, filed, resolver);
        if let Some(from) = &subject.from {
            let apart = found(from).and_then(|of| self.number(Unit::Found(of), &subject.slug));
            if apart.is_some() {
                return apart.map(Unit::Apart);
            }
        }
        // A surname may be anybody's.
        let is_telling = |slug: &String| subject.kind != EntityKind::Person || slug.contains('-');
        let names = || std::iter::once(&subject.name).chain(&subject.also);
        let also = || names().map(|name| slug(name)).filter(is_telling).find_map(|slug| found(&slug));
        found(&subject.slug).or_else(also).map(Unit::Found)
    }

    /// Kind and slug by which a unit is found again.
    pub(in crate::collection) fn key<'a>(
        &'a self,
        unit: Unit,
        resolver: &'a Resolver,
    ) -> Option<(EntityKind, &'a str)> {
        match unit {
            Unit::Found(found) => resolver.key(found),
            Unit::Apart(number) => self.split_of(number).map(|split| (split.kind, split.key.as_str())),
        }
    }

    /// The unit of that [`Applied::key`], where it is one that was split off.
    pub(in crate::collection) fn split_named(&self, kind: EntityKind, key: &str) -> Option<Unit> {
        let at = self.splits.iter().position(|split| split.kind == kind && split.key == key && split.of.is_some())?;
        Some(Unit::Apart(at as u32))
    }

    pub(in crate::collection) fn split_of(&self, number: u32) -> Option<&Split> {
        self.splits.get(number as usize)
    }

    /// The number of the name with that slug, where it is split off from `unit`.
    fn number(&self, unit: Unit, slug: &str) -> Option<u32> {
        let Unit::Found(found) = unit else { return None };
        self.apart.get(&found)?.iter().find(|(short, _)| short == slug).map(|(_, number)| *number)
    }

    /// The numbers of the names that are split off from `found`.
    pub(in crate::collection) fn split_off(&self, found: Found) -> impl Iterator<Item = u32> {
        self.apart.get(&found).into_iter().flatten().map(|(_, number)| *number)
    }

    /// Whether names are split off from `found`.
    pub(in crate::collection) fn is_split(&self, found: Found) -> bool {
        self.apart.contains_key(&found)
    }

    /// What a mention of `found` by `name` stands for. The name is asked for only where it matters.
    pub(in crate::collection) fn unit<'a>(&self, found: Found, name: impl FnOnce() -> &'a str) -> Unit {
        let Some(apart) = self.apart.get(&found) else { return Unit::Found(found) };
        let slug = slug(name());
        let number = apart.iter().find(|(short, _)| *short == slug).map(|(_, number)| *number);
        number.map_or(Unit::Found(found), Unit::Apart)
    }

    /// The entity that one belongs to.
    pub(in crate::collection) fn canonical(&self, id: EntityId) -> EntityId {
        self.into.get(&id).copied().unwrap_or(id)
    }

    /// All of which a canonical entity is made.
    pub(in crate::collection) fn members(&self, id: EntityId) -> Vec<EntityId> {
        self.members.get(&id).cloned().unwrap_or_else(|| vec![id])
    }

    pub(in crate::collection) fn name(&self, id: EntityId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    pub(in crate::collection) fn kind(&self, id: EntityId) -> Option<EntityKind> {
        self.kinds.get(&id).copied()
    }

    pub(in crate::collection) fn is_hidden(&self, id: EntityId) -> bool {
        self.hidden.contains(&id)
    }

    /// The entities that are renamed, with their new names.
    pub(in crate::collection) fn names(&self) -> impl Iterator<Item = (EntityId, &str)> {
        self.names.iter().map(|(id, name)| (*id, name.as_str()))
    }

    /// The entities whose kind is corrected.
    pub(in crate::collection) fn kinds(&self) -> impl Iterator<Item = (EntityId, EntityKind)> {
        self.kinds.iter().map(|(id, kind)| (*id, *kind))
    }

    /// The entities that are hidden.
    pub(in crate::collection) fn hidden(&self) -> impl Iterator<Item = EntityId> {
        self.hidden.iter().copied().filter(|id| self.canonical(*id) == *id)
    }

    /// The numbers of the corrections that concern a canonical entity.
    pub(in crate::collection) fn about(&self, id: EntityId) -> &[usize] {
        self.about.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// From an entity to those that it is merged into.
type Arrows = BTreeMap<EntityId, BTreeSet<EntityId>>;

/// What a name that is split off is filed under. No slug has two dashes in a row, so that it is nobody else's.
fn split_key(slug: &str, from: &str) -> String {
    format!("{slug}--of-{from}")
}
