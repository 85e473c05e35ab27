//! What the model makes of pairs of sentences, of each sentence (does the other account tell it?) and of pairs of figures.

use super::counted::{self, Pair};
use super::model::Model;
use super::numbers;
use super::sentences::{Reading, Sentence, Told};
use super::similarity::{FIRST, Grid, Row, common};
use super::table::{Best, Table};
use std::collections::HashSet;

/// The numbers of a pair, and what the first judgement says of it and of other pairs.
pub const SECOND: usize = FIRST + AROUND;
const AROUND: usize = 14;
/// Pairs that the first judgement finds less likely than this (log-odds) are not judged again.
const HOPELESS: f32 = -4.0;
/// Numbers that tell of one sentence beside the other account.
pub const THIRD: usize = 38;

fn likely(vote: f32) -> f32 {
    1.0 / (1.0 + (-vote).exp())
}

/// How likely each pair tells the same, from 0 to 1.
pub(super) fn scores(grid: &Grid, model: &Model) -> Vec<f32> {
    let votes = first(grid, model);
    let judged = |row: Option<[f32; SECOND]>| row.map_or(0.0, |row| likely(model.second.vote(&row)));
    second(grid, &votes).into_iter().map(judged).collect()
}

/// How likely the other account tells what each sentence of `a`, and each of `b`, tells, from 0 to 1.
pub(super) fn told(reading: &Reading, a: &Told, b: &Told, grid: &Grid, scores: &[f32], model: &Model) -> [Vec<f32>; 2] {
    third(reading, a, b, grid, scores).map(|rows| rows.iter().map(|row| likely(model.third.vote(row))).collect())
}

/// Figures that may count the same, each pair with how likely it does, from 0 to 1.
pub(super) fn figures(
    reading: &Reading,
    (a, b): (&Told, &Told),
    grid: &Grid,
    scores: &[f32],
    model: &Model,
) -> Vec<(Pair, f32)> {
    let judged = |pair: Pair| {
        let likely = likely(model.fourth.vote(&pair.row));
        (pair, likely)
    };
    counted::pairs(reading, a, b, grid, scores).into_iter().map(judged).collect()
}

/// What the third judgement sees of each sentence of `a` and of each of `b`; `scores` are those of the pairs.
pub fn third(reading: &Reading, a: &Told, b: &Told, grid: &Grid, scores: &[f32]) -> [Vec<[f32; THIRD]>; 2] {
    let view = |turned: bool| View { grid, scores, turned };
    [beside(reading, a, b, &view(false)), beside(reading, b, a, &view(true))]
}

/// The pairs as the one or the other account sees them.
struct View<'g> {
    grid: &'g Grid,
    scores: &'g [f32],
    /// Whether it is the second account that looks.
    turned: bool,
}

impl<'g> View<'g> {
    fn at(&self, i: usize, j: usize) -> usize {
        let (row, column) = if self.turned { (j, i) } else { (i, j) };
        row * self.grid.columns + column
    }

    fn score(&self, i: usize, j: usize) -> f32 {
        self.scores.get(self.at(i, j)).copied().unwrap_or(0.0)
    }

    fn pair(&self, i: usize, j: usize) -> Option<&'g Row> {
        self.grid.rows.get(self.at(i, j))
    }

    /// How near the other account comes to a term in meaning, from 0 to 1.
    fn nearest(&self, term: u32) -> f32 {
        let [first, second] = &self.grid.nearest;
        if self.turned { second } else { first }.get(&term).copied().unwrap_or(0.0)
    }
}

