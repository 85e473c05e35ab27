//! The names of entities: each is written once, with its words, and knows in how many articles it is.

use super::Result;
use rusqlite::{OptionalExtension, Transaction};
use std::collections::HashMap;

/// The numbers of names that a batch has seen, and in how many more articles they are now.
#[derive(Default)]
pub(super) struct NameIds {
    ids: HashMap<(u8, String), i64>,
    more: HashMap<i64, i64>,
}

impl NameIds {
    /// The number of a name, which is written where it is new.
    pub(super) fn id(&mut self, writing: &Transaction<'_>, kind: u8, slug: &str, name: &str) -> Result<i64> {
        let key = (kind, slug.to_owned());
        if let Some(id) = self.ids.get(&key) {
            return Ok(*id);
        }
        let sql = "SELECT id FROM name WHERE kind = ?1 AND slug = ?2";
        let found = writing.prepare_cached(sql)?.query_row((kind, slug), |row| row.get(0)).optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                writing
                    .prepare_cached("INSERT INTO name (kind, slug, name) VALUES (?1, ?2, ?3)")?
                    .execute((kind, slug, name))?;
                let id = writing.last_insert_rowid();
                let mut word = writing.prepare_cached("INSERT OR IGNORE INTO name_word VALUES (?1, ?2)")?;
                for part in slug.split('-').filter(|part| !part.is_empty()) {
                    word.execute((part, id))?;
                }
                id
            }
        };
        self.ids.insert(key, id);
        Ok(id)
    }

    /// Counts `by` more articles that call an entity so in full.
    pub(super) fn more(&mut self, name: i64, by: i64) {
        *self.more.entry(name).or_default() += by;
    }

    /// Writes the counts.
    pub(super) fn count(self, writing: &Transaction<'_>) -> Result<()> {
        let mut more: Vec<(i64, i64)> = self.more.into_iter().filter(|(_, by)| *by != 0).collect();
        more.sort_unstable();
        let mut statement = writing.prepare_cached("UPDATE name SET articles = articles + ?2 WHERE id = ?1")?;
        for pair in more {
            statement.execute(pair)?;
        }
        Ok(())
    }
}
