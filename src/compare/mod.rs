//! How do these accounts relate? Which sentences tell the same ([`Passage`]), what one alone tells, which quotations and
//! figures they have in common, whom they name and how.
//!
//! [`compare`] reads two to four articles of a collection into sentences with their features (`sentences`), judges pairs of
//! these (`similarity`, `judge`, `model`) and gathers the pairs into passages (`align`). `quotes`, `figures` and `naming` tell what
//! the accounts make of the same words, numbers and names.

mod align;
mod bytes;
mod comparison;
mod entities;
mod figures;
#[doc(hidden)]
pub mod forest;
#[doc(hidden)]
pub mod judge;
#[doc(hidden)]
pub mod model;
mod naming;
mod numbers;
mod quotes;
#[doc(hidden)]
pub mod sentences;
#[doc(hidden)]
pub mod similarity;
mod stories;
mod table;

#[doc(hidden)]
pub use comparison::compare_with;
pub use comparison::{Account, Comparison, MIN_SCORE, Options, Passage, Reasons, Side, compare};
pub use entities::{Counted, Group, Shared, group_entities, shared_entities};
pub use figures::{FigureVerdict, SharedFigure, Stated};
pub use naming::{Called, Naming};
pub use quotes::{QuoteVerdict, Quoted, SharedQuote};
pub use stories::{Likeness, ONE_STORY, Stories, Trait, compare_nearest};

#[cfg(test)]
mod tests;
