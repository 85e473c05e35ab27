//! `crossread update`: what is new in the feeds.

use super::args::Net;
use super::out::{Out, complain};
use super::progress::ProgressLine;
use super::{Outcome, interrupt};
use crate::library::fetch::{Became, FetchError, Options, Report, Step, update_library};
use crate::library::{By, Library, step_back};
use std::io;
use std::time::Duration;

impl Net {
    /// What of fetching can be chosen.
    pub(super) fn options(&self) -> Options {
        let usual = Options::default();
        Options {
            full_text: self.full_text,
            allow_local: self.allow_local,
            pause: self.pause.map_or(usual.pause, Duration::from_millis),
            ..usual
        }
    }
}

pub(super) fn run(library: &mut Library, named: &[String], net: &Net) -> anyhow::Result<Outcome> {
    step_back();
    let all = if named.is_empty() { library.feeds()?.len() } else { named.len() };
    if all == 0 {
        complain("you follow no feeds yet; `crossread add URL` follows one");
        return Ok(Outcome::Done);
    }
    library.begin_run(By::Program);
    let stop = interrupt::stop();
    let mut out = Out::new();
    let mut line = ProgressLine::new();
    let (mut told, mut sum, mut running) = (Ok(()), Sum::default(), Vec::new());
    let result = update_library(library, named, &net.options(), &stop, &mut |step| {
        match step {
            Step::Begun(url) => running.push(url.to_owned()),
            Step::Pages(url, done, of) => {
                return line.show(&format!("[{}/{all}] {url}: page {} of {of}", sum.done, done + 1));
            }
            Step::Done(report) => {
                line.clear();
                sum.count(&report);
                running.retain(|url| *url != report.asked);
                // A reader that closes our output has seen enough, and ends it.
                if told.is_ok() {
                    told = tell(&mut out, &report);
                    if told.is_err() {
                        stop.stop();
                    }
                }
            }
        }
        if let Some(url) = running.last() {
            line.show(&format!("[{}/{all}] {url}", sum.done));
        }
    });
    line.clear();
    told?;
    result?;
    out.flush()?;
    Ok(sum.outcome())
}

/// One line for a feed, on standard error where there is something wrong with it.
pub(super) fn tell(out: &mut Out, report: &Report) -> io::Result<()> {
    let name = report.title.as_deref().unwrap_or(&report.url);
    match &report.became {
        Became::Unchanged => out.line(&format!("{name}: nothing new"))?,
        Became::Read { new: 0, revised: 0, .. } => out.line(&format!("{name}: nothing new"))?,
        Became::Read { new, revised: 0, .. } => out.line(&format!("{name}: {new} new"))?,
        Became::Read { new, revised, .. } => out.line(&format!("{name}: {new} new, {revised} revised"))?,
        Became::Resting(left) => {
            let why = report.notes.first().map(|why| format!(" ({why})")).unwrap_or_default();
            let minutes = left.as_secs().div_ceil(60);
            complain(format!("{name}: left alone for {minutes} min more{why}; name it to ask it now"));
            return Ok(());
        }
        Became::Failed(FetchError::Interrupted) => {}
        Became::Failed(error) if report.title.is_some() => complain(format!("{name} ({}): {error}", report.url)),
        Became::Failed(error) => complain(format!("{name}: {error}")),
    }
    // What is printed comes before what is wrong with it.
    out.flush()?;
    for note in &report.notes {
        complain(format!("{name}: {note}"));
    }
    Ok(())
}

/// What became of all of them.
#[derive(Default)]
struct Sum {
    done: usize,
    failed: usize,
    interrupted: usize,
}

impl Sum {
    fn count(&mut self, report: &Report) {
        self.done += 1;
        match &report.became {
            Became::Failed(FetchError::Interrupted) => self.interrupted += 1,
            Became::Failed(_) => self.failed += 1,
            _ => {}
        }
    }

    fn outcome(&self) -> Outcome {
        if self.interrupted > 0 {
            let feeds = if self.interrupted == 1 { "1 feed" } else { &format!("{} feeds", self.interrupted) };
            complain(format!("interrupted; {feeds} will be asked the next time"));
        }
        if self.failed + self.interrupted > 0 { Outcome::Incomplete } else { Outcome::Done }
    }
}
