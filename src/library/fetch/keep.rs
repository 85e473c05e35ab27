//! What came is kept: feeds into the library.

use super::client::{Client, Validators};
use super::items::Taken;
use super::rests::Rests;
use super::retry::now;
use super::shelf::Shelf;
use super::update::{Event, Outcome, Wanted, update};
use super::{FetchError, Options, Stop};
use crate::library::{Access, Added, Feed, Library, LibraryError, Result};
use crate::text::sanitize;
use std::time::Duration;

/// Articles that are written at once: others who want to write wait no longer than that takes.
const AT_ONCE: usize = 128;

/// What became of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where it was asked for.
    pub asked: String,
    /// Its address, which is another where it has moved for good.
    pub url: String,
    /// What it is called, where that is known.
    pub title: Option<String>,
    /// What became of it.
    pub became: Became,
    /// What went wrong on the way, one clean line each.
    pub notes: Vec<String>,
}

/// What became of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is as it was.
    Unchanged,
    /// These came.
    Read {
        /// Articles that are new.
        new: usize,
        /// Articles that say something else by now.
        revised: usize,
        /// Items that were there already.
        known: usize,
    },
    /// It failed a while ago, or wants to be left alone, and is not asked for so long.
    Resting(Duration),
    /// There is nothing of it, and why.
    Failed(FetchError),
}

