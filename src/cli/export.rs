//! `crossread export`: a comparison, or articles each by itself, as one document.

use super::args::{ExportFormat, Input};
use super::input::{Depth, each};
use super::json::compared;
use super::narrowed;
use super::out::{Out, complain};
use super::together::{Together, collect};
use super::{Outcome, kept, wrong_call};
use crate::analysis::{Models, analyze};
use crate::collection::{Collection, Entry};
use crate::compare::{Chapter, MOST_ACCOUNTS, Options, Report, ReportForm, Series, compare};
use crate::library::noted::marks_of;
use crate::library::{ArticleId, Kept, Library, Order, OutFile, Row};
use anyhow::Context as _;
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;

/// Articles that are read from the library at a time.
const AT_ONCE: usize = 64;

/// Where a document goes.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    /// A file; standard output without one.
    pub(super) file: Option<&'a Path>,
    /// Whether a file that is there makes way.
    pub(super) force: bool,
}

pub(super) fn run(input: &Input, query: Option<&str>, format: ExportFormat, to: To) -> anyhow::Result<Outcome> {
    if let Some(path) = to.file.filter(|path| OutFile::is_in_the_way(path) && !to.force) {
        complain(format!("{} is there already; --force replaces it", path.display()));
        return Ok(Outcome::Incomplete);
    }
    let kept = if input.paths.is_empty() { kept::filled(input)? } else { None };
    let (library, outcome) = match (kept, query) {
        (Some(library), _) => (library, Outcome::Done),
        (None, Some(_)) => narrowed::of_input(input)?,
        (None, None) => return from_input(input, format, to),
    };
    let query = match query.map(narrowed::read) {
        None => None,
        Some(None) => return Ok(Outcome::WrongCall),
        Some(read) => read,
    };
    let (library, ids) = kept::in_spite(library, |library| match &query {
        None => library.all(),
        Some(query) => library.find(query, Order::Newest),
    })?;
    if ids.is_empty() && outcome == Outcome::Done {
        complain(if query.is_some() { "no article answers the query" } else { "the library is empty" });
        return Ok(Outcome::Incomplete);
    }
    Ok(from_library(&library, &ids, format.form(), to)?.and(outcome))
}

/// Articles of files, or the samples.
fn from_input(input: &Input, format: ExportFormat, to: To) -> anyhow::Result<Outcome> {
    // Several files are accounts to be compared; what a folder holds are articles.
    let may_compare = (2..=MOST_ACCOUNTS).contains(&input.paths.len()) && !input.paths.iter().any(|path| path.is_dir());
    let compares = may_compare && (format.form().compares() || format == ExportFormat::Json);
    if !compares && !format.form().tells_names() {
        return one_by_one(input, format.form(), to);
    }
    let together = collect(input, None)?;
    let articles = together.articles();
    let Together { collection, outcome, .. } = together;
    if collection.is_empty() {
        return Ok(if outcome == Outcome::Done { wrong_call("there is no article to export") } else { outcome });
    }
    let is_compared = compares && (2..=MOST_ACCOUNTS).contains(&articles.len());
    let comparison = is_compared.then(|| compare(&collection, &articles, &Options::default()));
    let report = Report { collection: &collection, articles: &articles, comparison: comparison.as_ref() };
    let mut out = open(to)?;
    match (format, &comparison) {
        (ExportFormat::Json, Some(comparison)) => out.json(&compared::Compared::of(&collection, comparison), "\n")?,
        (format, _) => out.document(&report.write(format.form()))?,
    }
    out.finish()?;
    Ok(outcome)
}

/// Articles of files in a form for which none has to know of the others: of any number, one is held at a time.
fn one_by_one(input: &Input, form: ReportForm, to: To) -> anyhow::Result<Outcome> {
    let mut series = Series::new(form, 0);
    let mut out = None;
    let outcome = each(input, Depth::Text, |item| {
        let out = match &mut out {
            Some(out) => out,
            None => begin(&mut out, &series, to)?,
        };
        // What was noted elsewhere goes on, as it does when the article is added to the library.
        let marks = marks_of(&item.article);
        Ok(out.document(&series.next(&Chapter::new(Arc::new(item.article), marks)))?)
    })?;
    let Some(mut out) = out else {
        return Ok(if outcome == Outcome::Done { wrong_call("there is no article to export") } else { outcome });
    };
    out.document(&series.end())?;
    out.finish()?;
    Ok(outcome)
}

fn begin<'a>(slot: &'a mut Option<Out>, series: &Series, to: To) -> anyhow::Result<&'a mut Out> {
    let out = slot.insert(open(to)?);
    out.document(&series.begin())?;
    Ok(out)
}

/// Articles of the library with what was noted of them, some at a time.
fn from_library(library: &Library, ids: &[ArticleId], form: ReportForm, to: To) -> anyhow::Result<Outcome> {
    let mut series = Series::new(form, ids.len());
    let mut out = open(to)?;
    out.document(&series.begin())?;
    let mut there = 0;
    for ids in ids.chunks(AT_ONCE) {
        let rows = library.rows(ids)?;
        for article in library.load(ids)? {
            there += 1;
            let row = rows.iter().find(|row| row.id == article.id);
            out.document(&series.next(&chapter(article, row, form)))?;
        }
    }
    out.document(&series.end())?;
    out.finish()?;
    Ok(kept::say_missing(library, ids.len() - there))
}

fn chapter(kept: Kept, row: Option<&Row>, form: ReportForm) -> Chapter {
    let came_in = row.and_then(|row| day(row.added));
    if !form.tells_names() {
        return Chapter::new(Arc::new(kept.article), kept.marks).accessed(came_in);
    }
    let analysis = kept.analysis.unwrap_or_else(|| analyze(&kept.article, Models::embedded()));
    let mut alone = Collection::default();
    let article = Arc::new(kept.article.clone());
    let index = alone.add(Entry::new((0, 0), kept.article, analysis));
    while alone.settle(64) {}
    alone.finish();
    Chapter::new(article, kept.marks).accessed(came_in).with_names(&alone, index)
}

fn day(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn open(to: To) -> anyhow::Result<Out> {
    let Some(path) = to.file else { return Ok(Out::new()) };
    let file = OutFile::open(path, to.force).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Out::to_file(file))
}
