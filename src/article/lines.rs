//! Lines of bounded length from any reader: what JSON Lines stream through.

use super::decode;
use std::io::{self, BufRead};

/// The longest line of JSON Lines that is read, in bytes.
pub const MAX_LINE: usize = 16 << 20;

/// Why a line could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// It is longer than the limit; it was skipped, and the next line follows.
    #[error("the line is longer than {} bytes", .0)]
    TooLong(usize),
    /// It is not UTF-8, as JSON has to be; the next line follows.
    #[error("the line is not valid UTF-8 at byte {}", .0 + 1)]
    NotUtf8(usize),
    /// The reader failed; nothing follows.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The lines of a reader, without their ends, in memory bounded by the longest line allowed. Blank lines are lines.
/// A byte-order mark is no part of the first line; a line that is not UTF-8 is decoded by detection, unless [`Lines::strict`].
pub struct Lines<R> {
    reader: R,
    limit: usize,
    strict: bool,
    number: usize,
    failed: bool,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Reads lines of up to [`MAX_LINE`] bytes.
    pub fn new(reader: R) -> Self {
        Self::with_limit(reader, MAX_LINE)
    }

    /// The same lines, but one that is not UTF-8 is an error: between programs nothing is guessed.
    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Reads lines of up to `limit` bytes.
    pub fn with_limit(reader: R, limit: usize) -> Self {
        Self { reader, limit, strict: false, number: 0, failed: false, buffer: Vec::new() }
    }

    /// The number of the line last handed out, counted from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Fills the buffer with one line; `None` at the end, `Some(false)` where it was too long.
    fn fill(&mut self) -> io::Result<Option<bool>> {
        self.buffer.clear();
        let (mut any, mut fits) = (false, true);
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if chunk.is_empty() {
                return Ok(any.then_some(fits));
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let piece = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            fits &= self.buffer.len() + piece.len() <= self.limit;
            if fits {
                self.buffer.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(fits));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<String, LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let filled = self.fill();
        self.number += usize::from(!matches!(filled, Ok(None)));
        match filled {
            Ok(None) => None,
            Ok(Some(true)) => {
                let line = self.buffer.strip_suffix(b"\r").unwrap_or(&self.buffer);
                match std::str::from_utf8(line) {
                    Err(error) if self.strict => return Some(Err(LineError::NotUtf8(error.valid_up_to()))),
                    _ => {}
                }
                Some(Ok(decode::line(line, self.number == 1)))
            }
            Ok(Some(false)) => Some(Err(LineError::TooLong(self.limit))),
            Err(error) => {
                self.failed = true;
                Some(Err(error.into()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    #[test]
    fn skips_an_endless_line_in_constant_memory() {
        let endless = io::repeat(b'x').take(50_000_000).chain(&b"\nshort\r\n\nlast"[..]);
        let mut lines = Lines::with_limit(BufReader::new(endless), 1_000);
        assert!(matches!(lines.next(), Some(Err(LineError::TooLong(1_000)))));
        assert!(lines.buffer.capacity() < 10_000);
        let rest: Vec<String> = lines.map(|line| line.unwrap()).collect();
        assert_eq!(rest, ["short", "", "last"]);
    }

    #[test]
    fn decodes_and_drops_the_mark() {
        let lines: Vec<String> = Lines::new(&b"\xef\xbb\xbfone\ncaf\xe9 au lait\n"[..]).map(|l| l.unwrap()).collect();
        assert_eq!(lines, ["one", "café au lait"]);
        let mut lines = Lines::new(&b"caf\xe9\nnext\n"[..]).strict();
        assert!(matches!(lines.next(), Some(Err(LineError::NotUtf8(3)))));
        assert!(matches!(lines.next(), Some(Ok(line)) if line == "next"));
    }
}
