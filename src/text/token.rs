//! Tokens: words, numbers and marks.

use super::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The tokens of `text` in order; white space belongs to none.
pub fn tokens(text: &str) -> Vec<Token> {
    text.split_whitespace().map(|word| Token { span: Span::of_slice(text, word) }).collect()
}
