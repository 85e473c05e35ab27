//! Dates that stand for themselves: "4 February 2022", "Feb. 4", "2022-02-04", "February 2022", "2021", "the 1990s".

use super::Period;
use super::calendar::{day, full_year};
use super::names::{month, ordinal, weekday};
use super::read::{Found, Grain, Reader};
use crate::analysis::figures::digits::digits;
use crate::analysis::figures::line::{Line, Words, lower, words};
use crate::analysis::figures::words::{Numeral, numeral};
use crate::text::TokenKind;
use std::sync::LazyLock;

/// Reads the date that begins with the number at `at`.
pub(super) fn from_number(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    if line.glued(at) && matches!(line.word(at.wrapping_sub(1)), "$" | "€" | "£" | "#" | "." | "/" | ":") {
        return None;
    }
    numeric(line, at)
        .or_else(|| day_first(reader, at))
        .or_else(|| decade(line, at))
        .or_else(|| century(line, at))
        .or_else(|| day_alone(reader, at))
        .or_else(|| bare_year(line, at))
}

/// "on the 12th", but not "on the 12th floor", and no hole of a golf course.
fn day_alone(reader: &Reader, at: usize) -> Option<Found> {
    static GOLF: Words = LazyLock::new(|| words("hole holes par birdie birdied bogey bogeyed eagle tee fairway putt"));
    let line = &reader.line;
    let read = digits(line.word(at)).filter(|read| read.is_ordinal())?;
    let number = read.body.parse::<i8>().ok().filter(|day| (1..=31).contains(day))?;
    let to = at + 1;
    let ends = matches!(line.word(to), "" | "." | "," | ";" | "?" | "!" | "”" | "\"" | ")")
        || line.any(to, &["but", "at", "when", "after", "before", "with", "as", "he", "she", "they", "it", "that"]);
    let led = line.is(at.wrapping_sub(1), "the") && line.any(at.wrapping_sub(2), &["on", "until", "till"]);
    if !ends || !led || (0..line.len()).any(|one| line.within(one, &GOLF)) {
        return None;
    }
    Some(Found::new(at, to, reader.day_of_month(number, at, to), Grain::Day))
}

/// "2022-02-04", "2022/02/04", "21/04/2016", "13.5.2015".
fn numeric(line: &Line, at: usize) -> Option<Found> {
    let found = |to: usize, when: Option<Period>| Some(Found::new(at, to, when, Grain::Day));
    let word = line.word(at);
    if word.matches('.').count() == 2 {
        let mut parts = word.split('.').map(|part| part.parse::<i64>().ok());
        let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
        let lengths: Vec<usize> = word.split('.').map(str::len).collect();
        return match lengths.as_slice() {
            [4, 1..=2, 1..=2] => found(at + 1, Some(whole(a, b, c)?)),
            [1..=2, 1..=2, 4] => found(at + 1, Some(whole(c, b, a)?)),
            _ => None,
        };
    }
    let mark = line.word(at + 1);
    let glued = (at + 1..=at + 4).all(|one| line.glued(one));
    if !matches!(mark, "-" | "/")
        || line.word(at + 3) != mark
        || !glued
        || line.glued(at + 5) && line.word(at + 5) == mark
    {
        return None;
    }
    let part = |at: usize, places| digits(line.word(at))?.whole(places);
    let to = at + 5;
    if let Some(year) = part(at, 4..=4) {
        let month = part(at + 2, 1..=2).or_else(|| month(line.word(at + 2)).map(i64::from))?;
        return found(to, Some(whole(year, month, part(at + 4, 1..=2)?)?));
    }
    let (first, last) = (part(at, 1..=2)?, line.word(at + 4));
    let year = match last.len() {
        4 => part(at + 4, 4..=4)?,
        2 => i64::from(full_year(part(at + 4, 2..=2)?)),
        _ => return None,
    };
    if let Some(named) = month(line.word(at + 2)) {
        return found(to, Some(whole(year, named.into(), first)?));
    }
    let second = part(at + 2, 1..=2)?;
    match (first, second) {
        (13..=31, 1..=12) => found(to, Some(whole(year, second, first)?)),
        (1..=12, 13..=31) => found(to, Some(whole(year, first, second)?)),
        (1..=12, 1..=12) if first == second => found(to, Some(whole(year, first, second)?)),
        // The third of April or the fourth of March: it cannot be told.
        (1..=12, 1..=12) => found(to, None),
        _ => None,
    }
}

