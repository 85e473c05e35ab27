//! From the rows of a damaged library to the tables of a new one.

use super::super::incoming::{Filed, Incoming, Origin};
use super::super::names::NameIds;
use super::super::read::whole;
use super::super::{ArticleId, LibraryError, Result, add, record};
use super::cells::Row;
use super::pages::Pages;
use super::shape::{Table, tables};
use super::walk::{Gaps, Whose, rows};
use super::{Lost, Step, Tell};
use crate::article::{Article, Meta};
use crate::text::sanitize;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use std::collections::BTreeMap;

/// How often it is said how far we are, in pages.
const OFTEN: u32 = 256;

/// What indexes know of articles whose own rows are gone, and notes on what is not there any more.
const SPARE: &str = "
CREATE TEMP TABLE spare_source (id INTEGER PRIMARY KEY, hidden, source, day);
CREATE TEMP TABLE spare_url (id INTEGER PRIMARY KEY, url);
CREATE TEMP TABLE spare_tag (article, tag);
CREATE TEMP TABLE spare_name (id INTEGER PRIMARY KEY, slug);
CREATE TEMP TABLE seq (name PRIMARY KEY, seq);
";

/// Copies every row that can be read into the empty library `into`, as it is.
pub(super) fn copy(pages: &Pages, into: &Connection, tell: &mut Tell<'_>) -> Result<Gaps> {
    into.execute_batch(SPARE)?;
    let all = tables(into)?;
    let by_name: BTreeMap<&str, &Table> = all.iter().map(|table| (table.name.as_str(), table)).collect();
    let mut each = |whose: Whose<'_>, row: Row| -> Result<()> {
        let table = match whose {
            Whose::Of(name) => match by_name.get(name) {
                Some(table) => Some(*table).filter(|table| table.fits(&row)),
                None => return spare(into, name, row),
            },
            Whose::Stray => {
                let mut claim = all.iter().filter(|table| table.claims(&row));
                match (claim.next(), claim.next()) {
                    (Some(one), None) => Some(one),
                    _ => return spare(into, "", row),
                }
            }
        };
        table.map_or(Ok(()), |table| insert(into, table, row))
    };
    let count = pages.count() as usize;
    let mut told = |done: u32| match done % OFTEN {
        0 => tell(Step { what: "pages read", done: done as usize, of: count }),
        _ => Ok(()),
    };
    let gaps = rows(pages, &mut each, &mut told)?;
    let whole = |name: &str| gaps.roots.contains(name) && !gaps.of.contains_key(name);
    if !whole("tag") && !whole("tag_of") {
        // Where articles came from looks the same in an index, and so do the words of names.
        into.execute_batch(
            "INSERT OR IGNORE INTO tag (article, tag) SELECT article, tag FROM spare_tag \
             WHERE tag NOT LIKE '%://%' AND tag NOT LIKE '/%' AND tag NOT IN (SELECT place FROM origin) GROUP BY article, tag HAVING count(*) > \
             (SELECT count(*) FROM spare_name WHERE id = article AND '-' || slug || '-' LIKE '%-' || tag || '-%')",
        )?;
    }
    Ok(gaps)
}

/// Takes a row, unless one with its key is there already, or it breaks a rule.
fn insert(into: &Connection, table: &Table, row: Row) -> Result<()> {
    let columns: Vec<&str> = table.columns.iter().take(row.values.len()).map(|column| column.name.as_str()).collect();
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO \"{}\" (\"{}\") VALUES ({marks})", table.name, columns.join("\", \""));
    into.prepare_cached(&sql)?.execute(params_from_iter(table.values(row)))?;
    Ok(())
}

