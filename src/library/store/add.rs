//! Articles on their way into the tables: new ones, ones that are there, and new revisions of ones that are there.

use super::history::now;
use super::incoming::{Filed, Incoming, Indexed, Origin, via};
use super::names::NameIds;
use super::revisions::set_aside;
use super::{ArticleId, Library, LibraryError, Result, apply, index_text, revisions, run};
use crate::article::Article;
use crate::library::query::index as quotations;
use rusqlite::{OptionalExtension, Transaction};
use std::path::Path;

/// What became of an incoming article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new, or comes back.
    New(ArticleId),
    /// It is there already, perhaps from another place, perhaps removed by the reader.
    Known(ArticleId),
    /// It is a new version of this article.
    Revision(ArticleId),
}

impl Added {
    /// Which article.
    pub fn id(self) -> ArticleId {
        let (Self::New(id) | Self::Known(id) | Self::Revision(id)) = self;
        id
    }
}

/// A file as it was when all of it had been taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Where it is, absolute.
    pub path: std::path::PathBuf,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub mtime: i64,
}

impl Library {
    /// Takes articles in, all of them or, where that fails, none. The same article from another place gets that as another
    /// origin; what comes from a place (address, file) whose article says something else by now is a new revision of
    /// that article, also where it is what the place said before: it keeps its number, reading state, tags and highlights.
    /// While another place still says the old, that stays, and the new is an article of its own, with the same notes, whose
    /// revision before is the old one.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn add(&mut self, batch: &[Incoming]) -> Result<Vec<Added>> {
        self.add_with(batch, &[])
    }

    /// The same, with files that are taken in whole by that: see [`Library::is_unchanged`].
    ///
    /// # Errors
    /// As [`Library::add`].
    pub fn add_with(&mut self, batch: &[Incoming], files: &[Stamp]) -> Result<Vec<Added>> {
        let run = self.run.clone();
        let writing = self.writing()?;
        let mut names = NameIds::default();
        let mut added = Vec::with_capacity(batch.len());
        for one in batch {
            added.push(run::come_back(&writing, add(&writing, &mut names, one)?, one.back)?);
        }
        names.count(&writing)?;
        for stamp in files {
            let sql = "INSERT OR REPLACE INTO file VALUES (?1, ?2, ?3)";
            let size = i64::try_from(stamp.size).unwrap_or(i64::MAX);
            writing.prepare_cached(sql)?.execute((bytes(&stamp.path), size, stamp.mtime))?;
        }
        let run = run.map(|run| run.with(&writing, &added)).transpose()?;
        writing.commit()?;
        self.run = run;
        Ok(added)
    }

    /// Whether a file was taken in whole, and is as it was then.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn is_unchanged(&self, stamp: &Stamp) -> Result<bool> {
        let mut statement = self.connection.prepare_cached("SELECT size, mtime FROM file WHERE path = ?1")?;
        let kept = statement.query_row([bytes(&stamp.path)], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        let same = |(size, mtime)| u64::try_from(size) == Ok(stamp.size) && mtime == stamp.mtime;
        Ok(kept.optional()?.is_some_and(same))
    }

    /// Puts new analyses in the place of those that are [`Library::outdated`].
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn reanalysed(&mut self, batch: &[(ArticleId, Article, crate::analysis::Analysis)]) -> Result<()> {
        let filed: Vec<(ArticleId, Filed)> =
            batch.iter().map(|(id, article, analysis)| (*id, Filed::new(article, analysis))).collect();
        let writing = self.writing()?;
        let mut names = NameIds::default();
        for ((id, filed), (_, article, _)) in filed.iter().zip(batch) {
            let there = "SELECT count(*) FROM article WHERE id = ?1 AND hidden <> 1";
            if writing.prepare_cached(there)?.query_row([id.0], |row| row.get::<_, i64>(0))? == 0 {
                continue;
            }
            unfile(&writing, &mut names, id.0)?;
            file(&writing, &mut names, id.0, filed, &article.text)?;
        }
        names.count(&writing)?;
        Ok(writing.commit()?)
    }
}

