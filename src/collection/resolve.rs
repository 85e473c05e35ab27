//! One entity across many articles. A false merge is worse than a missed one.
//!
//! **Method.** An entity of an article is filed under its kind and the slug that its analysis gave it: a full name, spelt
//! alike, is one entity everywhere, for there is nothing safe to tell two bearers of it apart by. A person's surname or
//! given name alone says too little for that and is filed for each article by itself. What an article has resolved within
//! itself is not questioned.
//!
//! A name that may stand for a fuller one by its words (`analysis::names`) is tied to it where the articles of both have
//! enough in common. Two points for everybody and everything named in both, one where it is a country, a world city, a world body
//! or is named in most articles; three for a word of their roles, and one less where both have roles and none of the same.
//! A spelling or an acronym that some article gives takes one point, a shorter full name ("D. Bold") two, a surname, an
//! acronym or the beginning of a name three, a given name or the end of a name four. With evidence for several, the one with three
//! points more is it, or the one in eight times as many articles; otherwise none. Two names that one article keeps apart
//! are never tied. A surname alone, or being the only one of that surname, is no evidence.
//!
//! Surnames alone in two articles are one person where at least two of those who are named beside them, or of the words of
//! their roles, are the same. A body with a name that any country may have ("Supreme Court", "Labour Party") is filed for
//! each article likewise: two are one where their country is ([`home`](super::home)), or three who are named beside them;
//! and such a name is tied to that of a country ("Supreme Court of Kenya") only where that is its own.
//!
//! These questions are asked anew at each look-up and depend on what was added and not on its order; articles are known by
//! their numbers.
//!
//! **Cost.** [`Resolver::add`] takes time in proportion to the entities of the article, each with at most a dozen of the
//! others, whatever the size of the collection; nothing else is touched. [`Resolver::canonical`] compares a name with at
//! most 128 others for each of its words, once after each adding; [`Resolver::all`] goes once through everything.

use super::home::{Home, Homes};
use super::node::{Bucket, Buckets, Node, Tally, is_bare, is_listed, key};
use crate::analysis::{Analysis, Entity, EntityKind, content_of_role, names};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Others of an article that are kept with each entity of it: so many that tell much, and so many that the world names.
const NEAR: usize = 10;
const FAR: usize = 6;
/// Of those that tell much, so many are remembered in pairs with a surname alone.
const PAIRED: usize = 6;

/// An entity of a [`Resolver`], for as long as that lives. What is shown to people and programs is [`GlobalEntity::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(u32);

impl EntityId {
    pub(super) fn of(number: u32) -> Self {
        Self(number)
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// An entity of the whole collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalEntity {
    /// A slug of its name, unique within the collection: `vladimir-putin`, `jordan-place`, `smith--3` for the Smith of the
    /// third article, where there are several.
    pub id: String,
    /// Its name, in the spelling most used.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The other names it goes by, those used in most articles first.
    pub aliases: Vec<String>,
    /// What the articles call it, that which most use first.
    pub roles: Vec<String>,
    /// Number of its mentions.
    pub count: usize,
    /// Where it is: the article, and the index into the entities of that article's analysis. In order.
    pub articles: Vec<(usize, usize)>,
}

/// Resolves the entities of articles, added one by one in any order, into those of the collection.
#[derive(Debug, Default)]
pub struct Resolver {
    nodes: Vec<Node>,
    /// Nodes by slug, one a kind at most: of surnames alone, that of the first article.
    by_slug: HashMap<String, Vec<EntityId>>,
    buckets: Buckets,
    /// By a surname alone and two of those beside it: where that was found.
    pairs: HashMap<u64, EntityId>,
    /// For each article, the node of each of its entities.
    articles: Vec<Vec<EntityId>>,
    /// Number of articles added.
    age: u32,
}

impl Resolver {
    /// Takes in the entities of article number `article`. An article that is there already is left as it is.
    pub fn add(&mut self, article: usize, analysis: &Analysis) {
        if self.articles.len() <= article {
            self.articles.resize_with(article + 1, Vec::new);
        }
        if self.articles.get(article).is_none_or(|there| !there.is_empty()) {
            return;
        }
        self.age += 1;
        let ids: HashSet<&str> = analysis.entities.iter().map(|entity| entity.id.as_str()).collect();
        let mut nodes: Vec<EntityId> = Vec::with_capacity(analysis.entities.len());
        // Surnames alone of this article, which may be spelt in two ways.
        let mut bare: HashMap<String, EntityId> = HashMap::new();
        for (local, entity) in analysis.entities.iter().enumerate() {
            let slug = key(entity, &ids);
            let id = if is_bare(entity) {
                *bare.entry(slug.clone()).or_insert_with(|| self.create(entity.kind, slug, true, article))
            } else {
                self.filed(entity.kind, &slug).unwrap_or_else(|| self.create(entity.kind, slug, false, article))
            };
            self.file(id, entity, (article, local));
            nodes.push(id);
        }
        self.meet(analysis, &nodes);
        if let Some(slot) = self.articles.get_mut(article) {
            *slot = nodes;
        }
    }

