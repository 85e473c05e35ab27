//! What the library knows that fetching has to know.

use super::items::Known;
use crate::article::Article;
use crate::library::{Library, Origin, Result, place_of};
use rusqlite::OptionalExtension;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A library to look things up in, from whatever thread.
pub(super) struct Shelf(Mutex<Library>);

impl Shelf {
    /// The same library a second time.
    pub(super) fn of(library: &Library) -> Result<Self> {
        Ok(Self(Mutex::new(library.another()?)))
    }

    /// Where it cannot say, nothing is known: what comes twice is put in once all the same.
    fn ask(&self, question: impl FnOnce(&Library) -> Result<bool>) -> bool {
        question(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).unwrap_or(false)
    }
}

impl Known for Shelf {
    fn has(&self, article: &Article, feed: &str) -> bool {
        self.ask(|library| library.says(article, &Origin::Feed(feed.to_owned())))
    }

    fn has_address(&self, address: &str) -> bool {
        self.ask(|library| {
            let mut statement = library.connection().prepare_cached("SELECT 1 FROM origin WHERE place = ?1 LIMIT 1")?;
            Ok(statement.query_row([place_of(address)], |_| Ok(())).optional()?.is_some())
        })
    }
}

impl Library {
    /// How many articles came from each feed, by the feed's address, and how many of them are unread.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn feed_counts(&self) -> Result<HashMap<String, (usize, usize)>> {
        let sql = "SELECT feed.url, count(DISTINCT article.id), count(DISTINCT iif(article.read, NULL, article.id)) \
            FROM feed JOIN origin ON origin.feed = feed.id JOIN article ON article.id = origin.article \
            WHERE article.hidden = 0 GROUP BY feed.id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let count = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(|n| usize::try_from(n).unwrap_or(0));
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (count(row, 1)?, count(row, 2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A feed has another address for good: it is known by that from now on, unless another feed has it.
    pub(super) fn move_feed(&mut self, from: &str, to: &str) -> Result<bool> {
        Ok(self.connection().execute("UPDATE OR IGNORE feed SET url = ?2 WHERE url = ?1", (from, to))? > 0)
    }
}
