//! Articles as they come out of the library: rows for lists, and whole ones. What comes out is clean, whoever wrote the file.

use super::incoming::identity;
use super::{
    Anchor, ArticleId, Colour, Counts, Highlight, HighlightId, Kept, Library, LibraryError, Marks, Result, Row,
};
use super::{model_version, record};
use crate::article::{Article, Meta};
use crate::text::{Span, sanitize};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::Path;
use std::time::Duration;

/// How long a look at the library may wait for another program.
const MOMENT: Duration = Duration::from_millis(100);

const ROW: &str = "SELECT name, title, headline, source, date, url, author, language, words, added, read, position, \
    bookmarked, novelty, before, (SELECT count(*) FROM highlight WHERE highlight.article = article.id) \
    FROM article WHERE id = ?1";
const BODY: &str = "SELECT a.name, a.title, a.source, a.date, a.url, a.author, a.language, a.read, a.position, a.bookmarked, \
    a.hash, b.text, b.blocks, b.extra, n.model, n.record \
    FROM article a JOIN body b ON b.article = a.id LEFT JOIN analysis n ON n.article = a.id WHERE a.id = ?1";

impl Library {
    /// How much there is.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let count = |sql: &str| -> Result<usize> {
            Ok(self.connection.prepare_cached(sql)?.query_row([], |row| number(row, 0))?)
        };
        Ok(Counts {
            articles: count("SELECT count(*) FROM article WHERE hidden = 0")?,
            unread: count("SELECT count(*) FROM article WHERE hidden = 0 AND read = 0")?,
            bookmarked: count("SELECT count(*) FROM article WHERE bookmarked = 1 AND hidden = 0")?,
            revisions: count("SELECT count(*) FROM article WHERE hidden = 1")?,
            removed: count("SELECT count(*) FROM article WHERE hidden >= 2")?,
            highlights: count("SELECT count(*) FROM highlight")?,
            feeds: count("SELECT count(*) FROM feed WHERE followed = 1")?,
        })
    }

    /// Whether there is no article to show. Takes no time, unlike [`Library::counts`].
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM article WHERE hidden = 0)";
        let empty = || Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?);
        match empty() {
            Err(error @ LibraryError::Damaged { .. }) => Ok(self.all().map_err(|_| error)?.is_empty()),
            empty => empty,
        }
    }

    /// Whether a file holds articles to show, or is in a state that has to be told: looked at for a moment only, and
    /// changed in no way.
    pub fn is_to_be_shown(path: &Path) -> bool {
        let look = || -> rusqlite::Result<bool> {
            let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.busy_timeout(MOMENT)?;
            connection.query_row("SELECT EXISTS (SELECT 1 FROM article WHERE hidden = 0)", [], |row| row.get(0))
        };
        std::fs::metadata(path).is_ok_and(|about| about.len() > 0) && look().unwrap_or(true)
    }

    /// The article that came in last.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn last_added(&self) -> Result<Option<ArticleId>> {
        let last: Option<i64> = self.connection.query_row("SELECT max(id) FROM article", [], |row| row.get(0))?;
        Ok(last.map(ArticleId))
    }

    /// All articles that are shown: the newest day first, those without one last.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn all(&self) -> Result<Vec<ArticleId>> {
        let mut ids = Vec::new();
        match self.collect("SELECT id FROM article WHERE hidden = 0 ORDER BY day DESC, id DESC", &mut ids) {
            Err(error) if error.is_damage() => {
                self.or_else_of_spare(Err(error), Self::all).or_else(|_| self.all_that_are_found())
            }
            read => read.map(|()| ids),
        }
    }

    /// Those of `ids` that are neither removed nor earlier revisions.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn in_sight(&self, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1 AND hidden = 0)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut seen = Vec::with_capacity(ids.len());
        for id in ids {
            let is_seen: rusqlite::Result<bool> = statement.query_row([id.0], |row| row.get(0));
            if self.readable(is_seen.map(Some).map_err(LibraryError::from))?.unwrap_or(true) {
                seen.push(*id);
            }
        }
        Ok(seen)
    }

    /// The same where the order cannot be read: those that the table and its indexes still know, the newest first.
    fn all_that_are_found(&self) -> Result<Vec<ArticleId>> {
        self.note_damage();
        let mut ids = Vec::new();
        let ways = ["INDEXED BY article_by_added", "INDEXED BY article_by_reading", "NOT INDEXED"];
        let mut failed = Ok(());
        for way in ways {
            failed = self.collect(&format!("SELECT id FROM article {way} WHERE hidden = 0"), &mut ids);
            if failed.is_ok() {
                break;
            }
        }
        if ids.is_empty() {
            failed?;
        }
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.dedup();
        Ok(ids)
    }

    /// Adds the articles of `sql` to `ids`, also those before something that cannot be read.
    fn collect(&self, sql: &str, ids: &mut Vec<ArticleId>) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        for id in statement.query_map([], |row| row.get(0).map(ArticleId))? {
            ids.push(id?);
        }
        Ok(())
    }

    /// What a list shows of these articles, in their order. Those that are not there are left out, and so are damaged ones:
    /// [`Library::access`] says so then.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn rows(&self, ids: &[ArticleId]) -> Result<Vec<Row>> {
        let mut row_of = self.connection.prepare_cached(ROW)?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let row = row_of.query_row([id.0], |row| {
                Ok(Row {
                    id: *id,
                    name: line(row, 0)?.unwrap_or_default(),
                    title: line(row, 1)?,
                    headline: line(row, 2)?.unwrap_or_default(),
                    source: line(row, 3)?,
                    date: line(row, 4)?,
                    url: line(row, 5)?,
                    author: line(row, 6)?,
                    language: line(row, 7)?,
                    words: number(row, 8)?,
                    added: row.get(9)?,
                    read: row.get(10)?,
                    position: number(row, 11)?,
                    bookmarked: row.get(12)?,
                    novelty: row.get(13)?,
                    before: row.get::<_, Option<i64>>(14)?.map(ArticleId),
                    tags: Vec::new(),
                    highlights: number(row, 15)?,
                })
            });
            let row = row.optional().map_err(LibraryError::from);
            let row = row.and_then(|row| match row {
                Some(row) => Ok(Some(Row { tags: tags(&self.connection, *id)?, ..row })),
                None => Ok(None),
            });
            rows.extend(self.readable(self.or_else_of_spare(row, |spare| Ok(spare.rows(&[*id])?.pop())))?);
        }
        Ok(rows)
    }

    /// These articles, in their order, with what was found in them and what was noted of them. Those that are not there are
    /// left out, and so are damaged ones: [`Library::access`] says so then.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn load(&self, ids: &[ArticleId]) -> Result<Vec<Kept>> {
        let mut kept = Vec::with_capacity(ids.len());
        for id in ids {
            let one = whole(&self.connection, *id);
            kept.extend(self.readable(self.or_else_of_spare(one, |spare| Ok(spare.load(&[*id])?.pop())))?);
        }
        Ok(kept)
    }

    /// What was noted of an article; nothing where it is not there.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn marks(&self, id: ArticleId) -> Result<Marks> {
        let sql = "SELECT read, position, bookmarked FROM article WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([id.0], |row| Ok((row.get(0)?, number(row, 1)?, row.get(2)?))).optional()?;
        let Some((read, position, bookmarked)) = found else { return Ok(Marks::default()) };
        let (tags, highlights) = (tags(&self.connection, id)?, highlights(&self.connection, id)?);
        Ok(Marks { read, position, bookmarked, tags, highlights })
    }

    /// Where an article came from: paths and addresses, as they may be printed.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn origins(&self, id: ArticleId) -> Result<Vec<String>> {
        let sql = "SELECT place FROM origin WHERE article = ?1 ORDER BY kind, place";
        let mut statement = self.connection.prepare_cached(sql)?;
        let places: rusqlite::Result<Vec<Option<String>>> = statement.query_map([id.0], |row| line(row, 0))?.collect();
        let places = self.readable(places.map(Some).map_err(LibraryError::from))?.unwrap_or_default();
        Ok(places.into_iter().flatten().collect())
    }

    /// Up to `most` articles whose analyses another version of the recogniser made.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn outdated(&self, most: usize) -> Result<Vec<ArticleId>> {
        let sql = "SELECT article FROM analysis WHERE model < ?1 UNION ALL SELECT article FROM analysis WHERE model > ?1 LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let ids = statement.query_map([model_version(), most], |row| row.get(0).map(ArticleId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// An article with all that belongs to it; `None` where it is not there, or is not what it was when it came in.
