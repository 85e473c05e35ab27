//! Conditions on quotations. In one conjunction `speaker:` and the `says:` beside it must hold of the same quotation.

use super::ast::{Expr, Node, Pattern, Term, Value};
use super::eval::{Asked, span_at};
use super::field::Field;
use super::index::EACH;
use super::names;
use super::set::Set;
use crate::library::Result;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a node asks for nothing but quotations, and excludes none: words or speakers.
pub(super) fn is_said(node: &Node) -> bool {
    match &node.expr {
        Expr::And(all) | Expr::Or(all) => {
            let first = all.first().and_then(field);
            all.iter().all(|node| is_said(node) && field(node) == first)
        }
        Expr::Not(_) => false,
        Expr::Term(Term { field: Some(Field::Speaker | Field::Says), value: Value::Words(_) }) => true,
        Expr::Term(_) => false,
    }
}

/// The field that all conditions of a node have.
fn field(node: &Node) -> Option<Field> {
    match &node.expr {
        Expr::And(all) | Expr::Or(all) => all.first().and_then(field),
        Expr::Not(_) => None,
        Expr::Term(term) => term.field,
    }
}

/// What must hold of one quotation: who says it, if that is asked for, and what.
#[derive(Default)]
pub(super) struct Group<'a> {
    speaker: Option<&'a Node>,
    words: Vec<&'a Node>,
}

/// The conditions of a conjunction by the quotations that they are about: each speaker begins another, words belong to the
/// speaker before them, those before the first to that.
pub(super) fn groups<'a>(nodes: &[&'a Node]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for node in nodes {
        let is_speaker = field(node) == Some(Field::Speaker);
        match groups.last_mut() {
            Some(last) if is_speaker && last.speaker.is_none() => last.speaker = Some(node),
            Some(last) if !is_speaker => last.words.push(node),
            _ if is_speaker => groups.push(Group { speaker: Some(node), words: Vec::new() }),
            _ => groups.push(Group { speaker: None, words: vec![node] }),
        }
    }
    groups
}

/// The expression of FTS5 for words of one quotation.
fn expression(node: &Node) -> Option<String> {
    let join = |all: &[Node], word: &str| {
        let all: Option<Vec<String>> = all.iter().map(expression).collect();
        Some(format!("({})", all?.join(word)))
    };
    match &node.expr {
        Expr::And(all) => join(all, " AND "),
        Expr::Or(all) => join(all, " OR "),
        Expr::Term(Term { value: Value::Words(words), .. }) => Some(words.phrase()),
        _ => None,
    }
}

/// The articles with a quotation in which the words stand.
pub(super) fn saying(asked: &Asked<'_>, expression: &str) -> Result<Set> {
    asked.select(&format!("SELECT rowid / {EACH} FROM said WHERE said MATCH ?1"), [expression])
}

/// Those of `within` with a quotation of which all of a group holds.
pub(super) fn quoted(asked: &Asked<'_>, group: &Group<'_>, within: &Set) -> Result<Set> {
    let words: Vec<String> = group.words.iter().filter_map(|node| expression(node)).collect();
    let words = words.join(" AND ");
    let mut left = within.clone();
    let speakers = match group.speaker {
        None => None,
        Some(node) => {
            let names = speakers(asked, node)?;
            left.and(&names::quoting(asked, &names)?);
            Some(names)
        }
    };
    if words.is_empty() {
        return Ok(left);
    }
    let Some(speakers) = speakers else {
        left.and(&saying(asked, &words)?);
        return Ok(left);
    };
    together(asked, &words, &speakers, &left)
}

/// The names of the speakers that a node asks for.
fn speakers(asked: &Asked<'_>, node: &Node) -> Result<BTreeSet<i64>> {
    match &node.expr {
        Expr::Term(Term { value: Value::Words(words), .. }) => Ok(names::names(asked, None, words)?.names),
        Expr::Or(all) | Expr::And(all) => {
            let mut found: Option<BTreeSet<i64>> = None;
            for one in all {
                let names = speakers(asked, one)?;
                found = Some(match found {
                    None => names,
                    Some(found) if matches!(node.expr, Expr::Or(_)) => found.union(&names).copied().collect(),
                    Some(found) => found.intersection(&names).copied().collect(),
                });
            }
            Ok(found.unwrap_or_default())
        }
        _ => Ok(BTreeSet::new()),
    }
}

/// Those of `within` in which one of the speakers says the words.
fn together(asked: &Asked<'_>, words: &str, speakers: &BTreeSet<i64>, within: &Set) -> Result<Set> {
    let mut hits: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut statement = asked.connection.prepare_cached("SELECT rowid FROM said WHERE said MATCH ?1")?;
    let mut rows = statement.query([words])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let article = number / EACH;
        if within.contains(article) {
            hits.entry(article).or_default().push(number % EACH);
        }
    }
    let mut found = asked.none();
    let sql = "SELECT speaker, behalf FROM quote WHERE article = ?1 ORDER BY start, stop, kind";
    let mut statement = asked.connection.prepare_cached(sql)?;
    for (article, numbers) in hits {
        let mut rows = statement.query([article])?;
        let mut number = 0;
        while let Some(row) = rows.next()? {
            let by = |column: usize| {
                row.get::<_, Option<i64>>(column).map(|name| name.is_some_and(|name| speakers.contains(&name)))
            };
            if numbers.contains(&number) && (by(0)? || by(1)?) {
                found.insert(article);
                break;
            }
            number += 1;
        }
    }
    Ok(found)
}

/// Those of `within` with a quotation that a regular expression matches.
pub(super) fn matching(asked: &Asked<'_>, pattern: &Pattern, within: &Set) -> Result<Set> {
    let sql = "SELECT b.article, b.text, q.start, q.stop FROM json_each(?1) j CROSS JOIN quote q ON q.article = j.value \
        CROSS JOIN body b ON b.article = j.value";
    let mut found = asked.none();
    let mut statement = asked.connection.prepare_cached(sql)?;
    let mut rows = statement.query([within.json()])?;
    while let Some(row) = rows.next()? {
        let span = span_at(row, 2)?;
        if row.get_ref(1)?.as_str().is_ok_and(|text| pattern.regex.is_match(span.of(text))) {
            found.insert(row.get(0)?);
        }
    }
    Ok(found)
}
