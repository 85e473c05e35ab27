//! Feeds: RSS from 0.9 to 2.0, Atom and JSON Feed, also broken ones. Every item that is whole comes; what is lost is counted.
//!
//! There is one way for all XML: items are cut out of the text by their tags and read one by one, so that what is wrong
//! with one costs no other. Names tell what a field is; its version and most of its namespaces do not matter.

mod bytes;
mod fields;
mod item;
mod json;
mod links;
mod xml;

pub use bytes::text as decode_page;
pub(super) use item::day;
pub use links::{FeedLink, feeds_of_page};

use super::piece::{Input, Lost, Piece, Pieces};
use super::source::MAX_FILE;
use super::{Article, Meta, ReadError, ReadOptions};
use std::path::Path;
use url::Url;

/// A feed as it was published.
#[derive(Debug, Default)]
pub struct Feed {
    /// What it calls itself, on one line.
    pub title: Option<String>,
    /// The page that it is the feed of.
    pub home: Option<String>,
    /// Its items in their order.
    pub items: Vec<FeedItem>,
    /// What could not be salvaged, in words for the reader; empty where all is there.
    pub lost: Vec<String>,
}

/// One item of a feed.
#[derive(Debug)]
pub struct FeedItem {
    /// What the feed names it by, else its address, else its title: the same each time the feed is read.
    pub id: String,
    /// Whether the full text is there, as far as can be told, and not a teaser.
    pub complete: bool,
    piece: Piece,
}

impl FeedItem {
    /// What the feed says of it; as found, which is not sanitised.
    pub fn meta(&self) -> &Meta {
        &self.piece.meta
    }

    /// Makes the article; `feed` is where it came from, for errors.
    ///
    /// # Errors
    /// Where its text cannot be read, or there is none.
    pub fn read(self, feed: &Path, options: ReadOptions) -> Result<Article, ReadError> {
        self.piece.read(feed, self.id, options)
    }
}

/// There is neither the beginning of a feed nor an item of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no feed: neither RSS, Atom nor JSON Feed")]
pub struct NotAFeed;

/// Reads a feed. `charset` is what the server said of its encoding, `base` the address it came from, against which relative
/// links are resolved.
///
/// # Errors
/// Where it is none.
pub fn read_feed(bytes: &[u8], charset: Option<&str>, base: Option<&Url>) -> Result<Feed, NotAFeed> {
    let text = bytes::text(bytes, charset).ok_or(NotAFeed)?;
    if json::looks(&text) { json::read(&text, base) } else { xml::read(&text, base) }
}

/// Whether this begins like a feed, whatever stands before it.
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(super::format::HEAD)).unwrap_or(bytes);
    bytes::text(head, None).is_some_and(|text| json::looks(&text) || xml::looks(&text))
}

/// Cuts it into its items; what is lost comes last.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    let path = input.path.clone();
    let bytes = input.bytes(MAX_FILE)?;
    let feed = read_feed(&bytes, None, None).map_err(|why| Lost::new("", why.to_string()).into_error(&path))?;
    let lost = if feed.items.is_empty() && feed.lost.is_empty() {
        vec!["the feed has no items".to_owned()]
    } else {
        feed.lost
    };
    let lost = Some(lost.join("; ")).filter(|lost| !lost.is_empty()).map(|why| Err(Lost::new("", why)));
    Ok(Box::new(feed.items.into_iter().map(|item| Ok(item.piece)).chain(lost)))
}
