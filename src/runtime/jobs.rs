//! Background work: reading in, and jobs too long for the drawing thread.

use super::Opened;
use super::input::Input;
use crate::analysis::{Models, analyze};
use crate::app::{Answer, Done, Job, Progress, Report};
use crate::article::{Article, ReadOptions};
use crate::collection::{Entry, LoadOptions, Loaded};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// Results that may wait for the screen: reading in is held up rather than memory filled.
const AHEAD: usize = 64;

/// Starts reading in. It stops when `stop` is set, or by itself when the receiver is gone.
pub(super) fn load(opened: Opened, options: ReadOptions, stop: Arc<AtomicBool>) -> Receiver<Report> {
    let (sender, receiver) = bounded(AHEAD);
    thread::spawn(move || {
        // A send fails when the screen is gone: then there is nothing left to do.
        let _ = match opened {
            // Its articles come from a thread of their own, which says when the first are there.
            Opened::Library => Ok(()),
            Opened::Articles(_, articles) => load_articles(articles, &sender, &stop),
            Opened::Paths(paths) => {
                let options = LoadOptions { models: Some(Models::embedded()), ..LoadOptions::new(options) };
                let mut pass = Pass {
                    sender: &sender,
                    stop: &stop,
                    articles: 0,
                    foreign: 0,
                    place: (usize::MAX, 0),
                    last: (0, 0),
                };
                let mut stopped = false;
                crate::collection::load(&paths, options, &mut |loaded, progress| {
                    let next = pass.on(loaded, (progress.done, progress.known));
                    stopped = next.is_break();
                    next
                });
                let (done, found) = pass.last;
                let (articles, foreign) = (pass.articles, pass.foreign);
                if stopped {
                    say_stopped(&sender, (articles, foreign), (done, found))
                } else {
                    end(&sender, foreign, (found, found))
                }
            }
        };
    });
    receiver
}

type Sent = Result<(), crossbeam_channel::SendError<Report>>;

fn load_articles(articles: Vec<Article>, sender: &Sender<Report>, stop: &AtomicBool) -> Sent {
    let found = articles.len();
    let mut foreign = 0;
    for (at, article) in articles.into_iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return say_stopped(sender, (at, foreign), (at, found));
        }
        let analysis = analyze(&article, Models::embedded());
        let entry = Entry::new((at, 0), article, analysis);
        foreign += usize::from(entry.is_foreign());
        sender.send(Report::Read(Box::new(entry)))?;
    }
    end(sender, foreign, (found, found))
}

fn say_stopped(sender: &Sender<Report>, (articles, foreign): (usize, usize), (done, found): (usize, usize)) -> Sent {
    let notice = format!("reading in stopped: {done} of {found} read, {articles} in the list");
    sender.send(Report::Notice(notice))?;
    end(sender, foreign, (done, found))
}

/// Reading in is over: to its end where all that was found is done. The `foreign` articles are settled one a report, in two
/// steps each, so that none of them holds a frame up.
fn end(sender: &Sender<Report>, foreign: usize, (done, found): (usize, usize)) -> Sent {
    for _ in 0..2 * foreign {
        sender.send(Report::Settle)?;
    }
    sender.send(Report::Progress(Progress { done, found, finished: true }))
}

/// Passes on what is loaded, numbering the articles of a source.
struct Pass<'a> {
    sender: &'a Sender<Report>,
    stop: &'a AtomicBool,
    articles: usize,
    foreign: usize,
    place: (usize, usize),
    last: (usize, usize),
}

