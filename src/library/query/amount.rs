//! Figures: `200`, `>5%`, `200..300km`, `$1.5bn`. Numbers and units are read as the analysis reads them.

use super::when::Compare;
use crate::analysis::figures;
use std::fmt;
use std::ops::Bound;

/// Which figures.
#[derive(Clone, Debug)]
pub struct Amount {
    /// As typed, without blanks around it.
    written: String,
    /// The least value.
    pub from: Bound<f64>,
    /// The greatest value.
    pub to: Bound<f64>,
    /// In units of what; `None`: in units of whatever.
    pub unit: Option<&'static str>,
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// How to write it, for messages.
pub(super) const FORMS: &str = "figures are 200, 1.5m, 5%, $2bn or 30km, with .. between two of them or > < >= <= before one; \
     with blanks in it between quotation marks";

impl Amount {
    /// Reads it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let written = text.trim();
        let made = |from, to, unit| Some(Self { written: written.to_owned(), from, to, unit });
        if let Some((compare, rest)) = Compare::split(written) {
            let (value, unit) = quantity(rest)?;
            return match compare {
                Compare::More => made(Bound::Excluded(value), Bound::Unbounded, unit),
                Compare::AtLeast => made(Bound::Included(value), Bound::Unbounded, unit),
                Compare::Less => made(Bound::Unbounded, Bound::Excluded(value), unit),
                Compare::AtMost => made(Bound::Unbounded, Bound::Included(value), unit),
            };
        }
        let Some((from, to)) = written.split_once("..") else {
            let (value, unit) = quantity(written)?;
            return made(Bound::Included(value), Bound::Included(value), unit);
        };
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => quantity(text).map(Some),
        };
        let (from, to) = (end(from)?, end(to.trim_start_matches('.'))?);
        // "5..10%" are both per cent, "$2..3bn" both dollars.
        let unit = match (from.and_then(|from| from.1), to.and_then(|to| to.1)) {
            (Some(from), Some(to)) if from != to => return None,
            (from, to) => from.or(to),
        };
        let bound = |end: Option<(f64, _)>| end.map_or(Bound::Unbounded, |(value, _)| Bound::Included(value));
        if from.is_none() && to.is_none() {
            return None;
        }
        made(bound(from.map(|(value, _)| (value, ()))), bound(to.map(|(value, _)| (value, ()))), unit)
    }

    /// Its ends in a unit of which `factor` make one of its own: least and greatest, both included, a hair's breadth
    /// wider than said where the ends are included and narrower where they are not, for a mile is no round number of metres.
    pub(super) fn ends(&self, factor: f64) -> (f64, f64) {
        const HAIR: f64 = 1e-9;
        let scaled = |value: f64, towards: f64| {
            let value = value * factor;
            value + towards * (value.abs() * HAIR).max(f64::MIN_POSITIVE)
        };
        let from = match self.from {
            Bound::Included(value) => scaled(value, -1.0),
            Bound::Excluded(value) => scaled(value, 1.0),
            Bound::Unbounded => f64::NEG_INFINITY,
        };
        let to = match self.to {
            Bound::Included(value) => scaled(value, 1.0),
            Bound::Excluded(value) => scaled(value, -1.0),
            Bound::Unbounded => f64::INFINITY,
        };
        (from, to)
    }
}

/// A number with its unit; a sign may stand before it.
fn quantity(text: &str) -> Option<(f64, Option<&'static str>)> {
    let (sign, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (value, unit) = figures::alone(rest.trim())?;
    Some((sign * value, unit))
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_with_their_units() {
        use Bound::*;
        for (text, from, to, unit) in [
            ("200", Included(200.0), Included(200.0), None),
            ("1,200", Included(1200.0), Included(1200.0), None),
            (">5%", Excluded(5.0), Unbounded, Some("%")),
            ("<= 30 km", Unbounded, Included(30.0), Some("km")),
            ("200..300", Included(200.0), Included(300.0), None),
            ("5..10%", Included(5.0), Included(10.0), Some("%")),
            ("1.5m", Included(1.5e6), Included(1.5e6), None),
            ("$2bn", Included(2e9), Included(2e9), Some("USD")),
            ("€200..300 million", Included(200.0), Included(3e8), Some("EUR")),
            ("200 billion dollars", Included(2e11), Included(2e11), Some("USD")),
            ("..-5°C", Unbounded, Included(-5.0), Some("°C")),
            ("10 metres", Included(10.0), Included(10.0), Some("m")),
            ("20 tonnes", Included(20.0), Included(20.0), Some("tonne")),
            ("3 days", Included(3.0), Included(3.0), Some("day")),
            ("twelve", Included(12.0), Included(12.0), None),
        ] {
            let amount = Amount::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((amount.from, amount.to, amount.unit), (from, to, unit), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for text in ["", "..", ">", "many", "5..x", "5km..3%", "5 apples and 3", "%", "--5", "1..2..3"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }
}
