//! STAND-IN, to be dropped: walking, reading and JSON lines, just enough for the floors below to be built and tested.

use super::{Article, BlockKind, Draft, DraftBlock, Format, Meta, ReadError, ReadOptions, read_str};
use crate::text::Span;
use serde_json::{Map, Value};
use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
}

/// The files under `paths`, in order.
pub fn walk(paths: &[PathBuf]) -> impl Iterator<Item = Result<Source, ReadError>> {
    let paths = paths.to_vec();
    paths.into_iter().flat_map(|root| {
        walkdir::WalkDir::new(&root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
            .filter_map(move |entry| match entry {
                Ok(entry) if entry.file_type().is_dir() => None,
                Ok(entry) => Some(Ok(Source { path: entry.into_path() })),
                Err(error) => Some(Err(ReadError::Io {
                    path: error.path().map_or_else(|| root.clone(), PathBuf::from),
                    source: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
                })),
            })
    })
}

/// Reads the articles of one file.
pub fn read_source(
    source: &Source,
    options: ReadOptions,
    sink: &mut dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()>,
) {
    let fail = |source_error| ReadError::Io { path: source.path.clone(), source: source_error };
    let text = match std::fs::read(&source.path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            let _ = sink(Err(fail(error)));
            return;
        }
    };
    if source.path.extension().is_some_and(|e| e == "jsonl") {
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let article = parse_json_line(line, options).map_err(|e| fail(io::Error::other(e)));
            if sink(article).is_break() {
                return;
            }
        }
        return;
    }
    for article in read_str(&source.path.to_string_lossy(), &text, Format::Plain, options) {
        if sink(article).is_break() {
            return;
        }
    }
}

/// Lines of a bounded length.
pub struct BoundedLines<R> {
    input: R,
}

impl<R: BufRead> BoundedLines<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self { input }
    }

    /// The next line without its end, or why that line cannot be had; `None` at the end of the input.
    pub fn next_line(&mut self) -> io::Result<Option<Result<String, String>>> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        }
        Ok(Some(String::from_utf8(bytes).map_err(|_| "not valid UTF-8".to_owned())))
    }
}

/// Reads one JSON line.
pub fn parse_json_line(line: &str, options: ReadOptions) -> Result<Article, String> {
    let mut map: Map<String, Value> = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let mut take = |key: &str| match map.shift_remove(key) {
        Some(Value::String(value)) => Some(value),
        _ => None,
    };
    let text = take("text").or_else(|| take("html")).ok_or("neither \"text\" nor \"html\"")?;
    let mut meta = Meta {
        id: take("id").ok_or("no \"id\"")?,
        title: take("title"),
        source: take("source"),
        date: take("date"),
        url: take("url"),
        author: take("author"),
        language: take("language"),
        extra: Map::new(),
    };
    meta.extra = map;
    let blocks = text
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
        .map(|p| DraftBlock { span: Span::of_slice(&text, p), kind: BlockKind::Paragraph })
        .collect();
    Ok(Draft { meta, text: text.clone(), blocks }.finish(options.raw))
}
