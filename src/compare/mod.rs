//! How do these accounts relate? Which sentences tell the same ([`Passage`]), what one alone tells, which quotations and
//! figures they have in common, whom they name and how.
//!
//! [`compare`] reads two to four articles of a collection into sentences with their features (`sentences`), judges pairs of
//! these (`similarity`, `judge`, `model`) and gathers the pairs into passages (`align`). `quotes`, `figures` and `naming` tell what
//! the accounts make of the same words, numbers and names.

mod align;
mod bytes;
mod comparison;
#[doc(hidden)]
pub mod counted;
mod entities;
mod figures;
#[doc(hidden)]
pub mod forest;
mod gathered;
#[doc(hidden)]
pub mod judge;
mod marks;
#[doc(hidden)]
pub mod model;
mod naming;
mod numbers;
mod quotes;
mod report;
#[doc(hidden)]
pub mod sentences;
#[doc(hidden)]
pub mod similarity;
mod stories;
mod table;
mod timeline;
mod traits;
mod wording;
mod words;

#[doc(hidden)]
pub use comparison::compare_with;
pub use comparison::{Account, Comparison, MIN_SCORE, Options, Passage, Reasons, Side, compare};
pub use entities::{Counted, Group, Shared, group_entities, shared_entities};
pub use figures::{FigureVerdict, SharedFigure, Stated};
pub use gathered::Gathered;
pub use naming::{Called, Naming};
pub use quotes::{QuoteVerdict, Quoted, SharedQuote};
pub use report::{Chapter, Document, Report, ReportForm, Series};
pub use stories::{Likeness, ONE_STORY, Stories, compare_nearest};
pub use timeline::{Statement, Timeline, timeline};
pub use traits::{Telling, Trait, words_by_stem};
pub use wording::{Wording, wording};
pub use words::{counted_in_words, figure_in_words, period_in_words};

/// Most accounts that are compared with one another.
pub const MOST_ACCOUNTS: usize = 4;

#[cfg(test)]
mod tests;
