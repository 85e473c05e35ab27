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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind, Meta};
    use crate::text::Span;

    /// What `mend` makes of the names `given` in `text`.
    fn mended(text: &str, given: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
        let article = Article { meta: Meta::default(), text: text.into(), blocks: vec![block] };
        let document = Document::of(&article);
        let mut found = Vec::new();
        for (n, sentence) in document.sentences.iter().enumerate() {
            for (name, kind) in given {
                for (at, _) in text.match_indices(name) {
                    let from = sentence.items.iter().position(|item| item.span.start == at);
                    let to = sentence.items.iter().position(|item| item.span.end == at + name.len());
                    if let (Some(from), Some(to)) = (from, to) {
                        let span = Span::new(at, at + name.len());
                        found.push(Found { span, kind: *kind, sentence: n, from, to: to + 1 });
                    }
                }
            }
        }
        mend(&document, &mut found);
        found.iter().map(|one| (one.span.of(text).to_owned(), one.kind)).collect()
    }

    #[test]
    fn an_acronym_in_brackets_is_what_stands_before_it() {
        let text = "The World Health Organization (WHO) came. A WHO team left, who knows when.";
        let expected = [("World Health Organization", Organization), ("WHO", Organization), ("WHO", Organization)];
        let found = mended(text, &[("World Health Organization", Organization)]);
        assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert_eq!(mended("Acme Metals Corp (NYSE) fell.", &[("Acme Metals Corp", Organization)]).len(), 1);
    }

    #[test]
    fn a_great_place_is_no_person_unless_one_is_called_so() {
        assert_eq!(mended("Kremlin said no.", &[("Kremlin", Person)]), [("Kremlin".to_owned(), Place)]);
        let found = mended("Paris Hilton came. Paris left.", &[("Paris Hilton", Person), ("Paris", Person)]);
        assert!(found.iter().all(|(_, kind)| *kind == Person), "{found:?}");
    }
}
