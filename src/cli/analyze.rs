//! `crossread analyze`: what is in each article, as JSON.

use super::args::{Input, JsonFormat};
use super::input::{Depth, each};
use super::json::Analyzed;
use super::out::{JsonSeries, Out};
use super::{Outcome, filter, wrong_call};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

pub(super) fn run(paths: &[PathBuf], raw: bool, format: JsonFormat) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == JsonFormat::Json);
    let outcome = match paths {
        [] if io::stdin().is_terminal() => {
            return Ok(wrong_call("give a PATH, or JSON Lines on standard input (`-` reads them from the terminal)"));
        }
        [] => filter::run(io::stdin().lock(), raw, &mut out, &mut series)?,
        [only] if is_stdin(only) => filter::run(io::stdin().lock(), raw, &mut out, &mut series)?,
        many if many.iter().any(|path| is_stdin(path)) => {
            return Ok(wrong_call("`-` stands alone: standard input cannot be mixed with other paths"));
        }
        _ => {
            let input = Input { paths: paths.to_vec(), raw, library: None };
            each(&input, Depth::Analysis, |item| {
                Ok(series.push(&mut out, &Analyzed::of(&item.article, &item.analysis))?)
            })?
        }
    };
    series.end(&mut out)?;
    out.flush()?;
    Ok(outcome)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
