//! How much two sentences have in common.

use super::comparison::Reasons;
use super::sentences::{Reading, Sentence};

/// How likely two sentences tell the same, and what speaks for it.
pub(super) fn judge(reading: &Reading, a: &Sentence, b: &Sentence) -> (f32, Reasons) {
    let weight = |term: &u32| reading.weights.get(*term as usize).copied().unwrap_or(0.0).powi(2);
    let length = |sentence: &Sentence| sentence.terms.iter().map(weight).sum::<f32>();
    let both: f32 = common(&a.terms, &b.terms).map(weight).sum();
    let cosine = both / (length(a) * length(b)).sqrt().max(1e-6);
    let entities = common(&a.entities, &b.entities).next().is_some();
    ((cosine * 2.5).min(1.0), Reasons { wording: true, entities, ..Reasons::default() })
}

/// What two ascending lists have in common.
pub(super) fn common<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    let mut rest = b.iter().peekable();
    a.iter().filter(move |one| {
        while rest.next_if(|other| other < one).is_some() {}
        rest.peek() == Some(one)
    })
}
