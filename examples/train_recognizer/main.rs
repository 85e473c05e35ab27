//! Learns the recogniser's model, the same bytes every time:
//!
//! ```text
//! cargo run --release --example train_recognizer -- --shared ../shared --raw RAW --out assets/recognizer.bin
//! ```
//!
//! `assets/README.md` says what RAW holds, what the model is learnt from and how good it is. With `--hold 0` a part of
//! the data is kept out of training and measured on.

mod annotated;
mod bio;
mod corpus;
mod crf;
mod data;
mod evaluate;
mod gate;
mod lists;
mod options;
mod pack;
mod sources;
mod tables;
mod vectors;

use clap::Parser;
use corpus::{Sample, Variation};
use crossread::analysis::recognizer::knowledge::Knowledge;
use crossread::analysis::recognizer::model::Model;
use crossread::analysis::recognizer::tags::TAGS;
use options::Options;
use pack::Learnt;
use std::{fs, time::Instant};

const SETTINGS: crf::Settings = crf::Settings { epochs: 4, alpha: 0.05, l1: 0.6, l2: 1.0 };
const VARIATION: Variation = Variation { split: 0.3, recase: 0.05 };

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let started = Instant::now();
    let say = |what: &str| eprintln!("[{:.0} s] {what}", started.elapsed().as_secs_f32());
    let tables = tables::Tables::of(&options.raw)?;
    let knowledge = tables.knowledge()?;
    say("word clusters and names");
    let (train, tests) = sources::read(&options)?;
    say(&format!("{} documents to learn from", train.len()));
    let learnt = learn(&options, &train, &knowledge);
    say("trained");
    let bytes = learnt.pack(&tables, gate::learn(&train, &knowledge));
    println!("{} bytes", bytes.len());
    let model = Model::new(&bytes)?;
    for (name, samples) in &tests {
        let line = evaluate::line(&model, samples, *name == options.wrong);
        println!("{name:20} {line} | share {:.2}", gate::mean(&model, samples));
    }
    if let Some(path) = &options.out {
        fs::write(path, &bytes)?;
    }
    Ok(())
}

/// The mean of the weights of several runs, each with its own variations and its own order.
fn learn(options: &Options, train: &[Sample], knowledge: &Knowledge) -> Learnt {
    let mut learnt = Learnt::default();
    let share = 1.0 / options.runs as f32;
    for run in 0..options.runs {
        let mut random = fastrand::Rng::with_seed(options.seed + run);
        let varied = corpus::vary(train, VARIATION, &mut random);
        let data = data::Data::of(&varied, knowledge);
        let weights = crf::train(&data, SETTINGS, &mut random);
        for (key, row) in data.hashes.iter().zip(&weights.rows).filter(|(_, row)| row.iter().any(|w| *w != 0.0)) {
            let sums = learnt.rows.entry(*key).or_insert([0.0; TAGS]);
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * share);
        }
        for (sum, weight) in learnt.transitions.iter_mut().flatten().zip(weights.transitions.iter().flatten()) {
            *sum += weight * share;
        }
    }
    learnt
}
