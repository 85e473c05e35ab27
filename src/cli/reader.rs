//! `crossread [PATH]...`: opening the reader, where there is a screen to open it on.

use super::args::Input;
use super::{Outcome, wrong_call};
use std::io::{self, IsTerminal};

pub(super) fn open(input: Input) -> anyhow::Result<Outcome> {
    if !io::stdout().is_terminal() {
        return Ok(wrong_call(
            "the reader needs a terminal; to print instead, use `crossread list`, `show`, `analyze` or `entities`",
        ));
    }
    open_screen(input)
}

#[cfg(feature = "tui")]
fn open_screen(input: Input) -> anyhow::Result<Outcome> {
    crate::runtime::open(input.paths, crate::article::ReadOptions { raw: input.raw })?;
    Ok(Outcome::Done)
}

#[cfg(not(feature = "tui"))]
fn open_screen(_: Input) -> anyhow::Result<Outcome> {
    Ok(wrong_call("this build has no reader (feature `tui`); use `crossread list`, `show`, `analyze` or `entities`"))
}
