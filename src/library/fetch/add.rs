//! What is at an address that the reader names, and what becomes of it: a feed is subscribed to, a list of feeds too, a page
//! is kept as an article.

use super::client::{Answer, Client, Document, Validators};
use super::items::take;
use super::keep::{Report, keep_first, writable};
use super::shelf::Shelf;
use super::{FetchError, Kind, address, page};
use crate::analysis::{Models, analyze};
use crate::article::{FeedLink, Subscription, decode_page, feeds_of_page, is_feed, read_opml};
use crate::library::{Added, Back, Change, Feed, Incoming, Library, LibraryError, Origin};
use crate::text::sanitize;
use url::Url;

/// What became of an address.
#[derive(Debug)]
pub enum AddedUrl {
    /// It is a feed, which is now followed; what came of it.
    Feed(Report),
    /// It is a page, which is now an article.
    Page {
        /// What the article is called.
        headline: String,
        /// Whether it is new.
        added: Added,
        /// The feeds that the page names: their addresses, and what it calls them.
        feeds: Vec<(String, Option<String>)>,
    },
    /// It is a list of feeds.
    List(Subscribed),
}

/// What became of a list of feeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subscribed {
    /// Those that are followed now and were not before.
    pub new: usize,
    /// Those that were followed already.
    pub known: usize,
    /// Those whose addresses cannot be fetched.
    pub odd: usize,
}

/// Why nothing became of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AddError {
    /// It could not be fetched, or not be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be kept.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

/// Fetches `url` and keeps what is there. With `as_feed` a page stands for the first feed that it names.
///
/// # Errors
/// What cannot be fetched, read or kept; with `as_feed`, a page that names no feed.
pub fn add_url(library: &mut Library, client: &Client, url: &str, as_feed: bool) -> Result<AddedUrl, AddError> {
    writable(library)?;
    let kind = if as_feed { Kind::Feed } else { Kind::Any };
    let document = fetch(client, &address(url)?, kind)?;
    if is_feed(&document.bytes) {
        return follow(library, client, document);
    }
    let text = decode_page(&document.bytes, document.charset.as_deref()).unwrap_or_default();
    if is_list(&text) {
        return Ok(AddedUrl::List(subscribe_all(library, &read_opml(&text))?));
    }
    let feeds = feeds_of_page(&text, &document.url);
    if as_feed {
        let none = || FetchError::Kind { wanted: "feed", found: "a page that names none".to_owned() };
        let first = fetch(client, &feeds.first().ok_or_else(none)?.url, Kind::Feed)?;
        return follow(library, client, first);
    }
    let article = page::read(&document)?;
    let headline = article.headline_shown().into_owned();
    let analysis = analyze(&article, Models::embedded());
    let mut incoming = Incoming::new(article, &analysis, Origin::Address(document.url.into()));
    incoming.back = Back::Always;
    let added = library.add(&[incoming])?.pop().ok_or(LibraryError::Missing("the article"))?;
    let named = |link: FeedLink| (String::from(link.url), link.title.map(|title| sanitize::line(&title).into_owned()));
    Ok(AddedUrl::Page { headline, added, feeds: feeds.into_iter().map(named).collect() })
}

/// Follows all feeds of a list. Nothing is fetched.
///
/// # Errors
/// A library that cannot be written to.
pub fn subscribe_all(library: &mut Library, list: &[Subscription]) -> Result<Subscribed, LibraryError> {
    let (mut all, mut changes) = (Subscribed::default(), Vec::new());
    for one in list {
        let Ok(url) = address(&one.url) else {
            all.odd += 1;
            continue;
        };
        if library.feed(url.as_str())?.is_some() {
            all.known += 1;
            continue;
        }
        all.new += 1;
        let line = |text: &str| Some(sanitize::line(text).into_owned()).filter(|text| !text.trim().is_empty());
        let (title, folder) = (one.title.as_deref().and_then(line), line(&one.folder.join("/")));
        changes.push(Change::Subscribe(Feed { title, folder, ..Feed::new(url) }));
    }
    // One step, to be taken back as one.
    library.change(&Change::Many(changes))?;
    Ok(all)
}

fn fetch(client: &Client, url: &Url, kind: Kind) -> Result<Document, FetchError> {
    match client.get(url, kind, &Validators::default())? {
        Answer::Document(document) => Ok(*document),
        Answer::Unchanged => Err(FetchError::Empty),
    }
}

/// Follows the feed that came, and takes what is in it.
fn follow(library: &mut Library, client: &Client, document: Document) -> Result<AddedUrl, AddError> {
    let url = document.moved.as_ref().unwrap_or(&document.asked).to_string();
    let document = Document { moved: None, ..document };
    let mut taken = take(client, &url, document, &Shelf::of(library)?.without_taken_back(), &mut |_, _| {})?;
    taken.articles.iter_mut().for_each(|article| article.back = Back::TakenBack);
    let feed = match library.feed(&url)? {
        Some(feed) => feed,
        None => {
            let feed = Feed { title: taken.title.clone(), ..Feed::new(url) };
            library.change(&Change::Subscribe(feed.clone()))?;
            feed
        }
    };
    Ok(AddedUrl::Feed(keep_first(library, &feed, taken)?))
}

fn is_list(text: &str) -> bool {
    let head: String = text.chars().take(1_024).collect();
    head.to_ascii_lowercase().contains("<opml")
}
