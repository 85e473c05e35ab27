//! Days: `2024`, `2024-05..2024-06-15`, `>2024`, `today`, `7d`. What is relative stays so until it is asked.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::fmt;

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One of them.
    In(Moment),
    /// From the beginning of one to the end of the other; `None` is open.
    Between(Option<Moment>, Option<Moment>),
    /// After it, or before.
    Compared(Compare, Moment),
}

/// How to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

impl Compare {
    pub(super) const ALL: [(Self, &'static str); 4] =
        [(Self::AtLeast, ">="), (Self::AtMost, "<="), (Self::More, ">"), (Self::Less, "<")];

    /// The sign that `text` begins with, and what follows it.
    pub(super) fn split(text: &str) -> Option<(Self, &str)> {
        Self::ALL.iter().find_map(|(compare, sign)| Some((*compare, text.strip_prefix(sign)?.trim_start())))
    }

    pub(super) fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(compare, _)| *compare == self).map_or("", |(_, sign)| sign)
    }
}

/// A day or a period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The day of asking.
    Today,
    /// The day before.
    Yesterday,
    /// The week, from Monday, the month or the year of the day of asking.
    This(Unit),
    /// By itself the last so many, today included; beside a sign the day so long ago.
    Ago(u16, Unit),
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

/// Units of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    const ALL: [(Self, char, &'static str); 4] =
        [(Self::Day, 'd', "day"), (Self::Week, 'w', "week"), (Self::Month, 'm', "month"), (Self::Year, 'y', "year")];

    fn spans(self, count: i64) -> Span {
        match self {
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Year => count.years(),
        }
    }
}

/// What may be asked for, for messages.
pub(super) const FORMS: &str = "dates are 2024, 2024-05, 2024-05-17, today, yesterday, week, month, year or 7d (2w, 3m, 1y), \
     with .. between two of them or > < >= <= before one";

impl When {
    /// Reads it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((compare, rest)) = Compare::split(text) {
            return Some(Self::Compared(compare, Moment::parse(rest)?));
        }
        let Some((from, to)) = text.split_once("..") else { return Some(Self::In(Moment::parse(text)?)) };
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => Moment::parse(text).map(Some),
        };
        let (from, to) = (end(from)?, end(to.trim_start_matches('.'))?);
        (from.is_some() || to.is_some()).then_some(Self::Between(from, to))
    }

    /// First and last day, each where there is one. Days beyond the calendar's ends are open.
    pub fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        match self {
            Self::In(Moment::Ago(count, unit)) => {
                let from = earlier(today, unit.spans(i64::from(count)));
                (from.and_then(|from| from.tomorrow().ok()), Some(today))
            }
            Self::In(moment) => moment.days(today),
            Self::Between(from, to) => (from.and_then(|from| from.days(today).0), to.and_then(|to| to.days(today).1)),
            Self::Compared(compare, moment) => {
                let (from, to) = moment.days(today);
                match compare {
                    Compare::More => (to.and_then(|to| to.tomorrow().ok()), None),
                    Compare::AtLeast => (from, None),
                    Compare::Less => (None, from.and_then(|from| from.yesterday().ok())),
                    Compare::AtMost => (None, to),
                }
            }
        }
    }
}

fn earlier(day: Date, by: Span) -> Option<Date> {
    day.checked_sub(by).ok()
}

