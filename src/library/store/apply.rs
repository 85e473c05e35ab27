//! Changes done: each gives what was really changed, and what takes that back.

use super::feeds::{COLUMNS, Feed};
use super::read::{HIGHLIGHT, highlight};
use super::run::{REMOVED, TAKEN_BACK};
use super::{
    ArticleId, Change, Ground, Highlight, HighlightId, IdRanges, LibraryError, Marks, Result, corrections, revisions,
};
use crate::text::sanitize;
use rusqlite::{OptionalExtension, Transaction};

/// From so many articles on, it may be quicker to make indexes anew than to change them.
const MANY: usize = 5_000;
/// A tag is cut here, in characters.
const LONGEST_TAG: usize = 100;

/// Makes a change. The first of what it gives says what was done, and only that; the second takes it back.
pub(super) fn apply(writing: &Transaction<'_>, change: &Change) -> Result<(Change, Change)> {
    Ok(match change {
        Change::Read(articles) => {
            let (done, undo) = flag(writing, "read", articles)?;
            (Change::Read(done), Change::Read(undo))
        }
        Change::Bookmark(articles) => {
            let (done, undo) = flag(writing, "bookmarked", articles)?;
            (Change::Bookmark(done), Change::Bookmark(undo))
        }
        Change::Tag { articles, tag, on } => {
            let tag = clean_tag(tag).ok_or(LibraryError::Missing("a tag without a name"))?;
            let articles = set_tag(writing, articles, &tag, *on)?;
            let tagged = |on| Change::Tag { articles: articles.clone(), tag: tag.clone(), on };
            (tagged(*on), tagged(!on))
        }
        Change::Highlight { article, highlight } => {
            let article = current(writing, *article)?;
            let highlight = place_highlight(writing, article, highlight)?;
            let id = highlight.id;
            (Change::Highlight { article, highlight }, Change::Unhighlight(id))
        }
        Change::Unhighlight(id) => match find_highlight(writing, *id)? {
            None => nothing(),
            Some((article, highlight)) => {
                writing.execute("DELETE FROM highlight WHERE id = ?1", [id.0])?;
                (change.clone(), Change::Highlight { article, highlight })
            }
        },
        Change::Recolour(id, colour) => match find_highlight(writing, *id)? {
            Some((_, before)) if before.colour != *colour => {
                writing.execute("UPDATE highlight SET colour = ?2 WHERE id = ?1", (id.0, colour.code()))?;
                (change.clone(), Change::Recolour(*id, before.colour))
            }
            _ => nothing(),
        },
        Change::Note(id, note) => {
            let note = note.as_deref().and_then(clean_note);
            match find_highlight(writing, *id)? {
                Some((_, before)) if before.note != note => {
                    writing.execute("UPDATE highlight SET note = ?2 WHERE id = ?1", (id.0, &note))?;
                    (Change::Note(*id, note), Change::Note(*id, before.note))
                }
                _ => nothing(),
            }
        }
        Change::SaveQuery { name, query } => save_query(writing, name, query)?,
        Change::DropQuery(name) => match query_of(writing, name)? {
            None => nothing(),
            Some(query) => {
                writing.execute("DELETE FROM saved WHERE name = ?1", [name])?;
                (change.clone(), Change::SaveQuery { name: name.clone(), query })
            }
        },
        Change::Remove(articles) => {
            let articles = hide(writing, articles, 0, REMOVED)?;
            (Change::Remove(articles.clone()), Change::Bring(articles))
        }
        Change::Bring(articles) => {
            let articles = hide(writing, articles, REMOVED, 0)?;
            (Change::Bring(articles.clone()), Change::Remove(articles))
        }
        Change::Import(articles) => {
            let articles = hide_ranges(writing, articles, TAKEN_BACK, 0)?;
            (Change::Import(articles.clone()), Change::TakeBack(articles))
        }
        Change::TakeBack(articles) => {
            let articles = hide_ranges(writing, articles, 0, TAKEN_BACK)?;
            (Change::TakeBack(articles.clone()), Change::Import(articles))
        }
        Change::Subscribe(feed) => subscribe(writing, feed)?,
        Change::Unsubscribe(url) => match followed(writing, url)? {
            None => nothing(),
            Some(feed) => {
                writing.execute("UPDATE feed SET followed = 0 WHERE url = ?1", [url])?;
                (change.clone(), Change::Subscribe(feed))
            }
        },
        Change::Correct(edit) => {
            let mut all = corrections::load(writing)?;
            let undo = all.change(edit);
            if undo.is_empty() {
                return Ok(nothing());
            }
            corrections::save(writing, &all)?;
            (change.clone(), Change::Correct(undo))
        }
        Change::Many(changes) => {
            let (mut done, mut undo) = (Vec::new(), Vec::new());
            for change in changes {
                let (one, back) = apply(writing, change)?;
                if !one.is_nothing() {
                    done.push(one);
                    undo.push(back);
                }
            }
            undo.reverse();
            (Change::Many(done), Change::Many(undo))
        }
    })
}

