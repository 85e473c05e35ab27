//! The program in a real pseudo-terminal: it starts, resizes, suspends, panics and quits, and the terminal is always
//! given back.

use crate::pty::{Session, assert_undone, nonzero, raw, size};
use portable_pty::CommandBuilder;
use std::thread;
use std::time::Duration;

#[test]
fn starts_reads_and_quits() {
    let mut session = Session::samples();
    session.press("\r");
    session.wait_for("4 unread");
    session.press("?");
    session.wait_for("Keys");
    session.press("q");
    session.wait_until("the help to close", |session| !session.text().contains(" Keys "));
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn follows_a_resize() {
    let mut session = Session::samples();
    for (rows, cols) in [(50, 200), (24, 60), (5, 20), (3, 10), (40, 130)] {
        session.screen.lock().unwrap().screen_mut().set_size(nonzero(rows), nonzero(cols));
        session.master.resize(size(rows, cols)).unwrap();
        let expected = match cols {
            10 => "20×5",
            20 => "crossread",
            _ => "5 articles",
        };
        session.wait_for(expected);
    }
    session.press("\x03");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn suspends_and_comes_back() {
    let mut session = Session::samples();
    for stop in ["key", "signal"] {
        if stop == "key" {
            session.press("\x1a")
        } else {
            session.signal("TSTP")
        }
        session.wait_until("the stop", Session::is_stopped);
        session.assert_restored();
        session.signal("CONT");
        session.wait_until("the screen", Session::is_taken_over);
        session.wait_for("5 articles");
        session.press("?");
        session.wait_for(" Keys ");
        session.press("?");
        session.wait_until("the help to close", |session| !session.text().contains(" Keys "));
    }
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn leaves_in_order_when_told_to() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = Session::samples();
        session.signal(signal);
        assert_eq!(session.wait_for_end(), 0, "after {signal}");
        session.assert_restored();
    }
}

/// Not a test by itself: what `a_panic_gives_the_terminal_back` runs inside a pseudo-terminal. The article was put
/// together past the sanitiser, which the screen's assertion must catch.
#[test]
fn child_that_panics() {
    use crossread::article::{Article, Meta, ReadOptions};
    use crossread::runtime::{Config, Opened, open};
    if std::env::var_os("CROSSREAD_TEST_PANIC").is_none() {
        return;
    }
    let meta = Meta { title: Some("\u{1b}[31mred".to_owned()), ..Meta::default() };
    let article = Article { meta, text: "text".into(), blocks: Vec::new() };
    open(Opened::Articles("test".to_owned(), vec![article]), None, ReadOptions::default(), Config::default()).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "restoring::child_that_panics", "--nocapture", "--test-threads=1"]);
    command.env("CROSSREAD_TEST_PANIC", "1");
    command.env("RUST_BACKTRACE", "0");
    command.env("XDG_STATE_HOME", "/nonexistent");
    command.env("TERM", "xterm-256color");
    let mut session = Session::start(command);
    assert_ne!(session.wait_for_end(), 0);
    session.wait_for("unsafe text on its way to the screen");
    session.assert_restored();
    assert_undone(&session);
    let raw = raw(&session);
    assert!(raw.contains("\u{1b}[?1049h"), "the screen was never taken over");
    assert!(!raw.contains("\u{1b}[31mred"), "the escape sequence came through");
}

#[test]
fn a_key_that_changes_nothing_writes_nothing() {
    let mut session = Session::samples();
    session.press("\r");
    session.wait_for("4 unread");
    // What the help takes away shows that the frame before it has been written whole.
    session.press("?");
    session.wait_for(" Keys ");
    session.press("\x1b");
    session.wait_until("the help to close", |session| !session.text().contains(" Keys "));
    thread::sleep(Duration::from_millis(300));
    let before = raw(&session).len();
    session.press("ggg");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(raw(&session).get(before..), Some(""));
}