fn whole(year: i64, month: i64, on: i64) -> Option<Period> {
    day(year.try_into().ok()?, month.try_into().ok()?, on.try_into().ok()?).map(Period::day)
}

/// A day of the month at `at`, in digits or words, and the place after it: "4", "4th", "fourth", "twenty-first".
pub(super) fn day_number(line: &Line, at: usize) -> Option<(i8, usize)> {
    if line.kind(at) == Some(TokenKind::Number) {
        let read = digits(line.word(at))?;
        let fits = (read.is_plain() && read.body.len() < 3) || read.is_ordinal();
        let value = read.body.parse::<i8>().ok().filter(|day| fits && (1..=31).contains(day))?;
        return Some((value, at + 1));
    }
    ordinal(line, at).filter(|(day, _)| *day <= 31)
}

/// "4 February 2022", "the 4th of February", "3-5 May", "3 and 5 May 2022".
fn day_first(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let (first, mut to) = day_number(line, at)?;
    let mut last = first;
    let joined =
        matches!(line.word(to), "-" | "–" | "—") || line.any(to, &["to", "and", "until", "till", "through", "or"]);
    if joined && let Some((day, after)) = day_number(line, to + 1).filter(|(day, _)| *day > first) {
        (last, to) = (day, after);
    }
    to += usize::from(line.word(to) == "." && line.glued(to));
    to += usize::from(line.is(to, "of"));
    if line.hyphen(to) {
        to += 1;
    }
    let month = month(line.word(to)).filter(|_| line.capital(to) || line.is(to.wrapping_sub(1), "of"))?;
    to += 1;
    let year = year_behind(line, to);
    if let Some((_, after)) = year {
        to = after;
    }
    let when = reader.days(month, first, last, year.map(|(year, _)| year), at, to);
    when.map(|when| Found::new(at, to, when, Grain::Day).with_year(year.is_some()))
}

/// The year that follows a month or day, and the place after it: "2022", ", 2022", "of 2022".
pub(super) fn year_behind(line: &Line, at: usize) -> Option<(i16, usize)> {
    let year_at = at + usize::from(line.word(at) == "," || line.is(at, "of"));
    let year =
        digits(line.word(year_at)).and_then(|read| read.whole(4..=4)).filter(|year| (1000..2200).contains(year))?;
    // "In May, 1500 people".
    let counted = line.word(at) == "," && line.small(year_at + 1) && line.word(year_at + 1).ends_with('s')
        || line.is(year_at + 1, "people");
    (!counted).then(|| Some((i16::try_from(year).ok()?, year_at + 1)))?
}

/// "February 4, 2022", "Feb. 4", "March 3-5", "February 2022", "February".
pub(super) fn from_month(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let month = month(line.word(at))?;
    if !line.capital(at) {
        return None;
    }
    let mut to = at + 1;
    to += usize::from(line.hyphen(to) || (line.word(to) == "/" && line.glued(to)));
    to += usize::from(line.is(to, "the"));
    if let Some((first, after)) = day_number(line, to).filter(|(_, after)| !is_count(line, *after)) {
        let (mut last, mut to) = (first, after);
        let joined = matches!(line.word(to), "-" | "–" | "—") || line.any(to, &["to", "and", "through", "until"]);
        if joined
            && let Some((day, after)) = day_number(line, to + 1).filter(|(day, _)| *day > first)
            && super::names::month(line.word(after)).is_none()
            && !is_count(line, after)
        {
            (last, to) = (day, after);
        }
        let year = year_behind(line, to);
        to = year.map_or(to, |(_, after)| after);
        let when = reader.days(month, first, last, year.map(|(year, _)| year), at, to)?;
        return Some(Found::new(at, to, when, Grain::Day).with_year(year.is_some()));
    }
    let to = at + 1;
    if let Some((year, to)) = year_behind(line, to) {
        return Some(Found::new(at, to, Period::months(year, month.into(), 1), Grain::Month).with_year(true));
    }
    if !names_month(line, at, month) {
        return None;
    }
    Some(Found::new(at, to, reader.month(month, at, to), Grain::Month))
}

