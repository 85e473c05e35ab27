//! The file that an article came from.

use super::{ArticleId, Library, LibraryError, Result};
use std::path::{Path, PathBuf};

impl Library {
    /// The file that an article came from, as an absolute path, where it came from one that is still there. Only what was
    /// brought in is asked, nothing that an article says of itself.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn file_of(&self, id: ArticleId) -> Result<Option<PathBuf>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT place FROM origin WHERE article = ?1 AND kind = 0 ORDER BY place")?;
        let places: rusqlite::Result<Vec<String>> = statement.query_map([id.0], |row| row.get(0))?.collect();
        let places = self.readable(places.map(Some).map_err(LibraryError::from))?.unwrap_or_default();
        let mut files = places.iter().flat_map(|place| files(place));
        Ok(files.find(|file| file.is_absolute() && file.is_file()).map(Path::to_owned))
    }
}

/// The files that a place may be in: behind a mark stands what an article is called in a file that holds several; that may
/// have marks in it, too.
fn files(place: &str) -> impl Iterator<Item = &Path> {
    let ends = std::iter::once(place.len()).chain(place.rmatch_indices('#').map(|(at, _)| at));
    ends.filter_map(|end| place.get(..end)).map(Path::new)
}

/// Whether a file is there that may say what came from a place. One whose name is no text cannot be looked for by its place,
/// and is taken to be.
pub(super) fn is_there(place: &str) -> bool {
    place.contains(char::REPLACEMENT_CHARACTER) || files(place).any(Path::exists)
}
