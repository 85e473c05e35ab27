//! Which entities may be one and the same, for the reader to decide: nothing here merges anything.
//!
//! **Method.** Entities meet where they have a key in common: the same letters once transliterations are folded, or but for
//! one of them; a surname; the first letters of a longer name; the beginning or the end of one; the very same name with
//! another kind (`keys`). Each such pair gets a certainty (`weigh`): what the reason alone is worth, raised by a role that
//! both are called and by names that both stand beside, lowered where an article names both and keeps them apart.
//!
//! **Cost.** In proportion to the names, as every pair comes from a key and a key that very many share makes none. A copy
//! of what is needed ([`Known`]) is quickly made, so that the rest can be done in the background.

mod candidates;
mod keys;
mod names;
mod weigh;

use super::{ArticleIndex, Collection, EntityId, Surface};
use crate::analysis::{Analysis, EntityKind};
use crate::article::Article;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// What is looked through: an account of a collection that stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Known {
    articles: Vec<KnownArticle>,
    /// Kinds that the reader has corrected.
    kinds: HashMap<EntityId, EntityKind>,
}

#[derive(Clone, Debug)]
struct KnownArticle {
    article: Arc<Article>,
    analysis: Arc<Analysis>,
    surfaces: Arc<[Surface]>,
    /// Whom each of them names; nobody where the reader has hidden it.
    named: Vec<Option<EntityId>>,
}

impl Known {
    /// The spellings of each entity, one of each.
    pub fn names(&self) -> Vec<(EntityId, String)> {
        let spelt = |article: &KnownArticle| {
            let text = Arc::clone(&article.article.text);
            let name = |(id, surface): (EntityId, &Surface)| (id, surface.name(&text).into_owned());
            article.named().map(name).collect::<Vec<_>>()
        };
        let mut names: Vec<(EntityId, String)> = self.articles.iter().flat_map(spelt).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl KnownArticle {
    fn named(&self) -> impl Iterator<Item = (EntityId, &Surface)> {
        self.named.iter().zip(&*self.surfaces).filter_map(|(id, surface)| Some(((*id)?, surface)))
    }
}

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The one of the shorter or rarer name.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// What could be done.
    pub offer: Offer,
    /// Why they were looked at.
    pub reason: Reason,
    /// What articles call both.
    pub role: Option<String>,
    /// How many names both stand beside.
    pub company: usize,
    /// How likely it is that they are one, in per cent: 30 at least.
    pub certainty: u8,
}

/// What a suggestion would have one do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Make the first a part of the other.
    Merge,
    /// Make the first one of that kind, which makes them one.
    Kind(EntityKind),
}

/// Why two entities may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The same letters, but for how they were carried over from another alphabet.
    Transliteration,
    /// One letter more, less, or another.
    Spelling,
    /// The first letters of the words of the longer name.
    Acronym,
    /// One surname, and given names that do not speak against it.
    Surname,
    /// The beginning or the end of the longer name.
    Shorter,
    /// The very same name.
    Name,
}

/// Certainty, in per cent, below which nothing is suggested.
pub(super) const LEAST: u8 = 30;

impl Collection {
    /// What [`suggest`] looks through. Takes time in proportion to the entities of all articles.
    pub fn known(&self) -> Known {
        let known = |article: ArticleIndex| {
            let entry = self.entry(article)?;
            let (text, analysis) = (Arc::clone(&entry.article), Arc::clone(&entry.analysis));
            let named = self.spelt_in(article).map(|(id, ..)| Some(id).filter(|id| !self.is_hidden_canonical(*id)));
            let named: Vec<_> = named.collect();
            Some(KnownArticle { article: text, analysis, surfaces: Arc::clone(&entry.surfaces), named })
        };
        let articles = (0..self.len()).filter_map(known).collect();
        Known { articles, kinds: self.applied.kinds().collect() }
    }

    /// Of `suggestions` those that still mean something, with the entities that theirs stand for now: not what has become
    /// one, what is hidden, or what the reader has said to be two.
    pub fn open_suggestions(&self, suggestions: &[Suggestion]) -> Vec<Suggestion> {
        let declined = self.declined();
        let current = |suggestion: &Suggestion| {
            let (one, other) = (self.canonical(suggestion.one), self.canonical(suggestion.other));
            let stands = one != other && !self.is_hidden_canonical(one) && !self.is_hidden_canonical(other);
            let kinds = (self.label(one)?.0, self.label(other)?.0);
            let fits = match suggestion.offer {
                Offer::Merge => kinds.0 == kinds.1,
                Offer::Kind(to) => kinds.1 == to && kinds.0 != to,
            };
            let open = stands && fits && !declined.contains(&(one.min(other), one.max(other)));
            open.then(|| Suggestion { one, other, ..suggestion.clone() })
        };
        suggestions.iter().filter_map(current).collect()
    }
}

/// The pairs that may be one, the most certain first. Deterministic. Takes time in proportion to the names.
pub fn suggest(known: &Known) -> Vec<Suggestion> {
    let candidates = candidates::candidates(known);
    let mut company = weigh::Company::of(known);
    let mut best: HashMap<(usize, usize), Suggestion> = HashMap::new();
    for pair in keys::pairs(&candidates) {
        let Some(suggestion) = weigh::weigh(&candidates, &mut company, pair) else { continue };
        let key = (pair.one.min(pair.other), pair.one.max(pair.other));
        match best.get(&key) {
            Some(there) if there.certainty >= suggestion.certainty => {}
            _ => drop(best.insert(key, suggestion)),
        }
    }
    let mut all: Vec<Suggestion> = best.into_values().filter(|one| one.certainty >= LEAST).collect();
    all.sort_by_key(|one| (Reverse(one.certainty), one.reason, one.one, one.other));
    all
}

#[cfg(test)]
mod tests;
