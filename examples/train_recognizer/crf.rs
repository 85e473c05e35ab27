//! Learns the weights of a linear-chain conditional random field: the gradient by forward and backward sums, the steps
//! by FTRL-Proximal (McMahan et al. 2013), which keeps most weights at zero.

use crate::data::Data;
use crossread::analysis::recognizer::model::Scores;
use crossread::analysis::recognizer::tags::{TAGS, may_follow};

/// Settings of the training.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// How often all is seen.
    pub(crate) epochs: usize,
    /// Step size.
    pub(crate) alpha: f32,
    /// Pulls weights to zero.
    pub l1: f32,
    /// Keeps weights small.
    pub l2: f32,
}

/// What was learnt.
pub(crate) struct Weights {
    /// One row for each feature of the data.
    pub(crate) rows: Vec<Scores>,
    /// From one tag to the next.
    pub(crate) transitions: [Scores; TAGS],
}

/// What FTRL keeps of a weight, besides the weight.
#[derive(Clone, Copy)]
struct State {
    z: Scores,
    n: Scores,
}

/// The parts of a gradient that are as good as none.
const NONE: f32 = 1e-4;

/// Learns from `data`.
pub(crate) fn train(data: &Data, settings: Settings, random: &mut fastrand::Rng) -> Weights {
    let mut weights = Weights { rows: vec![[0.0; TAGS]; data.hashes.len()], transitions: [[0.0; TAGS]; TAGS] };
    let mut states = vec![State { z: [0.0; TAGS], n: [0.0; TAGS] }; data.hashes.len()];
    let mut squares = [[1e-3f32; TAGS]; TAGS];
    let mut order: Vec<usize> = (0..data.segments.len()).collect();
    let mut sums = Sums::default();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &at in &order {
            let segment = &data.segments[at];
            let tokens = segment.from..segment.to;
            sums.run(tokens.clone().map(|token| data.scores(token, &weights.rows)), &weights.transitions);
            for (i, token) in tokens.clone().enumerate() {
                let gold = usize::from(data.tags[token]);
                let mut gradient = sums.marginal(i);
                loss -= f64::from(gradient[gold].max(1e-9).ln());
                gradient[gold] -= 1.0;
                if gradient.iter().all(|g| g.abs() < 2e-4) {
                    continue;
                }
                for &feature in data.ids(token) {
                    let (row, state) = (&mut weights.rows[feature as usize], &mut states[feature as usize]);
                    for tag in 0..TAGS {
                        let g = gradient[tag] * segment.weight;
                        if g.abs() >= NONE {
                            step(&mut row[tag], &mut state.z[tag], &mut state.n[tag], g, settings);
                        }
                    }
                }
            }
            let golds = |token: usize| usize::from(data.tags[token]);
            let pairs = sums.pairs(tokens.clone().map(golds));
            for (a, b) in (0..TAGS).flat_map(|a| (0..TAGS).map(move |b| (a, b))).filter(|&(a, b)| may_follow(a, b)) {
                let g = pairs[a][b] * segment.weight;
                squares[a][b] += g * g;
                weights.transitions[a][b] -= 0.1 * g / squares[a][b].sqrt().max(1.0);
            }
        }
        let weighing = weights.rows.iter().flatten().filter(|weight| **weight != 0.0).count();
        eprintln!("  epoch {}: loss {:.4} a token, {weighing} weights", epoch + 1, loss / data.tags.len() as f64);
    }
    weights
}

#[inline]
fn step(weight: &mut f32, z: &mut f32, n: &mut f32, g: f32, settings: Settings) {
    let next = *n + g * g;
    let sigma = (next.sqrt() - n.sqrt()) / settings.alpha;
    *z += g - sigma * *weight;
    *n = next;
    *weight = if z.abs() <= settings.l1 {
        0.0
    } else {
        -(*z - z.signum() * settings.l1) / ((1.0 + next.sqrt()) / settings.alpha + settings.l2)
    };
}

/// Forward and backward sums over one segment, each token's scaled to 1.
#[derive(Default)]
struct Sums {
    own: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    steps: Vec<Scores>,
}

impl Sums {
    fn run(&mut self, scores: impl Iterator<Item = Scores>, transitions: &[Scores; TAGS]) {
        self.own.clear();
        self.own.extend(scores.map(|scores| {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.map(|score| (score - most).exp().max(1e-30))
        }));
        self.steps.clear();
        self.steps.extend(
            (0..TAGS).map(|a| std::array::from_fn(|b| if may_follow(a, b) { transitions[a][b].exp() } else { 0.0 })),
        );
        let length = self.own.len();
        self.forward.clear();
        for i in 0..length {
            let mut sum: Scores = match i.checked_sub(1) {
                None => std::array::from_fn(|b| f32::from(may_follow(0, b))),
                Some(before) => {
                    let mut sum = [0.0; TAGS];
                    for a in 0..TAGS {
                        let (there, row) = (self.forward[before][a], &self.steps[a]);
                        sum.iter_mut().zip(row).for_each(|(sum, step)| *sum += there * step);
                    }
                    sum
                }
            };
            sum.iter_mut().zip(&self.own[i]).for_each(|(sum, own)| *sum *= own);
            self.forward.push(scaled(sum));
        }
        self.backward.clear();
        self.backward.resize(length, [0.0; TAGS]);
        for i in (0..length).rev() {
            let sum: Scores = if i + 1 == length {
                std::array::from_fn(|a| f32::from(may_follow(a, 0)))
            } else {
                let after = self.after(i);
                std::array::from_fn(|a| self.steps[a].iter().zip(&after).map(|(step, after)| step * after).sum())
            };
            self.backward[i] = scaled(sum);
        }
    }

    /// What stands behind token `i`, for each tag of the next.
    fn after(&self, i: usize) -> Scores {
        std::array::from_fn(|b| self.own[i + 1][b] * self.backward[i + 1][b])
    }

    /// How likely each tag of token `i` is.
    fn marginal(&self, i: usize) -> Scores {
        scaled(std::array::from_fn(|tag| self.forward[i][tag] * self.backward[i][tag]))
    }

    /// The gradient of the transitions.
    fn pairs(&self, golds: impl Iterator<Item = usize>) -> [Scores; TAGS] {
        let mut out = [[0.0; TAGS]; TAGS];
        let golds: Vec<usize> = golds.collect();
        for i in 1..self.own.len() {
            let after = self.after(i - 1);
            let mut own = [[0.0; TAGS]; TAGS];
            let mut sum = 0.0;
            for (a, row) in own.iter_mut().enumerate() {
                for (b, slot) in row.iter_mut().enumerate() {
                    *slot = self.forward[i - 1][a] * self.steps[a][b] * after[b];
                    sum += *slot;
                }
            }
            let sum = sum.max(1e-30);
            for (out, own) in out.iter_mut().flatten().zip(own.iter().flatten()) {
                *out += own / sum;
            }
            out[golds[i - 1]][golds[i]] -= 1.0;
        }
        out
    }
}

fn scaled(scores: Scores) -> Scores {
    let sum = scores.iter().sum::<f32>().max(1e-30);
    scores.map(|score| score / sum)
}
