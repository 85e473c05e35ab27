//! `crossread man` and `crossread completions`: what derives from the declaration of the command line.

use super::Outcome;
use super::args::Cli;
use super::wrong_call;
use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Prints the manual page of the program or of one command, in roff.
pub(super) fn man(command: Option<&str>) -> anyhow::Result<Outcome> {
    let mut program = Cli::command().disable_help_subcommand(true);
    // Gives the commands their full names: crossread-list.
    program.build();
    let page = match command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Ok(wrong_call(&format!("there is no command {name:?}"))),
        },
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff).context("the manual page")?;
    print(&roff)
}

/// Prints a completion script.
pub(super) fn completions(shell: Shell) -> anyhow::Result<Outcome> {
    // The generator panics where it cannot write, so that it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "crossread", &mut script);
    print(&script)
}

/// Writes what comes from the declaration alone, tabs included.
fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Done)
}
