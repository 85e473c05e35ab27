//! `crossread analyze` as a filter: one line in, one line out, in order, no state between lines, constant memory.

use super::Outcome;
use super::input::{Depth, options};
use super::json::Analyzed;
use super::out::{JsonSeries, Out, complain};
use crate::article::{Article, JsonLine, LineError, Lines, ReadOptions};
use crate::text::sanitize;
use anyhow::Context;
use serde::Serialize;
use std::io::BufRead;
use std::path::Path;

/// What stands in the place of a line that is not valid.
#[derive(Serialize)]
struct Invalid<'a> {
    error: &'a str,
    line: usize,
}

/// Filters `input`. Each result is sent on its way before the next line is read, so that another program can talk with us
/// line by line. A blank line is a line that is not valid: it, too, gets its line.
pub(super) fn run(input: impl BufRead, raw: bool, out: &mut Out, series: &mut JsonSeries) -> anyhow::Result<Outcome> {
    let options = options(raw, Depth::Analysis);
    let mut outcome = Outcome::Done;
    for (line, number) in Lines::new(input).strict().zip(1..) {
        match read(line, number, options.read)? {
            Ok(article) => {
                let (article, analysis) = options.prepare(article);
                series.push(out, &Analyzed::of(&article, &analysis))?;
            }
            Err(why) => {
                let error = sanitize::line(&why);
                complain(format!("standard input, line {number}: {error}"));
                series.push(out, &Invalid { error: &error, line: number })?;
                outcome = Outcome::Incomplete;
            }
        }
        out.flush()?;
    }
    Ok(outcome)
}

/// The article of a line, or why there is none; an error only where nothing can follow.
fn read(
    line: Result<String, LineError>,
    number: usize,
    options: ReadOptions,
) -> anyhow::Result<Result<Article, String>> {
    let line = match line {
        Ok(line) => line,
        Err(LineError::Io(error)) => return Err(error).context("standard input"),
        Err(error) => return Ok(Err(error.to_string())),
    };
    if line.trim().is_empty() {
        return Ok(Err("the line is blank".to_owned()));
    }
    // A line without an id stays without one: a number would be state between lines.
    let article = JsonLine::parse(&line)
        .and_then(|line| line.into_article("", Path::new("-"), number, options).map_err(|error| error.to_string()));
    Ok(article)
}
