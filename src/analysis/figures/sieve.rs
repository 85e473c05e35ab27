//! What is in digits or number words and no figure: years, ages, clock times, scores, labels, parts of names.

use super::Bound;
use super::about::{self, STOPS};
use super::line::{Line, Words, lower, words};
use super::number::Form;
use super::quantity::Quantity;
use super::units::is_time;
use super::words::{Numeral, numeral};
use crate::text::TokenKind;
use std::sync::LazyLock;

/// Words that a number behind them names one of.
static LABELS: Words = LazyLock::new(|| {
    words(
        "no no. nos nos. number numbers page pages p. pp. chapter section article articles clause paragraph resolution \
     flight route highway line level phase stage grade category channel room gate platform terminal version model \
     step episode season row item proposition pier block apartment suite ward district zone sector precinct unit \
     formula top protocol tier exit junction appendix annex rule serial boeing airbus embraer falcon apollo iphone \
     windows antonov tel interstate verse berth",
    )
});

/// Nouns of persons, of which one counts.
static PERSONS: Words = LazyLock::new(|| {
    words(
        "person soldier civilian officer policeman policewoman man woman child boy girl student fisherman driver passenger \
         worker death fatality protester sailor pilot firefighter journalist hostage casualty vote seat dead injured case \
         survivor body player guest crewman miner farmer tapper widow widower teacher nurse teenager youth pensioner \
         grandmother grandfather mother father missing wounded hurt killed goal",
    )
});

/// Nouns behind a hyphen that make a name of a kind, not a count: "five-star".
static KINDS: Words = LazyLock::new(|| {
    words(
        "star way time sided pronged dimensional digit figure fold legged wheel wheeler nil all o pointer handed tier off \
     stop on one bit fifths door piece",
    )
});

/// Whether `found` is a figure.
pub(super) fn is_figure(line: &Line, found: &Quantity, bound: Bound) -> bool {
    if is_part_of_name(line, found) || is_share_of_nothing(line, found, bound) {
        return false;
    }
    match found.unit {
        Some(unit) if is_time(unit) => !is_age(line, found) && !is_idle_time(line, found, unit, bound),
        Some(_) => true,
        None => {
            !is_year(line, found, bound)
                && !is_label(line, found)
                && !is_clock(line, found)
                && counts(line, found, bound)
        }
    }
}

/// "Covid-19", "under-21", "the Five Hills", "+1".
fn is_part_of_name(line: &Line, found: &Quantity) -> bool {
    let before = found.from.wrapping_sub(1);
    if line.glued(found.from)
        && !found.currency_first
        && !line.is(before.wrapping_sub(1), "magnitude")
        && (line.hyphen(before) || matches!(line.word(before), "+" | "/" | ":" | "." | "#" | "_"))
        && line.glued(before)
    {
        return true;
    }
    if line.word(before) == "+" && line.glued(found.from) {
        return true;
    }
    let spelled = matches!(found.form, Form::Spelled | Form::Group | Form::Many | Form::Part);
    if !spelled || !line.capital(found.from) || line.capital_is_idle(found.from) {
        return false;
    }
    // "Quake Kills Twelve": too short to tell that it is in Title Case.
    let headline = line.len() < 10 && !matches!(line.word(line.len() - 1), "." | "!" | "?" | "”");
    !headline
}