/// Whether the number before `at` counts what follows: "In May 12 people".
fn is_count(line: &Line, at: usize) -> bool {
    line.small(at)
        && (line.word(at).ends_with('s')
            || line.is(at, "people")
            || matches!(numeral(line.word(at)), Some(Numeral::Scale(_) | Numeral::Hundred)))
        && !line.any(at, &["was", "is", "as", "this", "has", "its", "his"])
        || line.word(at) == "%"
        || line.any(at, &["percent"])
}

/// Whether a month's name alone is one: "in May", but not "May I" or "April Jones".
fn names_month(line: &Line, at: usize, month: i8) -> bool {
    static BEFORE: Words = LazyLock::new(|| {
        words(
            "in since until till by of from to and early mid late last next this before after during through for between \
         every each previous coming",
        )
    });
    let before = at.wrapping_sub(1);
    let led = line.within(before, &BEFORE) || line.is(at.wrapping_sub(2), "mid");
    // "April Jones", "in August Town".
    let name = line.capital(at + 1) && !line.capital_is_idle(at + 1);
    let doubtful = matches!(month, 3..=6 | 8) || line.word(at).len() == 3;
    !name && (led || !doubtful)
}

/// "1990s", "the late 1980s".
fn decade(line: &Line, at: usize) -> Option<Found> {
    let year =
        digits(line.word(at)).filter(|read| read.suffix == "s" && read.body.len() == 4)?.body.parse::<i16>().ok()?;
    let when = (year % 10 == 0 && (1000..2200).contains(&year)).then(|| Period::years(year, 10))?;
    Some(Found::new(at, at + 1, when, Grain::Long).with_year(true))
}

/// "the 19th century", "the nineteenth century".
pub(super) fn century(line: &Line, at: usize) -> Option<Found> {
    let (number, to) = if line.kind(at) == Some(TokenKind::Number) {
        let read = digits(line.word(at)).filter(|read| read.is_ordinal())?;
        (read.body.parse::<i16>().ok()?, at + 1)
    } else {
        ordinal(line, at).map(|(number, to)| (i16::from(number), to))?
    };
    let to = line.past_hyphen(to);
    if !(1..=30).contains(&number) || !line.any(to, &["century", "centuries"]) {
        return None;
    }
    let when = Period::years((number - 1) * 100, 100);
    Some(Found::new(at, to + 1, when, Grain::Long).with_year(true))
}

/// "2021", where it is no count.
fn bare_year(line: &Line, at: usize) -> Option<Found> {
    let year = digits(line.word(at))?.whole(4..=4).filter(|year| (1000..2200).contains(year))?;
    if !is_year(line, at, year) {
        return None;
    }
    let year = i16::try_from(year).ok()?;
    // "2019-21", "2019/20", "2019–2021".
    if matches!(line.word(at + 1), "-" | "–" | "/") && line.glued(at + 1) && line.glued(at + 2) {
        let read = digits(line.word(at + 2))?;
        let last = match read.whole(2..=4).filter(|_| read.body.len() != 3) {
            Some(short @ 0..100) => year - year % 100 + i16::try_from(short).ok()?,
            Some(long) => i16::try_from(long).ok()?,
            None => 0,
        };
        if last > year && last - year < 200 {
            let (from, to) = (Period::year(year)?, Period::year(last)?);
            return Some(
                Found::new(at, at + 3, Some(Period { from: from.from, to: to.to }), Grain::Long).with_year(true),
            );
        }
        let month =
            read.whole(2..=2).and_then(|month| i16::try_from(month).ok()).filter(|month| (1..=12).contains(month));
        if let (Some(month), "-") = (month, line.word(at + 1)) {
            return Some(Found::new(at, at + 3, Period::months(year, month, 1), Grain::Month).with_year(true));
        }
        return None;
    }
    Some(Found::new(at, at + 1, Period::year(year), Grain::Year).with_year(true))
}

