//! `crossread history` and `undo`: what was changed in the library, and back.

use super::args::RowFormat;
use super::out::{JsonSeries, Out, complain};
use super::{Outcome, kept};
use crate::collection::Corrections;
use crate::library::{HistoryId, Library, Past, Turned};
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
    number: i64,
}

const HEADER: [&str; 4] = ["at", "what", "undone", "number"];

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
                out.line(&format!("{:>5}  {}  {}{undone}", row.number, row.at, row.what))?;
            }
            RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, &row)?,
            RowFormat::Csv => out.csv(&[row.at, row.what, row.undone.to_string(), row.number.to_string()])?,
        }
    }
    series.end(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Takes the last change back, or the one of that number; or does it again.
pub(super) fn turn(library: Option<&Path>, number: Option<i64>, again: bool) -> anyhow::Result<Outcome> {
    let mut library = kept::there(library)?;
    let before = library.corrections()?;
    match number {
        Some(number) => {
            let turned = library.turn(HistoryId::from_number(number), again)?;
            keep(&mut library, &before, turned.as_ref().map(|turned| &turned.past), again)?;
            say_named(turned, number, again)
        }
        None => {
            let past = if again { library.redo()? } else { library.undo()? };
            keep(&mut library, &before, past.as_ref(), again)?;
            say_latest(past.as_ref(), again)
        }
    }
}

/// Writes what was corrected by turning a change into the file, which counts. Where it cannot be written, the change is as
/// it was.
fn keep(library: &mut Library, before: &Corrections, past: Option<&Past>, again: bool) -> anyhow::Result<()> {
    kept::keep_corrections(library, before).or_else(|error| {
        past.map(|past| library.turn(past.id, !again)).transpose()?;
        Err(error)
    })
}

fn say_latest(past: Option<&Past>, again: bool) -> anyhow::Result<Outcome> {
    let Some(past) = past else {
        complain(if again { "nothing was taken back" } else { "nothing was changed" });
        return Ok(Outcome::Incomplete);
    };
    said(past, again)?;
    Ok(Outcome::Done)
}

fn say_named(turned: Option<Turned>, number: i64, again: bool) -> anyhow::Result<Outcome> {
    let Some(turned) = turned else {
        let state = if again { "done again" } else { "taken back" };
        complain(format!("there is no change {number} that could be {state}; `crossread history` prints them all"));
        return Ok(Outcome::Incomplete);
    };
    match (turned.changed, turned.left) {
        (false, 0) => complain(format!("nothing is otherwise now: {} was so already", row(&turned.past).what)),
        (false, _) => {
            complain(format!("{}: it stays, as later changes were about the same", row(&turned.past).what));
            return Ok(Outcome::Incomplete);
        }
        (true, left) => {
            said(&turned.past, again)?;
            if left > 0 {
                complain(format!("{left} of it stay as they are, as later changes were about the same"));
            }
        }
    }
    Ok(Outcome::Done)
}

fn said(past: &Past, again: bool) -> anyhow::Result<()> {
    let mut out = Out::new();
    out.line(&format!("{}: {}", if again { "done again" } else { "taken back" }, row(past).what))?;
    Ok(out.flush()?)
}

fn row(past: &Past) -> Row {
    let at = jiff::Timestamp::from_second(past.at).map(|at| at.to_string()).unwrap_or_default();
    let what =
        past.change.as_ref().map_or_else(|| "a change of a newer crossread".to_owned(), |change| change.in_words());
    Row { at, what: sanitize::line(&what).into_owned(), undone: past.undone, number: past.id.number() }
}
