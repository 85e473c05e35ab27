//! From text in memory to articles.

use super::{Article, Meta, ReadError, html, markdown, plain, read_json_line};
use std::path::Path;

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
    /// With `raw`, do not even sanitise the text. Only for output that escapes what a terminal would obey.
    pub exact: bool,
}

/// Reads one article (or, for JSON Lines, many) from text in memory; `id` names it. Of a page that cannot be parsed and a
/// line that is no article, the error stands in the article's place.
pub fn read_str(id: &str, text: &str, format: Format, options: ReadOptions) -> Vec<Result<Article, ReadError>> {
    let meta = || Meta { id: id.to_owned(), ..Meta::default() };
    let too_many = |why| ReadError::TooMany { path: id.into(), why };
    let draft = match format {
        Format::Plain => plain::read(meta(), text, options, true).map_err(too_many),
        Format::Markdown => markdown::read(meta(), text, options).map_err(too_many),
        Format::Html => match html::read(id, text, options) {
            Ok(draft) if draft.blocks.is_empty() => Err(ReadError::Empty { path: id.into() }),
            other => other.map_err(|why| ReadError::Html { path: id.into(), why }),
        },
        Format::JsonLines => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            return lines.map(|(at, line)| read_json_line(Path::new(id), at + 1, line, options)).collect();
        }
    };
    vec![draft.map(|draft| draft.finish(options))]
}
