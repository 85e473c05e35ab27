//! What can be read on its own: a whole file, or one line of JSON Lines. Finding the units of a file is quick; reading
//! one takes the time, and needs nothing but the unit, so that several threads can share even one long file.

use super::error::shown;
use super::source::{self, Opened};
use super::{Article, Format, JsonLine, LineError, Lines, ReadError, ReadOptions, Source, read_str};
use std::io::BufRead;
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
    /// Known already not to be readable.
    Broken(ReadError),
}

/// The units of a file, in order: every line of JSON Lines that is not blank, else the file as a whole. There is at least
/// one. JSON Lines are streamed, and a line is at most [`super::MAX_LINE`] long; what is not a regular file is refused
/// without being opened.
pub fn units(source: Source) -> Box<dyn Iterator<Item = Unit>> {
    let path: Arc<Path> = source.path.into();
    let content = match source.format {
        Some(format) if format != Format::JsonLines => Content::File(format),
        format => match source::open_as(&path, format) {
            Ok(Opened::Lines(reader)) => return Box::new(lines(path, reader)),
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

impl Unit {
    /// What cannot be read, in the place of what could not be found out.
    pub fn broken(error: ReadError) -> Box<dyn Iterator<Item = Unit>> {
        Box::new(std::iter::once(Unit { path: error.path().into(), content: Content::Broken(error) }))
    }

    /// The file it is, or is a line of.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it. A file is read whole, up to [`super::MAX_FILE`].
    pub fn read(self, options: ReadOptions) -> Result<Article, ReadError> {
        match self.content {
            Content::File(format) => {
                let text = source::read_whole(&self.path, format)?;
                let read = read_str(&shown(&self.path), &text, format, options).pop();
                read.unwrap_or_else(|| Err(ReadError::Empty { path: self.path.to_path_buf() }))
            }
            Content::Line(number, line) => read_json_line(&self.path, number, &line, options),
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
