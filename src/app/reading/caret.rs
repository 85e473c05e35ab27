//! Walking through the text on a page by grapheme cluster, word, row and paragraph. Only rows that show text are walked on:
//! blank ones and folded furniture are stepped over.

use super::page::{Page, RowKind};
use crate::text::{Span, width};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// An article's text as it is set on a page. Places in it are bytes of the text at which a grapheme cluster begins.
#[derive(Clone, Copy)]
pub(in crate::app) struct Ground<'a> {
    pub(in crate::app) page: &'a Page,
    pub(in crate::app) text: &'a str,
}

impl<'a> Ground<'a> {
    /// The nearest row that shows text, from `row` on in the direction, else in the other.
    fn text_row(self, row: usize, forward: bool) -> Option<usize> {
        let rows = self.page.rows.len();
        let row = row.min(rows.checked_sub(1)?);
        let shows = |row: &usize| {
            self.page.rows.get(*row).is_some_and(|row| matches!(row.kind, RowKind::Text { .. }) && !row.span.is_empty())
        };
        let on = || (row..rows).find(shows);
        let back = || (0..=row).rev().find(shows);
        if forward { on().or_else(back) } else { back().or_else(on) }
    }

    /// The next row that shows text, or the one before.
    fn next_row(self, row: usize, forward: bool) -> Option<usize> {
        let next = if forward { row + 1 } else { row.checked_sub(1)? };
        self.text_row(next, forward).filter(|found| if forward { *found > row } else { *found < row })
    }

    fn span(self, row: usize) -> Span {
        self.page.rows.get(row).map(|row| row.span).unwrap_or_default()
    }

    /// Where the clusters of a row begin, with the clusters.
    fn clusters(self, row: usize) -> impl DoubleEndedIterator<Item = (usize, &'a str)> {
        let span = self.span(row);
        span.of(self.text).grapheme_indices(true).map(move |(at, cluster)| (span.start + at, cluster))
    }

    fn row_start(self, row: usize) -> usize {
        self.span(row).start
    }

    fn row_end(self, row: usize) -> usize {
        self.clusters(row).next_back().map_or(self.row_start(row), |(at, _)| at)
    }

    /// The place nearest to byte `at`; none where the page shows no text.
    pub(in crate::app) fn nearest(self, at: usize) -> Option<usize> {
        let row = self.page.row_of(at);
        let near = self.text_row(row, true)?;
        Some(match near.cmp(&row) {
            std::cmp::Ordering::Less => self.row_end(near),
            std::cmp::Ordering::Greater => self.row_start(near),
            std::cmp::Ordering::Equal => {
                let begun = self.clusters(row).map(|(start, _)| start).take_while(|start| *start <= at).last();
                begun.unwrap_or(self.row_start(row))
            }
        })
    }

    /// The first place from row `row` on.
    pub(in crate::app) fn row_or_later(self, row: usize) -> Option<usize> {
        Some(self.row_start(self.text_row(row, true)?))
    }

    /// Columns between the pane's edge and the place at byte `at`.
    pub(in crate::app) fn column(self, at: usize) -> usize {
        let row = self.page.row_of(at);
        let before = Span::new(self.row_start(row), at).of(self.text);
        self.page.indent_of(row) as usize + width::columns(before)
    }

    /// The place on row `row` that covers `column`, else its first or last one; and whether it covers it.
    pub(in crate::app) fn at_column(self, row: usize, column: usize) -> (usize, bool) {
        let mut x = self.page.indent_of(row) as usize;
        if column < x {
            return (self.row_start(row), false);
        }
        for (at, cluster) in self.clusters(row) {
            x += width::columns(cluster);
            if x > column {
                return (at, true);
            }
        }
        (self.row_end(row), false)
    }

    /// From `at` by `count` clusters, on into the next row and back into the one before.
    pub(in crate::app) fn by_clusters(self, at: usize, count: usize, forward: bool) -> usize {
        self.repeat(at, count, |at| {
            let row = self.page.row_of(at);
            if forward {
                let next = self.clusters(row).map(|(start, _)| start).find(|start| *start > at);
                next.or_else(|| Some(self.row_start(self.next_row(row, true)?)))
            } else {
                let before = self.clusters(row).map(|(start, _)| start).take_while(|start| *start < at).last();
                before.or_else(|| Some(self.row_end(self.next_row(row, false)?)))
            }
        })
    }

