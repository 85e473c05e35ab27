//! How likely is it that two entities are one?

use super::candidates::Candidate;
use super::keys::Pair;
use super::{Known, Offer, Reason, Suggestion};
use crate::analysis::EntityKind;
use crate::collection::EntityId;
use std::collections::{HashMap, HashSet};

/// Articles of an entity that are looked at for the names it stands beside.
const ARTICLES: usize = 40;
/// Words that name what sort of organisation one is: what a longer name has over a shorter one.
const SORTS: [&str; 36] = [
    "agency",
    "association",
    "authority",
    "bank",
    "bureau",
    "club",
    "co",
    "commission",
    "committee",
    "company",
    "corp",
    "corporation",
    "council",
    "department",
    "fc",
    "foundation",
    "fund",
    "group",
    "holdings",
    "inc",
    "institute",
    "international",
    "limited",
    "llc",
    "ltd",
    "ministry",
    "movement",
    "network",
    "news",
    "newspaper",
    "organization",
    "party",
    "plc",
    "service",
    "union",
    "university",
];

/// The names that entities stand beside, looked up once each.
pub(super) struct Company<'a> {
    known: &'a Known,
    beside: HashMap<EntityId, HashSet<EntityId>>,
}

impl<'a> Company<'a> {
    pub(super) fn of(known: &'a Known) -> Self {
        Self { known, beside: HashMap::new() }
    }

    fn beside(&mut self, candidate: &Candidate) -> &HashSet<EntityId> {
        let known = self.known;
        self.beside.entry(candidate.id).or_insert_with(|| {
            let articles = candidate.articles.iter().take(ARTICLES).filter_map(|at| known.articles.get(*at));
            articles.flat_map(|article| article.named()).map(|(id, _)| id).collect()
        })
    }

    /// How many names both stand beside, and which part that is of the names of the one that has fewer.
    fn shared(&mut self, one: &Candidate, other: &Candidate) -> (usize, f64) {
        let a = self.beside(one).clone();
        let b = self.beside(other);
        let is_other = |id: &EntityId| *id != one.id && *id != other.id;
        let shared = a.intersection(b).filter(|id| is_other(id)).count();
        let fewer = a.len().min(b.len()).saturating_sub(1);
        (shared, if fewer == 0 { 0.0 } else { shared as f64 / fewer as f64 })
    }
}

/// What is to be said of a pair; nothing where it cannot be one.
pub(super) fn weigh(candidates: &[Candidate], company: &mut Company<'_>, pair: Pair) -> Option<Suggestion> {
    let (a, b) = (candidates.get(pair.one)?, candidates.get(pair.other)?);
    // The shorter and rarer name goes into the other.
    let (one, other) = if (a.slug.len(), a.count) <= (b.slug.len(), b.count) { (a, b) } else { (b, a) };
    let (one, other) = match pair.reason {
        Reason::Name | Reason::Spelling | Reason::Transliteration if one.count > other.count => (other, one),
        _ => (one, other),
    };
    let offer = if one.kind == other.kind { Offer::Merge } else { Offer::Kind(other.kind) };
    let role = one.roles.intersection(&other.roles).max_by_key(|role| role.len()).cloned();
    let (beside, part) = company.shared(one, other);
    let together = one.articles.iter().filter(|article| other.articles.binary_search(article).is_ok()).count();
    let mut odds = worth(one, other, pair.reason)?;
    odds += if role.is_some() { 1.2 } else { 0.0 };
    odds += match beside {
        0 => -0.3,
        1 => 0.0,
        _ => 1.2 * part,
    };
    // An article that names both has kept them apart, and knew why.
    if together > 0 {
        odds -= match pair.reason {
            Reason::Acronym => 0.2,
            Reason::Name => 1.5,
            Reason::Transliteration | Reason::Spelling => 0.8,
            Reason::Shorter | Reason::Surname => 1.0,
        };
    }
    let certainty = (100.0 / (1.0 + (-odds).exp())).round().clamp(1.0, 99.0) as u8;
    Some(Suggestion { one: one.id, other: other.id, offer, reason: pair.reason, role, company: beside, certainty })
}

/// Log-odds of a reason by itself. Set by hand, on accounts of one event whose entities are known: of what is said to be
/// likelier than not, next to nothing may be wrong.
fn worth(one: &Candidate, other: &Candidate, reason: Reason) -> Option<f64> {
    let words = |candidate: &Candidate| candidate.slug.split('-').count();
    let several = words(one).min(words(other)) > 1;
    let is_person = one.kind == EntityKind::Person;
    Some(match reason {
        // Surnames are spelt alike and are not one; a given name with it makes the difference.
        Reason::Transliteration if is_person && !several => 0.0,
        Reason::Transliteration => 1.6,
        // Names of one word that differ by a letter are two towns as often as not.
        Reason::Spelling if !several => -0.9,
        Reason::Spelling => 0.6,
        Reason::Acronym if one.slug.chars().count() > 2 => 1.2,
        Reason::Acronym => -0.2,
        Reason::Surname => 0.0,
        Reason::Shorter if is_person => -0.9,
        Reason::Shorter if one.kind == EntityKind::Organization => {
            let rest = other.slug.strip_prefix(&one.slug).unwrap_or_default();
            let is_sort = rest.split('-').filter(|word| !word.is_empty()).all(|word| SORTS.contains(&word));
            if is_sort && one.slug.len() > 3 { 0.9 } else { -1.2 }
        }
        Reason::Shorter => -1.2,
        // Both kinds well attested: a country and a man of one name. Else one of them is a slip of the recogniser's.
        Reason::Name if one.count * 4 > other.count => return None,
        Reason::Name => 0.4,
    })
}
