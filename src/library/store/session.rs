//! What is kept without history: session, reading position, novelty.

use super::apply::current;
use super::{ArticleId, Library, LibraryError, Result};
use rusqlite::{OptionalExtension, ToSql, Transaction};

impl Library {
    /// What was kept under `key`.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn session(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM session WHERE key = ?1")?;
        let kept = statement.query_row([key], |row| row.get(0)).optional();
        // What is only a convenience is no reason to fail.
        self.readable(kept.map_err(LibraryError::from))
    }

    /// Keeps `value` under `key`.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn set_session(&mut self, key: &str, value: &[u8]) -> Result<()> {
        let writing = self.writing()?;
        writing.prepare_cached("INSERT OR REPLACE INTO session VALUES (?1, ?2)")?.execute((key, value))?;
        Ok(writing.commit()?)
    }

    /// Keeps how far articles were read, in bytes of their texts.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn set_positions(&mut self, positions: &[(ArticleId, usize)]) -> Result<()> {
        let at = |at: &usize| i64::try_from(*at).unwrap_or(i64::MAX);
        self.set_each("UPDATE article SET position = ?2 WHERE id = ?1", positions, at, current)
    }

    /// Keeps which articles were read, or not, by being opened: no change that one would take back.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn set_read(&mut self, articles: &[(ArticleId, bool)]) -> Result<()> {
        self.set_each("UPDATE article SET read = ?2 WHERE id = ?1", articles, |read| *read, current)
    }

    /// Keeps how much of articles is new beside the other accounts, from 0 to 1.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn set_novelty(&mut self, novelty: &[(ArticleId, f64)]) -> Result<()> {
        self.set_each("UPDATE article SET novelty = ?2 WHERE id = ?1", novelty, |part| *part, |_, id| Ok(id))
    }

    /// Runs `sql` for each article, by the number that `to` gives for its own, and what `value` makes of what belongs to
    /// it, in one transaction.
    fn set_each<T, V: ToSql>(
        &mut self,
        sql: &str,
        each: &[(ArticleId, T)],
        value: impl Fn(&T) -> V,
        to: impl Fn(&Transaction<'_>, ArticleId) -> Result<ArticleId>,
    ) -> Result<()> {
        let writing = self.writing()?;
        {
            let mut statement = writing.prepare_cached(sql)?;
            for (id, own) in each {
                statement.execute((to(&writing, *id)?.0, value(own)))?;
            }
        }
        Ok(writing.commit()?)
    }
}

/// For tests of what happens where there is no room.
#[doc(hidden)]
impl Library {
    /// Lets the file grow by so many pages at most; `None` takes that back.
    pub fn limit_size(&mut self, more: Option<i64>) -> Result<()> {
        let pages: i64 = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = more.map_or(i64::from(u32::MAX) - 1, |more| pages + more);
        self.connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        Ok(())
    }
}
