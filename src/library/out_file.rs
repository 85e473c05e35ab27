//! Files that the reader has asked for: there whole or not at all, and what was there is replaced only by order.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is being written. Without [`OutFile::finish`] nothing of it stays, and what was there before does; a
/// program that is killed meanwhile leaves at most a file whose name ends in `.tmp`.
#[derive(Debug)]
pub struct OutFile {
    file: File,
    /// Where it is written; `None` for what takes what it is given at once, as a pipe does.
    written: Option<PathBuf>,
    /// Where it goes, and whether what is there makes way.
    path: PathBuf,
    replace: bool,
}

impl OutFile {
    /// Begins a file at `path`. What is there is replaced only where `replace` says so; a folder, a pipe or a device never is.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where something is there that is not to be replaced; else what opening gives.
    pub fn create(path: &Path, replace: bool) -> io::Result<Self> {
        if takes_at_once(path) {
            return Err(io::Error::other("is no regular file"));
        }
        // A link that leads nowhere yet leads to a new file.
        let there = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            there => Some(there?),
        };
        if there.is_some() && !replace {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            return Err(io::Error::other("is no regular file"));
        }
        // Through a link the file that it leads to is replaced, and the link stays.
        let path = if there.is_some() { path.canonicalize()? } else { led_to(path) };
        let (file, written) = temporary(&path)?;
        let out = Self { file, written: Some(written), path, replace };
        if let Some(there) = there {
            out.file.set_permissions(there.permissions())?;
        }
        Ok(out)
    }

    /// The same, but a pipe or a terminal is given what is written, at once.
    ///
    /// # Errors
    /// As [`OutFile::create`].
    pub fn open(path: &Path, replace: bool) -> io::Result<Self> {
        if !takes_at_once(path) {
            return Self::create(path, replace);
        }
        // What a shell has begun there stays.
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Self { file, written: None, path: path.to_owned(), replace })
    }

    /// Whether [`OutFile::open`] would have to replace what is at `path`.
    pub fn is_in_the_way(path: &Path) -> bool {
        fs::metadata(path).is_ok() && !takes_at_once(path)
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// What writing and renaming give; [`io::ErrorKind::AlreadyExists`] where something has come there meanwhile that is not to be
    /// replaced.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(written) = &self.written else { return self.file.flush() };
        self.file.sync_all()?;
        if self.replace {
            fs::rename(written, &self.path)?;
            self.written = None;
            return Ok(());
        }
        // A second name is given only where nothing has it, unlike a new one. Not every disk can give a file two.
        match fs::hard_link(written, &self.path) {
            // The other name goes with us.
            Ok(()) => Ok(()),
            Err(_) if fs::symlink_metadata(&self.path).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(written, &self.path),
        }
    }
}

/// Whether what is at `path` is no file that could be half written: a pipe, a terminal, or what the program was given open, even
/// where that is a file.
#[cfg(unix)]
fn takes_at_once(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let streams = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd"];
    if streams.iter().any(|stream| path.starts_with(stream)) {
        return true;
    }
    let kind = fs::metadata(path).map(|about| about.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_char_device())
}

#[cfg(not(unix))]
fn takes_at_once(_: &Path) -> bool {
    false
}

/// Where a link leads to that leads nowhere yet; anything else as it is.
fn led_to(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // As many as the system follows.
    for _ in 0..40 {
        let Ok(to) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    path
}

/// A new file beside `path`, and its name: a short one, since names may only be so long.
fn temporary(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0;
    loop {
        let written = path.with_file_name(format!(".crossread-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&written) {
            // Left by a program that was killed, or another file that is being written.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            file => return Ok((file?, written)),
        }
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
        if let Some(written) = &self.written {
            let _ = fs::remove_file(written);
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
        let two = dir.path().join("two.html");
        drop(OutFile::create(&two, false).unwrap());
        // Killed at any moment before the end, it leaves nothing under its name.
        let file = OutFile::create(&two, false).unwrap();
        assert!(!two.exists());
        fs::write(&two, "meanwhile").unwrap();
        assert_eq!(file.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        fs::remove_file(&two).unwrap();
        for replace in [false, true] {
            assert!(write(dir.path(), b"x", replace).is_err());
            assert!(write(&dir.path().join("none/one.html"), b"x", replace).is_err());
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_takes_it_at_once() {
        let null = Path::new("/dev/null");
        assert!(OutFile::create(null, true).is_err() && !OutFile::is_in_the_way(null));
        let mut file = OutFile::open(null, false).unwrap();
        file.write_all(b"one").unwrap();
        file.finish().unwrap();
        assert!(null.exists());
        // Also where a shell has made it a file.
        for stream in ["/dev/stdout", "/dev/fd/1"].map(Path::new) {
            assert!(OutFile::create(stream, true).is_err() && !OutFile::is_in_the_way(stream));
        }
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
        // One that leads nowhere leads to a new file.
        fs::remove_file(&path).unwrap();
        symlink("b", dir.path().join("c")).unwrap();
        assert!(!OutFile::is_in_the_way(&dir.path().join("c")));
        write(&dir.path().join("c"), b"three", false).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"three");
    }

    #[test]
    fn a_name_may_be_as_long_as_names_are() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("n".repeat(250));
        write(&path, b"one", false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
