//! What queries need beside the library's own tables, and how it is kept.

use super::eval::span_at;
use crate::library::{Result, index_text};
use rusqlite::Connection;

/// The words of quotations, each by itself, and the orders in which articles are listed. That an article is shown stands in
/// the indexes themselves: one that only leaves out what is hidden does not spare SQLite to look at each article.
///
/// A quotation's number is that of its article times [`EACH`], and its place among the article's quotations by start, stop
/// and kind: the order of `quote`'s key.
pub(in crate::library) const TABLES: &str = "
CREATE VIRTUAL TABLE said USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
DROP INDEX article_by_day;
DROP INDEX article_by_source;
DROP INDEX article_unread;
CREATE INDEX article_by_day ON article(hidden, day, id);
CREATE INDEX article_by_source ON article(hidden, source, day, id);
CREATE INDEX article_by_reading ON article(hidden, read, id);
CREATE INDEX article_by_length ON article(hidden, words, id);
CREATE INDEX article_by_added ON article(hidden, added, id);
CREATE INDEX article_by_novelty ON article(hidden, novelty, id);
CREATE INDEX article_by_url ON article(url, id) WHERE url IS NOT NULL;
CREATE INDEX name_by_articles ON name(articles);
CREATE INDEX article_by_language ON article(language, id);
CREATE INDEX figure_by_unit ON figure(unit, value, article, upto);
CREATE INDEX figure_range ON figure(value, upto, unit, article) WHERE upto IS NOT NULL;
";

/// Quotations of one article that are told apart.
pub(super) const EACH: i64 = 4096;

/// Files the words of an article's quotations, which are in `quote` already.
pub(in crate::library) fn file(writing: &Connection, article: i64, text: &str) -> Result<()> {
    let sql = "SELECT start, stop FROM quote WHERE article = ?1 ORDER BY start, stop, kind LIMIT ?2";
    let mut quotes = writing.prepare_cached(sql)?;
    let mut said = writing.prepare_cached("INSERT INTO said (rowid, words) VALUES (?1, ?2)")?;
    let mut rows = quotes.query((article, EACH))?;
    let mut number = article * EACH;
    while let Some(row) = rows.next()? {
        said.execute((number, index_text(span_at(row, 0)?.of(text))))?;
        number += 1;
    }
    Ok(())
}

/// Takes them out again; to be called before `quote` forgets them.
pub(in crate::library) fn unfile(writing: &Connection, article: i64) -> Result<()> {
    let count = "SELECT count(*) FROM quote WHERE article = ?1";
    let count: i64 = writing.prepare_cached(count)?.query_row([article], |row| row.get(0))?;
    let mut drop = writing.prepare_cached("DELETE FROM said WHERE rowid = ?1")?;
    for number in 0..count.min(EACH) {
        drop.execute([article * EACH + number])?;
    }
    Ok(())
}
