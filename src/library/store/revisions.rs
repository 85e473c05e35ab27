//! Versions of one article: what each place says by now, which of them is shown, and the notes that go along.
//!
//! An article that is shown, and its earlier revisions, which are hidden, are a chain of `before`. A text stands in it once,
//! where it was last. Where one place says something else while another still says the old, both are shown, the new one as
//! an article whose revision before is the other; when nobody says the old any more, it becomes an earlier revision.

use super::add::unfile;
use super::apply::insert_highlight;
use super::file_of::is_there;
use super::incoming::{Origin, via};
use super::names::NameIds;
use super::read::highlights;
use super::{ArticleId, Ground, Highlight, HighlightId, Library, Result};
use crate::article::Article;
use rusqlite::{Connection, OptionalExtension, Transaction};

/// The revisions from an article back, `?1` among them. UNION ends where a damaged file leads in a circle.
const BACK: &str = "WITH RECURSIVE back(id, before) AS (SELECT id, before FROM article WHERE id = ?1 \
    UNION SELECT a.id, a.before FROM article a JOIN back b ON a.id = b.before)";

impl Library {
    /// Whether [`Library::add`] would change nothing of what is shown: an article says the same, or has said it before and
    /// came to say something else by another way than `origin`.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn says(&self, article: &Article, origin: &Origin) -> Result<bool> {
        let Some(id) = by_hash(&self.connection, &super::identity(article))? else { return Ok(false) };
        let sql = "WITH RECURSIVE later(id, hidden) AS (SELECT id, hidden FROM article WHERE id = ?1 \
            UNION SELECT a.id, a.hidden FROM article a JOIN later l ON a.before = l.id WHERE l.hidden = 1) \
            SELECT place, via FROM later JOIN origin ON article = later.id AND lasting = 1 \
            WHERE hidden <> 1 AND later.id <> ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            if is_same_way(row.get(1)?, origin) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The article or revision of that hash.
pub(super) fn by_hash(connection: &Connection, hash: &[u8; 32]) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT id FROM article WHERE hash = ?1")?;
    Ok(statement.query_row([hash], |row| row.get(0)).optional()?)
}

/// What became of an article or of an earlier revision: itself, where it is none. `None` where there is no such article.
pub(super) fn newest(connection: &Connection, id: i64) -> Result<Option<ArticleId>> {
    let sql = "WITH RECURSIVE later(id, hidden) AS (SELECT id, hidden FROM article WHERE id = ?1 \
        UNION SELECT a.id, a.hidden FROM article a JOIN later l ON a.before = l.id WHERE l.hidden = 1) \
        SELECT id FROM later WHERE hidden <> 1 ORDER BY hidden, id LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| row.get(0).map(ArticleId)).optional()?)
}

/// Words of an article outside page furniture.
pub(super) fn words_of(connection: &Connection, id: i64) -> Result<usize> {
    let mut statement = connection.prepare_cached("SELECT words FROM article WHERE id = ?1")?;
    let words: i64 = statement.query_row([id], |row| row.get(0))?;
    Ok(usize::try_from(words).unwrap_or(0))
}

pub(super) fn text_of(connection: &Connection, id: i64) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM body WHERE article = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

/// Whether `earlier` is a revision before `id`.
pub(super) fn is_before(connection: &Connection, earlier: i64, id: i64) -> Result<bool> {
    let sql = format!("{BACK} SELECT count(*) FROM back WHERE id = ?2 AND id <> ?1");
    Ok(connection.prepare_cached(&sql)?.query_row((id, earlier), |row| row.get::<_, i64>(0))? > 0)
}

