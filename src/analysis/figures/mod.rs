//! How much, how many: the figures of an article, and what they count.

use super::Document;
use crate::text::Span;
use serde::Serialize;

/// How exactly a figure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "15 deals".
    Exact,
    /// "about 15", "some 15".
    About,
    /// "at least 15".
    AtLeast,
    /// "more than 15".
    MoreThan,
    /// "up to 15".
    AtMost,
    /// "fewer than 15".
    LessThan,
    /// "10 to 15".
    Range,
}

/// One figure. Spans are bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number with its multiplier and unit: "200 billion dollars".
    pub span: Span,
    /// Its value in units of `unit`; the lower end of a range. Finite.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// An ISO 4217 code, "%", or the symbol or name of the unit: "USD", "km", "tonne".
    pub unit: Option<&'static str>,
    /// How exactly it is given.
    pub bound: Bound,
    /// What it counts, in a few words of the text: "agreements".
    pub about: Option<Span>,
}

/// Finds the figures of `document`, in the order of the text.
pub fn figures(_document: &Document) -> Vec<Figure> {
    Vec::new()
}