    fn file(&mut self, id: EntityId, entity: &Entity, place: (usize, usize)) {
        let Some(node) = self.nodes.get_mut(id.0 as usize) else { return };
        let all = std::iter::once(&entity.name).chain(&entity.aliases);
        let names: Vec<&String> = all.filter(|name| !node.spellings.has(name) && !node.aliases.has(name)).collect();
        node.spellings.add(&entity.name, entity.count);
        entity.aliases.iter().for_each(|alias| node.aliases.add(alias, 1));
        for role in &entity.roles {
            node.roles.add(role, 1);
            node.said.extend(content_of_role(role));
        }
        node.count += entity.count;
        node.articles.push(place);
        if entity.kind != EntityKind::Group {
            names.into_iter().for_each(|name| self.buckets.put(id, node, name));
        }
    }

    /// The full name that is filed under `slug`.
    fn filed(&self, kind: EntityKind, slug: &str) -> Option<EntityId> {
        let full = |id: &EntityId| self.node(*id).is_some_and(|node| node.kind == kind && !node.is_bare());
        self.by_slug.get(slug)?.iter().copied().find(full)
    }

    fn create(&mut self, kind: EntityKind, slug: String, bare: bool, article: usize) -> EntityId {
        let id = EntityId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let numbered = bare.then(|| format!("{slug}--{}", article + 1));
        let held = self.by_slug.entry(slug.clone()).or_default();
        let nodes = &self.nodes;
        let other = held
            .iter_mut()
            .find(|other| nodes.get(other.0 as usize).is_some_and(|node| node.kind == kind && node.is_bare() == bare));
        match other {
            None => held.push(id),
            // Of surnames alone the first article's is found by the slug.
            Some(other) => {
                let first = nodes.get(other.0 as usize).and_then(|node| node.articles.first());
                if first.is_some_and(|(at, _)| article < *at) {
                    *other = id;
                }
            }
        }
        self.nodes.push(Node::new(kind, slug, numbered, id));
        id
    }

    /// Notes who is named beside whom, and ties surnames alone to those that were beside the same.
    fn meet(&mut self, analysis: &Analysis, nodes: &[EntityId]) {
        let all = || analysis.entities.iter().zip(nodes);
        let tells = |(entity, _): &(&Entity, &EntityId)| !is_listed(entity) && !is_bare(entity);
        let near: Vec<u32> = all().filter(tells).map(|(_, id)| id.0).take(NEAR + 1).collect();
        let world = |(entity, _): &(&Entity, &EntityId)| is_listed(entity) && entity.kind != EntityKind::Group;
        let far: Vec<u32> = all().filter(world).map(|(_, id)| id.0).take(FAR).collect();
        let homes = Homes::of(analysis);
        for (local, (entity, id)) in all().enumerate().filter(|(_, (entity, _))| !is_listed(entity)) {
            let Some(node) = self.nodes.get_mut(id.0 as usize) else { continue };
            let body = entity.kind == EntityKind::Organization;
            let home = if body { homes.home(local) } else { None };
            node.homes.extend(home);
            node.near.extend(near.iter().copied().filter(|other| *other != id.0));
            node.far.extend(far.iter().copied());
            if node.is_bare() {
                let words = entity.roles.iter().flat_map(|role| content_of_role(role)).map(|word| hashed(&word));
                let company = near.iter().filter(|other| **other != id.0).map(|id| u64::from(*id));
                let mut marks: Vec<u64> = company.take(PAIRED).chain(words.take(3)).collect();
                marks.sort_unstable();
                marks.dedup();
                let slug = node.slug.clone();
                if body { self.pair_bodies(*id, &slug, home, &near) } else { self.pair(*id, &slug, &marks) }
            }
        }
    }

