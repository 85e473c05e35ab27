//! Much at once: what is written then is kept in memory for longer before it goes to its place in the file.
//!
//! Each article touches a page of an index for nearly every name in it, so that at 100,000 articles a batch changes thousands
//! of pages. With SQLite's usual settings each batch would read them, write them to the log and at once to the file.

use super::{Library, Result};
use std::ops::{Deref, DerefMut};

/// Kibibytes of the file that are kept in memory meanwhile.
const CACHE: i64 = 65_536;
/// Pages of 4 KiB that the log may hold before they go to their place.
const LOG: i64 = 16_384;
/// SQLite's own.
const USUAL_LOG: i64 = 1_000;

/// A library that much is to be written to; usual again once this goes.
pub(in crate::library) struct Bulk<'a>(&'a mut Library);

impl Library {
    /// Prepares for many batches.
    pub(in crate::library) fn bulk(&mut self) -> Bulk<'_> {
        set(self, CACHE, LOG);
        Bulk(self)
    }
}

impl Deref for Bulk<'_> {
    type Target = Library;

    fn deref(&self) -> &Library {
        self.0
    }
}

impl DerefMut for Bulk<'_> {
    fn deref_mut(&mut self) -> &mut Library {
        self.0
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        set(self.0, super::open::CACHE, USUAL_LOG);
    }
}

/// Where that cannot be set, it only takes longer.
fn set(library: &Library, cache: i64, log: i64) {
    let set = || -> Result<()> {
        library.connection.pragma_update(None, "cache_size", -cache)?;
        library.connection.pragma_update(None, "wal_autocheckpoint", log)?;
        Ok(())
    };
    if let Err(error) = set() {
        log::warn!("{error}");
    }
}
