//! Keeping what the reader corrects: one file in the user's data folder, for all collections, written by a thread of its
//! own at each correction. What another running program has written meanwhile stays, and so does every line that is not
//! understood.

use super::files::{self, data_folder};
use super::input::Input;
use crate::app::Report;
use crate::collection::Corrections;
use crate::text::sanitize;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// No file is longer: some hundred thousand corrections.
const LONGEST: u64 = 64 << 20;

/// The file with the user's corrections, whether or not there is one.
pub fn corrections_path() -> Option<PathBuf> {
    Some(data_folder()?.join("corrections.jsonl"))
}

/// What is kept in the user's file, with a line for each thing in it that is not understood, or for why it cannot be read at
/// all.
pub fn load_corrections() -> (Corrections, Vec<String>) {
    let Some(path) = corrections_path() else { return Default::default() };
    match load(&path) {
        Ok((corrections, strange)) => {
            let line = |number: &usize| {
                format!("{}, line {number}: this is no correction that we know; it stays as it is", shown(&path))
            };
            (corrections, strange.iter().map(line).collect())
        }
        Err(why) => {
            let then = match is_broken(&why) {
                true => "it will be kept aside before anything is corrected",
                false => "as long as that is so, nothing that you correct is kept",
            };
            (Corrections::default(), vec![sanitize::line(&format!("{}: {why}; {then}", shown(&path))).into_owned()])
        }
    }
}

fn shown(path: &Path) -> String {
    sanitize::line(&path.display().to_string()).into_owned()
}

/// Writes corrections for as long as it lives.
pub(super) struct Writer(Option<(Sender<Corrections>, JoinHandle<()>)>);

impl Writer {
    /// Starts with what was read.
    pub(super) fn start(before: Corrections, inbox: Sender<Input>) -> Self {
        let Some(path) = corrections_path() else { return Self(None) };
        let (sender, orders) = unbounded();
        let thread = std::thread::Builder::new().name("corrections".into());
        let thread = thread.spawn(move || write_all(&path, before, &orders, &inbox));
        Self(thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread)))
    }

    /// Has `corrections` written. What cannot be is said.
    pub(super) fn keep(&self, corrections: Corrections) {
        if let Some((sender, _)) = &self.0 {
            // Fails where the writer has given up.
            let _ = sender.send(corrections);
        }
    }

    /// Waits until all is written.
    pub(super) fn finish(self) {
        if let Some((sender, thread)) = self.0 {
            drop(sender);
            // A writer that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

fn write_all(path: &Path, mut before: Corrections, orders: &Receiver<Corrections>, inbox: &Sender<Input>) {
    while let Ok(order) = orders.recv() {
        // Only the newest matters.
        let ours = orders.try_iter().last().unwrap_or(order);
        let report = match write_over(path, &ours, &before) {
            Ok(there) => {
                before.clone_from(&ours);
                if there == ours {
                    continue;
                }
                Report::Kept { there: Box::new(there), sent: Box::new(ours) }
            }
            Err(error) => {
                log::warn!("{}: {error}", path.display());
                Report::Notice(format!("what you corrected cannot be kept: {error}"))
            }
        };
        // Fails when the screen is gone.
        let _ = inbox.send(Input::Report(report));
    }
}

/// Writes `ours`, over what the file holds by now; gives what it holds then.
///
/// # Errors
/// What is there cannot be read, though it may be whole, or nothing can be written: the file stays as it is.
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

#[cfg(test)]
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

    #[test]
    fn what_cannot_be_written_is_said_and_what_came_meanwhile_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (sender, orders) = unbounded();
        let (inbox, said) = unbounded();
        fs::write(dir.path().join("file"), "").unwrap();
        sender.send(hide("A")).unwrap();
        drop(sender);
        write_all(&dir.path().join("file/corrections.jsonl"), Corrections::default(), &orders, &inbox);
        assert!(matches!(said.try_recv(), Ok(Input::Report(Report::Notice(_)))));
        let path = dir.path().join("corrections.jsonl");
        fs::write(&path, hide("B").to_lines()).unwrap();
        let (sender, orders) = unbounded();
        sender.send(hide("A")).unwrap();
        drop(sender);
        write_all(&path, Corrections::default(), &orders, &inbox);
        let Ok(Input::Report(Report::Kept { there, sent })) = said.try_recv() else { panic!("nothing is told") };
        assert_eq!((*there, *sent), (hide("B A"), hide("A")));
    }
}