/// Keeps what an index knows that may be lost elsewhere.
fn spare(into: &Connection, name: &str, row: Row) -> Result<()> {
    if let (Some(number), "name" | "", [Value::Null, _, Value::Text(slug), Value::Text(_), _]) =
        (row.number, name, row.values.as_slice())
    {
        into.prepare_cached("INSERT OR IGNORE INTO spare_name VALUES (?1, ?2)")?.execute((number, slug))?;
        return Ok(());
    }
    let values = row.values;
    let (sql, take): (&str, &[usize]) = match (name, values.as_slice()) {
        // The tags of an article by themselves: as good as the table.
        ("tag_of", [Value::Integer(_), Value::Text(_)]) => {
            ("INSERT OR IGNORE INTO tag (article, tag) VALUES (?1, ?2)", &[0, 1])
        }
        ("", [Value::Integer(_), Value::Text(_)]) if row.number.is_none() => {
            ("INSERT INTO spare_tag VALUES (?1, ?2)", &[0, 1])
        }
        ("article_by_source", [_, _, _, Value::Integer(_), ..]) => {
            ("INSERT OR IGNORE INTO spare_source VALUES (?1, ?2, ?3, ?4)", &[3, 0, 1, 2])
        }
        ("article_by_url", [Value::Text(_), Value::Integer(_), ..]) => {
            ("INSERT OR IGNORE INTO spare_url VALUES (?1, ?2)", &[1, 0])
        }
        ("sqlite_sequence", [Value::Text(_), Value::Integer(_)]) => {
            ("INSERT OR IGNORE INTO seq VALUES (?1, ?2)", &[0, 1])
        }
        _ => return Ok(()),
    };
    let values = take.iter().filter_map(|at| values.get(*at));
    into.prepare_cached(sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// What became of the articles.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) untitled: usize,
    pub(super) lost: Vec<Lost>,
    /// Articles of which not even the title is left.
    pub(super) vanished: usize,
    pub(super) lost_highlights: usize,
}

/// Looks at every article that was copied: takes out those that are not whole, makes anew what is made from them, and puts
/// all in order.
pub(super) fn settle(into: &mut Connection, tell: &mut Tell<'_>) -> Result<Settled> {
    let mut settled = Settled::default();
    let writing = into.transaction()?;
    let known = "SELECT count(*) FROM (SELECT id FROM article UNION SELECT article FROM body \
        UNION SELECT article FROM analysis UNION SELECT article FROM origin UNION SELECT id FROM spare_source)";
    let known: i64 = writing.query_row(known, [], |row| row.get(0))?;
    for id in ids(&writing, "SELECT article FROM body WHERE article NOT IN (SELECT id FROM article)")? {
        settled.untitled += usize::from(title_anew(&writing, id)?);
    }
    let all = ids(&writing, "SELECT id FROM article ORDER BY id")?;
    let mut names = NameIds::default();
    for (done, id) in all.iter().enumerate() {
        if done % OFTEN as usize == 0 {
            tell(Step { what: "articles filed", done, of: all.len() })?;
        }
        match whole(&writing, ArticleId(*id))? {
            None => settled.lost.push(lose(&writing, *id)?),
            Some(kept) => {
                let hidden: i64 =
                    writing.query_row("SELECT hidden FROM article WHERE id = ?1", [id], |row| row.get(0))?;
                if hidden != 1 {
                    let filed = match &kept.analysis {
                        Some(analysis) => Filed::new(&kept.article, analysis),
                        None => Filed::later(&kept.article),
                    };
                    add::file(&writing, &mut names, *id, &filed, &kept.article.text)?;
                }
            }
        }
    }
    names.count(&writing)?;
    settled.lost_highlights = settled.lost.iter().map(|lost| lost.highlights.len()).sum();
    let there: i64 = writing.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    settled.vanished = usize::try_from(known - there).unwrap_or(0).saturating_sub(settled.lost.len());
    settled.lost_highlights += tidy(&writing)?;
    if settled.vanished > 0 || !settled.lost.is_empty() {
        // What is missing comes in again where its file or feed still has it.
        writing.execute_batch("DELETE FROM file; UPDATE feed SET etag = NULL, modified = NULL")?;
    }
    writing.commit()?;
    into.execute_batch(
        "DROP TABLE spare_source; DROP TABLE spare_url; DROP TABLE spare_tag; DROP TABLE spare_name; DROP TABLE seq",
    )?;
    Ok(settled)
}

fn ids(connection: &Connection, sql: &str) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Makes an article of a text whose row is gone, with what indexes still know of it. Whether it could.
fn title_anew(writing: &Transaction<'_>, id: i64) -> Result<bool> {
    type Found = (String, Vec<u8>, Option<String>, Option<i64>, Option<String>, Option<String>, Option<String>);
    let found: Found = writing.query_row(
        "SELECT b.text, b.blocks, b.extra, s.hidden, s.source, s.day, u.url FROM body b \
         LEFT JOIN spare_source s ON s.id = b.article LEFT JOIN spare_url u ON u.id = b.article WHERE b.article = ?1",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?)),
    )?;
    let (text, blocks, extra, hidden, source, date, url) = found;
    let Some(blocks) = record::blocks(&blocks, &text).filter(|_| sanitize::is_clean(&text)) else {
        return Ok(false);
    };
    let origin = "SELECT place FROM origin WHERE article = ?1 ORDER BY kind, place LIMIT 1";
    let place: Option<String> = writing.query_row(origin, [id], |row| row.get(0)).ok();
    let meta = Meta {
        id: place.unwrap_or_else(|| format!("article {id}")),
        source,
        date,
        url,
        extra: extra.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
        ..Meta::default()
    };
    let article = Article { meta, text: text.into(), blocks };
    let hidden = hidden.unwrap_or(0);
    let number = add::insert_article(writing, &Incoming::unanalysed(article, Origin::Nowhere), None);
    let number = match number {
        Ok(number) => number,
        // The same text is there under another number.
        Err(LibraryError::Database(error))
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
        {
            return Ok(false);
        }
        Err(error) => return Err(error),
    };
    writing.execute("UPDATE article SET id = ?2, hidden = ?3 WHERE id = ?1", (number, id, hidden))?;
    Ok(true)
}

