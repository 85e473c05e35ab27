//! Standard output and standard error: the last look at what leaves, JSON framing, style, and closed pipes.

use crate::library::OutFile;
use crate::text::{Span, csv_row, sanitize, write_json};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output, or a file in its place, buffered.
pub(super) struct Out {
    to: BufWriter<To>,
    /// Columns of the terminal; `None` where it is not one.
    pub(super) columns: Option<usize>,
    colour: bool,
}

enum To {
    Standard(StdoutLock<'static>),
    File(OutFile),
}

impl Write for To {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

impl Out {
    /// Standard output as it is now.
    pub(super) fn new() -> Self {
        let terminal = io::stdout().is_terminal();
        let width = || terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Self {
            to: BufWriter::new(To::Standard(io::stdout().lock())),
            columns: terminal.then(width),
            colour: terminal && !no_color() && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }

    /// A file, which is no terminal; it is there once all is written and [`Out::finish`] was called.
    pub(super) fn to_file(file: OutFile) -> Self {
        Self { to: BufWriter::new(To::File(file)), columns: None, colour: false }
    }

    /// Writes a line, or several.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(checked(text).as_bytes())?;
        self.to.write_all(b"\n")
    }

    /// Writes a line that stands out, where there is colour.
    pub(super) fn bold(&mut self, text: &str) -> io::Result<()> {
        self.styled("\x1b[1m", text)
    }

    /// Writes a line that stands back, where there is colour.
    pub(super) fn dim(&mut self, text: &str) -> io::Result<()> {
        self.styled("\x1b[2m", text)
    }

    /// Writes a line of which `hits`, spans in order and apart, stand out: between asterisks where there is no colour.
    pub(super) fn marked(&mut self, text: &str, hits: &[Span]) -> io::Result<()> {
        let (open, close) = if self.colour { ("\x1b[1m", "\x1b[0m") } else { ("*", "*") };
        let mut at = 0;
        for hit in hits {
            let (before, inside) = (Span::new(at, hit.start).of(text), hit.of(text));
            write!(self.to, "{}{open}{}{close}", checked(before), checked(inside))?;
            at = hit.end;
        }
        self.line(Span::new(at, text.len()).of(text))
    }

    fn styled(&mut self, start: &str, text: &str) -> io::Result<()> {
        if !self.colour {
            return self.line(text);
        }
        writeln!(self.to, "{start}{}\x1b[0m", checked(text))
    }

    /// Writes one row of comma-separated values.
    pub(super) fn csv<S: AsRef<str>>(&mut self, row: &[S]) -> io::Result<()> {
        self.line(&csv_row(row)?)
    }

    /// Writes a value as one line of JSON, followed by `end`.
    pub(super) fn json(&mut self, value: &impl Serialize, end: &str) -> io::Result<()> {
        let mut line = Vec::new();
        write_json(&mut line, value)?;
        self.to.write_all(&line)?;
        self.to.write_all(end.as_bytes())
    }

    /// Writes what is clean by its making, as documents are.
    pub(super) fn document(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// Sends everything on its way.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    /// Sends everything on its way, and puts a file in its place.
    pub(super) fn finish(self) -> io::Result<()> {
        match self.to.into_inner().map_err(|error| error.into_error())? {
            To::Standard(mut out) => out.flush(),
            To::File(file) => file.finish(),
        }
    }
}

/// A series of JSON values: one a line, or as an array.
pub(super) struct JsonSeries {
    array: bool,
    any: bool,
}

impl JsonSeries {
    /// Begins.
    pub(super) fn new(array: bool) -> Self {
        Self { array, any: false }
    }

    /// Writes the next value.
    pub(super) fn push(&mut self, out: &mut Out, value: &impl Serialize) -> io::Result<()> {
        if !self.array {
            return out.json(value, "\n");
        }
        out.to.write_all(if self.any { b",\n" } else { b"[\n" })?;
        self.any = true;
        out.json(value, "")
    }

    /// Ends.
    pub(super) fn end(self, out: &mut Out) -> io::Result<()> {
        match (self.array, self.any) {
            (false, _) => Ok(()),
            (true, true) => out.line("\n]"),
            (true, false) => out.line("[]"),
        }
    }
}

/// What came from outside was sanitised where it entered; whoever forgets that is told so by the tests, and the terminal
/// is safe all the same. Clean text that was cut may have lost the end of an isolate, which is mended here in silence.
fn checked(text: &str) -> Cow<'_, str> {
    debug_assert!(!text.contains(steers), "not sanitised: {text:?}");
    sanitize::text(text)
}

/// Whether a terminal, or the direction of what follows, obeys `c`. No cut of a clean text holds any.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}')
}

/// Says something on standard error, on one line, whatever is in it.
pub(super) fn complain(what: impl Display) {
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "crossread: {}", sanitize::line(&what.to_string()));
}

/// So many things, by what one is called: `1 query`, `2 queries`.
pub(super) fn count(number: usize, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if number == 1 => format!("1 {what}"),
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {what}s"),
    }
}

/// Whether `error` only says that nobody reads our output any more.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// `NO_COLOR`, set to anything but the empty string, asks for no colour: <https://no-color.org>.
pub(super) fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap;

    #[test]
    fn one_is_not_many() {
        let said = [count(0, "query"), count(1, "query"), count(1, "feed"), count(2, "feed")];
        assert_eq!(said, ["0 queries", "1 query", "1 feed", "2 feeds"]);
    }

    #[test]
    fn a_row_that_cuts_an_isolate_in_two_opens_none() {
        let text = format!("He said \u{2067}{}\u{2069} and left\u{200f}.", "שלום לכם ".repeat(12).trim_end());
        assert!(sanitize::is_clean(&text), "closed on its line, it stays");
        assert!(checked(&text).contains('\u{2067}'));
        for width in [1, 9, 20, 40] {
            for row in wrap(&text, Span::new(0, text.len()), width) {
                let row = checked(row.of(&text)).into_owned();
                let opened = row.chars().filter(|c| matches!(c, '\u{2066}'..='\u{2068}')).count();
                assert_eq!(opened, row.matches('\u{2069}').count(), "{row:?}");
            }
        }
    }
}