    /// Of one country, or with three who are named beside both, unless the article says whose it is.
    fn pair_bodies(&mut self, id: EntityId, slug: &str, home: Option<Home>, near: &[u32]) {
        if let Some(home) = home {
            let found = *self.pairs.entry(hashed(&(slug, home.country))).or_insert(id);
            self.join(id, found);
        }
        if home.is_none_or(|home| !home.said) {
            let mut near: Vec<u32> = near.iter().copied().take(PAIRED).collect();
            near.sort_unstable();
            for (at, one) in near.iter().enumerate() {
                for (next, two) in near.iter().enumerate().skip(at + 1) {
                    for three in near.iter().skip(next + 1) {
                        let found = *self.pairs.entry(hashed(&(slug, one, two, three))).or_insert(id);
                        self.join(id, found);
                    }
                }
            }
        }
    }

    fn pair(&mut self, id: EntityId, slug: &str, marks: &[u64]) {
        for (at, one) in marks.iter().enumerate() {
            for other in marks.iter().skip(at + 1) {
                let found = *self.pairs.entry(hashed(&(slug, one, other))).or_insert(id);
                self.join(id, found);
            }
        }
    }

    /// Makes one of two surnames alone, under that of the first article.
    fn join(&mut self, one: EntityId, other: EntityId) {
        let first = |id: EntityId| self.node(id).map(|node| node.first);
        let (Some(one), Some(other)) = (first(one), first(other)) else { return };
        if one == other {
            return;
        }
        let article = |id: EntityId| self.node(id).and_then(|node| node.articles.first().copied());
        let (first, second) = if article(one) <= article(other) { (one, other) } else { (other, one) };
        let moved =
            self.nodes.get_mut(second.0 as usize).map(|node| std::mem::take(&mut node.same)).unwrap_or_default();
        for id in &moved {
            if let Some(node) = self.nodes.get_mut(id.0 as usize) {
                node.first = first;
            }
        }
        if let Some(node) = self.nodes.get_mut(first.0 as usize) {
            node.same.extend(moved);
        }
    }

