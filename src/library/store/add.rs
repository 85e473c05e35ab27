//! Articles on their way into the tables: new ones, ones that are there, and new revisions of ones that are there.

use super::history::now;
use super::incoming::{Filed, Incoming, Indexed, Origin, known};
use super::names::NameIds;
use super::read::highlights;
use super::{ArticleId, Library, Result, apply, run};
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
    /// that article: it keeps its number, reading state, tags, and those highlights whose words are still there.
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
    if let Some(id) = known(writing, &one.hash)? {
        add_origins(writing, id.0, &places, one)?;
        return Ok(Added::Known(id));
    }
    let mut before = None;
    for (place, ..) in places.iter().filter(|(.., lasting)| *lasting) {
        let sql = "SELECT max(article) FROM origin WHERE place = ?1 AND lasting = 1";
        before = before.or(writing.prepare_cached(sql)?.query_row([place], |row| row.get::<_, Option<i64>>(0))?);
    }
    let added = match before {
        Some(id) => {
            set_aside(writing, names, id)?;
            update_article(writing, id, one)?;
            Added::Revision(ArticleId(id))
        }
        None => Added::New(ArticleId(insert_article(writing, one)?)),
    };
    let id = added.id().0;
    let extra =
        (!one.article.meta.extra.is_empty()).then(|| serde_json::to_string(&one.article.meta.extra).ok()).flatten();
    writing.prepare_cached("INSERT INTO body VALUES (?1, ?2, ?3, ?4)")?.execute((
        id,
        &*one.article.text,
        &one.blocks,
        extra,
    ))?;
    file(writing, names, id, &one.filed, &one.article.text)?;
    add_origins(writing, id, &places, one)?;
    match added {
        Added::Revision(_) => anchor_again(writing, id, &one.article.text)?,
        _ => apply::set_marks(writing, ArticleId(id), &one.marks, &one.article.text)?,
    }
    Ok(added)
}

pub(super) fn insert_article(writing: &Transaction<'_>, one: &Incoming) -> Result<i64> {
    let meta = &one.article.meta;
    writing
        .prepare_cached(
            "INSERT INTO article (hash, name, title, headline, source, date, day, url, author, language, words, added) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
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

/// Gives what an article says now a number of its own, as an earlier revision.
fn set_aside(writing: &Transaction<'_>, names: &mut NameIds, id: i64) -> Result<()> {
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
    writing.execute("UPDATE article SET before = ?2 WHERE id = ?1", (id, aside))?;
    writing.execute("UPDATE body SET article = ?2 WHERE article = ?1", (id, aside))?;
    Ok(())
}

/// The highlights of an article, found again in its new text. Those whose words are gone stay with the revision before.
fn anchor_again(writing: &Transaction<'_>, id: i64, text: &str) -> Result<()> {
    for highlight in highlights(writing, ArticleId(id))? {
        match highlight.anchor.find_in(text) {
            Some(anchor) => apply::set_anchor(writing, highlight.id, &anchor)?,
            None => {
                let sql = "UPDATE highlight SET article = (SELECT before FROM article WHERE id = ?1) WHERE id = ?2";
                writing.execute(sql, (id, highlight.id.0))?;
            }
        }
    }
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

fn add_origins(writing: &Transaction<'_>, id: i64, places: &[Place], one: &Incoming) -> Result<()> {
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
    let sql = "INSERT INTO origin (place, article, kind, lasting, feed) VALUES (?1, ?2, ?3, ?4, ?5) \
        ON CONFLICT DO UPDATE SET feed = coalesce(feed, excluded.feed)";
    let mut statement = writing.prepare_cached(sql)?;
    for (place, kind, lasting) in places {
        statement.execute((place, id, kind, lasting, feed))?;
    }
    if let (Origin::Feed(url), true) = (&one.origin, places.is_empty()) {
        statement.execute((url, id, 1, false, feed))?;
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
pub(super) fn index(writing: &Transaction<'_>, id: i64, words: &Indexed) -> Result<()> {
    writing
        .prepare_cached(
            "INSERT INTO search (rowid, title, body, names, source, author) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id, &words.title, &words.body, &words.names, &words.source, &words.author))?;
    Ok(())
}

/// Takes out of the searched tables what was found in an article.
fn unfile(writing: &Transaction<'_>, names: &mut NameIds, id: i64) -> Result<()> {
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
