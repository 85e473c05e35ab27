//! The names of months, days of the week and seasons, and ordinals in words.

use crate::analysis::figures::line::{Line, lower};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The month, from 1, that `word` names or abbreviates: "February", "Feb.", "Sept".
pub(in crate::analysis) fn month(word: &str) -> Option<i8> {
    named(word, &MONTHS)
}

/// The day of the week, from 1 for Monday, that `word` names or abbreviates: "Friday", "Fri.", "Tues".
pub(in crate::analysis) fn weekday(word: &str) -> Option<i8> {
    named(word, &DAYS)
}

/// Whether `word` names a month or a day of the week.
pub(in crate::analysis) fn is_day_or_month(word: &str) -> bool {
    month(word).or_else(|| weekday(word)).is_some()
}

/// The season, from 0 for spring, that `lower` names.
pub(super) fn season(lower: &str) -> Option<i16> {
    Some(match lower {
        "spring" => 0,
        "summer" => 1,
        "autumn" | "fall" => 2,
        "winter" => 3,
        _ => return None,
    })
}

/// The ordinal in words at `at`, and the place after it: "fourth", "twenty-first".
pub(super) fn ordinal(line: &Line, at: usize) -> Option<(i8, usize)> {
    let place = |at: usize| {
        let word = line.word(at);
        let small = if (5..=11).contains(&word.len()) { lower(word) } else { return None };
        ORDINALS.iter().position(|one| *one == small).and_then(|place| i8::try_from(place + 1).ok())
    };
    if let Some(place) = place(at) {
        return Some((place, at + 1));
    }
    let tens = match lower(line.word(at)).as_ref() {
        "thirtieth" => return Some((30, at + 1)),
        "twenty" => 20,
        "thirty" => 30,
        _ => return None,
    };
    let next = line.past_hyphen(at + 1);
    place(next).filter(|ones| *ones < 10).map(|ones| (tens + ones, next + 1))
}

fn named(word: &str, all: &[&str]) -> Option<i8> {
    let stem = word.strip_suffix('.').unwrap_or(word);
    if !(3..=9).contains(&stem.len()) || !stem.is_ascii() {
        return None;
    }
    let stem = lower(stem);
    let short = stem.len() == 3 || matches!(stem.as_ref(), "sept" | "tues" | "thur" | "thurs");
    let place = all.iter().position(|name| *name == stem || (short && name.starts_with(stem.as_ref())))?;
    i8::try_from(place + 1).ok()
}