/// How an update comes along.
#[derive(Debug)]
pub enum Step<'a> {
    /// This feed is being asked.
    Begun(&'a str),
    /// Of this feed's truncated items, so many of so many pages have been fetched.
    Pages(&'a str, usize, usize),
    /// This feed is done with, and what came of it is in the library.
    Done(Report),
}

/// Asks the feeds of `library` for what is new, or only those whose address, title or folder is in `named`, and puts that in
/// as it comes. Feeds that fail are left alone for a while, unless they are named. Blocks until all is done; may be run by
/// any thread, with a library of its own. When it is asked to stop, what came until then is in the library, and the rest comes
/// the next time.
///
/// # Errors
/// A library that cannot be written to. Whatever is wrong with a feed is reported as what became of it.
pub fn update_library(
    library: &mut Library,
    named: &[String],
    options: &Options,
    stop: &Stop,
    sink: &mut dyn FnMut(Step<'_>),
) -> Result<()> {
    writable(library)?;
    let shelf = Shelf::of(library)?;
    let mut rests = Rests::load(library)?;
    let feeds = chosen(library.feeds()?, named, &rests, sink);
    let client = Client::new(options.clone(), stop.clone());
    client.restore_robots(&rests.robots);
    let wanted: Vec<Wanted> = feeds.iter().map(wanted).collect();
    let mut result = Ok(());
    update(&client, &wanted, &shelf, &mut |event| {
        let url = |at: usize| wanted.get(at).map_or("", |feed| feed.url.as_str());
        match event {
            _ if result.is_err() => {}
            Event::Begun(at) => sink(Step::Begun(url(at))),
            Event::Pages(at, done, of) => sink(Step::Pages(url(at), done, of)),
            Event::Done(at, outcome) => {
                let Some(feed) = feeds.get(at) else { return };
                match keep(library, feed, outcome, &mut rests) {
                    Ok(report) => sink(Step::Done(report)),
                    Err(error) => {
                        result = Err(error);
                        stop.stop();
                    }
                }
            }
        }
    });
    rests.robots = client.robots();
    result.and(rests.save(library))
}

/// Puts what was taken from a feed that has just been subscribed to into the library.
///
/// # Errors
/// A library that cannot be written to.
pub(super) fn keep_first(library: &mut Library, feed: &Feed, taken: Taken) -> Result<Report> {
    keep(library, feed, Outcome::Taken(Box::new(taken)), &mut Rests::default())
}

/// Before anything is fetched for nothing.
pub(super) fn writable(library: &Library) -> Result<()> {
    match library.access() {
        Access::ReadWrite => Ok(()),
        Access::ReadOnly(why) => Err(LibraryError::ReadOnly(why.clone())),
    }
}

/// The feeds to be asked. Those that are left out are reported.
fn chosen(feeds: Vec<Feed>, named: &[String], rests: &Rests, sink: &mut dyn FnMut(Step<'_>)) -> Vec<Feed> {
    let is_named = |feed: &Feed, name: &str| {
        let same =
            |field: &Option<String>| field.as_ref().is_some_and(|field| field.to_lowercase() == name.to_lowercase());
        feed.url == name
            || super::address(name).is_ok_and(|url| url.as_str() == feed.url)
            || same(&feed.title)
            || same(&feed.folder)
    };
    for name in named.iter().filter(|name| !feeds.iter().any(|feed| is_named(feed, name))) {
        let why = "is not among your feeds; `crossread add` subscribes to it".to_owned();
        let became = Became::Failed(FetchError::Unreadable(why));
        let url = sanitize::line(name).into_owned();
        sink(Step::Done(Report { asked: url.clone(), url, title: None, became, notes: Vec::new() }));
    }
    let asked = feeds.into_iter().filter(|feed| named.is_empty() || named.iter().any(|name| is_named(feed, name)));
    asked
        .filter(|feed| match rests.left(&feed.url).filter(|_| named.is_empty()) {
            None => true,
            Some(left) => {
                let (url, title) = (feed.url.clone(), feed.title.clone());
                let notes = feed.error.iter().cloned().collect();
                sink(Step::Done(Report { asked: url.clone(), url, title, became: Became::Resting(left), notes }));
                false
            }
        })
        .collect()
}

fn wanted(feed: &Feed) -> Wanted {
    let validators = Validators { etag: feed.etag.clone(), last_modified: feed.modified.clone() };
    Wanted { url: feed.url.clone(), validators }
}

/// Keeps what became of a feed.
fn keep(library: &mut Library, feed: &Feed, outcome: Outcome, rests: &mut Rests) -> Result<Report> {
    let mut feed = Feed { fetched: Some(now()), ..feed.clone() };
    let asked = feed.url.clone();
    let report = |feed: &Feed, became, notes| {
        let (url, title) = (feed.url.clone(), feed.title.clone());
        Report { asked: asked.clone(), url, title, became, notes }
    };
    match outcome {
        Outcome::Unchanged => {
            rests.answered(&feed.url);
            feed.error = None;
            library.set_fetched(&feed)?;
            Ok(report(&feed, Became::Unchanged, Vec::new()))
        }
        // It has not been asked, or not to the end: nothing is known that was not known before.
        Outcome::Failed(FetchError::Interrupted) => {
            Ok(report(&feed, Became::Failed(FetchError::Interrupted), Vec::new()))
        }
        Outcome::Failed(error) => {
            // What we refuse ourselves is asked again as soon as it is allowed.
            if !matches!(error, FetchError::Local { .. }) {
                rests.failed(&feed.url, error.retry_after(), !error.is_ours());
            }
            feed.error = Some(error.to_string());
            library.set_fetched(&feed)?;
            Ok(report(&feed, Became::Failed(error), Vec::new()))
        }
        Outcome::Taken(taken) => {
            let Taken { title, moved, validators, articles, mut known, notes } = *taken;
            // First the articles: should this be the end, the server is asked for them again.
            let mut added = Vec::with_capacity(articles.len());
            for some in articles.chunks(AT_ONCE) {
                added.extend(library.add(some)?);
            }
            let count = |kind: fn(&Added) -> bool| added.iter().filter(|added| kind(added)).count();
            let (new, revised) =
                (count(|added| matches!(added, Added::New(_))), count(|added| matches!(added, Added::Revision(_))));
            known += added.len() - new - revised;
            rests.answered(&feed.url);
            feed.title = feed.title.or(title);
            (feed.etag, feed.modified) = (validators.etag, validators.last_modified);
            feed.error = None;
            library.set_fetched(&feed)?;
            let mut notes: Vec<String> = notes.iter().map(|note| sanitize::line(note).into_owned()).collect();
            if let Some(moved) = moved.map(String::from).filter(|moved| *moved != feed.url)
                && library.move_feed(&feed.url, &moved)?
            {
                notes.push(format!("it has moved from {} for good", feed.url));
                feed.url = moved;
            }
            Ok(report(&feed, Became::Read { new, revised, known }, notes))
        }
    }
}
