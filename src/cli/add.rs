//! `crossread add`: files and folders into the library, once or for as long as they are watched.

use super::args::Net;
use super::out::{complain, count};
use super::progress::ProgressLine;
use super::{Outcome, follow, interrupt, kept};
use crate::library::fetch::{Client, Stop, is_address, is_list};
use crate::library::import::{Event, Progress, Watch, import};
use crate::library::{By, Library, step_back};
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How often the progress is shown anew.
const OFTEN: Duration = Duration::from_millis(200);

/// What one is told who has interrupted it.
const INTERRUPTED: &str = "interrupted; the same call goes on where this one was";
/// How soon one who watches heeds that it is to end.
const HEED: Duration = Duration::from_millis(300);

/// What is chosen of adding.
#[derive(Clone, Copy)]
pub(super) struct How<'a> {
    /// Whether to go on adding what changes.
    pub(super) watch: bool,
    /// Whether a page stands for the feed that it names.
    pub(super) feed: bool,
    /// How to fetch.
    pub(super) net: &'a Net,
}

pub(super) fn run(library: Option<&Path>, what: Vec<OsString>, how: How) -> anyhow::Result<Outcome> {
    let mut library = kept::open(library)?;
    library.begin_run(By::Reader);
    step_back();
    let stop = interrupt::stop();
    let client = Client::new(how.net.options(), stop.clone());
    let (addresses, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        what.into_iter().map(PathBuf::from).partition(|what| is_address(&what.to_string_lossy()));
    let (lists, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| is_list(path));
    let mut outcome = Outcome::Done;
    for list in lists.iter().take_while(|_| !stop.is_stopped()) {
        outcome = outcome.and(follow::list(&mut library, list)?);
    }
    outcome = outcome.and(follow::addresses(&mut library, &client, &addresses, how.feed)?);
    Ok(outcome.and(add_paths(&mut library, paths, how.watch, &stop)?))
}

/// Adds files and folders; with `watch` goes on adding what changes there, and ends only where that cannot go on.
fn add_paths(library: &mut Library, paths: Vec<PathBuf>, watch: bool, stop: &Stop) -> anyhow::Result<Outcome> {
    if paths.is_empty() {
        // Of lists and addresses, which come first, some may be left.
        return Ok(ended(stop));
    }
    // Begun before the first look, so that nothing is missed in between.
    let mut watching = watch.then(|| Watch::new(&paths));
    let mut outcome = add_once(library, &paths, true, stop)?;
    while let Some(watching) = watching.as_mut().filter(|_| !stop.is_stopped()) {
        if watching.wait(HEED) {
            library.begin_run(By::Program);
            outcome = add_once(library, &paths, false, stop)?;
        }
    }
    Ok(outcome)
}

/// Adds what is there now, and says what that was; with nothing new, only where `always`.
fn add_once(library: &mut Library, paths: &[PathBuf], always: bool, stop: &Stop) -> anyhow::Result<Outcome> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (mut line, mut shown) = (ProgressLine::new(), Instant::now());
    let result = import(library, paths, threads, &mut |event, progress| {
        if let Event::Problem(error) = event {
            line.clear();
            complain(error);
        }
        if shown.elapsed() >= OFTEN {
            shown = Instant::now();
            line.show(&so_far(progress));
        }
        if stop.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    line.clear();
    let done = result?;
    let ended = ended(stop);
    if always || done.added + done.revised > 0 {
        let mut out = super::out::Out::new();
        out.line(&summary(&done))?;
        out.flush()?;
    }
    Ok(if done.problems == 0 { ended } else { Outcome::Incomplete })
}

/// How it ends as far as an interruption goes, which it says.
fn ended(stop: &Stop) -> Outcome {
    if !stop.is_stopped() {
        return Outcome::Done;
    }
    complain(INTERRUPTED);
    Outcome::Incomplete
}

fn summary(done: &Progress) -> String {
    let mut parts = vec![format!("{} added", count(done.added, "article"))];
    let more = [
        (done.revised, "in a new version"),
        (done.known, "there already"),
        (done.unchanged, "not opened, as they have not changed"),
        (done.problems, "not read"),
    ];
    parts.extend(more.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")));
    let seconds = done.elapsed().as_secs_f64();
    format!("{} ({seconds:.1} s, {:.0} articles a second)", parts.join(", "), done.rate())
}

/// How far we are, on one line.
fn so_far(progress: &Progress) -> String {
    let left = progress.left().map(|left| format!(", {} left", minutes(left))).unwrap_or_default();
    let (articles, part, rate) = (progress.articles(), progress.part() * 100.0, progress.rate());
    let files = format!("{} of {} files", progress.done, progress.found);
    format!("{articles} articles, {files}, {part:.0} %, {rate:.0} a second{left}")
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_interrupted_before_its_files_is_not_done() {
        let mut library = Library::temporary().unwrap();
        let stop = Stop::default();
        let mut add = |stop: &Stop| add_paths(&mut library, Vec::new(), false, stop).unwrap();
        assert!(add(&stop) == Outcome::Done);
        stop.stop();
        assert!(add(&stop) == Outcome::Incomplete);
    }
}
