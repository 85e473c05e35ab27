//! One line on a terminal's standard error that says how far we are, and goes when there is something to print.

use crate::text::sanitize;
use crate::text::width::ellipsis;
use std::io::{self, IsTerminal, Write};

/// Where how far we are is shown; nowhere, where standard error is no terminal.
pub(super) struct ProgressLine {
    columns: Option<usize>,
    shown: bool,
}

impl ProgressLine {
    /// As standard error is now.
    pub(super) fn new() -> Self {
        let width = || terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
        Self { columns: io::stderr().is_terminal().then(width), shown: false }
    }

    /// Shows `what` in the place of what was shown.
    pub(super) fn show(&mut self, what: &str) {
        if let Some(columns) = self.columns {
            let line = ellipsis(&sanitize::line(what), columns.saturating_sub(1));
            let _ = write!(io::stderr(), "\r{line}\x1b[K");
            self.shown = true;
        }
    }

    /// Takes it away.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
