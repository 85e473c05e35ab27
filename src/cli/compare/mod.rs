//! `crossread compare`: what accounts share and where they differ.

mod print;

use super::args::{Input, PlainFormat};
use super::input::{Depth, each};
use super::json::compared;
use super::out::Out;
use super::{Outcome, wrong_call};
use crate::collection::{ArticleIndex, Collection, Entry};
use crate::compare::{Options, compare};
use print::Printer;
use std::path::PathBuf;

/// Articles that may be compared at once.
const MOST: usize = 4;

pub(super) fn run(
    paths: Vec<PathBuf>,
    raw: bool,
    format: PlainFormat,
    min_score: Option<f32>,
) -> anyhow::Result<Outcome> {
    let options = Options { min_score: min_score.unwrap_or(Options::default().min_score) };
    if !(0.0..=1.0).contains(&options.min_score) {
        return Ok(wrong_call("--min-score is a number from 0 to 1"));
    }
    let mut collection = Collection::default();
    let mut number = 0;
    let outcome = each(&Input { paths, raw, library: None }, Depth::Analysis, |item| {
        if number < MOST {
            collection.add(Entry::new((number, 0), item.article, item.analysis));
        }
        number += 1;
        Ok(())
    })?;
    while collection.settle(64) {}
    if number > MOST {
        return Ok(wrong_call(&format!("{number} articles are too many: compare takes two to four")));
    }
    if number < 2 {
        // What could not be read was reported, and is why there are too few.
        let missing = outcome == Outcome::Incomplete;
        return Ok(if missing { outcome } else { wrong_call("compare takes two to four articles") });
    }
    let articles: Vec<ArticleIndex> = (0..collection.len()).collect();
    let comparison = compare(&collection, &articles, &options);
    let mut out = Out::new();
    match format {
        PlainFormat::Json => out.json(&compared::Compared::of(&collection, &comparison), "\n")?,
        PlainFormat::Text => {
            let (collection, comparison) = (&collection, &comparison);
            Printer { out: &mut out, collection, comparison }.print()?;
        }
    }
    out.flush()?;
    Ok(outcome)
}