fn nothing() -> (Change, Change) {
    (Change::NOTHING, Change::NOTHING)
}

/// The number by which an article goes on: its own, unless it has become an earlier revision of another one.
pub(super) fn current(writing: &Transaction<'_>, id: ArticleId) -> Result<ArticleId> {
    let is_earlier = "SELECT 1 FROM article WHERE id = ?1 AND hidden = 1";
    if !writing.prepare_cached(is_earlier)?.exists([id.0])? {
        return Ok(id);
    }
    Ok(revisions::newest(writing, id.0)?.unwrap_or(id))
}

type Flags = Vec<(ArticleId, bool)>;

/// Sets a column of articles; gives those that it changes, and what they were.
fn flag(writing: &Transaction<'_>, column: &str, articles: &[(ArticleId, bool)]) -> Result<(Flags, Flags)> {
    let sql = format!("UPDATE article SET {column} = ?2 WHERE id = ?1 AND {column} <> ?2");
    let mut statement = writing.prepare_cached(&sql)?;
    let (mut done, mut undo) = (Vec::new(), Vec::new());
    for (id, on) in articles {
        let id = current(writing, *id)?;
        if statement.execute((id.0, on))? > 0 {
            done.push((id, *on));
            undo.push((id, !on));
        }
    }
    // Where one is named twice, the last goes back first.
    undo.reverse();
    Ok((done, undo))
}

