//! The query language: what is typed to find articles, in the list, with `search`, and in saved queries.
//!
//! `lex` and `parse` make of it a tree ([`Node`]) or say what is wrong ([`QueryError`]); `field` declares what can be
//! asked for, `when` reads days and `amount` figures. `complete` says what may be typed next. `docs/query.md` is for users.
//!
//! `find` asks the library: `eval` makes a set of articles of each condition and joins the sets, `order` puts them in order,
//! `snippet` shows the place that answers, `about` what the articles have in common. `index` keeps what queries need beside the library's own tables.

mod about;
mod amount;
mod ast;
mod complete;
mod corrected;
mod error;
mod eval;
mod field;
mod find;
mod help;
pub(in crate::library) mod index;
mod lex;
mod like;
mod names;
mod novelty;
mod order;
mod parse;
mod print;
mod said;
mod set;
mod snippet;
#[cfg(test)]
mod tests;
mod when;
mod words;

pub use about::{About, Neighbour};
pub use amount::Amount;
pub use ast::{Expr, Node, Pattern, Term, Value, Words};
pub use complete::{Completion, Kind, complete};
pub(in crate::library) use corrected::Known;
pub use error::QueryError;
pub use field::{Declaration, FIELDS, Field, Part, State, Takes};
pub use help::HELP;
pub use order::Order;
pub use print::{quoted, value};
pub use snippet::Snippet;
pub use when::{Compare, Moment, Unit, When};

use jiff::civil::Date;
use lex::Mode;
use std::fmt;

/// A query, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    root: Option<Node>,
    today: Date,
}

impl Query {
    /// The query that finds every article.
    pub fn all(today: Date) -> Self {
        Self { root: None, today }
    }

    /// Reads `text`. `today` is what days such as `7d` are counted from.
    ///
    /// # Errors
    /// Where it makes no sense: what, where, and what was perhaps meant.
    pub fn parse(text: &str, today: Date) -> Result<Self, QueryError> {
        Ok(Self { root: parse::parse(text, Mode::Whole)?, today })
    }

    /// The same for what is being typed: its last word may go on, and what is open at its end counts as closed.
    ///
    /// # Errors
    /// As [`Query::parse`].
    pub fn typed(text: &str, today: Date) -> Result<Self, QueryError> {
        Ok(Self { root: parse::parse(text, Mode::Typing)?, today })
    }

    /// Whether it asks for nothing, so that every article answers it.
    pub fn is_all(&self) -> bool {
        self.root.is_none()
    }

    /// What it asks for; `None` where it asks for nothing.
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// The day from which relative days are counted.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Whether words in it can rank what it finds.
    pub fn is_ranked(&self) -> bool {
        let ranks =
            |term: &&Term| term.field.is_none() || matches!(term.field, Some(Field::Like | Field::Title | Field::Says));
        self.wanted().iter().any(|term| ranks(term) && matches!(term.value, Value::Words(_)))
    }

    /// Every condition that is not excluded, in the order of the text.
    pub(super) fn wanted(&self) -> Vec<&Term> {
        let mut all = Vec::new();
        self.root.iter().for_each(|root| root.wanted(&mut |term| all.push(term)));
        all
    }
}

/// The day that it is where the reader is.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.iter().try_for_each(|root| root.fmt(f))
    }
}
