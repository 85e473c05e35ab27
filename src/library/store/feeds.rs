//! The feeds that the reader follows, and what their servers said last.

use super::read::line;
use super::{Library, Result};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Its address, by which it is known.
    pub url: String,
    /// Its title, once it is known.
    pub title: Option<String>,
    /// The folder that the reader has put it into.
    pub folder: Option<String>,
    /// The `ETag` of what came last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` of what came last, as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// When it was last fetched, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<i64>,
    /// Why that failed, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

pub(super) const COLUMNS: &str = "url, title, folder, etag, modified, fetched, error";

impl Feed {
    /// One that was never fetched.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// From [`COLUMNS`]. What is shown is clean, whoever wrote the file.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            url: line(row, 0)?.unwrap_or_default(),
            title: line(row, 1)?,
            folder: line(row, 2)?,
            etag: row.get(3)?,
            modified: row.get(4)?,
            fetched: row.get(5)?,
            error: line(row, 6)?,
        })
    }
}

impl Library {
    /// All feeds that are followed, by folder and title.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>> {
        let sql = format!("SELECT {COLUMNS} FROM feed WHERE followed = 1 ORDER BY folder, coalesce(title, url), url");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let feeds = statement.query_map([], Feed::of)?.collect::<rusqlite::Result<_>>()?;
        Ok(feeds)
    }

    /// The feed of an address, if it is followed.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn feed(&self, url: &str) -> Result<Option<Feed>> {
        let sql = format!("SELECT {COLUMNS} FROM feed WHERE followed = 1 AND url = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([url], Feed::of).optional()?)
    }

    /// Keeps what a server said of a feed: title (where it has none), `etag`, `modified`, `fetched`, `error`. No change that is undone; a feed that
    /// is not known is left out.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn set_fetched(&mut self, feed: &Feed) -> Result<()> {
        let writing = self.writing()?;
        writing.execute(
            "UPDATE feed SET title = coalesce(title, ?2), etag = ?3, modified = ?4, fetched = ?5, error = ?6 WHERE url = ?1",
            (&feed.url, &feed.title, &feed.etag, &feed.modified, feed.fetched, &feed.error),
        )?;
        Ok(writing.commit()?)
    }
}
