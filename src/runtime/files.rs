//! Small files of the user's state folder: read in bounds, written whole or not at all, and never more than so many.

use etcetera::{BaseStrategy, choose_base_strategy};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// `crossread` in the user's state folder, whether or not there is one.
pub(super) fn state_folder() -> Option<PathBuf> {
    let base = choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("crossread"))
}

/// Reads a regular file of at most `most` bytes; nothing where there is none.
///
/// # Errors
/// A file that cannot be read, is none, or is longer.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        // A pipe would keep us waiting.
        Ok(about) if !about.is_file() => return Err(io::Error::other("is no regular file")),
        Ok(about) if about.len() > most => return Err(io::Error::other("is too long")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found.map(drop)?,
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Writes a file that only its owner may read. Whoever reads it meanwhile, or after a crash, finds the old or the new one.
///
/// # Errors
/// A folder that cannot be made or written to.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Another instance has another number.
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = folder.join(name);
    let written = open_new(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_data()
    });
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Removes the oldest files of `folder`, so that at most `most` are left.
pub(super) fn prune(folder: &Path, most: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((about.modified().ok()?, entry.path()))
        })
        .collect();
    files.sort_unstable();
    let surplus = files.len().saturating_sub(most);
    for (_, path) in files.into_iter().take(surplus) {
        if let Err(error) = fs::remove_file(&path) {
            log::warn!("cannot remove {}: {error}", path.display());
        }
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(write(&dir.path().join("file/below.json"), b"x").is_err());
    }

    #[test]
    fn the_oldest_go() {
        let dir = tempfile::tempdir().unwrap();
        for (age, name) in ["newest", "older", "oldest"].into_iter().enumerate() {
            let file = File::create(dir.path().join(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(100 - age as u64)).unwrap();
        }
        prune(dir.path(), 2);
        let left = |name: &str| dir.path().join(name).exists();
        assert!(left("newest") && left("older") && !left("oldest"));
    }
}
