//! Which words differ between two passages that tell the same.

use crate::text::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Longer passages are not compared word by word: it takes time in proportion to what differs, squared.
const MOST_WORDS: usize = 600;

/// Two passages word by word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// How much of the words stands in both, in the same order, from 0 to 1 (Dice's coefficient).
    pub common: f32,
    /// Runs of words of the first that the second has not, ascending.
    pub a: Vec<Span>,
    /// Runs of words of the second that the first has not, ascending.
    pub b: Vec<Span>,
}

/// Compares `a` and `b`, each a text and the part of it that is meant, word by word (Myers' algorithm), regardless of
/// capitals and of the marks between words; `None` where they are too long for that.
pub fn wording(a: (&str, Span), b: (&str, Span)) -> Option<Wording> {
    let words = |(text, span): (&str, Span)| -> Option<(Vec<String>, Vec<Span>)> {
        let mut words = Vec::new();
        let mut places = Vec::new();
        for (at, word) in span.of(text).unicode_word_indices() {
            if places.len() == MOST_WORDS {
                return None;
            }
            words.push(word.to_lowercase().replace('’', "'"));
            places.push(Span::new(span.start + at, span.start + at + word.len()));
        }
        Some((words, places))
    };
    let ((a, in_a), (b, in_b)) = (words(a)?, words(b)?);
    let mut out = Wording::default();
    let mut both = 0;
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if let DiffOp::Equal { len, .. } = op {
            both += len;
        } else {
            out.a.extend(run(&in_a, op.old_range()));
            out.b.extend(run(&in_b, op.new_range()));
        }
    }
    out.common = (2 * both) as f32 / (a.len() + b.len()).max(1) as f32;
    Some(out)
}

/// From the first of some words to the last.
fn run(places: &[Span], range: std::ops::Range<usize>) -> Option<Span> {
    let places = places.get(range)?;
    Some(Span::new(places.first()?.start, places.last()?.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing(a: &str, b: &str) -> (f32, Vec<String>, Vec<String>) {
        let found = wording((a, Span::new(0, a.len())), (b, Span::new(0, b.len()))).unwrap();
        let of = |spans: &[Span], text: &str| spans.iter().map(|span| span.of(text).to_owned()).collect();
        (found.common, of(&found.a, a), of(&found.b, b))
    }

    #[test]
    fn runs_of_words_that_the_other_has_not() {
        let (common, a, b) =
            differing("He said the deal is worth 15 billion.", "“The deal,” he said, is worth $12 billion.");
        assert!(common > 0.5, "{common}");
        assert!(a.contains(&"15".to_owned()) && b.contains(&"12".to_owned()), "{a:?} {b:?}");
        assert_eq!(differing("The mood was cordial.", "the mood – was CORDIAL"), (1.0, vec![], vec![]));
        assert_eq!(differing("", ""), (0.0, vec![], vec![]));
        assert_eq!(differing("It’s late", "It's late").0, 1.0);
    }

    #[test]
    fn scripts_without_blanks_too() {
        let (common, a, b) = differing("普京访问北京", "普京访问上海");
        assert!(common > 0.6);
        assert_eq!((a.concat(), b.concat()), ("北京".to_owned(), "上海".to_owned()));
    }

    #[test]
    fn what_is_too_long_is_left() {
        let long = "word ".repeat(MOST_WORDS + 1);
        assert_eq!(wording((&long, Span::new(0, long.len())), ("word", Span::new(0, 4))), None);
    }
}
