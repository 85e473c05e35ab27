//! Text that is selected, by keys or by mouse.

use super::caret::{Ground, inclusive};
use super::reader::Reader;
use super::scroll::Scroll;
use crate::app::state::State;
use crate::article::{Article, Block, BlockKind, count_words};
use crate::collection::ArticleIndex;
use crate::text::Span;

/// The most bytes whose words are counted while one selects: it is done for each frame.
const COUNTED: usize = 512 * 1024;

/// Text selected in the active reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The byte at which it was begun.
    pub anchor: usize,
    /// The byte at which the cursor stands.
    pub head: usize,
    /// The column that going by rows keeps to, where a short row has led off it.
    goal: Option<usize>,
    /// What it belongs to: with another article or column it ends.
    home: (usize, ArticleIndex),
    /// The rows that it was last brought onto the screen in: width, and whether furniture was unfolded.
    set_in: (u16, bool),
}

/// A motion of the selection's cursor that has no meaning elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Motion {
    CharLeft,
    CharRight,
    WordLeft,
    WordRight,
    RowStart,
    RowEnd,
    SwapEnds,
}

impl State {
    /// The text of reader `column` as it is set; none while it is being set.
    pub(in crate::app) fn ground(&self, column: usize) -> Option<Ground<'_>> {
        let reader = self.readers.get(column).filter(|reader| !reader.is_waiting())?;
        let article = &self.collection.entry(reader.article)?.article;
        Some(Ground { page: &reader.page, text: &article.text })
    }

    /// Begins to select, or ends it.
    pub(in crate::app) fn toggle_selection(&mut self) {
        if self.selection.take().is_some() {
            return;
        }
        match self.first_place() {
            Some(at) => self.select(at, at),
            None => self.notice = Some("there is no text to select".to_owned()),
        }
    }

    /// Selects whole paragraphs: those that are touched by what is selected, else the one that one is at.
    pub(in crate::app) fn select_paragraph(&mut self) {
        let (from, to) = match self.selection {
            Some(Selection { anchor, head, .. }) => (anchor.min(head), anchor.max(head)),
            None => match self.first_place() {
                Some(at) => (at, at),
                None => return self.notice = Some("there is no text to select".to_owned()),
            },
        };
        if let Some((first, last)) =
            self.ground(self.active).map(|ground| (ground.paragraph(from).0, ground.paragraph(to).1))
        {
            self.select(first, last);
        }
    }

    /// Selects from byte `anchor` to byte `head` of the active reader's text and brings the head onto the screen.
    pub(in crate::app) fn select(&mut self, anchor: usize, head: usize) {
        let Some((reader, active)) = self.reader().map(|reader| (reader, self.active)) else { return };
        let (home, set_in) = ((active, reader.article), (reader.page.width, reader.unfolded));
        self.focus_text();
        self.selection = Some(Selection { anchor, head, goal: None, home, set_in });
        self.show_head();
    }

    /// Where selecting begins: at the mention or hit one is at while it is on the screen, else at the first row there.
    pub(in crate::app) fn first_place(&self) -> Option<usize> {
        let reader = self.reader()?;
        let shown = reader.top..reader.top + self.visible_rows(self.active);
        let at = reader.at.filter(|at| shown.contains(&reader.page.row_of(at.start)));
        let ground = self.ground(self.active)?;
        at.and_then(|at| ground.nearest(at.start)).or_else(|| ground.row_or_later(reader.top))
    }

    pub(in crate::app) fn move_selection(&mut self, motion: Motion, count: usize) {
        let Some(mut selection) = self.selection else { return };
        let Some(ground) = self.ground(self.active) else { return };
        let at = selection.head;
        selection.head = match motion {
            Motion::CharLeft => ground.by_clusters(at, count, false),
            Motion::CharRight => ground.by_clusters(at, count, true),
            Motion::WordLeft => ground.by_words(at, count, false),
            Motion::WordRight => ground.by_words(at, count, true),
            Motion::RowStart => ground.edge_of_row(at, false),
            Motion::RowEnd => ground.edge_of_row(at, true),
            Motion::SwapEnds => std::mem::replace(&mut selection.anchor, at),
        };
        // At the end of a row, going by rows keeps to the ends.
        selection.goal = (motion == Motion::RowEnd).then_some(usize::MAX);
        self.selection = Some(selection);
        self.show_head();
    }

    /// Moves the selection's cursor by rows, pages or paragraphs.
    pub(in crate::app) fn extend_selection(&mut self, by: Scroll) {
        let Some(mut selection) = self.selection else { return };
        let page = self.rows_by(by).unwrap_or_default();
        let Some(ground) = self.ground(self.active) else { return };
        let (at, row) = (selection.head, ground.page.row_of(selection.head));
        let column = selection.goal.unwrap_or_else(|| ground.column(at));
        selection.goal = None;
        let to = match by {
            Scroll::Rows(rows) => {
                selection.goal = Some(column);
                Some(ground.by_rows(at, rows, column))
            }
            Scroll::Pages(count) | Scroll::HalfPages(count) => {
                selection.goal = Some(column);
                ground.on_row(row.saturating_add_signed(page), column, count > 0)
            }
            Scroll::Paragraphs(count) => Some(ground.by_paragraphs(at, count)),
            Scroll::Top => ground.edge(false),
            Scroll::Bottom => ground.edge(true),
            Scroll::To(hundredths) => ground.row_or_later(ground.page.rows.len() * hundredths.min(100) / 100),
        };
        selection.head = to.unwrap_or(at);
        self.selection = Some(selection);
        self.show_head();
    }

    /// Scrolls by as little as brings the selection's cursor onto the screen.
    fn show_head(&mut self) {
        let visible = self.visible_rows(self.active);
        let (Some(selection), Some(reader)) = (self.selection, self.readers.get_mut(self.active)) else { return };
        let row = reader.page.row_of(selection.head);
        let top = reader.top.min(row).max((row + 1).saturating_sub(visible));
        if top != reader.top {
            reader.top = top;
            reader.anchor = reader.page.start_of(top);
            self.relink();
        }
    }

    /// Ends a selection whose pane, article or column one has left; brings its cursor back where the text was set anew.
    pub(in crate::app) fn settle_selection(&mut self) {
        let Some(mut selection) = self.selection else { return };
        let is_home = |reader: &&Reader| self.is_reading() && (self.active, reader.article) == selection.home;
        let Some(reader) = self.reader().filter(is_home) else {
            self.selection = None;
            return;
        };
        let set_in = (reader.page.width, reader.unfolded);
        if reader.is_waiting() || set_in == selection.set_in {
            return;
        }
        selection.set_in = set_in;
        let ground = self.ground(self.active);
        // Furniture that was folded since takes what stood in it along.
        self.selection = ground.and_then(|ground| {
            let (anchor, head) = (ground.nearest(selection.anchor)?, ground.nearest(selection.head)?);
            Some(Selection { anchor, head, goal: None, ..selection })
        });
        self.show_head();
    }

    /// The part of the active reader's text that is selected, with the grapheme cluster under the cursor. Folded
    /// furniture may lie inside; it is not part of what is copied.
    pub fn selected_span(&self) -> Option<Span> {
        let (selection, reader) = (self.selection?, self.reader()?);
        let text = &self.collection.entry(reader.article)?.article.text;
        Some(inclusive(text, selection.anchor.min(selection.head), selection.anchor.max(selection.head)))
    }

    /// How many words are selected, up to a length that can be counted for each frame.
    pub fn selected_words(&self) -> Option<usize> {
        let (span, reader) = (self.selected_span().filter(|span| span.len() <= COUNTED)?, self.reader()?);
        let article = &self.collection.entry(reader.article)?.article;
        Some(pieces(article, span, reader.unfolded).map(|(_, piece)| count_words(piece.of(&article.text))).sum())
    }
}

/// What of `article` under `span` is on its page, block by block.
pub(in crate::app) fn pieces(article: &Article, span: Span, unfolded: bool) -> impl Iterator<Item = (BlockKind, Span)> {
    let from = article.blocks.partition_point(|block| block.span.end <= span.start);
    let blocks = article.blocks.iter().skip(from).take_while(move |block| block.span.start < span.end);
    let cut = move |block: &Block| Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
    blocks.filter(move |block| unfolded || !block.furniture).map(move |block| (block.kind, cut(block)))
}
