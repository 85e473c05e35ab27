//! Files of the user's that only the running program has: the state folder, and never more files than so many.

use etcetera::{BaseStrategy, choose_base_strategy, home_dir};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) use crate::library::files::{append, read, take_turn, write};

/// `crossread` in the user's state folder, whether or not there is one.
pub(super) fn state_folder() -> Option<PathBuf> {
    let base = choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("crossread"))
}

/// The path that the reader means: `~/` at its beginning is the user's folder, as in a shell.
pub(super) fn of_the_user(name: &str) -> PathBuf {
    let home = name.strip_prefix("~/").and_then(|rest| Some(home_dir().ok()?.join(rest)));
    home.unwrap_or_else(|| PathBuf::from(name))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

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
