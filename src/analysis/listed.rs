//! Names that the word lists hold, for languages that the recogniser was not taught. A name that is part of a longer
//! stretch of capitals is left alone unless the whole of it is listed: "Vladimir" of "Vladimir Putin" is no city there.

use super::EntityKind;
use super::document::{Document, Item, Sentence, Shape};
use super::recognizer::Found;
use crate::text::{Span, TokenKind};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Longest name looked up, in tokens.
const LONGEST: usize = 6;

struct Listed {
    kinds: HashMap<&'static str, EntityKind>,
    /// First words of names of several words: only there is a longer look-up worth its time.
    firsts: HashSet<&'static str>,
}

static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let lists = [
        (include_str!("../../assets/words/cities.txt"), EntityKind::Place),
        (include_str!("../../assets/words/places.txt"), EntityKind::Place),
        (include_str!("../../assets/words/organizations.txt"), EntityKind::Organization),
    ];
    let lines = |(text, kind): (&'static str, _)| text.lines().map(move |line| (line, kind));
    let names = lists.into_iter().flat_map(lines).filter(|(line, _)| !line.starts_with('#'));
    let kinds: HashMap<_, _> = names.flat_map(|(line, kind)| line.split('|').map(move |name| (name, kind))).collect();
    let firsts = kinds.keys().filter_map(|name| name.split_once([' ', '-'])).map(|(first, _)| first).collect();
    Listed { kinds, firsts }
});

/// The listed names in `document`, in order and without overlap.
pub(super) fn recognize(document: &Document) -> Vec<Found> {
    let mut out = Vec::new();
    for (n, sentence) in document.sentences.iter().enumerate() {
        let mut i = 0;
        while i < sentence.items.len() {
            let found = longest(document, sentence, i).filter(|(to, _)| !reaches_beyond(sentence, i, *to));
            if let Some((to, kind)) = found
                && let Some(span) = span(sentence, i, to)
            {
                out.push(Found { span, kind, sentence: n, from: i, to });
            }
            i = found.map_or(i + 1, |(to, _)| to);
        }
    }
    out
}

/// The end and the kind of the longest listed name at token `from`.
fn longest(document: &Document, sentence: &Sentence, from: usize) -> Option<(usize, EntityKind)> {
    let first = sentence.items.get(from).filter(|item| is_capital(item))?;
    let most = if LISTED.firsts.contains(document.word(first)) { LONGEST } else { 1 };
    let ends = (from + 1..=(from + most).min(sentence.items.len())).rev();
    ends.filter_map(|to| Some((to, *LISTED.kinds.get(span(sentence, from, to)?.of(document.text))?))).next()
}

/// Whether a capitalised word touches `from..to`, so that it may be a part of another name.
fn reaches_beyond(sentence: &Sentence, from: usize, to: usize) -> bool {
    // A sentence's first word has its capital anyway.
    let before = from.checked_sub(1).filter(|at| *at > 0).and_then(|at| sentence.items.get(at));
    sentence.shouted() || before.is_some_and(is_capital) || sentence.items.get(to).is_some_and(is_capital)
}

fn is_capital(item: &Item) -> bool {
    item.kind == TokenKind::Word && matches!(item.shape, Shape::Capitalised | Shape::Upper)
}

fn span(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    Some(Span::new(sentence.items.get(from)?.span.start, last.span.end))
}
