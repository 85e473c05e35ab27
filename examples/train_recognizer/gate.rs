//! Learns to tell the newspapers whose guidelines differ from all other texts.

use crate::corpus::{Sample, Variation, vary};
use crate::sources::guidelines;
use crossread::analysis::Document;
use crossread::analysis::recognizer::context::Context;
use crossread::analysis::recognizer::knowledge::Knowledge;
use crossread::analysis::recognizer::model::Model;
use crossread::analysis::recognizer::register;
use std::collections::BTreeMap;

/// The weights of words, and of the bias.
pub(crate) fn learn(samples: &[Sample], knowledge: &Knowledge) -> Vec<(u64, f32)> {
    let mut random = fastrand::Rng::with_seed(3);
    let mut all = samples.to_vec();
    all.retain(|sample| sample.source != guidelines::TWEETS);
    let pieces: Vec<Sample> = vary(&all, Variation { split: 0.5, recase: 0.0 }, &mut random);
    all.extend(pieces);
    let documents: Vec<(Vec<u64>, f32, f32)> = all
        .iter()
        .map(|sample| {
            let article = sample.article();
            let (words, each) = register::features(&Context::of(&Document::of(&article), knowledge));
            (words, each, f32::from(u8::from(sample.source == guidelines::NEWSPAPERS)))
        })
        .collect();
    let mut weights: BTreeMap<u64, (f32, f32)> = BTreeMap::new();
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for _ in 0..12 {
        random.shuffle(&mut order);
        for &at in &order {
            let (words, each, gold) = &documents[at];
            let mut odds = weights.get(&register::bias()).map_or(0.0, |w| w.0);
            odds += words.iter().map(|word| weights.get(word).map_or(0.0, |w| w.0)).sum::<f32>() * each;
            let error = gold - 1.0 / (1.0 + (-odds).exp());
            let mut step = |feature: u64, value: f32| {
                let (weight, squares) = weights.entry(feature).or_insert((0.0, 1.0));
                let gradient = error * value - 1e-4 * *weight;
                *squares += gradient * gradient;
                *weight += 0.1 * gradient / squares.sqrt();
            };
            words.iter().for_each(|&word| step(word, *each));
            step(register::bias(), 1.0);
        }
    }
    weights.into_iter().map(|(feature, (weight, _))| (feature, weight.clamp(-3.9, 3.9))).collect()
}

/// The mean share of the newspapers' own weights in `samples`.
pub(crate) fn mean(model: &Model, samples: &[Sample]) -> f32 {
    let shares = samples.iter().map(|sample| {
        let article = sample.article();
        register::share(model, &Context::of(&Document::of(&article), &model.knowledge))
    });
    shares.sum::<f32>() / samples.len().max(1) as f32
}
