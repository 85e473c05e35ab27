//! Queries that are kept under a name.

use super::read::line;
use super::{Library, Result};

/// A saved query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// The query as it was written.
    pub query: String,
    /// How many articles it finds that were not read; `None` where it was not run or is wrong by now.
    pub unread: Option<usize>,
}

impl Library {
    /// All saved queries by name, not run.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn saved_queries(&self) -> Result<Vec<Saved>> {
        let mut statement = self.connection.prepare_cached("SELECT name, query FROM saved ORDER BY name")?;
        let saved = statement.query_map([], |row| {
            let (name, query) = (line(row, 0)?.unwrap_or_default(), line(row, 1)?.unwrap_or_default());
            Ok(Saved { name, query, unread: None })
        })?;
        Ok(saved.collect::<rusqlite::Result<_>>()?)
    }
}
