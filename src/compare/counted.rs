//! Do two figures count the same thing? What tells of it, as numbers, for every pair of figures of two accounts.
//!
//! As with pairs of sentences every number is the same when the accounts change places.

use super::figures::FigureVerdict;
use super::numbers::{echo, is_of_kind, likeness, nearness, verdict};
use super::sentences::{Reading, Sentence, Told};
use super::similarity::Grid;
use super::table::{Best, Table};
use crate::analysis::{Bound, Figure};
use crate::text::Span;

/// Numbers that tell of a pair of figures.
pub const FOURTH: usize = 34;

/// A figure in its sentence.
#[derive(Clone, Copy)]
struct Place<'a> {
    sentence: &'a Sentence,
    /// Which sentence of the account.
    row: usize,
    /// Which of its figures.
    at: usize,
    figure: &'a Figure,
}

/// Two figures of one kind of unit, and what tells whether they count the same.
pub struct Pair {
    /// Which sentences of the two accounts hold them.
    pub sentences: (usize, usize),
    /// Which of the articles' figures they are.
    pub figures: (usize, usize),
    /// Where they stand.
    pub spans: (Span, Span),
    /// Whether they agree, if they count the same.
    pub verdict: FigureVerdict,
    /// What the trees see.
    pub row: [f32; FOURTH],
}

/// All pairs of figures of one kind. `scores` are those of the pairs of sentences in `grid`.
pub fn pairs(reading: &Reading, a: &Told, b: &Told, grid: &Grid, scores: &[f32]) -> Vec<Pair> {
    let (own, others) = (places(a), places(b));
    let score = |x: &Place, y: &Place| scores.get(x.row * grid.columns + y.row).copied().unwrap_or(0.0);
    // How well each goes with each, at a first glance.
    let mut glance = Table::new(own.len(), others.len());
    for (i, x) in own.iter().enumerate() {
        for (j, y) in others.iter().enumerate().filter(|(_, y)| is_of_kind(x.figure, y.figure)) {
            let like = likeness(reading, x.about(), y.about());
            glance.set(i, j, score(x, y) + like + nearness(x.figure, y.figure));
        }
    }
    let across: Vec<Best> = (0..own.len()).map(|i| Best::of((0..others.len()).map(|j| glance.get(i, j)))).collect();
    let down: Vec<Best> = (0..others.len()).map(|j| Best::of((0..own.len()).map(|i| glance.get(i, j)))).collect();
    let equal = |one: &Figure, other: &Figure| is_of_kind(one, other) && nearness(one, other) > 0.999;
    let there: Vec<bool> = own.iter().map(|x| others.iter().any(|y| equal(x.figure, y.figure))).collect();
    let back: Vec<bool> = others.iter().map(|y| own.iter().any(|x| equal(x.figure, y.figure))).collect();
    let mut out = Vec::new();
    for (i, x) in own.iter().enumerate() {
        for (j, y) in others.iter().enumerate().filter(|(_, y)| is_of_kind(x.figure, y.figure)) {
            let Some(told) = grid.rows.get(x.row * grid.columns + y.row) else { continue };
            let verdict = verdict(x.figure, y.figure);
            // As many guns as tanks is no agreement where both are counted.
            if verdict == FigureVerdict::Same && x.is_rather_for(y) && y.is_rather_for(x) {
                continue;
            }
            let mut row = [0.0; FOURTH];
            row[0] = score(x, y);
            row[1] = told[30];
            pair(reading, (x, y), verdict, &mut row);
            let own = glance.get(i, j);
            let beside = |best: Option<&Best>| best.map_or(0.0, |best| own - best.beside(own));
            let (lead, other) = (beside(across.get(i)), beside(down.get(j)));
            row[20] = lead.max(other);
            row[21] = lead.min(other);
            // Where a figure stands in the other account too, another one there does not contradict it.
            let elsewhere = |found: Option<&bool>| f32::from(u8::from(found == Some(&true)));
            row[22] = elsewhere(there.get(i)) + elsewhere(back.get(j));
            for (slot, feature) in row.iter_mut().skip(23).zip(TOLD) {
                *slot = told.get(feature).copied().unwrap_or(0.0);
            }
            out.push(Pair {
                sentences: (x.row, y.row),
                figures: (x.sentence.first_figure + x.at, y.sentence.first_figure + y.at),
                spans: (x.figure.span, y.figure.span),
                verdict,
                row,
            });
        }
    }
    out
}

