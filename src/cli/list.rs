//! `crossread list`: the articles, one a line.

use super::args::{Input, RowFormat};
use super::input::{Depth, each};
use super::json::About;
use super::out::{JsonSeries, Out};
use super::{Outcome, kept};
use crate::article::Article;
use crate::text::width::{columns, ellipsis};
use serde::Serialize;
use std::io;

/// One article, in the order of keys that `--format json` gives and of columns that `--format csv` gives.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    #[serde(flatten)]
    about: About<'a>,
    words: usize,
    path: Option<&'a str>,
}

pub(super) const HEADER: [&str; 9] = ["id", "title", "source", "date", "url", "author", "language", "words", "path"];

pub(super) fn run(input: &Input, format: RowFormat) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == RowFormat::Json);
    if format == RowFormat::Csv {
        out.csv(&HEADER)?;
    }
    let mut write = |row: &Row<'_>, headline: &str| match format {
        RowFormat::Text => write_text(&mut out, row, headline),
        RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, row),
        RowFormat::Csv => out.csv(&row.fields()),
    };
    let library = if input.paths.is_empty() { kept::filled(input)? } else { None };
    let outcome = match library {
        // Its rows say all that a list says: no text need be read.
        Some(library) => kept::rows(&library, |row, path| Ok(write(&Row::of_kept(row, path), &row.headline)?))?,
        None => each(input, Depth::Text, |item| {
            Ok(write(&Row::of(&item.article, item.path.as_deref()), &item.article.headline_shown())?)
        })?,
    };
    series.end(&mut out)?;
    out.flush()?;
    Ok(outcome)
}

impl<'a> Row<'a> {
    pub(super) fn of(article: &'a Article, path: Option<&'a str>) -> Self {
        Self { about: About::of(&article.meta), words: article.words(), path }
    }

    fn of_kept(row: &'a crate::library::Row, path: Option<&'a str>) -> Self {
        Self { about: About::of_row(row), words: row.words, path }
    }

    pub(super) fn fields(&self) -> [String; 9] {
        let About { id, title, source, date, url, author, language } = self.about;
        let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
        [
            text(id),
            text(title),
            text(source),
            text(date),
            text(url),
            text(author),
            text(language),
            self.words.to_string(),
            text(self.path),
        ]
    }
}

/// Columns on a terminal; in a pipe the same fields in full, two blanks apart.
pub(super) fn write_text(out: &mut Out, row: &Row<'_>, headline: &str) -> io::Result<()> {
    let date = row.about.date.unwrap_or("-");
    let source = row.about.source.unwrap_or("-");
    let path = row.path.unwrap_or("(sample)");
    let Some(width) = out.columns else {
        let unit = if row.words == 1 { "word" } else { "words" };
        return out.line(&format!("{date}  {source}  {headline}  {} {unit}  {path}", row.words));
    };
    out.line(&columns_of(width, date, source, headline, row.words, path))
}

/// One row of at most `width` columns. Their places depend on nothing but `width`, so that rows can be printed as they come.
fn columns_of(width: usize, date: &str, source: &str, headline: &str, words: usize, path: &str) -> String {
    let rest = width.saturating_sub(10 + 2 + 2 + 2 + 6);
    let source_width = (rest / 4).min(20);
    let path_width = if width < 70 { 0 } else { rest / 4 };
    let title_width = rest.saturating_sub(source_width + path_width + 2 * usize::from(path_width > 0));
    let row = format!(
        "{}  {}  {}  {words:>6}  {}",
        cell(date, 10),
        cell(source, source_width),
        cell(headline, title_width),
        end_of(path, path_width)
    );
    ellipsis(row.trim_end(), width)
}

/// `text`, cut or padded to `width` columns.
fn cell(text: &str, width: usize) -> String {
    let text = ellipsis(text, width);
    let pad = width.saturating_sub(columns(&text));
    text + &" ".repeat(pad)
}

/// The last `width` columns of a path, which is where the file's name stands.
fn end_of(path: &str, width: usize) -> String {
    if columns(path) <= width || width == 0 {
        return if width == 0 { String::new() } else { path.to_owned() };
    }
    let starts = path.char_indices().map(|(at, _)| path.get(at..).unwrap_or_default());
    starts.into_iter().find(|end| columns(end) < width).map(|end| format!("…{end}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fit_any_width() {
        for width in 0..200 {
            let row = columns_of(
                width,
                "2022-02-04",
                "東京の新聞です",
                "A rather long headline, of an article",
                640,
                "a/b/東京/c.md",
            );
            assert!(columns(&row) <= width, "{width}: {row}");
        }
    }

    #[test]
    fn a_wide_row_shows_everything_in_its_column() {
        let row = |source| columns_of(120, "2022-02-04", source, "Headline", 640, "folder/file.md");
        assert_eq!(row("Wire").find("Headline"), row("Post").find("Headline"));
        assert!(row("Wire").ends_with("640  folder/file.md"));
    }

    #[test]
    fn paths_keep_their_end() {
        assert_eq!(end_of("folder/file.md", 8), "…file.md");
        assert_eq!(end_of("file.md", 8), "file.md");
    }
}
