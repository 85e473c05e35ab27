//! The program in a real pseudo-terminal, with what it has drawn and every byte that it has written.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for the slowest machine: what is waited for usually takes milliseconds.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) keys: Box<dyn Write + Send>,
    pub(crate) screen: Arc<Mutex<vt100::Parser>>,
    pub(crate) raw: Arc<Mutex<Vec<u8>>>,
}

impl Session {
    pub(crate) fn start(command: CommandBuilder) -> Self {
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
    pub(crate) fn samples() -> Self {
        let session = Self::start(program());
        session.wait_for("5 articles");
        session
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < PATIENCE, "{what} did not come; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |session| session.text().contains(text));
    }

    /// Waits for the end and gives back the exit code.
    #[track_caller]
    pub(crate) fn wait_for_end(&mut self) -> u32 {
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
    pub(crate) fn assert_restored(&self) {
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

    pub(crate) fn tty(&self) -> std::fs::File {
        std::fs::File::open(self.master.tty_name().unwrap()).unwrap()
    }

    pub(crate) fn is_taken_over(&self) -> bool {
        let parser = self.screen.lock().unwrap();
        parser.screen().alternate_screen() || parser.screen().hide_cursor()
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        // The shell's own `kill`: a machine may have no other.
        let killed = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &pid]).status();
        assert!(killed.unwrap().success());
    }

    pub(crate) fn is_stopped(&self) -> bool {
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

/// What is asked of the terminal, and what undoes it.
pub(crate) const ASKED: [(&str, &str); 6] = [
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1002h", "\x1b[?1002l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?2026h", "\x1b[?2026l"),
    ("\x1b[2 q", "\x1b[0 q"),
];

/// Every byte that was written so far.
pub(crate) fn raw(session: &Session) -> String {
    String::from_utf8_lossy(&session.raw.lock().unwrap()).into_owned()
}

/// Fails where something that was asked for was not undone after it.
#[track_caller]
pub(crate) fn assert_undone(session: &Session) {
    let raw = raw(session);
    for (asked, undone) in ASKED {
        let (asked_at, undone_at) = (raw.rfind(asked), raw.rfind(undone));
        assert!(
            asked_at.is_some() && asked_at < undone_at,
            "{asked:?} was asked at {asked_at:?}, undone at {undone_at:?}"
        );
    }
    assert!(!raw.contains("\x1b[?1003h"), "every motion of the mouse was asked for");
}

pub(crate) fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a size is not zero")
}

pub(crate) fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The program, with whatever configuration and state its user has, and nothing corrected.
pub(crate) fn bare() -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    command.env_remove("TMUX");
    // What the developer has corrected must not show.
    command.env("XDG_DATA_HOME", "/nonexistent");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

/// The program without a memory: it neither comes back to a place nor explains first steps.
pub(crate) fn program() -> CommandBuilder {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("forgetful");
    std::fs::create_dir_all(folder.join("crossread")).unwrap();
    std::fs::write(folder.join("crossread/config.toml"), "session = false\n").unwrap();
    let mut command = bare();
    command.env("XDG_CONFIG_HOME", folder);
    command.env("XDG_STATE_HOME", "/nonexistent");
    command
}
