//! Words as the index of words is asked for them.

use super::ast::{Expr, Node, Term, Value, Words};
use super::field::Field;
use crate::library::index_text;

impl Words {
    /// As a phrase of FTS5. Its own tokenizer takes the words apart in it, so "U.S." is found as it was indexed.
    pub(super) fn phrase(&self) -> String {
        let text: String = index_text(&self.text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let phrase = text.trim().replace('"', "\"\"");
        let star = if self.prefix { " *" } else { "" };
        format!("\"{phrase}\"{star}")
    }
}

/// What the index of words can tell of a condition.
pub(super) fn of_term(term: &Term) -> Option<String> {
    let Value::Words(words) = &term.value else { return None };
    match term.field {
        None => Some(words.phrase()),
        Some(Field::Title) => Some(format!("title : {}", words.phrase())),
        Some(Field::Source) => Some(format!("source : {}", words.phrase())),
        Some(Field::Author) => Some(format!("author : {}", words.phrase())),
        Some(_) => None,
    }
}

/// The expression of FTS5 for a node whose conditions all concern the index of words and exclude nothing.
pub(super) fn of_node(node: &Node) -> Option<String> {
    let join = |all: &[Node], word: &str| {
        let all: Option<Vec<String>> = all.iter().map(of_node).collect();
        Some(format!("({})", all?.join(word)))
    };
    match &node.expr {
        Expr::And(all) => join(all, " AND "),
        Expr::Or(all) => join(all, " OR "),
        Expr::Not(_) => None,
        Expr::Term(term) => of_term(term),
    }
}

/// What articles are ranked by: any of the words that are wanted, names among them. `None` where no words are.
pub(super) fn ranked_by<'a>(wanted: impl Iterator<Item = &'a Term>) -> Option<String> {
    let phrase = |term: &Term| match (&term.value, term.field) {
        (Value::Words(words), Some(Field::Entity(_) | Field::Speaker | Field::Says)) => Some(words.phrase()),
        _ => of_term(term),
    };
    let all: Vec<String> = wanted.filter_map(phrase).collect();
    (!all.is_empty()).then(|| all.join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;

    fn asked(text: &str) -> Option<String> {
        let query = Query::parse(text, jiff::civil::date(2024, 5, 15)).expect(text);
        query.root().and_then(of_node)
    }

    #[test]
    fn words_become_phrases() {
        for (text, expected) in [
            ("gas", Some("\"gas\"")),
            ("Søren presid*", Some("(\"Soren\" AND \"presid\" *)")),
            ("習近平", Some("\"習  近  平\"")),
            ("\"he said \\\"no\\\"\"", Some("\"he said \"\"no\"\"\"")),
            ("title:summit (oil or \"natural gas\")", Some("(title : \"summit\" AND (\"oil\" OR \"natural gas\"))")),
            ("gas -oil", None),
            ("gas person:putin", None),
        ] {
            assert_eq!(asked(text).as_deref(), expected, "{text}");
        }
    }
}
