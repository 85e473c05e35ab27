//! Who says what: the quotations of an article, and who is quoted.
//!
//! **Method.** Rules with a few weights. `marks` pairs quotation marks block by block; `page` lays the tokens of the article out
//! with what stands between marks; `speaker` looks around each piece for a verb of saying (`cues`) and its subject
//! (`subject`); `roster` says which entity that is, by roles, gender and recency. A piece that fills its sentence goes on
//! with who spoke before; `strangers` keeps who has no name from being taken for who has one, and `synonyms` tells what else
//! a bishop may be called. `kind` tells somebody's words from titles and terms, `indirect` finds reported speech.
//!
//! What stands quoted inside a quotation is part of it. Where the article is not in English, its marks are paired and
//! nobody is credited.
//!
//! **Cost.** In proportion to the text: around each piece a bounded number of tokens is read, and of mentions before it.

mod active;
mod attribution;
mod cues;
mod described;
mod frame;
mod indirect;
mod kind;
mod marks;
mod nouns;
mod page;
mod roster;
mod signature;
mod singles;
mod speaker;
mod strangers;
mod subject;
mod synonyms;
mod topic;

use super::{Analysis, Document};
use crate::article::{Article, BlockKind};
use crate::text::Span;
pub(super) use nouns::{is_body as is_body_noun, is_human};
use page::Page;
use roster::{Roster, Speaker};
use serde::Serialize;
use speaker::Credit;
use subject::Who;

/// What a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Somebody's words between quotation marks: whole sentences, or a few words that the reporter credits to somebody,
    /// named or not.
    Direct,
    /// A few words between marks inside the reporter's own sentence that seem to be somebody's, though nothing there credits
    /// them to anybody.
    Partial,
    /// Words between marks that quote nobody: a title, a nickname, a scare quote.
    Term,
    /// Reported speech: "X said that …".
    Indirect,
}

impl QuoteKind {
    /// The name that the JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Term => "term",
            Self::Indirect => "indirect",
        }
    }
}

/// One quotation. Spans are bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without their marks.
    pub span: Span,
    /// What kind it is.
    pub kind: QuoteKind,
    /// Who says it: an index into [`Analysis::entities`]. `None` when nobody is named. Where somebody without a name speaks
    /// for an organisation, it is this.
    pub speaker: Option<usize>,
    /// For whom a spokesperson says it: an index into [`Analysis::entities`].
    pub organization: Option<usize>,
    /// What names the speaker there: "Putin", "the minister", "she".
    pub speaker_text: Option<Span>,
    /// The word that credits it: "said", "according to".
    pub cue: Option<Span>,
}

impl Quote {
    fn uncredited(span: Span, kind: QuoteKind) -> Self {
        Self { span, kind, speaker: None, organization: None, speaker_text: None, cue: None }
    }
}

/// Finds the quotations of `article`, in the order of the text, and who among the entities of `analysis` says them.
pub fn quotes(article: &Article, document: &Document, analysis: &Analysis) -> Vec<Quote> {
    let blocks: Vec<Span> = article.genuine().map(|block| block.span).collect();
    let pieces = pieces(article, &blocks);
    if !document.english {
        let kind = |inner: Span| kind::unread(inner.of(document.text));
        return pieces.iter().map(|piece| Quote::uncredited(piece.inner, kind(piece.inner))).collect();
    }
    let page = Page::new(document, analysis, &pieces, &blocks);
    let mut roster = Roster::new(&page);
    let mut quotes = direct(&page, &mut roster);
    roster.forget();
    quotes.extend(indirect(&page, &mut roster, &quotes));
    quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
    quotes
}

/// What stands between marks, and block quotations.
fn pieces(article: &Article, blocks: &[Span]) -> Vec<marks::Piece> {
    let whole = article.genuine().filter(|block| block.kind == BlockKind::Quote).map(|block| block.span);
    marks::with_blocks(&article.text, marks::pieces(&article.text, blocks), whole)
}

