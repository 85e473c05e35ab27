//! What certain mentions teach about uncertain ones, once a whole document is tagged.
//!
//! - An acronym in brackets after the name of an organisation or event, made of its first letters, is a name of the
//!   same kind, there and wherever else it stands in capitals: "the World Health Organization (WHO)".
//! - A single word taken for a person, that the lists know as a place of the world, is that place: "Kremlin spokesman".
//!   Not where people are called so, nor where a person of that name is in the document, nor where it stands as a
//!   person's name does: after a title ("coach Jordan") or before an age ("Jordan, 34,").
//! - A name taken for a place or organisation is a person's after "Mr.", "Mrs." or "Ms."; and where it stands as a
//!   person's name does, if a person of that surname is in the document.

use super::Found;
use crate::analysis::EntityKind::{self, Event, Organization, Person, Place};
use crate::analysis::document::{Document, Item, Sentence, Shape};
use crate::analysis::names::{Fit, Lists, fit, is_acronym};
use crate::analysis::slug;
use crate::text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// Mends `found`, the names of `document` in order.
pub(super) fn mend(document: &Document, found: &mut Vec<Found>) {
    know(document, found);
    let acronyms = bracketed(document, found);
    if !acronyms.is_empty() {
        mark(document, found, &acronyms);
    }
}

/// Makes places of what was taken for persons, and persons of what was taken for places.
fn know(document: &Document, found: &mut [Found]) {
    let name = |one: &Found| one.span.of(document.text);
    let full = || found.iter().filter(|one| one.kind == Person && one.to > one.from + 1);
    let parts: FxHashSet<&str> = full().flat_map(|one| name(one).split_whitespace()).collect();
    let surnames: FxHashSet<&str> = full().filter_map(|one| name(one).split_whitespace().next_back()).collect();
    for one in found.iter_mut() {
        let single = one.to == one.from + 1;
        let (name, lists) = (name(one), Lists::embedded());
        match one.kind {
            Person if single => {
                let called = lists.gender(&slug(name)).is_some() || parts.contains(name);
                if lists.is_great_place(name) && !called && !is_placed_as_person(document, one) {
                    one.kind = Place;
                }
            }
            Place | Organization if one.to <= one.from + 3 => {
                let surname = || single && surnames.contains(name) && is_placed_as_person(document, one);
                if is_addressed(document, one) || surname() {
                    one.kind = Person;
                }
            }
            _ => {}
        }
    }
}

/// Whether a title that only people have stands before `one`.
fn is_addressed(document: &Document, one: &Found) -> bool {
    let Some(sentence) = document.sentences.get(one.sentence) else { return false };
    let before = one.from.checked_sub(1).and_then(|at| sentence.items.get(at));
    before.is_some_and(|item| matches!(document.word(item), "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms."))
}

/// Whether a title stands before `one`, or an age behind it.
fn is_placed_as_person(document: &Document, one: &Found) -> bool {
    let Some(sentence) = document.sentences.get(one.sentence) else { return false };
    let word = |at: usize| sentence.items.get(at).map(|item| document.word(item));
    let before = one.from.checked_sub(1).and_then(word);
    let titled = before.is_some_and(|title| Lists::embedded().is_title(&title.to_lowercase()));
    let age = || word(one.to + 1).is_some_and(|age| age.len() < 4 && age.parse::<u8>().is_ok());
    titled || (matches!(word(one.to), Some("," | "(")) && age() && matches!(word(one.to + 2), Some("," | ")")))
}

/// The acronyms that stand in brackets after a name, with its kind.
fn bracketed<'a>(document: &Document<'a>, found: &[Found]) -> FxHashMap<&'a str, EntityKind> {
    let mut out = FxHashMap::default();
    for one in found.iter().filter(|one| matches!(one.kind, Organization | Event) && one.to > one.from + 1) {
        let Some(sentence) = document.sentences.get(one.sentence) else { continue };
        let Some([open, item, close]) = sentence.items.get(one.to..one.to + 3) else { continue };
        let word = document.word(item);
        let name = sentence.items.get(one.from..one.to).unwrap_or_default().iter();
        // "People" of "People's" gives the letter.
        let name = name.filter(|item| item.kind != TokenKind::Possessive).map(|item| document.word(item));
        if document.word(open) == "("
            && document.word(close).starts_with(')')
            && item.shape == Shape::Upper
            && is_acronym(word)
            && fit(one.kind, word, &name.collect::<Vec<_>>().join(" ")) == Some(Fit::Acronym)
        {
            out.insert(word, one.kind);
        }
    }
    out
}

