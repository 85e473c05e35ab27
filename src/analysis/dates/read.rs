//! What dates are read with: the sentence, the day of the article, and the choice among the days that a name allows.

use super::Period;
use super::calendar::{day, distance, plus};
use super::tense::{Tense, tense};
use crate::analysis::figures::line::Line;
pub(super) use crate::analysis::figures::line::lower as lowered;
use jiff::ToSpan;
use jiff::civil::Date;

/// How long what was named is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// A day that only its name tells.
    Weekday,
    Week,
    Month,
    Year,
    Long,
}

/// A date and the tokens that name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) from: usize,
    /// The token after its last.
    pub(super) to: usize,
    pub(super) when: Option<Period>,
    pub(super) grain: Grain,
    /// Whether the year is named.
    pub(super) year_given: bool,
}

impl Found {
    pub(super) fn new(from: usize, to: usize, when: Option<Period>, grain: Grain) -> Self {
        Self { from, to, when, grain, year_given: false }
    }

    pub(super) fn with_year(self, year_given: bool) -> Self {
        Self { year_given, ..self }
    }
}

/// A sentence, and the day that its article is of.
pub(super) struct Reader<'a> {
    pub(super) line: Line<'a>,
    pub(super) published: Option<Date>,
}

/// Whether `word` is a unit that a number of four digits may count.
pub(super) fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "metres"
            | "meters"
            | "metre"
            | "meter"
            | "kilometres"
            | "kilometers"
            | "miles"
            | "mile"
            | "feet"
            | "tonnes"
            | "tons"
            | "hectares"
            | "acres"
            | "barrels"
            | "megawatts"
            | "dollars"
            | "euros"
            | "pounds"
            | "rupees"
            | "jobs"
            | "soldiers"
            | "workers"
            | "hours"
            | "gmt"
            | "votes"
            | "points"
    )
}

impl Reader<'_> {
    /// Of days that come in order, the one that is meant: by the verb, else the nearest to the article's.
    fn choose(&self, from: usize, to: usize, of: impl Fn(i16) -> Option<Period>) -> Option<Period> {
        let published = self.published?;
        let years = [-1, 0, 1].map(|turn| published.year().checked_add(turn).and_then(&of));
        let tense = tense(&self.line, from, to);
        let fits = |period: &&Period| match tense {
            Tense::Future => period.to >= published,
            Tense::Past => period.from <= published,
            Tense::Unknown => true,
        };
        let near = |period: &&Period| {
            if period.from <= published && published <= period.to {
                0
            } else {
                distance(period.from, published).min(distance(period.to, published))
            }
        };
        let all = years.iter().flatten();
        all.clone().filter(fits).min_by_key(near).or_else(|| all.min_by_key(near)).copied()
    }

    /// Days of a month, in the year that is given or meant. The outer `None`: there is no such day.
    pub(super) fn days(
        &self,
        month: i8,
        first: i8,
        last: i8,
        year: Option<i16>,
        from: usize,
        to: usize,
    ) -> Option<Option<Period>> {
        // Of 29 February it is enough that some year has it.
        day(2000, month, first)?;
        day(2000, month, last)?;
        let of = |year: i16| Some(Period { from: day(year, month, first)?, to: day(year, month, last)? });
        Some(match year {
            Some(year) => Some(of(year)?),
            None => self.choose(from, to, of),
        })
    }

    pub(super) fn month(&self, month: i8, from: usize, to: usize) -> Option<Period> {
        self.choose(from, to, |year| Period::months(year, month.into(), 1))
    }

    pub(super) fn season(&self, season: i16, at: usize) -> Option<Period> {
        self.choose(at, at + 1, |year| Period::season(year, season))
    }

    /// A day of this month, or of the one before or after it.
    pub(super) fn day_of_month(&self, number: i8, from: usize, to: usize) -> Option<Period> {
        let published = self.published?;
        let day = |turn: i16| {
            let month = Period::months(published.year(), i16::from(published.month()) + turn, 1)?;
            Date::new(month.from.year(), month.from.month(), number).ok()
        };
        let tense = tense(&self.line, from, to);
        let fits = |day: &Date| match tense {
            Tense::Future => *day >= published,
            Tense::Past => *day <= published,
            Tense::Unknown => true,
        };
        [-1, 0, 1].into_iter().filter_map(day).filter(fits).min_by_key(|day| distance(*day, published)).map(Period::day)
    }

    /// The last such day, or the next where the verb says so.
    pub(super) fn weekday(&self, named: i8, from: usize, to: usize) -> Option<Period> {
        let published = self.published?;
        let since = i64::from((published.weekday().to_monday_one_offset() - named).rem_euclid(7));
        let shift = if tense(&self.line, from, to) == Tense::Future && since > 0 { 7 - since } else { -since };
        plus(published, shift.days()).map(Period::day)
    }

    pub(super) fn weekday_of_week(&self, named: i8, weeks: i64) -> Option<Period> {
        let monday = Period::week_of(self.published?)?.from;
        plus(monday, (7 * weeks + i64::from(named) - 1).days()).map(Period::day)
    }

    /// "last Friday" is the last before today, "this Friday" of this week, "next Friday" of the next.
    pub(super) fn weekday_turned(&self, named: i8, turn: i16) -> Option<Period> {
        let published = self.published?;
        if turn >= 0 {
            return self.weekday_of_week(named, turn.into());
        }
        let since = i64::from((published.weekday().to_monday_one_offset() - named).rem_euclid(7));
        plus(published, (-(if since == 0 { 7 } else { since })).days()).map(Period::day)
    }

    /// "last May" is the last that is over, "next May" the next that is to come.
    pub(super) fn month_turned(&self, month: i8, turn: i16) -> Option<Period> {
        let published = self.published?;
        let of = |year: i16| Period::months(year, month.into(), 1);
        self.turned(published, turn, of)
    }

    pub(super) fn season_turned(&self, season: i16, turn: i16) -> Option<Period> {
        let published = self.published?;
        let of = |year: i16| Period::season(year, season);
        self.turned(published, turn, of)
    }

    fn turned(&self, published: Date, turn: i16, of: impl Fn(i16) -> Option<Period>) -> Option<Period> {
        let mut years = [-1, 0, 1].map(|turn| published.year().checked_add(turn).and_then(&of)).into_iter().flatten();
        match turn {
            -1 => years.rfind(|period| period.to < published),
            0 => years
                .clone()
                .find(|period| period.from <= published && published <= period.to)
                .or_else(|| of(published.year())),
            _ => years.find(|period| period.from > published),
        }
    }

    pub(super) fn weekend(&self, turn: i16) -> Option<Period> {
        let published = self.published?;
        let week = Period::week_of(published)?;
        // On a Saturday "this weekend" has begun, and "last weekend" is the one before it.
        let saturday = plus(week.from, (5 + 7 * i64::from(turn)).days())?;
        Some(Period { from: saturday, to: plus(saturday, 1.day())? })
    }

    pub(super) fn quarter(&self, turn: i16) -> Option<Period> {
        let published = self.published?;
        let first = (i16::from(published.month()) - 1) / 3 * 3 + 1;
        Period::months(published.year(), first + 3 * turn, 3)
    }
}
