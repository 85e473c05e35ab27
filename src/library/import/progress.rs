//! How far an import has come, how fast, and how long it will take.

use super::Current;
use super::write::Written;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How far an import has come.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Sources that were found so far, those that were passed over included.
    pub found: usize,
    /// Sources that are done.
    pub done: usize,
    /// Sources that are in the library as they are and were not opened.
    pub unchanged: usize,
    /// Articles that are new in the library.
    pub added: usize,
    /// Articles that were there already.
    pub known: usize,
    /// Articles that are there in a new version.
    pub revised: usize,
    /// What could not be read.
    pub problems: usize,
    pub(super) found_bytes: u64,
    done_bytes: u64,
    current_bytes: u64,
    started: Instant,
}

impl Progress {
    pub(super) fn start() -> Self {
        Self {
            found: 0,
            done: 0,
            unchanged: 0,
            added: 0,
            known: 0,
            revised: 0,
            problems: 0,
            found_bytes: 0,
            done_bytes: 0,
            current_bytes: 0,
            started: Instant::now(),
        }
    }

    /// Articles that were written or found to be there.
    pub fn articles(&self) -> usize {
        self.added + self.known + self.revised
    }

    /// For how long it has been going on.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Articles a second, so far.
    pub fn rate(&self) -> f64 {
        self.articles() as f64 / self.elapsed().as_secs_f64().max(0.001)
    }

    /// The part that is done, from 0 to 1, of what is found so far.
    pub fn part(&self) -> f64 {
        let done = self.done_bytes + self.current_bytes;
        if self.found_bytes == 0 { 1.0 } else { (done as f64 / self.found_bytes as f64).min(1.0) }
    }

    /// How long it will go on at this rate; `None` as long as that is a guess.
    pub fn left(&self) -> Option<Duration> {
        let (part, elapsed) = (self.part(), self.elapsed());
        let left = elapsed.as_secs_f64() * (1.0 - part) / part;
        (elapsed > Duration::from_secs(1) && part > 0.001).then(|| Duration::from_secs_f64(left))
    }

    /// Goes on from a source that is done.
    pub(super) fn pass(&mut self, source: &Current) {
        self.done_bytes += source.stamp.as_ref().map_or(0, |stamp| stamp.size);
        self.current_bytes = 0;
        self.done += usize::from(source.index > 0);
    }

    /// Takes note of how far a source has been read. It is longer than its text, by how much is not known.
    pub(super) fn reading(&mut self, source: &Current) {
        self.current_bytes = source.read.min(source.stamp.as_ref().map_or(0, |stamp| stamp.size));
    }

    pub(super) fn take(&mut self, written: &Written, unchanged: usize) {
        self.added = written.added.load(Ordering::Relaxed);
        self.known = written.known.load(Ordering::Relaxed);
        self.revised = written.revised.load(Ordering::Relaxed);
        self.done = self.done + unchanged - self.unchanged;
        self.unchanged = unchanged;
    }
}