/// The quotations between marks.
fn direct(page: &Page, roster: &mut Roster) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::with_capacity(page.pieces.len());
    for (at, piece) in page.pieces.iter().enumerate() {
        let frame = frame::frame(page, at);
        let credit = signature::signed(page, at);
        let credit = credit.or_else(|| frame.as_ref().and_then(|frame| speaker::credit(page, frame)));
        // What goes on from the paragraph before needs no more than a word of its speaker.
        let credit = credit.filter(|credit| !piece.continues || credit.weight >= speaker::LEADS);
        let whole = frame.as_ref().is_some_and(|frame| frame.is_empty(page));
        let kind = if piece.continues { QuoteKind::Direct } else { kind::kind(page, at, credit.as_ref(), whole) };
        let mut quote = Quote::uncredited(piece.inner, kind);
        if kind != QuoteKind::Term {
            let before = at.checked_sub(1).and_then(|before| Some((before, *out.get(before)?)));
            credited(page, roster, &mut quote, at, credit, before);
        }
        if piece.continues {
            credit_backwards(page, &mut out, &quote);
        }
        out.push(quote);
    }
    out
}

/// Gives the speaker of `quote` to the paragraphs before that it goes on from, where these name none.
fn credit_backwards(page: &Page, before: &mut [Quote], quote: &Quote) {
    let mut pieces = page.pieces.get(..before.len()).unwrap_or_default().iter().rev();
    for held in before.iter_mut().rev().take_while(|held| held.speaker.is_none() && quote.speaker.is_some()) {
        (held.speaker, held.organization) = (quote.speaker, quote.organization);
        held.kind = QuoteKind::Direct;
        if pieces.next().is_none_or(|piece| !piece.continues) {
            break;
        }
    }
}

/// Says whose words `quote` is: by `credit`, else by what stands before it.
fn credited(
    page: &Page,
    roster: &mut Roster,
    quote: &mut Quote,
    piece: usize,
    credit: Option<Credit>,
    before: Option<(usize, Quote)>,
) {
    let words = page.of_piece.get(piece).cloned().unwrap_or_default();
    let sentence = page.words.get(words.start).map(|word| word.sentence);
    match credit {
        Some(Credit { subject, cue, .. }) => {
            let on = matches!(&*page.lower(cue.start), "went" | "goes" | "continued" | "continues");
            let last = match subject.as_ref().map(|subject| subject.who) {
                Some(Who::Pronoun(at)) if on => roster.goes_on(at),
                _ => None,
            };
            let mut speaker = subject.as_ref().map(|subject| roster.resolve(subject)).unwrap_or_default();
            if last.is_some() && speaker.entity != last {
                speaker = Speaker { entity: last, organization: None };
            }
            quote.speaker = speaker.entity;
            quote.organization = speaker.organization;
            quote.speaker_text = subject.and_then(|subject| page.span(subject.words.start, subject.words.end));
            quote.cue = page.span(cue.start, cue.end);
        }
        None => {
            let Speaker { entity, organization } = frame::inherited(page, roster, piece, before);
            quote.speaker = entity;
            quote.organization = organization;
        }
    }
    if let (Some(entity), Some(sentence)) = (quote.speaker, sentence) {
        roster.spoke(entity, sentence);
    }
}

/// Reported speech, beside the quotations that are known.
fn indirect(page: &Page, roster: &mut Roster, quotes: &[Quote]) -> Vec<Quote> {
    let mut spoken = page.pieces.iter().zip(quotes).peekable();
    let mut out = Vec::new();
    for (number, line) in page.lines.iter().enumerate() {
        let end = line.words.end.checked_sub(1).and_then(|at| page.words.get(at)).map_or(0, |word| word.item.span.end);
        for reported in indirect::reported(page, line) {
            let speaker = roster.resolve(&reported.subject);
            let Some(span) = page.span(reported.words.start, reported.words.end) else { continue };
            out.push(Quote {
                span,
                kind: QuoteKind::Indirect,
                speaker: speaker.entity,
                organization: speaker.organization,
                speaker_text: page.span(reported.subject.words.start, reported.subject.words.end),
                cue: page.span(reported.cue.start, reported.cue.end),
            });
            if let Some(entity) = speaker.entity {
                roster.spoke(entity, number);
            }
        }
        while let Some((_, quote)) = spoken.next_if(|(piece, _)| piece.outer.start < end) {
            if let Some(entity) = quote.speaker {
                roster.spoke(entity, number);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
