//! `crossread add`: files and folders into the library, once or for as long as they are watched.

use super::out::complain;
use super::{Outcome, kept};
use crate::library::Library;
use crate::library::import::{Event, Progress, Watch, import};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How often the progress is shown anew.
const OFTEN: Duration = Duration::from_millis(200);

pub(super) fn run(library: Option<&Path>, what: Vec<OsString>, watch: bool) -> anyhow::Result<Outcome> {
    let mut library = kept::open(library)?;
    let (addresses, paths): (Vec<OsString>, Vec<OsString>) = what.into_iter().partition(is_address);
    for address in &addresses {
        complain(format!("{}: addresses cannot be added yet", address.display()));
    }
    let outcome = add_paths(&mut library, paths.into_iter().map(PathBuf::from).collect(), watch)?;
    Ok(if addresses.is_empty() { outcome } else { Outcome::Incomplete })
}

/// Whether an argument is an address rather than a path.
fn is_address(what: &OsString) -> bool {
    what.to_str().is_some_and(|what| what.starts_with("https://") || what.starts_with("http://"))
}

/// Adds files and folders; with `watch` goes on adding what changes there, and ends only where that cannot go on.
fn add_paths(library: &mut Library, paths: Vec<PathBuf>, watch: bool) -> anyhow::Result<Outcome> {
    if paths.is_empty() {
        return Ok(Outcome::Done);
    }
    // Begun before the first look, so that nothing is missed in between.
    let mut watching = watch.then(|| Watch::new(&paths));
    let mut outcome = add_once(library, &paths, true)?;
    while let Some(watching) = &mut watching {
        if watching.wait(Duration::from_secs(60)) {
            outcome = add_once(library, &paths, false)?;
        }
    }
    Ok(outcome)
}

/// Adds what is there now, and says what that was; with nothing new, only where `always`.
fn add_once(library: &mut Library, paths: &[PathBuf], always: bool) -> anyhow::Result<Outcome> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut line = Line::new();
    let result = import(library, paths, threads, &mut |event, progress| {
        if let Event::Problem(error) = event {
            line.clear();
            complain(error);
        }
        line.show(progress);
        ControlFlow::Continue(())
    });
    line.clear();
    let done = result?;
    if always || done.added + done.revised > 0 {
        let mut out = super::out::Out::new();
        out.line(&summary(&done))?;
        out.flush()?;
    }
    Ok(if done.problems == 0 { Outcome::Done } else { Outcome::Incomplete })
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

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A line on standard error that is written over and over, where that is a terminal.
struct Line {
    shown: Option<Instant>,
    terminal: bool,
}

impl Line {
    fn new() -> Self {
        Self { shown: None, terminal: io::stderr().is_terminal() }
    }

    fn show(&mut self, progress: &Progress) {
        if !self.terminal || self.shown.is_some_and(|shown| shown.elapsed() < OFTEN) {
            return;
        }
        self.shown = Some(Instant::now());
        let left = progress.left().map(|left| format!(", {} left", minutes(left))).unwrap_or_default();
        let (articles, part, rate) = (progress.articles(), progress.part() * 100.0, progress.rate());
        let files = format!("{} of {} files", progress.done, progress.found);
        // With nobody to read it, it is not missed.
        let _ = write!(io::stderr(), "\r\x1b[K{articles} articles, {files}, {part:.0} %, {rate:.0} a second{left}");
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
