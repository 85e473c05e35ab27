//! Who says what: the quotations of an article, and who is quoted.

use super::{Analysis, Document};
use crate::article::Article;
use crate::text::Span;
use serde::Serialize;

/// What a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Somebody's words between quotation marks, a clause or more of them.
    Direct,
    /// A few words of somebody's inside the reporter's own sentence.
    Partial,
    /// Words between marks that quote nobody: a title, a nickname, a scare quote.
    Term,
    /// Reported speech: "X said that …".
    Indirect,
}

/// One quotation. Spans are bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without their marks.
    pub span: Span,
    /// What kind it is.
    pub kind: QuoteKind,
    /// Who says it: an index into [`Analysis::entities`]. `None` when nobody is named.
    pub speaker: Option<usize>,
    /// For whom a spokesperson says it: an index into [`Analysis::entities`].
    pub organization: Option<usize>,
    /// What names the speaker there: "Putin", "the minister", "she".
    pub speaker_text: Option<Span>,
    /// The word that credits it: "said", "according to".
    pub cue: Option<Span>,
}

/// Finds the quotations of `article`, in the order of the text, and who among the entities of `analysis` says them.
pub fn quotes(_article: &Article, _document: &Document, _analysis: &Analysis) -> Vec<Quote> {
    Vec::new()
}
