//! What a resolver files: one node for each name that may be one entity's, and the buckets that bring names together.

use super::home::Home;
use super::resolve::EntityId;
use crate::analysis::names::{self, Fit, Person};
use crate::analysis::{Entity, EntityKind, slug};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

/// A word that more full names than this have in common brings none of them together.
const CROWD: usize = 128;

/// Everything that was filed under one kind and one slug; for a person's surname or given name
/// alone, and for a body with a name that any country's may have, in one article.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: EntityKind,
    pub(super) slug: String,
    /// For a name that says little by itself: the slug with the number of its article after it.
    pub(super) numbered: Option<String>,
    pub(super) spellings: Tally,
    pub(super) aliases: Tally,
    pub(super) roles: Tally,
    pub(super) count: usize,
    pub(super) articles: Vec<(usize, usize)>,
    /// The buckets that it lies in.
    pub(super) buckets: BTreeSet<usize>,
    /// Those named in the same articles: who tells much, and what the whole world names.
    pub(super) near: HashSet<u32>,
    pub(super) far: HashSet<u32>,
    /// Words of its roles.
    pub(super) said: BTreeSet<String>,
    /// The countries it belongs to, for a body.
    pub(super) homes: BTreeSet<Home>,
    /// For a name that says little: the first of those that were found to be one, itself or another.
    pub(super) first: EntityId,
    /// All that were found to be one, at the first of them.
    pub(super) same: Vec<EntityId>,
    answer: Answer,
}

impl Node {
    pub(super) fn new(kind: EntityKind, slug: String, numbered: Option<String>, id: EntityId) -> Self {
        Self {
            kind,
            slug,
            numbered,
            spellings: Tally::default(),
            aliases: Tally::default(),
            roles: Tally::default(),
            count: 0,
            articles: Vec::new(),
            buckets: BTreeSet::new(),
            near: HashSet::new(),
            far: HashSet::new(),
            said: BTreeSet::new(),
            homes: BTreeSet::new(),
            first: id,
            same: vec![id],
            answer: Answer::default(),
        }
    }

    /// Whether it is a surname, a given name or a common name of a body alone.
    pub(super) fn is_bare(&self) -> bool {
        self.numbered.is_some()
    }

    pub(super) fn name(&self) -> &str {
        self.spellings.best(self.kind).unwrap_or_default()
    }

    /// The name that it is shown by, of those of `parts`, which are all that stand for it: its own, unless a cased spelling of
    /// the same is there and it has none; the most used where all say little.
    pub(super) fn shown<'a>(&'a self, parts: &[&'a Node]) -> &'a str {
        let own = self.name();
        if !self.is_bare() && names::is_cased(self.kind, own) {
            return own;
        }
        let mut all: HashMap<&'a str, usize> = HashMap::new();
        for (name, times) in parts.iter().flat_map(|part| &part.spellings.0) {
            if self.is_bare() || names::fit(self.kind, name, own) == Some(Fit::Same) {
                *all.entry(name).or_default() += times;
            }
        }
        best(self.kind, all.into_iter()).unwrap_or(own)
    }

    /// What was answered when the resolver was of that age.
    pub(super) fn answered(&self, age: u32) -> Option<EntityId> {
        self.answer.get(age)
    }

    pub(super) fn answer(&self, age: u32, id: EntityId) {
        self.answer.set(age, id);
    }
}

/// An answer, and the age of the resolver that it holds for. Threads may ask at once; they answer alike.
#[derive(Debug, Default)]
struct Answer(AtomicU64);

impl Answer {
    fn get(&self, age: u32) -> Option<EntityId> {
        let held = self.0.load(Ordering::Relaxed);
        (age > 0 && held >> 32 == u64::from(age)).then(|| EntityId::of(held as u32))
    }

