//! Page furniture: lines of a scraped page that are no part of its article.

/// Which of an article's `lines` (blocks, in order) are page furniture.
pub(super) fn mark(lines: &[&str]) -> Vec<bool> {
    vec![false; lines.len()]
}
