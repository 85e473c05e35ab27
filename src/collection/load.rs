//! From paths to analysed articles: read and analysed by several threads, delivered in order on the calling one.
//!
//! An ordered parallel map. One thread walks the paths, another cuts what is found into units and hands each, with the
//! place where its outcome will arrive, into two bounded queues: the workers take the units, the caller takes the places.

use crate::analysis::{Analysis, Models, analyze};
use crate::article::{Article, ReadError, ReadOptions, Source, Unit, units, walk};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Sources that the walk may be ahead, which is how far the known total may be ahead of what is done.
const WALK_AHEAD: usize = 4096;
/// Units a thread that may wait to be read, and outcomes that may wait for the caller.
const AHEAD: usize = 8;

/// How to load.
#[derive(Clone, Copy)]
pub struct LoadOptions {
    /// How to read.
    pub read: ReadOptions,
    /// Drop page furniture, as the printing commands do; the screen keeps it and folds it.
    pub drop_furniture: bool,
    /// What to analyse with; with `None` every analysis is empty.
    pub models: Option<&'static Models>,
    /// Number of worker threads, at least 1.
    pub threads: usize,
}

impl LoadOptions {
    /// One worker a core, no analysis, furniture kept.
    pub fn new(read: ReadOptions) -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        Self { read, drop_furniture: false, models: None, threads }
    }

    /// Does to a freshly read article what these options ask for.
    pub fn prepare(&self, article: Article) -> (Article, Analysis) {
        let article = if self.drop_furniture { article.without_furniture() } else { article };
        let analysis = self.models.map(|models| analyze(&article, models)).unwrap_or_default();
        (article, analysis)
    }
}

/// One thing that came out of a source.
#[derive(Debug)]
pub enum Loaded {
    /// An article.
    Article {
        /// Which source, in the order of the walk.
        source_index: usize,
        /// The file it was read from; not sanitised.
        path: PathBuf,
        /// What was written.
        article: Box<Article>,
        /// What is in it.
        analysis: Analysis,
    },
    /// Something that could not be read.
    Problem {
        /// Which source, in the order of the walk.
        source_index: usize,
        /// Why.
        error: ReadError,
    },
}

/// How far the loading has come, in sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources delivered in full.
    pub done: usize,
    /// Sources found so far.
    pub known: usize,
}

type Outcome = Result<(Article, Analysis), ReadError>;

/// What came of one unit of a source.
pub struct Outcoming<T> {
    /// Which source, in the order in which they were given.
    pub source_index: usize,
    /// The file; not sanitised.
    pub path: PathBuf,
    /// What the work made of it.
    pub outcome: Result<T, ReadError>,
}

struct Task<T> {
    unit: Unit,
    outcome: Sender<Result<T, ReadError>>,
}

/// Where the outcome of a unit will arrive.
struct Place<T> {
    source_index: usize,
    path: PathBuf,
    outcome: Receiver<Result<T, ReadError>>,
}

/// Loads everything under `paths` and calls `sink` on this thread with each result: in the order of the walk, and within a
/// source in its own order. The first result comes as soon as it is there. Stops when `sink` says so.
///
/// Memory does not grow with the number or the size of the sources: at most a few articles a thread are held. Whatever
/// fails in reading or analysing one article, a panic included, is that article's error.
pub fn load(paths: &[PathBuf], options: LoadOptions, sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>) {
    let work = |unit: Unit| unit.read(options.read).map(|article| options.prepare(article));
    load_with(paths, options.threads.max(1), &work, sink);
}

fn load_with(
    paths: &[PathBuf],
    threads: usize,
    work: &(dyn Fn(Unit) -> Outcome + Sync),
    sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>,
) {
    load_from(walk(paths), threads, work, &mut |Outcoming { source_index, path, outcome }, progress| {
        let loaded = match outcome {
            Ok((article, analysis)) => Loaded::Article { source_index, path, article: Box::new(article), analysis },
            Err(error) => Loaded::Problem { source_index, error },
        };
        sink(loaded, progress)
    });
}

