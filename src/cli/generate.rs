//! `crossread man` and `crossread completions`: what derives from the declaration of the command line.

use super::Outcome;
use super::args::Cli;
use super::wrong_call;
use crate::app::Action;
use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use std::fmt::Write as _;
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
    if command.is_none() {
        roff.extend(keys_and_files().into_bytes());
    }
    print(&roff)
}

/// What the command line does not declare: the keys, from the action table, and the files.
fn keys_and_files() -> String {
    let mut roff = String::from(".SH KEYS\n");
    for declaration in Action::ALL {
        let keys = declaration.keys.join(", ").replace('\\', "\\e").replace('-', "\\-");
        let _ = writeln!(roff, ".TP\n\\fB{keys}\\fR\n{} ({}).", declaration.doc, declaration.name);
    }
    roff.push_str(
        ".SH FILES\n.TP\n\\fI~/.config/crossread/config.toml\\fR\nTheme, measure and keys; see the README.\n\
         .SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nNo colour, where it is set to anything.\n\
         .TP\n\\fBCROSSREAD_LOG\\fR\nA level (error, warn, info, debug): write a log to\n\
         \\fI~/.local/state/crossread/crossread.log\\fR.\n",
    );
    roff
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
