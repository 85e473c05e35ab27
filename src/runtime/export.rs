//! Documents that the reader has written to a file of their own: made and written by a thread of its own.

use super::files::of_the_user;
use super::input::Input;
use crate::app::Report;
use crate::compare::Document;
use crate::library::OutFile;
use crossbeam_channel::Sender;
use std::io::{self, Write as _};
use std::thread::JoinHandle;

/// Writes documents, and says of each how that went.
pub(super) struct Exports {
    reports: Sender<Input>,
    running: Vec<JoinHandle<()>>,
}

impl Exports {
    /// None is written yet.
    pub(super) fn new(reports: Sender<Input>) -> Self {
        Self { reports, running: Vec::new() }
    }

    /// Has `document` written to the file of that name.
    pub(super) fn write(&mut self, name: String, document: Box<Document>, replace: bool) {
        self.running.retain(|thread| !thread.is_finished());
        let reports = self.reports.clone();
        let work = move || {
            let report = write(&name, document.write().as_bytes(), replace);
            // Fails when the screen is gone.
            let _ = reports.send(Input::Report(report));
        };
        match std::thread::Builder::new().name("export".to_owned()).spawn(work) {
            Ok(thread) => self.running.push(thread),
            Err(error) => {
                let notice = Report::Notice(format!("cannot start a thread: {error}"));
                let _ = self.reports.send(Input::Report(notice));
            }
        }
    }

    /// Waits until all is written that was asked for.
    pub(super) fn finish(self) {
        self.running.into_iter().for_each(|thread| drop(thread.join()));
    }
}

/// What is there is replaced only by order; a folder, a pipe or a device never is.
fn write(name: &str, bytes: &[u8], replace: bool) -> Report {
    let path = of_the_user(name);
    let written = OutFile::create(&path, replace).and_then(|mut file| {
        file.write_all(bytes)?;
        file.finish()
    });
    match written {
        Ok(()) => Report::Notice(format!("wrote {}", path.display())),
        Err(error) if !replace && error.kind() == io::ErrorKind::AlreadyExists && path.is_file() => {
            Report::Exists(name.to_owned())
        }
        Err(error) => Report::Notice(format!("{} cannot be written: {error}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Collection;
    use crate::compare::{Report as Source, ReportForm};
    use std::fs;

    #[test]
    fn what_is_there_is_replaced_by_order_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.html");
        let name = path.to_str().unwrap();
        assert!(matches!(write(name, b"one", false), Report::Notice(said) if said.starts_with("wrote ")));
        assert!(matches!(write(name, b"two", false), Report::Exists(there) if there == name));
        assert!(matches!(write(name, b"three", true), Report::Notice(said) if said.starts_with("wrote ")));
        assert_eq!(fs::read(&path).unwrap(), b"three");
        let folder = dir.path().to_str().unwrap();
        for replace in [false, true] {
            assert!(matches!(write(folder, b"x", replace), Report::Notice(said) if said.contains("cannot be written")));
        }
    }

    #[test]
    fn leaving_waits_for_what_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let (sender, inbox) = crossbeam_channel::unbounded();
        let mut exports = Exports::new(sender);
        let collection = Collection::default();
        let nothing = Source { collection: &collection, articles: &[], comparison: None };
        let name = dir.path().join("a.csl.json").display().to_string();
        exports.write(name.clone(), Box::new(nothing.gather(ReportForm::Csl, &|_| None)), false);
        exports.finish();
        assert_eq!(fs::read_to_string(name).unwrap(), "[\n]\n");
        assert!(matches!(inbox.try_recv(), Ok(Input::Report(Report::Notice(said))) if said.starts_with("wrote ")));
    }
}
