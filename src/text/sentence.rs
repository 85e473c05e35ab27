//! Sentence boundaries.

use super::Span;

/// The sentences of one paragraph, as byte spans into `text`, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    vec![Span::new(0, text.len())]
}
