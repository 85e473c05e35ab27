//! What is wrong with a query, and where.

use crate::text::width::columns;
use crate::text::{Span, sanitize};
use std::fmt;

/// Why a query makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What of it: bytes of what was typed.
    pub span: Span,
    /// Why.
    pub why: String,
    /// What was perhaps meant, or how to say it.
    pub hint: Option<String>,
}

impl QueryError {
    pub(super) fn new(span: Span, why: impl Into<String>) -> Self {
        Self { span, why: why.into(), hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Whether it concerns the end of what was typed, which may only be not finished.
    pub fn is_unfinished(&self, query: &str) -> bool {
        self.span.end >= query.len()
    }

    /// Three lines: the query, carets under the place, the message.
    pub fn pointed(&self, query: &str) -> String {
        let shown = |span: Span| span.of(query).chars().map(visible).collect::<String>();
        let before = columns(&shown(Span::new(0, self.span.start)));
        let under = columns(&shown(self.span)).max(1);
        let query = shown(Span::new(0, query.len()));
        let lines = format!("  {}\n  {}{}\n{self}", query.trim_end(), " ".repeat(before), "^".repeat(under));
        sanitize::text(&lines).into_owned()
    }
}

/// What stands for `c` where each character must keep its place.
fn visible(c: char) -> char {
    if c.is_control() || c.is_whitespace() || sanitize::is_hidden(c) { ' ' } else { c }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize::line(&self.why))?;
        match &self.hint {
            Some(hint) => write!(f, "; {}", sanitize::line(hint)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

/// The one of `known` that `word` may have been meant as: few letters away, or begun so.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let most = if word.chars().count() < 4 { 1 } else { 2 };
    let score = |name: &str| match name.starts_with(&word) && word.len() > 1 {
        true => 0,
        false => strsim::damerau_levenshtein(&word, name),
    };
    known
        .map(|name| (score(name), name))
        .filter(|(score, _)| *score <= most)
        .min_by_key(|(score, _)| *score)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_at_the_place_in_any_script() {
        let error = QueryError::new(Span::new(7, 14), "there is no field “persn”").hint("did you mean person:?");
        assert_eq!(
            error.pointed("習近 persn:x"),
            "  習近 persn:x\n       ^^^^^^^\nthere is no field “persn”; did you mean person:?"
        );
        let hostile = QueryError::new(Span::new(1, 2), "a\u{1b}[31mb").pointed("a\u{1b}[31m\u{202e}");
        assert!(sanitize::is_clean(&hostile), "{hostile:?}");
    }

    #[test]
    fn the_nearest_is_near() {
        let known = || ["person", "place", "date", "is"].into_iter();
        assert_eq!(nearest("Persn", known()), Some("person"));
        assert_eq!(nearest("pers", known()), Some("person"));
        assert_eq!(nearest("dtae", known()), Some("date"));
        assert_eq!(nearest("http", known()), None);
    }
}
