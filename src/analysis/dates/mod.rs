//! When: the dates and periods that an article names.

pub(super) mod names;

use super::Document;
use crate::text::Span;
use jiff::civil;
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
pub fn dates(_document: &Document, _published: Option<civil::Date>) -> Vec<DateMention> {
    Vec::new()
}
