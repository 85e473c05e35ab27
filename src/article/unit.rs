//! What can be read on its own: a whole file, one line of JSON Lines, or one piece of a file that holds several. Finding
//! the units of a file is quick; reading one takes the time, and needs nothing but the unit, so that several threads can
//! share even one long file.

use super::error::shown;
use super::format::Way;
use super::piece::{Input, Piece, Pieces};
use super::read::read_one;
use super::source::{self, Opened};
use super::{Article, Format, JsonLine, LineError, Lines, ReadError, ReadOptions, Source};
use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Something that one article, or one error, comes of.
#[derive(Debug)]
pub struct Unit {
    path: Arc<Path>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A file that is one article, not opened yet (or opened once to find its format).
    File(Format),
    /// A line of JSON Lines and its number, from 1.
    Line(usize, String),
    /// A piece of a file and its number, from 1.
    Piece(usize, Box<Piece>),
    /// Known already not to be readable.
    Broken(ReadError),
}

/// The units of a file, in order: every line of JSON Lines that is not blank, every piece of a format that holds several,
/// else the file as a whole. There is at least one. What streams is streamed, and a line is at most [`super::MAX_LINE`]
/// long; what is not a regular file is refused without being opened.
pub fn units(source: Source) -> Box<dyn Iterator<Item = Unit>> {
    let path: Arc<Path> = source.path.into();
    let content = match (source.format, source.format.map(Format::way)) {
        (Some(format), Some(Way::Text | Way::One(_))) => Content::File(format),
        (format, _) => match source::open_as(&path, format) {
            Ok(Opened::Lines(reader)) => return Box::new(lines(path, reader)),
            Ok(Opened::Several(input, cut)) => return in_pieces(path, input, cut),
            Ok(Opened::File(format)) => Content::File(format),
            Err(error) => return Unit::broken(error),
        },
    };
    Box::new(std::iter::once(Unit { path, content }))
}

fn lines(path: Arc<Path>, reader: Box<dyn BufRead>) -> impl Iterator<Item = Unit> {
    let mut lines = Lines::new(reader);
    let mut any = false;
    std::iter::from_fn(move || {
        let content = loop {
            match lines.next() {
                Some(Ok(line)) if line.trim().is_empty() => {}
                Some(Ok(line)) => break Content::Line(lines.number(), line),
                Some(Err(LineError::Io(error))) => break Content::Broken(ReadError::io(&path, error)),
                Some(Err(error)) => {
                    let (path, line, why) = (path.to_path_buf(), lines.number(), error.to_string());
                    break Content::Broken(ReadError::Json { path, line, why });
                }
                None if any => return None,
                None => break Content::Broken(ReadError::Empty { path: path.to_path_buf() }),
            }
        };
        any = true;
        Some(Unit { path: Arc::clone(&path), content })
    })
}

/// The units that `cut` makes of a file. A panic in cutting, which is the work of many libraries, ends here.
pub(super) fn in_pieces(
    path: Arc<Path>,
    input: Input,
    cut: fn(Input) -> Result<Pieces, ReadError>,
) -> Box<dyn Iterator<Item = Unit>> {
    let failed = |path: &Path| ReadError::Failed { path: path.to_owned(), why: "it could not be cut".to_owned() };
    let mut pieces = match catch_unwind(AssertUnwindSafe(|| cut(input))) {
        Ok(Ok(pieces)) => Some(pieces),
        Ok(Err(error)) => return Unit::broken(error),
        Err(_) => return Unit::broken(failed(&path)),
    };
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        let next = catch_unwind(AssertUnwindSafe(|| pieces.as_mut()?.next()));
        let content = match next {
            Ok(Some(Ok(piece))) => Content::Piece(number + 1, Box::new(piece)),
            Ok(Some(Err(lost))) => Content::Broken(lost.into_error(&path)),
            Ok(None) if number > 0 => return None,
            Ok(None) => Content::Broken(ReadError::Empty { path: path.to_path_buf() }),
            Err(_) => {
                pieces = None;
                Content::Broken(failed(&path))
            }
        };
        number += 1;
        Some(Unit { path: Arc::clone(&path), content })
    }))
}

impl Unit {
    /// What cannot be read, in the place of what could not be found out.
    pub fn broken(error: ReadError) -> Box<dyn Iterator<Item = Unit>> {
        Box::new(std::iter::once(Unit { path: error.path().into(), content: Content::Broken(error) }))
    }

    /// The file it is, or is a part of.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it. A file is read whole, up to [`super::MAX_FILE`].
    pub fn read(self, options: ReadOptions) -> Result<Article, ReadError> {
        match self.content {
            Content::File(format) => match format.way() {
                Way::One(read) => {
                    let piece = read(source::input(&self.path)?)?;
                    piece.read(&self.path, shown(&self.path), options)
                }
                _ => read_one(&shown(&self.path), &source::read_whole(&self.path, format)?, format, options),
            },
            Content::Line(number, line) => read_json_line(&self.path, number, &line, options),
            Content::Piece(number, piece) => piece.read(&self.path, format!("{}:{number}", shown(&self.path)), options),
            Content::Broken(error) => Err(error),
        }
    }
}

/// Reads one line of JSON Lines, the `number`th (from 1) of what `path` names; without an `id` of its own, the article is
/// called `path:number`.
pub fn read_json_line(path: &Path, number: usize, line: &str, options: ReadOptions) -> Result<Article, ReadError> {
    let line = JsonLine::parse(line).map_err(|why| ReadError::Json { path: path.to_owned(), line: number, why })?;
    line.into_article(&format!("{}:{number}", shown(path)), path, number, options)
}
