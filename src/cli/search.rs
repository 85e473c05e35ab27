//! `crossread search`: the articles that answer a query, each with the place that does.

use super::args::{Input, RowFormat, Sort};
use super::json::{About, code_points};
use super::out::{JsonSeries, Out, complain};
use super::{Outcome, kept, narrowed};
use crate::article::date_in_words;
use crate::library::query::{HELP, Order, Snippet};
use crate::library::{Access, Row};
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

/// Articles whose snippets are read at once.
const PAGE: usize = 100;

/// What is printed, and how.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) format: RowFormat,
    pub(super) sort: Option<Sort>,
    pub(super) limit: usize,
}

/// One article, in the order of keys that `--format json` gives and of columns that `--format csv` gives.
#[derive(Serialize)]
struct Found<'a> {
    /// Its number in the library, which `like:` takes; in files as they were read, from 1.
    number: i64,
    #[serde(flatten)]
    about: About<'a>,
    words: usize,
    snippet: &'a str,
    /// What of the snippet answers the query: from, to, in code points.
    hits: Vec<(usize, usize)>,
}

const HEADER: [&str; 10] = ["number", "id", "title", "source", "date", "url", "author", "language", "words", "snippet"];

/// The query language in short, for the end of the help.
pub(super) fn help() -> String {
    let mut help = String::from("Queries:\n");
    for (example, what) in HELP {
        let _ = writeln!(help, "  {example:<22} {what}");
    }
    help
}

pub(super) fn run(query: &str, paths: &[PathBuf], named: Option<&Path>, shown: Shown) -> anyhow::Result<Outcome> {
    let Some(parsed) = narrowed::read(query) else { return Ok(Outcome::WrongCall) };
    let (library, outcome) = match paths {
        [] => (kept::there(named)?, Outcome::Done),
        paths => narrowed::of_input(&Input { paths: paths.to_vec(), library: None, raw: false })?,
    };
    let order = match shown.sort {
        None if parsed.is_ranked() => Order::Relevance,
        None => Order::Newest,
        Some(sort) => order(sort),
    };
    let (library, ids) = kept::in_spite(library, |library| {
        if order == Order::Novelty && (!paths.is_empty() || library.access() == &Access::ReadWrite) {
            library.reckon_novelty()?;
        }
        library.find(&parsed, order)
    })?;
    let most = if shown.limit == 0 { ids.len() } else { shown.limit };
    let mut out = Out::new();
    let mut series = JsonSeries::new(shown.format == RowFormat::Json);
    if shown.format == RowFormat::Csv {
        out.csv(&HEADER)?;
    }
    let mut missing = 0;
    for page in ids.get(..most).unwrap_or(&ids).chunks(PAGE) {
        let (rows, snippets) = (library.rows(page)?, library.snippets(&parsed, page)?);
        missing += page.len() - snippets.len().min(rows.len());
        for row in &rows {
            let Some(snippet) = snippets.iter().find(|snippet| snippet.id == row.id) else { continue };
            match shown.format {
                RowFormat::Text => write_text(&mut out, row, snippet)?,
                RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, &Found::of(row, snippet))?,
                RowFormat::Csv => out.csv(&Found::of(row, snippet).fields())?,
            }
        }
    }
    series.end(&mut out)?;
    out.flush()?;
    match ids.len() {
        0 => complain("nothing found"),
        all if all > most => complain(format!("{most} of {all} shown; --limit 0 shows all")),
        _ => {}
    }
    Ok(outcome.and(kept::say_missing(&library, missing)))
}

fn order(sort: Sort) -> Order {
    match sort {
        Sort::Newest => Order::Newest,
        Sort::Oldest => Order::Oldest,
        Sort::Source => Order::Source,
        Sort::Relevance => Order::Relevance,
        Sort::Novelty => Order::Novelty,
        Sort::Length => Order::Length,
        Sort::Added => Order::Added,
    }
}

impl<'a> Found<'a> {
    fn of(row: &'a Row, snippet: &'a Snippet) -> Self {
        let points = CodePoints::of(&snippet.text);
        let hits = snippet.hits.iter().map(|hit| code_points(&points, *hit)).collect();
        Self { number: row.id.number(), about: About::of_row(row), words: row.words, snippet: &snippet.text, hits }
    }

    fn fields(&self) -> [String; 10] {
        let About { id, title, source, date, url, author, language } = self.about;
        let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
        [
            self.number.to_string(),
            text(id),
            text(title),
            text(source),
            text(date),
            text(url),
            text(author),
            text(language),
            self.words.to_string(),
            self.snippet.to_owned(),
        ]
    }
}

/// A line for the article, lines for the place, and a blank one.
fn write_text(out: &mut Out, row: &Row, snippet: &Snippet) -> io::Result<()> {
    let date = row.date.as_deref().map_or_else(|| "-".to_owned(), date_in_words);
    out.bold(&row.headline)?;
    out.dim(&format!("{} · {date} · {} · like:{}", row.source.as_deref().unwrap_or("-"), row.name, row.id.number()))?;
    let width = out.columns.unwrap_or(80).clamp(24, 100) - 2;
    for line in crate::text::wrap(&snippet.text, Span::new(0, snippet.text.len()), width) {
        let inside = snippet.hits.iter().map(|hit| Span::new(hit.start.max(line.start), hit.end.min(line.end)));
        let inside: Vec<Span> = inside
            .filter(|hit| !hit.is_empty() && hit.start >= line.start)
            .map(|hit| Span::new(hit.start - line.start + 2, hit.end - line.start + 2))
            .collect();
        out.marked(&format!("  {}", line.of(&snippet.text)), &inside)?;
    }
    out.line("")
}
