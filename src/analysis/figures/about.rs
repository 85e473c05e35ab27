//! What a figure counts, as a few words of the text.

use super::bounds;
use super::line::{Line, Words, lower, words};
use super::quantity::Quantity;
use super::units::is_time;
use super::words::numeral;
use crate::text::{Span, TokenKind};
use std::sync::LazyLock;

/// Words that no counted noun begins with or goes on with.
pub(super) static STOPS: Words = LazyLock::new(|| {
    words(
        "a about according after again against ago ahead all along also although am among an and any are around as at \
     away be became because been before behind being below between both but by came can could did do does down due \
     during each either else even every for from gathered go goes had has have he her here him his how however i if \
     in inside into is it its just last later left like may me might more must my near next nor not now of off on \
     once only onto or our out outside over per said say says shall she should since so still such than that the \
     their them then there these they this those though through throughout to too towards under until up upon us was \
     we went were what when where whether which while who whom whose why will with within without would yet you your \
     will via took take takes made make makes given put plus including apart earlier worth",
    )
});

/// What became of those that are counted.
static STATES: Words = LazyLock::new(|| {
    words(
        "dead injured wounded hurt killed missing displaced arrested detained rescued saved homeless stranded infected \
     hospitalised hospitalized evacuated trapped charged affected registered deaths abroad aboard freed released \
     jailed sold cast sick ill alive",
    )
});

/// Nouns without an "s" that are plural.
static PLURALS: Words = LazyLock::new(|| {
    words(
        "people men women children troops police personnel staff cattle sheep fish aircraft policemen policewomen \
     fishermen businessmen servicemen gunmen spacecraft crew cent others livestock votes feet media",
    )
});

/// Verbs between a thing and its figure.
static LINKS: Words = LazyLock::new(|| {
    words(
        "is was are were be been being reached reach reaches rose rise rises risen fell fall falls fallen grew stood \
     stands stand cost costs hit totalled totaled totals totalling totaling amounted amounts amount worth valued came \
     comes come put estimated at to by of will would could has have had climbed jumped dropped declined increased \
     averaged exceeded exceeds given as read made remains remained stays equals shall may costed priced now currently \
     for from dipped slipped surged expected set soared than measured measures weighs weighed lasted lasts last took",
    )
});

/// What `found` counts.
pub(super) fn about(line: &Line, found: &Quantity) -> Option<Span> {
    after(line, found).or_else(|| before(line, found))
}

/// "new deals" after "15", "forest" after "1.2 million hectares of".
fn after(line: &Line, found: &Quantity) -> Option<Span> {
    let mut at = line.past_hyphen(found.to);
    if line.any(at, &["or", "and"]) && line.any(at + 1, &["more", "so", "fewer", "less"]) {
        at += 2;
    }
    if line.any(at, &["worth", "of", "in"]) {
        // "in" only leads to what money is in: "$2 million in aid".
        if line.is(at, "in") && !(found.currency_first || found.unit.is_some()) {
            return None;
        }
        at += 1 + usize::from(line.is(at, "worth") && line.is(at + 1, "of"));
        while line.any(at, &["the", "its", "his", "her", "their", "our", "all", "a", "an", "those", "these", "some"]) {
            at += 1;
        }
        let to = noun_end(line, at)?;
        return (!is_when(line, at)).then(|| line.span(at, to));
    }
    // "were rescued", "are missing".
    if line.any(at, &["were", "are", "was", "is", "have", "had", "has"]) && found.unit.is_none() {
        let state = at + 1 + usize::from(line.any(at + 1, &["been", "still", "also", "being", "to", "be"]));
        let word = line.word(state);
        let verb = line.small(state) && (STATES.contains(word) || (word.len() > 4 && word.ends_with("ed")));
        return verb.then(|| line.span(state, state + 1));
    }
    let to = noun_end(line, at)?;
    Some(line.span(at, to))
}

fn is_when(line: &Line, at: usize) -> bool {
    line.kind(at) != Some(TokenKind::Word) || crate::analysis::dates::names::is_day_or_month(line.word(at))
}

/// The token after the noun phrase that begins at `at`; none where none does.
fn noun_end(line: &Line, at: usize) -> Option<usize> {
    let mut to = at;
    while to < at + 5 {
        let word = line.word(to);
        if line.hyphen(to) && to > at {
            to += 1;
            continue;
        }
        if line.kind(to) != Some(TokenKind::Word) || STOPS.contains(lower(word).as_ref()) {
            break;
        }
        to += 1;
        if is_plural(word) && !(line.small(to) && is_plural(line.word(to))) {
            break;
        }
    }
    if line.hyphen(to.wrapping_sub(1)) && to > at {
        to -= 1;
    }
    if to == at {
        return None;
    }
    if STATES.contains(&line.word(to)) {
        to += 1;
    } else if line.any(to - 1, &["people", "persons", "others"])
        && line.any(to, &["were", "are", "was", "have", "had"])
        && to > at
    {
        let state = to + 1 + usize::from(line.any(to + 1, &["been", "still", "also"]));
        if STATES.contains(&line.word(state)) {
            to = state + 1;
        }
    }
    // "agreements to be signed".
    if line.reads(to, "to be") && line.word(to + 2).ends_with("ed") {
        to += 3;
    }
    Some(to)
}

pub(super) fn is_plural(word: &str) -> bool {
    (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("ous"))
        || PLURALS.contains(word)
        || STATES.contains(word)
}

/// "Turnout" before "was 46.1%", "budget" before "of 1.2 million euros".
fn before(line: &Line, found: &Quantity) -> Option<Span> {
    let mut to = bounds::start(line, found.from);
    let linked = to;
    while to > 0 && linked - to < 6 && line.within(to - 1, &LINKS) {
        to -= 1;
    }
    let to = if to == linked && to == found.from { found.from } else { to };
    let last = to.checked_sub(1)?;
    if line.kind(last) != Some(TokenKind::Word) || STOPS.contains(lower(line.word(last)).as_ref()) {
        return None;
    }
    // "three years" after "over", "for" or "in" is how long, of nothing in particular.
    let lasting = ["of", "is", "was", "are", "were", "be", "lasted", "lasts", "last", "took", "takes", "reached"];
    if found.unit.is_some_and(is_time) && !line.any(linked.wrapping_sub(1), &lasting) {
        return None;
    }
    // A noun directly before the figure is its object's verb more often: "killing 12", "magnitude 5.9" excepted.
    if to == found.from {
        return line.is(last, "magnitude").then(|| line.span(last, to));
    }
    let mut from = last;
    while from > 0
        && last - from < 3
        && line.kind(from - 1) == Some(TokenKind::Word)
        && !STOPS.contains(lower(line.word(from - 1)).as_ref())
        && !LINKS.contains(lower(line.word(from - 1)).as_ref())
        && numeral(line.word(from - 1)).is_none()
        && !(line.small(from - 1) && line.word(from - 1).ends_with("ed"))
    {
        from -= 1;
    }
    Some(line.span(from, to))
}
