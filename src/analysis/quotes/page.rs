//! An article as its quotations are looked for: all tokens in one row, with their sentence, their block, the mention and the
//! stretch between marks that each is in.

use super::marks::Piece;
use crate::analysis::document::{Document, Item, Shape};
use crate::analysis::{Analysis, EntityKind, Mention};
use crate::text::{Span, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) item: Item,
    pub(super) sentence: usize,
    /// Index into the mentions of the analysis.
    pub(super) mention: Option<usize>,
    /// Index into the pieces; the marks belong to them.
    pub(super) piece: Option<usize>,
}

/// A sentence as tokens of the page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: Range<usize>,
    /// Index of its block among the genuine ones.
    pub(super) block: usize,
}

/// All that the search for speakers reads.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) analysis: &'a Analysis,
    pub(super) pieces: &'a [Piece],
    pub(super) words: Vec<Word>,
    pub(super) lines: Vec<Line>,
    /// The tokens of each piece, its marks with it.
    pub(super) of_piece: Vec<Range<usize>>,
    /// The tokens of each mention.
    pub(super) of_mention: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    /// Brings together what lies in order of place: time in proportion to all of it.
    pub(super) fn new(
        document: &'a Document<'a>,
        analysis: &'a Analysis,
        pieces: &'a [Piece],
        blocks: &[Span],
    ) -> Self {
        let mut page = Page {
            document,
            analysis,
            pieces,
            words: Vec::new(),
            lines: Vec::new(),
            of_piece: vec![0..0; pieces.len()],
            of_mention: vec![0..0; analysis.mentions.len()],
        };
        let (mut block, mut mention, mut piece) = (0, 0, 0);
        for (sentence, of) in document.sentences.iter().enumerate() {
            let from = page.words.len();
            for item in &of.items {
                while analysis.mentions.get(mention).is_some_and(|one| one.span.end <= item.span.start) {
                    mention += 1;
                }
                while pieces.get(piece).is_some_and(|one| one.outer.end <= item.span.start) {
                    piece += 1;
                }
                let named = analysis.mentions.get(mention).filter(|one| one.span.overlaps(item.span)).map(|_| mention);
                let quoted = pieces.get(piece).filter(|one| one.outer.overlaps(item.span)).map(|_| piece);
                let at = page.words.len();
                extend(&mut page.of_mention, named, at);
                extend(&mut page.of_piece, quoted, at);
                page.words.push(Word { item: *item, sentence, mention: named, piece: quoted });
            }
            let start = of.items.first().map_or(0, |item| item.span.start);
            while blocks.get(block).is_some_and(|span| span.end <= start) {
                block += 1;
            }
            page.lines.push(Line { words: from..page.words.len(), block });
        }
        page
    }

    /// The token at `at`, empty beyond the ends.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| self.document.word(&word.item))
    }

    /// The same in small letters.
    pub(super) fn lower(&self, at: usize) -> Cow<'a, str> {
        let word = self.word(at);
        if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.piece.is_some())
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.item.kind == TokenKind::Word)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| matches!(word.item.shape, Shape::Capitalised | Shape::Upper))
    }

    /// The mention that token `at` is part of.
    pub(super) fn mention(&self, at: usize) -> Option<(usize, &'a Mention)> {
        let mention = self.words.get(at)?.mention?;
        Some((mention, self.analysis.mentions.get(mention)?))
    }

    pub(super) fn kind(&self, mention: usize) -> Option<EntityKind> {
        self.analysis.mentions.get(mention).map(|mention| mention.kind)
    }

    pub(super) fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(self.words.get(at)?.sentence)
    }

    /// Whether a possessive ending follows token `at`.
    pub(super) fn is_possessor(&self, at: usize) -> bool {
        let next = self.words.get(at + 1);
        next.is_some_and(|word| word.item.kind == TokenKind::Possessive)
            || next.is_some_and(|word| word.item.glued) && matches!(self.word(at + 1), "'" | "’")
    }

    /// The text from token `from` to before token `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Option<Span> {
        let last = self.words.get(to.checked_sub(1)?)?;
        let first = self.words.get(from)?;
        (from < to).then(|| Span::new(first.item.span.start, last.item.span.end))
    }
}

fn extend(ranges: &mut [Range<usize>], of: Option<usize>, at: usize) {
    if let Some(range) = of.and_then(|of| ranges.get_mut(of)) {
        *range = if range.start == range.end { at..at + 1 } else { range.start..at + 1 };
    }
}