/// Takes an article out that is not whole; what is left of it.
fn lose(writing: &Transaction<'_>, id: i64) -> Result<Lost> {
    let clean = |text: Option<String>| text.map(|text| sanitize::line(&text).into_owned());
    let mut lost = writing.query_row("SELECT headline, source, date, url FROM article WHERE id = ?1", [id], |row| {
        Ok(Lost {
            headline: clean(row.get(0)?).unwrap_or_default(),
            source: clean(row.get(1)?),
            date: clean(row.get(2)?),
            url: clean(row.get(3)?),
            highlights: Vec::new(),
        })
    })?;
    let noted = "SELECT quote, note FROM highlight WHERE article = ?1 ORDER BY start, id";
    let mut noted = writing.prepare_cached(noted)?;
    let noted = noted.query_map([id], |row| {
        let note: Option<String> = row.get(1)?;
        Ok((
            sanitize::text(&row.get::<_, String>(0)?).into_owned(),
            note.map(|note| sanitize::text(&note).into_owned()),
        ))
    })?;
    lost.highlights = noted.collect::<rusqlite::Result<_>>()?;
    for sql in [
        "DELETE FROM highlight WHERE article = ?1",
        "DELETE FROM body WHERE article = ?1",
        "DELETE FROM article WHERE id = ?1",
    ] {
        writing.prepare_cached(sql)?.execute([id])?;
    }
    Ok(lost)
}

/// Takes out what refers to something that is not there; how many highlights that were. Numbers that were given are not
/// given again.
fn tidy(writing: &Transaction<'_>) -> Result<usize> {
    let mut lost_highlights = 0;
    for table in tables(writing)? {
        let sql = "SELECT \"from\", \"table\", coalesce(\"to\", 'id'), on_delete FROM pragma_foreign_key_list(?1)";
        let mut keys = writing.prepare(sql)?;
        let keys = keys.query_map([&table.name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        for key in keys.collect::<rusqlite::Result<Vec<(String, String, String, String)>>>()? {
            let (from, to_table, to, then) = key;
            let name = &table.name;
            let which = format!("\"{from}\" IS NOT NULL AND \"{from}\" NOT IN (SELECT \"{to}\" FROM \"{to_table}\")");
            let gone = match then.as_str() {
                "SET NULL" => writing.execute(&format!("UPDATE \"{name}\" SET \"{from}\" = NULL WHERE {which}"), [])?,
                _ => writing.execute(&format!("DELETE FROM \"{name}\" WHERE {which}"), [])?,
            };
            if name == "highlight" {
                lost_highlights += gone;
            }
        }
    }
    writing.execute_batch(
        "UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM seq WHERE seq.name = sqlite_sequence.name), 0)); \
         INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM seq WHERE name NOT IN (SELECT name FROM sqlite_sequence) \
         AND name IN (SELECT name FROM sqlite_schema WHERE type = 'table')",
    )?;
    Ok(lost_highlights)
}
