//! What the library knows that fetching has to know.

use super::items::Known;
use crate::article::Article;
use crate::library::{ArticleId, Library, Origin, Result, place_of, way_of};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A library to look things up in, from whatever thread.
pub(super) struct Shelf {
    library: Mutex<Library>,
    /// Whether what the reader took back with what brought it in counts as not there.
    without_taken_back: bool,
}

impl Shelf {
    /// The same library a second time.
    pub(super) fn of(library: &Library) -> Result<Self> {
        Ok(Self { library: Mutex::new(library.another()?), without_taken_back: false })
    }

    /// The same, to which what the reader took back with what brought it in may come again.
    pub(super) fn without_taken_back(self) -> Self {
        Self { without_taken_back: true, ..self }
    }

    /// Where it cannot say, nothing is known: what comes twice is put in once all the same.
    fn ask(&self, question: impl FnOnce(&Library) -> Result<bool>) -> bool {
        question(&self.library.lock().unwrap_or_else(PoisonError::into_inner)).unwrap_or(false)
    }
}

impl Known for Shelf {
    fn has(&self, article: &Article, feed: &str) -> bool {
        self.ask(|library| {
            if !library.says(article, &Origin::Feed(feed.to_owned()))? {
                return Ok(false);
            }
            match library.known(article)? {
                Some(id) if self.without_taken_back => Ok(!library.is_taken_back(id)?),
                _ => Ok(true),
            }
        })
    }

    fn has_address(&self, address: &str) -> bool {
        self.ask(|library| {
            let mut statement = library.connection().prepare_cached("SELECT article FROM origin WHERE place = ?1")?;
            let ids = statement.query_map([place_of(address)], |row| row.get(0).map(ArticleId::from_number))?;
            for id in ids {
                if !(self.without_taken_back && library.is_taken_back(id?)?) {
                    return Ok(true);
                }
            }
            Ok(false)
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
        let [was, is] = [from, to].map(|url| way_of(&Origin::Feed(url.to_owned())));
        let moving = self.writing()?;
        let moved = moving.execute("UPDATE OR IGNORE feed SET url = ?2 WHERE url = ?1", (from, to))? > 0;
        if moved {
            moving.execute("UPDATE origin SET via = ?2 WHERE via = ?1", (was, is))?;
        }
        moving.commit()?;
        Ok(moved)
    }
}