fn beside(reading: &Reading, a: &Told, b: &Told, view: &View) -> Vec<[f32; THIRD]> {
    let score = |i: usize, j: usize| view.score(i, j);
    let pair = |i: usize, j: usize| view.pair(i, j);
    let (rows, columns) = (a.sentences.len(), b.sentences.len());
    let down: Vec<Best> = (0..columns).map(|j| Best::of((0..rows).map(|i| score(i, j)))).collect();
    let across: Vec<Best> = (0..rows).map(|i| Best::of((0..columns).map(|j| score(i, j)))).collect();
    let terms: HashSet<u32> = b.sentences.iter().flat_map(|sentence| sentence.terms.iter().copied()).collect();
    let names: HashSet<_> = b.sentences.iter().flat_map(|sentence| sentence.entities.iter().copied()).collect();
    let quoted: HashSet<u32> = b.sentences.iter().flat_map(|sentence| sentence.quoted.iter().copied()).collect();
    let speakers: HashSet<_> = b.sentences.iter().flat_map(|sentence| sentence.speakers.iter().copied()).collect();
    let judge = |(i, own): (usize, &Sentence)| {
        let all = || (0..columns).map(|j| score(i, j));
        let best = across.get(i).copied().unwrap_or(Best(0.0, 0.0));
        let most = |feature: usize| {
            (0..columns).filter_map(|j| pair(i, j)?.get(feature).copied()).fold(f32::NEG_INFINITY, f32::max).max(-9.0)
        };
        let rarity = |term: &u32| reading.terms.get(*term as usize).map_or(0.0, |term| term.rarity);
        let weight: f32 = own.terms.iter().map(rarity).sum();
        let known: f32 = own.terms.iter().filter(|term| terms.contains(term)).map(rarity).sum();
        let named = own.entities.iter().filter(|id| names.contains(id)).count();
        let stated = own.figures.iter().filter(|figure| {
            b.sentences
                .iter()
                .flat_map(|other| &other.figures)
                .any(|other| numbers::is_of_kind(figure, other) && numbers::nearness(figure, other) > 0.95)
        });
        let stated = stated.count();
        let lead = all().zip(&down).map(|(score, best)| score - best.beside(score)).fold(-1.0f32, f32::max);
        let next = |i: Option<usize>| i.and_then(|i| across.get(i)).map_or(0.0, |best| best.0);
        let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { -1.0 };
        let (before, after) = (next(i.checked_sub(1)), next(Some(i + 1)));
        let before_own = i.checked_sub(1).and_then(|i| a.sentences.get(i));
        let of = |part: usize, whole: usize| share(part as f32, whole as f32);
        let said = own.quoted.iter().filter(|term| quoted.contains(term)).count();
        let spoken = own.speakers.iter().filter(|id| speakers.contains(id)).count();
        let (mut echoed, mut unheard, mut rarest) = (0.0f32, 0.0f32, 0.0f32);
        for term in &own.terms {
            let (rare, near) = (rarity(term), view.nearest(*term));
            echoed += rare * ((near - 0.4) / 0.6).max(0.0);
            if near < 0.55 {
                unheard += rare;
                rarest = rarest.max(rare);
            }
        }
        let again = before_own.map_or(0, |before| common(&before.entities, &own.entities).count());
        [
            best.0,
            best.1,
            all().sum(),
            all().map(|score| -(1.0 - score.min(0.99)).ln()).sum(),
            own.terms.len() as f32,
            own.entities.len() as f32,
            share(named as f32, own.entities.len() as f32),
            own.figures.len() as f32,
            share(stated as f32, own.figures.len() as f32),
            most(0),
            most(5),
            most(36),
            most(37),
            most(41),
            most(25),
            share(known, weight),
            i as f32,
            i as f32 / rows.max(1) as f32,
            before.max(after),
            before.min(after),
            lead,
            most(13),
            most(34),
            again as f32 + rows.min(40) as f32 / 100.0,
            share(echoed, weight),
            unheard,
            rarest,
            of(said, own.quoted.len()),
            own.quoted.len() as f32,
            of(spoken, own.speakers.len()),
            most(47),
            most(28),
            most(39),
            most(43),
            most(44),
            rows as f32,
            columns as f32,
            (own.entities.len() - named) as f32,
        ]
    };
    a.sentences.iter().enumerate().map(judge).collect()
}

/// The first judgement of all pairs, as log-odds.
pub fn first(grid: &Grid, model: &Model) -> Vec<f32> {
    grid.rows.iter().map(|row| model.first.vote(row)).collect()
}

/// What the second judgement sees of pair number `at`: what the first saw, and what it said of this pair and of others.
pub fn second(grid: &Grid, votes: &[f32]) -> Vec<Option<[f32; SECOND]>> {
    let columns = grid.columns;
    let rows = votes.len().checked_div(columns).unwrap_or(0);
    let table = Table { columns, cells: votes.iter().map(|vote| likely(*vote)).collect() };
    let across: Vec<(Best, f32)> = (0..rows)
        .map(|i| (Best::of((0..columns).map(|j| table.get(i, j))), (0..columns).map(|j| table.get(i, j)).sum()))
        .collect();
    let down: Vec<(Best, f32)> = (0..columns)
        .map(|j| (Best::of((0..rows).map(|i| table.get(i, j))), (0..rows).map(|i| table.get(i, j)).sum()))
        .collect();
    let judge = |(at, (row, vote)): (usize, (&Row, &f32))| {
        if *vote < HOPELESS {
            return None;
        }
        let (i, j) = (at / columns, at % columns);
        let (across, down) = (across.get(i)?, down.get(j)?);
        let own = likely(*vote);
        let (x, y) = (across.0.beside(own), down.0.beside(own));
        let (p, q) = (across.1 - own, down.1 - own);
        let mut out = [0.0; SECOND];
        out.iter_mut().zip(row).for_each(|(to, from)| *to = *from);
        let up = if i > 0 && j > 0 { table.get(i - 1, j - 1) } else { 0.0 };
        let on = table.get(i + 1, j + 1);
        let before = if j > 0 { table.get(i, j - 1) } else { 0.0 };
        let above = if i > 0 { table.get(i - 1, j) } else { 0.0 };
        let (after, below) = (table.get(i, j + 1), table.get(i + 1, j));
        let (wide, high) = (before.max(after), above.max(below));
        let around = [
            own,
            x.max(y),
            x.min(y),
            p.max(q),
            p.min(q),
            own - x.max(y),
            own - x.min(y),
            up,
            on,
            wide.max(high),
            wide.min(high),
            near(&table, i, j),
            *vote,
            up.max(on),
        ];
        out.iter_mut().skip(FIRST).zip(around).for_each(|(to, from)| *to = from);
        Some(out)
    };
    grid.rows.iter().zip(votes).enumerate().map(judge).collect()
}

/// The most likely of the pairs two steps away and less, this one and those in line with it aside.
fn near(table: &Table, i: usize, j: usize) -> f32 {
    let mut best = 0.0f32;
    for x in i.saturating_sub(2)..=i + 2 {
        for y in j.saturating_sub(2)..=j + 2 {
            if x != i && y != j {
                best = best.max(table.get(x, y));
            }
        }
    }
    best
}