pub(super) fn whole(connection: &Connection, id: ArticleId) -> Result<Option<Kept>> {
    let found = connection.prepare_cached(BODY)?.query_row([id.0], |row| {
        let text: String = row.get(11)?;
        let Some(blocks) = record::blocks(&row.get::<_, Vec<u8>>(12)?, &text) else { return Ok(None) };
        let extra = row.get::<_, Option<String>>(13)?;
        let meta = Meta {
            id: line(row, 0)?.unwrap_or_default(),
            title: line(row, 1)?,
            source: line(row, 2)?,
            date: line(row, 3)?,
            url: line(row, 4)?,
            author: line(row, 5)?,
            language: line(row, 6)?,
            extra: extra.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
        };
        let article = Article { meta, text: text.into(), blocks };
        let same = row.get_ref(10)?.as_blob().is_ok_and(|hash| hash == identity(&article));
        if !same || !sanitize::is_clean(&article.text) {
            return Ok(None);
        }
        let current = row.get::<_, Option<i64>>(14)? == Some(model_version());
        let bytes = row.get::<_, Option<Vec<u8>>>(15)?;
        let analysis = bytes.filter(|_| current).and_then(|bytes| record::analysis(&bytes, &article.text));
        let marks = Marks {
            read: row.get(7)?,
            position: number(row, 8)?.min(article.text.len()),
            bookmarked: row.get(9)?,
            ..Marks::default()
        };
        Ok(Some(Kept { id, article, analysis, marks }))
    });
    let found = match found.optional().map_err(LibraryError::from) {
        // Then the library is not what is wrong.
        Err(error) if error.is_of_a_value() => None,
        found => found?.flatten(),
    };
    let Some(mut kept) = found else { return Ok(None) };
    kept.marks.tags = tags(connection, id)?;
    kept.marks.highlights = highlights(connection, id)?;
    Ok(Some(kept))
}