    /// From `at` to the beginning of the `count`th word after it, or before it.
    pub(in crate::app) fn by_words(self, at: usize, count: usize, forward: bool) -> usize {
        self.repeat(at, count, |at| {
            let mut row = self.page.row_of(at);
            loop {
                let span = self.span(row);
                let mut words = span.of(self.text).unicode_word_indices().map(|(word, _)| span.start + word);
                let found =
                    if forward { words.find(|word| *word > at) } else { words.take_while(|word| *word < at).last() };
                if found.is_some() {
                    return found;
                }
                match self.next_row(row, forward) {
                    Some(next) => row = next,
                    None if forward => return Some(self.row_end(row)),
                    None => return Some(self.row_start(row)),
                }
            }
        })
    }

    fn repeat(self, from: usize, count: usize, step: impl Fn(usize) -> Option<usize>) -> usize {
        let mut at = from;
        for _ in 0..count {
            match step(at).filter(|next| *next != at) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// From `at` by `count` rows, as near to `column` as they allow.
    pub(in crate::app) fn by_rows(self, at: usize, count: isize, column: usize) -> usize {
        let mut row = self.page.row_of(at);
        for _ in 0..count.unsigned_abs() {
            match self.next_row(row, count > 0) {
                Some(next) => row = next,
                None => break,
            }
        }
        self.at_column(row, column).0
    }

    /// The place nearest to `column` on row `row`, else on the next that shows text.
    pub(in crate::app) fn on_row(self, row: usize, column: usize, forward: bool) -> Option<usize> {
        Some(self.at_column(self.text_row(row, forward)?, column).0)
    }

    /// From `at` to the end of the `count`th paragraph from here, this one first; or to the beginning of one before.
    pub(in crate::app) fn by_paragraphs(self, at: usize, count: isize) -> usize {
        self.repeat(at, count.unsigned_abs(), |at| {
            let (first, last) = self.paragraph(at);
            let row = self.page.row_of(at);
            match count > 0 {
                true if at == last => Some(self.paragraph(self.row_start(self.next_row(row, true)?)).1),
                true => Some(last),
                false if at == first => Some(self.paragraph(self.row_start(self.next_row(row, false)?)).0),
                false => Some(first),
            }
        })
    }

    /// First and last place of the paragraph that `at` stands in.
    pub(in crate::app) fn paragraph(self, at: usize) -> (usize, usize) {
        let row = self.page.row_of(at);
        let begins =
            |row: usize| matches!(self.page.rows.get(row).map(|row| row.kind), Some(RowKind::Text { first: true, .. }));
        let (mut first, mut last) = (row, row);
        while let Some(before) = self.next_row(first, false).filter(|_| !begins(first)) {
            first = before;
        }
        while let Some(next) = self.next_row(last, true).filter(|next| !begins(*next)) {
            last = next;
        }
        (self.row_start(first), self.row_end(last))
    }

    /// The beginning or the end of the row that `at` stands on.
    pub(in crate::app) fn edge_of_row(self, at: usize, end: bool) -> usize {
        let row = self.page.row_of(at);
        if end { self.row_end(row) } else { self.row_start(row) }
    }

    /// The first place of all, or the last.
    pub(in crate::app) fn edge(self, end: bool) -> Option<usize> {
        let row = self.text_row(if end { usize::MAX } else { 0 }, !end)?;
        Some(if end { self.row_end(row) } else { self.row_start(row) })
    }

    /// First and last place of the word, or of what stands between words, that covers byte `at`.
    pub(in crate::app) fn word(self, at: usize) -> (usize, usize) {
        let span = self.span(self.page.row_of(at));
        let pieces = span.of(self.text).split_word_bound_indices();
        let word =
            pieces.map(|(start, piece)| (span.start + start, piece)).take_while(|(start, _)| *start <= at).last();
        let last = |(start, piece): (usize, &str)| {
            (start, piece.grapheme_indices(true).next_back().map_or(start, |(last, _)| start + last))
        };
        word.map_or((at, at), last)
    }
}

/// From the cluster that covers byte `first` to the end of the one that covers byte `last`.
pub(in crate::app) fn inclusive(text: &str, first: usize, last: usize) -> Span {
    let begin = |at: usize| {
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let mut cursor = GraphemeCursor::new(at, text.len(), true);
        match cursor.is_boundary(text, 0) {
            Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
            _ => at,
        }
    };
    let last = begin(last);
    let end = GraphemeCursor::new(last, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len());
    Span::new(begin(first), end)
}