    fn set(&self, age: u32, id: EntityId) {
        self.0.store(u64::from(age) << 32 | u64::from(id.number()), Ordering::Relaxed);
    }
}

/// Nodes that have a word in common.
#[derive(Debug, Default)]
pub(super) struct Bucket {
    /// Names that others may stand for.
    pub(super) full: Vec<EntityId>,
    /// Names that say little by themselves.
    pub(super) bare: Vec<EntityId>,
}

impl Bucket {
    /// Whether few enough have the word in common that it may bring them together.
    pub(super) fn is_apart(&self) -> bool {
        self.full.len() <= CROWD
    }
}

/// The buckets, by kind and word.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    index: HashMap<(EntityKind, String), usize>,
    pub(super) all: Vec<Bucket>,
}

impl Buckets {
    /// Puts `id` into the buckets of the words of `name`, as far as `held` does not have them.
    pub(super) fn put(&mut self, id: EntityId, node: &mut Node, name: &str) {
        let mut words = names::words(node.kind, name);
        words.extend(names::initials(node.kind, name));
        for word in words {
            let at = *self.index.entry((node.kind, word)).or_insert_with(|| {
                self.all.push(Bucket::default());
                self.all.len() - 1
            });
            if let Some(bucket) = self.all.get_mut(at).filter(|_| node.buckets.insert(at)) {
                if node.is_bare() { bucket.bare.push(id) } else { bucket.full.push(id) }
            }
        }
    }
}

/// How often each of a few texts occurred.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(pub(super) HashMap<String, usize>);

impl Tally {
    pub(super) fn add(&mut self, text: &str, times: usize) {
        match self.0.get_mut(text) {
            Some(count) => *count += times,
            None => drop(self.0.insert(text.to_owned(), times)),
        }
    }

    pub(super) fn has(&self, text: &str) -> bool {
        self.0.contains_key(text)
    }

    /// The [`best`] of the texts, as names of that kind.
    pub(super) fn best(&self, kind: EntityKind) -> Option<&str> {
        best(kind, self.0.iter().map(|(name, count)| (name.as_str(), *count)))
    }

    /// The texts, the most frequent first, then alphabetically.
    pub(super) fn ranked(&self) -> Vec<String> {
        let mut ranked: Vec<_> = self.0.iter().collect();
        ranked.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        ranked.into_iter().map(|(text, _)| text.clone()).collect()
    }
}

/// The most frequent of the names that are written as names are, or of all where none is; the first by alphabet among
/// equals.
fn best<'a>(kind: EntityKind, names: impl Iterator<Item = (&'a str, usize)>) -> Option<&'a str> {
    names.max_by_key(|(name, count)| (names::is_cased(kind, name), *count, Reverse(*name))).map(|(name, _)| name)
}

/// What `entity` is filed under: the slug that its article's analysis gave it, which stands for the fullest name known
/// ("US" is `united-states`), without the kind that keeps it apart from another of the same name in that article; `ids`
/// are those of the article.
pub(super) fn key(entity: &Entity, ids: &HashSet<&str>) -> String {
    let apart = entity.id.strip_suffix(entity.kind.name()).and_then(|id| id.strip_suffix('-'));
    match apart {
        Some(bare) if ids.contains(bare) => bare.to_owned(),
        _ if entity.id.is_empty() => slug(&entity.name),
        _ => entity.id.clone(),
    }
}

/// Whether `entity` goes by a surname or a given name alone, or by names that any country's body may have.
pub(super) fn is_bare(entity: &Entity) -> bool {
    match entity.kind {
        EntityKind::Person => !Person::parse(&entity.name).is_full(),
        EntityKind::Organization => {
            let short = |alias: &String| {
                names::is_common(alias) || names::fit(entity.kind, alias, &entity.name) == Some(Fit::Acronym)
            };
            names::is_common(&entity.name) && entity.aliases.iter().all(short)
        }
        _ => false,
    }
}

/// Whether the whole world names it, so that two articles that do need have nothing in common.
pub(super) fn is_listed(entity: &Entity) -> bool {
    let listed = |name: &str| names::listed(entity.kind, name).is_some();
    match entity.kind {
        EntityKind::Person => false,
        EntityKind::Group => true,
        EntityKind::Organization if is_bare(entity) => false,
        _ => listed(&entity.name) || entity.aliases.iter().any(|alias| listed(alias)),
    }
}
