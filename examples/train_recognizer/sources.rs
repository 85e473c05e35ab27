//! The sets that are learnt from and measured on, and what each counts.

use crate::corpus::Sample;
use crate::options::Options;
use crate::{annotated, bio};
use anyhow::Context;
use std::path::{Path, PathBuf};

/// The articles written for this trainer.
const ARTICLES: &str = "examples/train_recognizer/articles";

/// Whose guidelines the marks of a set follow. What is peculiar to others than ours is learnt apart from what all agree
/// on; of these only what the newspapers do goes into the model. The numbers tell the sources apart and are part of
/// what features are hashed from: another number may give other bytes.
pub(crate) mod guidelines {
    /// Ours, and those close to them.
    pub(crate) const OURS: u8 = 0;
    /// Worldwide English's: "Bank of Ghana" in two, "Kamonyi, Rwanda" in one.
    pub(crate) const NEWSPAPERS: u8 = 1;
    /// The Groningen Meaning Bank's, marked by machine and mended by hand.
    pub(crate) const GMB: u8 = 3;
    /// Of short messages of social media.
    pub(crate) const TWEETS: u8 = 6;
}
use guidelines::{GMB, NEWSPAPERS, OURS, TWEETS};

/// The sets of tagged tokens, how much each counts, and their guidelines.
const TAGGED: [(&str, f32, u8); 8] = [
    ("conll03.train", 1.0, OURS),
    ("worldwide.train", 1.0, NEWSPAPERS),
    ("gmb.train", 0.1, GMB),
    ("crossner_politics.train", 1.0, OURS),
    ("crossner_politics.dev", 1.0, OURS),
    ("ewt_uner.dev", 1.0, OURS),
    ("ewt_uner.test", 1.0, OURS),
    ("wnut17.train", 1.0, TWEETS),
];

/// Sets by name.
pub(crate) type Tests = Vec<(&'static str, Vec<Sample>)>;

/// What to learn from, and what to measure on.
pub(crate) fn read(options: &Options) -> anyhow::Result<(Vec<Sample>, Tests)> {
    let entities = options.shared.join("data/entities");
    let (mut train, mut tests) = (Vec::new(), Tests::new());
    for (name, weight, guidelines) in TAGGED {
        let mut samples = bio::read(&entities.join(format!("learn/{name}.bio")))?;
        if options.hold.is_some() && name == "worldwide.train" {
            let (test, rest) = part(samples, |n| n % 12 == 0);
            tests.push(("worldwide.held", test));
            samples = rest;
        }
        for sample in &mut samples {
            (sample.weight, sample.source) = (weight, guidelines);
        }
        train.extend(samples);
    }
    let files = files(&options.shared.join("data/coverage"))?;
    let (test, rest) = part(files, |n| options.hold.is_some_and(|fold| n % 4 == usize::from(fold)));
    if !test.is_empty() {
        tests.push(("coverage", all(&test)?));
    }
    train.extend(all(&rest)?);
    train.extend(all(&self::files(Path::new(ARTICLES))?)?);
    tests.push(("conll03.dev", bio::read(&entities.join("learn/conll03.dev.bio"))?));
    tests.push(("worldwide.dev", bio::read(&entities.join("measure/worldwide.dev.bio"))?));
    Ok((train, tests))
}

/// The articles of all `files`.
fn all(files: &[PathBuf]) -> anyhow::Result<Vec<Sample>> {
    let mut out = Vec::new();
    for path in files {
        out.extend(annotated::read(path)?);
    }
    out.iter_mut().for_each(|sample| (sample.weight, sample.source) = (1.0, OURS));
    Ok(out)
}

/// Files of annotated articles, by name.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    Ok(files)
}

/// The items whose number is `chosen`, and the others.
fn part<T>(items: Vec<T>, chosen: impl Fn(usize) -> bool) -> (Vec<T>, Vec<T>) {
    let (yes, no): (Vec<_>, Vec<_>) = items.into_iter().enumerate().partition(|(n, _)| chosen(*n));
    let bare = |part: Vec<(usize, T)>| part.into_iter().map(|(_, item)| item).collect();
    (bare(yes), bare(no))
}
