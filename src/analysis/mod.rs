//! What is in it? [`analyze`] is a pure function from an article to its mentions and the entities behind them.
//!
//! [`Document`] is what a recogniser reads, `recognizer` finds the names and their kinds, `resolve` ties them to
//! entities, `roles` says what the article calls them. Only `recognizer` knows how a name is found.
//!
//! The rules are for English. Where an article is in another language, only names that the word lists hold are marked;
//! text in a script without capitals gives no mentions: none is better than wrong ones.

mod cues;
mod document;
mod entity;
mod lexicon;
#[doc(hidden)]
pub mod recognizer;
mod resolve;
mod roles;
mod rules;
mod runs;
mod segment;
mod slug;

pub use document::{Casing, Document, Item, Sentence, Shape};
pub use entity::{Entity, EntityKind, Mention};
pub use recognizer::Found;
pub use rules::Models;
pub use slug::slug;

use crate::article::Article;

/// What was found in one article. Spans are bytes of the article's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Mentions in order of their place; they do not overlap and none lies in page furniture.
    pub mentions: Vec<Mention>,
    /// The entities that the mentions name, by descending count, then by name; each has at least one mention.
    pub entities: Vec<Entity>,
}

/// Finds the entities of `article`.
pub fn analyze(article: &Article, models: &Models) -> Analysis {
    let document = Document::of(article);
    let found = models.recognize(&document);
    resolve::resolve(&document, &found, models.lexicon())
}

#[cfg(test)]
mod tests;
