//! What did the reader name to be added: an address, a list of feeds, or a file like any other?

use crate::article::{MAX_FILE, Subscription, decode_page, read_opml};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Whether it is an address, if perhaps none that can be fetched.
pub fn is_address(given: &str) -> bool {
    let scheme = given.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether it is a file that lists feeds.
pub fn is_list(given: &Path) -> bool {
    given.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("opml")) && !given.is_dir()
}

/// The feeds that a file lists; none where it is no such list.
///
/// # Errors
/// A file that cannot be read.
pub fn read_list(file: &Path) -> io::Result<Vec<Subscription>> {
    // A pipe would keep us waiting.
    if !fs::metadata(file)?.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(read_opml(&decode_page(&bytes, None).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_files_and_lists_are_told_apart() {
        for url in ["https://a.example/x", "HTTP://a.example", "ftp://a.example/x"] {
            assert!(is_address(url), "{url}");
        }
        for path in ["a.html", "./http:/x", "C:\\x", "a folder/x", "://", "-x://"] {
            assert!(!is_address(path), "{path}");
        }
        assert!(is_list(Path::new("feeds.OPML")) && !is_list(Path::new("feeds.xml")));
    }

    #[test]
    fn what_is_no_list_has_no_feeds_and_what_is_no_file_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.opml");
        fs::write(&file, "no list").unwrap();
        assert!(read_list(&file).unwrap().is_empty());
        assert!(read_list(dir.path()).is_err() && read_list(&dir.path().join("none.opml")).is_err());
    }
}
