//! A mailbox, message by message: a line that begins with "From " stands before each.

use crate::article::source::MAX_FILE;
use std::io::{BufRead, Read};

/// The longest line that is looked at as one; a longer one is taken in parts.
const MAX_LINE: u64 = 64 << 10;

/// The messages of a mailbox, each held by itself; why, in the place of one that is too large.
pub(super) struct Messages<R> {
    reader: R,
    is_open: bool,
    is_done: bool,
}

impl<R: BufRead> Messages<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, is_open: false, is_done: false }
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut message = Vec::new();
        let (mut is_too_large, mut after_blank, mut starts_line) = (false, true, true);
        while !self.is_done {
            let mut line = Vec::new();
            match (&mut self.reader).take(MAX_LINE).read_until(b'\n', &mut line) {
                Ok(0) => self.is_done = true,
                Ok(_) if starts_line && after_blank && is_boundary(&line) => {
                    if std::mem::replace(&mut self.is_open, true) {
                        break;
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(error.to_string()));
                }
            }
            // What stands before the first message belongs to none.
            if !self.is_open {
                continue;
            }
            after_blank = starts_line && line.trim_ascii().is_empty();
            // "From " at the beginning of a line of text was marked with one more sign when it was stored.
            let quoted = line.iter().take_while(|b| **b == b'>').count();
            let is_quoted =
                starts_line && quoted > 0 && line.get(quoted..).is_some_and(|rest| rest.starts_with(b"From "));
            starts_line = line.ends_with(b"\n");
            is_too_large |= (message.len() + line.len()) as u64 > MAX_FILE;
            if is_too_large {
                message = Vec::new();
            } else {
                message.extend_from_slice(line.get(usize::from(is_quoted)..).unwrap_or_default());
            }
        }
        match () {
            () if is_too_large => Some(Err(format!("is larger than {} MiB", MAX_FILE >> 20))),
            () if message.trim_ascii().is_empty() && self.is_done => None,
            () => Some(Ok(message)),
        }
    }
}

/// Whether a line is one of those between messages: "From ana@example.org Fri Feb  4 10:15:00 2022".
pub(super) fn is_boundary(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let has_time = rest
        .windows(5)
        .take(200)
        .any(|window| matches!(window, [a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit())));
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    has_time && rest.trim_ascii().split(|b| *b == b' ').take(16).any(is_year)
}
