//! Small files of the user's: read in bounds; those of the state and data folders written whole or not at all, for their owner alone.

use etcetera::{BaseStrategy, choose_base_strategy};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `crossread` in the user's data folder, whether or not there is one.
pub(crate) fn data_folder() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.data_dir().join("crossread"))
}

/// Reads a regular file of at most `most` bytes; nothing where there is none.
///
/// # Errors
/// A file that cannot be read, is none, or is longer.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        // A pipe would keep us waiting.
        Ok(about) if !about.is_file() => return Err(io::Error::other("is no regular file")),
        // A folder may be a device or a file where there is to be nothing: `XDG_CONFIG_HOME=/dev/null`.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        found => found.map(drop)?,
    }
    let mut bytes = Vec::new();
    let length = File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if length as u64 > most {
        let why = format!("is longer than {} KiB", most / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
    }
    Ok(Some(bytes))
}

/// Writes a file that only its owner may read. Whoever reads it meanwhile, or after a crash, finds the old or the new one.
///
/// # Errors
/// A folder that cannot be made or written to.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Another instance has another number.
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = folder.join(name);
    // One that a crash has left behind must lend this one neither its place nor its permissions.
    let _ = fs::remove_file(&temporary);
    let written = private().create_new(true).open(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_data()
    });
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Opens a file that only its owner may read, to write at its end.
///
/// # Errors
/// A folder that cannot be made or written to; what is there and is no regular file.
pub(crate) fn append(path: &Path) -> io::Result<File> {
    make_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
    match fs::metadata(path) {
        // A pipe would keep us waiting.
        Ok(about) if !about.is_file() => Err(io::Error::other("is no regular file")),
        _ => private().append(true).create(true).open(path),
    }
}

/// Waits a moment for other instances to be done with `path`; the turn ends with what it gives. Where there is no locking,
/// or one holds on to it, we go on without.
pub(crate) fn take_turn(path: &Path) -> Option<File> {
    let lock = append(&path.with_extension("lock")).ok()?;
    for _ in 0..100 {
        match lock.try_lock() {
            Ok(()) => return Some(lock),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Makes a folder, and those that it is in, for their owner alone.
///
/// # Errors
/// One that cannot be made.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// For files that nobody but their owner has to do with, to be written.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).map_or(0, |about| about.permissions().mode() & 0o777)
    }

    #[test]
    fn writes_whole_files_that_only_the_owner_reads() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/one.json");
        assert_eq!(read(&path, 10).unwrap(), None);
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(read(&path, 10).unwrap().as_deref(), Some(&b"second"[..]));
        assert!(read(&path, 5).is_err());
        assert!(read(dir.path(), 5).is_err());
        assert_eq!(read(&path.join("below"), 5).unwrap(), None);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn what_lies_in_the_way_is_not_written_through() {
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("one.json"), dir.path().join("other"));
        fs::write(&other, "other").unwrap();
        symlink(&other, dir.path().join(format!("one.json.{}.tmp", std::process::id()))).unwrap();
        write(&path, b"one").unwrap();
        assert_eq!(fs::read_to_string(other).unwrap(), "other");
        assert!(fs::symlink_metadata(path).unwrap().is_file());
    }

    #[test]
    fn a_log_is_its_owners_alone_too() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/crossread.log");
        for line in ["one\n", "two\n"] {
            append(&path).unwrap().write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert!(append(path.parent().unwrap()).is_err());
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(write(&dir.path().join("file/below.json"), b"x").is_err());
    }
}
