//! What was done, in order, and how it is taken back and done again, also in another session.
//!
//! The latest change goes back first; any other one can be named. What a later change was about is left as that one left it
//! ([`super::depends`]), so that of two programs neither takes the other's changes back.

use super::apply::apply;
use super::depends::Later;
use super::{Change, Library, LibraryError, Result};
use rusqlite::{OptionalExtension, Transaction};
use std::time::{SystemTime, UNIX_EPOCH};

/// So many changes are kept.
const MOST: i64 = 10_000;
/// Tells what was brought in from what the reader did, by how it is written.
const IS_IMPORT: &str = "substr(done, 1, 10) = '{\"import\":'";

/// A change that was made, for as long as the library lives: no other ever gets its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HistoryId(pub(super) i64);

impl HistoryId {
    /// The number, to be shown.
    pub fn number(self) -> i64 {
        self.0
    }

    /// From a number that was shown. There need be no such change.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Which.
    pub id: HistoryId,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What was done; `None` where a later version wrote it.
    pub change: Option<Change>,
    /// Whether it is undone, and can be done again.
    pub undone: bool,
    /// Its place among those that [`Library::redo`] does again, the highest first; 0 where it must be named for that.
    pub turn: i64,
}

/// What making a change came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Where the history has it.
    pub id: HistoryId,
    /// What takes it back.
    pub inverse: Change,
}

/// What taking a change back came to, or doing it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// The change, as the history has it now.
    pub past: Past,
    /// Whether anything is otherwise now. Where not and nothing was left either, it was so already.
    pub changed: bool,
    /// How much of it stays as it is, in articles or else in changes: something later was about the same, or it is not there any more.
    pub left: usize,
}

/// How far the history went at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    last: i64,
    turn: i64,
}

impl Moment {
    const EVER: Self = Self { last: i64::MAX, turn: i64::MAX };
}

impl Library {
    /// Makes a change, keeps it in the history, and gives what takes it back: [`Library::make`], for those who need not
    /// know where it is kept.
    ///
    /// # Errors
    /// As [`Library::make`].
    pub fn change(&mut self, change: &Change) -> Result<Change> {
        Ok(self.make(change)?.map_or(Change::NOTHING, |made| made.inverse))
    }

    /// Makes a change and keeps it in the history. What was undone before is done again after that only where it is named. A
    /// change that changes nothing is not kept: `None`.
    ///
    /// # Errors
    /// A library that cannot be written to; [`LibraryError::Missing`] where what it highlights is not there. Then nothing
    /// has changed.
    pub fn make(&mut self, change: &Change) -> Result<Option<Made>> {
        let writing = self.writing()?;
        let (done, inverse) = apply(&writing, change)?;
        if done.is_nothing() {
            return Ok(None);
        }
        writing.execute("UPDATE history SET undone = -undone WHERE undone > 0", [])?;
        let id = insert(&writing, &done, &inverse)?;
        writing.commit()?;
        Ok(Some(Made { id, inverse }))
    }

    /// Takes back the last change that is not undone, whoever made it; `None` where there is none.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn undo(&mut self) -> Result<Option<Past>> {
        Ok(self.turn_latest(Moment::EVER, false, true)?.map(|turned| turned.past))
    }

    /// Makes the change again that was undone last, whoever did; `None` where there is none.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn redo(&mut self) -> Result<Option<Past>> {
        Ok(self.turn_latest(Moment::EVER, true, true)?.map(|turned| turned.past))
    }

    /// Takes back the reader's last change that was made before `then`, or with `again` makes the one again that had been undone
    /// last by then. What was brought in is no such change.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn turn_before(&mut self, then: Moment, again: bool) -> Result<Option<Turned>> {
        self.turn_latest(then, again, false)
    }

    /// Takes a change back, or with `again` makes it again; `None` where the history has it no more, or it is so already.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn turn(&mut self, id: HistoryId, again: bool) -> Result<Option<Turned>> {
        Ok(self.turn_all(&[id], again)?.pop())
    }

    /// Takes these changes back in this order, or with `again` makes them again. Those are left out that the history has no more,
    /// or with which it is so already.
    ///
    /// # Errors
    /// A library that cannot be written to. Then none of them is turned.
    pub fn turn_all(&mut self, ids: &[HistoryId], again: bool) -> Result<Vec<Turned>> {
        let writing = self.writing()?;
        let (mut turned, mut after) = (Vec::new(), After::default());
        for id in ids {
            turned.extend(turn(&writing, id.0, again, &mut after)?);
        }
        writing.commit()?;
        Ok(turned)
    }

    /// How far the history goes now.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn moment(&self) -> Result<Moment> {
        let sql = "SELECT coalesce(max(id), 0), coalesce(max(abs(undone)), 0) FROM history";
        Ok(self.connection.query_row(sql, [], |row| Ok(Moment { last: row.get(0)?, turn: row.get(1)? }))?)
    }

    /// The last `most` changes, the newest first.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn history(&self, most: usize) -> Result<Vec<Past>> {
        let sql = "SELECT id, at, done, undone FROM history ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let past = statement.query_map([most], |row| {
            let (done, undone): (String, i64) = (row.get(2)?, row.get(3)?);
            Ok(Past {
                id: HistoryId(row.get(0)?),
                at: row.get(1)?,
                change: parsed(&done),
                undone: undone != 0,
                turn: undone.max(0),
            })
        })?;
        Ok(past.collect::<rusqlite::Result<_>>()?)
    }

    /// Turns the latest change of which anything can be turned.
    fn turn_latest(&mut self, then: Moment, again: bool, imports: bool) -> Result<Option<Turned>> {
        let writing = self.writing()?;
        let of_reader = if imports { "" } else { &format!("AND NOT {IS_IMPORT}") };
        let sql = match again {
            false => format!("SELECT id FROM history WHERE undone = 0 AND id <= ?1 {of_reader} ORDER BY id DESC"),
            true => {
                format!("SELECT id FROM history WHERE undone BETWEEN 1 AND ?1 {of_reader} ORDER BY undone DESC, id")
            }
        };
        let until = if again { then.turn } else { then.last };
        let ids: Vec<i64> = {
            let mut statement = writing.prepare_cached(&sql)?;
            statement.query_map([until], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        let (mut found, mut after) = (None, After::default());
        for id in ids {
            found = turn(&writing, id, again, &mut after)?.filter(|turned| turned.changed);
            if found.is_some() {
                break;
            }
        }
        writing.commit()?;
        Ok(found)
    }
}

/// Turns a change, as far as nothing later stands against that, and nothing that it is about is missing.
fn turn(writing: &Transaction<'_>, id: i64, again: bool, after: &mut After) -> Result<Option<Turned>> {
    let sql = "SELECT at, done, inverse FROM history WHERE id = ?1 AND (undone <> 0) = ?2";
    let found = writing
        .prepare_cached(sql)?
        .query_row((id, again), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)));
    let Some((at, done, inverse)) = found.optional()? else { return Ok(None) };
    let (changed, left) = match parsed(if again { &done } else { &inverse }) {
        Some(action) => {
            let mut missing = 0;
            let (changed, left) = attempt(writing, &action, after.of(writing, id)?, &mut missing)?;
            if changed || left == 0 {
                mark(writing, id, again)?;
            }
            (changed, left + missing)
        }
        // A later version knows how.
        None => (false, 1),
    };
    let past = Past { id: HistoryId(id), at, change: parsed(&done), undone: !again, turn: 0 };
    Ok(Some(Turned { past, changed, left }))
}