/// "half" that is no half of anything: "the first half", "half-finished", "a third man".
fn is_share_of_nothing(line: &Line, found: &Quantity, bound: Bound) -> bool {
    if found.form != Form::Part || found.unit.is_some() {
        return false;
    }
    let word = line.word(found.to - 1);
    if !word.starts_with(|c: char| c.is_alphabetic()) || word.ends_with('s') || numeral(word).is_none() {
        return false;
    }
    if matches!(numeral(word), Some(Numeral::One(_) | Numeral::Ten(_) | Numeral::Hundred)) {
        return false;
    }
    let ordinal = [
        "first", "second", "third", "fourth", "final", "other", "latter", "opening", "last", "top", "bottom", "each",
        "next",
    ];
    if line.any(found.from.wrapping_sub(1), &ordinal) || line.any(found.to, &["past", "to", "-"]) {
        return true;
    }
    let counted = line.any(found.from, &["a", "an", "one", "half"]);
    let of = line.any(found.to, &["of", "are", "were", "have", "had", "is", "was"]);
    let the = line.is(found.from, "half")
        && line.any(found.to, &["the", "that", "its", "their", "his", "her", "those", "this"]);
    !(counted && (of || the || bound != Bound::Exact || line.is(found.from.wrapping_sub(1), "by")))
}

fn is_age(line: &Line, found: &Quantity) -> bool {
    let at = line.past_hyphen(found.to);
    line.any(at, &["old", "olds"]) || line.any(at, &["of"]) && line.is(at + 1, "age") || aged(line, found)
}

fn aged(line: &Line, found: &Quantity) -> bool {
    let before = |n: usize| found.from.wrapping_sub(n);
    line.any(before(1), &["aged", "age", "ages"])
        || (line.is(before(1), "of") && line.any(before(2), &["age", "ages"]))
        || (line.any(before(1), &["between", "over", "under", "from"]) && line.any(before(2), &["aged", "age", "ages"]))
}

/// "one day", "the second", "24 hours a day".
fn is_idle_time(line: &Line, found: &Quantity, unit: &str, bound: Bound) -> bool {
    let one = found.value == 1.0 && found.form == Form::Spelled;
    one && bound == Bound::Exact && matches!(unit, "day" | "second" | "minute") && !line.hyphen(found.number_to)
}

/// A number of four digits that can be a year, and that no word makes a count.
fn is_year(line: &Line, found: &Quantity, bound: Bound) -> bool {
    // "carved about 1880", "from 2029 onwards".
    let bare = !line.small(found.to) || line.within(found.to, &STOPS) || line.any(found.to, &["onwards", "onward"]);
    if found.form == Form::Plain && bare && bound == Bound::About && (1500.0..2100.0).contains(&found.value) {
        return !line.is(found.from.wrapping_sub(1), "some");
    }
    if found.form != Form::Plain || !(1900.0..2100.0).contains(&found.value) || found.value.fract() != 0.0 {
        return false;
    }
    let before = found.from.wrapping_sub(1);
    let plural = line.small(found.to) && line.word(found.to).ends_with('s') && !bare;
    let counted = plural || line.is(found.to, "people");
    if line.is(found.to, "people") && !line.any(before, &["the", "in", "since"]) {
        return false;
    }
    let of_a_year = line.any(before, &["the", "in", "since", "by", "early", "late", "a", "until", "'s"]);
    !(counted && !of_a_year && !line.capital(before)) && (bound == Bound::Exact || !counted)
}

/// "page 12", "Boeing 737", "(3)", "1." at the start.
fn is_label(line: &Line, found: &Quantity) -> bool {
    let before = found.from.wrapping_sub(1);
    let noun_follows = line.small(found.to) && !line.within(found.to, &STOPS);
    let prior = lower(line.word(before));
    // The strength of a storm.
    if prior == "category" && found.value <= 5.0 {
        return false;
    }
    if matches!(
        prior.as_ref(),
        "boeing" | "airbus" | "no." | "nos." | "№" | "formula" | "top" | "flight" | "interstate"
    ) {
        return true;
    }
    let determined =
        ["the", "a", "an", "this", "that", "each", "every", "last", "next", "per", "his", "her", "its", "their"];
    let labelled = LABELS.contains(prior.as_ref()) && !line.any(before.wrapping_sub(1), &determined);
    if labelled && !noun_follows && found.value < 1e5 {
        return true;
    }
    if found.form == Form::Plain && found.from == 0 && matches!(line.word(found.to), "." | ")") {
        return true;
    }
    if line.word(before) == "(" && line.word(found.to) == ")" && found.value < 1000.0 {
        return true;
    }
    if line.word(found.to) == "/" && line.glued(found.to) && line.glued(found.to + 1) {
        return true;
    }
    let named = line.capital(before)
        && !line.capital_is_idle(before)
        && matches!(found.form, Form::Plain)
        && found.value < 1e4
        && !crate::analysis::dates::names::is_day_or_month(&prior);
    // "Falcon 9 rocket" is one; "in Lagos 31 died" tells of so many.
    let next = line.word(found.to);
    let told = noun_follows && (next.ends_with('s') || next.ends_with("ed") || about::is_plural(next));
    if named && !told && !line.any(found.to, &["were", "are", "have", "had", "died", "others"]) {
        return true;
    }
    let street = ["Street", "St.", "Road", "Avenue", "Lane", "Square", "Boulevard", "Drive", "Terrace"];
    found.form == Form::Plain && line.capital(found.to) && (1..=2).any(|n| line.any(found.to + n, &street))
}

