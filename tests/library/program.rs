//! The commands that keep and look after a library.

use super::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(super) fn run(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("XDG_DATA_HOME", home).env("HOME", home).current_dir(home).stdin(Stdio::null());
    command.args(args).output().expect("the program starts")
}

pub(super) fn said(output: &Output) -> String {
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
    assert!(said(&run(home, &["history"])).contains("  brought in 1 article"));
    assert!(said(&run(home, &["undo"])).contains("taken back: brought in 1 article"));
    assert_eq!(run(home, &["undo"]).status.code(), Some(1));
    assert!(said(&run(home, &["list"])).contains("(sample)"));
    // Added anew, it comes back, though the file is as it was.
    let added = run(home, &["add", "a.txt"]);
    assert!(said(&added).starts_with("1 article added"), "{added:?}");
    assert!(said(&run(home, &["list"])).contains("A ferry sank"));
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

#[test]
fn what_was_brought_in_is_taken_out_and_what_was_removed_stays_so() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let home = home.path();
    fs::create_dir(home.join("in")).expect("a folder");
    for (name, text) in [("a.txt", "A ferry\n\nIt sank off Oslo."), ("b.txt", "Rain\n\nIt rained in Bergen.")] {
        fs::write(home.join("in").join(name), text).expect("a file");
    }
    assert!(said(&run(home, &["add", "in"])).starts_with("2 articles added"));
    assert!(said(&run(home, &["add", "in"])).starts_with("0 articles added"));
    let path = home.join("crossread/library.db");
    let mut library = Library::open(&path).expect("a library");
    let ferry = library.of_file(&home.join("in/a.txt")).expect("read").expect("there");
    library.change(&crossread::library::Change::Remove(vec![ferry])).expect("removed");
    // Not by the folder, but by its name.
    assert!(said(&run(home, &["add", "in"])).starts_with("0 articles added"));
    assert!(said(&run(home, &["add", "in/a.txt"])).starts_with("1 article added"));
    let history = said(&run(home, &["history"]));
    let lines: Vec<&str> = history.lines().map(str::trim_start).collect();
    assert!(
        matches!(lines[..], [_, _, first] if first.starts_with("1  ") && first.ends_with("brought in 2 articles")),
        "{history}"
    );
    // Any of them by its number, once.
    assert!(said(&run(home, &["undo", "1"])).contains("taken back: brought in 2 articles"));
    assert_eq!(run(home, &["undo", "1"]).status.code(), Some(1));
    let csv = said(&run(home, &["history", "--format", "csv"]));
    assert!(csv.starts_with("at,what,undone,number\n") && csv.contains(",1\n"), "{csv}");
    assert_eq!(library.counts().expect("counts").articles, 0);
    // A folder brings back what went with it.
    assert!(said(&run(home, &["add", "in"])).starts_with("2 articles added"));
    assert!(run(home, &["undo"]).status.success());
    assert!(said(&run(home, &["undo", "--again"])).contains("done again: brought in 2 articles"));
    assert_eq!(library.counts().expect("counts").articles, 2);
    assert!(said(&run(home, &["doctor"])).contains("all is well"));
}
