//! A query as it was understood.

use super::amount::Amount;
use super::field::{Field, Part, State};
use super::when::When;
use crate::text::Span;
use regex::Regex;

/// An expression and where it stands in what was typed. Where it stands makes no difference to what it says, so two are
/// equal whose expressions are.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes of what was typed.
    pub span: Span,
    /// What it says.
    pub expr: Expr,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

/// What articles must fulfil.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// All of them; two at least.
    And(Vec<Node>),
    /// Any of them; two at least.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// One condition.
    Term(Term),
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where to look; `None`: titles, texts, names and sources.
    pub field: Option<Field>,
    /// What for. Its kind is what the field takes.
    pub value: Value,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Words(Words),
    /// A regular expression.
    Pattern(Pattern),
    /// Days.
    When(When),
    /// Figures.
    Amount(Amount),
    /// What the reader did.
    State(State),
    /// What there is.
    Part(Part),
    /// The code of a language.
    Language(String),
}

/// Words as they were typed; at least one letter or digit is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Between quotation marks: these words in this order.
    pub exact: bool,
    /// With an asterisk behind: the last may go on.
    pub prefix: bool,
}

/// A regular expression; in small and capital letters alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As typed, without the strokes.
    pub source: String,
    /// To search with.
    pub regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// What a compiled expression may take in bytes: what one types is far below.
const REGEX_SIZE: usize = 1 << 20;

impl Pattern {
    /// Compiles it; an error says what is wrong with it.
    pub(super) fn new(source: &str) -> Result<Self, String> {
        let built = regex::RegexBuilder::new(source)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(REGEX_SIZE)
            .dfa_size_limit(REGEX_SIZE)
            .nest_limit(32)
            .build();
        match built {
            Ok(regex) => Ok(Self { source: source.to_owned(), regex }),
            Err(regex::Error::CompiledTooBig(_)) => Err("the expression is too large".to_owned()),
            // Its last line says what, those before draw where.
            Err(error) => {
                let text = error.to_string();
                let why = text.lines().last().unwrap_or_default().trim();
                Err(why.strip_prefix("error: ").unwrap_or(why).to_owned())
            }
        }
    }
}

impl Node {
    /// Calls `each` with every condition that is not excluded.
    pub(super) fn wanted<'a>(&'a self, each: &mut dyn FnMut(&'a Term)) {
        match &self.expr {
            Expr::And(all) | Expr::Or(all) => all.iter().for_each(|node| node.wanted(each)),
            Expr::Not(_) => {}
            Expr::Term(term) => each(term),
        }
    }
}
