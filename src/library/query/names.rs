//! Which names have the words that are asked for, and which articles those names.

use super::ast::Words;
use super::set::Set;
use crate::analysis::{EntityKind, slug};
use crate::library::Result;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What sorts behind every word that begins with `word`.
pub(super) fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// The numbers of the names of a kind in which the words stand: in whatever order, or as a phrase where they were typed so.
pub(super) fn names(connection: &Connection, kind: Option<EntityKind>, words: &Words) -> Result<BTreeSet<i64>> {
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
    let mut about = connection.prepare_cached("SELECT kind, slug FROM name WHERE id = ?1")?;
    let mut out = BTreeSet::new();
    for name in found.unwrap_or_default() {
        let (own, text): (usize, String) = about.query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let is_kind = kind.is_none_or(|kind| EntityKind::ALL.get(own) == Some(&kind));
        if is_kind && (!words.exact || has_phrase(&text, &slug, words.prefix)) {
            out.insert(name);
        }
    }
    Ok(out)
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
fn has_phrase(name: &str, slug: &str, goes_on: bool) -> bool {
    name.match_indices(slug).any(|(at, _)| {
        let (before, rest) = name.split_at_checked(at).unwrap_or_default();
        let behind = rest.get(slug.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with('-')) && (goes_on || behind.is_empty() || behind.starts_with('-'))
    })
}

/// The articles in which any of the names stands, in full or short.
pub(super) fn articles(connection: &Connection, names: &BTreeSet<i64>, out: &mut Set) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT article FROM mention WHERE name = ?1")?;
    for name in names {
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            out.insert(row.get(0)?);
        }
    }
    Ok(())
}

/// The articles in which any of the names is quoted, or somebody who speaks for it.
pub(super) fn quoting(connection: &Connection, names: &BTreeSet<i64>, out: &mut Set) -> Result<()> {
    let mut speaker = connection.prepare_cached("SELECT article FROM quote WHERE speaker = ?1")?;
    let mut behalf = connection.prepare_cached("SELECT article FROM quote WHERE behalf = ?1")?;
    for name in names {
        for statement in [&mut speaker, &mut behalf] {
            let mut rows = statement.query([name])?;
            while let Some(row) = rows.next()? {
                out.insert(row.get(0)?);
            }
        }
    }
    Ok(())
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
