//! Row wrapping by `textwrap`'s optimal-fit algorithm; a row is a span of the text that it shows.

use super::{Span, width};
use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One row of wrapped text: the bytes it shows, without the white space at its end.
pub type Row = Span;

/// A word and the white space after it, measured in columns as the terminal draws them.
#[derive(Debug)]
struct Piece {
    word: Span,
    columns: usize,
    blank: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.blank as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps the part of `text` under `span` into rows of at most `max` columns (at least 1). Line breaks inside count as
/// blanks. A word wider than a row is broken between grapheme clusters. An empty span gives no rows.
pub fn wrap(text: &str, span: Span, max: usize) -> Vec<Row> {
    let max = max.max(1);
    let mut pieces: Vec<Piece> = Vec::new();
    for line in span.of(text).split('\n') {
        let mut at = Span::of_slice(text, line).start;
        for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
            let span = Span::new(at, at + word.word.len());
            at = span.end + word.whitespace.len();
            push_pieces(text, span, max, &mut pieces);
        }
    }
    // A row shows whatever stands between its words: blanks, and line breaks as one blank each.
    for at in 1..pieces.len() {
        if let Some([piece, next]) = pieces.get_mut(at - 1..=at) {
            let between = Span::new(piece.word.end, next.word.start).of(text);
            piece.blank = width::columns(between);
        }
    }
    let widths = [max as f64];
    // Optimal fit fails only where widths overflow a float's precision; first fit always answers.
    let rows =
        wrap_optimal_fit(&pieces, &widths, &Penalties::new()).unwrap_or_else(|_| wrap_first_fit(&pieces, &widths));
    rows.into_iter().filter_map(|row| Some(Span::new(row.first()?.word.start, row.last()?.word.end))).collect()
}

fn push_pieces(text: &str, span: Span, max: usize, pieces: &mut Vec<Piece>) {
    if span.is_empty() {
        return;
    }
    let columns = width::columns(span.of(text));
    if columns <= max {
        pieces.push(Piece { word: span, columns, blank: 0 });
        return;
    }
    let (mut start, mut used) = (span.start, 0);
    for (at, grapheme) in span.of(text).grapheme_indices(true) {
        let at = span.start + at;
        if used > 0 && used + grapheme.width() > max {
            pieces.push(Piece { word: Span::new(start, at), columns: used, blank: 0 });
            (start, used) = (at, 0);
        }
        used += grapheme.width();
    }
    pieces.push(Piece { word: Span::new(start, span.end), columns: used, blank: 0 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, max: usize) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), max).into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn breaks_between_words_and_keeps_spans() {
        assert_eq!(rows("one two three", 7), ["one two", "three"]);
        assert_eq!(rows("one\ntwo", 20), ["one\ntwo"]);
        assert_eq!(rows("", 20), [""; 0]);
    }

    #[test]
    fn breaks_long_words_and_wide_characters() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("東京都庁", 4), ["東京", "都庁"]);
    }

    proptest! {
        #[test]
        fn rows_fit_and_cover_every_word(text in "[ a-zé東🙂\u{301}\n]{0,200}", max in 2usize..40) {
            let rows = wrap(&text, Span::new(0, text.len()), max);
            for row in &rows {
                prop_assert!(text.is_char_boundary(row.start) && text.is_char_boundary(row.end));
                prop_assert!(width::columns(&row.of(&text).replace('\n', " ")) <= max);
            }
            let shown: String = rows.iter().flat_map(|r| r.of(&text).chars()).filter(|c| !c.is_whitespace()).collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(shown, all);
        }
    }
}
