//! The log file: what went wrong behind the screen, in the user's state folder. Written only when `CROSSREAD_LOG` names
//! a level (`error`, `warn`, `info`, `debug`), so that nothing one reads leaves a trace unasked.

use super::files::{append, state_folder};
use crate::text::sanitize;
use log::LevelFilter;
use std::io::{self, Write};

/// Starts the log where it is asked for. A log that cannot be written must not keep anyone from reading.
pub(super) fn start() {
    let Some(level) = std::env::var("CROSSREAD_LOG").ok().and_then(|level| level.parse::<LevelFilter>().ok()) else {
        return;
    };
    let Some(folder) = state_folder() else { return };
    if let Ok(file) = append(&folder.join("crossread.log")) {
        // Fails only where a logger is set already.
        let _ = simplelog::WriteLogger::init(level, simplelog::Config::default(), Clean(file));
    }
}

/// Lets nothing through that a terminal showing the log would act upon.
struct Clean<W>(W);

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(sanitize::text(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_reaches_the_log() {
        let mut out = Vec::new();
        Clean(&mut out).write_all(b"a\x1b[31mb\n").unwrap();
        assert!(!out.contains(&0x1b));
        assert!(out.ends_with(b"b\n"));
    }
}
