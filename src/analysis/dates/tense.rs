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
     wrote spoke flew drove has have since been hit struck shot sank led beat put sent became got knew killed \
         stood kept lay sat ran slept fought hid grew spent",
    )
});

/// How far from a date its verb is looked for, in tokens.
const REACH: usize = 14;

/// What was meant, at some time before the article's day, to come.
static MEANT: Words = LazyLock::new(|| {
    words("promised pledged vowed hoped hoping promises pledges vows hope promise expects expecting promising pledging")
});

/// What moves something to another day.
static MOVED: Words = LazyLock::new(|| {
    words(
        "adjourned postponed delayed deferred extended suspended remanded rescheduled moved pushed put back off forward \
         brought shifted prolonged jailed barred banned",
    )
});

/// The tense of what the tokens from `from` to before `to` date.
pub(super) fn tense(line: &Line, from: usize, to: usize) -> Tense {
    if let Some(known) = by_preposition(line, from, to) {
        return known;
    }
    // What follows "that" or a comma is another clause.
    let clause =
        (to..to + REACH).find(|at| matches!(line.word(*at), "that" | "who" | "which" | "," | ";" | "when" | "after"));
    let end = clause.unwrap_or(to + REACH);
    for step in 1..=REACH {
        let behind = Some(to + step - 1).filter(|at| *at < end);
        for at in [from.checked_sub(step), behind].into_iter().flatten() {
            if let Some(known) = of(line, at, from) {
                return known;
            }
        }
    }
    Tense::Unknown
}

/// What the preposition before a date tells: "adjourned until May", "a report by the end of April", "from May on".
fn by_preposition(line: &Line, from: usize, to: usize) -> Option<Tense> {
    let inside = |at: &usize| {
        line.any(*at, &["the", "end", "of", "early", "mid", "late", "middle", "beginning", "start", "at", "least", "-"])
    };
    let back = (0..from).rev().take(6).find(|at| !inside(at))?;
    let clause = || (0..back).rev().take(REACH).take_while(|at| !matches!(line.word(*at), "," | ";" | "that" | "who"));
    let moved = || clause().take(4).any(|at| line.within(at, &MOVED));
    // The nearest verb; of "was finished", "had lasted" the whole is past.
    let verb = || clause().find_map(|at| of(line, at, from));
    let has_been = |at: usize| line.any(at, &["had", "was", "were", "did", "been", "has", "have"]);
    match lower(line.word(back)).as_ref() {
        "until" | "till" | "to" if moved() => Some(Tense::Future),
        "until" | "till" => verb().is_none().then_some(Tense::Future),
        "by" => {
            // "By May they had left."
            let after = (to..to + REACH).take_while(|at| !matches!(line.word(*at), ";" | "that" | "who"));
            let past = clause().any(has_been) || after.into_iter().any(has_been);
            (!past).then_some(Tense::Future)
        }
        "from" if line.any(to, &["on", "onward", "onwards"]) => verb().is_none().then_some(Tense::Future),
        _ => None,
    }
}

/// What the token at `at` tells of the date at `from`, if it is a verb or the like.
fn of(line: &Line, at: usize, from: usize) -> Option<Tense> {
    let word = line.word(at);
    if !word.is_ascii() || word.len() < 2 || (line.capital(at) && word == "May") {
        return None;
    }
    let small = lower(word);
    let before = at.wrapping_sub(1);
    // "set out on Friday"; "were due on Monday".
    if (small == "set" && !line.is(at + 1, "to")) || line.any(before, &["was", "were"]) {
        return Some(Tense::Past);
    }
    if line.within(at, &MEANT) {
        // "promised a report in April", but "promised in April", "promised a report on Friday".
        let later = at + 2 < from && (line.is(at + 1, "to") || !line.is(from.wrapping_sub(1), "on"));
        return Some(if later || !small.ends_with("ed") { Tense::Future } else { Tense::Past });
    }
    if FUTURE.contains(small.as_ref()) || (matches!(small.as_ref(), "is" | "are") && line.is(at + 1, "to")) {
        return Some(Tense::Future);
    }
    if PAST.contains(small.as_ref()) || (small.len() > 3 && small.ends_with("ed") && line.small(at)) {
        // "will be held", "is to be fully restored", "will have ended": the verb before tells.
        let adverb = line.word(before).ends_with("ly");
        let auxiliary = if adverb { before.wrapping_sub(1) } else { before };
        let open = line.any(auxiliary, &["be", "being", "get"])
            || line.is(auxiliary, "will")
            || line.is(auxiliary, "have") && line.is(auxiliary.wrapping_sub(1), "will");
        return (!open).then_some(Tense::Past);
    }
    None
}
