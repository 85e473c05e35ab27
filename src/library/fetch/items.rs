//! From a feed that came to the articles in it that are new, whole where that is wished and can be had.

use super::client::{Answer, Client, Document, Validators};
use super::limits::{MOST_ITEMS, MOST_PAGES};
use super::{FetchError, Kind, address, page};
use crate::analysis::{Models, analyze};
use crate::article::{Article, FeedItem, ReadOptions, read_feed};
use crate::library::{Incoming, Origin};
use crate::text::sanitize;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use url::Url;

/// What is there already?
pub trait Known {
    /// Whether the library has an article that says just this, or has said it before this feed said something else.
    fn has(&self, article: &Article, feed: &str) -> bool;
    /// Whether it has one from this address.
    fn has_address(&self, address: &str) -> bool;
}

/// What a feed gave.
pub struct Taken {
    /// What it is called.
    pub title: Option<String>,
    /// Where it has moved for good, if it has.
    pub moved: Option<Url>,
    /// How to ask whether it has changed; nothing where there is more to come of it as it is.
    pub validators: Validators,
    /// What is new in it, analysed.
    pub articles: Vec<Incoming>,
    /// Items that were there already.
    pub known: usize,
    /// What went wrong on the way, one line each.
    pub notes: Vec<String>,
}

/// Takes the new items out of a feed that came from `feed`. `pages` hears how many of how many pages have been fetched.
///
/// # Errors
/// It is no feed, or nothing of it can be salvaged.
pub(super) fn take(
    client: &Client,
    feed: &str,
    document: Document,
    known: &dyn Known,
    pages: &mut dyn FnMut(usize, usize),
) -> Result<Taken, FetchError> {
    let Document { url, moved, charset, bytes, cut, validators, media, .. } = document;
    let read = read_feed(&bytes, charset.as_deref(), Some(&url)).map_err(|_| no_feed(&bytes, &media))?;
    drop(bytes);
    let mut taken = Taken {
        title: read.title.map(|title| sanitize::line(&title).into_owned()),
        moved,
        validators,
        articles: Vec::new(),
        known: 0,
        notes: read.lost,
    };
    if cut {
        taken.notes.push("the connection ended before all of it had come; the rest follows next time".to_owned());
    }
    if read.items.len() > MOST_ITEMS {
        taken.notes.push(format!("only the first {MOST_ITEMS} of its {} items are read", read.items.len()));
    }
    let shared = shared_addresses(&read.items);
    let (mut teasers, mut seen) = (Vec::new(), HashSet::new());
    for item in read.items.into_iter().take(MOST_ITEMS) {
        let (id, complete) = (item.id.clone(), item.complete);
        let mut article = match item.read(Path::new(feed), ReadOptions::default()) {
            Ok(article) => article,
            Err(error) => {
                taken.notes.push(FetchError::unreadable(&error).to_string());
                continue;
            }
        };
        article.meta.url = article.meta.url.filter(|url| !shared.contains(url));
        match () {
            () if is_known(&article, feed, complete, known) => taken.known += 1,
            () if !seen.insert(id) => {}
            () if complete || article.meta.url.is_none() || !client.options().full_text => taken.push(article, feed),
            () => teasers.push(article),
        }
    }
    complete(client, feed, teasers, &mut taken, pages)?;
    Ok(taken)
}

/// Addresses that several items have: that of a live page, of the site. They tell no item from the others, and one would
/// pass for a new version of another.
fn shared_addresses(items: &[FeedItem]) -> HashSet<String> {
    let (mut once, mut shared) = (HashMap::new(), HashSet::new());
    for item in items {
        let Some(url) = &item.meta().url else { continue };
        if once.insert(url, &item.id).is_some_and(|before| *before != item.id) {
            shared.insert(url.clone());
        }
    }
    shared
}

/// A teaser is known by its address: the library may have the whole text of it.
fn is_known(article: &Article, feed: &str, complete: bool, known: &dyn Known) -> bool {
    let by_address = || article.meta.url.as_deref().is_some_and(|url| known.has_address(url));
    known.has(article, feed) || !complete && by_address()
}

/// Fetches the pages of truncated items. Those for which there is no time now are left out, and come the next time.
fn complete(
    client: &Client,
    feed: &str,
    teasers: Vec<Article>,
    taken: &mut Taken,
    pages: &mut dyn FnMut(usize, usize),
) -> Result<(), FetchError> {
    let all = teasers.len();
    let (mut failed, mut left, mut last) = (0, all.saturating_sub(MOST_PAGES), None);
    for (at, teaser) in teasers.into_iter().take(MOST_PAGES).enumerate() {
        pages(at, all.min(MOST_PAGES));
        match whole(client, &teaser) {
            Ok(article) => taken.push(article, feed),
            Err(error) if error.is_ours() => {
                left += 1;
                last = Some(error);
            }
            Err(error) => {
                failed += 1;
                last = Some(error);
                taken.push(teaser, feed);
            }
        }
    }
    let why = last.map(|error| format!(": {error}")).unwrap_or_default();
    if failed > 0 {
        taken.notes.push(format!("{failed} of {all} truncated items stay as they are{why}"));
    }
    if left > 0 {
        taken.validators = Validators::default();
        taken.notes.push(format!("{left} of {all} truncated items follow next time"));
    }
    Ok(())
}

/// The whole text of a truncated item, from its page.
fn whole(client: &Client, teaser: &Article) -> Result<Article, FetchError> {
    let url = address(teaser.meta.url.as_deref().unwrap_or_default())?;
    let Answer::Document(document) = client.get(&url, Kind::Page, &Validators::default())? else {
        return Err(FetchError::Empty);
    };
    let found = page::read(&document)?;
    if found.words() <= teaser.words() {
        return Err(FetchError::Unreadable("the page has no more of it".to_owned()));
    }
    // What the feed says of it goes before what the page says: by that it is known again.
    let mut meta = teaser.meta.clone();
    meta.title = meta.title.or(found.meta.title);
    meta.date = meta.date.or(found.meta.date);
    meta.author = meta.author.or(found.meta.author);
    meta.language = found.meta.language.or(meta.language);
    Ok(Article { meta, ..found })
}

impl Taken {
    fn push(&mut self, article: Article, feed: &str) {
        let analysis = analyze(&article, Models::embedded());
        self.articles.push(Incoming::new(article, &analysis, Origin::Feed(feed.to_owned())));
    }
}

fn no_feed(bytes: &[u8], media: &str) -> FetchError {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1_024)).unwrap_or_default()).to_ascii_lowercase();
    let is_page = head.contains("<html") || head.contains("<!doctype html");
    let found =
        if is_page { "a page; `crossread add` says which feeds a page has".to_owned() } else { page::named(media) };
    FetchError::Kind { wanted: "feed", found }
}
