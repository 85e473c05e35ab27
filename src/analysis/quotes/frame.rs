//! The reporter's own words around a quotation, and whose words it is where there are none.

use super::page::Page;
use super::roster::{Roster, Speaker};
use super::topic;
use super::{Quote, QuoteKind};
use std::ops::Range;

/// Where the parts of its sentences that frame a piece begin and end.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
    /// Whether `after` is a sentence of its own.
    pub(super) apart: bool,
}

/// Tokens that are read on either side.
const WIDEST: usize = 120;

/// The frame of piece `piece`.
pub(super) fn frame(page: &Page, piece: usize) -> Option<Frame> {
    let words = page.of_piece.get(piece).filter(|words| !words.is_empty())?;
    let first = page.line(words.start)?;
    let last = page.line(words.end - 1)?;
    let before = first.words.start.max(words.start.saturating_sub(WIDEST))..words.start;
    let after = words.end..last.words.end.min(words.end + WIDEST);
    let told = after.clone().any(|at| page.is_word(at));
    let inner = page.pieces.get(piece)?.inner.of(page.document.text);
    if !told && inner.ends_with(['?', '!', '…', ',', '—', '–', '-']) {
        let number = page.words.get(words.end - 1)?.sentence + 1;
        if let Some(next) = page.lines.get(number).filter(|next| next.block == last.block) {
            let after = next.words.start..next.words.end.min(next.words.start + WIDEST);
            return Some(Frame { before, after, apart: true });
        }
    }
    Some(Frame { before, after, apart: false })
}

impl Frame {
    /// Whether nothing is said around the piece.
    pub(super) fn is_empty(&self, page: &Page) -> bool {
        let silent = |range: &Range<usize>| !range.clone().any(|at| page.is_word(at) && !page.is_quoted(at));
        silent(&self.before) && (self.apart || silent(&self.after))
    }
}

/// Whose words a piece are that nothing in its sentence credits: those of who spoke right before, or of whom the sentence
/// before is about.
pub(super) fn inherited(page: &Page, roster: &Roster, piece: usize, before: Option<(usize, Quote)>) -> Speaker {
    let same = |quote: Quote| Speaker { entity: quote.speaker, organization: quote.organization };
    let Some((start, continues)) =
        page.of_piece.get(piece).map(|words| words.start).zip(page.pieces.get(piece).map(|p| p.continues))
    else {
        return Speaker::default();
    };
    let Some(here) = page.words.get(start) else { return Speaker::default() };
    let Some(line) = page.lines.get(here.sentence) else { return Speaker::default() };
    let last =
        before.and_then(|(before, quote)| Some((page.of_piece.get(before).filter(|words| !words.is_empty())?, quote)));
    if let (true, Some((_, quote))) = (continues, last) {
        return same(quote);
    }
    let previous = here.sentence.checked_sub(1).and_then(|number| Some((number, page.lines.get(number)?)));
    // A piece may reach into a sentence after this one.
    let since = |words: &Range<usize>| {
        let sentence = words.end.checked_sub(1).and_then(|at| page.words.get(at)).map_or(0, |word| word.sentence);
        here.sentence.saturating_sub(sentence)
    };
    if let Some((words, quote)) = last.filter(|(_, quote)| quote.kind != QuoteKind::Term) {
        // The same sentence, or the one right before: who spoke goes on.
        if since(words) <= 1 {
            return same(quote);
        }
    }
    // Whom the sentence before is about.
    if let Some((_, before)) = previous {
        let near = before.block == line.block || before.block + 1 == line.block;
        let subject = topic::of_sentence(page, before.words.start, before.words.end).filter(|_| near);
        if let Some(subject) = subject {
            return roster.resolve(&subject);
        }
    }
    match last {
        Some((words, quote)) if since(words) <= 3 => same(quote),
        _ => Speaker::default(),
    }
}
