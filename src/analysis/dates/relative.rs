//! Dates that count from the day of the article: "yesterday", "last week", "two days ago", "earlier this month", "in August".

use super::Period;
use super::absolute::{from_month, from_weekday, year_behind};
use super::calendar::{Third, plus};
use super::names::{month, season, weekday};
use super::read::{Found, Grain, Reader};
use crate::analysis::figures::number::number;
use jiff::ToSpan;

/// "today", "yesterday", "tomorrow", "the day before yesterday".
pub(super) fn near(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let word = super::read::lowered(line.word(at));
    let shift: i64 = match word.as_ref() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        "day" if line.reads(at + 1, "before yesterday") => -2,
        "day" if line.reads(at + 1, "after tomorrow") => 2,
        _ => return None,
    };
    let to = if word == "day" { at + 3 } else { at + 1 };
    let when = reader.published.and_then(|day| plus(day, shift.days())).map(Period::day);
    Some(Found::new(at, to, when, Grain::Day))
}

/// What "last", "this" and "next" begin: "last week", "this summer", "next Friday", "last May", "the past two years".
pub(super) fn turned(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let word = super::read::lowered(line.word(at));
    let turn: i16 = match word.as_ref() {
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" => 1,
        _ => return None,
    };
    let next = super::read::lowered(line.word(at + 1));
    let to = at + 2;
    let found = |when: Option<Period>, grain| Some(Found::new(at, to, when, grain));
    if let Some(season) = season(&next).filter(|_| word != "past") {
        return found(reader.season_turned(season, turn), Grain::Month);
    }
    if let Some(named) = month(line.word(at + 1)).filter(|_| line.capital(at + 1)) {
        // "this May 4".
        let inner = from_month(reader, at + 1)?;
        if inner.grain == Grain::Day || inner.year_given {
            return Some(Found { from: at, ..inner });
        }
        return found(reader.month_turned(named, turn), Grain::Month);
    }
    if let Some(named) = weekday(line.word(at + 1)).filter(|_| line.capital(at + 1) && word != "past") {
        let inner = from_weekday(reader, at + 1).filter(|inner| inner.to > at + 2);
        if let Some(inner) = inner {
            return Some(Found { from: at, ..inner });
        }
        return found(reader.weekday_turned(named, turn), Grain::Day);
    }
    if matches!(word.as_ref(), "current" | "upcoming" | "coming" | "past") && line.is(at.wrapping_sub(1), "a") {
        return None;
    }
    let day = reader.published;
    let of = |period: fn(&Reader, i16) -> Option<Period>, grain| found(period(reader, turn), grain);
    match next.as_ref() {
        "week" => of(|reader, turn| Period::week_of(plus(reader.published?, i64::from(7 * turn).days())?), Grain::Week),
        "weekend" => of(|reader, turn| reader.weekend(turn), Grain::Week),
        "month" => of(
            |reader, turn| Period::months(reader.published?.year(), i16::from(reader.published?.month()) + turn, 1),
            Grain::Month,
        ),
        "year" => of(|reader, turn| Period::year(reader.published?.year().checked_add(turn)?), Grain::Year),
        "quarter" if turn != 0 || line.is(at, "this") => of(|reader, turn| reader.quarter(turn), Grain::Month),
        "decade" => of(|reader, turn| Period::years(reader.published?.year() / 10 * 10 + 10 * turn, 10), Grain::Long),
        "century" => {
            of(|reader, turn| Period::years(reader.published?.year() / 100 * 100 + 100 * turn, 100), Grain::Long)
        }
        "night" if turn == -1 => found(day.and_then(|day| day.yesterday().ok()).map(Period::day), Grain::Day),
        "morning" | "afternoon" | "evening" if turn == 0 => found(day.map(Period::day), Grain::Day),
        _ => counted(reader, at, turn),
    }
}

