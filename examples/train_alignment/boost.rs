//! Gradient-boosted trees on binned numbers, as `train_furniture` grows them, over rows of any width.

use crossread::compare::forest::{Forest, LEAF, Node};

const BINS: usize = 48;
const SMOOTH: f64 = 6.0;
/// Of ten columns, how many a tree may look at.
const COLUMNS: u64 = 4;
/// Of ten rows, how many a tree learns from.
const ROWS: u64 = 7;

/// How many trees of which depth, and how far each goes.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) trees: usize,
    pub(crate) depth: usize,
    pub(crate) rate: f64,
    /// The least weight of a leaf.
    pub(crate) least: f64,
    /// How many times it is learnt, each time from other rows and columns; the votes are averaged.
    pub(crate) bags: usize,
}

/// What to learn from: rows of one width, and whether each is a pair that tells the same.
#[derive(Clone, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Vec<f32>>,
    pub(crate) same: Vec<bool>,
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
    shape: Shape,
}

/// The same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (self.0 >> 33) % n
    }
}

/// Learns the trees.
pub(crate) fn train(table: &Table, shape: Shape) -> Forest {
    let mut all = Forest::default();
    for bag in 0..shape.bags {
        let forest = train_one(table, shape, Random(23 + 101 * bag as u64));
        let (nodes, share) = (all.nodes.len() as u16, shape.bags as f32);
        all.base = forest.base;
        all.roots.extend(forest.roots.iter().map(|root| root + nodes));
        all.nodes.extend(forest.nodes.iter().map(|node| match node.feature {
            LEAF => Node { value: node.value / share, ..*node },
            _ => Node { other: node.other + nodes, ..*node },
        }));
    }
    all
}

fn train_one(table: &Table, shape: Shape, mut random: Random) -> Forest {
    let (n, width) = (table.rows.len(), table.rows.first().map_or(0, Vec::len));
    let cuts: Vec<Vec<f32>> = (0..width).map(|column| cuts(table, column)).collect();
    let bins: Vec<Vec<u8>> = (0..width)
        .map(|c| table.rows.iter().map(|row| cuts[c].partition_point(|cut| *cut < row[c]) as u8).collect())
        .collect();
    let same = table.same.iter().filter(|same| **same).count() as f64;
    let base = (same / (n as f64 - same)).ln() as f32;
    let mut votes = vec![base; n];
    let mut forest = Forest { base, ..Forest::default() };
    for _ in 0..shape.trees {
        let sums = (0..n)
            .map(|i| {
                let p = 1.0 / (1.0 + f64::from(-votes[i]).exp());
                Sum { slope: f64::from(u8::from(table.same[i])) - p, curve: (p * (1.0 - p)).max(1e-4) }
            })
            .collect();
        let columns = (0..width).filter(|_| random.below(10) < COLUMNS).collect();
        let rows = (0..n as u32).filter(|_| random.below(10) < ROWS).collect();
        let root = forest.nodes.len();
        forest.roots.push(root as u16);
        let nodes = std::mem::take(&mut forest.nodes);
        let mut growth = Growth { bins: &bins, cuts: &cuts, sums, columns, nodes, shape };
        growth.grow(rows, shape.depth);
        forest.nodes = growth.nodes;
        let tree = Forest { base: 0.0, roots: vec![root as u16], nodes: std::mem::take(&mut forest.nodes) };
        votes.iter_mut().zip(&table.rows).for_each(|(vote, row)| *vote += tree.vote(row));
        forest.nodes = tree.nodes;
    }
    forest
}

/// Values that part a column into bins of about the same size.
fn cuts(table: &Table, column: usize) -> Vec<f32> {
    let mut values: Vec<f32> = table.rows.iter().map(|row| row[column]).collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> = (1..BINS).map(|bin| values[bin * (values.len() - 1) / BINS]).collect();
    // What tells most is rare: the upper end is looked at more closely.
    cuts.extend((1..BINS).map(|bin| values[values.len() - 1 - bin * (values.len() / 12) / BINS]));
    cuts.sort_by(f32::total_cmp);
    cuts.dedup();
    cuts
}

impl Growth<'_> {
    fn grow(&mut self, rows: Vec<u32>, depth: usize) {
        let all = self.sum(&rows);
        let best = if depth == 0 { None } else { self.best(&rows, all) };
        let here = self.nodes.len();
        let Some((column, bin)) = best else {
            let vote = self.shape.rate * all.slope / (all.curve + SMOOTH);
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
            let mut histogram = [(Sum::default(), 0usize); 2 * BINS + 1];
            for &i in rows {
                let slot = &mut histogram[usize::from(self.bins[column][i as usize])];
                let sum = self.sums[i as usize];
                slot.0.slope += sum.slope;
                slot.0.curve += sum.curve;
                slot.1 += 1;
            }
            let (mut low, mut count) = (Sum::default(), 0);
            for (bin, (part, held)) in histogram.iter().enumerate().take(self.cuts[column].len()) {
                low.slope += part.slope;
                low.curve += part.curve;
                count += held;
                let high = all.less(low);
                // A leaf of few pairs would be learnt by heart.
                let least = self.shape.least as usize;
                if count < least || rows.len() - count < least {
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
