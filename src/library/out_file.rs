//! Files that the reader has asked for: there whole or not at all, and what was there is replaced only by order.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is being written. Without [`OutFile::finish`] nothing of it stays, and what was there before does.
#[derive(Debug)]
pub struct OutFile {
    file: File,
    /// Where it is written, and where it goes.
    written: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl OutFile {
    /// Begins a file at `path`. What is there is replaced only where `replace` says so; a folder, a pipe or a device never is.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where something is there that is not to be replaced; else what opening gives.
    pub fn create(path: &Path, replace: bool) -> io::Result<Self> {
        let there = if replace { fs::metadata(path).ok() } else { None };
        let Some(there) = there else {
            let file = OpenOptions::new().write(true).create_new(true).open(path)?;
            return Ok(Self { file, written: path.to_owned(), path: path.to_owned(), finished: false });
        };
        if !there.is_file() {
            return Err(io::Error::other("is no regular file"));
        }
        // Through a link the file that it leads to is replaced, and the link stays.
        let path = path.canonicalize()?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let written = path.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&written)?;
        let out = Self { file, written, path, finished: false };
        out.file.set_permissions(there.permissions())?;
        Ok(out)
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// What writing and renaming give.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        if self.written != self.path {
            fs::rename(&self.written, &self.path)?;
        }
        self.finished = true;
        Ok(())
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutFile {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.written);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
        let mut file = OutFile::create(path, replace)?;
        file.write_all(bytes)?;
        file.finish()
    }

    #[test]
    fn what_is_there_is_replaced_by_order_only_and_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.html");
        write(&path, b"one", true).unwrap();
        assert_eq!(write(&path, b"two", false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let mut broken_off = OutFile::create(&path, true).unwrap();
        broken_off.write_all(b"th").unwrap();
        drop(broken_off);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, b"three", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        drop(OutFile::create(&dir.path().join("two.html"), false).unwrap());
        for replace in [false, true] {
            assert!(write(dir.path(), b"x", replace).is_err());
            assert!(write(&dir.path().join("none/one.html"), b"x", replace).is_err());
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_so_do_permissions() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a"), dir.path().join("b"));
        write(&path, b"one", false).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&path, &link).unwrap();
        write(&link, b"two", true).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
