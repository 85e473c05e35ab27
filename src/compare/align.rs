//! From pairs of sentences to passages.

use super::comparison::Reasons;
use super::sentences::{Reading, Told};
use super::similarity::judge;
use std::collections::BTreeMap;

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

/// The pairs of at least that score.
pub(super) fn pairs(reading: &Reading, a: &Told, b: &Told, min_score: f32) -> Vec<Pair> {
    let mut out = Vec::new();
    for (i, first) in a.sentences.iter().enumerate() {
        for (j, second) in b.sentences.iter().enumerate() {
            let (score, why) = judge(reading, first, second);
            if score >= min_score {
                out.push(Pair { a: i, b: j, score, why, copied: score > 0.95 });
            }
        }
    }
    out
}

/// Gathers pairs into rectangles: neighbours of one account with neighbours of the other, where each tells the same as each.
pub(super) fn group(pairs: &[Pair]) -> Vec<Cluster> {
    // Sentences of the second account next to one another that one sentence of the first agrees with.
    let mut rows: Vec<Cluster> = Vec::new();
    for pair in pairs {
        match rows.last_mut().filter(|row| row.a.0 == pair.a && row.b.1 == pair.b && row.pair.copied == pair.copied) {
            Some(row) => {
                row.b.1 += 1;
                row.pair = joined(row.pair, *pair);
            }
            None => rows.push(Cluster { a: (pair.a, pair.a + 1), b: (pair.b, pair.b + 1), pair: *pair }),
        }
    }
    // Rows next to one another that are as wide.
    let mut open: BTreeMap<(usize, (usize, usize), bool), usize> = BTreeMap::new();
    let mut out: Vec<Cluster> = Vec::new();
    for row in rows {
        let above = open.remove(&(row.a.0, row.b, row.pair.copied));
        let at = match above.and_then(|at| Some((at, out.get_mut(at)?))) {
            Some((at, cluster)) => {
                cluster.a.1 = row.a.1;
                cluster.pair = joined(cluster.pair, row.pair);
                at
            }
            None => {
                out.push(row);
                out.len() - 1
            }
        };
        open.insert((row.a.1, row.b, row.pair.copied), at);
    }
    out
}

fn joined(a: Pair, b: Pair) -> Pair {
    Pair { score: a.score.max(b.score), why: a.why.or(b.why), copied: a.copied && b.copied, ..a }
}
