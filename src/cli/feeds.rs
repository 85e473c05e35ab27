//! `crossread feeds`: the feeds that are followed.

use super::Outcome;
use super::args::RowFormat;
use super::out::{JsonSeries, Out, complain};
use crate::article::{Subscription, write_opml};
use crate::library::fetch::address;
use crate::library::{Change, Feed, Library};
use crate::text::sanitize;
use serde::Serialize;
use std::io;

const HEADER: [&str; 7] = ["url", "title", "folder", "fetched", "articles", "unread", "error"];

/// One feed, in the order of keys that `--format json` gives and of columns that `--format csv` gives.
#[derive(Serialize)]
struct Row<'a> {
    url: &'a str,
    title: Option<&'a str>,
    folder: Option<&'a str>,
    /// When it was last asked, as RFC 3339 has it.
    fetched: Option<String>,
    articles: usize,
    unread: usize,
    error: Option<&'a str>,
}

pub(super) fn list(library: &Library, format: RowFormat) -> anyhow::Result<Outcome> {
    let (feeds, counts) = (library.feeds()?, library.feed_counts()?);
    if feeds.is_empty() {
        complain("you follow no feeds yet; `crossread add URL` follows one");
    }
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == RowFormat::Json);
    if format == RowFormat::Csv {
        out.csv(&HEADER)?;
    }
    for feed in &feeds {
        let row = Row::of(feed, counts.get(&feed.url).copied().unwrap_or_default());
        match format {
            RowFormat::Text => row.write(&mut out)?,
            RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, &row)?,
            RowFormat::Csv => out.csv(&row.fields())?,
        }
    }
    if matches!(format, RowFormat::Json | RowFormat::Jsonl) {
        series.end(&mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The same for other readers.
pub(super) fn opml(library: &Library) -> anyhow::Result<Outcome> {
    let folder = |feed: &Feed| match &feed.folder {
        Some(folder) => folder.split('/').map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let list: Vec<Subscription> = library
        .feeds()?
        .into_iter()
        .map(|feed| Subscription { folder: folder(&feed), url: feed.url, title: feed.title })
        .collect();
    let mut out = Out::new();
    out.document(&sanitize::text(&write_opml(&list)))?;
    out.flush()?;
    Ok(Outcome::Done)
}

pub(super) fn remove(library: &mut Library, urls: &[String]) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut changes = Vec::new();
    for given in urls {
        let url = address(given).map_or_else(|_| given.clone(), String::from);
        match library.feed(&url)? {
            Some(feed) => changes.push(Change::Unsubscribe(feed.url)),
            None => {
                complain(format!("{given}: is not among your feeds; `crossread feeds` prints them"));
                outcome = Outcome::Incomplete;
            }
        }
    }
    library.change(&Change::Many(changes))?;
    Ok(outcome)
}

impl<'a> Row<'a> {
    fn of(feed: &'a Feed, (articles, unread): (usize, usize)) -> Self {
        let fetched = feed.fetched.and_then(|at| jiff::Timestamp::from_second(at).ok());
        Self {
            url: &feed.url,
            title: feed.title.as_deref(),
            folder: feed.folder.as_deref(),
            fetched: fetched.map(|at| at.to_string()),
            articles,
            unread,
            error: feed.error.as_deref(),
        }
    }

    fn fields(&self) -> [String; 7] {
        let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
        [
            self.url.to_owned(),
            text(self.title),
            text(self.folder),
            text(self.fetched.as_deref()),
            self.articles.to_string(),
            self.unread.to_string(),
            text(self.error),
        ]
    }

    /// Fields two blanks apart, and what is wrong under them.
    fn write(&self, out: &mut Out) -> io::Result<()> {
        let fetched = self.fetched.as_deref().unwrap_or("never fetched");
        let folder = self.folder.unwrap_or("-");
        let title = self.title.unwrap_or("-");
        out.line(&format!("{title}  {folder}  {} unread of {}  {fetched}  {}", self.unread, self.articles, self.url))?;
        match self.error {
            Some(error) => out.dim(&format!("  {error}")),
            None => Ok(()),
        }
    }
}