/// Marks `acronyms` wherever no name stands, and gives those that are marked their kind.
fn mark(document: &Document, found: &mut Vec<Found>, acronyms: &FxHashMap<&str, EntityKind>) {
    for one in found.iter_mut().filter(|one| one.to == one.from + 1) {
        one.kind = acronyms.get(one.span.of(document.text)).copied().unwrap_or(one.kind);
    }
    let mut added = Vec::new();
    let mut named = found.iter().peekable();
    for (n, sentence) in document.sentences.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            // Both go forward: names that end here or before are passed.
            while named.next_if(|one| (one.sentence, one.to) <= (n, at)).is_some() {}
            let taken = named.peek().is_some_and(|one| one.sentence == n && one.from <= at);
            if let Some(kind) = kind_of(document, sentence, item, acronyms).filter(|_| !taken) {
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

#[cfg(test)]
mod tests {
    use super::super::tests::{document, given};
    use super::*;

    /// What `mend` makes of the names `names` in `text`.
    fn mended(text: &str, names: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        let article = document(text);
        let document = Document::of(&article);
        let mut found = given(&document, names);
        mend(&document, &mut found);
        found.iter().map(|one| (one.span.of(text).to_owned(), one.kind)).collect()
    }

    fn kinds(text: &str, given: &[(&str, EntityKind)]) -> Vec<EntityKind> {
        mended(text, given).into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn an_acronym_in_brackets_is_what_stands_before_it() {
        let text = "The World Health Organization (WHO) came. A WHO team left, who knows when.";
        let expected = [("World Health Organization", Organization), ("WHO", Organization), ("WHO", Organization)];
        let found = mended(text, &[("World Health Organization", Organization)]);
        assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
        let given = [("World Health Organization", Organization), ("WHO team", Event)];
        assert_eq!(kinds(text, &given), [Organization, Organization, Event], "what has a name keeps it");
    }

    #[test]
    fn another_acronym_in_brackets_teaches_nothing() {
        for (text, name) in [
            ("Acme Metals Corp (NYSE) fell.", "Acme Metals Corp"),
            ("The Museum of Modern Art (MIT) opened.", "Museum of Modern Art"),
            ("The World Health Organization (WHO, USA) came.", "World Health Organization"),
        ] {
            assert_eq!(mended(text, &[(name, Organization)]).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_great_place_is_no_person_unless_one_is_called_so() {
        for (text, name) in
            [("Kremlin said no.", "Kremlin"), ("Then Jordan, 34 years after the war, signed.", "Jordan")]
        {
            assert_eq!(kinds(text, &[(name, Person)]), [Place], "{text}");
        }
        let found = kinds("Paris Hilton came. Paris left.", &[("Paris Hilton", Person), ("Paris", Person)]);
        assert!(found.iter().all(|kind| *kind == Person), "{found:?}");
    }

    #[test]
    fn whoever_stands_as_a_person_does_stays_one() {
        for (text, name) in [
            ("Victoria, 34, said yes.", "Victoria"),
            ("Jordan, 34, said yes.", "Jordan"),
            ("Jordan (34) said yes.", "Jordan"),
            ("Mr. Jordan said yes.", "Jordan"),
            ("Then coach Jordan said yes.", "Jordan"),
            ("Sofia said yes.", "Sofia"),
            ("Tesla died in 1943.", "Tesla"),
        ] {
            assert_eq!(kinds(text, &[(name, Person)]), [Person], "{text}");
        }
    }

    #[test]
    fn a_person_is_no_place() {
        for (text, names, kind) in [
            ("Ms. Jordan said yes.", &[("Jordan", Place)][..], Person),
            ("Mr. Kent Chelsea said yes.", &[("Kent Chelsea", Organization)], Person),
            ("Jordan, 41, left.", &[("Jordan", Place)], Place),
            ("Jordan, 41, left. Sam Jordan left.", &[("Sam Jordan", Person), ("Jordan", Place)], Person),
            ("Jordan signed. Sam Jordan left.", &[("Sam Jordan", Person), ("Jordan", Place)], Place),
        ] {
            assert_eq!(kinds(text, names)[0], kind, "{text}");
        }
    }

    #[test]
    fn an_acronym_is_of_its_name_s_kind() {
        let given = [("Africa Cup of Nations", Event), ("AFCON", Organization)];
        assert_eq!(kinds("The Africa Cup of Nations (AFCON) began. AFCON ends.", &given), [Event; 3]);
        let given = [("National People’s Congress", Organization)];
        assert_eq!(kinds("The National People’s Congress (NPC) met.", &given), [Organization; 2]);
    }

    #[test]
    fn a_long_sentence_is_walked_once() {
        let text = format!("The World Health Organization (WHO) {}", "and they say that WHO said so ".repeat(20_000));
        let given = [("World Health Organization", Organization)];
        assert_eq!(mended(&text, &given).len(), 1 + text.matches("WHO").count());
    }
}