/// "the last two weeks", "the next 10 years".
fn counted(reader: &Reader, at: usize, turn: i16) -> Option<Found> {
    let line = &reader.line;
    let count = number(line, at + 1).filter(|count| turn != 0 && count.value.fract() == 0.0 && count.value < 1000.0)?;
    let span = unit_span(line.word(count.to), count.value as i64)?;
    let when = reader.published.and_then(|day| {
        let other = plus(day, if turn < 0 { -span } else { span })?;
        Some(Period { from: day.min(other), to: day.max(other) })
    });
    Some(Found::new(at, count.to + 1, when, Grain::Long))
}

fn unit_span(word: &str, count: i64) -> Option<jiff::Span> {
    Some(match super::read::lowered(word).as_ref() {
        "day" | "days" => count.days(),
        "week" | "weeks" => count.weeks(),
        "fortnight" | "fortnights" => count.checked_mul(2)?.weeks(),
        "month" | "months" => count.months(),
        "year" | "years" => count.years(),
        "decade" | "decades" => count.checked_mul(10)?.years(),
        _ => return None,
    })
}

/// "two days ago", "a year ago", "three weeks from now", "in two weeks".
pub(super) fn ago(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let (count, unit_at) = match number(line, at) {
        Some(count) => (Some(count.value).filter(|value| value.fract() == 0.0 && *value < 5000.0)? as i64, count.to),
        None if line.any(at, &["a", "an"]) => (1, at + 1),
        None => return None,
    };
    let span = unit_span(line.word(unit_at), count)?;
    let to = unit_at + 1;
    let in_future = line.is(at.wrapping_sub(1), "in")
        && !line.any(to, &["ago", "later", "before", "after"])
        && line.any(to, &["", ".", ",", "time", "’", "'"]);
    let (to, back) = if line.is(to, "ago") {
        (to + 1, true)
    } else if line.reads(to, "from now") || line.reads(to, "from today") {
        (to + 2, false)
    } else if in_future && super::tense::tense(line, at, to) == super::tense::Tense::Future {
        (to, false)
    } else {
        return None;
    };
    let unit = super::read::lowered(line.word(unit_at));
    let when = reader.published.and_then(|day| {
        let day = plus(day, if back { -span } else { span })?;
        match unit.trim_end_matches('s') {
            "month" => Period::month_of(day),
            "year" => Period::year(day.year()),
            "decade" => Period::years(day.year() / 10 * 10, 10),
            _ => Some(Period::day(day)),
        }
    });
    Some(Found::new(at, to, when, Grain::Day))
}

/// A part of a period: "early 2022", "mid-June", "the end of last year", "earlier this month", "later in the year".
pub(super) fn part(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let word = super::read::lowered(line.word(at));
    let (third, inner_at) = match word.as_ref() {
        "early" => (Third::Early, line.past_hyphen(at + 1)),
        "mid" => (Third::Middle, line.past_hyphen(at + 1)),
        "late" => (Third::Late, line.past_hyphen(at + 1)),
        "beginning" | "start" if line.is(at + 1, "of") => (Third::Early, at + 2),
        "middle" if line.is(at + 1, "of") => (Third::Middle, at + 2),
        "end" if line.is(at + 1, "of") => (Third::Late, at + 2),
        "earlier" | "later" => return half(reader, at, word == "earlier"),
        _ => return None,
    };
    let inner_at = inner_at + usize::from(line.any(inner_at, &["in", "on"]) && word != "mid");
    let inner = whole(reader, inner_at)?;
    let end = match (word.as_ref(), inner.when) {
        ("end", Some(when)) if inner.grain == Grain::Year => {
            Some(Period { from: when.third(Third::Late)?.from, to: when.to })
        }
        (_, Some(when)) => when.third(third),
        (_, None) => None,
    };
    if matches!(inner.grain, Grain::Day | Grain::Weekday) {
        return None;
    }
    Some(Found { from: at, when: end, ..inner })
}

/// The period at `at`, with or without its article: "the year", "this month", "2022", "May".
fn whole(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    if line.is(at, "the") {
        return current(reader, at).or_else(|| super::absolute::from_number(reader, at + 1));
    }
    turned(reader, at)
        .or_else(|| super::absolute::from_number(reader, at))
        .or_else(|| from_month(reader, at))
        .or_else(|| seasonal(reader, at))
}