fn set_tag(writing: &Transaction<'_>, articles: &[ArticleId], tag: &str, on: bool) -> Result<Vec<ArticleId>> {
    let mut statement = writing.prepare_cached(match on {
        true => "INSERT OR IGNORE INTO tag SELECT ?2, id FROM article WHERE id = ?1",
        false => "DELETE FROM tag WHERE article = ?1 AND tag = ?2",
    })?;
    let mut changed = Vec::new();
    for id in articles {
        let id = current(writing, *id)?;
        if statement.execute((id.0, tag))? > 0 {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// A tag on one clean line; nothing where that is empty.
fn clean_tag(tag: &str) -> Option<String> {
    let clean = sanitize::line(tag).split_whitespace().collect::<Vec<_>>().join(" ");
    let clean: String = clean.chars().take(LONGEST_TAG).collect();
    (!clean.is_empty()).then_some(clean)
}

fn clean_note(note: &str) -> Option<String> {
    let clean = sanitize::text(note).trim().to_owned();
    (!clean.is_empty()).then_some(clean)
}

/// Turns what is hidden in the one way into what is hidden in the other.
fn hide(writing: &Transaction<'_>, articles: &[ArticleId], from: i64, to: i64) -> Result<Vec<ArticleId>> {
    let mut statement = writing.prepare_cached("UPDATE article SET hidden = ?3 WHERE id = ?1 AND hidden = ?2")?;
    let mut changed = Vec::new();
    for id in articles {
        let id = current(writing, *id)?;
        if statement.execute((id.0, from, to))? > 0 {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// The same of many at once. Where that is much of the library, its indexes are made anew afterwards: to move each entry of them
/// takes ten times as long.
fn hide_ranges(writing: &Transaction<'_>, articles: &IdRanges, from: i64, to: i64) -> Result<IdRanges> {
    let all: i64 = writing.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    let is_much = articles.len() >= MANY && articles.len() > usize::try_from(all).unwrap_or(0) / 8;
    let indexes = if is_much { indexes_of_sight(writing)? } else { Vec::new() };
    for (name, _) in &indexes {
        writing.execute(&format!("DROP INDEX \"{}\"", name.replace('"', "\"\"")), [])?;
    }
    let sql = "UPDATE article SET hidden = ?4 WHERE id BETWEEN ?1 AND ?2 AND hidden = ?3 RETURNING id";
    let mut statement = writing.prepare(sql)?;
    let mut changed = IdRanges::default();
    for (first, last) in articles.ranges() {
        let mut rows = statement.query((first, last, from, to))?;
        while let Some(row) = rows.next()? {
            changed.insert(ArticleId(row.get(0)?));
        }
    }
    drop(statement);
    for (_, made) in &indexes {
        writing.execute(made, [])?;
    }
    Ok(changed)
}

/// The indexes that say which articles are shown, and how each is made.
fn indexes_of_sight(writing: &Transaction<'_>) -> Result<Vec<(String, String)>> {
    let sql = "SELECT s.name, s.sql FROM sqlite_schema s WHERE s.type = 'index' AND s.tbl_name = 'article' \
        AND s.sql IS NOT NULL AND EXISTS (SELECT 1 FROM pragma_index_info(s.name) WHERE name = 'hidden')";
    let mut statement = writing.prepare(sql)?;
    let indexes = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(indexes)
}

/// Highlights a passage of the text as it is now. One that was there before and comes back is kept whether or not its words
/// are; a new one needs them.
fn place_highlight(writing: &Transaction<'_>, article: ArticleId, highlight: &Highlight) -> Result<Highlight> {
    let text = revisions::text_of(writing, article.0)?.ok_or(LibraryError::Missing("the article"))?;
    let placed = highlight.clone().found_in(&Ground::new(&text));
    if placed.gone && highlight.id == HighlightId::NEW {
        return Err(LibraryError::Missing("the passage"));
    }
    insert_highlight(writing, article, placed)
}

/// Writes a highlight as it is.
pub(super) fn insert_highlight(
    writing: &Transaction<'_>,
    article: ArticleId,
    highlight: Highlight,
) -> Result<Highlight> {
    let anchor = &highlight.anchor;
    let note = highlight.note.as_deref().and_then(clean_note);
    let id = (highlight.id != HighlightId::NEW).then_some(highlight.id.0);
    writing
        .prepare_cached(
            "INSERT OR REPLACE INTO highlight (id, article, start, stop, quote, ahead, behind, colour, note, was, gone) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute((
            id,
            article.0,
            anchor.span.start as i64,
            anchor.span.end as i64,
            &anchor.quote,
            &anchor.before,
            &anchor.after,
            highlight.colour.code(),
            &note,
            &highlight.was,
            highlight.gone,
        ))?;
    Ok(Highlight { id: HighlightId(writing.last_insert_rowid()), note, ..highlight })
}

fn find_highlight(writing: &Transaction<'_>, id: HighlightId) -> Result<Option<(ArticleId, Highlight)>> {
    let sql = format!("SELECT {HIGHLIGHT}, article FROM highlight WHERE id = ?1");
    let found = writing.query_row(&sql, [id.0], |row| Ok((ArticleId(row.get(10)?), highlight(row)?)));
    Ok(found.optional()?)
}

/// Notes of a new article what was noted of it elsewhere.
pub(super) fn set_marks(writing: &Transaction<'_>, id: ArticleId, marks: &Marks, text: &str) -> Result<()> {
    if *marks == Marks::default() {
        return Ok(());
    }
    let position = marks.position.min(text.len()) as i64;
    writing.execute(
        "UPDATE article SET read = ?2, position = ?3, bookmarked = ?4 WHERE id = ?1",
        (id.0, marks.read, position, marks.bookmarked),
    )?;
    for tag in marks.tags.iter().filter_map(|tag| clean_tag(tag)) {
        set_tag(writing, &[id], &tag, true)?;
    }
    let ground = Ground::new(text);
    for highlight in &marks.highlights {
        let new = Highlight { id: HighlightId::NEW, ..highlight.clone() };
        // What is gone was looked for when it came in; others wait for this to be written.
        let is_placed = new.gone || ground.has(&new.anchor);
        insert_highlight(writing, id, if is_placed { new } else { new.found_in(&ground) })?;
    }
    Ok(())
}

fn query_of(writing: &Transaction<'_>, name: &str) -> Result<Option<String>> {
    Ok(writing.query_row("SELECT query FROM saved WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

fn save_query(writing: &Transaction<'_>, name: &str, query: &str) -> Result<(Change, Change)> {
    let name = clean_tag(name).ok_or(LibraryError::Missing("a query without a name"))?;
    let query = sanitize::line(query).into_owned();
    let before = query_of(writing, &name)?;
    if before.as_deref() == Some(&query) {
        return Ok(nothing());
    }
    writing.execute("INSERT OR REPLACE INTO saved VALUES (?1, ?2)", (&name, &query))?;
    let undo = match before {
        Some(query) => Change::SaveQuery { name: name.clone(), query },
        None => Change::DropQuery(name.clone()),
    };
    Ok((Change::SaveQuery { name, query }, undo))
}

fn followed(writing: &Transaction<'_>, url: &str) -> Result<Option<Feed>> {
    let sql = format!("SELECT {COLUMNS} FROM feed WHERE url = ?1 AND followed = 1");
    Ok(writing.query_row(&sql, [url], Feed::of).optional()?)
}

/// What the server said of a feed is left as it is where the feed is known.
fn subscribe(writing: &Transaction<'_>, feed: &Feed) -> Result<(Change, Change)> {
    let clean = |text: &Option<String>| text.as_deref().and_then(clean_tag);
    let feed = Feed { title: clean(&feed.title), folder: clean(&feed.folder), ..feed.clone() };
    let before = followed(writing, &feed.url)?;
    if before.as_ref().is_some_and(|before| (&before.title, &before.folder) == (&feed.title, &feed.folder)) {
        return Ok(nothing());
    }
    writing.execute(
        "INSERT INTO feed (url, title, folder, etag, modified, fetched, error) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (url) DO UPDATE SET title = excluded.title, folder = excluded.folder, followed = 1",
        (&feed.url, &feed.title, &feed.folder, &feed.etag, &feed.modified, feed.fetched, &feed.error),
    )?;
    let undo = match before {
        Some(before) => Change::Subscribe(before),
        None => Change::Unsubscribe(feed.url.clone()),
    };
    Ok((Change::Subscribe(feed), undo))
}
