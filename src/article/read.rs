//! From a file to articles.

use super::{Article, BlockKind, Draft, DraftBlock, Meta, ReadError};
use crate::text::Span;

/// A format that crossread reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with YAML or TOML front matter.
    Markdown,
    /// A saved page.
    Html,
    /// One JSON object a line.
    JsonLines,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// Keep the text as it is: no furniture is marked, no title cut out of it.
    pub raw: bool,
}

/// Reads one article (or, for JSON Lines, many) from text in memory; `id` names it.
pub fn read_str(id: &str, text: &str, _format: Format, options: ReadOptions) -> Vec<Result<Article, ReadError>> {
    let blocks = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| DraftBlock { span: Span::of_slice(text, l), kind: BlockKind::Paragraph })
        .collect();
    let draft = Draft { meta: Meta { id: id.to_owned(), ..Meta::default() }, text: text.to_owned(), blocks };
    vec![Ok(draft.finish(options.raw))]
}
