//! A text as its letters alone, so that what another program set, spaced or quoted in another way reads the same.

use crate::text::{Span, sanitize};
use unicode_normalization::char::decompose_compatible;

/// A text without white space and what cannot be seen, in lower case, composed characters in their parts, with one sign
/// for all quotation marks and one for all dashes; and where its pieces stood.
pub(super) struct Letters {
    pub(super) letters: String,
    /// Where in `letters` a piece begins, and where in the text it stood: the bytes of a piece follow one another in both.
    pieces: Vec<(usize, usize)>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let (mut letters, mut pieces) = (String::with_capacity(text.len()), Vec::<(usize, usize)>::new());
        // How far the text is ahead of the letters, as long as both go on alike.
        let mut ahead = None;
        for (at, c) in text.char_indices() {
            let from = letters.len();
            push(&mut letters, c);
            if letters.len() == from {
                continue;
            }
            let now = at as i64 - from as i64;
            if ahead != Some(now) {
                pieces.push((from, at));
            }
            ahead = (letters.len() - from == c.len_utf8()).then_some(now);
        }
        Self { letters, pieces }
    }

    /// Where in `text`, which it was made of, the letters stand that begin at `at` and are `length` bytes long, at least 1.
    pub(super) fn place(&self, text: &str, at: usize, length: usize) -> Span {
        let mut start = self.stood(text, at);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (self.stood(text, at + length.max(1) - 1) + 1).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    /// Which byte of the text a letter's byte came from; where a character has become longer, one of it.
    fn stood(&self, text: &str, letter: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= letter);
        let Some((start, stood)) = self.pieces.get(next.wrapping_sub(1)) else { return 0 };
        let last = self.pieces.get(next).map_or(text.len(), |(_, stood)| *stood).saturating_sub(1);
        (stood + (letter - start)).min(last.max(*stood))
    }

    /// Where in the letters the byte `at` of the text is, or what follows it.
    pub(super) fn letter_at(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(_, stood)| *stood <= at);
        let Some((start, stood)) = self.pieces.get(next.wrapping_sub(1)) else { return 0 };
        (start + (at - stood)).min(self.letters.len())
    }
}

/// The letters of a character.
fn push(out: &mut String, c: char) {
    match c {
        c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
        c if c.is_whitespace() || sanitize::is_hidden(c) => {}
        '"' | '`' | '´' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '′' | '″' | '\'' => out.push('\''),
        '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' => out.push('-'),
        c if c.is_ascii() => out.push(c),
        c => c.to_lowercase().for_each(|c| decompose_compatible(c, |c| out.extend((!c.is_whitespace()).then_some(c)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_alike_reads_alike() {
        let letters = |text: &str| Letters::of(text).letters;
        assert_eq!(letters("“He  left”,\nshe said – no\u{ad}body."), letters("'he left', she SAID - nobody."));
        assert_eq!(letters("sp\u{e4}t, ﬁnal…"), letters("spa\u{308}t, final..."));
    }

    #[test]
    fn letters_know_where_they_stood() {
        let text = "“Ça va” … İ ﬁn.";
        let letters = Letters::of(text);
        for (at, _) in letters.letters.char_indices() {
            assert!(!letters.place(text, at, 1).of(text).is_empty());
        }
        let at = letters.letters.find("va").unwrap();
        assert_eq!(letters.place(text, at, 2).of(text), "va");
        assert_eq!(letters.place(text, 0, letters.letters.len()).of(text), text);
    }

    proptest! {
        #[test]
        fn any_letters_are_a_piece_of_their_text(text in "\\PC{0,40}", from in 0..60usize, long in 1..20usize) {
            let letters = Letters::of(&text);
            if from < letters.letters.len() {
                let long = long.min(letters.letters.len() - from);
                let span = letters.place(&text, from, long);
                prop_assert!(text.get(span.start..span.end).is_some_and(|piece| !piece.is_empty()));
            }
            for (at, _) in text.char_indices() {
                prop_assert!(letters.letter_at(at) <= letters.letters.len());
            }
        }
    }
}
