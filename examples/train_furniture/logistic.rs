//! Word weights by logistic regression.

use crate::data::{Doc, Kind, Random, phrases};
use crossread::article::furniture::{line::HASH_BITS, line::Line, model::Words};
use std::collections::HashSet;

const EPOCHS: usize = 8;
const RATE: f32 = 0.25;
const DECAY: f32 = 2e-4;

struct Example {
    tokens: Vec<u32>,
    furniture: bool,
    weight: f32,
}

/// Learns the word table from some documents and from the phrases.
pub fn train(docs: &[&Doc]) -> Words {
    let mut examples = Vec::new();
    let mut seen = HashSet::new();
    let mut tokens = Vec::new();
    let mut add = |text: &str, furniture: bool, weight: f32| {
        Line::read(text, &mut tokens);
        examples.push(Example { tokens: tokens.clone(), furniture, weight });
    };
    for doc in docs {
        for (line, &furniture) in doc.lines.iter().zip(&doc.furniture) {
            // One page stands here up to six times; its lines count once.
            if seen.insert((doc.group.as_str(), line.as_str(), furniture)) {
                let weight = match (doc.kind, furniture) {
                    (Kind::Page, true) => 0.6,
                    (_, true) => 1.5,
                    _ => 1.0,
                };
                add(line, furniture, weight);
            }
        }
    }
    for (line, furniture) in phrases() {
        add(&line, furniture, 4.0);
    }
    fit(&examples)
}

fn fit(examples: &[Example]) -> Words {
    let mut weights = vec![0.0f32; 1 << HASH_BITS];
    let mut squares = vec![1e-2f32; 1 << HASH_BITS];
    let mut bias = 0.0f32;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(11);
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for &i in &order {
            let example = &examples[i];
            let share = 1.0 / (example.tokens.len().max(1) as f32).sqrt();
            let sum: f32 = example.tokens.iter().map(|&t| weights[t as usize]).sum();
            let p = 1.0 / (1.0 + (-(bias + sum * share)).exp());
            let error = (p - f32::from(u8::from(example.furniture))) * example.weight;
            bias -= 0.002 * error;
            for &t in &example.tokens {
                let t = t as usize;
                let slope = error * share + DECAY * weights[t];
                squares[t] += slope * slope;
                weights[t] -= RATE * slope / squares[t].sqrt();
            }
        }
    }
    let scale = weights.iter().fold(1e-6f32, |max, w| max.max(w.abs())) / f32::from(i16::MAX);
    Words { bias, scale, weights: weights.iter().map(|w| (w / scale).round() as i16).collect() }
}
