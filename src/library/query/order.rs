//! In what order articles come.

use super::Query;
use super::eval::Asked;
use super::set::Set;
use super::words;
use crate::library::{ArticleId, Result};
use rusqlite::functions::FunctionFlags;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// In what order articles come. Those that are equal in it come newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest day of publication first, those without one last.
    #[default]
    Newest,
    /// The oldest day of publication first, those without one last.
    Oldest,
    /// By outlet.
    Source,
    /// What the words of the query say most of first. Without words as [`Order::Newest`].
    Relevance,
    /// What tells most that was not told before first: see [`crate::library::Library::reckon_novelty`].
    Novelty,
    /// The longest first.
    Length,
    /// What came last into the library first.
    Added,
}

impl Order {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Newest, "newest"),
        (Self::Oldest, "oldest"),
        (Self::Source, "source"),
        (Self::Relevance, "relevance"),
        (Self::Novelty, "novelty"),
        (Self::Length, "length"),
        (Self::Added, "added"),
    ];
}

/// At most so many are looked up one by one; of more, all articles are gone through in their order.
const FEW: usize = 1_500;
/// So many are ranked, the newest: ranking takes some microseconds each, and nobody reads on so far.
pub(super) const RANKED: usize = 2_000;
/// What a word weighs in title, text, names, source and author.
pub(super) const WEIGHTS: &str = "8.0, 1.0, 2.0, 1.0, 1.0";

/// Those of `set` that are shown, in order.
pub(super) fn sorted(asked: &Asked<'_>, query: &Query, set: &Set, order: Order) -> Result<Vec<ArticleId>> {
    let count = set.len();
    let ids = match order {
        Order::Relevance => ranked(asked, query, set)?,
        _ if count <= FEW => looked_up(asked, set, order)?,
        Order::Newest => walked(asked, "SELECT id FROM article WHERE hidden = 0 ORDER BY day DESC, id DESC", set)?,
        Order::Oldest => {
            let dated = "SELECT id FROM article WHERE hidden = 0 AND day IS NOT NULL ORDER BY day, id";
            let mut ids = walked(asked, dated, set)?;
            let undated = "SELECT id FROM article WHERE hidden = 0 AND day IS NULL ORDER BY id";
            ids.extend(walked(asked, undated, set)?);
            ids
        }
        Order::Source => by_source(asked, set)?,
        Order::Novelty => walked(asked, "SELECT id FROM article WHERE hidden = 0 ORDER BY novelty DESC, id DESC", set)?,
        Order::Length => walked(asked, "SELECT id FROM article WHERE hidden = 0 ORDER BY words DESC, id DESC", set)?,
        Order::Added => walked(asked, "SELECT id FROM article WHERE hidden = 0 ORDER BY added DESC, id DESC", set)?,
    };
    Ok(ids.into_iter().map(ArticleId).collect())
}

/// Those of `set` in the order in which `sql` gives all.
fn walked(asked: &Asked<'_>, sql: &str, set: &Set) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    let mut statement = asked.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if set.contains(id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The index gives the outlets in order, but of each the oldest first, and what has no outlet before all.
fn by_source(asked: &Asked<'_>, set: &Set) -> Result<Vec<i64>> {
    let sql = "SELECT id, source FROM article WHERE hidden = 0 ORDER BY source, day, id";
    let (mut ids, mut nowhere): (Vec<i64>, Vec<i64>) = Default::default();
    let (mut from, mut last): (usize, Option<String>) = (0, None);
    let mut statement = asked.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let Some(source) = row.get_ref(1)?.as_str_or_null().ok().flatten() else {
            nowhere.extend(Some(id).filter(|id| set.contains(*id)));
            continue;
        };
        if last.as_deref() != Some(source) {
            ids.get_mut(from..).unwrap_or_default().reverse();
            (from, last) = (ids.len(), Some(source.to_owned()));
        }
        if set.contains(id) {
            ids.push(id);
        }
    }
    ids.get_mut(from..).unwrap_or_default().reverse();
    nowhere.reverse();
    ids.extend(nowhere);
    Ok(ids)
}

