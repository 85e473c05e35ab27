//! What sort of text a document is, as far as that decides between guidelines: corpora disagree on what a name is
//! ("Bank of Ghana", or an organisation and a place in it), and what was learnt from newspapers that part such names is
//! kept apart from what all sources agree on. A logistic regression over the common words that a document writes small
//! says how much of it to use.

use super::context::Context;
use super::hash::mix;
use super::model::Model;
use super::word::{Case, Word};
use crate::analysis::document::Casing;

/// Where the weights of words begin; see [`feature`].
const TEMPLATE: u64 = 0x5e91_57e4;
/// Rarer words tell what a text is about, not how it is written.
const RAREST: u8 = 8;
/// A document of so many words is half believed.
const FEW: f32 = 30.0;
/// Words of a document that are looked at.
const MOST: usize = 600;

/// The feature of a word, or none if it tells nothing.
pub fn feature(word: &Word) -> Option<u64> {
    (word.case == Case::Lower && word.rarity <= RAREST).then(|| mix(TEMPLATE, word.lower))
}

/// The feature of every document.
pub fn bias() -> u64 {
    mix(TEMPLATE, 0)
}

/// The features of a document, and what each counts.
pub fn features(context: &Context) -> (Vec<u64>, f32) {
    let normal = context.words.iter().zip(&context.casings).filter(|(_, casing)| **casing == Casing::Normal);
    let words: Vec<u64> = normal.flat_map(|(words, _)| words).filter_map(feature).take(MOST).collect();
    let each = SCALE / (words.len() as f32 + FEW);
    (words, each)
}

/// Makes weights of words small enough for the model's scale.
const SCALE: f32 = 40.0;

/// How much of the newspapers' own weights a document takes, 0 to 1.
pub fn share(model: &Model, context: &Context) -> f32 {
    let (words, each) = features(context);
    let sum: f32 = words.iter().map(|&word| model.weight(word)).sum();
    let odds = sum * each + model.weight(bias());
    1.0 / (1.0 + (-odds).exp())
}
