//! Widths in terminal columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes in a terminal, counted by grapheme cluster as the screen draws them.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The longest prefix of `text`, on a grapheme boundary, that fits into `max` columns.
pub fn prefix(text: &str, max: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > max {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The longest suffix of `text`, on a grapheme boundary, that fits into `max` columns.
pub fn suffix(text: &str, max: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > max {
            return text.get(at + grapheme.len()..).unwrap_or_default();
        }
    }
    text
}

/// `text` cut to `max` columns, with an ellipsis where something was cut.
pub fn ellipsis(text: &str, max: usize) -> String {
    if columns(text) <= max {
        return text.to_owned();
    }
    match max {
        0 => String::new(),
        _ => format!("{}…", prefix(text, max - 1).trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_wide_and_joined_graphemes() {
        assert_eq!(columns("abc"), 3);
        assert_eq!(columns("東京"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👩‍🚀"), 2);
    }

    #[test]
    fn cuts_on_grapheme_boundaries() {
        assert_eq!(prefix("東京", 3), "東");
        assert_eq!(suffix("東京", 3), "京");
        assert_eq!(suffix("ab", 5), "ab");
        assert_eq!(ellipsis("東京都", 5), "東京…");
        assert_eq!(ellipsis("short", 5), "short");
        assert_eq!(ellipsis("longer", 1), "…");
        assert_eq!(ellipsis("longer", 0), "");
    }
}
