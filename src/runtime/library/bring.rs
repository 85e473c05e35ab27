//! Bringing in while one reads: a thread of its own with a library of its own, one order after the other.

use super::Tell;
use crate::app::{Importing, Reply, Report};
use crate::library::import::{Event, Progress, import};
use crate::library::{Library, LibraryError};
use crate::text::sanitize;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the screen is told how it goes.
const TOLD: Duration = Duration::from_millis(200);

/// What is to be brought in.
pub(super) enum Order {
    /// Files and folders as one types them, and addresses.
    Add(Vec<String>),
    /// What is new in all feeds.
    Update,
}

/// The thread that brings in, once there was anything to.
pub(super) struct Importer {
    thread: Option<(Sender<Order>, JoinHandle<()>)>,
    stop: Arc<AtomicBool>,
    tell: Tell,
}

impl Importer {
    pub(super) fn new(tell: Tell) -> Self {
        Self { thread: None, stop: Arc::default(), tell }
    }

    /// Brings in what is ordered, into the library at `path`, once what was ordered before is done.
    pub(super) fn start(&mut self, path: PathBuf, order: Order) {
        if self.thread.is_none() {
            let (sender, orders) = unbounded();
            let (tell, stop) = (Arc::clone(&self.tell), Arc::clone(&self.stop));
            let thread = std::thread::Builder::new().name("import".into());
            let thread = thread.spawn(move || work(&path, &orders, &tell, &stop));
            self.thread = thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread));
        }
        self.stop.store(false, Ordering::Relaxed);
        if let Some((sender, _)) = &self.thread {
            // Fails where the thread has panicked, which the log says.
            let _ = sender.send(order);
        }
    }

    /// Stops after what is being read. What is there by then stays.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Stops, and waits until what was read is written.
    pub(super) fn finish(self) {
        self.stop();
        if let Some((sender, thread)) = self.thread {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn work(path: &Path, orders: &Receiver<Order>, tell: &Tell, stop: &AtomicBool) {
    for order in orders {
        let say = |reply| tell(Report::Library(Box::new(reply)));
        let done = Library::open(path).and_then(|mut library| match order {
            Order::Add(what) => add(&mut library, &what, tell, stop),
            Order::Update => Err(LibraryError::Missing("a way to ask feeds")),
        });
        let importing = match done {
            Ok(importing) => importing,
            Err(error) => {
                say(Reply::Failed(sanitize::line(&error.to_string()).into_owned()));
                Importing::default()
            }
        };
        say(Reply::Importing(Importing { finished: true, ..importing }));
    }
}

fn add(library: &mut Library, what: &[String], tell: &Tell, stop: &AtomicBool) -> Result<Importing, LibraryError> {
    let paths: Vec<PathBuf> = what.iter().map(|path| of_the_user(path)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut told = Instant::now();
    let progress = import(library, &paths, threads, &mut |event, progress| {
        if let Event::Problem(error) = event {
            tell(Report::Problem(error.to_string()));
        }
        if told.elapsed() >= TOLD {
            told = Instant::now();
            tell(Report::Library(Box::new(Reply::Importing(in_short(progress)))));
        }
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(in_short(&progress))
}

/// The path that is meant: `~/` is the user's folder.
fn of_the_user(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

fn in_short(progress: &Progress) -> Importing {
    Importing {
        done: progress.done,
        found: progress.found,
        new: progress.added + progress.revised,
        rate: progress.rate() as f32,
        left: progress.left().map(|left| left.as_secs()),
        finished: false,
    }
}
