//! Bringing in as one deed: whatever comes in through one run is one entry of the history, which grows with each batch and in
//! the same transaction, so that it holds what was committed, whenever the run ends. And what comes back of what is out of sight.

use super::history::{insert, text};
use super::{Added, ArticleId, Change, HistoryId, IdRanges, Library, Result, Stamp};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::path::Path;

/// Who brings something in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The reader, by naming it now.
    #[default]
    Reader,
    /// The program, because it watches a folder or asks the feeds.
    Program,
}

/// Which articles that are out of sight come back where they are brought in again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Back {
    /// None: what the reader does not want is not wanted the next time either.
    #[default]
    Never,
    /// Those that went when the reader took back what brought them in, but none that were removed by themselves.
    TakenBack,
    /// All: the reader has named just this.
    Always,
}

/// A run that goes on.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    by: By,
    /// Its entry, once there is something to say.
    row: Option<HistoryId>,
    new: IdRanges,
}

impl Library {
    /// From now on, what comes in is kept in the history as one entry. Without this, nothing is kept of it there.
    pub fn begin_run(&mut self, by: By) {
        self.run = Some(Run { by, ..Run::default() });
    }

    /// Whether anything may come back by being brought in: it is out of sight, and the reader names it, as it is where nothing
    /// else was said.
    pub(in crate::library) fn brings_back(&self) -> Result<bool> {
        let any = "SELECT EXISTS (SELECT 1 FROM article WHERE hidden BETWEEN ?1 AND ?2)";
        let by_reader = self.run.as_ref().is_none_or(|run| run.by == By::Reader);
        Ok(by_reader && self.connection.query_row(any, [REMOVED, TAKEN_BACK], |row| row.get(0))?)
    }

    /// Whether a file was taken in whole, is as it was then, and nothing of it comes back where it is brought in again.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn is_done_with(&self, stamp: &Stamp, back: Back) -> Result<bool> {
        Ok(self.is_unchanged(stamp)? && !any_comes_back(&self.connection, &stamp.path, back)?)
    }

    /// Whether an article went out of sight with what brought it in.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub(in crate::library) fn is_taken_back(&self, id: ArticleId) -> Result<bool> {
        let mut statement = self.connection.prepare_cached("SELECT hidden FROM article WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()? == Some(TAKEN_BACK))
    }
}

/// What `article.hidden` says of what the reader removed, and of what went with the run that brought it in.
pub(super) const REMOVED: i64 = 2;
pub(super) const TAKEN_BACK: i64 = 3;

impl Back {
    /// From which value of `article.hidden` on; [`TAKEN_BACK`] is the last.
    fn from(self) -> i64 {
        match self {
            Self::Never => i64::MAX,
            Self::TakenBack => TAKEN_BACK,
            Self::Always => REMOVED,
        }
    }
}

/// Whether an article that came from this file, or from a part of it, would come back.
fn any_comes_back(connection: &Connection, file: &Path, back: Back) -> Result<bool> {
    if back == Back::Never {
        return Ok(false);
    }
    let place = super::error::shown(file);
    let sql = "SELECT EXISTS (SELECT 1 FROM origin o JOIN article a ON a.id = o.article \
        WHERE (o.place = ?1 OR o.place > ?1 || '#' AND o.place < ?1 || '$') AND a.hidden BETWEEN ?2 AND ?3)";
    Ok(connection.prepare_cached(sql)?.query_row((place, back.from(), TAKEN_BACK), |row| row.get(0))?)
}

/// Brings an article back that has come in again, where it is to: then it is new.
pub(super) fn come_back(writing: &Transaction<'_>, added: Added, back: Back) -> Result<Added> {
    if back == Back::Never || matches!(added, Added::New(_)) {
        return Ok(added);
    }
    let sql = "UPDATE article SET hidden = 0 WHERE id = ?1 AND hidden BETWEEN ?2 AND ?3";
    let came = writing.prepare_cached(sql)?.execute((added.id().0, back.from(), TAKEN_BACK))? > 0;
    Ok(if came { Added::New(added.id()) } else { added })
}

impl Run {
    /// Keeps what has come in, in the transaction in which it does.
    pub(super) fn with(mut self, writing: &Transaction<'_>, added: &[Added]) -> Result<Self> {
        let new = added.iter().filter_map(|added| match added {
            Added::New(id) => Some(*id),
            _ => None,
        });
        let new: Vec<ArticleId> = new.collect();
        if new.is_empty() {
            return Ok(self);
        }
        let live = "SELECT 1 FROM history WHERE id = ?1 AND undone = 0";
        let row = self.row.map(|row| writing.prepare_cached(live)?.query_row([row.0], |_| Ok(row)).optional());
        self.row = row.transpose()?.flatten();
        if self.row.is_none() {
            // What was taken back meanwhile stays so; what comes after that is another entry.
            self.new = IdRanges::default();
        }
        new.into_iter().for_each(|id| self.new.insert(id));
        let (done, inverse) = (Change::Import(self.new.clone()), Change::TakeBack(self.new.clone()));
        match self.row {
            Some(row) => {
                let sql = "UPDATE history SET done = ?2, inverse = ?3 WHERE id = ?1";
                writing.prepare_cached(sql)?.execute((row.0, text(&done)?, text(&inverse)?))?;
            }
            None => self.row = Some(insert(writing, &done, &inverse)?),
        }
        Ok(self)
    }
}
