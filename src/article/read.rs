//! From text in memory to articles.

use super::format::Way;
use super::piece::Input;
use super::unit::in_pieces;
use super::{Article, Format, Meta, ReadError, html, markdown, plain, read_json_line};
use std::io::Cursor;
use std::path::Path;

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// Keep the text as it is: no furniture is marked, no title cut out of it.
    pub raw: bool,
    /// With `raw`, do not even sanitise the text. Only for output that escapes what a terminal would obey.
    pub exact: bool,
}

/// Reads one article (or, of a format that holds several, many) from text in memory; `id` names it. Of a page that cannot
/// be parsed and a line that is no article, the error stands in the article's place.
pub fn read_str(id: &str, text: &str, format: Format, options: ReadOptions) -> Vec<Result<Article, ReadError>> {
    let input = || Input { path: id.into(), reader: Box::new(Cursor::new(text.to_owned())) };
    match format.way() {
        Way::Text => vec![read_one(id, text, format, options)],
        Way::Lines => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.map(|(at, line)| read_json_line(Path::new(id), at + 1, line, options)).collect()
        }
        Way::One(read) => vec![read(input()).and_then(|piece| piece.read(Path::new(id), id.to_owned(), options))],
        Way::Several(cut) => in_pieces(Path::new(id).into(), input(), cut).map(|unit| unit.read(options)).collect(),
    }
}

/// Reads a text that is one article.
pub(super) fn read_one(id: &str, text: &str, format: Format, options: ReadOptions) -> Result<Article, ReadError> {
    let meta = Meta { id: id.to_owned(), ..Meta::default() };
    let too_many = |why| ReadError::TooMany { path: id.into(), why };
    let draft = match format {
        Format::Html => match html::read(id, text, options) {
            Ok(draft) if draft.blocks.is_empty() => Err(ReadError::Empty { path: id.into() }),
            other => other.map_err(|why| ReadError::Html { path: id.into(), why }),
        },
        Format::Markdown => markdown::read(meta, text, options).map_err(too_many),
        _ => plain::read(meta, text, options, true).map_err(too_many),
    };
    draft.map(|draft| draft.finish(options))
}
