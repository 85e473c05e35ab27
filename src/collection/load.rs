//! From paths to analysed articles: read and analysed by several threads, delivered in order on the calling one.
//!
//! A thread walks the paths. The caller hands each source that was found, within a window, to the workers, and waits for
//! the results of the oldest. A worker that reads an article while another worker is idle passes the analysis on to that
//! one, so that one long file keeps all of them busy; otherwise it does the analysis itself. Nothing waits in a queue that
//! could be done at once, and a worker whose results are not wanted yet helps the others, so that nothing can lock up.

use crate::analysis::{Analysis, Models, analyze};
use crate::article::{Article, ReadError, ReadOptions, Source, read_source, walk};
use crossbeam_channel::{Receiver, Sender, bounded, never, select, unbounded};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Sources that the walk may be ahead, which is how far the known total may be ahead of what is done.
const WALK_AHEAD: usize = 4096;
/// Articles of one source that may wait for the caller.
const ARTICLES_AHEAD: usize = 16;

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
#[expect(clippy::large_enum_variant, reason = "one at a time, and nearly always the large one")]
pub enum Loaded {
    /// An article.
    Article {
        /// Which source, in the order of the walk.
        source_index: usize,
        /// The file it was read from; not sanitised.
        path: PathBuf,
        /// What was written.
        article: Article,
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
/// The place in a source's queue where one outcome will arrive.
type Slot = Receiver<Outcome>;

struct Task {
    source: Source,
    slots: Sender<Slot>,
}

struct Job {
    article: Article,
    to: Sender<Outcome>,
}

/// A source that was handed out and whose results are awaited.
struct Pending {
    path: PathBuf,
    slots: Receiver<Slot>,
}

/// Loads everything under `paths` and calls `sink` on this thread with each result: in the order of the walk, and within a
/// source in its own order. The first result comes as soon as it is there. Stops when `sink` says so.
///
/// Memory does not grow with the number or the size of the sources: at most a few articles a thread are held.
pub fn load(paths: &[PathBuf], options: LoadOptions, sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>) {
    let threads = options.threads.max(1);
    let known = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (found_tx, found) = bounded(WALK_AHEAD);
        let (tasks_tx, tasks) = unbounded::<Task>();
        let (jobs_tx, jobs) = bounded::<Job>(0);
        let counter = &known;
        scope.spawn(move || {
            for source in walk(paths) {
                counter.fetch_add(1, Ordering::Relaxed);
                if found_tx.send(source).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads {
            let worker = Worker { tasks: tasks.clone(), jobs: jobs.clone(), idle: jobs_tx.clone(), options };
            scope.spawn(move || worker.run());
        }
        drop(tasks);
        // Everything that the threads wait for is dropped with `feed`, which is how they learn that it is over.
        let feed =
            Feed { found, tasks: tasks_tx, pending: VecDeque::new(), window: threads * 2 + 2, done: 0, known: &known };
        let _ = feed.run(sink);
    });
}

/// The calling thread's side.
struct Feed<'a> {
    found: Receiver<Result<Source, ReadError>>,
    tasks: Sender<Task>,
    pending: VecDeque<Result<Pending, ReadError>>,
    window: usize,
    done: usize,
    known: &'a AtomicUsize,
}

impl Feed<'_> {
    fn run(mut self, sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut walking = true;
        loop {
            let more = if walking && self.pending.len() < self.window { self.found.clone() } else { never() };
            let slots = match self.pending.pop_front() {
                None if !walking => return ControlFlow::Continue(()),
                None => never(),
                Some(Err(error)) => {
                    self.done += 1;
                    sink(Loaded::Problem { source_index: self.done - 1, error }, self.progress())?;
                    continue;
                }
                Some(Ok(pending)) => {
                    let slots = pending.slots.clone();
                    self.pending.push_front(Ok(pending));
                    slots
                }
            };
            select! {
                recv(more) -> found => match found {
                    Ok(found) => self.hand_out(found),
                    Err(_) => walking = false,
                },
                recv(slots) -> slot => match slot {
                    Ok(slot) => self.deliver(&slot, sink)?,
                    Err(_) => {
                        self.pending.pop_front();
                        self.done += 1;
                    }
                },
            }
        }
    }

    fn hand_out(&mut self, found: Result<Source, ReadError>) {
        self.pending.push_back(found.map(|source| {
            let (tx, slots) = bounded(ARTICLES_AHEAD);
            let path = source.path.clone();
            // Workers end only after this sender is dropped, so that it cannot fail.
            let _ = self.tasks.send(Task { source, slots: tx });
            Pending { path, slots }
        }));
    }

    fn deliver(&self, slot: &Slot, sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>) -> ControlFlow<()> {
        let (Ok(outcome), Some(Ok(pending))) = (slot.recv(), self.pending.front()) else {
            // The worker panicked; the scope passes that on when it ends.
            return ControlFlow::Continue(());
        };
        let source_index = self.done;
        let loaded = match outcome {
            Ok((article, analysis)) => Loaded::Article { source_index, path: pending.path.clone(), article, analysis },
            Err(error) => Loaded::Problem { source_index, error },
        };
        sink(loaded, self.progress())
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done, known: self.known.load(Ordering::Relaxed) }
    }
}

/// One of the threads that read and analyse.
struct Worker {
    tasks: Receiver<Task>,
    jobs: Receiver<Job>,
    /// Holds no job, ever: a send succeeds only where another worker stands waiting for one.
    idle: Sender<Job>,
    options: LoadOptions,
}

impl Worker {
    fn run(&self) {
        loop {
            select! {
                recv(self.jobs) -> job => job.into_iter().for_each(|job| self.analyze(job)),
                recv(self.tasks) -> task => match task {
                    Ok(task) => self.read(&task),
                    Err(_) => return,
                },
            }
        }
    }

    fn read(&self, task: &Task) {
        read_source(&task.source, self.options.read, &mut |article| {
            let (tx, slot) = bounded(1);
            self.reserve(&task.slots, slot)?;
            match article {
                Ok(article) => {
                    if let Err(refused) = self.idle.try_send(Job { article, to: tx }) {
                        self.analyze(refused.into_inner());
                    }
                }
                // A slot holds one outcome, so that sending never waits; nobody listens once the caller has stopped.
                Err(error) => drop(tx.send(Err(error))),
            }
            ControlFlow::Continue(())
        });
    }

    /// Takes the next place in a source's queue, doing other workers' jobs while that queue is full.
    fn reserve(&self, slots: &Sender<Slot>, slot: Slot) -> ControlFlow<()> {
        loop {
            select! {
                send(slots, slot.clone()) -> sent => {
                    return if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                }
                recv(self.jobs) -> job => job.into_iter().for_each(|job| self.analyze(job)),
            }
        }
    }

    fn analyze(&self, job: Job) {
        let _ = job.to.send(Ok(self.options.prepare(job.article)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

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
        let (mut ids, mut last) = (Vec::new(), Progress::default());
        let options =
            LoadOptions { models: Some(Models::embedded()), threads, ..LoadOptions::new(ReadOptions::default()) };
        load(paths, options, &mut |loaded, progress| {
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
}
