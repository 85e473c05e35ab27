//! `crossread [PATH]...`: opening the reader, where there is a screen to open it on.

use super::args::Input;
use super::{Outcome, wrong_call};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

pub(super) fn open(input: Input, library: Option<PathBuf>) -> anyhow::Result<Outcome> {
    if !io::stdout().is_terminal() {
        return Ok(wrong_call(
            "the reader needs a terminal; to print instead, use `crossread list`, `show`, `analyze` or `entities`",
        ));
    }
    open_screen(input, library)
}

#[cfg(feature = "tui")]
fn open_screen(input: Input, library: Option<PathBuf>) -> anyhow::Result<Outcome> {
    use super::out::complain;
    use crate::article::ReadOptions;
    use crate::library::Library;
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
    let path = library.or_else(Library::default_path);
    let opened = if !input.paths.is_empty() {
        Opened::Paths(input.paths)
    } else if path.as_deref().is_some_and(has_articles) {
        Opened::Library
    } else {
        Opened::Articles("sample collection".to_owned(), crate::collection::samples())
    };
    let problems = open(opened, path, ReadOptions { raw: input.raw, ..ReadOptions::default() }, config)?;
    problems.iter().for_each(complain);
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

#[cfg(not(feature = "tui"))]
fn open_screen(_: Input, _: Option<PathBuf>) -> anyhow::Result<Outcome> {
    Ok(wrong_call("this build has no reader (feature `tui`); use `crossread list`, `show`, `analyze` or `entities`"))
}

/// Whether a library is there and has anything to show; a fault of it is to be seen, too.
#[cfg(feature = "tui")]
fn has_articles(path: &Path) -> bool {
    use crate::library::Library;
    path.exists() && Library::open(path).and_then(|library| library.counts()).is_ok_and(|counts| counts.articles > 0)
}
