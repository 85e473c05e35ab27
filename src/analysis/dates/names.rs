//! The names of months, days of the week and seasons.

use crate::analysis::figures::line::lower;

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

fn named(word: &str, all: &[&str]) -> Option<i8> {
    let stem = word.strip_suffix('.').unwrap_or(word);
    if !(3..=9).contains(&stem.len()) || !stem.is_ascii() {
        return None;
    }
    let stem = lower(stem);
    let place = all.iter().position(|name| {
        *name == stem
            || (stem.len() == 3 || matches!(stem.as_ref(), "sept" | "tues" | "thur" | "thurs"))
                && name.starts_with(stem.as_ref())
    })?;
    i8::try_from(place + 1).ok()
}
