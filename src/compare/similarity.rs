//! What two sentences have in common, as numbers, for every pair of two accounts.
//!
//! Every number is the same when the accounts change places: what differs by direction comes as the larger and the smaller.

use super::comparison::Reasons;
use super::model::DIMENSIONS;
use super::numbers;
use super::sentences::{Reading, Sentence, Told};
use super::table::{Best, Table};
use crate::collection::EntityId;
use rustc_hash::FxHashMap;

/// Numbers that tell of a pair by itself.
pub const FIRST: usize = 49;

/// A pair as the trees see it.
pub type Row = [f32; FIRST];

/// All pairs of sentences of two accounts, row by row.
pub struct Grid {
    /// Sentences of the second account.
    pub columns: usize,
    /// What tells of each pair.
    pub rows: Vec<Row>,
    /// For each term of the one and of the other account how near the nearest of the other is in meaning, from 0 to 1.
    pub(super) nearest: [FxHashMap<u32, f32>; 2],
}

/// How much each term and each entity tells between these two accounts.
struct Weights {
    terms: Vec<f32>,
    entities: FxHashMap<EntityId, f32>,
    /// Terms that stand in one sentence of each account.
    single: Vec<bool>,
}

impl Weights {
    fn of(reading: &Reading, a: &Told, b: &Told) -> Self {
        let mut counts = vec![0.0f32; reading.terms.len()];
        let mut entities: FxHashMap<EntityId, f32> = FxHashMap::default();
        let all = (a.sentences.len() + b.sentences.len()) as f32 + 1.0;
        for sentence in a.sentences.iter().chain(&b.sentences) {
            for term in &sentence.terms {
                counts.iter_mut().skip(*term as usize).take(1).for_each(|count| *count += 1.0);
            }
            sentence.entities.iter().for_each(|id| *entities.entry(*id).or_default() += 1.0);
        }
        let idf = |count: f32| (all / (count + 0.5)).ln().max(0.05) / all.ln();
        let terms = counts.iter().zip(&reading.terms).map(|(count, term)| idf(*count) * term.rarity).collect();
        entities.values_mut().for_each(|count| *count = idf(*count));
        let mut times = vec![(0u32, 0u32); reading.terms.len()];
        for (sentence, first) in a.sentences.iter().map(|s| (s, true)).chain(b.sentences.iter().map(|s| (s, false))) {
            for term in &sentence.terms {
                let own = times.iter_mut().skip(*term as usize).take(1);
                own.for_each(|(one, other)| if first { *one += 1 } else { *other += 1 });
            }
        }
        Self { terms, entities, single: times.into_iter().map(|times| times == (1, 1)).collect() }
    }

    fn term(&self, term: u32) -> f32 {
        self.terms.get(term as usize).copied().unwrap_or(0.0)
    }

    fn entity(&self, id: EntityId) -> f32 {
        self.entities.get(&id).copied().unwrap_or(0.0)
    }
}

/// A sentence as a whole: length of its words as a vector, and the direction of their meaning.
struct Sum {
    weight: f32,
    square: f32,
    entities: f32,
    meaning: [f32; DIMENSIONS],
}

impl Sum {
    fn of(reading: &Reading, weights: &Weights, sentence: &Sentence) -> Self {
        let mut sum = Self { weight: 0.0, square: 0.0, entities: 0.0, meaning: [0.0; DIMENSIONS] };
        for term in &sentence.terms {
            let weight = weights.term(*term);
            sum.weight += weight;
            sum.square += weight * weight;
            if let Some(term) = reading.terms.get(*term as usize) {
                sum.meaning.iter_mut().zip(term.vector).for_each(|(to, from)| *to += weight * from);
            }
        }
        sum.entities = sentence.entities.iter().map(|id| weights.entity(*id)).sum();
        let length = dot(&sum.meaning, &sum.meaning).sqrt().max(1e-6);
        sum.meaning.iter_mut().for_each(|x| *x /= length);
        sum
    }
}

/// The direction of what each sentence means with those beside it.
fn contexts(sums: &[Sum]) -> Vec<[f32; DIMENSIONS]> {
    let around = |at: usize| {
        let mut all = [0.0; DIMENSIONS];
        for sum in sums.iter().take(at + 2).skip(at.saturating_sub(1)) {
            all.iter_mut().zip(sum.meaning).for_each(|(to, from)| *to += from);
        }
        let length = dot(&all, &all).sqrt().max(1e-6);
        all.map(|x| x / length)
    };
    (0..sums.len()).map(around).collect()
}

