//! Learns the page-furniture model:
//!
//! ```text
//! cargo run --release --example train_furniture -- ../shared/data/furniture assets/furniture.bin
//! cargo run --release --example train_furniture -- ../shared/data/furniture --evaluate
//! ```
//!
//! The first writes the model, the same bytes every time; the second prints cross-validated figures. The coverage
//! accounts are looked for in `coverage/`, beside the folder.

mod boost;
mod clean;
mod data;
mod evaluate;
mod lists;
mod logistic;
mod phrases;

use anyhow::Context;
use boost::Table;
use crossread::article::furniture::{
    model::{Model, Words, scores},
    page::{Page, WIDTH},
};
use data::{Doc, Kind, fold};
use phrases::Phrase;
use std::{fs, path::Path};

/// Parts of the cross-validation; of the stacking inside it.
const FOLDS: usize = 6;
const INNER: usize = 4;
/// How sure one must be: on a page of furniture, in a clean text. Chosen by `--evaluate`.
const EAGER: f32 = 0.6;
const CAREFUL: f32 = 0.975;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, target] = arguments.as_slice() else {
        anyhow::bail!("call: train_furniture FOLDER MODEL, or train_furniture FOLDER --evaluate");
    };
    let docs = data::load(Path::new(folder)).with_context(|| format!("reading {folder}"))?;
    if target == "--evaluate" {
        cross_validate(&docs);
        return Ok(());
    }
    let model = learn(&docs.iter().collect::<Vec<_>>(), false);
    let bytes = model.to_bytes();
    anyhow::ensure!(Model::from_bytes(&bytes).as_ref() == Some(&model), "the model does not survive its own file");
    fs::write(target, &bytes).with_context(|| format!("writing {target}"))?;
    let judged: Vec<_> = docs.iter().map(|doc| (doc, model.judge(&doc.texts()))).collect();
    println!("{target}: {} bytes", bytes.len());
    println!("on what it was learnt from: {}", evaluate::measure(&judged, EAGER, CAREFUL).line());
    Ok(())
}

fn cross_validate(docs: &[Doc]) {
    let mut judged = Vec::new();
    let mut strays = evaluate::Strays::default();
    for part in 0..FOLDS {
        let (test, train): (Vec<&Doc>, Vec<&Doc>) = docs.iter().partition(|doc| fold(&doc.group, FOLDS) == part);
        let model = learn(&train, true);
        clean::strew(&model, &test, &mut strays);
        judged.extend(test.into_iter().map(|doc| (doc, model.judge(&doc.texts()))));
    }
    println!("held out by host and event, {FOLDS} parts; thresholds {EAGER} and {CAREFUL}:");
    println!("{}", evaluate::measure(&judged, EAGER, CAREFUL).line());
    println!("held-out lines in clean accounts:");
    strays.report();
    if std::env::var_os("CROSSREAD_WRONG").is_some() {
        strays.wrong();
    }
    println!("other thresholds:");
    for eager in [0.5, 0.6, 0.7] {
        for careful in [0.95, 0.97, 0.975, 0.98] {
            println!("{eager} {careful}: {}", evaluate::measure(&judged, eager, careful).line());
        }
    }
}

/// Learns both steps. The trees see word scores from tables that did not know the line, as they will later.
fn learn(docs: &[&Doc], measuring: bool) -> Model {
    let mut table = Table::default();
    let phrases = phrases::phrases(measuring);
    let made = data::make(docs, &phrases);
    for part in 0..INNER {
        let known: Vec<&Doc> = docs.iter().copied().filter(|doc| inner(doc) != part).collect();
        let seen: Vec<&Phrase> = phrases.iter().filter(|phrase| phrase.part(INNER) != part).collect();
        let (words, known) = (logistic::words(&known, &seen), logistic::known(&known, &seen));
        for doc in docs.iter().copied().chain(&made).filter(|doc| inner(doc) == part) {
            add_rows(&mut table, doc, &words, &known);
        }
    }
    let forest = boost::train(&table);
    let all: Vec<&Phrase> = phrases.iter().collect();
    Model {
        words: logistic::words(docs, &all),
        known: logistic::known(docs, &all),
        eager: EAGER,
        careful: CAREFUL,
        base: forest.base,
        nodes: forest.nodes,
        roots: forest.roots,
    }
}

/// The part of the inner split, which must not follow the outer one.
fn inner(doc: &Doc) -> usize {
    fold(&format!("inner {}", doc.group), INNER)
}

fn add_rows(table: &mut Table, doc: &Doc, words: &Words, known: &Words) {
    let page = Page::new(&doc.texts(), |tokens| scores(words, known, tokens));
    let weight = |furniture: bool| match (doc.kind, furniture) {
        (Kind::Page, _) => 1.0,
        // Five extractors' residues of one page; and there a genuine line lost costs more than furniture kept.
        (Kind::Residue, true) => 0.7,
        (Kind::Residue, false) => 1.4,
        (Kind::Clean, _) => 2.0,
        (Kind::Made, _) => 0.7,
        (Kind::Strewn, true) => 1.2,
        (Kind::Strewn, false) => 0.8,
    };
    for i in 0..page.len() {
        let mut row = [0.0; WIDTH];
        page.row(i, &mut row);
        table.rows.push(row);
        table.furniture.push(doc.furniture[i]);
        table.weights.push(weight(doc.furniture[i]));
    }
}
