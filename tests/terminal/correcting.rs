//! The program in a real pseudo-terminal: what is corrected is kept in the user's data folder, and is there again.

use crate::pty::{Session, program};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The samples, with a data folder of its own; two entities of it are in the panel.
fn samples(data: &Path) -> Session {
    let mut command = program();
    command.env("XDG_DATA_HOME", data);
    let session = Session::start(command);
    session.wait_for("5 articles");
    session
}

/// Finds a name in the panel and leaves it selected.
fn select(session: &mut Session, name: &str) {
    session.press("\t\t");
    session.wait_for("In this article");
    session.press(&format!("/{name}\r"));
    session.wait_for(&format!("/{name}"));
}

fn leave(mut session: Session) {
    session.press("\x03");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn corrects_quits_starts_again_and_finds_it() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("crossread/corrections.jsonl");
    let mut session = samples(data.path());
    select(&mut session, "Jinping");
    session.press("Er");
    session.wait_for("A new name for Xi Jinping");
    session.press("Chairman Xi\r");
    session.wait_for("Xi Jinping is called Chairman Xi now; u undoes it");
    leave(session);
    let kept = fs::read_to_string(&file).unwrap();
    assert!(kept.contains(r#""do":"rename""#) && kept.contains("Chairman Xi"), "{kept}");

    // Meanwhile the user has written something into it.
    fs::write(&file, format!("# mine\n{kept}not JSON\n")).unwrap();
    let mut session = samples(data.path());
    session.wait_for("not all that you corrected could be read");
    select(&mut session, "Chairman");
    session.press("i");
    session.wait_for("Xi Jinping is called Chairman Xi");
    session.press("Ex");
    session.wait_for("Chairman Xi is as the articles have it; u undoes it");
    leave(session);
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\nnot JSON\n");
}

#[test]
fn two_that_run_at_once_keep_what_both_correct() {
    let data = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (samples(data.path()), samples(data.path()));
    select(&mut one, "Jinping");
    select(&mut other, "Peskov");
    one.press("Eh");
    one.wait_for("Xi Jinping is hidden");
    let file = data.path().join("crossread/corrections.jsonl");
    one.wait_until("the file", |_| fs::read_to_string(&file).is_ok_and(|kept| kept.contains("Xi Jinping")));
    other.press("Eh");
    other.wait_for("Dmitry Peskov is hidden");
    // What the first has kept has joined in.
    other.press("El");
    other.wait_for("Xi Jinping is hidden");
    leave(one);
    leave(other);
    let kept = fs::read_to_string(&file).unwrap();
    assert_eq!(kept.matches(r#""do":"hide""#).count(), 2, "{kept}");
}

#[test]
fn printing_commands_show_it_when_asked_to() {
    let data = tempfile::tempdir().unwrap();
    fs::create_dir_all(data.path().join("crossread")).unwrap();
    let hide = "{\"do\":\"hide\",\"entity\":{\"type\":\"person\",\"name\":\"Xi Jinping\"}}\n";
    fs::write(data.path().join("crossread/corrections.jsonl"), hide).unwrap();
    let entities = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
        command.env("XDG_DATA_HOME", data.path()).args(["entities", "--format", "json"]).args(more);
        serde_json::from_slice::<serde_json::Value>(&command.output().unwrap().stdout).unwrap()
    };
    let (plain, corrected) = (entities(&[]), entities(&["--corrected"]));
    let [all, left] = [&plain, &corrected].map(|found| found["entities"].as_array().unwrap());
    assert_eq!(left.len() + 1, all.len());
    // Nothing else is otherwise.
    let others: Vec<_> = all.iter().filter(|entity| entity["name"] != "Xi Jinping").collect();
    assert_eq!(left.iter().collect::<Vec<_>>(), others);
}