pub(super) fn dot(a: &[f32; DIMENSIONS], b: &[f32; DIMENSIONS]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}

/// What two ascending lists have in common.
pub(super) fn common<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    let mut rest = b.iter().peekable();
    a.iter().filter(move |one| {
        while rest.next_if(|other| other < one).is_some() {}
        rest.peek() == Some(one)
    })
}

/// How near the terms of two accounts are to one another in meaning.
struct Meanings {
    /// Those of the one account, each once, ascending.
    own: Vec<u32>,
    others: Vec<u32>,
    /// From 0 to 1, a row for each of `own`.
    like: Table,
}

impl Meanings {
    fn of(reading: &Reading, a: &Told, b: &Told) -> Self {
        let terms = |told: &Told| {
            let mut all: Vec<u32> = told.sentences.iter().flat_map(|sentence| sentence.terms.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (own, others) = (terms(a), terms(b));
        let mut like = Table::new(own.len(), others.len());
        for (i, term) in own.iter().enumerate() {
            let Some(known) = reading.terms.get(*term as usize) else { continue };
            for (j, other) in others.iter().enumerate() {
                let Some(that) = reading.terms.get(*other as usize) else { continue };
                like.set(i, j, if term == other { 1.0 } else { dot(&known.vector, &that.vector).max(0.0) });
            }
        }
        Self { own, others, like }
    }

    /// The same, seen from the other account.
    fn turned(&self) -> Self {
        let mut like = Table::new(self.others.len(), self.own.len());
        for i in 0..self.own.len() {
            (0..self.others.len()).for_each(|j| like.set(j, i, self.like.get(i, j)));
        }
        Self { own: self.others.clone(), others: self.own.clone(), like }
    }

    /// For each term of the one account how near the nearest of the other is.
    fn nearest(&self) -> FxHashMap<u32, f32> {
        let best = |i: usize| (0..self.others.len()).map(|j| self.like.get(i, j)).fold(0.0, f32::max);
        self.own.iter().enumerate().map(|(i, term)| (*term, best(i))).collect()
    }
}

/// For each sentence of `a` and each of `b`: how well the words of the former find words of like meaning in the latter.
fn echoes(weights: &Weights, meanings: &Meanings, a: &Told, b: &Told) -> [Table; 2] {
    let Meanings { own, others, like } = meanings;
    // The best of each own term in each sentence of the other.
    let mut best = Table::new(own.len(), b.sentences.len());
    for (column, sentence) in b.sentences.iter().enumerate() {
        let places: Vec<usize> = sentence.terms.iter().filter_map(|term| others.binary_search(term).ok()).collect();
        for at in 0..own.len() {
            best.set(at, column, places.iter().map(|place| like.get(at, *place)).fold(0.0, f32::max));
        }
    }
    let new = || Table::new(a.sentences.len(), b.sentences.len());
    let [mut out, mut sharp] = [new(), new()];
    for (row, sentence) in a.sentences.iter().enumerate() {
        let places: Vec<(usize, f32)> = sentence
            .terms
            .iter()
            .filter_map(|term| Some((own.binary_search(term).ok()?, weights.term(*term))))
            .collect();
        let all: f32 = places.iter().map(|(_, weight)| weight).sum();
        for column in 0..b.sentences.len() {
            let sum: f32 = places.iter().map(|(at, weight)| weight * best.get(*at, column)).sum();
            out.set(row, column, sum / all.max(1e-6));
            // Words that have little to do with one another still point somewhat the same way.
            let near = |(at, weight): &(usize, f32)| weight * ((best.get(*at, column) - 0.45) / 0.55).max(0.0);
            sharp.set(row, column, places.iter().map(near).sum::<f32>());
        }
    }
    [out, sharp]
}

/// The longest run of words that two sentences share, and how many of their words are in runs of three that they share.
fn runs(a: &[u32], b: &[u32]) -> (usize, usize) {
    let mut longest = 0;
    let mut before = vec![0usize; b.len() + 1];
    let mut covered = vec![false; a.len()];
    for (i, word) in a.iter().enumerate() {
        let mut above = 0;
        for (j, other) in b.iter().enumerate() {
            let Some(slot) = before.get_mut(j + 1) else { continue };
            let here = if word == other { above + 1 } else { 0 };
            above = std::mem::replace(slot, here);
            longest = longest.max(here);
            // What comes before in a longer run was covered when the run had three words.
            if here >= 3 {
                covered.iter_mut().take(i + 1).skip(i + 1 - 3).for_each(|c| *c = true);
            }
        }
    }
    (longest, covered.iter().filter(|c| **c).count())
}

impl Grid {
    /// Looks at all pairs.
    pub fn of(reading: &Reading, a: &Told, b: &Told) -> Self {
        let weights = Weights::of(reading, a, b);
        let sums = |told: &Told| -> Vec<Sum> {
            told.sentences.iter().map(|sentence| Sum::of(reading, &weights, sentence)).collect()
        };
        let (sums_a, sums_b) = (sums(a), sums(b));
        let meanings = Meanings::of(reading, a, b);
        let turned = meanings.turned();
        let nearest = [meanings.nearest(), turned.nearest()];
        let ([there, clear], [back, again]) = (echoes(&weights, &meanings, a, b), echoes(&weights, &turned, b, a));
        let (near_a, near_b) = (contexts(&sums_a), contexts(&sums_b));
        let (rows, columns) = (a.sentences.len(), b.sentences.len());
        let place = |at: usize, all: usize| at as f32 / all.max(1) as f32;
        let mut grid = Self { columns, rows: Vec::with_capacity(rows * columns), nearest };
        let mut base = Table::new(rows, columns);
        for (i, (one, sum)) in a.sentences.iter().zip(&sums_a).enumerate() {
            for (j, (other, that)) in b.sentences.iter().zip(&sums_b).enumerate() {
                let mut row = pair(reading, &weights, (one, sum), (other, that));
                let (there, back) = (there.get(i, j), back.get(j, i));
                let (clear, again) = (clear.get(i, j), again.get(j, i));
                let (x, y) = (clear / sum.weight.max(1e-6), again / that.weight.max(1e-6));
                row[36] = x.max(y);
                row[37] = x.min(y);
                row[41] = clear.max(again);
                row[4] = there.max(back);
                row[5] = there.min(back);
                row[17] = (place(i, rows) - place(j, columns)).abs();
                row[18] = i.min(j) as f32;
                row[35] = i.max(j) as f32;
                row[44] = near_a.get(i).zip(near_b.get(j)).map_or(0.0, |(one, other)| dot(one, other));
                base.set(i, j, row[0] + 0.7 * row[5] + 0.3 * row[6] + 0.4 * row[7] + 0.6 * row[13]);
                grid.rows.push(row);
            }
        }
        grid.rank(&base);
        grid
    }

    /// How a pair stands among those of the same sentence, and what stands beside it.
    fn rank(&mut self, base: &Table) {
        let (columns, rows) = (self.columns, self.rows.len().checked_div(self.columns).unwrap_or(0));
        let across: Vec<Best> = (0..rows).map(|i| Best::of((0..columns).map(|j| base.get(i, j)))).collect();
        let down: Vec<Best> = (0..columns).map(|j| Best::of((0..rows).map(|i| base.get(i, j)))).collect();
        let ascending = |mut values: Vec<f32>| {
            values.sort_unstable_by(f32::total_cmp);
            values
        };
        let sorted_rows: Vec<_> =
            (0..rows).map(|i| ascending((0..columns).map(|j| base.get(i, j)).collect())).collect();
        let sorted_columns: Vec<_> =
            (0..columns).map(|j| ascending((0..rows).map(|i| base.get(i, j)).collect())).collect();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let (i, j) = (at / columns, at % columns);
            let own = base.get(i, j);
            let (Some(across), Some(down)) = (across.get(i), down.get(j)) else { continue };
            let (x, y) = (own - across.beside(own), own - down.beside(own));
            row[21] = x.max(y);
            row[22] = x.min(y);
            let rank = |sorted: Option<&Vec<f32>>| {
                sorted.map_or(0, |sorted| sorted.len() - sorted.partition_point(|other| *other <= own)) as f32
            };
            let (p, q) = (rank(sorted_rows.get(i)), rank(sorted_columns.get(j)));
            row[23] = p.min(q);
            row[24] = p.max(q);
            row[25] = own;
            row[26] = corner(base, i, j);
            row[27] = side(base, i, j);
        }
    }
}

fn corner(table: &Table, i: usize, j: usize) -> f32 {
    let up = if i > 0 && j > 0 { table.get(i - 1, j - 1) } else { 0.0 };
    up.max(table.get(i + 1, j + 1))
}

fn side(table: &Table, i: usize, j: usize) -> f32 {
    let left = if j > 0 { table.get(i, j - 1) } else { 0.0 };
    let above = if i > 0 { table.get(i - 1, j) } else { 0.0 };
    left.max(above).max(table.get(i, j + 1)).max(table.get(i + 1, j))
}

/// What tells of a pair by itself.
fn pair(reading: &Reading, weights: &Weights, (a, sum): (&Sentence, &Sum), (b, that): (&Sentence, &Sum)) -> Row {
    let mut row = [0.0; FIRST];
    let (mut square, mut weight, mut first, mut second, mut count) = (0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for term in common(&a.terms, &b.terms) {
        let own = weights.term(*term);
        (square, weight, count) = (square + own * own, weight + own, count + 1.0);
        if own > first {
            (first, second) = (own, first)
        } else {
            second = second.max(own)
        }
        if weights.single.get(*term as usize) == Some(&true) {
            row[46] += 1.0;
            row[47] += own;
        }
    }
    row[0] = square / (sum.square * that.square).sqrt().max(1e-6);
    let (x, y) = (weight / sum.weight.max(1e-6), weight / that.weight.max(1e-6));
    row[1] = x.max(y);
    row[2] = x.min(y);
    row[3] = count;
    row[6] = dot(&sum.meaning, &that.meaning);
    let (mut entities, mut named, mut rarest) = (0.0f32, 0.0f32, 0.0f32);
    for id in common(&a.entities, &b.entities) {
        let weight = weights.entity(*id);
        (entities, named, rarest) = (entities + weight, named + 1.0, rarest.max(weight));
    }
    row[7] = entities / sum.entities.min(that.entities).max(1e-6);
    row[8] = entities;
    row[9] = named;
    row[10] = entities / sum.entities.max(that.entities).max(1e-6);
    row[11] = first;
    row[12] = second;
    let said = common(&a.quoted, &b.quoted).count();
    let least = a.quoted.len().min(b.quoted.len());
    row[13] = if least >= 2 { said as f32 / least as f32 } else { 0.0 };
    row[14] = said as f32;
    row[15] = f32::from(u8::from(!a.quoted.is_empty())) + f32::from(u8::from(!b.quoted.is_empty()));
    row[16] = common(&a.speakers, &b.speakers).count() as f32;
    let lengths = (a.terms.len() as f32, b.terms.len() as f32);
    row[19] = lengths.0.min(lengths.1);
    row[20] = lengths.0.max(lengths.1);
    let (longest, covered) = runs(&a.words, &b.words);
    row[28] = longest as f32;
    row[29] = covered as f32 / a.words.len().min(b.words.len()).max(1) as f32;
    row[30] = weight;
    let numbers = numbers::compare(reading, a, b);
    row[31] = numbers.same as f32;
    row[32] = numbers.alike as f32;
    row[33] = numbers.differ as f32;
    row[38] = numbers.telling;
    row[39] = numbers.best;
    row[40] = rarest;
    row[34] = numbers::days(&a.dates, &b.dates);
    let of = |list: &[EntityId]| list.iter().map(|id| weights.entity(*id)).sum::<f32>();
    let who: f32 = common(&a.who, &b.who).map(|id| weights.entity(*id)).sum();
    row[42] = who;
    row[43] = who / of(&a.who).min(of(&b.who)).max(1e-6);
    row[45] = numbers.apart;
    row[48] = numbers.nearest;
    row
}

/// What speaks for a pair.
pub(super) fn reasons(row: &Row, same_day: bool) -> Reasons {
    Reasons {
        quote: row[13] >= 0.5 && row[14] >= 2.0,
        wording: row[0] >= 0.15 || row[5] >= 0.45,
        // Also where they are about the same, or disagree about what both count.
        figure: row[31] > 0.0 || (row[32] > 0.0 && row[39] >= 0.3) || row[45] >= 0.3,
        entities: row[8] > 0.0,
        date: same_day,
    }
}

/// Whether the reporters' own words are so much the same that neither can have found them.
pub(super) fn is_copied(a: &Sentence, b: &Sentence) -> bool {
    let (longest, covered) = runs(&a.own, &b.own);
    longest >= 7 && covered >= 9 && covered * 5 >= a.own.len().max(b.own.len()) * 3
}