impl Moment {
    fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        match lower.as_str() {
            "today" => return Some(Self::Today),
            "yesterday" => return Some(Self::Yesterday),
            _ => {}
        }
        if let Some((unit, ..)) = Unit::ALL.iter().find(|(unit, _, name)| *unit != Unit::Day && *name == lower) {
            return Some(Self::This(*unit));
        }
        if let Some((unit, letter, _)) = Unit::ALL.iter().find(|(_, letter, _)| lower.ends_with(*letter)) {
            let count: u16 = lower.strip_suffix(*letter)?.parse().ok()?;
            return (count > 0).then_some(Self::Ago(count, *unit));
        }
        let parts: Vec<&str> = lower.split(['-', '/']).collect();
        let number = |text: &str, longest: usize| {
            let digits = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i16>().ok().filter(|_| digits)
        };
        let year = |text: &str| number(text, 4).filter(|year| text.len() == 4 && *year > 0);
        match parts.as_slice() {
            [one] => Some(Self::Year(year(one)?)),
            [one, month] => {
                let month = i8::try_from(number(month, 2)?).ok()?;
                (1..=12).contains(&month).then_some(Self::Month(year(one)?, month))
            }
            [one, month, day] => {
                let part = |text: &str| i8::try_from(number(text, 2)?).ok();
                Some(Self::Day(Date::new(year(one)?, part(month)?, part(day)?).ok()?))
            }
            _ => None,
        }
    }

    /// First and last day.
    fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        let one = |day: Option<Date>| (day, day);
        let from_to = |from: Option<Date>, count: Span| {
            let to = from.and_then(|from| from.checked_add(count).ok()?.yesterday().ok());
            (from, to)
        };
        match self {
            Self::Today => one(Some(today)),
            Self::Yesterday => one(today.yesterday().ok()),
            Self::Ago(count, unit) => one(earlier(today, unit.spans(i64::from(count)))),
            Self::Day(day) => one(Some(day)),
            Self::Month(year, month) => from_to(Date::new(year, month, 1).ok(), 1.month()),
            Self::Year(year) => from_to(Date::new(year, 1, 1).ok(), 1.year()),
            Self::This(Unit::Day) => one(Some(today)),
            Self::This(Unit::Week) => {
                let past = i64::from(today.weekday().to_monday_zero_offset());
                from_to(earlier(today, past.days()), 1.week())
            }
            Self::This(Unit::Month) => from_to(Some(today.first_of_month()), 1.month()),
            Self::This(Unit::Year) => from_to(Some(today.first_of_year()), 1.year()),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(moment) => moment.fmt(f),
            Self::Compared(compare, moment) => write!(f, "{}{moment}", compare.sign()),
            Self::Between(from, to) => {
                from.iter().try_for_each(|from| from.fmt(f))?;
                f.write_str("..")?;
                to.iter().try_for_each(|to| to.fmt(f))
            }
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |unit: &Unit| Unit::ALL.iter().find(|(one, ..)| one == unit).map_or((' ', ""), |(_, a, b)| (*a, *b));
        match self {
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::This(unit) => f.write_str(of(unit).1),
            Self::Ago(count, unit) => write!(f, "{count}{}", of(unit).0),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(text: &str) -> Option<String> {
        // A Wednesday.
        let (from, to) = When::parse(text)?.days(date(2024, 5, 15));
        let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        Some(format!("{}..{}", shown(from), shown(to)))
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        for (text, expected) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2024-2-9", "2024-02-09..2024-02-09"),
            ("2024/02/09", "2024-02-09..2024-02-09"),
            ("today", "2024-05-15..2024-05-15"),
            ("Yesterday", "2024-05-14..2024-05-14"),
            ("week", "2024-05-13..2024-05-19"),
            ("month", "2024-05-01..2024-05-31"),
            ("year", "2024-01-01..2024-12-31"),
            ("7d", "2024-05-09..2024-05-15"),
            ("1d", "2024-05-15..2024-05-15"),
            ("2w", "2024-05-02..2024-05-15"),
            ("3m", "2024-02-16..2024-05-15"),
            ("1y", "2023-05-16..2024-05-15"),
            ("2024-05-01..2024-06", "2024-05-01..2024-06-30"),
            ("..2023", "..2023-12-31"),
            ("2023..", "2023-01-01.."),
            ("30d..7d", "2024-04-15..2024-05-08"),
            (">2024", "2025-01-01.."),
            (">=2024", "2024-01-01.."),
            ("<2024-03", "..2024-02-29"),
            ("<=2024-03", "..2024-03-31"),
            ("<7d", "..2024-05-07"),
            ("> 7d", "2024-05-09.."),
            ("9999", "9999-01-01.."),
        ] {
            assert_eq!(days(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "..",
            "2024-13",
            "2023-02-29",
            "0d",
            "soon",
            "24",
            "2024-05-01-02",
            ">",
            "1..2",
            "-5",
            "+024",
            "9999999d",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
