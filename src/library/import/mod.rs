//! Files into the library: read and analysed by several threads, written in batches by one.
//!
//! What was taken in whole before, and has the same size and time, is passed over without being opened; an article that is
//! there already, without being analysed. So an import that was stopped, or killed, goes on where it was when it is
//! started again. `watch` says when there is something to import.

mod progress;
mod watch;
mod write;

pub use progress::Progress;
pub use watch::Watch;

use super::{Back, Incoming, Library, LibraryError, Origin, Stamp};
use crate::analysis::{Models, analyze};
use crate::article::{Article, ReadError, ReadOptions, Source, Unit, walk};
use crate::collection::{Outcoming, load_from};
use crate::text::sanitize;
use crossbeam_channel::bounded;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::UNIX_EPOCH;
use write::{Order, write};

/// Articles that may wait to be written.
const WAITING: usize = 512;

/// What an import tells while it goes on.
#[derive(Debug)]
pub enum Event {
    /// A file, or an article in it, could not be read.
    Problem(ReadError),
    /// Something is done: a source was passed over or read, or a batch was written.
    Step,
}

/// What a worker makes of a unit.
struct Read {
    incoming: Box<Incoming>,
    /// Bytes of text.
    length: usize,
}

/// Brings everything under `paths` into `library`, and calls `tell` on this thread with every problem and about every article.
/// When that says so it stops: what is read by then is still written. Gives what was done in the end.
///
/// What is there but out of sight comes back, if it is the reader who brings in ([`Library::begin_run`]): from a folder, what
/// went when an import was taken back; from a file that is among `paths` itself, what was removed, too.
///
/// # Errors
/// A library that cannot be written to, now or all of a sudden; what was written before stays.
pub fn import(
    library: &mut Library,
    paths: &[PathBuf],
    threads: usize,
    tell: &mut dyn FnMut(Event, &Progress) -> ControlFlow<()>,
) -> Result<Progress, LibraryError> {
    // Of a temporary library there is no second one to look into.
    let readers = Readers { first: library.another().ok().map(Mutex::new), more: Mutex::new(Vec::new()) };
    let (seen, stamps) = (Seen::default(), Mutex::new(VecDeque::new()));
    let brings_back = library.brings_back()?;
    let back = |path: &Path| match () {
        () if !brings_back => Back::Never,
        () if paths.iter().any(|named| named == path) => Back::Always,
        () => Back::TakenBack,
    };
    let mut progress = Progress::start();
    let library = &mut *library.bulk();
    let (orders, received) = bounded(WAITING);
    let written = write::Written::default();
    let result = thread::scope(|scope| {
        // The receiver goes with the writer: where that has to give up, nobody waits for room in the channel.
        let written = &written;
        let writer = scope.spawn(move || write(library, received, written));
        let sources = walk(paths).filter_map(|source| changed(source, &back, &readers, &seen, &stamps));
        let (mut current, mut stopped) = (Current::default(), false);
        load_from(sources, threads.max(1), &|unit| read(unit, &back, &readers), &mut |one: Outcoming<Read>, known| {
            progress.found = known.known + seen.unchanged.load(Ordering::Relaxed);
            progress.found_bytes = seen.bytes.load(Ordering::Relaxed);
            let send = |order| orders.send(order).is_err();
            while current.index <= one.source_index {
                let Some(stamp) = stamps.lock().ok().and_then(|mut stamps| stamps.pop_front()) else { break };
                let next = Current { index: current.index + 1, stamp, ..Current::default() };
                let before = std::mem::replace(&mut current, next);
                progress.pass(&before);
                let lost = before.is_whole() && before.stamp.is_some_and(|stamp| send(Order::Done(stamp)));
                stopped |= lost;
            }
            let event = match one.outcome {
                Ok(read) => {
                    current.read += read.length as u64;
                    progress.reading(&current);
                    stopped |= send(Order::Article(read.incoming));
                    Event::Step
                }
                Err(error) => {
                    current.failed = true;
                    progress.problems += 1;
                    Event::Problem(error)
                }
            };
            progress.take(written, seen.unchanged.load(Ordering::Relaxed));
            stopped |= tell(event, &progress).is_break();
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if !stopped {
            progress.pass(&current);
            if current.is_whole() {
                current.stamp.take().into_iter().for_each(|stamp| drop(orders.send(Order::Done(stamp))));
            }
        }
        drop(orders);
        writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    progress.take(&written, seen.unchanged.load(Ordering::Relaxed));
    result.map(|()| progress)
}

/// The source that is being read, counted from 1.
#[derive(Default)]
struct Current {
    index: usize,
    stamp: Option<Stamp>,
    /// Bytes of text that came of it.
    read: u64,
    /// Whether something in it could not be read: then it is looked at again the next time.
    failed: bool,
}

impl Current {
    fn is_whole(&self) -> bool {
        !self.failed && self.index > 0
    }
}

/// What the walk has seen.
#[derive(Default)]
struct Seen {
    /// Files that were passed over.
    unchanged: AtomicUsize,
    /// Sources that were handed on.
    handed: AtomicUsize,
    /// Their bytes.
    bytes: AtomicU64,
}

/// Libraries to look into, one for each thread that wants one.
struct Readers {
    first: Option<Mutex<Library>>,
    more: Mutex<Vec<Library>>,
}

impl Readers {
    /// Asks one that nobody uses. Where there is none, or it cannot say, the answer is no.
    fn ask(&self, question: impl FnOnce(&Library) -> Result<bool, LibraryError>) -> bool {
        let Some(first) = &self.first else { return false };
        let waiting = self.more.lock().ok().and_then(|mut more| more.pop());
        let library = waiting.or_else(|| first.lock().ok().and_then(|first| first.another().ok()));
        let Some(library) = library else { return false };
        let answer = question(&library).unwrap_or(false);
        if let Ok(mut more) = self.more.lock() {
            more.push(library);
        }
        answer
    }
}

/// A source that is not in the library as it is; of every one that goes on, its stamp is noted.
fn changed(
    source: Result<Source, ReadError>,
    back: &dyn Fn(&Path) -> Back,
    readers: &Readers,
    seen: &Seen,
    stamps: &Mutex<VecDeque<Option<Stamp>>>,
) -> Option<Result<Source, ReadError>> {
    // Looked at before it is read, so that what changes meanwhile is read again the next time.
    let stamp = source.as_ref().ok().and_then(|source| stamp(&source.path));
    let back = source.as_ref().map_or(Back::Never, |source| back(&source.path));
    if let Some(stamp) = &stamp
        && readers.ask(|library| library.is_done_with(stamp, back))
    {
        seen.unchanged.fetch_add(1, Ordering::Relaxed);
        return None;
    }
    seen.handed.fetch_add(1, Ordering::Relaxed);
    seen.bytes.fetch_add(stamp.as_ref().map_or(0, |stamp| stamp.size), Ordering::Relaxed);
    if let Ok(mut stamps) = stamps.lock() {
        stamps.push_back(stamp);
    }
    Some(source)
}

/// A file as it is now; `None` where that cannot be told.
fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp {
        path: std::path::absolute(path).ok()?,
        size: about.len(),
        mtime: i64::try_from(since.as_nanos()).ok()?,
    })
}

/// Reads and, where it is not in the library, analyses. Page furniture stays: the screen folds it.
fn read(unit: Unit, back: &(dyn Fn(&Path) -> Back + Sync), readers: &Readers) -> Result<Read, ReadError> {
    let path = unit.path().to_owned();
    let article = unit.read(ReadOptions::default())?;
    let (length, origin) = (article.text.len(), origin(&path, &article));
    let known = readers.ask(|library| library.says(&article, &origin));
    let mut incoming = if known {
        Incoming::unanalysed(article, origin)
    } else {
        let analysis = analyze(&article, Models::embedded());
        Incoming::new(article, &analysis, origin)
    };
    incoming.back = back(&path);
    Ok(Read { incoming: Box::new(incoming), length })
}

/// A file that is one article is called by its path; one of several by its path and its place, which is another when the
/// file changes, or by a name of its own.
fn origin(path: &Path, article: &Article) -> Origin {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let shown = sanitize::line(&path.to_string_lossy()).into_owned();
    match article.meta.id.strip_prefix(&shown) {
        Some("") => Origin::File(absolute),
        Some(_) => Origin::Part(absolute, None),
        None => Origin::Part(absolute, Some(article.meta.id.clone())),
    }
}
