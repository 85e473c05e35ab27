//! Two names that a hyphen joins ("the Putin-Xi summit", "Israel-Hamas war") are two names, where the rest of the document
//! or the lists know both; and who is "Sino-Russian" is a group.

use super::Found;
use crate::analysis::document::{Document, Sentence, Shape};
use crate::analysis::names::{Lists, listed};
use crate::analysis::{
    EntityKind::{self, Group, Organization, Person, Place},
    slug,
};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// First parts of words for a group of two peoples.
const PEOPLES: &[&str] = &[
    "Afro", "Anglo", "Austro", "Franco", "Graeco", "Greco", "Hispano", "Indo", "Italo", "Luso", "Russo", "Sino",
    "Turco",
];

/// Endings of the words for a people.
const ENDINGS: &[&str] = &["an", "ese", "ish", "ch", "ic", "i", "eek", "ab"];

/// Parts the pairs among `found`, the names of `document` in order.
pub(super) fn part(document: &Document, found: &mut Vec<Found>) {
    let known = Known::of(document, found);
    let mut out = Vec::with_capacity(found.len());
    let mut rest = found.as_slice();
    for (n, sentence) in document.sentences.iter().enumerate() {
        for at in (0..sentence.items.len()).filter(|at| is_pair(document, sentence, *at)) {
            let (before, after) = rest.split_at(rest.partition_point(|one| (one.sentence, one.to) <= (n, at)));
            out.extend_from_slice(before);
            let (own, after) = after.split_at(after.partition_point(|one| (one.sentence, one.from) < (n, at + 3)));
            rest = after;
            match known.pair(document, sentence, (n, at), own) {
                Some(pair) => out.extend(pair),
                None => out.extend_from_slice(own),
            }
        }
    }
    out.extend_from_slice(rest);
    *found = out;
}

/// Whether a hyphen ties token `at` to the word after the next, two words with capitals, and no third.
fn is_pair(document: &Document, sentence: &Sentence, at: usize) -> bool {
    let capital =
        |at: usize| sentence.items.get(at).is_some_and(|item| matches!(item.shape, Shape::Capitalised | Shape::Upper));
    let glued = |at: usize| sentence.items.get(at).is_some_and(|item| item.glued);
    let tie = |at: usize| is_tie(document, sentence, at);
    capital(at)
        && tie(at + 1)
        && glued(at + 2)
        && capital(at + 2)
        && !tie(at + 3)
        && !at.checked_sub(1).is_some_and(|at| tie(at) && glued(at + 1))
}

/// Whether token `at` is a hyphen that touches the word before it.
fn is_tie(document: &Document, sentence: &Sentence, at: usize) -> bool {
    let item = sentence.items.get(at).filter(|item| item.glued);
    item.is_some_and(|item| matches!(document.word(item), "-" | "–" | "‐" | "‑"))
}

