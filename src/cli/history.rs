//! `crossread history` and `undo`: what was changed in the library, and back.

use super::args::RowFormat;
use super::out::{JsonSeries, Out, complain};
use super::{Outcome, kept};
use crate::library::Past;
use crate::text::sanitize;
use serde::Serialize;
use std::path::Path;

/// A change, in the order of keys that `--format json` gives and of columns that `--format csv` gives.
#[derive(Serialize)]
struct Row {
    /// When, in UTC.
    at: String,
    what: String,
    undone: bool,
}

const HEADER: [&str; 3] = ["at", "what", "undone"];

pub(super) fn run(library: Option<&Path>, format: RowFormat, most: usize) -> anyhow::Result<Outcome> {
    let past = kept::there(library)?.history(most)?;
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == RowFormat::Json);
    if format == RowFormat::Csv {
        out.csv(&HEADER)?;
    }
    for row in past.iter().map(row) {
        match format {
            RowFormat::Text => {
                let undone = if row.undone { "  (undone)" } else { "" };
                out.line(&format!("{}  {}{undone}", row.at, row.what))?;
            }
            RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, &row)?,
            RowFormat::Csv => out.csv(&[row.at, row.what, row.undone.to_string()])?,
        }
    }
    series.end(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Takes the last change back, or does it again.
pub(super) fn turn(library: Option<&Path>, again: bool) -> anyhow::Result<Outcome> {
    let mut library = kept::there(library)?;
    let past = if again { library.redo()? } else { library.undo()? };
    let Some(past) = past else {
        complain(if again { "nothing was taken back" } else { "nothing was changed" });
        return Ok(Outcome::Incomplete);
    };
    let mut out = Out::new();
    out.line(&format!("{}: {}", if again { "done again" } else { "taken back" }, row(&past).what))?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn row(past: &Past) -> Row {
    let at = jiff::Timestamp::from_second(past.at).map(|at| at.to_string()).unwrap_or_default();
    let what =
        past.change.as_ref().map_or_else(|| "a change of a newer crossread".to_owned(), |change| change.in_words());
    Row { at, what: sanitize::line(&what).into_owned(), undone: past.undone }
}
