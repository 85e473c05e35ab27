//! An article set in rows of a given width.

use crate::article::{Article, Block, BlockKind};
use crate::text::{Span, width, wrap};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing: the space between blocks.
    Blank,
    /// Text of a block.
    Text {
        /// What the block is.
        kind: BlockKind,
        /// Whether this is the block's first row.
        first: bool,
        /// Whether it is page furniture, unfolded.
        furniture: bool,
    },
    /// Folded page furniture.
    Fold {
        /// How many blocks are folded here.
        blocks: usize,
    },
}

/// A row of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// What it shows.
    pub kind: RowKind,
    /// The bytes of the article's text it shows (a blank row: an empty span after the block before).
    pub span: Span,
}

/// An article set in rows. Rows ascend in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The width it was set for, in columns.
    pub width: u16,
    /// The rows.
    pub rows: Vec<PageRow>,
}

impl Page {
    /// Sets `article` in rows of `width` columns. Folded furniture takes one row a run of blocks.
    pub fn of(article: &Article, width: u16, unfolded: bool) -> Self {
        let mut page = Page { width, rows: Vec::new() };
        let mut blocks = article.blocks.iter().peekable();
        let mut before: Option<BlockKind> = None;
        while let Some(block) = blocks.next() {
            let tight = before == Some(BlockKind::Item) && block.kind == BlockKind::Item;
            if before.is_some() && !tight {
                // It has a byte of its own, by which it is told from the row below it.
                let at = page.rows.last().map_or(block.span.start, |row| row.span.end);
                page.rows.push(PageRow { kind: RowKind::Blank, span: Span::new(at, at) });
            }
            before = Some(block.kind);
            if block.furniture && !unfolded {
                let (mut end, mut folded) = (block.span.end, 1);
                while let Some(next) = blocks.next_if(|next| next.furniture) {
                    (end, folded) = (next.span.end, folded + 1);
                }
                page.rows
                    .push(PageRow { kind: RowKind::Fold { blocks: folded }, span: Span::new(block.span.start, end) });
            } else {
                page.push_block(&article.text, block);
            }
        }
        page
    }

    fn push_block(&mut self, text: &str, block: &Block) {
        let width = self.width.saturating_sub(indent(block.kind)).max(1) as usize;
        let spans: Vec<Span> = match block.kind {
            BlockKind::Verbatim => block
                .span
                .of(text)
                .split('\n')
                .flat_map(|line| {
                    let line = Span::of_slice(text, line);
                    let mut rows = wrap(text, line, width);
                    // What a line is set in by belongs to it; a row cannot be wider for it, and then goes without.
                    match rows.first_mut() {
                        Some(first) if width::columns(Span::new(line.start, first.end).of(text)) <= width => {
                            first.start = line.start;
                        }
                        Some(_) => {}
                        None => rows.push(line),
                    }
                    rows
                })
                .collect(),
            _ => wrap(text, block.span, width),
        };
        for (at, span) in spans.into_iter().enumerate() {
            let kind = RowKind::Text { kind: block.kind, first: at == 0, furniture: block.furniture };
            self.rows.push(PageRow { kind, span });
        }
    }

    /// The row that shows byte `at`, else the last one before it.
    pub fn row_of(&self, at: usize) -> usize {
        let after = self.rows.partition_point(|row| row.span.start <= at);
        after.saturating_sub(1)
    }

    /// Columns by which the text of row `row` is set in.
    pub fn indent_of(&self, row: usize) -> u16 {
        match self.rows.get(row).map(|row| row.kind) {
            Some(RowKind::Text { kind, .. }) => indent(kind),
            _ => 0,
        }
    }

    /// The row at which the block begins that lies `count` blocks after the one of row `row`, or before it.
    pub(in crate::app) fn paragraph(&self, row: usize, count: isize) -> usize {
        let begins = |row: &usize| {
            matches!(
                self.rows.get(*row).map(|row| row.kind),
                Some(RowKind::Text { first: true, .. } | RowKind::Fold { .. })
            )
        };
        let mut at = row;
        for _ in 0..count.unsigned_abs() {
            let next = if count > 0 { (at + 1..self.rows.len()).find(begins) } else { (0..at).rev().find(begins) };
            match next {
                Some(next) => at = next,
                None => return if count > 0 { self.rows.len() } else { 0 },
            }
        }
        at
    }

    /// The byte at which row `row` begins.
    pub fn start_of(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| row.span.start)
    }
}

/// Columns by which a block's text is set in.
pub fn indent(kind: BlockKind) -> u16 {
    match kind {
        BlockKind::Quote | BlockKind::Item => 2,
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Verbatim => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Draft, DraftBlock, Meta, ReadOptions};

    fn article(blocks: &[(BlockKind, &str)]) -> Article {
        let mut draft = Draft { meta: Meta::default(), ..Draft::default() };
        for (kind, text) in blocks {
            let start = draft.text.len();
            draft.text.push_str(text);
            draft.blocks.push(DraftBlock { span: Span::new(start, draft.text.len()), kind: *kind });
        }
        draft.finish(ReadOptions { raw: true, ..ReadOptions::default() })
    }

    #[test]
    fn sets_blocks_apart_and_list_items_close() {
        let article = article(&[
            (BlockKind::Paragraph, "one two three"),
            (BlockKind::Item, "a"),
            (BlockKind::Item, "b"),
            (BlockKind::Verbatim, "x\n\ny"),
        ]);
        let page = Page::of(&article, 8, false);
        let shown: Vec<&str> = page.rows.iter().map(|row| row.span.of(&article.text)).collect();
        assert_eq!(shown, ["one two", "three", "", "a", "b", "", "x", "", "y"]);
        assert!(page.rows.is_sorted_by_key(|row| row.span.start));
        assert_eq!(page.row_of(page.start_of(1)), 1);
    }

    #[test]
    fn folds_runs_of_furniture() {
        let mut article =
            article(&[(BlockKind::Paragraph, "text"), (BlockKind::Paragraph, "ad"), (BlockKind::Paragraph, "ad")]);
        article.blocks[1].furniture = true;
        article.blocks[2].furniture = true;
        let rows = Page::of(&article, 20, false).rows;
        assert_eq!(rows.last().map(|row| row.kind), Some(RowKind::Fold { blocks: 2 }));
        assert_eq!(Page::of(&article, 20, true).rows.len(), 5);
    }
}
