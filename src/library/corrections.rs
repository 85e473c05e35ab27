//! The file with what the reader corrects about entities: one in the user's data folder, for all collections and all libraries,
//! to be edited by hand and shared. It counts: a library mirrors it ([`super::Library::follow_corrections`]). What another
//! program has written meanwhile stays, and so does every line that is not understood.

use super::files::{self, data_folder};
use crate::collection::Corrections;
use crate::text::sanitize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// No file is longer: some hundred thousand corrections.
const LONGEST: u64 = 64 << 20;

/// A file of corrections, whether or not it is there.
#[derive(Clone, Debug)]
pub struct CorrectionsFile(PathBuf);

impl CorrectionsFile {
    /// The user's own.
    pub fn of_the_user() -> Option<Self> {
        Some(Self::at(data_folder()?.join("corrections.jsonl")))
    }

    /// The one at `path`.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What it holds, and which of its lines, counted from 1, are not understood.
    ///
    /// # Errors
    /// A file that cannot be read or is no text.
    pub fn load(&self) -> io::Result<(Corrections, Vec<usize>)> {
        load(&self.0)
    }

    /// What it holds, with a line for each thing in it that is not understood; nothing where it cannot be read, with a line
    /// that says why.
    pub fn read(&self) -> (Option<Corrections>, Vec<String>) {
        let shown = sanitize::line(&self.0.display().to_string()).into_owned();
        match self.load() {
            Ok((corrections, strange)) => {
                let line = |number: &usize| {
                    format!("{shown}, line {number}: this is no correction that we know; it stays as it is")
                };
                (Some(corrections), strange.iter().map(line).collect())
            }
            Err(why) => {
                let then = match is_broken(&why) {
                    true => "it will be kept aside before anything is corrected",
                    false => "as long as that is so, nothing that you correct is kept",
                };
                (None, vec![sanitize::line(&format!("{shown}: {why}; {then}")).into_owned()])
            }
        }
    }

    /// Calls `then` with what the file holds, nothing where it cannot be read. Until that is done, no other program writes it.
    pub fn in_turn<T>(&self, then: impl FnOnce(Option<&Corrections>) -> T) -> T {
        let path = followed(&self.0).unwrap_or_else(|_| self.0.clone());
        // No folder is made only to look into it.
        let _turn = path.parent().filter(|folder| folder.is_dir()).and_then(|_| files::take_turn(&path));
        then(self.load().ok().map(|(corrections, _)| corrections).as_ref())
    }

    /// Writes `ours`, over what the file holds by now, where we knew it as it was `before`; gives what it holds then
    /// ([`Corrections::over`]).
    ///
    /// # Errors
    /// What is there cannot be read, though it may be whole, or nothing can be written: the file stays as it is.
    pub fn keep(&self, ours: &Corrections, before: &Corrections) -> io::Result<Corrections> {
        write_over(&self.0, ours, before)
    }
}

fn write_over(path: &Path, ours: &Corrections, before: &Corrections) -> io::Result<Corrections> {
    let path = &followed(path)?;
    // Held to the end: programs that write at once do so in turn.
    let _turn = files::take_turn(path);
    let there = match load(path) {
        Ok((there, _)) => there,
        Err(why) if !is_broken(&why) => return Err(why),
        Err(why) => {
            let aside = keep_aside(path)?;
            log::warn!("{}: {why}; kept as {}", path.display(), aside.display());
            // What was read of it before, if anything, is not taken back.
            before.clone()
        }
    };
    let merged = ours.over(&there, before);
    files::write(path, merged.to_lines().as_bytes())?;
    Ok(merged)
}

/// Where the file lies: a link to one that is kept elsewhere stays a link.
///
/// # Errors
/// A link that leads nowhere, perhaps because what it leads to is on a disk that is not there now.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let nothing = |error: &io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    match fs::canonicalize(path) {
        Err(error) if nothing(&error) && fs::symlink_metadata(path).is_ok() => {
            Err(io::Error::new(error.kind(), "is a link to a file that is not there"))
        }
        Err(error) if nothing(&error) => Ok(path.to_owned()),
        found => found,
    }
}

/// What the file holds, and which of its lines are not understood.
fn load(path: &Path) -> io::Result<(Corrections, Vec<usize>)> {
    let bytes = files::read(&followed(path)?, LONGEST)?.unwrap_or_default();
    let broken = |_| io::Error::new(io::ErrorKind::InvalidData, "is no text in UTF-8");
    Ok(Corrections::from_lines(&String::from_utf8(bytes).map_err(broken)?))
}

