//! The program in a real pseudo-terminal: it starts, resizes, suspends, panics and quits, and the terminal is always
//! given back.
#![cfg(all(unix, feature = "tui"))]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for the slowest machine: what is waited for usually takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
}

impl Session {
    fn start(command: CommandBuilder) -> Self {
        let pty = native_pty_system().openpty(size(30, 100)).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let (mut out, keys) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(nonzero(30), nonzero(100), 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let (for_screen, for_raw) = (Arc::clone(&screen), Arc::clone(&raw));
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n @ 1..) = out.read(&mut chunk) {
                for_raw.lock().unwrap().extend_from_slice(&chunk[..n]);
                for_screen.lock().unwrap().process(&chunk[..n]);
            }
        });
        Self { child, master: pty.master, keys, screen, raw }
    }

    /// The program on the sample collection.
    fn samples() -> Self {
        let session = Self::start(program());
        session.wait_for("5 articles");
        session
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    #[track_caller]
    fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < PATIENCE, "{what} did not come; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn wait_for(&self, text: &str) {
        self.wait_until(text, |session| session.text().contains(text));
    }

    /// Waits for the end and gives back the exit code.
    #[track_caller]
    fn wait_for_end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(begun.elapsed() < PATIENCE, "still running:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn assert_restored(&self) {
        // What was written last may still be on its way.
        self.wait_until("the end of the alternate screen", |session| !session.is_taken_over());
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        let settings = Command::new("stty").arg("-a").stdin(self.tty()).output().unwrap();
        let settings = String::from_utf8_lossy(&settings.stdout).into_owned();
        for setting in ["icanon", "echo", "isig"] {
            assert!(settings.split_whitespace().any(|word| word == setting), "no {setting} in {settings}");
        }
    }

    fn tty(&self) -> std::fs::File {
        std::fs::File::open(self.master.tty_name().unwrap()).unwrap()
    }

    fn is_taken_over(&self) -> bool {
        let parser = self.screen.lock().unwrap();
        parser.screen().alternate_screen() || parser.screen().hide_cursor()
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        // The shell's own `kill`: a machine may have no other.
        let killed = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &pid]).status();
        assert!(killed.unwrap().success());
    }

    fn is_stopped(&self) -> bool {
        let pid = self.child.process_id().unwrap().to_string();
        if let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) {
            return stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('T'));
        }
        let state = Command::new("ps").args(["-o", "stat=", "-p", &pid]).output().unwrap();
        state.stdout.starts_with(b"T")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a size is not zero")
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn program() -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

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
    open(Opened::Articles("test".to_owned(), vec![article]), ReadOptions::default(), Config::default()).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child_that_panics", "--nocapture", "--test-threads=1"]);
    command.env("CROSSREAD_TEST_PANIC", "1");
    command.env("RUST_BACKTRACE", "0");
    command.env("TERM", "xterm-256color");
    let mut session = Session::start(command);
    assert_ne!(session.wait_for_end(), 0);
    session.wait_for("unsafe text on its way to the screen");
    session.assert_restored();
    let raw = String::from_utf8_lossy(&session.raw.lock().unwrap()).into_owned();
    assert!(raw.contains("\u{1b}[?1049h"), "the screen was never taken over");
    assert!(!raw.contains("\u{1b}[31mred"), "the escape sequence came through");
}
