//! How is it called? The declaration of the command line, and one file for each command that prints.

mod add;
mod analyze;
mod args;
mod care;
mod compare;
mod config;
mod corrected;
mod entities;
mod export;
mod feeds;
mod filter;
mod follow;
mod formats;
mod generate;
mod history;
mod input;
mod interrupt;
mod json;
mod kept;
mod list;
mod narrowed;
mod out;
mod progress;
mod quotes;
mod reader;
mod search;
mod show;
mod stories;
mod together;
mod update;

use crate::article::PAGE_THREAD;
use crate::library::when_waiting;
use crate::text::sanitize;
use args::{Cli, Command, Input};
use clap::Parser;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All went well.
    Done,
    /// An input could not be read; each such input was reported.
    Incomplete,
    /// The call made no sense where it was made; that was reported.
    WrongCall,
}

impl Outcome {
    /// How two parts of a call ended together.
    fn and(self, other: Self) -> Self {
        if self == Self::Done { other } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Incomplete => ExitCode::from(1),
            Outcome::WrongCall => ExitCode::from(2),
        }
    }
}

/// Runs the program: exit status 0 when all went well, 1 when an input could not be read or something else failed, 2 on a
/// wrong call. A reader that closes our output early has seen enough, which is no failure.
pub fn main() -> ExitCode {
    quiet_where_contained();
    let (library, arguments) = library_first(std::env::args_os().collect());
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => Cli { library: cli.library.or(library), ..cli },
        Err(error) => return ended_by_clap(&error),
    };
    match run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) if out::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            out::complain(format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Takes `--library PATH` away where it is the first argument: clap would take a command that follows an option for a path,
/// since without a command everything is one.
fn library_first(mut arguments: Vec<OsString>) -> (Option<PathBuf>, Vec<OsString>) {
    let first = arguments.get(1).and_then(|first| first.to_str()).unwrap_or_default();
    let library = match first.strip_prefix("--library") {
        Some("") if arguments.len() > 2 => arguments.drain(1..3).next_back(),
        Some(rest) => rest.strip_prefix('=').map(OsString::from).inspect(|_| drop(arguments.remove(1))),
        None => None,
    };
    (library.map(PathBuf::from), arguments)
}

/// Keeps quiet about a panic that is contained where it happens and reported as what it means for its input: the
/// extractor of web pages does panic, and its message holds what the page held.
fn quiet_where_contained() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_contained(std::thread::current().name()) {
            default(info);
        }
    }));
}

fn is_contained(thread: Option<&str>) -> bool {
    thread == Some(PAGE_THREAD)
}

/// Says once that we wait for another program, so that nobody takes it for a hang.
fn say_that_we_wait() {
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| out::complain("another program is writing to the library; waiting until it is done"));
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    // The screen has its own way to say so.
    if cli.command.is_some() {
        when_waiting(say_that_we_wait);
    }
    let library = cli.library;
    // So that what reads its inputs need not know where the library lies.
    let named = |input: Input| Input { library: library.clone(), ..input };
    match cli.command {
        None => reader::open(named(cli.input)),
        Some(Command::List { format, stories: false, input }) => list::run(&named(input), format),
        Some(Command::List { format, stories: true, input }) => stories::run(&named(input), format),
        Some(Command::Show { format, id, input }) => show::run(&named(input), id.as_deref(), format),
        Some(Command::Analyze { format, paths, raw }) => analyze::run(&paths, raw, format),
        Some(Command::Entities { format, corrected, input }) => entities::run(&named(input), format, corrected),
        Some(Command::Export { format, query, output, force, input }) => {
            export::run(&named(input), query.as_deref(), format, export::To { file: output.as_deref(), force })
        }
        Some(Command::Quotes { format, speaker, input }) => quotes::run(&named(input), format, speaker.as_deref()),
        Some(Command::Search { format, sort, limit, query, paths }) => {
            search::run(&query, &paths, library.as_deref(), search::Shown { format, sort, limit })
        }
        Some(Command::Compare { format, min_score, paths, raw }) => compare::run(paths, raw, format, min_score),
        Some(Command::Add { watch, feed, net, what }) => {
            add::run(library.as_deref(), what, add::How { watch, feed, net: &net })
        }
        Some(Command::Update { feeds, net }) => update::run(&mut kept::open(library.as_deref())?, &feeds, &net),
        Some(Command::Feeds { format, opml, remove }) => {
            let mut library = kept::open(library.as_deref())?;
            match () {
                () if !remove.is_empty() => feeds::remove(&mut library, &remove),
                () if opml => feeds::opml(&library),
                () => feeds::list(&library, format),
            }
        }
        Some(Command::Backup { file }) => care::backup(library.as_deref(), &file),
        Some(Command::Restore { file }) => care::restore(library.as_deref(), &file),
        Some(Command::Doctor { repair }) => care::doctor(library.as_deref(), repair),
        Some(Command::History { format, most }) => history::run(library.as_deref(), format, most),
        Some(Command::Undo { number, again }) => history::turn(library.as_deref(), number, again),
        Some(Command::Config { check, path, theme }) => config::run(check, path, theme),
        Some(Command::Man { command }) => generate::man(command.as_deref()),
        Some(Command::Completions { shell }) => generate::completions(shell),
    }
}

/// Help, the version, or a wrong call: the last may quote a file name, and file names are not to be trusted.
fn ended_by_clap(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
        }
        _ => {
            let _ = write!(std::io::stderr(), "{}", sanitize::text(&error.render().to_string()));
        }
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Says what is wrong with a call that parsed but makes no sense.
fn wrong_call(why: &str) -> Outcome {
    out::complain(why);
    Outcome::WrongCall
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_the_page_thread_panics_in_silence() {
        let before = std::panic::take_hook();
        let heard = Arc::new(AtomicUsize::new(0));
        let ear = Arc::clone(&heard);
        // Other tests may panic meanwhile, and theirs must be heard.
        std::panic::set_hook(Box::new(move |info| match std::thread::current().name() {
            Some(PAGE_THREAD | "another") => drop(ear.fetch_add(1, Ordering::Relaxed)),
            _ => before(info),
        }));
        quiet_where_contained();
        for (name, count) in [(PAGE_THREAD, 0), ("another", 1)] {
            let thread =
                std::thread::Builder::new().name(name.to_owned()).spawn(|| panic!("a page")).expect("a thread");
            assert!(thread.join().is_err());
            assert_eq!(heard.load(Ordering::Relaxed), count, "{name}");
        }
    }
}
