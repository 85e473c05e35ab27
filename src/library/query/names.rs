//! Which names have the words that are asked for, and which articles those names.

use super::ast::Words;
use super::corrected::{Named, Wanted};
use super::eval::Asked;
use super::set::Set;
use crate::analysis::{EntityKind, slug};
use crate::library::Result;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What sorts behind every word that begins with `word`.
pub(super) fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// The names of a kind in which the words stand: in whatever order, or as a phrase where they were typed so. With those that
/// the reader has made one with them.
pub(super) fn names(asked: &Asked<'_>, kind: Option<EntityKind>, words: &Words) -> Result<Named> {
    let connection = asked.connection;
    let slug = slug(&words.text);
    let wanted: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    let mut found: Option<BTreeSet<i64>> = None;
    for (at, word) in wanted.iter().enumerate() {
        let goes_on = words.prefix && at + 1 == wanted.len();
        let with = with_word(connection, word, goes_on)?;
        found = Some(match found {
            None => with,
            Some(found) => found.intersection(&with).copied().collect(),
        });
    }
    let corrected = asked.corrected.now(connection)?;
    let (mut named, mut all) = (Named::default(), Vec::new());
    let sql = "SELECT n.id, n.kind, n.slug FROM json_each(?1) j CROSS JOIN name n ON n.id = j.value";
    let mut about = connection.prepare_cached(sql)?;
    let mut rows = about.query([listed(&found.unwrap_or_default())])?;
    while let Some(row) = rows.next()? {
        let own = EntityKind::ALL.get(usize::from(row.get::<_, u8>(1)?)).copied();
        let text = row.get_ref(2)?.as_str().unwrap_or_default();
        if words.exact && !has_phrase(text, &slug, words.prefix) {
            continue;
        }
        if kind.is_none() || kind == own {
            named.names.insert(row.get(0)?);
        }
        if corrected.is_some() {
            all.extend(own.map(|own| (own, text.to_owned())));
        }
    }
    if let Some(corrected) = corrected {
        corrected.widen(connection, &Wanted { kind, words, found: &all }, &mut named)?;
    }
    Ok(named)
}

/// Numbers as a JSON array, which SQLite takes as one parameter: one statement for all costs less than one for each.
fn listed(numbers: &BTreeSet<i64>) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    format!("[{}]", numbers.join(","))
}

fn with_word(connection: &Connection, word: &str, goes_on: bool) -> Result<BTreeSet<i64>> {
    let sql = match goes_on {
        true => "SELECT name FROM name_word WHERE word >= ?1 AND word < ?2",
        false => "SELECT name FROM name_word WHERE word = ?1 AND ?1 < ?2",
    };
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map([word, &after(word)], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Whether the words of `slug` follow one another in `name`, another slug.
pub(super) fn has_phrase(name: &str, slug: &str, goes_on: bool) -> bool {
    name.match_indices(slug).any(|(at, _)| {
        let (before, rest) = name.split_at_checked(at).unwrap_or_default();
        let behind = rest.get(slug.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with('-')) && (goes_on || behind.is_empty() || behind.starts_with('-'))
    })
}

/// The articles in which any of the names stands, in full or short.
pub(super) fn articles(asked: &Asked<'_>, named: &Named) -> Result<Set> {
    let names = listed(&named.names);
    let mut found = match named.not_for.is_empty() {
        true => {
            asked.select("SELECT m.article FROM json_each(?1) j CROSS JOIN mention m ON m.name = j.value", [names])?
        }
        false => asked.select(
            "SELECT m.article FROM json_each(?1) j CROSS JOIN mention m ON m.name = j.value \
             WHERE m.entity NOT IN (SELECT value FROM json_each(?2))",
            [names, listed(&named.not_for)],
        )?,
    };
    for pair in &named.apart {
        // An article that has nothing but the short name does not say for whom it stands.
        let sql = "SELECT article FROM mention WHERE name = ?1 AND entity IN (?1, ?2)";
        found.or(&asked.select(sql, *pair)?);
    }
    Ok(found)
}

/// The articles in which any of the names is quoted, or somebody who speaks for it.
pub(super) fn quoting(asked: &Asked<'_>, names: &BTreeSet<i64>) -> Result<Set> {
    let names = listed(names);
    let by = "SELECT q.article FROM json_each(?1) j CROSS JOIN quote q ON q.speaker = j.value";
    let mut found = asked.select(by, [&names])?;
    let behalf = "SELECT q.article FROM json_each(?1) j CROSS JOIN quote q ON q.behalf = j.value";
    found.or(&asked.select(behalf, [&names])?);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_of_whole_words() {
        for (name, wanted, goes_on, is_in) in [
            ("vladimir-putin", "putin", false, true),
            ("vladimir-putin", "vladimir-putin", false, true),
            ("vladimir-putina", "vladimir-putin", false, false),
            ("vladimir-putina", "vladimir-putin", true, true),
            ("ivladimir-putin", "vladimir", false, false),
            ("xi-xi-jinping", "xi-jinping", false, true),
        ] {
            assert_eq!(has_phrase(name, wanted, goes_on), is_in, "{name} {wanted}");
        }
    }
}