/// Notes that a change is undone, or with `again` that it is not any more.
pub(super) fn mark(writing: &Transaction<'_>, id: i64, again: bool) -> Result<()> {
    let next = "UPDATE history SET undone = iif(?2, 0, (SELECT max(abs(undone)) + 1 FROM history)) WHERE id = ?1";
    writing.prepare_cached(next)?.execute((id, again))?;
    Ok(())
}

/// What the changes after one that are not undone were about; of one before it, only those in between are read as well.
struct After {
    later: Later,
    /// All after this one are in it.
    from: i64,
}

impl Default for After {
    fn default() -> Self {
        Self { later: Later::default(), from: i64::MAX }
    }
}

impl After {
    fn of(&mut self, writing: &Transaction<'_>, id: i64) -> Result<&Later> {
        if id > self.from {
            *self = Self::default();
        }
        let sql = format!("SELECT done FROM history WHERE id > ?1 AND id <= ?2 AND undone = 0 AND NOT {IS_IMPORT}");
        let mut statement = writing.prepare_cached(&sql)?;
        let mut rows = statement.query((id, self.from))?;
        while let Some(row) = rows.next()? {
            if let Some(change) = row.get_ref(0)?.as_str().ok().and_then(parsed) {
                self.later.take(&change);
            }
        }
        self.from = id;
        Ok(&self.later)
    }
}

/// Does what of a change is free and not missing: whether that changes anything, and how much of it is not free.
fn attempt(writing: &Transaction<'_>, action: &Change, later: &Later, missing: &mut usize) -> Result<(bool, usize)> {
    if let Change::Many(changes) = action {
        let (mut changed, mut left) = (false, 0);
        for change in changes {
            let (one, more) = attempt(writing, change, later, missing)?;
            (changed, left) = (changed || one, left + more);
        }
        return Ok((changed, left));
    }
    let (free, left) = later.free(action);
    writing.execute_batch("SAVEPOINT attempt")?;
    let changed = match apply(writing, &free) {
        Ok((done, _)) => !done.is_nothing(),
        Err(LibraryError::Missing(_)) => {
            writing.execute_batch("ROLLBACK TO attempt")?;
            *missing += 1;
            false
        }
        Err(error) => return Err(error),
    };
    writing.execute_batch("RELEASE attempt")?;
    Ok((changed, left))
}

/// Keeps what was done. The oldest go where there are too many.
pub(super) fn insert(writing: &Transaction<'_>, done: &Change, inverse: &Change) -> Result<HistoryId> {
    writing.prepare_cached("INSERT INTO history (at, done, inverse) VALUES (?1, ?2, ?3)")?.execute((
        now(),
        text(done)?,
        text(inverse)?,
    ))?;
    let id = writing.last_insert_rowid();
    writing.execute("DELETE FROM history WHERE id <= ?1", [id - MOST])?;
    Ok(HistoryId(id))
}

fn parsed(text: &str) -> Option<Change> {
    serde_json::from_str(text).ok()
}

pub(super) fn text(change: &Change) -> Result<String> {
    serde_json::to_string(change).map_err(|error| LibraryError::damaged(error.to_string()))
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
