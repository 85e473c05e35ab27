//! Keeping what the reader corrects: its file is written by a thread of its own at each correction.

use super::input::Input;
use crate::app::Report;
use crate::collection::Corrections;
use crate::library::{CorrectionsFile, Library};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

/// So long others wait for what is being written.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is kept in the user's file, with a line for each thing in it that is not understood. Where it cannot be read at all,
/// with a line for why: what the library has of it, nothing where there is none.
pub(super) fn load_corrections(library: Option<&Path>) -> (Option<Corrections>, Vec<String>) {
    CorrectionsFile::of_the_user().map_or_else(Default::default, |file| load(&file, library))
}

fn load(file: &CorrectionsFile, library: Option<&Path>) -> (Option<Corrections>, Vec<String>) {
    let (read, strange) = file.read();
    let copy = || Library::open(library.filter(|path| path.exists())?).ok()?.corrections().ok();
    (read.or_else(copy), strange)
}

/// What the writer is to do.
enum Order {
    Keep(Corrections),
    /// Drop this when all before it is written.
    Say(Sender<()>),
    /// Nothing more.
    End,
}

/// Writes corrections for as long as it lives.
pub(super) struct Writer(Option<(Sender<Order>, JoinHandle<()>)>);

/// The file, for those who go by what is in it.
#[derive(Clone)]
pub(super) struct Written {
    file: CorrectionsFile,
    /// Who writes it; nobody in tests.
    orders: Option<Sender<Order>>,
}

impl Written {
    /// Calls `then` with what the file holds once all is written that was to be by now, nothing where it cannot be read.
    /// Until that is done, no other program writes it.
    pub(super) fn in_turn<T>(&self, then: impl FnOnce(Option<&Corrections>) -> T) -> T {
        let (done, is_done) = bounded(0);
        if self.orders.as_ref().is_some_and(|orders| orders.send(Order::Say(done)).is_ok()) {
            // Ends in either case: a disk that hangs must not hold the library up for ever.
            let _ = is_done.recv_timeout(PATIENCE);
        }
        self.file.in_turn(then)
    }

    #[cfg(test)]
    pub(super) fn by_nobody(file: CorrectionsFile) -> Self {
        Self { file, orders: None }
    }
}

impl Writer {
    /// Starts with what was read.
    pub(super) fn start(before: Corrections, inbox: Sender<Input>) -> Self {
        let Some(file) = CorrectionsFile::of_the_user() else { return Self(None) };
        let (sender, orders) = unbounded();
        let thread = std::thread::Builder::new().name("corrections".into());
        let thread = thread.spawn(move || write_all(&file, before, &orders, &inbox));
        Self(thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread)))
    }

    /// Has `corrections` written. What cannot be is said.
    pub(super) fn keep(&self, corrections: Corrections) {
        if let Some((sender, _)) = &self.0 {
            // Fails where the writer has given up.
            let _ = sender.send(Order::Keep(corrections));
        }
    }

    /// The file, as it is once that is written which was to be kept.
    pub(super) fn written(&self) -> Option<Written> {
        let (sender, _) = self.0.as_ref()?;
        Some(Written { file: CorrectionsFile::of_the_user()?, orders: Some(sender.clone()) })
    }

    /// Waits until all is written.
    pub(super) fn finish(self) {
        if let Some((sender, thread)) = self.0 {
            let _ = sender.send(Order::End);
            // A writer that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

fn write_all(file: &CorrectionsFile, mut before: Corrections, orders: &Receiver<Order>, inbox: &Sender<Input>) {
    let mut goes_on = true;
    while goes_on && let Ok(order) = orders.recv() {
        // Only the newest matters. They who wait are told when they are dropped, at the end.
        let (mut newest, mut waiting) = (None, Vec::new());
        for order in std::iter::once(order).chain(orders.try_iter()) {
            match order {
                Order::Keep(corrections) => newest = Some(corrections),
                Order::Say(done) => waiting.push(done),
                Order::End => goes_on = false,
            }
        }
        let Some(ours) = newest else { continue };
        let report = match file.keep(&ours, &before) {
            Ok(there) => {
                before.clone_from(&ours);
                if there == ours {
                    continue;
                }
                Report::Kept { there: Box::new(there), sent: Box::new(ours) }
            }
            Err(error) => {
                log::warn!("{}: {error}", file.path().display());
                Report::Notice(format!("what you corrected cannot be kept: {error}"))
            }
        };
        // Fails when the screen is gone.
        let _ = inbox.send(Input::Report(report));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn hide(names: &str) -> Corrections {
        let line = |name: &str| format!("{{\"do\":\"hide\",\"entity\":{{\"type\":\"person\",\"name\":\"{name}\"}}}}\n");
        Corrections::from_lines(&names.split_whitespace().map(line).collect::<String>()).0
    }

    #[test]
    fn what_cannot_be_written_is_said_and_what_came_meanwhile_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (sender, orders) = unbounded();
        let (inbox, said) = unbounded();
        fs::write(dir.path().join("file"), "").unwrap();
        sender.send(Order::Keep(hide("A"))).unwrap();
        drop(sender);
        let below = CorrectionsFile::at(dir.path().join("file/corrections.jsonl"));
        write_all(&below, Corrections::default(), &orders, &inbox);
        assert!(matches!(said.try_recv(), Ok(Input::Report(Report::Notice(_)))));
        let path = dir.path().join("corrections.jsonl");
        fs::write(&path, hide("B").to_lines()).unwrap();
        let (sender, orders) = unbounded();
        sender.send(Order::Keep(hide("A"))).unwrap();
        drop(sender);
        write_all(&CorrectionsFile::at(path), Corrections::default(), &orders, &inbox);
        let Ok(Input::Report(Report::Kept { there, sent })) = said.try_recv() else { panic!("nothing is told") };
        assert_eq!((*there, *sent), (hide("B A"), hide("A")));
    }
    #[test]
    fn what_is_told_to_wait_finds_it_written() {
        let dir = tempfile::tempdir().unwrap();
        let file = CorrectionsFile::at(dir.path().join("corrections.jsonl"));
        let ((sender, orders), (inbox, _said)) = (unbounded(), unbounded());
        let written = Written { file: file.clone(), orders: Some(sender.clone()) };
        let thread = std::thread::spawn(move || write_all(&file, Corrections::default(), &orders, &inbox));
        sender.send(Order::Keep(hide("A"))).unwrap();
        assert_eq!(written.in_turn(|there| there.cloned()), Some(hide("A")));
        sender.send(Order::End).unwrap();
        thread.join().unwrap();
        // Nobody is waited for who has gone.
        assert_eq!(written.in_turn(|there| there.cloned()), Some(hide("A")));
    }

    #[test]
    fn a_broken_file_begins_with_what_the_library_has() {
        let dir = tempfile::tempdir().unwrap();
        let (path, library) = (dir.path().join("corrections.jsonl"), dir.path().join("library.db"));
        let file = CorrectionsFile::at(path.clone());
        fs::write(&path, [hide("A").to_lines().as_bytes(), &[0xe9]].concat()).unwrap();
        assert_eq!(load(&file, Some(&library)).0, None);
        assert!(!library.exists());
        Library::open(&library).unwrap().follow_corrections(&hide("A")).unwrap();
        let (begun, strange) = load(&file, Some(&library));
        assert_eq!((begun, strange.len()), (Some(hide("A")), 1));
        file.keep(&hide("A B"), &hide("A")).unwrap();
        assert_eq!(load(&file, None).0, Some(hide("A B")));
    }
}
