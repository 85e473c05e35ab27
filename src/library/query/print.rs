//! A query written out again, so that reading it gives the same query.

use super::ast::{Expr, Node, Term, Value, Words};
use super::field::{Part, State};
use std::fmt::{self, Display, Formatter};

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.expr {
            Expr::Or(all) => join(f, all, " or ", |inner| matches!(inner, Expr::Or(_))),
            Expr::And(all) => join(f, all, " ", |inner| matches!(inner, Expr::Or(_) | Expr::And(_))),
            Expr::Not(inner) => match inner.expr {
                Expr::Term(_) => write!(f, "-{inner}"),
                Expr::Not(_) => write!(f, "not {inner}"),
                _ => write!(f, "-({inner})"),
            },
            Expr::Term(term) => term.fmt(f),
        }
    }
}

/// Writes `all` with `between` between them, those of a kind in parentheses.
fn join(f: &mut Formatter<'_>, all: &[Node], between: &str, enclosed: fn(&Expr) -> bool) -> fmt::Result {
    for (at, node) in all.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        if enclosed(&node.expr) { write!(f, "({node})")? } else { node.fmt(f)? }
    }
    Ok(())
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}:", field.name())?;
        }
        match &self.value {
            Value::Words(words) => words.fmt(f),
            Value::Pattern(pattern) => write!(f, "/{}/", pattern.source.replace('/', "\\/")),
            Value::When(when) => when.fmt(f),
            Value::Amount(amount) => match amount.to_string() {
                blank if blank.contains(is_special) => f.write_str(&quoted(&blank)),
                plain => f.write_str(&plain),
            },
            Value::State(state) => name(f, &State::ALL, *state),
            Value::Part(part) => name(f, &Part::ALL, *part),
            Value::Language(code) => f.write_str(code),
        }
    }
}

fn name<T: PartialEq>(f: &mut Formatter<'_>, all: &[(T, &'static str)], one: T) -> fmt::Result {
    f.write_str(all.iter().find(|(own, _)| *own == one).map_or("", |(_, name)| name))
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.exact {
            f.write_str(&quoted(&self.text))?
        } else {
            f.write_str(&self.text)?
        }
        if self.prefix { f.write_str("*") } else { Ok(()) }
    }
}

/// Whether it would end a word, or begin something else in it.
fn is_special(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '«')
}

/// `text` as a value that reads back as it is: between quotation marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `text` as a value, between quotation marks where it must be.
pub fn value(text: &str) -> String {
    let plain = !text.contains(is_special) && !text.starts_with('/') && !text.ends_with('*') && !text.is_empty();
    if plain { text.to_owned() } else { quoted(text) }
}
