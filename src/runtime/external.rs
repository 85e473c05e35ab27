//! Other programs: the browser that opens a link, and commands of the user's that get text. No shell is ever between, and
//! the drawing thread waits for none but those that ask for the terminal.

use super::input::Input;
use crate::app::{ExternalCommand, Report};
use crossbeam_channel::Sender;
use std::io::{self, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};

/// The most bytes of a command's output that are kept.
const KEPT: u64 = 64 * 1024;

/// Opens `url` with `program` and its arguments, the address being the last; without one, as the desktop is set to. How
/// it went wrong, if it did, is reported.
pub(super) fn open_link(program: &[String], url: String, reports: Sender<Input>) {
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
        Some(format!("the link was not opened: {why}"))
    });
}

/// Gives `input` to a command, which runs on its own. How it went is reported.
pub(super) fn send(
    command: &ExternalCommand,
    input: String,
    about: Vec<(&'static str, String)>,
    reports: Sender<Input>,
) {
    let called = command.name.clone();
    let run = prepared(command, &about);
    in_thread("command", reports, move || {
        Some(match run.and_then(|run| piped(run, input)) {
            Ok(said) => said.map_or(format!("{called}: done"), |line| format!("{called}: {line}")),
            Err(error) => format!("{called} failed: {error}"),
        })
    });
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

/// Runs a command, and gives back the first line that it printed.
fn piped(mut run: Command, input: String) -> io::Result<Option<String>> {
    // A group of its own: what the terminal's keys signal is not meant for it.
    run.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = run.spawn()?;
    let writer = feed(&mut child, input);
    let errors = child.stderr.take().map(|stderr| thread::spawn(move || kept(stderr)));
    let printed = child.stdout.take().map(kept).unwrap_or_default();
    let complained = errors.and_then(|errors| errors.join().ok()).unwrap_or_default();
    let status = child.wait()?;
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
        send(&command, input.to_owned(), vec![("CROSSREAD_TITLE", "a\0b; $(x)".to_owned())], reports);
        match inbox.recv() {
            Ok(Input::Report(Report::Notice(notice))) => notice,
            _ => String::new(),
        }
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
        assert!(notice.contains("exit status: 1"), "{notice}");
        assert_eq!(std::fs::read_to_string(file).unwrap(), "https://example.org/a;b?c='d'|");
    }
}
