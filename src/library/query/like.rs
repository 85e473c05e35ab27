//! More like this: the articles that have most of the names and rare words of one.

use super::ast::{Term, Value, Words};
use super::eval::Asked;
use super::field::Field;
use super::order::scored;
use super::set::Set;
use crate::library::Result;
use crate::text::{TokenKind, tokens};
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::OptionalExtension;
use rustc_hash::FxHashMap;

/// The best so many are like it.
const LIKE: usize = 100;
/// Accounts of one story lie within so many days, as for `compare`'s stories,
const DAYS: i64 = 14;
/// and have at least this share of what the article itself scores.
const SAME: f64 = 0.3;
/// The names and words that an article is known by.
const KNOWN_BY: usize = 24;
/// Articles that hold them, all together: each costs some microseconds to weigh.
const HELD: f64 = 6_000.0;
/// How rare a word is, is told from the latest so many articles.
const SAMPLE: i64 = 2_000;
/// Words of an article that are tried, the most frequent.
const TRIED: usize = 40;
/// Bytes of a text that are looked at.
const MOST: usize = 20_000;

/// The best of `within` that are like the article that is meant, itself not among them.
pub(super) fn like(asked: &Asked<'_>, words: &Words, within: &Set) -> Result<Set> {
    let mut found = asked.none();
    let Some(own) = meant(asked, words)? else { return Ok(found) };
    let Some(expression) = known_by(asked, own)? else { return Ok(found) };
    let mut others = within.clone();
    let mut only = asked.none();
    only.insert(own);
    others.minus(&only);
    // What is hidden must not take the place of what is shown.
    others.and(&asked.select("SELECT id FROM article WHERE hidden = 0", [])?);
    let mut scores = scored(asked, &expression, others)?;
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    scores.iter().take(LIKE).for_each(|(id, _)| found.insert(*id));
    Ok(found)
}

/// Those of `within` that tell the same as the article that is meant, itself among them.
pub(super) fn story(asked: &Asked<'_>, words: &Words, within: &Set) -> Result<Set> {
    let mut found = asked.none();
    let Some(own) = meant(asked, words)? else { return Ok(found) };
    found.insert(own);
    let Some(expression) = known_by(asked, own)? else { return Ok(found) };
    let mut near = within.clone();
    if let Some((from, to)) = days_around(asked, own)? {
        near.and(&asked.select("SELECT id FROM article WHERE hidden = 0 AND day BETWEEN ?1 AND ?2", [from, to])?);
    }
    near.insert(own);
    let scores = scored(asked, &expression, near)?;
    let best = scores.iter().find(|(id, _)| *id == own).map_or(0.0, |(_, score)| *score);
    scores.iter().filter(|(_, score)| *score >= best * SAME).for_each(|(id, _)| found.insert(*id));
    Ok(found)
}

/// What articles are ranked by that were asked for by one of these.
pub(super) fn expression(asked: &Asked<'_>, wanted: &[&Term]) -> Result<Option<String>> {
    for term in wanted {
        if let (Some(Field::Like | Field::Story), Value::Words(words)) = (term.field, &term.value)
            && let Some(own) = meant(asked, words)?
        {
            return known_by(asked, own);
        }
    }
    Ok(None)
}

/// The article of that number; else the latest in whose title the words stand.
fn meant(asked: &Asked<'_>, words: &Words) -> Result<Option<i64>> {
    if let Some(number) = words.text.parse::<i64>().ok().filter(|_| !words.exact) {
        let sql = "SELECT id FROM article WHERE id = ?1 AND hidden = 0";
        return Ok(asked.connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?);
    }
    let sql = "SELECT a.id FROM search s JOIN article a ON a.id = s.rowid WHERE search MATCH ?1 AND a.hidden = 0 \
        ORDER BY a.id DESC LIMIT 1";
    let expression = format!("title : {}", words.phrase());
    Ok(asked.connection.prepare_cached(sql)?.query_row([expression], |row| row.get(0)).optional()?)
}

fn days_around(asked: &Asked<'_>, own: i64) -> Result<Option<(String, String)>> {
    let sql = "SELECT day FROM article WHERE id = ?1";
    let day: Option<String> = asked.connection.prepare_cached(sql)?.query_row([own], |row| row.get(0))?;
    let around = |day: Date| Some((day.checked_sub(DAYS.days()).ok()?, day.checked_add(DAYS.days()).ok()?));
    let around = day.and_then(|day| around(day.parse().ok()?));
    Ok(around.map(|(from, to)| (from.to_string(), to.to_string())))
}

/// The expression of FTS5 for any of the names and rare words of an article: those that tell most of it.
fn known_by(asked: &Asked<'_>, own: i64) -> Result<Option<String>> {
    let all = asked.top.max(1) as f64;
    let weight = |count: f64, held: f64| (1.0 + count.max(1.0).ln()) * (all / (held + 1.0)).ln().max(0.0);
    // Each with its weight and in how many articles it stands.
    let mut known: Vec<(f64, f64, String)> = Vec::new();
    let sql = "SELECT n.name, m.count, n.articles FROM mention m JOIN name n ON n.id = m.name \
        WHERE m.article = ?1 AND m.name = m.entity";
    let mut statement = asked.connection.prepare_cached(sql)?;
    let mut rows = statement.query([own])?;
    while let Some(row) = rows.next()? {
        let (text, count, held): (String, f64, f64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        known.push((1.5 * weight(count, held), held, Words { text, exact: true, prefix: false }.phrase()));
    }
    let sql = "SELECT count(*) FROM search WHERE search MATCH ?1 AND rowid > ?2";
    let mut sampled = asked.connection.prepare_cached(sql)?;
    let from = (asked.top as i64).saturating_sub(SAMPLE).max(0);
    let scale = all / (all - from as f64).max(1.0);
    for (text, count) in frequent(asked, own)? {
        let phrase = Words { text, exact: true, prefix: false }.phrase();
        let held: f64 = sampled.query_row((&phrase, from), |row| row.get(0))?;
        known.push((weight(count as f64, held * scale), held * scale, phrase));
    }
    known.retain(|(weight, held, _)| *weight > 0.0 && *held <= HELD);
    known.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    let mut held = 0.0;
    let mut phrases: Vec<String> = Vec::new();
    for (_, more, phrase) in known {
        if held + more <= HELD && phrases.len() < KNOWN_BY {
            held += more;
            phrases.push(phrase);
        }
    }
    Ok((!phrases.is_empty()).then(|| phrases.join(" OR ")))
}

/// The longer words of an article that are written small, the most frequent first.
fn frequent(asked: &Asked<'_>, own: i64) -> Result<Vec<(String, usize)>> {
    let sql = "SELECT substr(text, 1, ?2) FROM body WHERE article = ?1";
    let text = asked.connection.prepare_cached(sql)?.query_row((own, MOST as i64), |row| row.get::<_, String>(0));
    let text = text.optional()?.unwrap_or_default();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for token in tokens(&text).iter().filter(|token| token.kind == TokenKind::Word) {
        let word = token.span.of(&text);
        if word.chars().count() >= 5 && word.chars().all(char::is_lowercase) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
    // Of words equally frequent the longer ones are the rarer ones.
    counts.sort_by(|a, b| (b.1, b.0.len()).cmp(&(a.1, a.0.len())).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(TRIED);
    Ok(counts)
}
