//! From pairs of sentences to passages.

use super::comparison::Reasons;
use super::model::Model;
use super::sentences::{Reading, Told};
use super::similarity::{self, Grid, SECOND, is_copied, reasons};
use rustc_hash::FxHashMap;

/// Two sentences that tell the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) score: f32,
    pub(super) why: Reasons,
    pub(super) copied: bool,
}

/// Sentences that stand next to one another, with some that tell the same: from, and one past the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub(super) a: (usize, usize),
    pub(super) b: (usize, usize),
    /// What holds for all of it.
    pub(super) pair: Pair,
}

/// The pairs of at least that score, by their place in the first account.
pub(super) fn pairs(reading: &Reading, a: &Told, b: &Told, model: &Model, min_score: f32) -> Vec<Pair> {
    let grid = Grid::of(reading, a, b);
    let scores = score(&grid, model);
    let mut out = Vec::new();
    for (i, one) in a.sentences.iter().enumerate() {
        for (j, other) in b.sentences.iter().enumerate() {
            let at = i * grid.columns + j;
            let (Some(score), Some(row)) = (scores.get(at), grid.rows.get(at)) else { continue };
            // What is the same to the word tells the same, however little it says.
            let same = !one.words.is_empty() && one.words == other.words;
            let score = if same { 1.0 } else { *score };
            if score >= min_score {
                let mut why = reasons(row);
                why.wording |= same;
                out.push(Pair { a: i, b: j, score, why, copied: is_copied(one, other) });
            }
        }
    }
    out
}

/// How likely each pair tells the same, from 0 to 1.
fn score(grid: &Grid, model: &Model) -> Vec<f32> {
    let votes = similarity::first(grid, model);
    let likely = |row: Option<[f32; SECOND]>| row.map_or(0.0, |row| 1.0 / (1.0 + (-model.second.vote(&row)).exp()));
    similarity::second(grid, &votes).into_iter().map(likely).collect()
}

/// Gathers pairs into rectangles: neighbours of one account with neighbours of the other, where each tells the same as
/// each. Pairs that touch one another and fill none stay by themselves.
pub(super) fn group(pairs: &[Pair]) -> Vec<Cluster> {
    let places: FxHashMap<(usize, usize), usize> =
        pairs.iter().enumerate().map(|(at, pair)| ((pair.a, pair.b), at)).collect();
    let mut seen = vec![false; pairs.len()];
    let mut out = Vec::new();
    for at in 0..pairs.len() {
        let mut held: Vec<&Pair> = Vec::new();
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            let (Some(pair), Some(seen)) = (pairs.get(next), seen.get_mut(next)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            held.push(pair);
            let (i, j) = (pair.a, pair.b);
            let beside = [(i + 1, j), (i, j + 1), (i.wrapping_sub(1), j), (i, j.wrapping_sub(1))];
            let same = |at: &usize| pairs.get(*at).is_some_and(|other| other.copied == pair.copied);
            open.extend(beside.iter().filter_map(|place| places.get(place)).copied().filter(same));
        }
        let bounds = |of: fn(&Pair) -> usize| {
            let all = held.iter().map(|pair| of(pair));
            Some((all.clone().min()?, all.max()? + 1))
        };
        let (Some(a), Some(b)) = (bounds(|pair| pair.a), bounds(|pair| pair.b)) else { continue };
        if (a.1 - a.0) * (b.1 - b.0) == held.len() {
            out.extend(held.iter().map(|pair| **pair).reduce(joined).map(|pair| Cluster { a, b, pair }));
        } else {
            let alone = |pair: &&Pair| Cluster { a: (pair.a, pair.a + 1), b: (pair.b, pair.b + 1), pair: **pair };
            out.extend(held.iter().map(alone));
        }
    }
    out.sort_by_key(|cluster| (cluster.a, cluster.b));
    out
}

fn joined(a: Pair, b: Pair) -> Pair {
    Pair { score: a.score.max(b.score), why: a.why.or(b.why), copied: a.copied && b.copied, ..a }
}
