//! What certain mentions teach about uncertain ones, once a whole document is tagged.
//!
//! - An acronym in brackets after the name of an organisation or event is a name of the same kind, there and wherever else
//!   it stands: "the World Health Organization (WHO)".
//! - A single word taken for a person, that the lists know as a country, a seat of government or a world body, is that,
//!   unless a person of that name is in the document: "Kremlin spokesman".

use super::Found;
use crate::analysis::EntityKind::{self, Event, Organization, Person, Place};
use crate::analysis::document::{Document, Item, Sentence, Shape};
use crate::analysis::names::{Lists, is_acronym, listed};
use rustc_hash::{FxHashMap, FxHashSet};

/// Mends `found`, the names of `document` in order.
pub(super) fn mend(document: &Document, found: &mut Vec<Found>) {
    know(document, found);
    let acronyms = bracketed(document, found);
    if !acronyms.is_empty() {
        mark(document, found, &acronyms);
    }
}

/// Gives listed names their kind.
fn know(document: &Document, found: &mut [Found]) {
    let name = |one: &Found| one.span.of(document.text);
    let full = found.iter().filter(|one| one.kind == Person && one.to > one.from + 1);
    let parts: FxHashSet<&str> = full.flat_map(|one| name(one).split_whitespace()).collect();
    for one in found.iter_mut().filter(|one| one.kind == Person && one.to == one.from + 1) {
        let name = name(one);
        if parts.contains(name) {
            continue;
        }
        if Lists::embedded().is_great_place(name) {
            one.kind = Place;
        } else if listed(Organization, name).is_some() {
            one.kind = Organization;
        }
    }
}

/// The acronyms that stand in brackets after a name, with its kind.
fn bracketed<'a>(document: &Document<'a>, found: &[Found]) -> FxHashMap<&'a str, EntityKind> {
    let mut out = FxHashMap::default();
    for one in found.iter().filter(|one| matches!(one.kind, Organization | Event) && one.to > one.from + 1) {
        let Some(sentence) = document.sentences.get(one.sentence) else { continue };
        let Some([open, item, close]) = sentence.items.get(one.to..one.to + 3) else { continue };
        let word = document.word(item);
        if document.word(open) == "("
            && document.word(close).starts_with(')')
            && item.shape == Shape::Upper
            && is_acronym(word)
            && begins_alike(word, one.span.of(document.text))
        {
            out.insert(word, one.kind);
        }
    }
    out
}

fn begins_alike(acronym: &str, name: &str) -> bool {
    acronym.chars().next().is_some_and(|first| name.split_whitespace().any(|word| word.starts_with(first)))
}

/// Marks `acronyms` wherever no name stands.
fn mark(document: &Document, found: &mut Vec<Found>, acronyms: &FxHashMap<&str, EntityKind>) {
    let mut added = Vec::new();
    let mut named = found.iter().peekable();
    for (n, sentence) in document.sentences.iter().enumerate() {
        let mut own = Vec::new();
        while let Some(one) = named.next_if(|one| one.sentence == n) {
            own.push(one);
        }
        let free = |at: usize| own.iter().all(|one| at < one.from || one.to <= at);
        for (at, item) in sentence.items.iter().enumerate().filter(|(at, _)| free(*at)) {
            if let Some(kind) = kind_of(document, sentence, item, acronyms) {
                added.push(Found { span: item.span, kind, sentence: n, from: at, to: at + 1 });
            }
        }
    }
    found.extend(added);
    found.sort_by_key(|one| one.span.start);
}

fn kind_of(
    document: &Document,
    sentence: &Sentence,
    item: &Item,
    acronyms: &FxHashMap<&str, EntityKind>,
) -> Option<EntityKind> {
    let upper = item.shape == Shape::Upper && !sentence.shouted();
    acronyms.get(document.word(item)).copied().filter(|_| upper)
}
