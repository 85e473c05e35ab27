//! Reading a file that a user wrote: whole, if it is one and not too long.

use crate::runtime::files;
use std::path::Path;

/// Most that is read of a configuration or a theme, in bytes.
const LARGEST: u64 = 256 * 1024;

/// The text of the file; `None` where there is none.
///
/// # Errors
/// Why it cannot be read, in words.
pub(super) fn read(path: &Path) -> Result<Option<String>, String> {
    let bytes = files::read(path, LARGEST).map_err(|error| error.to_string())?;
    bytes.map(String::from_utf8).transpose().map_err(|_| "is not in UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_regular_files_of_a_sensible_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        assert_eq!(read(&path), Ok(None));
        std::fs::write(&path, "a = 1").unwrap();
        assert_eq!(read(&path), Ok(Some("a = 1".to_owned())));
        std::fs::write(&path, [0xff, 0xfe]).unwrap();
        assert_eq!(read(&path), Err("is not in UTF-8".to_owned()));
        std::fs::write(&path, vec![b'#'; LARGEST as usize + 1]).unwrap();
        assert_eq!(read(&path), Err("is longer than 256 KiB".to_owned()));
        assert_eq!(read(folder.path()), Err("is no regular file".to_owned()));
    }
}
