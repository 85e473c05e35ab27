//! `crossread export`: a comparison, or articles each by itself, as one document.

use super::args::{ExportFormat, Input, RowFormat};
use super::json::compared;
use super::out::{Out, complain};
use super::together::collect;
use super::{Outcome, entities, wrong_call};
use crate::collection::ArticleIndex;
use crate::compare::{Options, Report, ReportForm, compare};
use anyhow::Context as _;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Articles that may be compared at once.
const MOST: usize = 4;

/// Where a document goes.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    /// A file; standard output without one.
    pub(super) file: Option<&'a Path>,
    /// Whether a file that is there makes way.
    pub(super) force: bool,
}

pub(super) fn run(input: &Input, format: ExportFormat, to: To) -> anyhow::Result<Outcome> {
    if let Some(path) = to.file.filter(|path| path.exists() && !to.force) {
        complain(format!("{} is there already; --force replaces it", path.display()));
        return Ok(Outcome::Incomplete);
    }
    let (collection, outcome) = collect(input)?;
    if collection.is_empty() {
        return Ok(if outcome == Outcome::Done { wrong_call("there is no article to export") } else { outcome });
    }
    let articles: Vec<ArticleIndex> = (0..collection.len()).collect();
    // Several files are accounts to be compared; what a folder holds are articles.
    let named = (2..=MOST).contains(&input.paths.len()) && !input.paths.iter().any(|path| path.is_dir());
    let is_compared = named && (2..=MOST).contains(&articles.len());
    let comparison = is_compared.then(|| compare(&collection, &articles, &Options::default()));
    let report = Report { collection: &collection, articles: &articles, comparison: comparison.as_ref() };
    let mut out = open(to)?;
    match (format, &comparison) {
        (ExportFormat::Markdown, _) => out.text(&report.write(ReportForm::Markdown))?,
        (ExportFormat::Html, _) => out.text(&report.write(ReportForm::Html))?,
        (ExportFormat::Json, Some(comparison)) => out.json(&compared::Compared::of(&collection, comparison), "\n")?,
        (ExportFormat::Json, None) => entities::write_all(&mut out, RowFormat::Json, &collection)?,
        (ExportFormat::Csv, _) => entities::write_all(&mut out, RowFormat::Csv, &collection)?,
    }
    out.flush()?;
    Ok(outcome)
}

fn open(to: To) -> anyhow::Result<Out> {
    let Some(path) = to.file else { return Ok(Out::new()) };
    let file = create(path, to.force).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Out::to_file(file))
}

/// A new file; in the place of one that is there only by force.
fn create(path: &Path, force: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    options.open(path)
}
