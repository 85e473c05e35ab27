//! `crossread analyze` as a filter: one line in, one line out, in order, no state between lines, constant memory.

use super::Outcome;
use super::input::{Depth, options};
use super::json::Analyzed;
use super::out::{JsonSeries, Out, complain};
use crate::article::{BoundedLines, parse_json_line};
use crate::text::sanitize;
use anyhow::Context;
use serde::Serialize;
use std::io::BufRead;

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
    let mut lines = BoundedLines::new(input);
    let mut outcome = Outcome::Done;
    let mut number = 0;
    while let Some(line) = lines.next_line().context("standard input")? {
        number += 1;
        match line.and_then(|line| parse(&line, raw)) {
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

fn parse(line: &str, raw: bool) -> Result<crate::article::Article, String> {
    if line.trim().is_empty() {
        return Err("the line is blank".to_owned());
    }
    parse_json_line(line, crate::article::ReadOptions { raw })
}
