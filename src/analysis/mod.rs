//! What is in it? [`analyze`] is a pure function from an article to its mentions and the entities behind them.

mod entity;
mod recognizer;

pub use entity::{Entity, EntityKind, Mention};
pub use recognizer::Models;

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
    models.recognize(article)
}
