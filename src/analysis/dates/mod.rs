//! When: the dates and periods that an article names.
//!
//! `absolute` reads dates that stand for themselves, `relative` those that count from the article's day, `read` chooses
//! among the days that a name allows, by `tense`; `calendar` has the periods.

mod absolute;
mod calendar;
pub(super) mod names;
mod read;
mod relative;
mod tense;

use super::Document;
use super::figures::line::{Line, lower};
use crate::text::{Span, TokenKind};
use jiff::ToSpan;
use jiff::civil;
use read::{Found, Grain, Reader};
use std::fmt;

/// Whole days from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// Its first day.
    pub from: civil::Date,
    /// Its last day.
    pub to: civil::Date,
}

impl fmt::Display for Period {
    /// As ISO 8601 writes it: a day, else the interval of two days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        if from == to { write!(f, "{from}") } else { write!(f, "{from}/{to}") }
    }
}

/// One date, time or period that is named. Spans are bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words: "Friday", "4 February 2022", "last week".
    pub span: Span,
    /// When that is; `None` where it cannot be told.
    pub value: Option<Period>,
}

/// Finds the dates of `document`, in the order of the text; what is relative is counted from `published`.
pub fn dates(document: &Document, published: Option<civil::Date>) -> Vec<DateMention> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader { line: Line::new(document.text, sentence), published };
        let mut at = 0;
        while at < reader.line.len() {
            let Some(found) = begin(&reader, at) else {
                at += 1;
                continue;
            };
            let found = joined(&reader, found);
            out.push(DateMention { span: reader.line.span(found.from, found.to), value: found.when });
            at = found.to.max(at + 1);
        }
    }
    out
}

/// The date that begins at the token `at`. Most tokens cost no more than a look at their letters.
fn begin(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    match line.kind(at)? {
        TokenKind::Number => relative::ago(reader, at)
            .or_else(|| relative::fraction(reader, at))
            .or_else(|| absolute::from_number(reader, at)),
        TokenKind::Word => {
            let word = line.word(at);
            if word.len() > 11 || !word.is_ascii() {
                return None;
            }
            if word.starts_with(|c: char| c.is_ascii_uppercase())
                && let Some(found) = absolute::from_weekday(reader, at).or_else(|| absolute::from_month(reader, at))
            {
                return Some(found);
            }
            from_word(reader, at, &lower(word))
        }
        _ => None,
    }
}

fn from_word(reader: &Reader, at: usize, word: &str) -> Option<Found> {
    match word {
        "today" | "tonight" | "yesterday" | "tomorrow" | "day" => relative::near(reader, at),
        "last" | "past" | "previous" | "this" | "current" | "next" | "coming" | "upcoming" => {
            relative::fraction(reader, at).or_else(|| relative::turned(reader, at))
        }
        "early" | "mid" | "late" | "beginning" | "start" | "middle" | "end" | "earlier" | "later" => {
            relative::part(reader, at)
        }
        "spring" | "summer" | "autumn" | "fall" | "winter" => relative::seasonal(reader, at),
        "a" | "an" => relative::ago(reader, at),
        "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => relative::fraction(reader, at),
        _ if names::ordinal(&reader.line, at).is_some() => relative::fraction(reader, at)
            .or_else(|| absolute::century(&reader.line, at))
            .or_else(|| absolute::from_number(reader, at)),
        _ if super::figures::words::numeral(word).is_some() => relative::ago(reader, at),
        _ => None,
    }
}

/// `first` with the date that it leads up to: "from May to July 2022", "between 2019 and 2021", "Friday to Sunday".
fn joined(reader: &Reader, first: Found) -> Found {
    let line = &reader.line;
    let mark = line.word(first.to);
    let led = |word: &str| line.is(first.from.wrapping_sub(1), word) || line.is(first.from.wrapping_sub(2), word);
    let joins = match mark {
        "to" | "until" | "till" | "through" => true,
        "and" => led("between"),
        "-" | "–" | "—" => line.glued(first.to) == line.glued(first.to + 1),
        _ => false,
    };
    let at = first.to + 1 + usize::from(line.is(first.to + 1, "the"));
    let Some(second) = joins.then(|| begin(reader, at)).flatten() else { return first };
    let alike = first.grain == second.grain
        || led("from")
        || led("between")
        || matches!((first.grain, second.grain), (Grain::Day, Grain::Weekday) | (Grain::Weekday, Grain::Day));
    if !alike || second.from != at {
        return first;
    }
    let when = first.when.zip(second.when).and_then(|(from, to)| between(&first, from, &second, to));
    if when.is_none() && first.when.is_some() && second.when.is_some() {
        return first;
    }
    Found { to: second.to, when, grain: second.grain, ..first }
}

/// From the beginning of `from` to the end of `to`, each moved to where they follow one another if nothing else says when.
fn between(first: &Found, from: Period, second: &Found, to: Period) -> Option<Period> {
    let (mut from, mut to) = (from, to);
    if second.year_given && !first.year_given && matches!(first.grain, Grain::Day | Grain::Month) {
        let years = i64::from(to.from.year()) - i64::from(from.from.year());
        from = from.shifted(years.years())?;
        if from.from > to.to {
            from = from.shifted((-1).year())?;
        }
    }
    if to.to < from.from && !second.year_given {
        to = to.shifted(if second.grain == Grain::Weekday { 1.week() } else { 1.year() })?;
    }
    (from.from <= to.to).then_some(Period { from: from.from, to: to.to })
}

#[cfg(test)]
mod tests;
