//! Passages that find their place again: by where they stood, else by their words and what stands around them.

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

    /// The same passage in another version of its text; `None` where its words are not there. Where they are there several
    /// times, what stands around them decides, then how near it is. Blanks and line breaks do not count.
    pub fn find_in(&self, text: &str) -> Option<Self> {
        if self.span.of(text) == self.quote && !self.quote.is_empty() {
            return Self::of(text, self.span);
        }
        let (wanted, text_letters) = (Letters::of(&self.quote), Letters::of(text));
        if wanted.letters.is_empty() {
            return None;
        }
        let (before, after) = (Letters::of(&self.before).letters, Letters::of(&self.after).letters);
        let found = text_letters.letters.match_indices(&wanted.letters).map(|(at, _)| {
            let (left, right) = text_letters.letters.split_at_checked(at).unwrap_or_default();
            let right = right.get(wanted.letters.len()..).unwrap_or_default();
            let alike = common(before.chars().rev(), left.chars().rev()) + common(after.chars(), right.chars());
            let span = text_letters.place(at, wanted.letters.len());
            (alike, std::cmp::Reverse(span.start.abs_diff(self.span.start)), span)
        });
        found.max_by_key(|(alike, far, _)| (*alike, *far)).and_then(|(_, _, span)| Self::of(text, span))
    }
}

fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// A text without white space, and where its pieces stood.
struct Letters {
    letters: String,
    /// Where in `letters` each word begins, and where in the text.
    words: Vec<(usize, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (mut letters, mut words) = (String::with_capacity(text.len()), Vec::new());
        for word in text.split_whitespace() {
            words.push((letters.len(), Span::of_slice(text, word).start));
            letters.push_str(word);
        }
        Self { letters, words }
    }

    /// Where in the text the letters stand that begin at `at` and are `length` bytes long, at least 1.
    fn place(&self, at: usize, length: usize) -> Span {
        let in_text = |letter: usize| {
            let word = self.words.partition_point(|(start, _)| *start <= letter).saturating_sub(1);
            self.words.get(word).map_or(0, |(start, stood)| stood + (letter - start))
        };
        Span::new(in_text(at), in_text(at + length - 1) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchor(text: &str, quote: &str) -> Anchor {
        let start = text.find(quote).unwrap();
        Anchor::of(text, Span::new(start, start + quote.len())).unwrap()
    }

    #[test]
    fn a_passage_is_found_in_a_changed_text() {
        let old = "He came. “He left,” she said.\n\nThen he came back — späť.";
        let new = "Corrected. He came. “He left,” she had said.\n\nThen he  came\nback — späť.";
        for quote in ["He left", "came back — späť", "“He left,” she"] {
            let found = anchor(old, quote).find_in(new).unwrap();
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&found.quote), quote);
            assert_eq!(found.span.of(new), found.quote);
        }
        assert_eq!(anchor(old, "she said").find_in(new), None);
    }

    #[test]
    fn of_several_the_one_with_the_same_neighbours() {
        let old = "one two. three two. four two.";
        let start = old.rfind("two").unwrap();
        let anchor = Anchor::of(old, Span::new(start, start + 3)).unwrap();
        let new = "four two! zero two. one two. three two.";
        assert_eq!(anchor.find_in(new).unwrap().span.start, 5);
    }

    proptest! {
        #[test]
        fn any_passage_finds_itself(text in "[a-cé 東\n]{1,60}", from in 0..60usize, long in 1..20usize, shift in "[ab ]{0,9}") {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (from.min(bounds.len() - 1), (from + long).min(bounds.len() - 1));
            let span = Span::new(bounds[from], bounds[to]);
            if let Some(anchor) = Anchor::of(&text, span) {
                prop_assert_eq!(anchor.find_in(&text), Some(anchor.clone()));
                let moved = anchor.find_in(&format!("{shift}{text}"));
                prop_assert_eq!(moved.is_some(), !anchor.quote.trim().is_empty() || anchor.span.of(&format!("{shift}{text}")) == anchor.quote);
            }
        }
    }
}
