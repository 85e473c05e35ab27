//! The clipboard, by way of the terminal: OSC 52 reaches the one on the reader's desk, over SSH too.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, Write as _, stdout};
use std::process::{Command, Stdio};
use std::thread;

/// What lies between us and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Nothing,
    Tmux,
    Screen,
}

impl Between {
    fn here() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match () {
            () if is_set("TMUX") => Self::Tmux,
            () if is_set("STY") => Self::Screen,
            () => Self::Nothing,
        }
    }
}

/// Has the terminal put `text` into the clipboard. Whether it does, it does not tell.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let between = Between::here();
    if between == Between::Tmux {
        // As tmux is set by default it heeds no program's OSC 52, but its own command reaches clipboard and buffers.
        let text = text.to_owned();
        thread::Builder::new().name("tmux".into()).spawn(move || {
            if let Err(error) = load_buffer(&text) {
                log::warn!("tmux took no text: {error}");
            }
        })?;
    }
    let mut out = stdout().lock();
    out.write_all(sequence(text, between).as_bytes())?;
    out.flush()
}

fn load_buffer(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux");
    tmux.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = tmux.spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = child.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

/// GNU Screen passes strings of up to 768 bytes through to the terminal.
const SCREEN_TAKES: usize = 512;

/// The bytes that ask the terminal for it.
fn sequence(text: &str, between: Between) -> String {
    let osc = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    if between != Between::Screen {
        return osc;
    }
    let mut wrapped = String::with_capacity(osc.len() + osc.len() / 64);
    let mut left = osc.as_str();
    while !left.is_empty() {
        let (part, rest) = left.split_at_checked(SCREEN_TAKES).unwrap_or((left, ""));
        wrapped.push_str("\x1bP");
        wrapped.push_str(part);
        wrapped.push_str("\x1b\\");
        left = rest;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_the_terminal_in_base_64() {
        assert_eq!(sequence("Žluť", Between::Nothing), "\x1b]52;c;xb1sdcWl\x07");
        assert_eq!(sequence("a", Between::Screen), "\x1bP\x1b]52;c;YQ==\x07\x1b\\");
    }

    #[test]
    fn screen_gets_it_in_pieces_that_make_the_whole() {
        let text = "word ".repeat(1000);
        let wrapped = sequence(&text, Between::Screen);
        let pieces: Vec<&str> = wrapped.split("\x1b\\").filter(|piece| !piece.is_empty()).collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= SCREEN_TAKES + 2));
        let whole: String = pieces.iter().map(|piece| piece.strip_prefix("\x1bP").unwrap()).collect();
        assert_eq!(whole, sequence(&text, Between::Nothing));
    }
}