/// "the year", "the month", "the week": those of the article's day.
fn current(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let day = reader.published;
    let (when, grain) = match super::read::lowered(line.word(at + 1)).as_ref() {
        "week" => (day.and_then(Period::week_of), Grain::Week),
        "month" => (day.and_then(Period::month_of), Grain::Month),
        "year" => (day.and_then(|day| Period::year(day.year())), Grain::Year),
        "decade" => (day.and_then(|day| Period::years(day.year() / 10 * 10, 10)), Grain::Long),
        _ => return None,
    };
    Some(Found::new(at, at + 2, when, grain))
}

/// "earlier this month" ends, "later this month" begins with the article's day.
fn half(reader: &Reader, at: usize, earlier: bool) -> Option<Found> {
    let line = &reader.line;
    let inner = if line.is(at + 1, "in") && line.is(at + 2, "the") {
        current(reader, at + 2)
    } else {
        turned(reader, at + 1).filter(|_| line.any(at + 1, &["this", "last", "next"]))
    }?;
    let when = match (inner.when, reader.published) {
        (Some(when), Some(day)) if when.from <= day && day <= when.to => {
            Some(if earlier { Period { to: day, ..when } } else { Period { from: day, ..when } })
        }
        (when, _) => when,
    };
    if inner.grain == Grain::Day && !line.is(at + 1, "this") {
        return None;
    }
    Some(Found { from: at, when, ..inner })
}

/// "summer 2022", "the spring of 2021", "in the autumn".
pub(super) fn seasonal(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let season = season(&super::read::lowered(line.word(at)))?;
    if let Some((year, to)) = year_behind(line, at + 1).filter(|_| line.word(at + 1) != ",") {
        return Some(Found::new(at, to, Period::season(year, season), Grain::Month).with_year(true));
    }
    if line.is(at + 1, "of") && line.any(at + 2, &["this", "last", "next"]) && line.is(at + 3, "year") {
        let year = turned(reader, at + 2)?.when.map(|year| year.from.year());
        return Some(Found::new(at, at + 4, year.and_then(|year| Period::season(year, season)), Grain::Month));
    }
    let led =
        line.is(at.wrapping_sub(1), "the") && line.any(at.wrapping_sub(2), &["in", "by", "since", "until", "during"]);
    (led && !line.hyphen(at + 1) && !line.any(at + 1, &["of", "in"]))
        .then(|| Found::new(at, at + 1, reader.season(season, at), Grain::Month))
}

/// "the first quarter of 2022", "Q1 2022", "the second half of last year".
pub(super) fn fraction(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let word = line.word(at);
    let (number, months, next) =
        if let Some(quarter) = word.strip_prefix(['Q', 'H']).and_then(|rest| rest.parse::<i16>().ok()) {
            (quarter, if word.starts_with('Q') { 3 } else { 6 }, at + 1)
        } else {
            let (number, to) = super::absolute::day_number(line, at)
                .filter(|_| !line.word(at).bytes().all(|byte| byte.is_ascii_digit()))
                .or_else(|| line.is(at, "last").then_some((4, at + 1)))?;
            let months = match super::read::lowered(line.word(to)).as_ref() {
                "quarter" => 3,
                "half" => 6,
                _ => return None,
            };
            (i16::from(number), months, to + 1)
        };
    if !(1..=12 / months).contains(&number) {
        return None;
    }
    let next = next + usize::from(line.is(next, "of") || line.is(next, "in"));
    let year = year_behind(line, next).map(|(year, to)| (Some(year), to)).or_else(|| {
        whole(reader, next)
            .filter(|found| found.grain == Grain::Year)
            .map(|found| (found.when.map(|year| year.from.year()), found.to))
    })?;
    let when = year.0.and_then(|year| Period::months(year, (number - 1) * months + 1, months));
    Some(Found::new(at, year.1, when, Grain::Month).with_year(true))
}