fn is_year(line: &Line, at: usize, year: i64) -> bool {
    static CUES: Words = LazyLock::new(|| {
        words(
            "in since until till during before after early late mid through year between spring summer autumn winter fall end \
         circa born",
        )
    });
    const WEAK: &[&str] =
        &["of", "by", "from", "to", "for", "and", "around", "about", "over", "under", "the", "a", "than", "'s", "’s"];
    let before = at.wrapping_sub(1);
    let next = lower(line.word(at + 1));
    if line.word(at + 1) == "%" || (line.glued(at + 1) && line.word(at + 1) == ":" && line.glued(at + 2)) {
        return false;
    }
    let counted = matches!(
        next.as_ref(),
        "people" | "per" | "percent" | "men" | "women" | "children" | "troops" | "km" | "kg" | "mw" | "ha"
    ) || super::read::is_unit(&next)
        || matches!(numeral(&next), Some(Numeral::Scale(_) | Numeral::Hundred));
    if counted {
        return false;
    }
    let plural = line.small(at + 1)
        && next.ends_with('s')
        && !matches!(next.as_ref(), "as" | "was" | "is" | "has" | "its" | "his" | "this");
    if line.within(before, &CUES) || line.is(at.wrapping_sub(2), "mid") {
        return !(plural && (year < 1900 || year == 2000));
    }
    if line.glued(at) && !matches!(line.word(before), "(" | "‘" | "“" | "\"" | "'") {
        return false;
    }
    if line.any(before, WEAK) {
        let of_the_year = line.any(before, &["the", "a", "'s", "’s"]);
        let bounds = line.any(before, &["about", "around", "over", "under", "than", "for"]);
        return (1900..2100).contains(&year)
            && (!plural || of_the_year)
            && !(bounds
                && line.small(at + 1)
                && !line.any(at + 1, &["and", "to", "in", "when", "as", "was", "were", "but"]));
    }
    // "World Cup 2022" is a name; "(2019)", "2022 Olympics", and what follows a small word is none.
    let named =
        line.capital(before) && !line.capital_is_idle(before) && super::names::month(line.word(before)).is_none();
    (1900..2100).contains(&year)
        && !named
        && !plural
        && !line.any(before, &["some", "nearly", "almost", "roughly", "approximately", "least", "most"])
}

/// "Friday", "Friday, 4 February 2022", "Friday the 13th".
pub(super) fn from_weekday(reader: &Reader, at: usize) -> Option<Found> {
    let line = &reader.line;
    let named = weekday(line.word(at))?;
    if !line.capital(at)
        || (line.word(at).len() == 3 && matches!(line.word(at), "Sun" | "Mon" | "Sat" | "Wed")) && !dated(line, at + 1)
    {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(matches!(line.word(next), "," | "("));
    let the = usize::from(line.is(next, "the"));
    let whole = from_number(reader, next + the)
        .or_else(|| from_month(reader, next))
        .filter(|found| found.grain == Grain::Day && found.from <= next + the);
    if let Some(found) = whole {
        return Some(Found { from: at, ..found });
    }
    if the == 1
        && let Some((number, to)) = day_number(line, next + 1)
    {
        return Some(Found::new(at, to, reader.day_of_month(number, at, to), Grain::Day));
    }
    // "Friday next week", "Friday last week", "Friday of this week".
    let mut week = at + 1;
    week += usize::from(line.is(week, "of"));
    if line.is(week + 1, "week") && line.any(week, &["next", "last", "this"]) {
        let weeks = if line.is(week, "next") {
            1
        } else if line.is(week, "last") {
            -1
        } else {
            0
        };
        return Some(Found::new(at, week + 2, reader.weekday_of_week(named, weeks), Grain::Day));
    }
    Some(Found::new(at, at + 1, reader.weekday(named, at, at + 1), Grain::Weekday))
}

/// Whether a day of the month follows, with which "Sun" and "Wed" are days.
fn dated(line: &Line, at: usize) -> bool {
    let at = at + usize::from(line.word(at) == ",");
    day_number(line, at).is_some() || month(line.word(at)).is_some()
}
