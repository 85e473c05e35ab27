//! Periods of the calendar.

use super::Period;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A third of a period that "early", "mid" and "late" mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Middle,
    Late,
}

impl Period {
    /// One day.
    pub(super) fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// From `from` to the day before `next`.
    fn until(from: Option<Date>, next: Option<Date>) -> Option<Self> {
        Some(Self { from: from?, to: next?.yesterday().ok()? })
    }

    /// `count` months from the first day of `month`, which may lie outside 1 to 12.
    pub(super) fn months(year: i16, month: i16, count: i16) -> Option<Self> {
        let first = |month: i16| {
            let year = year.checked_add((month - 1).div_euclid(12))?;
            Date::new(year, i8::try_from((month - 1).rem_euclid(12) + 1).ok()?, 1).ok()
        };
        Self::until(first(month), first(month.checked_add(count)?))
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    /// So many years from `year` on.
    pub(super) fn years(year: i16, count: i16) -> Option<Self> {
        Self::until(Date::new(year, 1, 1).ok(), Date::new(year.checked_add(count)?, 1, 1).ok())
    }

    /// The month of `day`.
    pub(super) fn month_of(day: Date) -> Option<Self> {
        Self::months(day.year(), i16::from(day.month()), 1)
    }

    /// The week, from Monday, that `day` lies in.
    pub(super) fn week_of(day: Date) -> Option<Self> {
        let from = plus(day, (-i64::from(day.weekday().to_monday_zero_offset())).days())?;
        Some(Self { from, to: plus(from, 6.days())? })
    }

    /// Spring, summer, autumn or winter, from 0, of `year`; winter is that which begins in it.
    pub(super) fn season(year: i16, season: i16) -> Option<Self> {
        Self::months(year, 3 + 3 * season, 3)
    }

    /// The same, so many days on.
    pub(super) fn shifted(self, by: Span) -> Option<Self> {
        Some(Self { from: plus(self.from, by)?, to: plus(self.to, by)? })
    }

    /// About a third of it: whole months of a year, days of the rest.
    pub(super) fn third(self, third: Third) -> Option<Self> {
        let (from, to) = (self.from, self.to);
        if from.day() == 1 && from.month() == 1 && to.month() == 12 && to.year() == from.year() {
            let first = match third {
                Third::Early => 1,
                Third::Middle => 5,
                Third::Late => 9,
            };
            return Self::months(from.year(), first, 4);
        }
        let days = i64::from((to - from).get_days()) + 1;
        let at = |day: i64| plus(from, day.days());
        Some(match third {
            Third::Early => Self { from, to: at((days / 3 - 1).max(0))? },
            Third::Middle => Self { from: at(days / 3)?, to: at((days - days / 3 - 1).max(days / 3))? },
            Third::Late => Self { from: at(days - (days / 3).max(1))?, to },
        })
    }
}

/// A day, where there is such a day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `day` and so much later; none beyond the calendar's ends.
pub(super) fn plus(day: Date, by: Span) -> Option<Date> {
    day.checked_add(by).ok()
}

/// Whether a year that two digits give is of this century: "89", "16".
pub(super) fn full_year(short: i64) -> i16 {
    let short = i16::try_from(short).unwrap_or(0);
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// Days between two dates, without their sign.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().saturating_abs())
}
