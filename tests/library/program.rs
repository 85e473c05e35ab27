//! The commands that keep and look after a library.

use super::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("XDG_DATA_HOME", home).env("HOME", home).current_dir(home).stdin(Stdio::null());
    command.args(args).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

#[test]
fn from_an_empty_home_to_a_library_and_back() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let home = home.path();
    let samples = said(&run(home, &["list"]));
    assert!(samples.contains("(sample)"));
    assert_eq!(run(home, &["doctor"]).status.code(), Some(1));
    fs::write(home.join("a.txt"), "A ferry sank\n\nAnna Berg of Oslo said on Friday that “nobody was hurt”.")
        .expect("a file");
    let added = run(home, &["add", "a.txt"]);
    assert!(added.status.success() && said(&added).starts_with("1 article added"), "{added:?}");
    let list = said(&run(home, &["list"]));
    assert!(list.contains("A ferry sank") && !list.contains("(sample)"), "{list}");
    assert!(said(&run(home, &["entities"])).contains("Anna Berg"));
    assert!(said(&run(home, &["quotes"])).contains("nobody was hurt"));
    assert!(said(&run(home, &["export"])).contains("A ferry sank"));
    assert!(said(&run(home, &["list", "a.txt"])).contains("a.txt"));
    assert!(said(&run(home, &["doctor"])).contains("all is well"));
    assert!(run(home, &["backup", "copy.db"]).status.success());
    assert_eq!(run(home, &["backup", "copy.db"]).status.code(), Some(1));
    let restored = run(home, &["restore", "copy.db"]);
    assert!(said(&restored).contains("before-1"), "{restored:?}");
    assert_eq!(run(home, &["undo"]).status.code(), Some(1));
    assert!(run(home, &["history"]).stdout.is_empty());
}

#[test]
fn another_library_can_be_named() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let home = home.path();
    fs::write(home.join("a.txt"), "A ferry sank\n\nNobody was hurt.").expect("a file");
    assert_eq!(run(home, &["list", "--library", "other.db"]).status.code(), Some(1));
    assert!(run(home, &["add", "--library", "other.db", "a.txt"]).status.success());
    assert!(home.join("other.db").exists() && !home.join("crossread/library.db").exists());
    assert!(said(&run(home, &["list", "--library", "other.db"])).contains("A ferry sank"));
    assert!(said(&run(home, &["--library", "other.db", "list"])).contains("A ferry sank"));
    assert!(said(&run(home, &["list"])).contains("(sample)"));
    let mut library = Library::open(&home.join("other.db")).expect("a library");
    let id = library.all().expect("ids")[0];
    library.change(&crossread::library::Change::Read(vec![(id, true)])).expect("changed");
    assert!(said(&run(home, &["history", "--library", "other.db"])).contains("marked 1 article as read"));
    assert!(said(&run(home, &["undo", "--library", "other.db"])).contains("taken back: marked 1 article as read"));
    assert!(!library.rows(&[id]).expect("rows")[0].read);
    assert!(run(home, &["undo", "--again", "--library", "other.db"]).status.success());
    assert!(library.rows(&[id]).expect("rows")[0].read);
}
