//! `crossread show`: articles, cleaned, as plain text.

use super::Outcome;
use super::args::{Input, ShowFormat};
use super::input::{Depth, each};
use super::json::About;
use super::out::{JsonSeries, Out};
use crate::article::{Article, BlockKind, is_marked};
use crate::text::{Span, wrap};
use serde::Serialize;
use std::io;

/// Text wider than this is hard to read.
const MEASURE: usize = 80;
/// Stands between two articles.
const BETWEEN: &str = "\n* * *\n";

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    about: About<'a>,
    words: usize,
    text: &'a str,
}

pub(super) fn run(input: &Input, id: Option<&str>, format: ShowFormat) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == ShowFormat::Json);
    let mut shown = 0_usize;
    let outcome = each(input, Depth::Text, |item| {
        let article = &item.article;
        if id.is_some_and(|id| id != article.meta.id) {
            return Ok(());
        }
        if format != ShowFormat::Text {
            series.push(&mut out, &Shown::of(article))?;
        } else {
            if shown > 0 {
                out.line(BETWEEN)?;
            }
            write_article(&mut out, article, input.raw)?;
        }
        shown += 1;
        Ok(())
    })?;
    series.end(&mut out)?;
    out.flush()?;
    match id {
        Some(id) if shown == 0 => anyhow::bail!("no article has the id {id:?}"),
        _ => Ok(outcome),
    }
}

impl<'a> Shown<'a> {
    fn of(article: &'a Article) -> Self {
        Self { about: About::of(&article.meta), words: article.words(), text: &article.text }
    }
}

/// Title, a line on where it comes from, and the text: wrapped on a terminal, one paragraph a line in a pipe.
fn write_article(out: &mut Out, article: &Article, raw: bool) -> io::Result<()> {
    let meta = &article.meta;
    let width = out.columns.map(|columns| columns.min(MEASURE));
    let mut header = false;
    if let Some(title) = &meta.title {
        for row in rows(title, Span::new(0, title.len()), width) {
            out.bold(&row)?;
        }
        header = true;
    }
    let known: Vec<&str> = [&meta.source, &meta.date, &meta.author].into_iter().flatten().map(String::as_str).collect();
    if !known.is_empty() {
        out.dim(&known.join(" · "))?;
        header = true;
    }
    if raw {
        if header {
            out.line("")?;
        }
        return out.line(article.text.strip_suffix('\n').unwrap_or(&article.text));
    }
    let mut before = header;
    for block in article.genuine() {
        if before {
            out.line("")?;
        }
        before = true;
        if block.kind == BlockKind::Verbatim {
            out.line(block.span.of(&article.text))?;
            continue;
        }
        let (first, other) = match block.kind {
            BlockKind::Quote => ("> ", "> "),
            BlockKind::Item if !is_marked(block.span.of(&article.text)) => ("- ", "  "),
            _ => ("", ""),
        };
        let width = width.map(|width| width.saturating_sub(first.len()).max(1));
        for (at, row) in rows(&article.text, block.span, width).iter().enumerate() {
            out.line(&format!("{}{row}", if at == 0 { first } else { other }))?;
        }
    }
    Ok(())
}

/// The rows of one paragraph; line breaks inside it are blanks.
fn rows(text: &str, span: Span, width: Option<usize>) -> Vec<String> {
    let one_line = |span: Span| span.of(text).replace('\n', " ");
    match width {
        Some(width) => wrap(text, span, width).into_iter().map(one_line).collect(),
        None => vec![one_line(span)],
    }
}
