//! The program in a real pseudo-terminal, left and opened again: the place is kept, the first steps are shown once.

use crate::pty::{PATIENCE, Session, bare};
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program with a state folder of its own.
fn program(state: &Path) -> CommandBuilder {
    let mut command = bare();
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    command.env("XDG_STATE_HOME", state);
    command
}

fn samples(state: &Path) -> Session {
    let session = Session::start(program(state));
    session.wait_for("5 articles");
    session
}

fn kept(state: &Path) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(state.join("crossread/sessions")) else { return Vec::new() };
    files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "json")).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Row by row what stands on the screen but for the status line, without blanks at the ends.
fn panes(session: &Session) -> Vec<String> {
    session.screen.lock().unwrap().screen().rows(0, 100).take(28).map(|row| row.trim_end().to_owned()).collect()
}

/// Waits for the same panes; fails showing where they differ.
#[track_caller]
fn wait_for_panes(session: &Session, before: &[String]) {
    let begun = Instant::now();
    while panes(session) != before {
        if begun.elapsed() > PATIENCE {
            assert_eq!(panes(session), before);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Opens an article with `keys` and goes to its end; gives what is on the screen then.
fn read_to_the_end(session: &mut Session, keys: &str) -> Vec<String> {
    session.press(keys);
    session.wait_for("4 unread");
    session.press("G");
    session.wait_for("100 %");
    // A frame may be half drawn; once a later one is on the screen, the one before is there as a whole.
    session.press(".");
    session.wait_for("nothing runs");
    panes(session)
}

/// Opens an article with `keys`, that there be something to keep, and quits.
fn open_one_and_quit(session: &mut Session, keys: &str) {
    session.press(keys);
    session.wait_for("4 unread");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn the_place_is_kept_over_quitting() {
    let state = folder();
    let mut session = samples(state.path());
    let before = read_to_the_end(&mut session, "jj\r");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
    assert_eq!(kept(state.path()).len(), 1);
    let session = samples(state.path());
    wait_for_panes(&session, &before);
    // Another collection has a place of its own.
    let mut command = program(state.path());
    command.arg("seeds");
    let mut other = Session::start(command);
    other.wait_for("5 unread");
    open_one_and_quit(&mut other, "\r");
    assert_eq!(kept(state.path()).len(), 2);
}

/// The program in `folder` on `paths`.
fn reading(state: &Path, folder: &Path, paths: &[&str]) -> Session {
    let mut command = program(state);
    command.cwd(folder);
    paths.iter().for_each(|path| command.arg(path));
    Session::start(command)
}

fn quit(session: &mut Session) {
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn what_was_read_stays_read_however_its_folder_is_called() {
    let (state, folder) = (folder(), folder());
    let d1 = folder.path().join("d1");
    fs::create_dir(&d1).unwrap();
    let write = |name: &str| fs::write(d1.join(name), format!("# Title of {name}\n\nSome words.\n")).unwrap();
    ["a.md", "b.md", "c.md"].into_iter().for_each(write);
    // Two at once: the one that is left last has not seen what the other read.
    let mut one = reading(state.path(), folder.path(), &["d1"]);
    let mut other = reading(state.path(), &d1, &["."]);
    one.wait_for("3 unread");
    other.wait_for("3 unread");
    one.press("\r");
    one.wait_for("2 unread");
    quit(&mut one);
    other.press("j\r");
    other.wait_for("2 unread");
    quit(&mut other);
    // One of them is away for a time.
    fs::remove_file(d1.join("a.md")).unwrap();
    let mut without = reading(state.path(), folder.path(), &["./d1/"]);
    without.wait_for("2 articles, 1 unread");
    quit(&mut without);
    write("a.md");
    let absolute = d1.to_str().unwrap().to_owned();
    let mut again = reading(state.path(), &std::env::temp_dir(), &[&absolute]);
    again.wait_for("3 articles, 1 unread");
    quit(&mut again);
    // The files of a folder are a collection of their own, which grows.
    let mut files = reading(state.path(), &d1, &["a.md", "./b.md"]);
    files.wait_for("2 unread");
    files.press("\r");
    files.wait_for("1 unread");
    quit(&mut files);
    let mut more = reading(state.path(), folder.path(), &["d1/a.md", "d1/b.md", "d1/c.md"]);
    more.wait_for("3 articles, 2 unread");
    quit(&mut more);
}

#[test]
fn the_place_is_kept_over_a_crash() {
    let state = folder();
    let mut session = samples(state.path());
    let before = read_to_the_end(&mut session, "jjj\r");
    session.wait_until("the session file", |_| kept(state.path()).len() == 1);
    // The file may be of the moment before the last key: a whole pause makes sure of it.
    thread::sleep(Duration::from_secs(2));
    session.child.clone_killer().kill().unwrap();
    session.wait_for_end();
    let session = samples(state.path());
    wait_for_panes(&session, &before);
}

#[test]
fn a_broken_file_is_told_of_and_replaced() {
    let state = folder();
    let mut session = samples(state.path());
    open_one_and_quit(&mut session, "\r");
    let path = kept(state.path()).remove(0);
    fs::write(&path, "{").unwrap();
    let mut session = samples(state.path());
    session.wait_for("could not be read");
    session.wait_for("5 unread");
    open_one_and_quit(&mut session, "j\r");
    assert!(fs::read_to_string(&path).unwrap().contains("version"));
}

#[test]
fn a_folder_that_cannot_be_written_keeps_nobody_from_reading() {
    let state = folder();
    let file = state.path().join("file");
    fs::write(&file, "").unwrap();
    let mut session = samples(&file);
    session.press("\r");
    session.wait_for("cannot be kept");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn the_first_steps_are_shown_once() {
    let state = folder();
    let mut session = samples(state.path());
    session.wait_for("q quits");
    session.press("\r");
    session.wait_until("the end of the first steps", |session| !session.text().contains("q quits"));
    session.press("q");
    session.wait_for_end();
    let session = samples(state.path());
    session.wait_for("4 unread");
    assert!(!session.text().contains("q quits"), "{}", session.text());
}