/// "10:30", "9 a.m.", "ten o'clock", "a quarter to ten".
fn is_clock(line: &Line, found: &Quantity) -> bool {
    let before = |n: usize| found.from.wrapping_sub(n);
    let colon = line.word(found.to) == ":"
        && line.glued(found.to)
        && line.glued(found.to + 1)
        && line.kind(found.to + 1) == Some(TokenKind::Number);
    let after_quarter = line.any(before(1), &["to", "past"])
        && (line.any(before(2), &["quarter", "half", "minutes"]) || numeral(line.word(before(2))).is_some())
        && found.value < 13.0;
    colon
        || after_quarter
        || line.any(
            found.to,
            &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o’clock", "GMT", "noon", "CET", "UTC"],
        )
}

/// Whether a bare number counts something.
fn counts(line: &Line, found: &Quantity, bound: Bound) -> bool {
    let before = |n: usize| found.from.wrapping_sub(n);
    if is_named_age(line, found)
        || (bound == Bound::LessThan && line.any(before(2), &["children", "kids", "those", "infants"]))
    {
        return false;
    }
    let hyphen = line.hyphen(found.to);
    if hyphen {
        let noun = lower(line.word(found.to + 1));
        return noun.starts_with(char::is_alphabetic) && !KINDS.contains(noun.as_ref()) && found.value > 1.0;
    }
    if found.form == Form::Spelled && found.value == 1.0 {
        return bound != Bound::Exact
            || PERSONS.contains(&line.word(found.to))
            || line.any(before(1), &["killing", "killed"]);
    }
    if found.form == Form::Spelled && found.value == 0.0 {
        return false;
    }
    // "the two": those that were named before.
    let known =
        ["the", "these", "those", "other", "both", "his", "her", "their", "its", "our", "your", "my", "last", "first"];
    !(found.form == Form::Spelled && found.value == 2.0 && line.any(before(1), &known))
}

/// "Flomo, 51, of the party", "aged 43".
fn is_named_age(line: &Line, found: &Quantity) -> bool {
    let before = |n: usize| found.from.wrapping_sub(n);
    let years = found.value.fract() == 0.0 && found.value < 120.0;
    years
        && (aged(line, found)
            || (line.word(before(1)) == ","
                && line.capital(before(2))
                && found.form == Form::Plain
                && matches!(line.word(found.to), "," | "." | ";" | ")"))
            || of_a_person(line, found))
}

/// "a girl of nine", "who is thirty-four".
fn of_a_person(line: &Line, found: &Quantity) -> bool {
    let before = |n: usize| found.from.wrapping_sub(n);
    let ends =
        matches!(line.word(found.to), "," | "." | ";" | ")" | "”" | "") || line.any(found.to, &["when", "and", "who"]);
    let of = line.is(before(1), "of") && line.within(before(2), &PERSONS);
    let is = line.any(before(1), &["is", "was"]) && line.any(before(2), &["who", "she", "he", "i"]);
    ends && (is || of)
}
