//! Quotations that several accounts have: the same, trimmed, or in other words.

use crate::collection::{ArticleIndex, Collection, EntityId};
use crate::text::Span;
use serde::Serialize;

/// How two accounts give one quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteVerdict {
    /// Word for word, but for marks and capitals.
    Same,
    /// One gives a part of what the other gives.
    Trimmed,
    /// In other words: translated, or remembered, otherwise.
    Variant,
}

/// A quotation as one account has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Which account.
    pub account: usize,
    /// Which of its quotations: an index into [`crate::analysis::Analysis::quotes`].
    pub quote: usize,
    /// The words, in bytes of the article's text.
    pub span: Span,
    /// Who says it, where that is known.
    pub speaker: Option<EntityId>,
}

/// One quotation in two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedQuote {
    /// In the account that comes first.
    pub a: Quoted,
    /// In the one that comes later.
    pub b: Quoted,
    /// How they give it.
    pub verdict: QuoteVerdict,
}

impl SharedQuote {
    /// Whether both name a speaker and not the same.
    pub fn is_credited_otherwise(&self) -> bool {
        matches!((self.a.speaker, self.b.speaker), (Some(a), Some(b)) if a != b)
    }
}

pub(super) fn shared(_collection: &Collection, _articles: &[ArticleIndex]) -> Vec<SharedQuote> {
    Vec::new()
}
