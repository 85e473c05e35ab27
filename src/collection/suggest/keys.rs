//! Which entities are looked at together: those that have a key in common.

use super::Reason;
use super::candidates::Candidate;
use super::names::{fold, given_names_agree, has_given_name, initials, is_slip, surname};
use crate::analysis::EntityKind;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Two entities to be looked at, by their places among the candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) reason: Reason,
}

/// More entities than this under one key tell nothing apart: such a key makes no pairs.
const CROWD: usize = 24;
/// Letters that a name has at least for one of them to be a slip.
const SLIP: usize = 6;

/// All pairs, each reason of a pair once.
pub(super) fn pairs(candidates: &[Candidate]) -> Vec<Pair> {
    let mut pairs = HashSet::new();
    alike(candidates, &mut pairs);
    slips(candidates, &mut pairs);
    surnames(candidates, &mut pairs);
    parts(candidates, &mut pairs);
    let mut pairs: Vec<Pair> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// The same name of another kind, and names that differ only by how they were transliterated.
fn alike(candidates: &[Candidate], pairs: &mut HashSet<Pair>) {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut folded: HashMap<(EntityKind, String), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        same.entry(&candidate.slug).or_default().push(at);
        // A surname is shared by many; it counts where it is all that is known.
        let is_telling =
            |slug: &&String| candidate.kind != EntityKind::Person || has_given_name(slug) || **slug == candidate.slug;
        let names = candidate.names.keys().filter(is_telling).filter(|slug| is_long(slug));
        let mut folds: Vec<String> = names.map(|slug| fold(slug)).collect();
        folds.sort_unstable();
        folds.dedup();
        folds.into_iter().for_each(|fold| folded.entry((candidate.kind, fold)).or_default().push(at));
    }
    let of = |at: usize| candidates.get(at);
    each_pair(same.values(), |one, other| {
        let differ = of(one).map(|one| one.kind) != of(other).map(|other| other.kind);
        let reason = if differ { Reason::Name } else { Reason::Transliteration };
        pairs.insert(Pair { one, other, reason });
    });
    each_pair(folded.values(), |one, other| {
        pairs.insert(Pair { one, other, reason: Reason::Transliteration });
    });
}

/// Names that differ by one letter: both leave the same when some letter is left out.
fn slips(candidates: &[Candidate], pairs: &mut HashSet<Pair>) {
    let mut left: Vec<(u64, usize)> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let key = fold(&candidate.slug);
        let letters: Vec<char> = key.chars().filter(|c| *c != '-').collect();
        if letters.len() < SLIP || letters.iter().any(char::is_ascii_digit) {
            continue;
        }
        left.push((hash(candidate.kind, &letters, usize::MAX), at));
        // The first letter is hardly ever the slip.
        left.extend((1..letters.len()).map(|gap| (hash(candidate.kind, &letters, gap), at)));
    }
    left.sort_unstable();
    left.dedup();
    for group in left.chunk_by(|(one, _), (other, _)| one == other) {
        let group: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
        each_pair(std::iter::once(&group), |one, other| {
            let (Some(a), Some(b)) = (candidates.get(one), candidates.get(other)) else { return };
            if fold(&a.slug) != fold(&b.slug) && is_slip(&a.slug, &b.slug) {
                pairs.insert(Pair { one, other, reason: Reason::Spelling });
            }
        });
    }
}

fn hash(kind: EntityKind, letters: &[char], gap: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    letters.iter().enumerate().filter(|(at, _)| *at != gap).for_each(|(_, letter)| letter.hash(&mut hasher));
    hasher.finish()
}

/// People of one surname whose given names do not speak against it.
fn surnames(candidates: &[Candidate], pairs: &mut HashSet<Pair>) {
    let mut by_initial: HashMap<(&str, char), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let initial = candidate.slug.chars().next();
        if let (EntityKind::Person, Some(surname), Some(initial)) = (candidate.kind, surname(&candidate.slug), initial)
        {
            by_initial.entry((surname, initial)).or_default().push(at);
        }
    }
    each_pair(by_initial.values(), |one, other| {
        let (Some(a), Some(b)) = (candidates.get(one), candidates.get(other)) else { return };
        if a.slug != b.slug && given_names_agree(&a.slug, &b.slug) {
            pairs.insert(Pair { one, other, reason: Reason::Surname });
        }
    });
}

/// Names that are the beginning, the end or the first letters of a longer one.
fn parts(candidates: &[Candidate], pairs: &mut HashSet<Pair>) {
    let mut by_slug: HashMap<(EntityKind, &str), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        by_slug.entry((candidate.kind, &candidate.slug)).or_default().push(at);
    }
    by_slug.retain(|_, all| all.len() <= CROWD);
    let find = |kind, slug: &str| by_slug.get(&(kind, slug)).cloned().unwrap_or_default();
    for (other, candidate) in candidates.iter().enumerate() {
        let (kind, long) = (candidate.kind, candidate.slug.as_str());
        for (at, _) in long.match_indices('-') {
            let (head, tail) = (long.get(..at).unwrap_or_default(), long.get(at + 1..).unwrap_or_default());
            // A given name alone is anybody's, and the end of an organisation's name says of what sort it is.
            let head = Some(head).filter(|head| kind != EntityKind::Person && head.len() > 2);
            let tail = Some(tail).filter(|tail| kind == EntityKind::Person && tail.len() > 2);
            let shorter = head.into_iter().chain(tail).flat_map(|part| find(kind, part));
            pairs.extend(shorter.map(|one| Pair { one, other, reason: Reason::Shorter }));
        }
        if kind == EntityKind::Person || !long.contains('-') {
            continue;
        }
        for letters in initials(&candidate.name) {
            for one in find(kind, &letters.to_lowercase()).into_iter().filter(|one| *one != other) {
                let is_written = |short: &Candidate| short.name.chars().filter(|c| *c != '.').all(char::is_uppercase);
                // Two letters are too few to name a place by.
                let least = if kind == EntityKind::Place { 3 } else { 2 };
                if letters.chars().count() >= least && candidates.get(one).is_some_and(is_written) {
                    pairs.insert(Pair { one, other, reason: Reason::Acronym });
                }
            }
        }
    }
}

/// Hands over the pairs of each group that is no crowd.
fn each_pair<'a>(groups: impl Iterator<Item = &'a Vec<usize>>, mut meet: impl FnMut(usize, usize)) {
    for group in groups.filter(|group| group.len() > 1 && group.len() <= CROWD) {
        for (at, one) in group.iter().enumerate() {
            group
                .iter()
                .skip(at + 1)
                .filter(|other| *other != one)
                .for_each(|other| meet(*one.min(other), *one.max(other)));
        }
    }
}

fn is_long(slug: &str) -> bool {
    slug.chars().count() >= SLIP - 1
}
