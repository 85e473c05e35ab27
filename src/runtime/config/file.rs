//! Reading a file that a user wrote: whole, if it is one and not too long.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Most that is read of a configuration or a theme, in bytes.
const LARGEST: u64 = 256 * 1024;

/// The text of the file; `None` where there is none.
///
/// # Errors
/// Why it cannot be read, in words.
pub(super) fn read(path: &Path) -> Result<Option<String>, String> {
    match path.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
        // A pipe would keep us waiting.
        Ok(metadata) if !metadata.is_file() => return Err("is no regular file".to_owned()),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(error.to_string()),
        Ok(length) if length as u64 > LARGEST => Err(format!("is longer than {} KiB", LARGEST / 1024)),
        Ok(_) => String::from_utf8(bytes).map(Some).map_err(|_| "is not in UTF-8".to_owned()),
    }
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