/// Whether a place that is none of `places` says what an article says. A file that is not there any more says nothing.
pub(super) fn is_said_elsewhere(writing: &Transaction<'_>, id: i64, places: &[&str]) -> Result<bool> {
    let sql = "SELECT place, kind FROM origin WHERE article = ?1 AND lasting = 1";
    let mut statement = writing.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let (place, kind): (String, i64) = (row.get(0)?, row.get(1)?);
        if !places.contains(&place.as_str()) && (kind == 1 || is_there(&place)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives what an article says now a number of its own, as an earlier revision.
pub(super) fn set_aside(writing: &Transaction<'_>, names: &mut NameIds, id: i64) -> Result<()> {
    unfile(writing, names, id)?;
    let hash: Vec<u8> = writing.query_row("SELECT hash FROM article WHERE id = ?1", [id], |row| row.get(0))?;
    // Two rows cannot have one hash, not even for a moment.
    writing.execute("UPDATE article SET hash = randomblob(32) WHERE id = ?1", [id])?;
    writing.execute(
        "INSERT INTO article (hash, name, title, headline, source, date, day, url, author, language, words, added, read, \
         position, novelty, hidden, before) \
         SELECT ?2, name, title, headline, source, date, day, url, author, language, words, added, read, position, \
         novelty, 1, before FROM article WHERE id = ?1",
        (id, hash),
    )?;
    let aside = writing.last_insert_rowid();
    // Those that came after what it says now come after that.
    writing.execute("UPDATE article SET before = ?2 WHERE before = ?1 OR id = ?1", (id, aside))?;
    writing.execute("UPDATE body SET article = ?2 WHERE article = ?1", (id, aside))?;
    Ok(())
}

/// Takes an earlier revision out of the chain of `id`, which is to say what it said.
pub(super) fn dissolve(writing: &Transaction<'_>, earlier: i64, id: i64) -> Result<()> {
    unlink(writing, earlier, id)?;
    writing.execute("UPDATE article SET before = ?2 WHERE before = ?1 AND id <> ?2", (earlier, id))?;
    writing.execute("UPDATE highlight SET article = ?2, gone = 1 WHERE article = ?1", (earlier, id))?;
    writing.execute("UPDATE OR IGNORE origin SET article = ?2 WHERE article = ?1", (earlier, id))?;
    writing.execute("DELETE FROM article WHERE id = ?1", [earlier])?;
    Ok(())
}

/// The revision of `id`'s chain that came after `earlier` comes after the one before that.
fn unlink(writing: &Transaction<'_>, earlier: i64, id: i64) -> Result<()> {
    let sql = format!(
        "{BACK} UPDATE article SET before = (SELECT before FROM article WHERE id = ?2) \
         WHERE before = ?2 AND id IN (SELECT id FROM back)"
    );
    writing.execute(&sql, (id, earlier))?;
    Ok(())
}

/// Where no place says any more what an article says, and `now` is another version of it: makes it an earlier revision of
/// that, to which its notes go over.
pub(super) fn retire(writing: &Transaction<'_>, names: &mut NameIds, id: i64, now: i64) -> Result<()> {
    let state = |id: i64| -> Result<Option<i64>> {
        let mut hidden = writing.prepare_cached("SELECT hidden FROM article WHERE id = ?1")?;
        Ok(hidden.query_row([id], |row| row.get(0)).optional()?)
    };
    if id == now || state(id)? != Some(0) || state(now)? != Some(0) || is_said_elsewhere(writing, id, &[])? {
        return Ok(());
    }
    if is_before(writing, now, id)? {
        unlink(writing, now, id)?;
        writing.execute("UPDATE article SET before = ?2 WHERE id = ?1", (now, id))?;
    } else if !is_before(writing, id, now)? {
        return Ok(());
    }
    unfile(writing, names, id)?;
    writing.execute("UPDATE article SET hidden = 1 WHERE id = ?1", [id])?;
    // A file that comes back says something of its own.
    writing.execute("UPDATE origin SET lasting = 0 WHERE article = ?1", [id])?;
    let Some(text) = text_of(writing, now)? else { return Ok(()) };
    carry(writing, id, now, &text)?;
    for gone in highlights(writing, ArticleId(id))? {
        let highlight = Highlight { gone: true, ..gone };
        insert_highlight(writing, ArticleId(now), highlight)?;
    }
    anchor_again(writing, now, &text)?;
    // What was noted of both before they came together stands there twice.
    writing.execute(
        "DELETE FROM highlight WHERE article = ?1 AND EXISTS (SELECT 1 FROM highlight h WHERE h.article = ?1 \
         AND h.id < highlight.id AND (h.start, h.stop, h.quote, h.colour, h.gone) = (highlight.start, highlight.stop, \
         highlight.quote, highlight.colour, highlight.gone) AND h.note IS highlight.note)",
        [now],
    )?;
    Ok(())
}

/// Notes of `to`, which says `text`, what was noted of `from`, but for highlights.
fn carry(writing: &Transaction<'_>, from: i64, to: i64, text: &str) -> Result<()> {
    writing.execute(
        "UPDATE article SET (read, bookmarked, position) = (SELECT max(f.read, article.read), \
         max(f.bookmarked, article.bookmarked), min(max(f.position, article.position), ?3) FROM article f WHERE f.id = ?1) \
         WHERE id = ?2",
        (from, to, text.len() as i64),
    )?;
    writing
        .execute("INSERT OR IGNORE INTO tag (tag, article) SELECT tag, ?2 FROM tag WHERE article = ?1", (from, to))?;
    Ok(())
}

/// Notes of a new article what was noted of the one before, which stays: what of it stands in its text.
pub(super) fn copy_marks(writing: &Transaction<'_>, from: i64, to: i64, text: &str) -> Result<()> {
    carry(writing, from, to, text)?;
    let ground = Ground::new(text);
    for highlight in highlights(writing, ArticleId(from))? {
        let copy = Highlight { id: HighlightId::NEW, ..highlight.found_in(&ground) };
        if !copy.gone {
            insert_highlight(writing, ArticleId(to), copy)?;
        }
    }
    Ok(())
}

/// The highlights of an article, found again in its new text. Those whose words are gone stay, as gone.
pub(super) fn anchor_again(writing: &Transaction<'_>, id: i64, text: &str) -> Result<()> {
    let ground = Ground::new(text);
    for highlight in highlights(writing, ArticleId(id))? {
        let now = highlight.clone().found_in(&ground);
        if now != highlight {
            insert_highlight(writing, ArticleId(id), now)?;
        }
    }
    Ok(())
}

/// The article whose text the first of `places` said last, and whether it came to say that by the way of `origin`.
pub(super) fn said_by(writing: &Transaction<'_>, places: &[&str], origin: &Origin) -> Result<(Option<i64>, bool)> {
    let sql = "SELECT o.article, o.via FROM origin o JOIN article a ON a.id = o.article \
        WHERE o.place = ?1 AND o.lasting = 1 AND a.hidden <> 1 ORDER BY o.article DESC LIMIT 1";
    let mut statement = writing.prepare_cached(sql)?;
    for place in places {
        let said = statement.query_row([place], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).optional()?;
        if let Some((said, way)) = said {
            return Ok((Some(said), is_same_way(way, origin)));
        }
    }
    Ok((None, true))
}

/// Whether a place came to say something by the way by which something comes now: the same feed, file or page. Where that was
/// not noted yet all ways count but feeds, which say again and again what they said.
fn is_same_way(known: Option<i64>, origin: &Origin) -> bool {
    if known.is_some() { known == via(origin) } else { !matches!(origin, Origin::Feed(_)) }
}

/// The places say what `id` says, and not any more what other articles do; these are retired where they can be.
pub(super) fn move_places(writing: &Transaction<'_>, names: &mut NameIds, places: &[&str], id: i64) -> Result<()> {
    let mut left = Vec::new();
    for place in places {
        let sql = "UPDATE origin SET lasting = 0 WHERE place = ?1 AND lasting = 1 AND article <> ?2 RETURNING article";
        let mut statement = writing.prepare_cached(sql)?;
        for article in statement.query_map((place, id), |row| row.get::<_, i64>(0))? {
            left.push(article?);
        }
    }
    left.into_iter().try_for_each(|article| retire(writing, names, article, id))
}
