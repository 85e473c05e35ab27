//! The recogniser: which words of a document name something, and what.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over hashed features. `knowledge` is what
//! it knows of words and names; `context` reads a document, `features` turns a token into hashes, `model` looks their
//! weights up, `decode` finds the best sequence of `tags`. `examples/train_recognizer` learns the weights.

mod agree;
pub mod context;
pub mod decode;
pub mod features;
pub mod hash;
pub mod knowledge;
pub mod model;
pub mod register;
pub mod tags;
mod trim;
pub mod word;

use super::EntityKind;
use super::document::{Document, Sentence};
use crate::text::Span;
use context::Context;
use model::{Model, Scores};
use tags::{OUTSIDE, Tag};

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where, in bytes of the article's text.
    pub span: Span,
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// Index of its sentence in the document.
    pub sentence: usize,
    /// First of its tokens in that sentence.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// The names in `document`, in order and without overlap.
pub fn recognize(model: &Model, document: &Document) -> Vec<Found> {
    let context = Context::of(document, &model.knowledge);
    let share = register::share(model, &context);
    let mut out = Vec::new();
    for (n, sentence) in document.sentences.iter().enumerate() {
        for (from, to, kind) in tags::names(&tag(model, &context, n, share)) {
            let (from, to) = trim::trim(document, sentence, (from, to), kind);
            if let Some(span) = span_of(sentence, from, to) {
                out.push(Found { span, kind, sentence: n, from, to });
            }
        }
    }
    agree::mend(document, &mut out);
    out
}

/// The tags of sentence `n`.
fn tag(model: &Model, context: &Context, n: usize, share: f32) -> Vec<Tag> {
    let words = context.words.get(n).map_or(&[][..], Vec::as_slice);
    let Some(&casing) = context.casings.get(n) else { return Vec::new() };
    let mut out = vec![OUTSIDE; words.len()];
    let mut hashes = Vec::with_capacity(160);
    let mut scores: Vec<Scores> = Vec::new();
    // Between two stretches of candidates nothing is open: each is decoded by itself.
    let flush = |scores: &mut Vec<Scores>, end: usize, out: &mut [Tag]| {
        if let Some(slots) = out.get_mut(end - scores.len()..end) {
            slots.copy_from_slice(&decode::best(model, scores));
        }
        scores.clear();
    };
    for (i, candidate) in features::candidates(words, casing).into_iter().enumerate() {
        if candidate {
            features::of(context, n, i, &mut hashes);
            scores.push(model.scores(&hashes, share));
        } else if !scores.is_empty() {
            flush(&mut scores, i, &mut out);
        }
    }
    flush(&mut scores, words.len(), &mut out);
    out
}

fn span_of(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    Some(Span::new(sentence.items.get(from)?.span.start, last.span.end))
}
