//! The library behind the screen: a thread of its own does what is asked of it, in order. A query that a newer one of its
//! kind has replaced is broken off: that one is answered.

mod asking;
mod bring;
mod correcting;
mod desk;
mod noting;
mod place;
mod scratch;

use super::corrections::Written;
use super::input::Input;
use crate::app::{Ask, Report};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use desk::Desk;
use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Takes what there is to say.
type Tell = Arc<dyn Fn(Report) + Send + Sync>;
/// The query that runs, by its kind, and what breaks it off; none while anything else is done, which is never broken off.
type Interrupt = Arc<Mutex<Option<(Discriminant<Ask>, rusqlite::InterruptHandle)>>>;

/// Hands on what is asked of the library.
pub(super) struct Librarian {
    thread: Option<(Sender<Ask>, JoinHandle<()>)>,
    interrupt: Interrupt,
}

impl Librarian {
    /// Starts with the library at `path`, whether or not there is one, and the file of corrections that it follows; `open`:
    /// its articles are shown. Answers come in as inputs.
    pub(super) fn start(path: Option<PathBuf>, file: Option<Written>, open: bool, inbox: Sender<Input>) -> Self {
        let (sender, asks) = unbounded();
        let interrupt = Interrupt::default();
        let theirs = Arc::clone(&interrupt);
        let thread = std::thread::Builder::new().name("library".into());
        let thread = thread.spawn(move || {
            // Fails where the screen is gone: then nobody wants it.
            let tell: Tell = Arc::new(move |report| drop(inbox.send(Input::Report(report))));
            let mut desk = Desk::new(path, theirs, tell);
            desk.file = file;
            desk.work(open, &asks);
        });
        let thread = thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread));
        Self { thread, interrupt }
    }

    /// Has something asked.
    pub(super) fn ask(&self, ask: Ask) {
        if let Some((kind, handle)) = self.interrupt.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
            && *kind == discriminant(&ask)
        {
            handle.interrupt();
        }
        if let Some((sender, _)) = &self.thread {
            // Fails where the thread has panicked, which the log says.
            let _ = sender.send(ask);
        }
    }

    /// Waits until all that was asked is done.
    pub(super) fn finish(self) {
        if let Some((sender, thread)) = self.thread {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Whether a newer one of its kind makes it pointless.
fn is_query(ask: &Ask) -> bool {
    matches!(ask, Ask::Find { .. } | Ask::Search { .. } | Ask::Complete { .. } | Ask::About { .. })
}

/// What there is to do.
enum Next {
    /// What is asked.
    Ask(Ask),
    /// Nothing came for a while.
    Idle,
    /// Nothing more can come.
    Over,
}

/// What is to be done next, within `patience`: of queries of one kind that wait, only the newest.
fn next(asks: &Receiver<Ask>, waiting: &mut Vec<Ask>, patience: Duration) -> Next {
    if waiting.is_empty() {
        match asks.recv_timeout(patience) {
            Ok(ask) => waiting.push(ask),
            Err(RecvTimeoutError::Timeout) => return Next::Idle,
            Err(RecvTimeoutError::Disconnected) => return Next::Over,
        }
    }
    waiting.extend(asks.try_iter());
    let is_replaced = |at: usize| {
        let same = |newer: &Ask| discriminant(newer) == discriminant(&waiting[at]);
        is_query(&waiting[at]) && waiting[at + 1..].iter().any(same)
    };
    let stale: Vec<bool> = (0..waiting.len()).map(is_replaced).collect();
    let mut stale = stale.into_iter();
    waiting.retain(|_| !stale.next().unwrap_or(false));
    // The newest of each kind is never stale.
    Next::Ask(waiting.remove(0))
}

/// The same without a thread, for tests: what is asked is done at once.
#[doc(hidden)]
pub struct Counter(Desk);

impl Counter {
    /// Over the library at `path`, which is shown at once.
    pub fn open(path: PathBuf, tell: impl Fn(Report) + Send + Sync + 'static) -> Self {
        let mut desk = Desk::new(Some(path), Interrupt::default(), Arc::new(tell));
        desk.begin();
        desk.send_folders_now();
        Self(desk)
    }

    /// Over the library at `path`, whether or not there is one, while articles are open from files.
    pub fn beside(path: PathBuf, tell: impl Fn(Report) + Send + Sync + 'static) -> Self {
        Self(Desk::new(Some(path), Interrupt::default(), Arc::new(tell)))
    }

    /// Looks whether another program has changed the library.
    pub fn look(&mut self) {
        self.0.look();
    }

    /// Does what is asked.
    pub fn take(&mut self, ask: Ask) {
        self.0.take(ask);
        if self.0.recount {
            self.0.send_folders_now();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Turn;

    #[test]
    fn of_queries_that_wait_only_the_newest_is_asked() {
        let (sender, asks) = unbounded();
        let complete = |generation| Ask::Complete { generation, text: String::new(), cursor: 0 };
        let turn = |again| Ask::Turn { turn: Turn::Latest, again };
        for ask in [complete(1), turn(false), complete(2), turn(true)] {
            sender.send(ask).unwrap();
        }
        let mut waiting = Vec::new();
        let mut next = || next(&asks, &mut waiting, Duration::from_millis(1));
        assert!(matches!(next(), Next::Ask(Ask::Turn { again: false, .. })));
        assert!(matches!(next(), Next::Ask(Ask::Complete { generation: 2, .. })));
        assert!(matches!(next(), Next::Ask(Ask::Turn { again: true, .. })));
        assert!(matches!(next(), Next::Idle));
        drop(sender);
        assert!(matches!(next(), Next::Over));
    }
}
