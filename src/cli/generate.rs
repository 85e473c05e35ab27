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
        roff.extend(undeclared().into_bytes());
    }
    print(&roff)
}

/// What the command line does not declare: the keys, from the action table; the settings, from theirs; files, environment.
fn undeclared() -> String {
    let mut out = String::from(".SH KEYS\n");
    for declaration in Action::ALL {
        let meaning = format!("{} ({}).", declaration.doc, declaration.name);
        entry(&mut out, &declaration.keys.join(", "), &meaning);
    }
    #[cfg(feature = "tui")]
    {
        out.push_str(".SH SETTINGS\nOf the configuration file; beside them its tables [keys] and [[command]].\n");
        for (name, default, meaning) in crate::runtime::settings() {
            entry(&mut out, &format!("{name} = {default}"), &meaning);
        }
    }
    for (heading, entries) in [("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        let _ = writeln!(out, ".SH {heading}");
        entries.iter().for_each(|(term, meaning)| entry(&mut out, term, meaning));
    }
    out
}

/// Folders are named as they are where `XDG_CONFIG_HOME` and `XDG_STATE_HOME` say nothing else.
const FILES: &[(&str, &str)] = &[
    (
        "~/.config/crossread/config.toml",
        "Settings, keys, and commands to send text to. `crossread config` prints one with all of it explained, \
         `crossread config --check` says what is wrong with yours.",
    ),
    ("~/.config/crossread/themes/NAME.toml", "A theme of your own, by its name; it may inherit another."),
    (
        "~/.local/state/crossread/sessions/",
        "Where you were in each collection; nothing is kept where `session = false`.",
    ),
    ("~/.local/state/crossread/seen", "Says that the first steps have been shown."),
    ("~/.local/state/crossread/crossread.log", "The log, where CROSSREAD_LOG asks for one."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "No colour, where it is set to anything but the empty string; whatever theme is chosen."),
    ("COLORTERM", "`truecolor` or `24bit`: the terminal has all colours."),
    ("TERM", "How many colours it has else; none where it is `dumb`."),
    ("COLORFGBG", "The terminal's letters and ground: where the ground is light, the theme `auto` is light too."),
    ("TMUX, STY", "Text that is copied takes the way through tmux or GNU Screen."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Folders in the place of ~/.config and ~/.local/state."),
    ("CROSSREAD_LOG", "A level (error, warn, info, debug): write a log."),
    (
        "CROSSREAD_TITLE, CROSSREAD_SOURCE, CROSSREAD_DATE, CROSSREAD_URL, CROSSREAD_AUTHOR",
        "What is known of an article, for the commands that text is sent to.",
    ),
];

/// A term in bold letters, and what it means.
fn entry(out: &mut String, term: &str, meaning: &str) {
    let _ = writeln!(out, ".TP\n\\fB{}\\fR\n{}", escaped(term), escaped(meaning));
}

/// `text` as roff shows it as it is. `\&` is nothing, before what would be a request at the beginning of a line.
fn escaped(text: &str) -> String {
    let guard = if text.starts_with(['.', '\'']) { "\\&" } else { "" };
    format!("{guard}{}", text.replace('\\', "\\e").replace('-', "\\-"))
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
