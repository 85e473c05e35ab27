//! Bringing in while one reads: a thread of its own with a library of its own, one order after the other.

use super::Tell;
use crate::app::{Importing, Reply, Report};
use crate::library::fetch::{AddedUrl, Became, Client, Options, Step, Stop, add_url, update_library};
use crate::library::fetch::{is_address, is_list, read_list, subscribe_all};
use crate::library::import::{Event, Progress, import};
use crate::library::{By, Library, LibraryError, step_back};
use crate::runtime::files;
use crate::text::sanitize;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the screen is told how it goes.
const TOLD: Duration = Duration::from_millis(200);

/// How long one who leaves waits for what is being written.
const LAST_MOMENT: Duration = Duration::from_secs(3);

/// What is to be brought in.
pub(super) enum Order {
    /// Files and folders as one types them, and addresses.
    Add(Vec<String>),
    /// What is new in all feeds.
    Update,
}

/// Takes orders, each with what stops it.
type Orders = Sender<(Order, Stop)>;

/// The thread that brings in, once there was anything to.
pub(super) struct Importer {
    thread: Option<(Orders, JoinHandle<()>)>,
    /// What stops each order that was given.
    stops: Vec<Stop>,
    tell: Tell,
}

impl Importer {
    pub(super) fn new(tell: Tell) -> Self {
        Self { thread: None, stops: Vec::new(), tell }
    }

    /// Brings in what is ordered, into the library at `path`, once what was ordered before is done. `false`: there is no
    /// thread for it, as the log says.
    pub(super) fn start(&mut self, path: PathBuf, order: Order) -> bool {
        if self.thread.is_none() {
            let (sender, orders) = unbounded();
            let tell = Arc::clone(&self.tell);
            let thread = std::thread::Builder::new().name("import".into());
            let thread = thread.spawn(move || work(&path, &orders, &tell));
            self.thread = thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread));
        }
        let stop = Stop::default();
        self.stops.push(stop.clone());
        // Fails where the thread has panicked, which the log says.
        self.thread.as_ref().is_some_and(|(sender, _)| sender.send((order, stop)).is_ok())
    }

    /// Stops all that was ordered, after what is being read. What is there by then stays.
    pub(super) fn stop(&mut self) {
        self.stops.drain(..).for_each(|stop| stop.stop());
    }

    /// Stops, and waits a moment until what was read is written. Whoever leaves does not wait for a server.
    pub(super) fn finish(mut self) {
        self.stop();
        let Some((sender, thread)) = self.thread else { return };
        drop(sender);
        let deadline = Instant::now() + LAST_MOMENT;
        while !thread.is_finished() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn work(path: &Path, orders: &Receiver<(Order, Stop)>, tell: &Tell) {
    step_back();
    for (order, stop) in orders {
        let done = Library::open(path).and_then(|mut library| match order {
            Order::Add(what) => {
                library.begin_run(By::Reader);
                add(&mut library, &what, tell, &stop)
            }
            Order::Update => {
                library.begin_run(By::Program);
                update(&mut library, tell, &stop)
            }
        });
        let importing = done.unwrap_or_else(|error| {
            say(tell, Reply::Failed(sanitize::line(&error.to_string()).into_owned()));
            Importing::default()
        });
        say(tell, Reply::Importing(Importing { finished: true, ..importing }));
    }
}

fn say(tell: &Tell, reply: Reply) {
    tell(Report::Library(Box::new(reply)));
}

fn add(library: &mut Library, what: &[String], tell: &Tell, stop: &Stop) -> Result<Importing, LibraryError> {
    let (addresses, paths): (Vec<&String>, Vec<&String>) = what.iter().partition(|what| is_address(what));
    let mut new = 0;
    let client = Client::new(Options::default(), stop.clone());
    for address in addresses.into_iter().take_while(|_| !stop.is_stopped()) {
        match add_url(library, &client, address, false) {
            Ok(added) => new += taken(&added, tell),
            Err(error) => tell(Report::Problem(format!("{address}: {error}"))),
        }
    }
    let paths = paths.into_iter().map(|path| files::of_the_user(path));
    let (lists, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| is_list(path));
    for list in lists {
        match read_list(&list) {
            Ok(feeds) if feeds.is_empty() => tell(Report::Problem(format!("{}: has no feeds in it", list.display()))),
            Ok(feeds) => drop(subscribe_all(library, &feeds)?),
            Err(error) => tell(Report::Problem(format!("{}: {error}", list.display()))),
        }
    }
    let progress = add_paths(library, &paths, tell, stop)?;
    Ok(Importing { new: new + progress.new, ..progress })
}

/// How many articles came of an address; says what is left to the reader.
fn taken(added: &AddedUrl, tell: &Tell) -> usize {
    match added {
        AddedUrl::Feed(report) => match &report.became {
            Became::Read { new, revised, .. } => new + revised,
            _ => 0,
        },
        AddedUrl::Page { feeds, .. } => {
            if let Some((url, _)) = feeds.first() {
                tell(Report::Notice(format!("the page names a feed, which can be added too: {url}")));
            }
            1
        }
        AddedUrl::List(_) => 0,
    }
}

fn add_paths(library: &mut Library, paths: &[PathBuf], tell: &Tell, stop: &Stop) -> Result<Importing, LibraryError> {
    if paths.is_empty() {
        return Ok(Importing::default());
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut told = Instant::now();
    let progress = import(library, paths, threads, &mut |event, progress| {
        if let Event::Problem(error) = event {
            tell(Report::Problem(error.to_string()));
        }
        if told.elapsed() >= TOLD {
            told = Instant::now();
            say(tell, Reply::Importing(in_short(progress)));
        }
        if stop.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(in_short(&progress))
}

/// Asks all feeds for what is new.
fn update(library: &mut Library, tell: &Tell, stop: &Stop) -> Result<Importing, LibraryError> {
    let mut importing = Importing { found: library.feeds()?.len(), ..Importing::default() };
    update_library(library, &[], &Options::default(), stop, &mut |step| {
        let Step::Done(report) = step else { return };
        importing.done += 1;
        match &report.became {
            Became::Read { new, revised, .. } => importing.new += new + revised,
            Became::Failed(error) => tell(Report::Problem(format!("{}: {error}", report.url))),
            Became::Unchanged | Became::Resting(_) => {}
        }
        say(tell, Reply::Importing(importing.clone()));
    })?;
    Ok(importing)
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