#[cfg(unix)]
fn bytes(path: &Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

fn add(writing: &Transaction<'_>, names: &mut NameIds, one: &Incoming) -> Result<Added> {
    let places = places(one);
    let lasting: Vec<&str> = places.iter().filter(|(.., lasting)| *lasting).map(|(place, ..)| place.as_str()).collect();
    let (said, is_same_way) = revisions::said_by(writing, &lasting, &one.origin)?;
    let mut again = None;
    if let Some(there) = revisions::by_hash(writing, &one.hash)? {
        let id = revisions::newest(writing, there)?.map_or(there, |newest| newest.0);
        match said {
            // A place goes back to what it said before.
            Some(now) if there != id && is_same_way && revisions::is_before(writing, there, now)? => {
                again = Some(there)
            }
            _ => {
                let moves = there == id && (said.is_none_or(|said| said == id) || is_same_way);
                add_origins(writing, id, &places, one, moves)?;
                if moves {
                    revisions::move_places(writing, names, &lasting, id)?;
                }
                return Ok(Added::Known(ArticleId(id)));
            }
        }
    }
    if let (Some(now), false, Origin::Feed(_)) = (said, is_same_way, &one.origin)
        && revisions::words_of(writing, now)? > 2 * one.words
    {
        // Another feed says much less of what is at that address: a teaser does not take the place of the text.
        add_origins(writing, now, &places, one, false)?;
        return Ok(Added::Known(ArticleId(now)));
    }
    let hidden = |id: i64| -> Result<i64> {
        Ok(writing.prepare_cached("SELECT hidden FROM article WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
    };
    let before = match said {
        Some(id) => Some((id, hidden(id)? != 0 || !revisions::is_said_elsewhere(writing, id, &lasting)?)),
        None => None,
    };
    let added = match (before, again) {
        (Some((id, true)), _) => {
            set_aside(writing, names, id)?;
            if let Some(earlier) = again {
                revisions::dissolve(writing, earlier, id)?;
            }
            update_article(writing, id, one)?;
            Added::Revision(ArticleId(id))
        }
        // Another place still says the old.
        (Some(_), Some(earlier)) => {
            writing.execute("UPDATE article SET hidden = 0 WHERE id = ?1", [earlier])?;
            Added::New(ArticleId(earlier))
        }
        (before, None) => Added::New(ArticleId(insert_article(writing, one, before.map(|(id, _)| id))?)),
        (None, Some(_)) => return Err(LibraryError::Missing("the article")),
    };
    let id = added.id().0;
    if matches!(added, Added::Revision(_)) || again.is_none() {
        let extra = &one.article.meta.extra;
        let extra = (!extra.is_empty()).then(|| serde_json::to_string(extra).ok()).flatten();
        let sql = "INSERT INTO body VALUES (?1, ?2, ?3, ?4)";
        writing.prepare_cached(sql)?.execute((id, &*one.article.text, &one.blocks, extra))?;
    }
    file(writing, names, id, &one.filed, &one.article.text)?;
    add_origins(writing, id, &places, one, true)?;
    match (added, before) {
        (Added::Revision(_), _) => revisions::anchor_again(writing, id, &one.article.text)?,
        (_, before) => {
            apply::set_marks(writing, ArticleId(id), &one.marks, &one.article.text)?;
            if let Some((before, _)) = before {
                revisions::copy_marks(writing, before, id, &one.article.text)?;
            }
        }
    }
    revisions::move_places(writing, names, &lasting, id)?;
    Ok(added)
}

pub(super) fn insert_article(writing: &Transaction<'_>, one: &Incoming, before: Option<i64>) -> Result<i64> {
    let meta = &one.article.meta;
    writing
        .prepare_cached(
            "INSERT INTO article (hash, name, title, headline, source, date, day, url, author, language, words, added, \
             before) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute((
            &one.hash,
            &meta.id,
            &meta.title,
            &one.headline,
            &meta.source,
            &meta.date,
            day(&one.article),
            &meta.url,
            &meta.author,
            &meta.language,
            one.words as i64,
            one.added.unwrap_or_else(now),
            before,
        ))?;
    Ok(writing.last_insert_rowid())
}

/// Puts a new version in the place of an article whose old one is set aside. What the new one does not say of itself stays.
fn update_article(writing: &Transaction<'_>, id: i64, one: &Incoming) -> Result<()> {
    let meta = &one.article.meta;
    writing
        .prepare_cached(
            "UPDATE article SET hash = ?2, name = ?3, title = ?4, headline = ?5, source = coalesce(?6, source), \
             date = coalesce(?7, date), day = iif(?7 IS NULL, day, ?8), url = coalesce(?9, url), \
             author = coalesce(?10, author), language = ?11, words = ?12, novelty = NULL, position = min(position, ?13) WHERE id = ?1",
        )?
        .execute((
            id,
            &one.hash,
            &meta.id,
            &meta.title,
            &one.headline,
            &meta.source,
            &meta.date,
            day(&one.article),
            &meta.url,
            &meta.author,
            &meta.language,
            one.words as i64,
            one.article.text.len() as i64,
        ))?;
    Ok(())
}

/// The day, where the date is one.
fn day(article: &Article) -> Option<&str> {
    article.meta.date.as_deref().filter(|date| date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok())
}

/// Place, kind and whether other content there is a new revision.
type Place = (String, u8, bool);

fn places(one: &Incoming) -> Vec<Place> {
    let shown = |path: &Path| super::error::shown(path);
    let mut places = Vec::with_capacity(2);
    // The address first: it is the same wherever the article comes from.
    let address = match &one.origin {
        Origin::Nowhere => return places,
        Origin::Address(address) => Some(address),
        _ => one.article.meta.url.as_ref(),
    };
    places.extend(address.map(|address| (key(address), 1, has_path(address))));
    match &one.origin {
        Origin::File(path) => places.push((shown(path), 0, true)),
        Origin::Part(path, Some(name)) => places.push((format!("{}#{name}", shown(path)), 0, true)),
        Origin::Part(path, None) => places.push((shown(path), 0, false)),
        Origin::Address(_) | Origin::Feed(_) | Origin::Nowhere => {}
    }
    places
}

/// An address by which a page is known: without its fragment and without what only counts visits.
pub(in crate::library) fn key(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else { return address.to_owned() };
    url.set_fragment(None);
    if url.query().is_some() {
        let counts = |name: &str| name.starts_with("utm_") || name == "fbclid" || name == "gclid";
        let query: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|pair| !counts(pair)).collect();
        let query = query.join("&");
        url.set_query((!query.is_empty()).then_some(&query));
    }
    url.into()
}

/// Whether an address is that of one page: a site's own is given by mistake for many.
fn has_path(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| url.path().len() > 1 || url.query().is_some())
}

