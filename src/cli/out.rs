//! Standard output and standard error: the last look at what leaves, JSON framing, style, and closed pipes.

use crate::text::{Span, sanitize};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Standard output, or a file in its place, buffered.
pub(super) struct Out {
    to: BufWriter<Box<dyn Write>>,
    /// Columns of the terminal; `None` where it is not one.
    pub(super) columns: Option<usize>,
    colour: bool,
}

impl Out {
    /// Standard output as it is now.
    pub(super) fn new() -> Self {
        let terminal = io::stdout().is_terminal();
        let width = || terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Self {
            to: BufWriter::new(Box::new(io::stdout().lock())),
            columns: terminal.then(width),
            colour: terminal && !no_color() && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }

    /// A file, which is no terminal.
    pub(super) fn to_file(file: File) -> Self {
        Self { to: BufWriter::new(Box::new(file)), columns: None, colour: false }
    }

    /// Writes a text of whole lines.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(checked(text).as_bytes())
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

    /// Writes one row of comma-separated values. A cell that a spreadsheet would take for a formula, and run, begins with an
    /// apostrophe instead; no number of ours begins so.
    pub(super) fn csv<S: AsRef<str>>(&mut self, row: &[S]) -> io::Result<()> {
        let mut record = csv::Writer::from_writer(Vec::new());
        record
            .write_record(row.iter().map(|field| no_formula(field.as_ref()).into_owned()))
            .map_err(io::Error::other)?;
        let bytes = record.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        let text = String::from_utf8_lossy(&bytes);
        self.line(text.strip_suffix('\n').unwrap_or(&text))
    }

    /// Writes a value as one line of JSON, followed by `end`.
    pub(super) fn json(&mut self, value: &impl Serialize, end: &str) -> io::Result<()> {
        let mut line = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut line, Escaping))?;
        self.to.write_all(&line)?;
        self.to.write_all(end.as_bytes())
    }

    /// Sends everything on its way.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
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

/// JSON in which whatever a terminal would obey, and whatever has no look of its own, stands as `\u` escape. So `--raw`
/// can hand a text over to the byte and still be printed anywhere.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, c)| sanitize::is_hidden(*c)) {
            let (shown, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            to.write_all(shown.as_bytes())?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = after.get(hidden.len_utf8()..).unwrap_or_default();
        }
        to.write_all(rest.as_bytes())
    }
}

fn no_formula(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
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

    #[test]
    fn a_cell_is_no_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(no_formula(cell), format!("'{cell}"));
        }
        for cell in ["", "1", "a=b", "2022-02-04", "'quoted'"] {
            assert_eq!(no_formula(cell), cell);
        }
    }
}
