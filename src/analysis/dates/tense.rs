//! Whether what a sentence tells of a day has been or is to come: "met on Friday", "will meet on Friday".

use crate::analysis::figures::line::{Line, Words, lower, words};
use std::sync::LazyLock;

/// What the verb nearest to a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

static FUTURE: Words = LazyLock::new(|| {
    words(
        "will 'll shall due expected scheduled plans planned set likely upcoming would hopes intends won't going slated \
     aims should must i'll he'll she'll we'll they'll it'll",
    )
});

static PAST: Words = LazyLock::new(|| {
    words(
        "was were had said says told came went began took met did left held won lost fell rose broke made gave found saw \
     wrote spoke flew drove has have since been hit struck shot sank led beat put sent became got knew killed",
    )
});

/// How far from a date its verb is looked for, in tokens.
const REACH: usize = 14;

/// The tense of what the tokens from `from` to before `to` date.
pub(super) fn tense(line: &Line, from: usize, to: usize) -> Tense {
    // What follows "that" or a comma is another clause.
    let clause =
        (to..to + REACH).find(|at| matches!(line.word(*at), "that" | "who" | "which" | "," | ";" | "when" | "after"));
    let end = clause.unwrap_or(to + REACH);
    for step in 1..=REACH {
        let behind = Some(to + step - 1).filter(|at| *at < end);
        for at in [from.checked_sub(step), behind].into_iter().flatten() {
            match of(line, at) {
                Tense::Unknown => {}
                known => return known,
            }
        }
    }
    Tense::Unknown
}

fn of(line: &Line, at: usize) -> Tense {
    let word = line.word(at);
    if !word.is_ascii() || word.len() < 2 || (line.capital(at) && word == "May") {
        return Tense::Unknown;
    }
    let small = lower(word);
    // "set out on Friday"; "were due on Monday".
    if (small == "set" && !line.is(at + 1, "to")) || line.any(at.wrapping_sub(1), &["was", "were"]) {
        return Tense::Past;
    }
    if FUTURE.contains(small.as_ref()) || (matches!(small.as_ref(), "is" | "are") && line.is(at + 1, "to")) {
        Tense::Future
    } else if PAST.contains(small.as_ref()) || (small.len() > 3 && small.ends_with("ed") && line.small(at)) {
        Tense::Past
    } else {
        Tense::Unknown
    }
}