/// What is taken over from the pair of sentences: words, meaning, names, quotations, places, days.
const TOLD: [usize; 11] = [0, 5, 8, 13, 17, 21, 22, 34, 36, 42, 44];

fn places(told: &Told) -> Vec<Place<'_>> {
    let of = |(row, sentence): (usize, &'_ Sentence)| (row, sentence.figures.len());
    let counts = told.sentences.iter().enumerate().map(of);
    counts
        .flat_map(|(row, figures)| (0..figures).map(move |at| (row, at)))
        .filter_map(|(row, at)| {
            let sentence = told.sentences.get(row)?;
            Some(Place { sentence, row, at, figure: sentence.figures.get(at)? })
        })
        .collect()
}

impl Place<'_> {
    fn about(&self) -> &[u32] {
        self.sentence.abouts.get(self.at).map_or(&[], Vec::as_slice)
    }

    fn beside(&self) -> &[u32] {
        self.sentence.beside.get(self.at).map_or(&[], Vec::as_slice)
    }

    /// Whether another figure beside `other` counts what this one does, to the word, and `other` does not.
    fn is_rather_for(&self, other: &Place) -> bool {
        let same = |about: &[u32]| !about.is_empty() && self.about().iter().any(|word| about.contains(word));
        !other.about().is_empty() && !same(other.about()) && other.sentence.abouts.iter().any(|about| same(about))
    }

    /// Figures of the same kind in the sentence, this one among them.
    fn of_kind(&self) -> usize {
        self.sentence.figures.iter().filter(|that| is_of_kind(that, self.figure)).count()
    }
}

/// What tells of the pair by itself.
fn pair(reading: &Reading, (a, b): (&Place, &Place), verdict: FigureVerdict, row: &mut [f32; FOURTH]) {
    let (one, other) = (a.figure, b.figure);
    let is = |yes: bool| f32::from(u8::from(yes));
    row[2] = is(verdict == FigureVerdict::Same);
    row[3] = is(verdict == FigureVerdict::Compatible);
    row[4] = nearness(one, other);
    row[5] = likeness(reading, a.about(), b.about());
    row[6] = is(a.about().is_empty()) + is(b.about().is_empty());
    let (there, back) = (echo(reading, a.beside(), b.beside()), echo(reading, b.beside(), a.beside()));
    row[7] = there.max(back);
    row[8] = there.min(back);
    let rarity = |term: &u32| reading.terms.get(*term as usize).map_or(0.0, |term| term.rarity);
    let mut shared: Vec<u32> = a.beside().iter().filter(|term| b.beside().contains(term)).copied().collect();
    shared.sort_unstable();
    shared.dedup();
    row[9] = shared.iter().map(rarity).sum();
    let (few, many) = (a.of_kind().min(b.of_kind()), a.of_kind().max(b.of_kind()));
    row[10] = few as f32;
    row[11] = many as f32;
    row[12] = match one.unit {
        None => 0.0,
        Some("%") => 1.0,
        Some(unit) if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => 2.0,
        Some(_) => 3.0,
    };
    let size = |figure: &Figure| figure.value.abs().max(0.01).log10() as f32;
    row[13] = size(one).min(size(other));
    row[14] = size(one).max(size(other));
    row[15] = digits(one).min(digits(other));
    row[16] = digits(one).max(digits(other));
    row[17] = is(one.bound == other.bound);
    row[18] = is(one.bound == Bound::Exact) + is(other.bound == Bound::Exact);
    let after = |x: &Place| x.sentence.figures.len() - x.at;
    row[19] = is(a.at == b.at) + is(after(a) == after(b));
}

/// Digits before the zeros at the end: how far chance would go to make two alike.
fn digits(figure: &Figure) -> f32 {
    let written = format!("{:e}", figure.value.abs());
    written.bytes().take_while(|b| *b != b'e').filter(u8::is_ascii_digit).count().min(6) as f32
}
