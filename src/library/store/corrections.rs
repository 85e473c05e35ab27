//! The reader's corrections of entities, in the library: a mirror of the file that counts ([`crate::library::CorrectionsFile`]),
//! by which queries know them, back-ups hold them, and the history takes them back.

use super::apply::apply;
use super::history::{insert, mark, text};
use super::{Access, Change, Library, Result};
use crate::collection::{Corrections, Edit, Kept};
use rusqlite::{Connection, Transaction};
use std::sync::atomic::{AtomicU64, Ordering};

/// Corrections of the history that are looked through for one that is taken back: more than a session undoes.
const LATEST: i64 = 1_000;

/// How often this program has written any: a library does not count what it writes itself.
static SAVED: AtomicU64 = AtomicU64::new(0);

/// Whether a correction is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// It is.
    New,
    /// It takes an earlier one back.
    Back,
    /// It does one again that was taken back.
    Again,
}

impl Library {
    /// All corrections.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn corrections(&self) -> Result<Corrections> {
        load(&self.connection)
    }

    /// Keeps `ours` over what the library holds by now, where another program may have written since it held `before`; gives
    /// what it holds then ([`Corrections::over`]). Not in the history: [`Library::correct`] is.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn save_corrections(&mut self, ours: &Corrections, before: &Corrections) -> Result<Corrections> {
        let writing = self.writing()?;
        let there = load(&writing)?;
        let merged = ours.over(&there, before);
        if !merged.since(&there).is_empty() {
            save(&writing, &merged)?;
            writing.commit()?;
        }
        Ok(merged)
    }

    /// Has the library hold what the file of corrections holds, and nothing else: it may have been edited by hand. Not in the
    /// history. One that can only be read stays as it is.
    ///
    /// # Errors
    /// A library that cannot be read or, where they differ, written to.
    pub fn follow_corrections(&mut self, file: &Corrections) -> Result<()> {
        let there = self.corrections()?;
        if self.access == Access::ReadWrite && !file.since(&there).is_empty() {
            self.save_corrections(file, &there)?;
        }
        Ok(())
    }

    /// Keeps a correction in the history. One that takes another back, or does it again, is no entry of its own: the
    /// latest such entry is undone, or not any more.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn correct(&mut self, edit: &Edit, turn: Correcting) -> Result<()> {
        let done = match turn {
            Correcting::New => None,
            Correcting::Back => Some(edit.clone().inverse()),
            Correcting::Again => Some(edit.clone()),
        };
        let again = turn == Correcting::Again;
        if let Some(done) = done {
            let writing = self.writing()?;
            if let Some(entry) = entry_of(&writing, &done, again)? {
                apply(&writing, &Change::Correct(edit.clone()))?;
                mark(&writing, entry, again)?;
                return Ok(writing.commit()?);
            }
        }
        let change = Change::Correct(edit.clone());
        // Another program may have brought it in from the file already: the reader has done it all the same.
        if self.make(&change)?.is_none() && turn == Correcting::New && !edit.is_empty() {
            let writing = self.writing()?;
            insert(&writing, &change, &Change::Correct(edit.clone().inverse()))?;
            writing.commit()?;
        }
        Ok(())
    }

    /// Whether the reader has taken a correction back, as the history says: this one, or the latest change about it.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn is_uncorrected(&self, kept: &Kept) -> Result<bool> {
        let sql = "SELECT done, undone <> 0 FROM history ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([LATEST])?;
        while let Some(row) = rows.next()? {
            let undone: bool = row.get(1)?;
            match serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default()) {
                Ok(Change::Correct(edit)) if edit.add.contains(kept) => return Ok(undone),
                Ok(Change::Correct(edit)) if edit.remove.contains(kept) => return Ok(!undone),
                _ => {}
            }
        }
        Ok(false)
    }
}

/// The latest entry of the history that made this correction and is, or is not, undone.
fn entry_of(writing: &Transaction<'_>, done: &Edit, undone: bool) -> Result<Option<i64>> {
    // As its JSON begins.
    let begin = text(&Change::Correct(Edit::default()))?;
    let begin = begin.split_inclusive(':').next().unwrap_or_default();
    let sql = "SELECT id, done FROM history WHERE (undone <> 0) = ?1 AND substr(done, 1, length(?2)) = ?2 ORDER BY id DESC LIMIT ?3";
    let mut statement = writing.prepare_cached(sql)?;
    let mut rows = statement.query((undone, begin, LATEST))?;
    while let Some(row) = rows.next()? {
        if let Ok(Change::Correct(edit)) = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default())
            && edit.does_the_same_as(done)
        {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

pub(in crate::library) fn load(connection: &Connection) -> Result<Corrections> {
    let mut statement = connection.prepare_cached("SELECT line FROM correction ORDER BY id")?;
    let mut text = String::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        text.push_str(row.get_ref(0)?.as_str().unwrap_or_default());
        text.push('\n');
    }
    Ok(Corrections::from_lines(&text).0)
}

/// What is another number once this program has written corrections.
pub(in crate::library) fn saved() -> u64 {
    SAVED.load(Ordering::Acquire)
}

pub(super) fn save(connection: &Connection, corrections: &Corrections) -> Result<()> {
    connection.execute("DELETE FROM correction", [])?;
    let mut statement = connection.prepare_cached("INSERT INTO correction (line) VALUES (?1)")?;
    for line in corrections.to_lines().lines() {
        statement.execute([line])?;
    }
    SAVED.fetch_add(1, Ordering::AcqRel);
    Ok(())
}

/// An edit as the lines that go and come.
pub(super) mod as_lines {
    use crate::collection::{Edit, Kept};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Lines {
        remove: Vec<String>,
        add: Vec<String>,
    }

    pub(crate) fn serialize<S: Serializer>(edit: &Edit, to: S) -> Result<S::Ok, S::Error> {
        let lines = |kept: &[Kept]| kept.iter().map(|kept| kept.line.clone()).collect();
        Lines { remove: lines(&edit.remove), add: lines(&edit.add) }.serialize(to)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Edit, D::Error> {
        let Lines { remove, add } = Lines::deserialize(from)?;
        let kept = |lines: Vec<String>| lines.iter().map(|line| Kept::of_line(line)).collect();
        Ok(Edit { remove: kept(remove), add: kept(add) })
    }
}
