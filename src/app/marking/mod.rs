//! What a reader notes: highlights and notes on passages, tags; the views of all of them; and what was done, to be taken
//! back. What is shown is what the library answers.

mod deeds;
mod highlight;
mod noted;
mod place;
mod step;
mod tag;

pub use tag::TagState;

use super::shelf::{Ask, Deed};
use super::state::State;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Colour, Highlight, HighlightId, Noted, Shelved};
use crate::text::Span;
use place::Passage;

/// What the reader is about while noting.
#[derive(Clone, Debug, Default)]
pub struct Marking {
    /// The colour last used.
    pub colour: Colour,
    /// The highlight that one has gone to, or has just made.
    at: Option<(ArticleIndex, Span)>,
    /// What the open menu asks about: a note, a colour.
    passage: Option<Passage>,
    /// What it asks about, where that is a highlight of the view of all of them.
    listed: Option<Highlight>,
    /// A highlight to be gone to as soon as its article has come.
    awaited: Option<(ArticleId, HighlightId)>,
    /// All highlights, once they were asked for.
    noted: Option<Vec<Noted>>,
    /// Whether they are listed article by article.
    by_article: bool,
    shelved: Option<Shelved>,
    /// All tags and how many articles have each.
    tags: Option<Vec<(String, usize)>>,
    deeds: Option<Vec<Deed>>,
}

impl State {
    /// Asks anew for what is listed in the open menus, where that may have changed.
    pub(in crate::app) fn refresh_noted(&mut self) {
        let asks: Vec<Ask> = self.menus.iter().filter_map(|menu| menu.kind.listed_by()).collect();
        asks.into_iter().for_each(|ask| self.shelf.ask(ask));
        self.refresh_menus();
    }
}

/// `words` on one line.
pub(in crate::app) fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `words` on one line, cut to `columns`.
pub(in crate::app) fn on_a_line(words: &str, columns: usize) -> String {
    // Of what is very long, no more than can be seen is looked at.
    let end = words.char_indices().nth(4 * columns).map_or(words.len(), |(at, _)| at);
    let line = joined(words.get(..end).unwrap_or(words));
    let cut = if end < words.len() { format!("{line}…") } else { line };
    crate::text::width::ellipsis(&cut, columns)
}
