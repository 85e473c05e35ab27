//! From pairs of sentences to passages.

use super::comparison::Reasons;
use super::counted;
use super::judge;
use super::model::Model;
use super::numbers;
use super::sentences::{Reading, Told};
use super::similarity::{Grid, is_copied, reasons};
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

/// Two accounts as they were judged.
pub(super) struct Judged {
    /// All that may tell the same, by their place in the first account.
    pub(super) pairs: Vec<Pair>,
    /// For each sentence of the one and of the other account, how likely that of the other account tells it.
    pub(super) told: [Vec<f32>; 2],
    /// Figures that may count the same, each pair with how likely it does.
    pub(super) figures: Vec<(counted::Pair, f32)>,
}

/// Where there is no reason to be given for a pair it must be at least so likely.
const UNEXPLAINED: f32 = 0.5;

/// Judges two accounts; pairs of a lower score than `least` are left out.
pub(super) fn judge(reading: &Reading, a: &Told, b: &Told, model: &Model, least: f32) -> Judged {
    let grid = Grid::of(reading, a, b);
    let mut scores = judge::scores(&grid, model);
    let told = judge::told(reading, a, b, &grid, &scores, model);
    let figures = judge::figures(reading, (a, b), &grid, &scores, model);
    let mut pairs = Vec::new();
    for (i, one) in a.sentences.iter().enumerate() {
        for (j, other) in b.sentences.iter().enumerate() {
            let at = i * grid.columns + j;
            let (Some(score), Some(row)) = (scores.get_mut(at), grid.rows.get(at)) else { continue };
            // What is the same to the word tells the same, however little it says.
            let same = !one.words.is_empty() && one.words == other.words;
            if same {
                *score = 1.0;
            }
            let mut why = reasons(row, numbers::same_day(&one.dates, &other.dates));
            why.wording |= same;
            if *score >= if why == Reasons::default() { least.max(UNEXPLAINED) } else { least } {
                pairs.push(Pair { a: i, b: j, score: *score, why, copied: is_copied(one, other) });
            }
        }
    }
    Judged { pairs, told, figures }
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
