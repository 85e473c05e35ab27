//! Queries asked of a library.

use super::Query;
use super::complete::Kind;
use super::eval::Asked;
use super::names::after;
use super::order::{Order, sorted};
use super::snippet::{Marker, Snippet};
use crate::analysis::{EntityKind, slug};
use crate::library::{ArticleId, Library, Result};
use crate::text::sanitize;
use rusqlite::{Connection, Params};
use std::collections::HashSet;

/// Fewer letters begin too many names: of those only the most usual are offered,
const LETTERS: usize = 3;
/// from among so many.
const USUAL: i64 = 4_000;

impl Library {
    /// All articles that answer a query, in order. Can be stopped from another thread by [`Library::interrupt_handle`].
    ///
    /// # Errors
    /// A library that cannot be read; [`crate::library::LibraryError::Interrupted`].
    pub fn find(&self, query: &Query, order: Order) -> Result<Vec<ArticleId>> {
        let found = || {
            let asked = Asked::new(self, query.today())?;
            let mut found = asked.all();
            if let Some(root) = query.root() {
                found = asked.node(root, &found)?;
            }
            sorted(&asked, query, &found, order)
        };
        self.or_else_of_spare(found(), |spare| spare.find(query, order))
    }

    /// Of each of these articles the place that answers a query best, with what answers it marked. Articles that are not
    /// there are left out.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn snippets(&self, query: &Query, ids: &[ArticleId]) -> Result<Vec<Snippet>> {
        let marker = Marker::new(query);
        let mut snippets = Vec::with_capacity(ids.len());
        for id in ids {
            let found = marker.snippet(self.connection(), *id);
            let found = self.or_else_of_spare(found, |spare| marker.snippet(spare.connection(), *id));
            snippets.extend(self.readable(found)?);
        }
        Ok(snippets)
    }

    /// Names of a kind that begin with `prefix`, or of which a word does: those in most articles first, at most `most`.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn names(&self, kind: Kind, prefix: &str, most: usize) -> Result<Vec<String>> {
        let slug = slug(prefix);
        if let Kind::Entity(kind) = kind {
            return self.entities(kind, &slug, most);
        }
        let sql = match kind {
            Kind::Tag => "SELECT tag FROM tag GROUP BY tag ORDER BY count(*) DESC, tag",
            Kind::Feed => "SELECT coalesce(title, url) FROM feed WHERE followed = 1 ORDER BY 1",
            Kind::Language => {
                "SELECT language FROM article WHERE language IS NOT NULL GROUP BY language ORDER BY count(*) DESC"
            }
            // One step for each, not for each article.
            Kind::Source | Kind::Entity(_) => {
                "WITH RECURSIVE own(source) AS (SELECT min(source) FROM article WHERE hidden = 0 UNION ALL \
                 SELECT (SELECT min(source) FROM article WHERE hidden = 0 AND source > own.source) FROM own \
                 WHERE own.source IS NOT NULL) SELECT source FROM own WHERE source IS NOT NULL"
            }
        };
        let begins = |name: &String| format!("-{}", self::slug(name)).contains(&format!("-{slug}"));
        let mut texts = self.texts(sql, [])?;
        texts.retain(begins);
        texts.truncate(most);
        Ok(texts)
    }

    /// The same of entities, as the reader has corrected them; first what that has given another name or kind.
    fn entities(&self, kind: Option<EntityKind>, slug: &str, most: usize) -> Result<Vec<String>> {
        let connection = self.connection();
        let corrected = self.corrected().now(connection)?;
        // Those that are corrected may not be offered as they are.
        let more = corrected.as_ref().map_or(0, |corrected| corrected.len());
        let limit = i64::try_from(most.saturating_add(more)).unwrap_or(i64::MAX);
        let number = kind.map_or(-1, |kind| kind as i64);
        let found = if slug.chars().count() < LETTERS {
            let sql = "SELECT name, slug, kind FROM (SELECT * FROM name ORDER BY articles DESC LIMIT ?4) \
                WHERE articles > 0 AND (?2 < 0 OR kind = ?2) AND ('-' || slug) LIKE '%-' || ?1 || '%' LIMIT ?3";
            named(connection, sql, (slug, number, limit, USUAL))?
        } else {
            let last = slug.rsplit('-').next().unwrap_or_default();
            let sql = "SELECT n.name, n.slug, n.kind FROM name n WHERE n.articles > 0 AND (?4 < 0 OR n.kind = ?4) AND n.id IN \
                (SELECT name FROM name_word WHERE word >= ?1 AND word < ?2) \
                AND ('-' || n.slug) LIKE '%-' || ?3 || '%' ORDER BY n.articles DESC, n.slug LIMIT ?5";
            named(connection, sql, (last, after(last), slug, number, limit))?
        };
        let mut offered: Vec<&str> = match &corrected {
            None => found.iter().map(|(name, ..)| name.as_str()).collect(),
            Some(corrected) => {
                let mut offered = corrected.begun(connection, kind, slug)?;
                offered.extend(found.iter().filter_map(|(name, slug, own)| {
                    let (own, name) = corrected.shown(*EntityKind::ALL.get(usize::from(*own))?, slug, name)?;
                    kind.is_none_or(|kind| kind == own).then_some(name)
                }));
                offered
            }
        };
        let mut seen = HashSet::new();
        offered.retain(|name| seen.insert(*name));
        Ok(offered.into_iter().take(most).map(|name| sanitize::line(name).into_owned()).collect())
    }

    fn texts(&self, sql: &str, params: impl Params) -> Result<Vec<String>> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let texts = statement.query_map(params, |row| row.get::<_, String>(0))?;
        let mut out = Vec::new();
        for text in texts {
            out.push(sanitize::line(&text?).into_owned());
        }
        Ok(out)
    }
}

/// Names with their slugs and the numbers of their kinds.
fn named(connection: &Connection, sql: &str, params: impl Params) -> Result<Vec<(String, String, u8)>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
