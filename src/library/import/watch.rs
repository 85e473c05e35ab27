//! Folders that are watched: says when something in them has changed and has come to rest.

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// For so long nothing must have changed: what writes a file may write it in pieces.
const REST: Duration = Duration::from_millis(500);
/// So long we wait for rest; another program may never come to it.
const LONGEST: Duration = Duration::from_secs(5);
/// How often we look where the system does not tell us.
const POLL: Duration = Duration::from_secs(15);

/// Watches files and folders for as long as it lives.
pub struct Watch {
    changed: Receiver<()>,
    /// `None` where the system cannot tell us of all of them.
    watcher: Option<RecommendedWatcher>,
    looked: Instant,
}

impl Watch {
    /// Begins to watch. Where the system does not tell of changes (a network's disk, too many folders), we look from time
    /// to time.
    pub fn new(paths: &[PathBuf]) -> Self {
        // That there was a change is enough: how many there were while nobody listened does not matter.
        let (sender, changed) = bounded(1);
        let tell = move |event: notify::Result<notify::Event>| {
            // Reading is no change.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                let _ = sender.try_send(());
            }
        };
        let watcher = notify::recommended_watcher(tell).and_then(|mut watcher| {
            paths.iter().try_for_each(|path| watcher.watch(path, RecursiveMode::Recursive))?;
            Ok(watcher)
        });
        Self { changed, watcher: watcher.ok(), looked: Instant::now() }
    }

    /// Whether the system tells of changes.
    pub fn is_told(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits up to `most` for a change that has come to rest. Where nobody tells of changes, it is time to look when
    /// that was long enough ago.
    pub fn wait(&mut self, most: Duration) -> bool {
        if self.watcher.is_none() {
            std::thread::sleep(most.min(POLL.saturating_sub(self.looked.elapsed())));
            let due = self.looked.elapsed() >= POLL;
            if due {
                self.looked = Instant::now();
            }
            return due;
        }
        if self.changed.recv_timeout(most).is_err() {
            return false;
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match self.changed.recv_timeout(REST) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        true
    }
}
