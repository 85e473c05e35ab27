//! One sentence, read by the place of its tokens. What lies beyond its ends reads as nothing.

use crate::analysis::{Item, Sentence, Shape};
use crate::text::{Span, TokenKind};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A sentence and the text that it is of.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Line<'a> {
    text: &'a str,
    sentence: &'a Sentence,
}

impl<'a> Line<'a> {
    pub(in crate::analysis) fn new(text: &'a str, sentence: &'a Sentence) -> Self {
        Self { text, sentence }
    }

    pub(in crate::analysis) fn len(&self) -> usize {
        self.sentence.items.len()
    }

    fn item(&self, at: usize) -> Option<&'a Item> {
        self.sentence.items.get(at)
    }

    /// The token at `at`; nothing beyond the ends.
    pub(in crate::analysis) fn word(&self, at: usize) -> &'a str {
        self.item(at).and_then(|item| self.text.get(item.span.start..item.span.end)).unwrap_or_default()
    }

    pub(in crate::analysis) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.item(at).map(|item| item.kind)
    }

    /// Whether the token is `lower`, in whatever letters.
    pub(in crate::analysis) fn is(&self, at: usize, lower: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(lower)
    }

    /// Whether the token is one of `lower`, in whatever letters.
    pub(in crate::analysis) fn any(&self, at: usize, lower: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && lower.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    /// Whether the token is in `list`, in whatever letters.
    pub(in crate::analysis) fn within(&self, at: usize, list: &Words) -> bool {
        let word = self.word(at);
        !word.is_empty() && word.len() < 20 && list.contains(lower(word).as_ref())
    }

    /// Whether the tokens from `at` are `words`, which blanks part.
    pub(in crate::analysis) fn reads(&self, at: usize, words: &str) -> bool {
        words.split(' ').enumerate().all(|(n, word)| self.is(at.saturating_add(n), word))
    }

    /// Whether the token touches the one before it.
    pub(in crate::analysis) fn glued(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| item.glued)
    }

    /// Whether the token is a hyphen within a compound.
    pub(in crate::analysis) fn hyphen(&self, at: usize) -> bool {
        self.glued(at) && self.glued(at.saturating_add(1)) && matches!(self.word(at), "-" | "‐" | "\u{2011}")
    }

    /// The place after a hyphen at `at`; `at` where there is none.
    pub(in crate::analysis) fn past_hyphen(&self, at: usize) -> usize {
        if self.hyphen(at) { at.saturating_add(1) } else { at }
    }

    /// Whether the token is a word that begins with a capital.
    pub(in crate::analysis) fn capital(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| matches!(item.shape, Shape::Capitalised | Shape::Upper))
    }

    /// Whether the token is a word without a capital.
    pub(in crate::analysis) fn small(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| item.kind == TokenKind::Word && item.shape == Shape::Lower)
    }

    /// Whether a capital shows nothing here: in a headline, at the start, after a colon or an opening mark.
    pub(in crate::analysis) fn capital_is_idle(&self, at: usize) -> bool {
        self.sentence.shouted()
            || at == 0
            || matches!(
                self.word(at.wrapping_sub(1)),
                ":" | "“" | "\"" | "‘" | "(" | "—" | "–" | "-" | "•" | "." | "'" | "«" | "„" | "["
            )
    }

    /// From the start of the token at `from` to the end of that before `to`.
    pub(in crate::analysis) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.item(from).map_or(0, |item| item.span.start);
        let end = to.checked_sub(1).and_then(|last| self.item(last)).map_or(start, |item| item.span.end);
        Span::new(start, end.max(start))
    }

    /// The text of `span`.
    pub(in crate::analysis) fn text_of(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The text between the token at `at` and the one before it.
    pub(in crate::analysis) fn gap(&self, at: usize) -> &'a str {
        let end = |item: &Item| item.span.end;
        let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|one| self.item(one)), self.item(at)) else {
            return "";
        };
        self.text.get(end(before)..here.span.start).unwrap_or_default()
    }
}

/// A list of words.
pub(in crate::analysis) type Words = LazyLock<FxHashSet<&'static str>>;

/// The words of a list, which blanks part.
pub(in crate::analysis) fn words(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

/// `word` in small letters, without a copy where it has none but small ones.
pub(in crate::analysis) fn lower(word: &str) -> std::borrow::Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) { word.into() } else { word.to_lowercase().into() }
}
