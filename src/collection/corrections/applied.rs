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
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// Their numbers, by kind and key.
    numbers: HashMap<(EntityKind, String), u32>,
    /// By which a surname alone is found again.
    pub(in crate::collection) articles: Articles,
    /// The slugs that are split off from an entity, with their numbers.
    apart: BTreeMap<Found, BTreeMap<String, u32>>,
    /// The same by kind and slug of what they were said to be split off from, which may be filed under another by now.
    said: BTreeMap<(EntityKind, String), BTreeMap<String, u32>>,
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
        let (splits, numbers) = (std::mem::take(&mut self.splits), std::mem::take(&mut self.numbers));
        *self = Self { splits, numbers, articles: std::mem::take(&mut self.articles), ..Self::default() };
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
            // No name is split off from one that was.
            let Some(found) = self.find_whole(of, resolver).filter(|_| of.from.is_none()) else { continue };
            let Some((kind, from)) = self.articles.filed(found, resolver) else { continue };
            let short = slug(name);
            if short.is_empty() {
                continue;
            }
            let number = match self.apart.get(&found).and_then(|apart| apart.get(&short)) {
                Some(number) => *number,
                None => self.split_off_now(found, kind, from, &short, name),
            };
            self.said.entry((of.kind, of.slug.clone())).or_default().entry(short).or_insert(number);
        }
    }

    /// Splits a name off from `found`, filed under `from`, and gives its number: the one that it had, if it ever was.
    fn split_off_now(&mut self, found: Found, kind: EntityKind, from: String, short: &str, name: &str) -> u32 {
        let key = split_key(short, &from);
        let next = self.splits.len() as u32;
        let number = *self.numbers.entry((kind, key.clone())).or_insert(next);
        self.apart.entry(found).or_default().insert(short.to_owned(), number);
        match self.splits.get_mut(number as usize) {
            Some(split) => split.of = Some(found),
            None => {
                let (slug, name) = (short.to_owned(), name.to_owned());
                self.splits.push(Split { kind, from, slug, name, key, of: Some(found) });
            }
        }
        number
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
            let by_another = !self.is_filed_as(unit, correction.subject(), resolver);
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

    /// What `subject` means here; nothing where it is not there. A name that is not split off is nobody else for that.
    pub(in crate::collection) fn find(&self, subject: &Subject, resolver: &Resolver) -> Option<Unit> {
        let Some(from) = &subject.from else { return self.find_whole(subject, resolver).map(Unit::Found) };
        let now = self.articles.find(subject.kind, from, resolver).and_then(|of| self.apart.get(&of));
        let said = || self.said.get(&(subject.kind, from.clone()))?.get(&subject.slug);
        now.and_then(|apart| apart.get(&subject.slug)).or_else(said).map(|number| Unit::Apart(*number))
    }

    /// What the resolver has found that `subject` means.
    fn find_whole(&self, subject: &Subject, resolver: &Resolver) -> Option<Found> {
        let found = |filed: &str| self.articles.find(subject.kind, filed, resolver);
        // A surname may be anybody's.
        let is_telling = |slug: &String| subject.kind != EntityKind::Person || slug.contains('-');
        let names = || std::iter::once(&subject.name).chain(&subject.also);
        let also = || names().map(|name| slug(name)).filter(is_telling).find_map(|slug| found(&slug));
        found(&subject.slug).or_else(also)
    }

    /// Whether `subject` names a unit by what that is filed under.
    fn is_filed_as(&self, unit: Unit, subject: &Subject, resolver: &Resolver) -> bool {
        match unit {
            Unit::Apart(number) => {
                self.split_of(number).is_some_and(|split| Some(&split.from) == subject.from.as_ref())
            }
            // Of surnames alone that are one, the reading order tells which they are filed under: none goes before another.
            Unit::Found(found) => {
                resolver.key(found).is_none_or(|(_, slug)| slug == subject.slug || slug.contains("--"))
            }
        }
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
        let number = *self.numbers.get(&(kind, key.to_owned()))?;
        self.split_of(number).is_some_and(|split| split.of.is_some()).then_some(Unit::Apart(number))
    }

    pub(in crate::collection) fn split_of(&self, number: u32) -> Option<&Split> {
        self.splits.get(number as usize)
    }

    /// The number of the name with that slug, where it is split off from `unit`.
    fn number(&self, unit: Unit, slug: &str) -> Option<u32> {
        let Unit::Found(found) = unit else { return None };
        self.apart.get(&found)?.get(slug).copied()
    }

    /// The numbers of the names that are split off from `found`.
    pub(in crate::collection) fn split_off(&self, found: Found) -> impl Iterator<Item = u32> {
        self.apart.get(&found).into_iter().flat_map(|apart| apart.values().copied())
    }

    /// Whether names are split off from `found`.
    pub(in crate::collection) fn is_split(&self, found: Found) -> bool {
        self.apart.contains_key(&found)
    }

    /// What a mention of `found` by `name` stands for. The name is asked for only where it matters.
    pub(in crate::collection) fn unit<'a>(&self, found: Found, name: impl FnOnce() -> &'a str) -> Unit {
        let Some(apart) = self.apart.get(&found) else { return Unit::Found(found) };
        apart.get(&slug(name())).map_or(Unit::Found(found), |number| Unit::Apart(*number))
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
