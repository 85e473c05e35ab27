//! The query language: what is typed to find articles, in the list, with `search`, and in saved queries.
//!
//! `lex` and `parse` make of it a tree ([`Node`]) or say what is wrong ([`QueryError`]); `field` declares what can be
//! asked for, `when` reads days and `amount` figures. `complete` says what may be typed next. `docs/query.md` is for users.

mod amount;
mod ast;
mod error;
mod field;
mod lex;
mod parse;
mod print;
#[cfg(test)]
mod tests;
mod when;

pub use amount::Amount;
pub use ast::{Expr, Node, Pattern, Term, Value, Words};
pub use error::QueryError;
pub use field::{Declaration, FIELDS, Field, Part, State, Takes};
pub use print::{quoted, value};
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

    /// Every condition that is not excluded, in the order of the text.
    pub(super) fn wanted(&self) -> Vec<&Term> {
        let mut all = Vec::new();
        self.root.iter().for_each(|root| root.wanted(&mut |term| all.push(term)));
        all
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.iter().try_for_each(|root| root.fmt(f))
    }
}
