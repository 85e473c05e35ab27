//! The recogniser: which words of a document name something, and what.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over hashed features. `knowledge` is
//! what it knows of words and names; `context` reads a document, `features` turns a token into hashes, `model` looks
//! their weights up, `register` says how much the newspapers' own ones count, `decode` finds the best sequence of
//! `tags`. Then `trim` takes off what is no part of a name, `uncased` adds peoples where all is written small, `agree`
//! lets a document's names correct one another, and `pairs` parts two names with a hyphen between. `examples/train_recognizer` learns the weights.

mod agree;
pub mod context;
pub mod decode;
pub mod features;
pub mod hash;
pub mod knowledge;
pub mod model;
mod pairs;
pub mod register;
pub mod tags;
mod trim;
mod uncased;
pub mod word;

use super::EntityKind;
use super::document::{Document, Sentence};
use crate::text::Span;
use context::Context;
use model::{Model, Scores, Sums};
use rustc_hash::FxHashMap;
use tags::{OUTSIDE, Tag};
use word::Word;

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
    let mut tagger = Tagger {
        model,
        share: register::share(model, &context),
        context: &context,
        alone: FxHashMap::default(),
        features: Vec::with_capacity(160),
    };
    let mut out = Vec::new();
    for (n, sentence) in document.sentences.iter().enumerate() {
        let mut end = 0;
        for (from, to, kind) in tags::names(&tagger.tag(n)) {
            let (from, to) = trim::trim(document, sentence, (from, to), kind);
            let from = from.max(end);
            end = to;
            if let Some(span) = span_of(sentence, from, to) {
                out.push(Found { span, kind, sentence: n, from, to });
            }
        }
    }
    uncased::add_groups(document, &context, &mut out);
    agree::mend(document, &mut out);
    pairs::part(document, &mut out);
    out
}

/// Tags the sentences of one document.
struct Tagger<'a> {
    model: &'a Model<'a>,
    context: &'a Context,
    /// How much of the newspapers' own weights it takes.
    share: f32,
    /// What a word says by itself, by its hash and the place it is seen from.
    alone: FxHashMap<(u64, usize), Sums>,
    /// Room for the features of a token.
    features: Vec<u64>,
}

impl Tagger<'_> {
    /// The tags of sentence `n`.
    fn tag(&mut self, n: usize) -> Vec<Tag> {
        let context = self.context;
        let words = context.words.get(n).map_or(&[][..], Vec::as_slice);
        let Some(&casing) = context.casings.get(n) else { return Vec::new() };
        let model = self.model;
        let mut out = vec![OUTSIDE; words.len()];
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
                scores.push(self.scores(n, words, i));
            } else if !scores.is_empty() {
                flush(&mut scores, i, &mut out);
            }
        }
        flush(&mut scores, words.len(), &mut out);
        out
    }

    /// The scores of token `i` of sentence `n`, whose words are `words`.
    fn scores(&mut self, n: usize, words: &[Word], i: usize) -> Scores {
        let Self { model, context, features, .. } = self;
        features::together(context, n, i, features);
        let mut sums = model.sums(features);
        for place in 0..features::WINDOW {
            let word = features::beside(context, words, i, place);
            sums += self.alone.entry((word.exact, place)).or_insert_with(|| {
                features::alone(word, place, features);
                model.sums(features)
            });
        }
        model.scores(&sums, self.share)
    }
}

fn span_of(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    Some(Span::new(sentence.items.get(from)?.span.start, last.span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind, Meta};

    /// `text` as one paragraph.
    pub(super) fn document(text: &str) -> Article {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
        Article { meta: Meta::default(), text: text.into(), blocks: vec![block] }
    }

    /// All places of `names` in `document`, in order, the longer before the shorter where two begin alike.
    pub(super) fn given(document: &Document, names: &[(&str, EntityKind)]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (n, sentence) in document.sentences.iter().enumerate() {
            for (name, kind) in names {
                for (at, _) in document.text.match_indices(name) {
                    let from = sentence.items.iter().position(|item| item.span.start == at);
                    let to = sentence.items.iter().position(|item| item.span.end == at + name.len());
                    if let (Some(from), Some(to)) = (from, to) {
                        let span = Span::new(at, at + name.len());
                        found.push(Found { span, kind: *kind, sentence: n, from, to: to + 1 });
                    }
                }
            }
        }
        found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
        let mut end = 0;
        found.retain(|one| one.span.start >= end && std::mem::replace(&mut end, one.span.end) <= one.span.start);
        found
    }
}
