//! The mouse and the clipboard in a real pseudo-terminal: what is asked of the terminal, and that it is undone.

use crate::pty::{Session, assert_undone, program, raw};
use portable_pty::CommandBuilder;

#[test]
fn the_mouse_is_given_back_on_leaving() {
    for end in ["q", "TERM"] {
        let mut session = Session::samples();
        session.wait_until("the mouse", |session| raw(session).contains("\x1b[?1006h"));
        if end == "q" {
            session.press("q")
        } else {
            session.signal(end)
        }
        assert_eq!(session.wait_for_end(), 0);
        session.assert_restored();
        assert_undone(&session);
    }
}

#[test]
fn the_mouse_is_given_back_while_stopped() {
    let mut session = Session::samples();
    session.press("\x1a");
    session.wait_until("the stop", Session::is_stopped);
    session.assert_restored();
    assert_undone(&session);
    session.signal("CONT");
    session.wait_until("the screen", Session::is_taken_over);
    session.wait_until("the mouse again", |session| raw(session).matches("\x1b[?1006h").count() >= 2);
    session.press("q");
    session.wait_for_end();
    assert_undone(&session);
}

#[test]
fn without_the_mouse_nothing_is_asked() {
    let mut session = Session::samples();
    session.press("tm");
    session.wait_for("the terminal's own");
    let before = raw(&session).matches("\x1b[?1006l").count();
    assert_eq!(before, 1);
    session.press("q");
    session.wait_for_end();
    session.assert_restored();
    assert_eq!(raw(&session).matches("\x1b[?1006l").count(), 1);
}

#[test]
fn a_click_and_the_wheel_arrive() {
    let mut session = Session::samples();
    // The list's second entry, then its text.
    session.press("\x1b[<0;5;8M\x1b[<0;5;8m");
    session.press("\x1b[<0;5;8M\x1b[<0;5;8m");
    session.wait_for("4 unread");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn what_is_copied_arrives_in_osc_52() {
    let mut command = program();
    command.env_remove("TMUX");
    command.env_remove("STY");
    let mut session = Session::start(command);
    session.wait_for("5 articles");
    session.press("\r");
    session.wait_for("4 unread");
    session.press("vwy");
    session.wait_for("copied 2 words");
    session.wait_until("OSC 52", |session| raw(session).contains("\x1b]52;c;"));
    let bytes = raw(&session);
    let payload = bytes.split_once("\x1b]52;c;").and_then(|(_, rest)| rest.split_once('\x07')).unwrap().0;
    use base64::Engine as _;
    let text = String::from_utf8(base64::engine::general_purpose::STANDARD.decode(payload).unwrap()).unwrap();
    assert!(text.contains("\n\n— "), "{text}");
    session.press("q");
    session.wait_for_end();
}

/// Not a test by itself: what `a_command_with_the_terminal_gets_its_keys` runs inside a pseudo-terminal.
#[test]
fn child_that_lends_the_terminal() {
    use crossread::app::{CommandInput, ExternalCommand, Settings};
    use crossread::article::ReadOptions;
    use crossread::runtime::{Config, Opened, open};
    if std::env::var_os("CROSSREAD_TEST_LEND").is_none() {
        return;
    }
    let script = "read line </dev/tty; echo \"it got $line\"; cat; read line </dev/tty";
    let command = ExternalCommand {
        name: "talk".to_owned(),
        run: ["sh", "-c", script].map(str::to_owned).to_vec(),
        input: CommandInput::Selection,
        terminal: true,
    };
    let settings = Settings { commands: vec![command], session: false, ..Settings::default() };
    let articles = crossread::collection::samples();
    let config = Config { settings, ..Config::default() };
    open(Opened::Articles("test".to_owned(), articles), None, ReadOptions::default(), config).unwrap();
}

#[test]
fn a_command_with_the_terminal_gets_its_keys() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "hands::child_that_lends_the_terminal", "--nocapture", "--test-threads=1"]);
    command.env("CROSSREAD_TEST_LEND", "1");
    command.env("TERM", "xterm-256color");
    let mut session = Session::start(command);
    session.wait_for("5 articles");
    for word in ["hello", "again"] {
        session.press("P");
        session.wait_until("the terminal", |session| !session.is_taken_over());
        assert_undone(&session);
        session.press(&format!("{word} q\r"));
        let got = format!("it got {word} q");
        session.wait_until(&got, |session| raw(session).contains(&got));
        session.press("\r");
        session.wait_until("the screen", Session::is_taken_over);
        session.wait_for("5 articles");
    }
    // The keys are ours again.
    session.press("?");
    session.wait_for(" Keys ");
    session.press("qq");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}