/// What articles are sorted by.
struct Key {
    id: i64,
    day: Option<String>,
    source: Option<String>,
    words: i64,
    novelty: Option<f64>,
    added: i64,
}

fn looked_up(asked: &Asked<'_>, set: &Set, order: Order) -> Result<Vec<i64>> {
    let sql = "SELECT a.id, a.day, a.source, a.words, a.novelty, a.added FROM json_each(?1) j \
        CROSS JOIN article a ON a.id = j.value WHERE a.hidden = 0";
    let mut statement = asked.connection.prepare_cached(sql)?;
    let keys = statement.query_map([set.json()], |row| {
        let (id, day, source) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Key { id, day, source, words: row.get(3)?, novelty: row.get(4)?, added: row.get(5)? })
    })?;
    let mut keys: Vec<Key> = keys.collect::<rusqlite::Result<_>>()?;
    keys.sort_by(|a, b| (&b.day, b.id).cmp(&(&a.day, a.id)));
    match order {
        Order::Oldest => keys.sort_by(|a, b| (a.day.is_none(), &a.day, a.id).cmp(&(b.day.is_none(), &b.day, b.id))),
        Order::Source => keys.sort_by(|a, b| (a.source.is_none(), &a.source).cmp(&(b.source.is_none(), &b.source))),
        Order::Novelty => {
            let novelty = |key: &Key| key.novelty.unwrap_or(-1.0);
            keys.sort_by(|a, b| novelty(b).total_cmp(&novelty(a)).then(b.id.cmp(&a.id)));
        }
        Order::Length => keys.sort_by_key(|key| Reverse((key.words, key.id))),
        Order::Added => keys.sort_by_key(|key| Reverse((key.added, key.id))),
        Order::Newest | Order::Relevance => {}
    }
    Ok(keys.into_iter().map(|key| key.id).collect())
}

/// The best first; where more than [`RANKED`] are found the newest of them are ranked, and the rest follows by date.
fn ranked(asked: &Asked<'_>, query: &Query, set: &Set) -> Result<Vec<i64>> {
    let newest = sorted(asked, query, set, Order::Newest)?;
    let newest: Vec<i64> = newest.into_iter().map(|id| id.0).collect();
    let wanted = query.wanted();
    let expression = match super::like::expression(asked, &wanted)? {
        Some(own) => Some(own),
        None => words::ranked_by(wanted.into_iter()),
    };
    let Some(expression) = expression else { return Ok(newest) };
    let (head, tail) = newest.split_at_checked(RANKED).unwrap_or((&newest, &[]));
    let mut some = asked.none();
    head.iter().for_each(|id| some.insert(*id));
    let scores: FxHashMap<i64, f64> = scored(asked, &expression, some)?.into_iter().collect();
    let score = |id: &i64| scores.get(id).copied().unwrap_or(0.0);
    let mut best = head.to_vec();
    best.sort_by(|a, b| score(b).total_cmp(&score(a)));
    best.extend(tail);
    Ok(best)
}

/// How well each of `some` answers an expression of FTS5, by bm25: more is better.
pub(super) fn scored(asked: &Asked<'_>, expression: &str, some: Set) -> Result<Vec<(i64, f64)>> {
    let some = Arc::new(some);
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    asked
        .connection
        .create_scalar_function("wanted", 1, flags, move |context| Ok(some.contains(context.get::<i64>(0)?)))?;
    let sql = format!("SELECT rowid, bm25(search, {WEIGHTS}) FROM search WHERE search MATCH ?1 AND wanted(rowid)");
    let mut statement = asked.connection.prepare_cached(&sql)?;
    let scores = statement.query_map([expression], |row| Ok((row.get(0)?, -row.get::<_, f64>(1)?)))?;
    Ok(scores.collect::<rusqlite::Result<_>>()?)
}