pub(super) fn tags(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT tag FROM tag WHERE article = ?1 ORDER BY tag")?;
    let tags: Vec<Option<String>> =
        statement.query_map([id.0], |row| line(row, 0))?.collect::<rusqlite::Result<_>>()?;
    Ok(tags.into_iter().flatten().collect())
}

pub(super) const HIGHLIGHT: &str = "id, start, stop, quote, ahead, behind, colour, note, was, gone";

pub(super) fn highlights(connection: &Connection, id: ArticleId) -> Result<Vec<Highlight>> {
    let sql = format!("SELECT {HIGHLIGHT} FROM highlight WHERE article = ?1 ORDER BY gone, start, stop, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let highlights = statement.query_map([id.0], highlight)?;
    Ok(highlights.collect::<rusqlite::Result<_>>()?)
}

/// From the columns of [`HIGHLIGHT`].
pub(super) fn highlight(row: &rusqlite::Row<'_>) -> rusqlite::Result<Highlight> {
    let text = |at| row.get(at).map(|text: String| sanitize::text(&text).into_owned());
    let given = |at| row.get(at).map(|text: Option<String>| text.map(|text| sanitize::text(&text).into_owned()));
    Ok(Highlight {
        id: HighlightId(row.get(0)?),
        anchor: Anchor {
            span: Span::new(number(row, 1)?, number(row, 2)?),
            quote: text(3)?,
            before: text(4)?,
            after: text(5)?,
        },
        colour: Colour::of_code(row.get(6)?),
        note: given(7)?,
        was: given(8)?,
        gone: row.get(9)?,
    })
}

/// A column that is shown on one line, clean, whoever wrote it.
pub(super) fn line(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    let text: Option<String> = row.get(at)?;
    Ok(text.map(|text| match sanitize::line(&text) {
        std::borrow::Cow::Owned(clean) => clean,
        std::borrow::Cow::Borrowed(_) => text,
    }))
}

/// A count; 0 where it is negative.
fn number(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}
