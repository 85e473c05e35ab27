//! Gradient-boosted trees on binned numbers.

use crate::data::Random;
use crossread::article::furniture::{model::LEAF, model::Node, page::WIDTH};

const TREES: usize = 240;
const DEPTH: usize = 5;
const BINS: usize = 40;
const RATE: f64 = 0.07;
const SMOOTH: f64 = 6.0;
const LEAST: f64 = 8.0;
/// Of ten columns, how many a tree may look at.
const COLUMNS: usize = 3;

/// What to learn from: rows, whether each is furniture, and how much it counts.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<[f32; WIDTH]>,
    pub(crate) furniture: Vec<bool>,
    pub(crate) weights: Vec<f64>,
}

/// Base, nodes and roots of the trees.
pub(crate) struct Forest {
    pub(crate) base: f32,
    pub(crate) nodes: Vec<Node>,
    pub(crate) roots: Vec<u16>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    slope: f64,
    curve: f64,
}

impl Sum {
    fn gain(self) -> f64 {
        self.slope * self.slope / (self.curve + SMOOTH)
    }

    fn less(self, other: Sum) -> Sum {
        Sum { slope: self.slope - other.slope, curve: self.curve - other.curve }
    }
}

struct Growth<'a> {
    bins: &'a [Vec<u8>],
    cuts: &'a [Vec<f32>],
    sums: Vec<Sum>,
    columns: Vec<usize>,
    nodes: Vec<Node>,
    votes: Vec<f64>,
}

/// Learns the trees.
pub(crate) fn train(table: &Table) -> Forest {
    let n = table.rows.len();
    let cuts: Vec<Vec<f32>> = (0..WIDTH).map(|column| cuts(table, column)).collect();
    let bins: Vec<Vec<u8>> = (0..WIDTH)
        .map(|c| table.rows.iter().map(|row| cuts[c].partition_point(|cut| *cut < row[c]) as u8).collect())
        .collect();
    let total: f64 = table.weights.iter().sum();
    let positive: f64 = table.weights.iter().zip(&table.furniture).filter(|(_, f)| **f).map(|(w, _)| w).sum();
    let base = (positive / (total - positive).max(1e-9)).ln();
    let mut votes = vec![base; n];
    let mut random = Random(23);
    let mut forest = Forest { base: base as f32, nodes: Vec::new(), roots: Vec::new() };
    for _ in 0..TREES {
        let sums = (0..n)
            .map(|i| {
                let p = 1.0 / (1.0 + (-votes[i]).exp());
                let want = f64::from(u8::from(table.furniture[i]));
                Sum { slope: (want - p) * table.weights[i], curve: (p * (1.0 - p)).max(1e-4) * table.weights[i] }
            })
            .collect();
        let columns = (0..WIDTH).filter(|_| random.below(10) < COLUMNS).collect();
        let nodes = std::mem::take(&mut forest.nodes);
        forest.roots.push(nodes.len() as u16);
        let mut growth = Growth { bins: &bins, cuts: &cuts, sums, columns, nodes, votes };
        growth.grow((0..n as u32).collect(), DEPTH);
        (forest.nodes, votes) = (growth.nodes, growth.votes);
    }
    forest
}

/// Values that part a column into bins of about the same size.
fn cuts(table: &Table, column: usize) -> Vec<f32> {
    let mut values: Vec<f32> = table.rows.iter().map(|row| row[column]).collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> = (1..BINS).map(|bin| values[bin * (values.len() - 1) / BINS]).collect();
    cuts.dedup();
    cuts
}

impl Growth<'_> {
    fn grow(&mut self, rows: Vec<u32>, depth: usize) {
        let all = self.sum(&rows);
        let best = if depth == 0 { None } else { self.best(&rows, all) };
        let here = self.nodes.len();
        let Some((column, bin)) = best else {
            let vote = RATE * all.slope / (all.curve + SMOOTH);
            rows.iter().for_each(|&i| self.votes[i as usize] += f64::from(vote as f32));
            self.nodes.push(Node { feature: LEAF, other: 0, value: vote as f32 });
            return;
        };
        self.nodes.push(Node { feature: column as u8, other: 0, value: self.cuts[column][bin] });
        let (low, high) = rows.into_iter().partition(|&i| usize::from(self.bins[column][i as usize]) <= bin);
        self.grow(low, depth - 1);
        self.nodes[here].other = self.nodes.len() as u16;
        self.grow(high, depth - 1);
    }

    fn sum(&self, rows: &[u32]) -> Sum {
        rows.iter().fold(Sum::default(), |all, &i| {
            let sum = self.sums[i as usize];
            Sum { slope: all.slope + sum.slope, curve: all.curve + sum.curve }
        })
    }

    fn best(&self, rows: &[u32], all: Sum) -> Option<(usize, usize)> {
        let mut best = None;
        let mut most = all.gain() + 1e-3;
        for &column in &self.columns {
            let mut histogram = [Sum::default(); BINS + 1];
            for &i in rows {
                let slot = &mut histogram[usize::from(self.bins[column][i as usize])];
                let sum = self.sums[i as usize];
                slot.slope += sum.slope;
                slot.curve += sum.curve;
            }
            let mut low = Sum::default();
            for (bin, part) in histogram.iter().enumerate().take(self.cuts[column].len()) {
                low.slope += part.slope;
                low.curve += part.curve;
                let high = all.less(low);
                // A leaf of few lines would be learnt by heart; curve is at most a quarter of their weight.
                if low.curve * 4.0 < LEAST || high.curve * 4.0 < LEAST {
                    continue;
                }
                if low.gain() + high.gain() > most {
                    most = low.gain() + high.gain();
                    best = Some((column, bin));
                }
            }
        }
        best
    }
}
