//! The articles that a printing command was given, one after another.

use super::args::Input;
use super::out::complain;
use super::{Outcome, kept};
use crate::analysis::{Analysis, Models};
use crate::article::{Article, ReadOptions};
use crate::collection::{LoadOptions, Loaded, load, samples};
use crate::text::sanitize;
use std::ops::ControlFlow;

/// What a command wants of its articles beside themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Nothing.
    Text,
    /// Their analysis.
    Analysis,
}

/// An article, without page furniture unless `--raw` was given.
pub(super) struct Item {
    /// Where it was read from, or came into the library from, sanitised; `None` for a sample.
    pub(super) path: Option<String>,
    /// What was written.
    pub(super) article: Article,
    /// What is in it; empty where that was not asked for.
    pub(super) analysis: Analysis,
}

/// Calls `each` with every article of `input` in order, and reports every input that could not be read. An error from
/// `each` ends it at once.
pub(super) fn each(
    input: &Input,
    depth: Depth,
    mut each: impl FnMut(Item) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let options = options(input.raw, depth);
    if input.paths.is_empty() {
        if let Some(library) = kept::filled(input)? {
            return kept::each(&library, input.raw, depth, each);
        }
        for article in samples() {
            let (article, analysis) = options.prepare(article);
            each(Item { path: None, article, analysis })?;
        }
        return Ok(Outcome::Done);
    }
    let mut result = Ok(Outcome::Done);
    let mut any = false;
    load(&input.paths, options, &mut |loaded, _| {
        any = true;
        match loaded {
            Loaded::Problem { error, .. } => {
                complain(error);
                result = Ok(Outcome::Incomplete);
            }
            Loaded::Article { path, article, analysis, .. } => {
                let path = sanitize::line(&path.to_string_lossy()).into_owned();
                if let Err(error) = each(Item { path: Some(path), article: *article, analysis }) {
                    result = Err(error);
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    if !any {
        complain("no articles there");
    }
    result
}

/// The printing commands leave page furniture out; with `--raw` no reader marks any.
pub(super) fn options(raw: bool, depth: Depth) -> LoadOptions {
    LoadOptions {
        drop_furniture: true,
        models: (depth == Depth::Analysis).then(Models::embedded),
        ..LoadOptions::new(ReadOptions { raw, exact: raw && depth == Depth::Analysis })
    }
}
