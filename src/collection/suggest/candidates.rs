//! What is known of each entity that may be one with another.

use super::Known;
use crate::analysis::{EntityKind, slug};
use crate::collection::EntityId;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An entity.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) id: EntityId,
    pub(super) kind: EntityKind,
    /// Its fullest name, in the spelling most used, and the slug of that.
    pub(super) name: String,
    pub(super) slug: String,
    /// The slugs of all its names, with the first spelling of each.
    pub(super) names: BTreeMap<String, String>,
    /// What articles call it, in small letters.
    pub(super) roles: BTreeSet<String>,
    /// How often it is named.
    pub(super) count: usize,
    /// Where, ascending.
    pub(super) articles: Vec<usize>,
}

/// All entities, in the order of their ids.
pub(super) fn candidates(known: &Known) -> Vec<Candidate> {
    let mut at: HashMap<EntityId, usize> = HashMap::new();
    let mut all: Vec<(Candidate, BTreeMap<Cow<'_, str>, usize>)> = Vec::new();
    for (number, article) in known.articles.iter().enumerate() {
        for (id, surface) in article.named() {
            let Some(entity) = article.analysis.entities.get(surface.entity) else { continue };
            let place = *at.entry(id).or_insert_with(|| {
                let kind = known.kinds.get(&id).copied().unwrap_or(entity.kind);
                all.push((Candidate::new(id, kind), BTreeMap::new()));
                all.len() - 1
            });
            let Some((candidate, spellings)) = all.get_mut(place) else { continue };
            candidate.count += surface.count;
            if candidate.articles.last() != Some(&number) {
                candidate.articles.push(number);
            }
            *spellings.entry(surface.name(&article.article.text)).or_insert(0) += surface.count;
            for role in &entity.roles {
                candidate.roles.insert(role.to_lowercase());
            }
        }
    }
    let mut all: Vec<Candidate> = all.into_iter().map(|(candidate, spellings)| candidate.called(&spellings)).collect();
    all.retain(|candidate| !candidate.slug.is_empty());
    all.sort_by_key(|candidate| candidate.id);
    all
}

impl Candidate {
    fn new(id: EntityId, kind: EntityKind) -> Self {
        let (name, slug) = (String::new(), String::new());
        let (names, roles, articles) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        Self { id, kind, name, slug, names, roles, count: 0, articles }
    }

    /// With its names: the fullest is that of most words; of several, the one most used.
    fn called(mut self, spellings: &BTreeMap<Cow<'_, str>, usize>) -> Self {
        let full = spellings.iter().max_by_key(|(name, count)| (name.split_whitespace().count(), **count, name.len()));
        self.name = full.map_or_else(String::new, |(name, _)| name.clone().into_owned());
        self.slug = slug(&self.name);
        for name in spellings.keys() {
            self.names.entry(slug(name)).or_insert_with(|| name.clone().into_owned());
        }
        self
    }
}