impl Pass<'_> {
    fn on(&mut self, loaded: Loaded, (done, found): (usize, usize)) -> ControlFlow<()> {
        let report = match loaded {
            Loaded::Article { source_index, path, article, analysis } => {
                let (source, within) = self.place;
                self.articles += 1;
                self.place = if source == source_index { (source, within + 1) } else { (source_index, 0) };
                let entry = Entry::new(self.place, *article, analysis);
                let entry = match std::path::absolute(path) {
                    Ok(path) => entry.of_file(path),
                    Err(_) => entry,
                };
                self.foreign += usize::from(entry.is_foreign());
                Report::Read(Box::new(entry))
            }
            Loaded::Problem { error, .. } => {
                log::warn!("{error}");
                Report::Problem(error.to_string())
            }
        };
        let progress = Report::Progress(Progress { done, found, finished: false });
        let moved = self.last != (done, found);
        self.last = (done, found);
        let sent = self.sender.send(report).is_ok() && (!moved || self.sender.send(progress).is_ok());
        if sent && !self.stop.load(Ordering::Relaxed) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

/// A thread that works jobs off. A new job takes the place of an older one that waits and asks the same, so that holding
/// a key down or dragging a window's edge does not pile work up.
pub(super) struct Worker {
    waiting: Arc<(Mutex<Vec<Job>>, Condvar)>,
}

impl Worker {
    /// Starts the thread; answers come in as inputs. It ends with the process.
    pub(super) fn start(inbox: Sender<Input>) -> io::Result<Self> {
        let waiting = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let theirs = Arc::clone(&waiting);
        thread::Builder::new().name("jobs".into()).spawn(move || {
            loop {
                let done = work(next(&theirs));
                if inbox.send(Input::Report(Report::Done(done))).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { waiting })
    }

    /// Has `job` done when its turn comes.
    pub(super) fn run(&self, job: Job) {
        let (waiting, bell) = &*self.waiting;
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|older| !job.replaces(older));
        waiting.push(job);
        bell.notify_one();
    }
}

/// The oldest job that the screen waits for, else the oldest.
fn next((waiting, bell): &(Mutex<Vec<Job>>, Condvar)) -> Job {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if !waiting.is_empty() {
            let at = waiting.iter().position(Job::is_urgent).unwrap_or(0);
            return waiting.remove(at);
        }
        waiting = bell.wait(waiting).unwrap_or_else(PoisonError::into_inner);
    }
}

/// A job that panics is a fault of ours; the reader that waits for it must not wait for ever.
fn work(job: Job) -> Done {
    let generation = job.generation;
    catch_unwind(AssertUnwindSafe(|| job.run())).unwrap_or_else(|_| Done {
        generation,
        answer: Answer::Failed("this could not be worked out; the log says more".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Task;
    use crate::article::Meta;
    use crossbeam_channel::unbounded;

    fn article() -> Arc<Article> {
        Arc::new(Article { meta: Meta::default(), text: "".into(), blocks: Vec::new() })
    }

    fn lay_out(generation: u64, article: &Arc<Article>) -> Job {
        Job { generation, task: Task::LayOut { article: Arc::clone(article), width: 10, unfolded: false } }
    }

    fn order(jobs: impl IntoIterator<Item = Job>) -> Vec<u64> {
        let worker = Worker { waiting: Arc::default() };
        jobs.into_iter().for_each(|job| worker.run(job));
        let left = worker.waiting.0.lock().unwrap().len();
        (0..left).map(|_| next(&worker.waiting).generation).collect()
    }

    #[test]
    fn a_newer_job_takes_the_place_of_one_that_waits() {
        let (one, other) = (article(), article());
        assert_eq!(order([lay_out(1, &one), lay_out(2, &other), lay_out(3, &one)]), [2, 3]);
    }

    #[test]
    fn what_the_screen_waits_for_goes_first() {
        let find = |generation| Job {
            generation,
            task: Task::FindAll { articles: vec![(0, article())], query: Default::default() },
        };
        assert_eq!(order([find(1), find(2), lay_out(3, &article())]), [3, 2]);
    }

    #[test]
    fn reading_in_stops_when_told_and_says_how_far_it_came() {
        let article = || Article { meta: Meta::default(), text: "A text.".into(), blocks: Vec::new() };
        let dir = tempfile::tempdir().unwrap();
        for n in 0..300 {
            std::fs::write(dir.path().join(format!("{n:03}.txt")), "A text.").unwrap();
        }
        let paths = Opened::Paths(vec![dir.path().to_owned()]);
        for opened in [paths, Opened::Articles("test".to_owned(), (0..300).map(|_| article()).collect())] {
            let stop = Arc::new(AtomicBool::new(false));
            let results = load(opened, ReadOptions::default(), Arc::clone(&stop));
            assert!(matches!(results.recv().unwrap(), Report::Read(_)));
            stop.store(true, Ordering::Relaxed);
            let rest: Vec<Report> = results.iter().collect();
            let read = 1 + rest.iter().filter(|report| matches!(report, Report::Read(_))).count();
            let [.., Report::Notice(notice), Report::Progress(progress)] = rest.as_slice() else { panic!("no end") };
            assert!(progress.finished && progress.done < progress.found && read < 300, "{progress:?} {read}");
            assert!(notice.contains(&format!("{} of {}", progress.done, progress.found)), "{notice}");
            assert!(notice.contains(&format!("{read} in the list")), "{notice}");
        }
    }

    #[test]
    fn answers_come_in_as_inputs() {
        let (sender, inbox) = unbounded();
        let worker = Worker::start(sender).unwrap();
        worker.run(lay_out(7, &article()));
        let Ok(Input::Report(Report::Done(done))) = inbox.recv() else { panic!("no answer") };
        assert_eq!(done.generation, 7);
    }
}
