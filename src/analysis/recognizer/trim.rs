//! What the model took into a name that is none of it.

use crate::analysis::EntityKind;
use crate::analysis::document::{Document, Item, Sentence};
use crate::analysis::names::Lists;
use crate::text::TokenKind;

/// `from..to` without a leading article, a possessive ending, and the abbreviated titles of a person ("Maj. Gen."), as
/// long as something is left.
pub(super) fn trim(
    document: &Document,
    sentence: &Sentence,
    range: (usize, usize),
    kind: EntityKind,
) -> (usize, usize) {
    let (mut from, mut to) = range;
    let item = |at: usize| sentence.items.get(at);
    while to > from + 1 && item(to - 1).is_some_and(|item| item.kind == TokenKind::Possessive) {
        to -= 1;
    }
    let extra = |item: &Item| {
        let word = document.word(item);
        let person = kind == EntityKind::Person && (is_short_title(word) || DAYS.contains(&word));
        person || word.eq_ignore_ascii_case("the")
    };
    while to > from + 1 && item(from).is_some_and(extra) {
        from += 1;
    }
    (from, to)
}

/// Days and months before a name ("In January Wang Yi said"), but for those that people are called by.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "July",
    "September",
    "October",
    "November",
    "December",
];

/// "Gen.", "Prof.", "Sen.": the stop tells it from a name.
fn is_short_title(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|stem| Lists::embedded().is_title(&stem.to_lowercase()))
}
