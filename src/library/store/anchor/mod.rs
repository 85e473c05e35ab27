//! Passages that find their place again: by where they stood, else by their words and what stands around them.
//!
//! A passage is kept as the Web Annotation Data Model keeps it (W3C 2017: a TextPositionSelector and a TextQuoteSelector with
//! prefix and suffix), and found in the way of Hypothesis' fuzzy anchoring, in steps that allow for more and more: `ground`.
//! `letters` forgets how a text is set, `wording` which of its words were changed.

mod budget;
mod ground;
mod letters;
mod wording;

pub use ground::Ground;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Characters before and after a passage that are kept to tell it from the same words elsewhere.
const AROUND: usize = 32;

/// A passage of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Where, in bytes of the text.
    #[serde(with = "ends")]
    pub span: Span,
    /// The words themselves.
    pub quote: String,
    /// What stands before them.
    pub before: String,
    /// What stands behind them.
    pub after: String,
}

/// A span as its two ends.
mod ends {
    use super::Span;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &Span, to: S) -> Result<S::Ok, S::Error> {
        (span.start, span.end).serialize(to)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Span, D::Error> {
        let (start, end) = Deserialize::deserialize(from)?;
        Ok(Span::new(start, end))
    }
}

impl Anchor {
    /// The passage at `span` of `text`; `None` where it is empty or does not fit the text.
    pub fn of(text: &str, span: Span) -> Option<Self> {
        let quote = text.get(span.start..span.end).filter(|quote| !quote.is_empty())?;
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        Some(Self {
            span,
            quote: quote.to_owned(),
            before: before.get(from..)?.to_owned(),
            after: after.chars().take(AROUND).collect(),
        })
    }

    /// The same passage in another version of its text, as [`Ground::find`] finds it.
    pub fn find_in(&self, text: &str) -> Option<Self> {
        Ground::new(text).find(self)
    }

    /// What of `before` and `after` counts: no more of them than [`Anchor::of`] takes.
    fn around(&self) -> (&str, &str) {
        let from = self.before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let to = self.after.char_indices().nth(AROUND).map_or(self.after.len(), |(at, _)| at);
        (self.before.get(from..).unwrap_or_default(), self.after.get(..to).unwrap_or_default())
    }

    /// With no more of what stands around it than counts: another program may give a whole text.
    pub fn cut(mut self) -> Self {
        let (before, after) = self.around();
        (self.before, self.after) = (before.to_owned(), after.to_owned());
        self
    }

    /// Whether it stands in `text` just where it says, between what it says.
    pub fn stands_in(&self, text: &str) -> bool {
        let (ahead, behind) = self.around();
        let (before, after) = (text.get(..self.span.start), text.get(self.span.end..));
        !self.quote.is_empty()
            && self.span.of(text) == self.quote
            && before.is_some_and(|before| before.ends_with(ahead))
            && after.is_some_and(|after| after.starts_with(behind))
    }
}

/// Whether two passages say the same, however they are set.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || letters::Letters::of(one).letters == letters::Letters::of(other).letters
}

#[cfg(test)]
mod tests;
