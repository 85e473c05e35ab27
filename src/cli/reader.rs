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
    use crate::article::ReadOptions;
    use crate::runtime::{Config, Opened, open};
    let config = Config::load()?;
    let opened = if input.paths.is_empty() {
        Opened::Articles("sample collection".to_owned(), crate::collection::samples())
    } else {
        Opened::Paths(input.paths)
    };
    open(opened, ReadOptions { raw: input.raw, ..ReadOptions::default() }, config)?;
    Ok(Outcome::Done)
}

#[cfg(not(feature = "tui"))]
fn open_screen(_: Input) -> anyhow::Result<Outcome> {
    Ok(wrong_call("this build has no reader (feature `tui`); use `crossread list`, `show`, `analyze` or `entities`"))
}
