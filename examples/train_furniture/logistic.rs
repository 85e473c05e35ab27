//! Word weights by logistic regression.

use crate::data::{Doc, Kind, Random};
use crate::phrases::Phrase;
use crossread::article::furniture::{
    line::{HASH_BITS, Line, Tokens},
    model::Words,
};
use std::collections::HashSet;

const EPOCHS: usize = 8;
const RATE: f32 = 0.25;
const DECAY: f32 = 2e-4;

/// Lines made of words of sites and words of articles.
const MIXES: usize = 2500;

struct Example {
    tokens: Vec<u32>,
    furniture: bool,
    weight: f32,
}

/// Learns the table of what pages say from some documents and from the phrases.
pub(crate) fn words(docs: &[&Doc], phrases: &[&Phrase]) -> Words {
    let mut examples = Vec::new();
    let mut seen = HashSet::new();
    let mut tokens = Tokens::default();
    let mut add = |text: &str, furniture: bool, weight: f32| {
        Line::read(text, &mut tokens);
        examples.push(Example { tokens: tokens.words.clone(), furniture, weight });
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
    for phrase in phrases {
        add(&phrase.text, phrase.furniture, phrase.weight);
    }
    fit(&examples)
}

/// Learns the table of what no article says: the phrases against all that is genuine, and the beginnings of that.
pub(crate) fn known(docs: &[&Doc], phrases: &[&Phrase]) -> Words {
    let mut examples = Vec::new();
    let mut seen = HashSet::new();
    let mut tokens = Tokens::default();
    let mut random = Random(31);
    let mut add = |text: &str, furniture: bool, weight: f32| {
        Line::read(text, &mut tokens);
        let tokens = tokens.words.iter().chain(&tokens.spelling).copied().collect();
        examples.push(Example { tokens, furniture, weight });
    };
    for doc in docs {
        for (line, _) in doc.lines.iter().zip(&doc.furniture).filter(|(_, furniture)| !**furniture) {
            if seen.insert(line.as_str()) {
                add(line, false, 1.0);
                let words: Vec<&str> = line.split_whitespace().collect();
                let from = random.below(words.len());
                let run = words.iter().skip(from).take(1 + random.below(6)).copied().collect::<Vec<_>>().join(" ");
                add(&run, false, 0.5);
            }
        }
    }
    for _ in 0..MIXES {
        add(&mix(docs, phrases, &mut random), false, 0.5);
    }
    for phrase in phrases {
        add(&phrase.text, phrase.furniture, phrase.weight);
    }
    fit(&examples)
}

/// A word or two of what sites say in other company, as a sub-heading may have them: that is no furniture.
pub(crate) fn mix(docs: &[&Doc], phrases: &[&Phrase], random: &mut Random) -> String {
    let of_a_site = loop {
        let phrase = phrases[random.below(phrases.len())];
        if phrase.furniture {
            break &phrase.text;
        }
    };
    let of_an_article = loop {
        let doc = docs[random.below(docs.len())];
        let i = random.below(doc.lines.len());
        if doc.furniture.get(i) == Some(&false) {
            break &doc.lines[i];
        }
    };
    let run = |text: &str, most: usize, random: &mut Random| -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (from, count) = (random.below(words.len()), 1 + random.below(most));
        words
            .iter()
            .skip(from)
            .take(count)
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
            .collect()
    };
    let (mut first, mut second) = (run(of_a_site, 1, random), run(of_an_article, 3, random));
    if random.below(3) == 0 {
        std::mem::swap(&mut first, &mut second);
    }
    first.append(&mut second);
    let line = first.join(" ").to_lowercase();
    let mut letters = line.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
