//! What is in it? [`analyze`] is a pure function from an article to its mentions and the entities behind them.
//!
//! [`Document`] is what a recogniser reads. `recognizer` finds the names and their kinds in English, `listed` those
//! that the word lists hold in other languages (the collection adds those that it knows); `models` asks the one or the
//! other. `resolve` ties the names to entities by what `names` allows, `roles` says what the article calls them. Only
//! `recognizer` and `listed` know how a name is found.
//!
//! What is not in Latin script gives no mentions: none is better than wrong ones.

mod bare;
pub mod dates;
mod document;
mod entity;
pub mod figures;
mod listed;
mod models;
pub(crate) mod names;
pub mod quotes;
#[doc(hidden)]
pub mod recognizer;
mod resolve;
mod roles;
mod slug;

pub use bare::without_furniture;
pub use dates::{DateMention, Period};
pub use document::{Casing, Document, Item, Sentence, Shape};
pub use entity::{Entity, EntityKind, Mention};
pub use figures::{Bound, Figure};
pub use models::Models;
pub use quotes::{Quote, QuoteKind};
pub use recognizer::Found;
pub use resolve::resolve;
pub(crate) use roles::content as content_of_role;

pub use slug::slug;

use crate::article::Article;

/// What was found in one article. Spans are bytes of the article's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Mentions in order of their place; they do not overlap and none lies in page furniture.
    pub mentions: Vec<Mention>,
    /// The entities that the mentions name, by descending count, then by name; each has at least one mention.
    pub entities: Vec<Entity>,
    /// Quotations in order of their place.
    pub quotes: Vec<Quote>,
    /// Figures in order of their place; they do not overlap.
    pub figures: Vec<Figure>,
    /// Dates in order of their place; they do not overlap.
    pub dates: Vec<DateMention>,
}

/// Finds the entities of `article`, its quotations, figures and dates.
pub fn analyze(article: &Article, models: &Models) -> Analysis {
    let document = Document::of(article);
    let mut found = models.recognize(&document);
    found.retain(|one| document.reads(one.span));
    let mut analysis = resolve(&document, &found);
    analysis.quotes = quotes::quotes(article, &document, &analysis);
    analysis.dates = dates::dates(&document, article.meta.date.as_deref().and_then(|date| date.parse().ok()));
    analysis.figures = figures::figures(&document, &analysis.dates);
    analysis
}

#[cfg(test)]
mod tests;
