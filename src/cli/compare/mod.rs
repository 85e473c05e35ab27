//! `crossread compare`: what accounts share and where they differ.

mod print;

use super::args::{Input, PlainFormat};
use super::json::compared;
use super::out::Out;
use super::together::{Together, collect};
use super::{Outcome, wrong_call};
use crate::compare::{MOST_ACCOUNTS, Options, compare};
use print::Printer;
use std::path::PathBuf;

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
    let together = collect(&Input { paths, raw, library: None }, Some(MOST_ACCOUNTS))?;
    let (number, articles) = (together.collection.len(), together.articles());
    if number > MOST_ACCOUNTS {
        return Ok(wrong_call("these are too many articles: compare takes two to four"));
    }
    let Together { collection, outcome, .. } = together;
    if number < 2 {
        // What could not be read was reported, and is why there are too few.
        let missing = outcome == Outcome::Incomplete;
        return Ok(if missing { outcome } else { wrong_call("compare takes two to four articles") });
    }
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
