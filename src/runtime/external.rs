//! Other programs: the browser that opens a link, and commands of the user's that get text. No shell is ever between, and
//! the drawing thread waits for none but those that ask for the terminal.

use super::input::Input;
use crate::app::{ExternalCommand, Report};
use crossbeam_channel::Sender;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, waitid};
use std::collections::HashMap;
use std::io::{self, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

/// The most bytes of a command's output that are kept.
const KEPT: u64 = 64 * 1024;

/// Opens `url` with `program` and its arguments, the address being the last; without one, as the desktop is set to. How
/// it went wrong, if it did, is reported.
pub(super) fn open_link(program: &[String], url: String, reports: Sender<Input>) {
    let (set, advice) = match program.is_empty() {
        true => ("", ": set `open` in the configuration"),
        false => (" by `open` of the configuration", ""),
    };
    let mut ways = match program.split_first() {
        Some((program, arguments)) => {
            let mut command = Command::new(program);
            command.args(arguments).arg(&url);
            vec![command]
        }
        None => open::commands(&url),
    };
    in_thread("browser", reports, move || {
        let mut why = "nothing here opens links".to_owned();
        for way in &mut ways {
            way.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
            match way.spawn().and_then(|mut child| child.wait()) {
                Ok(status) if status.success() => return None,
                Ok(status) => why = format!("{}: {}", name(way), ended(status)),
                Err(error) => why = format!("{}: {error}", name(way)),
            }
        }
        Some(format!("the link was not opened{set}{advice} ({why})"))
    });
}

/// The commands that run on their own.
pub(super) struct Commands {
    /// The process group of each run; `None` while it is being started.
    groups: Arc<Mutex<HashMap<u64, Option<Pid>>>>,
    reports: Sender<Input>,
}

impl Commands {
    /// None runs yet. Of each that does, the end is reported to `reports`.
    pub(super) fn new(reports: Sender<Input>) -> Self {
        Self { groups: Arc::default(), reports }
    }

    /// Gives `input` to a command, which runs on its own as number `run`.
    pub(super) fn send(&self, run: u64, command: &ExternalCommand, input: String, about: &[(&'static str, String)]) {
        let (called, prepared) = (command.name.clone(), prepared(command, about));
        let (groups, reports) = (Arc::clone(&self.groups), self.reports.clone());
        lock(&groups).insert(run, None);
        let work = move || {
            let outcome = prepared.and_then(|command| piped(command, input, &groups, run));
            lock(&groups).remove(&run);
            let (notice, failed) = match outcome {
                Ok(said) => (format!("{called}: {}", said.unwrap_or_else(|| "done".to_owned())), false),
                Err(error) => (format!("{called} failed: {error}"), true),
            };
            // Fails when the screen is gone.
            let _ = reports.send(Input::Report(Report::Ended { run, notice, failed }));
        };
        if let Err(error) = thread::Builder::new().name("command".to_owned()).spawn(work) {
            lock(&self.groups).remove(&run);
            let notice = format!("cannot start a thread: {error}");
            let _ = self.reports.send(Input::Report(Report::Ended { run, notice, failed: true }));
        }
    }

    /// Asks number `run`, and all that it has started, to end; `kill` leaves them no choice.
    pub(super) fn stop(&self, run: u64, kill: bool) {
        let mut groups = lock(&self.groups);
        match groups.get(&run).copied() {
            // Whoever is starting it finds that it is not wanted any more.
            Some(None) => drop(groups.remove(&run)),
            Some(Some(group)) => signal(group, if kill { Signal::KILL } else { Signal::TERM }),
            None => {}
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn signal(group: Pid, signal: Signal) {
    if let Err(error) = rustix::process::kill_process_group(group, signal) {
        log::warn!("cannot stop a command: {error}");
    }
}

/// Gives `input` to a command that has the terminal until it ends. The caller has given the terminal back.
pub(super) fn send_with_terminal(
    command: &ExternalCommand,
    input: String,
    about: &[(&'static str, String)],
) -> Option<String> {
    let mut run = match prepared(command, about) {
        Ok(run) => run,
        Err(error) => return Some(format!("{} failed: {error}", command.name)),
    };
    // A command that gets no text has the keyboard as its input.
    let piped = !input.is_empty();
    run.stdin(if piped { Stdio::piped() } else { Stdio::inherit() });
    let ended_as = run.spawn().and_then(|mut child| {
        let writer = feed(&mut child, input);
        let status = child.wait();
        // What it did not read, nobody will.
        drop(writer);
        status
    });
    match ended_as {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{} failed: {}", command.name, ended(status))),
        Err(error) => Some(format!("{} failed: {error}", command.name)),
    }
}

fn prepared(command: &ExternalCommand, about: &[(&'static str, String)]) -> io::Result<Command> {
    let (program, arguments) = command.run.split_first().ok_or_else(|| io::Error::other("it names no program"))?;
    let mut run = Command::new(program);
    // NUL ends a value of the environment; a value with one would not be taken.
    run.args(arguments).envs(about.iter().map(|(name, value)| (*name, value.replace('\0', ""))));
    Ok(run)
}

/// Runs a command as number `run` of `groups`, and gives back the first line that it printed.
fn piped(
    mut command: Command,
    input: String,
    groups: &Mutex<HashMap<u64, Option<Pid>>>,
    run: u64,
) -> io::Result<Option<String>> {
    // A group of its own: what the terminal's keys signal is not meant for it.
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn()?;
    let group = Pid::from_child(&child);
    match lock(groups).get_mut(&run) {
        Some(slot) => *slot = Some(group),
        None => signal(group, Signal::KILL),
    }
    let writer = feed(&mut child, input);
    let errors = child.stderr.take().map(|stderr| thread::spawn(move || kept(stderr)));
    let printed = child.stdout.take().map(kept).unwrap_or_default();
    let complained = errors.and_then(|errors| errors.join().ok()).unwrap_or_default();
    // Only once nobody can signal it any more its number is given back, which another process may get.
    let ended_as =
        rustix::io::retry_on_intr(|| waitid(WaitId::Pid(group), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT));
    lock(groups).remove(&run);
    let status = child.wait()?;
    ended_as?;
    drop(writer);
    if status.success() {
        return Ok(first_line(&printed));
    }
    let why = first_line(&complained).map(|line| format!(", {line}")).unwrap_or_default();
    Err(io::Error::other(ended(status) + &why))
}

/// Writes `input` from a thread of its own: a command that does not read it must not hold anybody up.
fn feed(child: &mut Child, input: String) -> Option<JoinHandle<()>> {
    let mut stdin = child.stdin.take()?;
    // A command may well end without having read all of it.
    Some(thread::spawn(move || drop(stdin.write_all(input.as_bytes()))))
}

/// The first [`KEPT`] bytes of what comes out; the rest is read too, so that no command waits for us.
fn kept(mut out: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = out.by_ref().take(KEPT).read_to_end(&mut bytes);
    let _ = io::copy(&mut out, &mut io::sink());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn first_line(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(crate::text::sanitize::line(line).into_owned())
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn ended(status: ExitStatus) -> String {
    status.to_string()
}

fn in_thread(name: &str, reports: Sender<Input>, work: impl FnOnce() -> Option<String> + Send + 'static) {
    let for_thread = reports.clone();
    let say = |reports: &Sender<Input>, what: String| drop(reports.send(Input::Report(Report::Notice(what))));
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
        if let Some(what) = work() {
            say(&for_thread, what);
        }
    });
    if let Err(error) = thread {
        say(&reports, format!("cannot start a thread: {error}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::CommandInput;
    use crossbeam_channel::unbounded;

    /// What is said after `run` got `input`.
    fn said(run: &[&str], input: &str) -> String {
        let run = run.iter().map(ToString::to_string).collect();
        let command = ExternalCommand { name: "it".to_owned(), run, input: CommandInput::Selection, terminal: false };
        let (reports, inbox) = unbounded();
        Commands::new(reports).send(7, &command, input.to_owned(), &[("CROSSREAD_TITLE", "a\0b; $(x)".to_owned())]);
        match inbox.recv() {
            Ok(Input::Report(Report::Ended { run: 7, notice, failed })) => {
                assert_eq!(failed, notice.starts_with("it failed"));
                notice
            }
            _ => String::new(),
        }
    }

    #[test]
    fn a_command_is_stopped_with_all_that_it_has_started() {
        // The second takes no notice of being asked.
        for (script, kill) in [("cat; sleep 1000 & sleep 1000", false), ("trap '' TERM; sleep 1000", true)] {
            let run = ["sh", "-c", script].map(str::to_owned).to_vec();
            let command =
                ExternalCommand { name: "it".to_owned(), run, input: CommandInput::Selection, terminal: false };
            let (reports, inbox) = unbounded();
            let commands = Commands::new(reports);
            commands.send(1, &command, String::new(), &[]);
            while lock(&commands.groups).get(&1).is_some_and(Option::is_none) {
                thread::yield_now();
            }
            commands.stop(2, true);
            assert!(inbox.is_empty());
            commands.stop(1, kill);
            // Its output is open until the last of them has ended.
            let Ok(Input::Report(Report::Ended { run: 1, failed: true, .. })) = inbox.recv() else { panic!("no end") };
            assert!(lock(&commands.groups).is_empty());
        }
    }

    #[test]
    fn a_command_is_stopped_that_is_just_being_started() {
        let run = ["sleep", "1000"].map(str::to_owned).to_vec();
        let command = ExternalCommand { name: "it".to_owned(), run, input: CommandInput::Nothing, terminal: false };
        let (reports, inbox) = unbounded();
        let commands = Commands::new(reports);
        commands.send(1, &command, String::new(), &[]);
        commands.stop(1, false);
        assert!(matches!(inbox.recv(), Ok(Input::Report(Report::Ended { run: 1, failed: true, .. }))));
    }

    #[test]
    fn a_command_gets_the_text_and_what_is_known_of_it() {
        assert_eq!(said(&["cat"], "first\nsecond"), "it: first");
        assert_eq!(said(&["sh", "-c", "printf %s \"$CROSSREAD_TITLE\""], ""), "it: ab; $(x)");
        assert_eq!(said(&["printf", "%s", "$HOME; ls"], ""), "it: $HOME; ls");
        assert_eq!(said(&["true"], ""), "it: done");
    }

    #[test]
    fn a_command_that_does_not_read_or_prints_much_holds_nobody_up() {
        assert_eq!(said(&["true"], &"much ".repeat(100_000)), "it: done");
        assert_eq!(said(&["cat"], &"much ".repeat(100_000)).len(), "it: ".len() + KEPT as usize);
    }

    #[test]
    fn failures_are_said_in_clean_words() {
        assert_eq!(said(&["sh", "-c", "printf '\\033[31mno\\n' >&2; exit 3"], ""), "it failed: exit status: 3, no");
        assert!(said(&["/nonexistent/program"], "").starts_with("it failed: "));
        assert_eq!(said(&[], ""), "it failed: it names no program");
    }

    #[test]
    fn a_link_is_one_argument() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seen");
        let script = format!("printf '%s|' \"$@\" > '{}'; exit 1", file.display());
        let (reports, inbox) = unbounded();
        let program = ["sh", "-c", &script, "sh"].map(str::to_owned);
        open_link(&program, "https://example.org/a;b?c='d'".to_owned(), reports);
        let Ok(Input::Report(Report::Notice(notice))) = inbox.recv() else { panic!("no notice") };
        assert!(notice.contains("`open`") && notice.contains("exit status: 1"), "{notice}");
        assert_eq!(std::fs::read_to_string(file).unwrap(), "https://example.org/a;b?c='d'|");
    }
}