/// Whether a file could be read and is not what it should be. One that cannot be read may be in order.
fn is_broken(why: &io::Error) -> bool {
    matches!(why.kind(), io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge)
}

/// Gives a file that cannot be read another name, one that nothing has.
fn keep_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |number: usize| path.with_extension(format!("broken-{number}.jsonl"));
    let aside = (1..1000).map(name).find(|aside| fs::symlink_metadata(aside).is_err());
    let aside = aside.ok_or_else(|| io::Error::other("too many files are kept aside"))?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::collection::Edit;

    fn hide(names: &str) -> Corrections {
        let line = |name: &str| format!("{{\"do\":\"hide\",\"entity\":{{\"type\":\"person\",\"name\":\"{name}\"}}}}\n");
        Corrections::from_lines(&names.split_whitespace().map(line).collect::<String>()).0
    }

    #[test]
    fn what_two_programs_write_at_once_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/corrections.jsonl");
        let none = Corrections::default();
        write_over(&path, &hide("A"), &none).unwrap();
        // Another, which has begun with nothing.
        let there = write_over(&path, &hide("B"), &none).unwrap();
        assert_eq!(there, hide("A B"));
        // The first goes on, knowing nothing of it; and takes its own back.
        assert_eq!(write_over(&path, &hide("A C"), &hide("A")).unwrap(), hide("A B C"));
        assert_eq!(write_over(&path, &none, &hide("A C")).unwrap(), hide("B"));
        assert_eq!(load(&path).unwrap().0, hide("B"));
    }

    #[test]
    fn programs_that_write_at_once_write_in_turn() {
        let dir = tempfile::tempdir().unwrap();
        let path = &dir.path().join("corrections.jsonl");
        std::thread::scope(|scope| {
            for who in 0..3 {
                scope.spawn(move || {
                    let names = |upto: usize| hide(&(0..upto).map(|at| format!("N{who}x{at} ")).collect::<String>());
                    (0..8).for_each(|at| drop(write_over(path, &names(at + 1), &names(at)).unwrap()));
                });
            }
        });
        assert_eq!(load(path).unwrap().0.iter().count(), 24);
    }

    #[test]
    fn what_is_not_understood_stays_and_what_is_broken_is_kept_aside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("corrections.jsonl");
        let strange = "# a note\n{\"do\":\"more\"}\n{\"do\":\n";
        fs::write(&path, strange).unwrap();
        let (mut read, lines) = load(&path).unwrap();
        assert_eq!(lines, [2, 3]);
        let before = read.clone();
        read.change(&Edit::adding(hide("A").iter().map(|(correction, _)| correction.clone())));
        write_over(&path, &read, &before).unwrap();
        assert!(fs::read_to_string(&path).unwrap().starts_with(strange));
        fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
        assert!(load(&path).is_err());
        write_over(&path, &hide("A B"), &hide("A")).unwrap();
        assert_eq!(load(&path).unwrap().0, hide("A B"));
        assert_eq!(fs::read(dir.path().join("corrections.broken-1.jsonl")).unwrap(), [0xff, 0xfe, 0x00]);
    }

    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (kept, link) = (dir.path().join("dotfiles"), dir.path().join("corrections.jsonl"));
        fs::write(&kept, "").unwrap();
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        write_over(&link, &hide("A"), &Corrections::default()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(load(&kept).unwrap().0, hide("A"));
    }

    #[test]
    fn what_cannot_be_read_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("corrections.jsonl");
        fs::create_dir_all(path.join("below")).unwrap();
        assert!(write_over(&path, &hide("A"), &Corrections::default()).is_err());
        assert!(path.join("below").is_dir());
        let (gone, link) = (dir.path().join("gone"), dir.path().join("link.jsonl"));
        std::os::unix::fs::symlink(&gone, &link).unwrap();
        assert!(load(&link).is_err());
        assert!(write_over(&link, &hide("A"), &Corrections::default()).is_err());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && !gone.exists());
    }

    #[test]
    fn a_file_that_is_too_long_is_kept_aside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("corrections.jsonl");
        fs::File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
        write_over(&path, &hide("A"), &Corrections::default()).unwrap();
        assert_eq!(load(&path).unwrap().0, hide("A"));
        assert_eq!(fs::metadata(dir.path().join("corrections.broken-1.jsonl")).unwrap().len(), LONGEST + 1);
    }
}