    pub(super) fn node(&self, id: EntityId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    pub(super) fn buckets(&self) -> &[Bucket] {
        &self.buckets.all
    }

    pub(super) fn of(&self, article: usize) -> &[EntityId] {
        self.articles.get(article).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn age(&self) -> u32 {
        self.age
    }

    /// Kind and slug that the entity which `id` stands for is filed under.
    pub fn key(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        let id = self.canonical(id);
        let node = self.node(id)?;
        let first = self.by_slug.get(&node.slug).is_some_and(|held| held.contains(&id));
        let meets = node.is_bare() && self.filed(node.kind, &node.slug).is_some();
        let numbered = node.numbered.as_deref().filter(|_| !first || meets);
        Some((node.kind, numbered.unwrap_or(&node.slug)))
    }

    /// What is filed under that kind and slug.
    pub fn find(&self, kind: EntityKind, slug: &str) -> Option<EntityId> {
        let held = self.by_slug.get(slug).into_iter().flatten().copied();
        let mut of_kind: Vec<EntityId> =
            held.filter(|id| self.node(*id).is_some_and(|node| node.kind == kind)).collect();
        of_kind.sort_by_key(|id| self.node(*id).is_some_and(Node::is_bare));
        of_kind.first().copied().or_else(|| {
            let (_, number) = slug.rsplit_once("--")?;
            let nodes = self.articles.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
            nodes.iter().copied().find(|id| {
                self.node(*id).is_some_and(|node| node.kind == kind && node.numbered.as_deref() == Some(slug))
            })
        })
    }

    /// The entity that `id` stands for: itself, or the fuller name to which it is tied. What it answers is its own canonical
    /// entity, and may change when articles are added.
    pub fn canonical(&self, id: EntityId) -> EntityId {
        self.stands_for(id)
    }

    /// The canonical entity behind entity number `local` of article number `article`.
    pub fn of_article(&self, article: usize, local: usize) -> Option<EntityId> {
        self.articles.get(article)?.get(local).map(|id| self.canonical(*id))
    }

    /// Everything known about the entity that `id` stands for.
    pub fn entity(&self, id: EntityId) -> Option<GlobalEntity> {
        let id = self.canonical(id);
        self.gathered(id, &self.parts(id))
    }

    fn gathered(&self, id: EntityId, parts: &[&Node]) -> Option<GlobalEntity> {
        let full = self.node(id)?;
        let name = full.shown(parts).to_owned();
        let mut other = Tally::default();
        let mut roles = Tally::default();
        for part in parts {
            part.spellings.0.iter().for_each(|(spelling, _)| other.add(spelling, part.articles.len()));
            part.aliases.0.iter().for_each(|(alias, times)| other.add(alias, *times));
            part.roles.0.iter().for_each(|(role, times)| roles.add(role, *times));
        }
        let mut articles: Vec<_> = parts.iter().flat_map(|part| part.articles.iter().copied()).collect();
        articles.sort_unstable();
        Some(GlobalEntity {
            id: self.public_id(id, full),
            aliases: other.ranked().into_iter().filter(|alias| *alias != name).collect(),
            name,
            kind: full.kind,
            roles: roles.ranked(),
            count: parts.iter().map(|part| part.count).sum(),
            articles,
        })
    }

    /// The articles that name the entity that `id` stands for, ascending.
    pub fn articles_of(&self, id: EntityId) -> Vec<usize> {
        let parts = self.parts(self.canonical(id));
        let mut articles: Vec<usize> = parts.iter().flat_map(|part| part.articles.iter().map(|(at, _)| *at)).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// Number of mentions of the entity that `id` stands for.
    pub fn mention_count(&self, id: EntityId) -> usize {
        self.parts(self.canonical(id)).iter().map(|part| part.count).sum()
    }

    /// What was filed as the canonical entity `id`, and the names that are tied to it.
    fn parts(&self, id: EntityId) -> Vec<&Node> {
        // A name is tied to one that it shares a word with, or to what that one is tied to.
        let (mut parts, mut seen, mut buckets) = (vec![id], HashSet::from([id]), HashSet::new());
        let mut next = 0;
        while let Some(part) = parts.get(next).and_then(|part| self.node(*part)) {
            next += 1;
            let fresh =
                part.buckets.iter().filter(|at| buckets.insert(**at)).filter_map(|at| self.buckets.all.get(*at));
            let near =
                fresh.filter(|bucket| bucket.is_apart()).flat_map(|bucket| bucket.full.iter().chain(&bucket.bare));
            for other in near.chain(&part.same) {
                if self.canonical(*other) == id && seen.insert(*other) {
                    parts.push(*other);
                }
            }
        }
        parts.into_iter().filter_map(|part| self.node(part)).collect()
    }

    /// Kind and most used name of the entity that `id` stands for.
    pub fn label(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        let id = self.canonical(id);
        let node = self.node(id)?;
        let own = node.spellings.best(node.kind)?;
        let is_shown = names::is_cased(node.kind, own);
        Some((node.kind, if is_shown { own } else { node.shown(&self.parts(id)) }))
    }

    /// The names that the entity that `id` stands for goes by, in no order; some may come more than once.
    pub fn names(&self, id: EntityId) -> Vec<&str> {
        let tallies = self.parts(self.canonical(id)).into_iter().flat_map(|part| [&part.spellings, &part.aliases]);
        tallies.flat_map(|tally| tally.0.keys().map(String::as_str)).collect()
    }

    /// The canonical ids, in the order of finding.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> {
        (0..self.nodes.len()).map(|at| EntityId(at as u32)).filter(|id| self.canonical(*id) == *id)
    }

    /// Every entity, with the number that [`Resolver::canonical`] gives it: by descending count, then by name and id.
    pub fn all(&self) -> Vec<(EntityId, GlobalEntity)> {
        let mut parts: HashMap<EntityId, Vec<&Node>> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            parts.entry(self.canonical(EntityId(at as u32))).or_default().push(node);
        }
        let mut all: Vec<_> = parts.iter().filter_map(|(id, parts)| Some((*id, self.gathered(*id, parts)?))).collect();
        all.sort_by(|(_, a), (_, b)| (b.count, &a.name, &a.id).cmp(&(a.count, &b.name, &b.id)));
        all
    }

    /// The slug, with the kind after it where an earlier kind has the same slug. Two dashes where one would make a slug
    /// that exists; no slug has two in a row, so that ids cannot meet.
    fn public_id(&self, id: EntityId, node: &Node) -> String {
        if let Some((_, key)) = self.key(id).filter(|(_, key)| *key != node.slug) {
            return key.to_owned();
        }
        let base = if node.slug.is_empty() { "unnamed" } else { &node.slug };
        let same = self.by_slug.get(&node.slug).into_iter().flatten();
        let earlier = same
            .filter(|id| self.canonical(**id) == **id)
            .filter_map(|id| self.node(*id))
            .any(|other| other.kind < node.kind);
        if !earlier && !node.slug.is_empty() {
            return node.slug.clone();
        }
        let name = node.kind.name();
        let suffixed = format!("{base}-{name}");
        if self.by_slug.contains_key(&suffixed) { format!("{base}--{name}") } else { suffixed }
    }
}

fn hashed(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
