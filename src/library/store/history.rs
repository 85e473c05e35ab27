//! What was done, in order, and how it is taken back and done again, also in another session.

use super::apply::apply;
use super::{Change, Library, LibraryError, Result};
use rusqlite::{OptionalExtension, Transaction};
use std::time::{SystemTime, UNIX_EPOCH};

/// So many changes are kept.
const MOST: i64 = 10_000;

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// When, in seconds since 1970.
    pub at: i64,
    /// What was done; `None` where a later version wrote it.
    pub change: Option<Change>,
    /// Whether it is undone, and can be done again.
    pub undone: bool,
}

impl Library {
    /// Makes a change, keeps it in the history, and gives what takes it back. What was undone before cannot be done again after
    /// that. A change that changes nothing is not kept.
    ///
    /// # Errors
    /// A library that cannot be written to; [`LibraryError::Missing`] where what it highlights is not there. Then nothing
    /// has changed.
    pub fn change(&mut self, change: &Change) -> Result<Change> {
        let writing = self.writing()?;
        let (done, inverse) = apply(&writing, change)?;
        if done.is_nothing() {
            return Ok(Change::NOTHING);
        }
        writing.execute("DELETE FROM history WHERE undone = 1", [])?;
        writing.execute(
            "INSERT INTO history (at, done, inverse) VALUES (?1, ?2, ?3)",
            (now(), text(&done)?, text(&inverse)?),
        )?;
        writing.execute("DELETE FROM history WHERE id <= ?1", [writing.last_insert_rowid() - MOST])?;
        writing.commit()?;
        Ok(inverse)
    }

    /// Takes back the last change that is not undone; `None` where there is none.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn undo(&mut self) -> Result<Option<Past>> {
        self.turn("SELECT id, at, done, inverse, inverse FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1", true)
    }

    /// Makes the change again that was undone last; `None` where there is none.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn redo(&mut self) -> Result<Option<Past>> {
        self.turn("SELECT id, at, done, inverse, done FROM history WHERE undone = 1 ORDER BY id LIMIT 1", false)
    }

    /// The last `most` changes, the newest first.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn history(&self, most: usize) -> Result<Vec<Past>> {
        let sql = "SELECT at, done, undone FROM history ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let past = statement.query_map([most], |row| {
            let done: String = row.get(1)?;
            Ok(Past { at: row.get(0)?, change: serde_json::from_str(&done).ok(), undone: row.get(2)? })
        })?;
        Ok(past.collect::<rusqlite::Result<_>>()?)
    }

    /// Does what the last column of `which` says. What is about things that are not there any more is passed over.
    fn turn(&mut self, which: &str, undone: bool) -> Result<Option<Past>> {
        loop {
            let writing = self.writing()?;
            let found = writing.query_row(which, [], |row| {
                let texts: (String, String) = (row.get(2)?, row.get(4)?);
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, texts))
            });
            let Some((id, at, (done, action))) = found.optional()? else { return Ok(None) };
            let change: Option<Change> = serde_json::from_str(&done).ok();
            let applied = match serde_json::from_str::<Change>(&action) {
                Ok(action) => apply_or_nothing(&writing, &action)?,
                Err(_) => false,
            };
            writing.execute("UPDATE history SET undone = ?2 WHERE id = ?1", (id, undone))?;
            writing.commit()?;
            if applied {
                return Ok(Some(Past { at, change, undone }));
            }
        }
    }
}

/// Makes a change, or says that what it is about is not there.
fn apply_or_nothing(writing: &Transaction<'_>, change: &Change) -> Result<bool> {
    writing.execute_batch("SAVEPOINT attempt")?;
    match apply(writing, change) {
        Ok(_) => {}
        Err(LibraryError::Missing(_)) => {
            writing.execute_batch("ROLLBACK TO attempt; RELEASE attempt")?;
            return Ok(false);
        }
        Err(error) => return Err(error),
    }
    writing.execute_batch("RELEASE attempt")?;
    Ok(true)
}

pub(super) fn text(change: &Change) -> Result<String> {
    serde_json::to_string(change).map_err(|error| LibraryError::damaged(error.to_string()))
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
