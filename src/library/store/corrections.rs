//! The reader's corrections of entities, in the library.

use super::{Library, Result};
use crate::collection::Corrections;
use rusqlite::Connection;
use std::path::Path;

/// Longest file of corrections that is taken in, in bytes.
const LONGEST: u64 = 64 << 20;

impl Library {
    /// All corrections.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn corrections(&self) -> Result<Corrections> {
        load(&self.connection)
    }

    /// Keeps `ours` over what the library holds by now, where another program may have written since it held `before`; gives
    /// what it holds then ([`Corrections::over`]). Not in the history: [`super::Change::Correct`] is.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn save_corrections(&mut self, ours: &Corrections, before: &Corrections) -> Result<Corrections> {
        let writing = self.writing()?;
        let merged = ours.over(&load(&writing)?, before);
        save(&writing, &merged)?;
        writing.commit()?;
        Ok(merged)
    }

    /// Takes in the file of corrections that lies beside a new library at `path`: it was their place before there were
    /// libraries. What cannot be read stays where it is.
    pub(super) fn take_corrections_in(&mut self, path: &Path) {
        let file = path.with_file_name("corrections.jsonl");
        let readable = std::fs::metadata(&file).is_ok_and(|about| about.is_file() && about.len() <= LONGEST);
        if let Some(text) = readable.then(|| std::fs::read_to_string(&file).ok()).flatten() {
            let (corrections, _) = Corrections::from_lines(&text);
            // A library without them is still a library.
            let _ = self.save_corrections(&corrections, &Corrections::default());
        }
    }
}

pub(super) fn load(connection: &Connection) -> Result<Corrections> {
    let mut statement = connection.prepare_cached("SELECT line FROM correction ORDER BY id")?;
    let mut text = String::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        text.push_str(row.get_ref(0)?.as_str().unwrap_or_default());
        text.push('\n');
    }
    Ok(Corrections::from_lines(&text).0)
}

pub(super) fn save(connection: &Connection, corrections: &Corrections) -> Result<()> {
    connection.execute("DELETE FROM correction", [])?;
    let mut statement = connection.prepare_cached("INSERT INTO correction (line) VALUES (?1)")?;
    for line in corrections.to_lines().lines() {
        statement.execute([line])?;
    }
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
