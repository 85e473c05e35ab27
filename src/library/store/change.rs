//! What the reader does to the library, as values: done, kept, taken back.

use super::{ArticleId, Colour, Feed, Highlight, HighlightId, IdRanges};
use crate::collection::Edit;
use serde::{Deserialize, Serialize};

/// A change of the library that can be undone. What it is about and is not there (any more) is left out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Articles are read, or are not.
    Read(Vec<(ArticleId, bool)>),
    /// Articles are bookmarked, or are not.
    Bookmark(Vec<(ArticleId, bool)>),
    /// Articles get a tag, or lose it.
    Tag {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// The tag.
        tag: String,
        /// Whether they get it.
        on: bool,
    },
    /// A passage is highlighted. Its anchor finds its place in the text as it is kept.
    Highlight {
        /// Of which article.
        article: ArticleId,
        /// How; [`HighlightId::NEW`] gets a number.
        highlight: Highlight,
    },
    /// A highlight goes, and its note with it.
    Unhighlight(HighlightId),
    /// A highlight gets another colour.
    Recolour(HighlightId, Colour),
    /// A highlight gets a note, or loses it.
    Note(HighlightId, Option<String>),
    /// A query is kept under a name, in the place of the one that had it.
    SaveQuery {
        /// What it is called.
        name: String,
        /// The query.
        query: String,
    },
    /// A saved query goes.
    DropQuery(String),
    /// Articles go out of sight, and out of what is found.
    Remove(Vec<ArticleId>),
    /// Articles that were removed come back.
    Bring(Vec<ArticleId>),
    /// Articles came in, in one run: a file, a folder, an update of the feeds.
    Import(IdRanges),
    /// Articles that came in go out of sight again, with all that was noted of them.
    TakeBack(IdRanges),
    /// A feed is followed; where it is known already, its title and folder change.
    Subscribe(Feed),
    /// A feed, by its address, is not followed any more. Its articles stay.
    Unsubscribe(String),
    /// Entities are corrected.
    Correct(#[serde(with = "super::corrections::as_lines")] Edit),
    /// Several changes as one.
    Many(Vec<Change>),
}

impl Change {
    /// What changes nothing.
    pub const NOTHING: Self = Self::Many(Vec::new());

    /// Whether it changes nothing.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Read(articles) | Self::Bookmark(articles) => articles.is_empty(),
            Self::Tag { articles, .. } | Self::Remove(articles) | Self::Bring(articles) => articles.is_empty(),
            Self::Import(articles) | Self::TakeBack(articles) => articles.is_empty(),
            Self::Correct(edit) => edit.is_empty(),
            Self::Many(changes) => changes.iter().all(Self::is_nothing),
            _ => false,
        }
    }

    /// The articles that it is about; `None` where it does not name them.
    pub fn articles(&self) -> Option<Vec<ArticleId>> {
        match self {
            Self::Read(articles) | Self::Bookmark(articles) => Some(articles.iter().map(|(id, _)| *id).collect()),
            Self::Tag { articles, .. } | Self::Remove(articles) | Self::Bring(articles) => Some(articles.clone()),
            Self::Import(articles) | Self::TakeBack(articles) => Some(articles.iter().collect()),
            Self::Highlight { article, .. } => Some(vec![*article]),
            Self::Unhighlight(_) | Self::Recolour(..) | Self::Note(..) => None,
            Self::SaveQuery { .. } | Self::DropQuery(_) | Self::Subscribe(_) | Self::Unsubscribe(_) => Some(Vec::new()),
            Self::Correct(_) => Some(Vec::new()),
            Self::Many(changes) => {
                let each: Option<Vec<_>> = changes.iter().map(Self::articles).collect();
                each.map(|each| each.concat())
            }
        }
    }

    /// Whether saved queries have changed.
    pub fn is_about_queries(&self) -> bool {
        match self {
            Self::SaveQuery { .. } | Self::DropQuery(_) => true,
            Self::Many(changes) => changes.iter().any(Self::is_about_queries),
            _ => false,
        }
    }

    /// Whether it says which articles are shown.
    pub fn is_about_sight(&self) -> bool {
        match self {
            Self::Remove(_) | Self::Bring(_) | Self::Import(_) | Self::TakeBack(_) => true,
            Self::Many(changes) => changes.iter().any(Self::is_about_sight),
            _ => false,
        }
    }

    /// What was done, in a few words: "tagged 3 articles “ferries”". The words of the reader in it are not sanitised.
    pub fn in_words(&self) -> String {
        match self {
            Self::Read(articles) if articles.iter().all(|(_, on)| *on) => {
                format!("marked {} as read", count(articles.len(), "article"))
            }
            Self::Read(articles) if articles.iter().all(|(_, on)| !on) => {
                format!("marked {} as unread", count(articles.len(), "article"))
            }
            Self::Read(articles) => format!("marked {} as read or unread", count(articles.len(), "article")),
            Self::Bookmark(articles) if articles.iter().all(|(_, on)| !on) => {
                format!("took the bookmark off {}", count(articles.len(), "article"))
            }
            Self::Bookmark(articles) => format!("bookmarked {}", count(articles.len(), "article")),
            Self::Tag { articles, tag, on: true } => format!("tagged {} “{tag}”", count(articles.len(), "article")),
            Self::Tag { articles, tag, on: false } => {
                format!("took the tag “{tag}” off {}", count(articles.len(), "article"))
            }
            Self::Highlight { highlight, .. } => format!("highlighted “{}”", beginning(&highlight.anchor.quote)),
            Self::Unhighlight(_) => "took a highlight away".to_owned(),
            Self::Recolour(_, colour) => format!("made a highlight {}", colour.name()),
            Self::Note(_, Some(note)) => format!("noted “{}”", beginning(note)),
            Self::Note(_, None) => "took a note away".to_owned(),
            Self::SaveQuery { name, .. } => format!("saved the query “{name}”"),
            Self::DropQuery(name) => format!("dropped the query “{name}”"),
            Self::Remove(articles) => format!("removed {}", count(articles.len(), "article")),
            Self::Bring(articles) => format!("brought {} back", count(articles.len(), "article")),
            Self::Import(articles) => format!("brought in {}", count(articles.len(), "article")),
            Self::TakeBack(articles) => format!("took {} back out", count(articles.len(), "article")),
            Self::Subscribe(feed) => format!("followed {}", feed.title.as_deref().unwrap_or(&feed.url)),
            Self::Unsubscribe(url) => format!("stopped following {url}"),
            Self::Correct(edit) => edit.in_words(),
            Self::Many(changes) => match changes.as_slice() {
                [] => "nothing".to_owned(),
                [one] => one.in_words(),
                [first, rest @ ..] => format!("{} and {} more", first.in_words(), rest.len()),
            },
        }
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// 1,204
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit])).collect()
}

fn beginning(text: &str) -> String {
    crate::text::width::ellipsis(&text.split_whitespace().collect::<Vec<_>>().join(" "), 50)
}
