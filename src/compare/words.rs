//! Figures, verdicts and periods in words and signs, as screens and documents show them.

use super::figures::FigureVerdict;
use super::quotes::QuoteVerdict;
use crate::analysis::{Bound, Figure, Period};
use crate::text::one_line;

/// A figure as its text has it, with how exactly it is given: "more than 15".
pub fn figure_in_words(text: &str, figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact | Bound::Range => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::MoreThan => "more than ",
        Bound::AtMost => "at most ",
        Bound::LessThan => "less than ",
    };
    let words = one_line(text, figure.span);
    if words.to_lowercase().starts_with(bound.trim_end()) { words } else { format!("{bound}{words}") }
}

impl FigureVerdict {
    /// The sign of it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::Compatible => "≈",
            Self::Conflict => "≠",
        }
    }

    /// What it says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::Compatible => "compatible",
            Self::Conflict => "in conflict",
        }
    }
}

impl QuoteVerdict {
    /// What it says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same words",
            Self::Trimmed => "one gives a part",
            Self::Variant => "in other words",
        }
    }
}

/// A period as people write it: "Friday, 4 Feb 2022", "February 2022", "1 to 5 Feb 2022", "2022".
pub fn period_in_words(period: Period) -> String {
    let Period { from, to } = period;
    let format = |day: jiff::civil::Date, how: &str| day.strftime(how).to_string();
    let first_of_month = from.day() == 1 && to == to.last_of_month();
    match () {
        () if from == to => format(from, "%A, %-d %b %Y"),
        () if first_of_month && from.month() == 1 && to.month() == 12 => match from.year() == to.year() {
            true => from.year().to_string(),
            false => format!("{} to {}", from.year(), to.year()),
        },
        () if first_of_month && (from.year(), from.month()) == (to.year(), to.month()) => format(from, "%B %Y"),
        () if first_of_month && from.year() == to.year() => {
            format!("{} to {}", format(from, "%B"), format(to, "%B %Y"))
        }
        () if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{} to {}", from.day(), format(to, "%-d %b %Y"))
        }
        () if from.year() == to.year() => format!("{} to {}", format(from, "%-d %b"), format(to, "%-d %b %Y")),
        () => format!("{} to {}", format(from, "%-d %b %Y"), format(to, "%-d %b %Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn periods_as_people_write_them() {
        let words =
            |from: &str, to: &str| period_in_words(Period { from: from.parse().unwrap(), to: to.parse().unwrap() });
        assert_eq!(words("2022-02-04", "2022-02-04"), "Friday, 4 Feb 2022");
        assert_eq!(words("2022-02-01", "2022-02-28"), "February 2022");
        assert_eq!(words("2022-01-01", "2022-12-31"), "2022");
        assert_eq!(words("2010-01-01", "2019-12-31"), "2010 to 2019");
        assert_eq!(words("2022-05-01", "2022-07-31"), "May to July 2022");
        assert_eq!(words("2022-02-07", "2022-02-13"), "7 to 13 Feb 2022");
        assert_eq!(words("2022-01-31", "2022-02-06"), "31 Jan to 6 Feb 2022");
        assert_eq!(words("2021-12-27", "2022-01-02"), "27 Dec 2021 to 2 Jan 2022");
    }

    #[test]
    fn a_bound_is_said_once() {
        let figure = |text: &str, from: usize| Figure {
            span: Span::new(from, text.len()),
            value: 15.0,
            value_max: None,
            unit: None,
            bound: Bound::MoreThan,
            about: None,
        };
        assert_eq!(figure_in_words("more than 15", &figure("more than 15", 10)), "more than 15");
        assert_eq!(figure_in_words("More than\n15", &figure("More than\n15", 0)), "More than 15");
    }
}