/// Notes where an article came from; `says` where the places say now what it says.
fn add_origins(writing: &Transaction<'_>, id: i64, places: &[Place], one: &Incoming, says: bool) -> Result<()> {
    let feed = match &one.origin {
        Origin::Feed(url) => {
            // One that is not followed is known all the same, for what came from it.
            writing.prepare_cached("INSERT OR IGNORE INTO feed (url, followed) VALUES (?1, 0)")?.execute([url])?;
            Some(
                writing
                    .prepare_cached("SELECT id FROM feed WHERE url = ?1")?
                    .query_row([url], |row| row.get::<_, i64>(0))?,
            )
        }
        _ => None,
    };
    let sql = "INSERT INTO origin (place, article, kind, lasting, feed, via) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
        ON CONFLICT DO UPDATE SET feed = coalesce(feed, excluded.feed), lasting = max(lasting, excluded.lasting), \
        via = iif(excluded.lasting, excluded.via, via)";
    let mut statement = writing.prepare_cached(sql)?;
    for (place, kind, lasting) in places {
        statement.execute((place, id, kind, *lasting && says, feed, via(&one.origin)))?;
    }
    if let (Origin::Feed(url), true) = (&one.origin, places.is_empty()) {
        statement.execute((url, id, 1, false, feed, via(&one.origin)))?;
    }
    Ok(())
}

/// Writes what was found in an article into the tables that are searched.
pub(super) fn file(writing: &Transaction<'_>, names: &mut NameIds, id: i64, filed: &Filed, text: &str) -> Result<()> {
    writing.prepare_cached("INSERT OR REPLACE INTO analysis VALUES (?1, ?2, ?3)")?.execute((
        id,
        filed.model,
        &filed.record,
    ))?;
    let mut ids = Vec::with_capacity(filed.names.len());
    for (kind, slug, name) in &filed.names {
        ids.push(names.id(writing, *kind, slug, name)?);
    }
    let of = |name: usize| ids.get(name).copied();
    let mut mention = writing.prepare_cached("INSERT OR REPLACE INTO mention VALUES (?1, ?2, ?3, ?4)")?;
    for (name, entity, count) in &filed.mentions {
        let (Some(name), Some(entity)) = (of(*name), of(*entity)) else { continue };
        if name == entity {
            names.more(name, 1);
        }
        mention.execute((id, name, entity, *count as i64))?;
    }
    let mut quote = writing.prepare_cached("INSERT OR IGNORE INTO quote VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for one in &filed.quotes {
        let (speaker, behalf) = (one.speaker.and_then(of), one.behalf.and_then(of));
        quote.execute((id, one.start as i64, one.stop as i64, one.kind, speaker, behalf))?;
    }
    let mut figure = writing.prepare_cached("INSERT OR IGNORE INTO figure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for one in &filed.figures {
        figure.execute((id, one.start as i64, one.stop as i64, one.value, one.upto, one.unit, one.bound))?;
    }
    index(writing, id, &filed.indexed)?;
    quotations::file(writing, id, text)
}

/// Writes an article's words into their index, where they are not yet.
///
/// The source and the author are those that are kept: a new version that says neither has those of the one before.
pub(super) fn index(writing: &Transaction<'_>, id: i64, words: &Indexed) -> Result<()> {
    let mut statement = writing.prepare_cached("SELECT source, author FROM article WHERE id = ?1")?;
    let kept = statement.query_row([id], |row| Ok([row.get(0)?, row.get(1)?])).optional()?;
    let [source, author]: [Option<String>; 2] = kept.unwrap_or_default();
    let word = |kept: &Option<String>| index_text(kept.as_deref().unwrap_or_default()).into_owned();
    writing
        .prepare_cached(
            "INSERT INTO search (rowid, title, body, names, source, author) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id, &words.title, &words.body, &words.names, word(&source), word(&author)))?;
    Ok(())
}

/// Takes out of the searched tables what was found in an article.
pub(super) fn unfile(writing: &Transaction<'_>, names: &mut NameIds, id: i64) -> Result<()> {
    let mut own = writing.prepare_cached("SELECT name FROM mention WHERE article = ?1 AND name = entity")?;
    let own: Vec<i64> = own.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    own.into_iter().for_each(|name| names.more(name, -1));
    quotations::unfile(writing, id)?;
    for table in ["analysis", "mention", "quote", "figure"] {
        writing.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([id])?;
    }
    writing.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}
