//! A byte range of one text.

use serde::Serialize;

/// A half-open range of *bytes* of one text. It always lies on character boundaries of the text that it points into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from byte `start` up to byte `end`; empty where `end` comes first.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The piece of `text` it points at; empty where it does not fit that text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether byte `at` lies inside.
    pub fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The span of `piece`, which must be a slice of `text`, found by address and not by search.
    pub fn of_slice(text: &str, piece: &str) -> Span {
        let start = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        Span::new(start, start + piece.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_and_survives_a_foreign_text() {
        assert_eq!(Span::new(2, 4).of("añb"), "");
        assert_eq!(Span::new(1, 3).of("añb"), "ñ");
        assert_eq!(Span::new(5, 9).of("añb"), "");
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }

    #[test]
    fn finds_a_slice_by_address() {
        let text = "one two one";
        assert_eq!(Span::of_slice(text, &text[8..]), Span::new(8, 11));
    }

    #[test]
    fn overlap_is_half_open() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).contains(2) && !Span::new(0, 3).contains(3));
    }
}
