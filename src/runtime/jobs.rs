//! Background work: reading in, and jobs too long for the drawing thread.

use super::Opened;
use super::input::Input;
use crate::analysis::{Models, analyze};
use crate::app::{Job, Progress, Report};
use crate::article::{Article, ReadOptions};
use crate::collection::{Entry, LoadOptions, Loaded};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::ops::ControlFlow;
use std::thread;

/// Results that may wait for the screen: reading in is held up rather than memory filled.
const AHEAD: usize = 64;

/// Starts reading in. It stops by itself when the receiver is gone.
pub(super) fn load(opened: Opened, options: ReadOptions) -> Receiver<Report> {
    let (sender, receiver) = bounded(AHEAD);
    thread::spawn(move || {
        // A send fails when the screen is gone: then there is nothing left to do.
        let _ = match opened {
            Opened::Articles(_, articles) => load_articles(articles, &sender),
            Opened::Paths(paths) => {
                let options = LoadOptions { models: Some(Models::embedded()), ..LoadOptions::new(options) };
                let mut pass = Pass { sender: &sender, place: (usize::MAX, 0), last: (0, 0) };
                crate::collection::load(&paths, options, &mut |loaded, progress| {
                    pass.on(loaded, (progress.done, progress.known))
                });
                let (done, found) = pass.last;
                sender.send(Report::Progress(Progress { done, found, finished: true }))
            }
        };
    });
    receiver
}

fn load_articles(articles: Vec<Article>, sender: &Sender<Report>) -> Result<(), crossbeam_channel::SendError<Report>> {
    let found = articles.len();
    for (at, article) in articles.into_iter().enumerate() {
        let analysis = analyze(&article, Models::embedded());
        sender.send(Report::Read(Box::new(Entry::new((at, 0), article, analysis))))?;
    }
    sender.send(Report::Progress(Progress { done: found, found, finished: true }))
}

/// Passes on what is loaded, numbering the articles of a source.
struct Pass<'a> {
    sender: &'a Sender<Report>,
    place: (usize, usize),
    last: (usize, usize),
}

impl Pass<'_> {
    fn on(&mut self, loaded: Loaded, (done, found): (usize, usize)) -> ControlFlow<()> {
        let report = match loaded {
            Loaded::Article { source_index, article, analysis, .. } => {
                let (source, within) = self.place;
                self.place = if source == source_index { (source, within + 1) } else { (source_index, 0) };
                Report::Read(Box::new(Entry::new(self.place, article, analysis)))
            }
            Loaded::Problem { error, .. } => {
                log::warn!("{}", crate::text::sanitize::line(&error.to_string()));
                Report::Problem(error.to_string())
            }
        };
        let progress = Report::Progress(Progress { done, found, finished: false });
        let moved = self.last != (done, found);
        self.last = (done, found);
        if self.sender.send(report).is_err() || (moved && self.sender.send(progress).is_err()) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// Runs a job on a thread of its own; the answer comes in as an input.
pub(super) fn run(job: Job, inbox: Sender<Input>) {
    thread::spawn(move || {
        // The screen may be gone by then.
        let _ = inbox.send(Input::Report(Report::Done(job.run())));
    });
}
