//! `crossread search` as it is called: what it prints, and what it says of a query that makes no sense.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn search(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    command.env_remove("NO_COLOR").env("HOME", home).env("XDG_DATA_HOME", home.join("data")).current_dir(home);
    command.arg("search").args(args).stdin(Stdio::null()).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a temporary folder");
    let lines = concat!(
        r#"{"id": "a", "title": "A ferry returns", "source": "Harbour Wire", "date": "2022-02-04", "text": "The ferry came back.\n\nNobody was hurt, said the \u001b[31mharbour master."}"#,
        "\n",
        r#"{"id": "b", "title": "No boats", "text": "Zoë stayed at home: the boats did not sail."}"#,
        "\n",
    );
    fs::write(home.path().join("two.jsonl"), lines).expect("a file");
    home
}

#[test]
fn prints_the_place_that_answers() {
    let home = home();
    let output = search(home.path(), &["harbour ferry", "two.jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = "A ferry returns\nHarbour Wire · 4 Feb 2022 · a · like:1\n  \
        The *ferry* came back. Nobody was hurt, said the *harbour* master.\n\n";
    assert_eq!(text(&output.stdout), expected);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn prints_for_programs() {
    let home = home();
    let output = search(home.path(), &["--format", "jsonl", "zoe", "two.jsonl"]);
    let row: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&row["id"], &row["number"], &row["hits"]), (&"b".into(), &2.into(), &serde_json::json!([[0, 3]])));
    assert_eq!(row["snippet"], "Zoë stayed at home: the boats did not sail.");
    let output = search(home.path(), &["--format", "json", "--sort", "oldest", "--limit", "1", "", "two.jsonl"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((rows.as_array().map(Vec::len), &rows[0]["id"]), (Some(1), &"a".into()));
    assert_eq!(text(&output.stderr), "crossread: 1 of 2 shown; --limit 0 shows all\n");
    let output = search(home.path(), &["--format", "csv", "-ferry", "two.jsonl"]);
    assert!(
        text(&output.stdout)
            .starts_with("number,id,title,source,date,url,author,language,words,snippet\n2,b,No boats,")
    );
}

#[test]
fn a_wrong_query_is_a_wrong_call() {
    let home = home();
    let output = search(home.path(), &["boats persn:zoe", "two.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    let expected = "crossread: this query makes no sense:\n  boats persn:zoe\n        ^^^^^^\n\
        there is no field “persn”; did you mean person:?\n";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn without_files_the_library_is_searched() {
    let home = home();
    let output = search(home.path(), &["ferry"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()));
    assert_eq!(text(&output.stderr), "crossread: nothing found\n");
    let output = search(home.path(), &["ferry", "missing.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn two_accounts_that_name_one_address_are_both_searched() {
    let home = home();
    let line = |text: &str| format!("{{\"url\": \"https://a.example/1\", \"text\": \"{text}\"}}\n");
    fs::write(home.path().join("same.jsonl"), line("The ferry sank.") + &line("The ferry did not sink."))
        .expect("a file");
    let output = search(home.path(), &["--format", "jsonl", "ferry", "same.jsonl"]);
    assert_eq!(text(&output.stdout).lines().count(), 2);
}

#[test]
fn a_library_that_was_named_must_be_there() {
    let home = home();
    let output = search(home.path(), &["ferry", "--library", "none.db"]);
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(1), "crossread: none.db: there is no such library\n".to_owned())
    );
    assert!(!home.path().join("none.db").exists());
}