/// What is known of words by themselves.
struct Known<'a> {
    /// The kinds of names of one word, and of surnames.
    kinds: FxHashMap<&'a str, EntityKind>,
    /// Double surnames.
    doubles: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(document: &Document<'a>, found: &[Found]) -> Self {
        let mut known = Known { kinds: FxHashMap::default(), doubles: FxHashSet::default() };
        for one in found.iter().filter(|one| matches!(one.kind, Person | Place | Organization)) {
            let Some(sentence) = document.sentences.get(one.sentence) else { continue };
            let Some(items) = sentence.items.get(one.from..one.to) else { continue };
            let tied = |at: usize| is_tie(document, sentence, at);
            if let [.., first, _, last] = items
                && one.kind == Person
                && items.len() > 3
                && tied(one.to - 2)
            {
                known.doubles.insert(Span::new(first.span.start, last.span.end).of(document.text));
            } else if let [item] | [_, .., item] = items
                && (one.kind == Person || items.len() == 1)
                && !tied(one.to)
                && !one.to.checked_sub(2).is_some_and(tied)
            {
                known.kinds.entry(document.word(item)).or_insert(one.kind);
            }
        }
        known
    }

    fn kind(&self, word: &str) -> Option<EntityKind> {
        let place = || Lists::embedded().is_great_place(word).then_some(Place);
        let body = || listed(Organization, word).filter(|_| listed(Place, word).is_none()).map(|_| Organization);
        self.kinds.get(word).copied().or_else(place).or_else(body)
    }

    /// What stands at token `at` of sentence `n` instead of `own`, all names that touch the pair there.
    fn pair(
        &self,
        document: &Document,
        sentence: &Sentence,
        (n, at): (usize, usize),
        own: &[Found],
    ) -> Option<Vec<Found>> {
        let [first, _, last] = sentence.items.get(at..at + 3)? else { return None };
        let (one, other) = (document.word(first), document.word(last));
        let span = Span::new(first.span.start, last.span.end);
        let whole = match own {
            [own] if (own.from, own.to) == (at, at + 3) => Some(own.kind),
            _ if own.iter().any(|own| own.from < at || own.to > at + 3) => return None,
            _ => None,
        };
        if PEOPLES.contains(&one) && ENDINGS.iter().any(|ending| other.ends_with(ending)) {
            let marked = whole.or(own.first().map(|own| own.kind))?;
            let group = Found { span, kind: Group, sentence: n, from: at, to: at + 3 };
            return (marked != Place).then(|| vec![group]);
        }
        let there = |at: usize| own.iter().find(|own| own.from == at && whole.is_none()).map(|own| own.kind);
        let kinds = [there(at).or_else(|| self.kind(one))?, there(at + 2).or_else(|| self.kind(other))?];
        let is_name = || {
            let name = span.of(document.text);
            let given = Lists::embedded().gender(&slug(one)).is_some();
            given || self.doubles.contains(name) || listed(Place, name).or(listed(Organization, name)).is_some()
        };
        let stays = whole.is_some_and(|kind| kind == Place || (kind == Organization && kinds == [Organization; 2]));
        if stays || (whole.is_some() || own.is_empty()) && is_name() {
            return None;
        }
        let found = |(at, span, kind)| Found { span, kind, sentence: n, from: at, to: at + 1 };
        Some([(at, first.span, kinds[0]), (at + 2, last.span, kinds[1])].map(found).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{document, given};
    use super::*;
    use EntityKind::Event;

    fn check(text: &str, names: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        let article = document(text);
        let document = Document::of(&article);
        let mut found = given(&document, names);
        part(&document, &mut found);
        let found: Vec<(&str, EntityKind)> = found.iter().map(|one| (one.span.of(text), one.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn two_names_that_are_known_are_two() {
        let names = [("Vladimir Putin", Person), ("Xi", Person), ("Putin-Xi", Organization)];
        let text = "Vladimir Putin left; Xi stayed. The Putin-Xi summit failed.";
        check(text, &names, &[("Vladimir Putin", Person), ("Xi", Person), ("Putin", Person), ("Xi", Person)]);
        check("The Israel–Hamas war.", &[("Hamas", Organization)], &[("Israel", Place), ("Hamas", Organization)]);
        let text = "Fidesz won. The Fidesz-Berlin row and China-Russia trade go on.";
        let expected = [
            ("Fidesz", Organization),
            ("Fidesz", Organization),
            ("Berlin", Place),
            ("China", Place),
            ("Russia", Place),
        ];
        check(text, &[("Fidesz", Organization)], &expected);
    }

    #[test]
    fn what_is_one_name_stays_one() {
        let couple =
            [("John Smith", Person), ("Ann Jones", Person), ("Mary Smith-Jones", Person), ("Smith-Jones", Person)];
        let text = "John Smith, Ann Jones and Mary Smith-Jones. Then Smith-Jones left.";
        let found: Vec<_> = couple.into_iter().collect();
        check(text, &found, &found);
        for (text, name, kind) in [
            ("In Guinea-Bissau all is well.", "Guinea-Bissau", Place),
            ("Then Jean-Pierre and Pierre left.", "Jean-Pierre", Person),
            ("The US-China Business Council met.", "US-China Business Council", Organization),
            ("The Russia-China-Iran axis held.", "Iran", Place),
            ("The China-Led bank of China.", "China", Place),
        ] {
            let one: Vec<_> = text.matches(name).map(|name| (name, kind)).collect();
            check(text, &[(name, kind)], &one);
        }
    }

    #[test]
    fn two_peoples_are_one_group() {
        check("A Sino-Russian plan.", &[("Sino-Russian", Organization)], &[("Sino-Russian", Group)]);
        check("An Anglo-French plan.", &[("French", Group)], &[("Anglo-French", Group)]);
        check("The Indo-Pacific plan.", &[("Indo-Pacific", Place)], &[("Indo-Pacific", Place)]);
        check("The Sino-Russian War.", &[("Sino-Russian War", Event)], &[("Sino-Russian War", Event)]);
    }
}
