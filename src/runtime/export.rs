//! Documents that the reader has written to a file of their own.

use crate::app::Report;
use etcetera::home_dir;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes `bytes` to the file of that name, and says how that went. What is there is replaced only by order; a folder, a
/// pipe or a device never is.
pub(super) fn write(name: &str, bytes: &[u8], replace: bool) -> Report {
    let path = expanded(name);
    let written = if replace { replace_file(&path, bytes) } else { create(&path, bytes) };
    match written {
        Ok(()) => Report::Notice(format!("wrote {}", path.display())),
        Err(error) if !replace && error.kind() == io::ErrorKind::AlreadyExists && path.is_file() => {
            Report::Exists(name.to_owned())
        }
        Err(error) => Report::Notice(format!("{} cannot be written: {error}", path.display())),
    }
}

/// `~/` at the beginning is the user's folder, as in a shell.
fn expanded(name: &str) -> PathBuf {
    let home = name.strip_prefix("~/").and_then(|rest| Some(home_dir().ok()?.join(rest)));
    home.unwrap_or_else(|| PathBuf::from(name))
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Writes beside the file first, so that it is there whole, the old one or the new.
fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    // Through a link the file that it leads to is replaced, and the link stays.
    let path = path.canonicalize()?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = create(&beside, bytes).and_then(|()| fs::rename(&beside, &path));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_replaced_by_order_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.html");
        let name = path.to_str().unwrap();
        assert!(matches!(write(name, b"one", false), Report::Notice(said) if said.starts_with("wrote ")));
        assert!(matches!(write(name, b"two", false), Report::Exists(there) if there == name));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert!(matches!(write(name, b"three", true), Report::Notice(said) if said.starts_with("wrote ")));
        assert_eq!(fs::read(&path).unwrap(), b"three");
        let folder = dir.path().to_str().unwrap();
        for replace in [false, true] {
            assert!(matches!(write(folder, b"x", replace), Report::Notice(said) if said.contains("cannot be written")));
            let below = format!("{folder}/none/one.html");
            assert!(matches!(write(&below, b"x", replace), Report::Notice(said) if said.contains("cannot be written")));
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
