//! Tables with a header: CSV and the like, also as Pocket, Instapaper and Readwise export it. Streamed, row by row.

mod columns;
mod highlights;

use super::ReadError;
use super::decode;
use super::export::{Saved, list};
use super::format::Head;
use super::piece::{Input, Lost, Pieces};
use super::source::MAX_FILE;
use crate::text::cell_of_csv;
use columns::{Columns, Field};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::cell::Cell;
use std::io::{self, BufRead, Cursor, Read};
use std::rc::Rc;

/// The longest row, in bytes: what an unclosed quotation mark swallows ends here.
const MAX_ROW: usize = 32 << 20;

/// Excel's way to name the separator, in a line above the header.
const SEPARATOR: &str = "sep=";

/// Whether a file begins with a header of several columns that we know.
pub(super) fn looks(head: &Head) -> bool {
    let mut lines = head.text.lines().filter(|line| !line.starts_with(SEPARATOR));
    let header = lines.next().unwrap_or_default();
    // A line of prose has commas too; a header has short names, and most are known.
    header.len() < 1_000 && {
        let columns = Columns::of_line(header);
        columns.known() >= 2 && columns.known() * 2 >= columns.len() && columns.is_telling()
    }
}

/// A piece a row; of an export of highlights, one an article that they are from.
pub(super) fn pieces(mut input: Input) -> Result<Pieces, ReadError> {
    let path = input.path.clone();
    let io = |error| ReadError::io(&path, error);
    let head = input.reader.fill_buf().map_err(io)?;
    let mut reader: Box<dyn BufRead> = if decode::is_streamable(head) {
        Box::new(input.reader)
    } else {
        // A separator of its may hide in a wider unit.
        Box::new(Cursor::new(input.text(false)?.into_bytes()))
    };
    let (mut separator, mut above) = (None, 0);
    let header = loop {
        let mut line = Vec::new();
        if reader.by_ref().take(1 << 20).read_until(b'\n', &mut line).map_err(io)? == 0 {
            return Err(ReadError::Empty { path });
        }
        let line = decode::line(&line, true);
        above += 1;
        match line.trim_end().strip_prefix(SEPARATOR) {
            Some(given) => separator = given.bytes().next(),
            None if line.trim().is_empty() => {}
            None => break line,
        }
    };
    let columns = separator.map_or_else(|| Columns::of_line(&header), |by| Columns::split(&header, by));
    if !columns.is_telling() {
        let why = format!(
            "has no column named title, text, html or url; its first line names: {}. Name the columns there",
            columns.shown()
        );
        return Err(Lost::new("", why).into_error(&path));
    }
    let rows = Rows::new(reader, columns.separator(), above, header.ends_with("\r\n"));
    if columns.are_highlights() {
        return Ok(highlights::pieces(rows, &columns));
    }
    Ok(Box::new(rows.map(move |row| {
        let (line, row) = row?;
        let saved = columns.saved(&row);
        let lost = || Lost::new(format!("line {line}"), "holds neither title, text nor link");
        if saved.is_empty() { Err(lost()) } else { Ok(saved.piece()) }
    })))
}

/// Rows below the header that are not blank, decoded, each with its line in the file, from 1.
struct Rows {
    reader: Reader<Bounded>,
    budget: Rc<Cell<usize>>,
    /// Lines of the file up to the header.
    above: u64,
    /// Whether lines end as on Windows: then the reader stands before the second mark of a row's end.
    windows: bool,
    ended: bool,
}

impl Rows {
    fn new(reader: Box<dyn BufRead>, separator: u8, above: u64, windows: bool) -> Self {
        let budget = Rc::new(Cell::new(MAX_ROW));
        let bounded = Bounded { reader, budget: Rc::clone(&budget) };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bounded);
        Self { reader, budget, above, windows, ended: false }
    }

    /// The line that a row which was just read begins at.
    fn line(&self, row: &ByteRecord) -> u64 {
        let breaks = row.iter().flatten().filter(|byte| **byte == b'\n').count() as u64;
        let end = self.above + self.reader.position().line();
        end.saturating_sub(breaks + u64::from(!self.windows))
    }
}

impl Iterator for Rows {
    type Item = Result<(u64, Vec<String>), Lost>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = ByteRecord::new();
        while !self.ended {
            self.budget.set(MAX_ROW);
            let begin = self.above + self.reader.position().line();
            match self.reader.read_byte_record(&mut row) {
                Ok(false) => break,
                Ok(true) if row.iter().all(|field| field.iter().all(u8::is_ascii_whitespace)) => {}
                Ok(true) => {
                    let fields = row.iter().map(|field| cell_of_csv(decode::line(field, false).trim()).to_owned());
                    return Some(Ok((self.line(&row), fields.collect())));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Lost::new(format!("line {begin}"), format!("{error}; what follows it is lost"))));
                }
            }
        }
        None
    }
}

/// A reader that gives out so many bytes and then fails.
struct Bounded {
    reader: Box<dyn BufRead>,
    budget: Rc<Cell<usize>>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget.get() == 0 {
            let why = format!("the row is longer than {} MiB; is a quotation mark not closed?", MAX_ROW >> 20);
            return Err(io::Error::other(why));
        }
        let most = buffer.len().min(self.budget.get());
        let read = self.reader.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.budget.set(self.budget.get() - read);
        Ok(read)
    }
}

const _: () = assert!(MAX_ROW as u64 <= MAX_FILE);

impl Columns {
    /// What a row says.
    fn saved(&self, row: &[String]) -> Saved {
        let mut saved = Saved::default();
        for (at, value) in row.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let (name, field) = self.at(at);
            let place = match field {
                Field::Id => &mut saved.id,
                Field::Title => &mut saved.title,
                Field::Text => &mut saved.text,
                Field::Url => &mut saved.url,
                Field::Date => &mut saved.date,
                Field::Saved => &mut saved.saved,
                Field::Source => &mut saved.source,
                Field::Author => &mut saved.author,
                Field::Language => &mut saved.language,
                Field::Tags => {
                    saved.tags.extend(list(value));
                    continue;
                }
                Field::Selection => {
                    let quote = value.clone();
                    saved.highlights.push(super::export::Marked { quote, note: None });
                    continue;
                }
                Field::Shelf => {
                    match value.to_ascii_lowercase().as_str() {
                        "archive" | "archived" => saved.read = Some(true),
                        "unread" | "new" | "later" | "inbox" | "shortlist" => saved.read = Some(false),
                        "starred" => saved.starred = Some(true),
                        _ => saved.tags.push(value.clone()),
                    }
                    continue;
                }
                Field::Quote | Field::Note | Field::Other => {
                    saved.extra.insert(name, value.clone().into());
                    continue;
                }
            };
            match place {
                None => *place = Some(value.clone()),
                Some(_) => drop(saved.extra.insert(name, value.clone().into())),
            }
        }
        saved
    }
}
