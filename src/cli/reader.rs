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
    use super::out::complain;
    use crate::article::ReadOptions;
    use crate::runtime::{Config, Opened, open};
    if !input.paths.is_empty() && input.paths.iter().all(|path| !path.exists()) {
        input.paths.iter().for_each(|path| complain(format!("{}: there is no such file or folder", path.display())));
        return Ok(wrong_call("nothing to open; `crossread --help` lists the commands"));
    }
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => {
            error.lines().iter().for_each(complain);
            return Ok(Outcome::Incomplete);
        }
    };
    let path = super::kept::path(input.library.as_deref()).ok();
    if input.paths.is_empty() {
        super::kept::must_exist(input.library.as_deref())?;
    }
    let opened = if !input.paths.is_empty() {
        Opened::Paths(input.paths)
    } else if input.library.is_some() || path.as_deref().is_some_and(crate::library::Library::is_to_be_shown) {
        // What is wrong with it the screen says.
        Opened::Library
    } else {
        Opened::Articles("sample collection".to_owned(), crate::collection::samples())
    };
    let problems = open(opened, path, ReadOptions { raw: input.raw, ..ReadOptions::default() }, config)?;
    problems.iter().for_each(complain);
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

#[cfg(not(feature = "tui"))]
fn open_screen(_: Input) -> anyhow::Result<Outcome> {
    Ok(wrong_call("this build has no reader (feature `tui`); use `crossread list`, `show`, `analyze` or `entities`"))
}
