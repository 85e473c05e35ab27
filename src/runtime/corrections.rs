//! Keeping what the reader corrects: its file is written by a thread of its own at each correction.

use super::input::Input;
use crate::app::Report;
use crate::collection::Corrections;
use crate::library::CorrectionsFile;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::thread::JoinHandle;

/// What is kept in the user's file, with a line for each thing in it that is not understood; nothing where it cannot be read
/// at all, with a line for why.
pub(super) fn load_corrections() -> (Option<Corrections>, Vec<String>) {
    CorrectionsFile::of_the_user().map_or_else(Default::default, |file| file.read())
}

/// Writes corrections for as long as it lives.
pub(super) struct Writer(Option<(Sender<Corrections>, JoinHandle<()>)>);

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

fn write_all(file: &CorrectionsFile, mut before: Corrections, orders: &Receiver<Corrections>, inbox: &Sender<Input>) {
    while let Ok(order) = orders.recv() {
        // Only the newest matters.
        let ours = orders.try_iter().last().unwrap_or(order);
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
        sender.send(hide("A")).unwrap();
        drop(sender);
        let below = CorrectionsFile::at(dir.path().join("file/corrections.jsonl"));
        write_all(&below, Corrections::default(), &orders, &inbox);
        assert!(matches!(said.try_recv(), Ok(Input::Report(Report::Notice(_)))));
        let path = dir.path().join("corrections.jsonl");
        fs::write(&path, hide("B").to_lines()).unwrap();
        let (sender, orders) = unbounded();
        sender.send(hide("A")).unwrap();
        drop(sender);
        write_all(&CorrectionsFile::at(path), Corrections::default(), &orders, &inbox);
        let Ok(Input::Report(Report::Kept { there, sent })) = said.try_recv() else { panic!("nothing is told") };
        assert_eq!((*there, *sent), (hide("B A"), hide("A")));
    }
}
