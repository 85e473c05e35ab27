//! From what a format's reader found to an [`Article`]: sanitised, its furniture marked, laid out as one text.

use super::{Article, Block, BlockKind, Meta, ReadOptions, date, furniture, language};
use crate::text::{Span, sanitize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// The most blocks that one article may have: beyond it lies a log or a list, not an account, and every block costs some
/// hundred bytes of memory from here to the screen.
pub const MAX_BLOCKS: usize = 100_000;
/// The most lines that are looked at to find blocks in them, blank ones not counted.
const MAX_LINES: usize = 5 * MAX_BLOCKS;
/// What is wrong with a text that goes beyond either.
pub(super) const TOO_MANY: &str = "has more than 100,000 paragraphs or 500,000 lines; split it";

/// Refuses a text of too many lines before anything is kept for each of them.
pub(super) fn check_lines(text: &str) -> Result<(), &'static str> {
    let beyond = text.split('\n').filter(|line| !line.trim().is_empty()).nth(MAX_LINES);
    beyond.map_or(Ok(()), |_| Err(TOO_MANY))
}

/// A block as a reader found it, in the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftBlock {
    /// Bytes of the draft's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a format's reader hands over: nothing in it is sanitised yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Metadata as found.
    pub meta: Meta,
    /// Text as found.
    pub text: String,
    /// Blocks of that text, in order and without overlap. What lies between them (white space, the title, front matter)
    /// is no part of the article.
    pub blocks: Vec<DraftBlock>,
}

impl Draft {
    /// Makes the article. Read raw, the text stays as it was found (sanitised, unless `exact` forbids it) and nothing is
    /// furniture; otherwise the blocks are laid out one blank line apart, line breaks inside them become blanks, and page furniture
    /// is marked. A date and a language are brought to one form; a language that is not given is detected.
    pub fn finish(self, options: ReadOptions) -> Article {
        let mut meta = sanitize_meta(self.meta);
        let (text, blocks) = if options.raw {
            lay_out_raw(&self.text, &self.blocks, options.exact)
        } else {
            lay_out(&self.text, &self.blocks)
        };
        meta.date = meta.date.map(date::normalise);
        meta.language = meta.language.map(language::normalise).or_else(|| language::detect(&text, &blocks));
        Article { meta, text, blocks }
    }
}

fn lay_out(text: &str, blocks: &[DraftBlock]) -> (Arc<str>, Vec<Block>) {
    let clean: Vec<(BlockKind, String)> = blocks
        .iter()
        .map(|block| (block.kind, clean(block.kind, block.span.of(text))))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let lines: Vec<&str> = clean.iter().map(|(_, text)| text.as_str()).collect();
    let furniture = furniture::mark(&lines);
    let mut layout = Layout::default();
    for ((kind, text), furniture) in clean.iter().zip(furniture) {
        // A date tells the reader something wherever it stands, though the model's labels count it as furniture. Lines
        // that somebody set as they are, code or verse, the model has never seen.
        let kept = *kind == BlockKind::Verbatim || date::is_dateline(text);
        layout.push(*kind, text, furniture && !kept);
    }
    layout.finish()
}

/// A block's text without white space around it and, unless its lines count, on one line.
fn clean(kind: BlockKind, text: &str) -> String {
    let text = sanitize::text(text);
    if kind == BlockKind::Verbatim {
        return text.trim_matches('\n').trim_end().to_owned();
    }
    let text = text.trim_matches(['\n', ' ', '\t', '\u{a0}']);
    let mut lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        if !joins_without_blank(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    // Marks of direction that stood on two lines may have come together.
    if sanitize::is_clean(&out) { out } else { sanitize::text(&out).into_owned() }
}

/// Chinese and Japanese put no blank between words, so a broken line of theirs joins without one.
fn joins_without_blank(before: &str, after: &str) -> bool {
    let is_cjk = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    before.chars().next_back().is_some_and(is_cjk) && after.chars().next().is_some_and(is_cjk)
}

fn lay_out_raw(text: &str, blocks: &[DraftBlock], exact: bool) -> (Arc<str>, Vec<Block>) {
    let as_found = |block: &DraftBlock| Block { span: block.span, kind: block.kind, furniture: false };
    if exact || sanitize::is_clean(text) {
        return (text.into(), blocks.iter().map(as_found).collect());
    }
    let mut out = String::with_capacity(text.len());
    let mut laid = Vec::with_capacity(blocks.len());
    let mut at = 0;
    for block in blocks {
        out.push_str(&sanitize::text(Span::new(at, block.span.start).of(text)));
        let start = out.len();
        out.push_str(&sanitize::text(block.span.of(text)));
        laid.push(Block { span: Span::new(start, out.len()), kind: block.kind, furniture: false });
        at = block.span.end;
    }
    out.push_str(&sanitize::text(Span::new(at, text.len()).of(text)));
    // Clean pieces can make an unclean whole where a block's edge parts what belongs together. Then its blocks are lost.
    if let Cow::Owned(clean) = sanitize::text(&out) {
        laid = vec![Block { span: Span::new(0, clean.len()), kind: BlockKind::Verbatim, furniture: false }];
        out = clean;
    }
    (out.into(), laid)
}

/// Lays blocks out as one text, a blank line apart.
#[derive(Default)]
pub(super) struct Layout {
    text: String,
    blocks: Vec<Block>,
}

impl Layout {
    pub(super) fn push(&mut self, kind: BlockKind, text: &str, furniture: bool) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind, furniture });
    }

    pub(super) fn finish(self) -> (Arc<str>, Vec<Block>) {
        (self.text.into(), self.blocks)
    }
}

fn sanitize_meta(meta: Meta) -> Meta {
    let field = |value: Option<String>| value.map(|v| sanitize::line(&v).into_owned()).filter(|v| !v.is_empty());
    Meta {
        id: sanitize::line(&meta.id).into_owned(),
        title: field(meta.title),
        source: field(meta.source),
        date: field(meta.date),
        url: field(meta.url),
        author: field(meta.author),
        language: field(meta.language),
        extra: meta
            .extra
            .into_iter()
            .map(|(key, value)| (sanitize::line(&key).into_owned(), sanitize_value(value)))
            .collect::<Map<_, _>>(),
    }
}

fn sanitize_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(sanitize::text(&text).into_owned()),
        Value::Array(values) => values.into_iter().map(sanitize_value).collect(),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(k, v)| (sanitize::line(&k).into_owned(), sanitize_value(v))).collect())
        }
        plain => plain,
    }
}