/// As [`load`], from any sources, with any work on each of their units.
pub fn load_from<T: Send>(
    sources: impl Iterator<Item = Result<Source, ReadError>> + Send,
    threads: usize,
    work: &(dyn Fn(Unit) -> Result<T, ReadError> + Sync),
    sink: &mut dyn FnMut(Outcoming<T>, Progress) -> ControlFlow<()>,
) {
    let (known, stopped) = (&AtomicUsize::new(0), &AtomicBool::new(false));
    thread::scope(|scope| {
        let (found_tx, found) = bounded(WALK_AHEAD);
        let (tasks_tx, tasks) = bounded::<Task<T>>(threads * AHEAD);
        let (places_tx, places) = bounded::<Place<T>>(threads * AHEAD);
        // Each thread ends when nobody wants what it sends, or when nothing more comes in.
        scope.spawn(move || {
            for source in sources {
                known.fetch_add(1, Ordering::Relaxed);
                if found_tx.send(source).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || hand_out(&found, &tasks_tx, &places_tx));
        for _ in 0..threads {
            let tasks = tasks.clone();
            scope.spawn(move || {
                for Task { unit, outcome } in tasks.iter().take_while(|_| !stopped.load(Ordering::Relaxed)) {
                    let _ = outcome.send(contained(unit, work));
                }
            });
        }
        drop(tasks);
        for Place { source_index, path, outcome } in places {
            let Ok(outcome) = outcome.recv() else { return };
            // Results come in order: whatever stands before this source is done.
            let progress = Progress { done: source_index, known: known.load(Ordering::Relaxed) };
            if sink(Outcoming { source_index, path, outcome }, progress).is_break() {
                stopped.store(true, Ordering::Relaxed);
                return;
            }
        }
    });
}

/// Hands the units of every source to the workers, and their places, in order, to the caller. A place goes first: so no
/// worker is busy with what has no place, and a slow caller holds everything up.
fn hand_out<T>(found: &Receiver<Result<Source, ReadError>>, tasks: &Sender<Task<T>>, places: &Sender<Place<T>>) {
    for (source_index, source) in found.iter().enumerate() {
        for unit in source.map_or_else(Unit::broken, units) {
            let (sender, outcome) = bounded(1);
            let place = Place { source_index, path: unit.path().to_owned(), outcome };
            if places.send(place).is_err() || tasks.send(Task { unit, outcome: sender }).is_err() {
                return;
            }
        }
    }
}

/// Does the work; a panic ends here and is an error like any other.
fn contained<T>(unit: Unit, work: &(dyn Fn(Unit) -> Result<T, ReadError> + Sync)) -> Result<T, ReadError> {
    let path = unit.path().to_owned();
    std::panic::catch_unwind(AssertUnwindSafe(|| work(unit))).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let why = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(ReadError::Failed { path, why })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::slice;
    use std::time::Duration;

    /// Ten folders of three files, one of them with fifty articles.
    fn corpus() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for folder in 0..10 {
            let path = dir.path().join(format!("{folder}"));
            fs::create_dir(&path).expect("a folder");
            let lines: Vec<String> =
                (0..50).map(|n| format!(r#"{{"id": "{folder}b{n:02}", "text": "Text {n}."}}"#)).collect();
            fs::write(path.join("a.txt"), "One.").expect("a file");
            fs::write(path.join("b.jsonl"), lines.join("\n")).expect("a file");
            fs::write(path.join("c.txt"), "Three.").expect("a file");
        }
        dir
    }

    fn ids(paths: &[PathBuf], threads: usize, most: usize) -> (Vec<String>, Progress) {
        let options = LoadOptions { models: Some(Models::embedded()), ..LoadOptions::new(ReadOptions::default()) };
        ids_with(paths, threads, most, &|unit| unit.read(options.read).map(|article| options.prepare(article)))
    }

    fn ids_with(
        paths: &[PathBuf],
        threads: usize,
        most: usize,
        work: &(dyn Fn(Unit) -> Outcome + Sync),
    ) -> (Vec<String>, Progress) {
        let (mut ids, mut last) = (Vec::new(), Progress::default());
        load_with(paths, threads, work, &mut |loaded, progress| {
            assert!(progress.done <= progress.known);
            last = progress;
            ids.push(match loaded {
                Loaded::Article { article, .. } => article.meta.id,
                Loaded::Problem { error, .. } => error.to_string(),
            });
            if ids.len() == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (ids, last)
    }

    /// A file of `lines` JSON lines whose ids begin with `name`.
    fn lines(dir: &Path, name: &str, lines: usize) -> PathBuf {
        let path = dir.join(name);
        let lines: Vec<String> =
            (0..lines).map(|n| format!(r#"{{"id": "{name}:{n:05}", "text": "Text {n}."}}"#)).collect();
        fs::write(&path, lines.join("\n")).expect("a file");
        path
    }

    /// Reads without analysing.
    fn read(unit: Unit) -> Outcome {
        unit.read(ReadOptions::default()).map(|article| (article, Analysis::default()))
    }

    #[test]
    fn order_does_not_depend_on_the_threads() {
        let dir = corpus();
        let paths = [dir.path().to_path_buf(), dir.path().join("missing"), dir.path().join("3/a.txt")];
        let (one, progress) = ids(&paths, 1, usize::MAX);
        assert_eq!(one.len(), 10 * 52 + 2);
        assert!(one.iter().any(|id| id.contains("missing")));
        assert_eq!(progress, Progress { done: 31, known: 32 });
        for threads in [2, 3, 8] {
            assert_eq!(ids(&paths, threads, usize::MAX).0, one);
        }
    }

    #[test]
    fn stops_when_told() {
        let dir = corpus();
        for threads in [1, 4] {
            for most in [1, 20, 60] {
                assert_eq!(ids(&[dir.path().to_path_buf()], threads, most).0.len(), most);
            }
        }
    }
    #[test]
    fn loses_nothing_of_a_long_file() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = lines(dir.path(), "long.jsonl", 20_000);
        for threads in [1, 2, 8] {
            let (ids, progress) = ids_with(slice::from_ref(&path), threads, usize::MAX, &read);
            assert_eq!((ids.len(), progress), (20_000, Progress { done: 0, known: 1 }));
            assert!(ids.iter().enumerate().all(|(n, id)| *id == format!("long.jsonl:{n:05}")));
        }
    }

    #[test]
    fn a_file_between_two_series_keeps_its_place() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (first, last) = (lines(dir.path(), "a.jsonl", 100), lines(dir.path(), "c.jsonl", 100));
        let between = dir.path().join("b.txt");
        fs::write(&between, "Between.").expect("a file");
        let name = between.display().to_string();
        // The file takes longer than all that follows.
        let (ids, _) = ids_with(&[first, between, last], 4, usize::MAX, &|unit| {
            if unit.path().ends_with("b.txt") {
                thread::sleep(Duration::from_millis(50));
            }
            read(unit)
        });
        assert_eq!((ids.len(), ids.iter().position(|id| *id == name)), (201, Some(100)));
        assert!(ids.is_sorted_by_key(|id| id.replace(&name, "b")));
    }

    #[test]
    fn stopping_in_the_middle_ends_it_promptly() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = lines(dir.path(), "long.jsonl", 20_000);
        for threads in [1, 4] {
            let worked = AtomicUsize::new(0);
            let (ids, _) = ids_with(slice::from_ref(&path), threads, 50, &|unit| {
                thread::sleep(Duration::from_millis(1));
                worked.fetch_add(1, Ordering::Relaxed);
                read(unit)
            });
            let worked = worked.load(Ordering::Relaxed);
            assert!(ids.len() == 50 && worked <= 50 + threads * (2 * AHEAD + 2), "{worked} with {threads}");
        }
    }

    #[test]
    fn a_panic_is_an_error_in_its_place() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = lines(dir.path(), "some.jsonl", 100);
        let count = AtomicUsize::new(0);
        let (ids, _) = ids_with(&[path], 3, usize::MAX, &|unit| {
            assert!(!count.fetch_add(1, Ordering::Relaxed).is_multiple_of(10), "bad \u{1b}[31mluck");
            read(unit)
        });
        let failed: Vec<&String> = ids.iter().filter(|id| id.contains("luck")).collect();
        assert_eq!((ids.len(), failed.len()), (100, 10));
        assert!(failed.iter().all(|error| error.contains("please report this") && !error.contains('\u{1b}')));
    }

    #[test]
    fn a_sink_that_panics_ends_it_too() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = lines(dir.path(), "long.jsonl", 20_000);
        let ended = std::panic::catch_unwind(|| load_with(&[path], 2, &read, &mut |_, _| panic!("enough")));
        assert!(ended.is_err());
    }
}
