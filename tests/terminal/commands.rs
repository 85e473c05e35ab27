//! Commands that run on their own, in a real pseudo-terminal: stopped by key, and what becomes of them on leaving.

use crate::pty::{Session, bare, raw};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The program with a command `it` that runs `script` in `folder`.
fn with_command(folder: &Path, script: &str) -> Session {
    fs::create_dir_all(folder.join("crossread")).unwrap();
    let config = format!("session = false\n[[command]]\nname = \"it\"\nrun = [\"sh\", \"-c\", '''{script}''']\n");
    fs::write(folder.join("crossread/config.toml"), config).unwrap();
    let mut command = bare();
    command.env("XDG_CONFIG_HOME", folder);
    command.env("XDG_STATE_HOME", "/nonexistent");
    command.env("FOLDER", folder);
    let session = Session::start(command);
    session.wait_for("5 articles");
    session
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_key_stops_what_runs() {
    let folder = folder();
    let mut session = with_command(folder.path(), "cat > /dev/null; sleep 1000");
    session.press("Pj");
    session.wait_for("running: it (. stops it)");
    session.press(".");
    session.wait_for("it was stopped");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    assert!(!raw(&session).contains("still runs"));
}

#[test]
fn what_was_just_sent_arrives_though_one_leaves() {
    let folder = folder();
    let mut session = with_command(folder.path(), "sleep 0.3; cat > \"$FOLDER/kept\"; echo > \"$FOLDER/done\"; exit 3");
    session.press("Pq");
    assert_eq!(session.wait_for_end(), 0);
    assert!(folder.path().join("done").exists());
    assert!(fs::read_to_string(folder.path().join("kept")).unwrap().len() > 1000);
    session.wait_until("why it failed", |session| raw(session).contains("it failed: exit status: 3"));
}

#[test]
fn what_goes_on_is_named_on_leaving() {
    let folder = folder();
    let mut session = with_command(folder.path(), "echo $$ > \"$FOLDER/number\"; exec sleep 60");
    session.press("Pj");
    session.wait_for("running: it");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
    session.wait_until("its name", |session| raw(session).contains("crossread: it still runs"));
    session.assert_restored();
    let number = fs::read_to_string(folder.path().join("number")).unwrap();
    let killed = Command::new("sh").args(["-c", "kill \"$0\"", number.trim()]).status().unwrap();
    assert!(killed.success(), "it ran no more");
}
