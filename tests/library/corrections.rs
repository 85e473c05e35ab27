//! What the reader corrects, in the library: in its history, in a back-up, in step with its file.

use super::program::{run, said};
use super::*;
use crossread::collection::{Corrections, Edit};
use crossread::library::{Change, Correcting};
use std::fs;
use std::path::Path;

fn hide(name: &str) -> String {
    format!("{{\"do\":\"hide\",\"entity\":{{\"type\":\"person\",\"name\":\"{name}\"}}}}\n")
}

fn rename(name: &str, to: &str) -> String {
    format!("{{\"do\":\"rename\",\"entity\":{{\"type\":\"person\",\"name\":\"{name}\"}},\"to\":\"{to}\"}}\n")
}

fn of(lines: &str) -> Corrections {
    Corrections::from_lines(lines).0
}

fn adding(lines: &str) -> Edit {
    Edit::adding(of(lines).iter().map(|(correction, _)| correction.clone()))
}

fn kept(library: &Library) -> String {
    let mut lines: Vec<String> =
        library.corrections().expect("read").to_lines().lines().map(|line| format!("{line}\n")).collect();
    lines.sort();
    lines.concat()
}

/// What the history says, the newest first; `-` where it is undone.
fn history(library: &Library) -> Vec<String> {
    let past = library.history(99).expect("read").into_iter();
    let said = |past: crossread::library::Past| {
        format!("{}{}", if past.undone { "-" } else { "" }, past.change.expect("a change").in_words())
    };
    past.map(said).collect()
}

#[test]
fn a_correction_is_one_entry_however_often_it_is_undone() {
    let (_dir, path, mut library) = library();
    let edit = adding(&hide("A"));
    library.correct(&edit, Correcting::New).expect("kept");
    library.correct(&adding(&rename("B", "C")), Correcting::New).expect("kept");
    assert_eq!(history(&library), ["B is called C", "A is hidden"]);
    // Not the latest.
    library.correct(&edit.clone().inverse(), Correcting::Back).expect("taken back");
    assert_eq!(
        (kept(&library), history(&library)),
        (rename("B", "C"), vec!["B is called C".into(), "-A is hidden".into()])
    );
    library.correct(&edit, Correcting::Again).expect("done again");
    assert_eq!(history(&library), ["B is called C", "A is hidden"]);
    assert_eq!(kept(&library), hide("A") + &rename("B", "C"));
    // In another session.
    drop(library);
    let mut library = Library::open(&path).expect("opened");
    assert_eq!(
        library.undo().expect("undone").and_then(|past| past.change).map(|change| change.in_words()),
        Some("B is called C".to_owned())
    );
    assert_eq!(kept(&library), hide("A"));
    library.redo().expect("done again");
    assert_eq!(kept(&library), hide("A") + &rename("B", "C"));
    // One that the history does not have is an entry of its own.
    library.correct(&adding(&hide("D")).inverse(), Correcting::Back).expect("nothing to do");
    library.correct(&adding(&hide("E")), Correcting::Again).expect("kept");
    assert_eq!(history(&library)[0], "E is hidden");
}

#[test]
fn a_correction_in_the_place_of_another_gives_it_back() {
    let (_dir, _, mut library) = library();
    library.correct(&adding(&rename("A", "B")), Correcting::New).expect("kept");
    library.correct(&adding(&rename("A", "C")), Correcting::New).expect("kept");
    assert_eq!(kept(&library), rename("A", "C"));
    library.undo().expect("undone");
    assert_eq!(kept(&library), rename("A", "B"));
}

#[test]
fn what_the_file_has_is_taken_over_and_nothing_is_written_where_it_is_the_same() {
    let (_dir, path, mut library) = library();
    library.correct(&adding(&hide("A")), Correcting::New).expect("kept");
    let file = of(&format!("# mine\n{}not JSON\n", hide("B")));
    library.follow_corrections(&file).expect("followed");
    assert_eq!(library.corrections().expect("read"), file);
    assert_eq!(history(&library), ["A is hidden"]);
    let other = Library::open(&path).expect("opened");
    let before = other.data_version().expect("read");
    library.follow_corrections(&file).expect("followed");
    library.save_corrections(&file, &file).expect("kept");
    assert_eq!(other.data_version().expect("read"), before);
    // Taking back what is not there any more changes nothing else.
    library.undo().expect("undone");
    assert_eq!(library.corrections().expect("read"), file);
}

#[test]
fn of_two_programs_each_takes_back_its_own() {
    let (_dir, path, mut one) = library();
    let mut other = Library::open(&path).expect("opened twice");
    one.correct(&adding(&hide("A")), Correcting::New).expect("kept");
    other.correct(&adding(&hide("B")), Correcting::New).expect("kept");
    one.correct(&adding(&hide("A")).inverse(), Correcting::Back).expect("taken back");
    assert_eq!(kept(&other), hide("B"));
    assert_eq!(history(&other), ["B is hidden", "-A is hidden"]);
}

/// A home with a library of one article, and the file of corrections in it.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::write(home.path().join("a.txt"), "A ferry sank\n\nAnna Berg met Ivan Petrov in Oslo on Friday.")
        .expect("a file");
    assert!(run(home.path(), &["add", "a.txt"]).status.success());
    let file = home.path().join("crossread/corrections.jsonl");
    (home, file)
}

fn found(home: &Path, query: &str) -> bool {
    said(&run(home, &["search", query])).contains("A ferry sank")
}

#[test]
fn commands_follow_the_file_and_write_it_where_they_take_back() {
    let (home, file) = home();
    let home = home.path();
    fs::write(&file, format!("# mine\n{}", rename("Anna Berg", "Captain Berg"))).expect("a file");
    assert!(found(home, "person:\"captain berg\"") && !found(home, "person:captain-petrov"));
    // In files, the same input gives the same output for everybody.
    assert!(run(home, &["search", "person:captain", "a.txt"]).stdout.is_empty());
    let library = || Library::open(&home.join("crossread/library.db")).expect("a library");
    library().correct(&adding(&hide("Ivan Petrov")), Correcting::New).expect("kept");
    fs::write(&file, kept(&library())).expect("a file");
    assert!(said(&run(home, &["history"])).contains("Ivan Petrov is hidden"));
    assert!(said(&run(home, &["undo"])).contains("taken back: Ivan Petrov is hidden"));
    let lines = fs::read_to_string(&file).expect("a file");
    assert!(lines.contains("# mine") && lines.contains("Captain") && !lines.contains("hide"), "{lines}");
    assert!(run(home, &["undo", "--again"]).status.success());
    assert!(fs::read_to_string(&file).expect("a file").contains("hide"));
    assert!(run(home, &["search", "ferry"]).status.success());
    assert!(kept(&library()).contains("hide"));
}

#[test]
fn a_backup_holds_what_is_corrected_and_brings_it_back() {
    let (home, file) = home();
    let home = home.path();
    fs::write(&file, hide("A") + &rename("Anna Berg", "Captain Berg")).expect("a file");
    assert!(run(home, &["backup", "copy.db"]).status.success());
    fs::write(&file, hide("B") + &rename("Anna Berg", "Doctor Berg")).expect("a file");
    let restored = said(&run(home, &["restore", "copy.db"]));
    assert!(
        restored.contains("1 correction is back in") && restored.contains("2 that were corrected since stay so"),
        "{restored}"
    );
    let lines = fs::read_to_string(&file).expect("a file");
    assert!(lines.contains(&hide("A")) && lines.contains(&hide("B")), "{lines}");
    // The file has the newer name.
    assert!(lines.contains("Doctor Berg") && !lines.contains("Captain Berg"), "{lines}");
    assert!(found(home, "person:doctor") && !found(home, "person:captain"));
    // On another computer, with nothing.
    fs::remove_file(&file).expect("a file");
    assert!(said(&run(home, &["restore", "copy.db"])).contains("2 corrections are back in"));
    assert_eq!(of(&fs::read_to_string(&file).expect("a file")).iter().count(), 2);
    // Again, there is nothing to say.
    assert!(!said(&run(home, &["restore", "copy.db"])).contains("corre"));
}

#[test]
fn a_file_that_cannot_be_read_takes_nothing_away() {
    let (home, file) = home();
    let home = home.path();
    fs::write(&file, rename("Anna Berg", "Captain Berg")).expect("a file");
    assert!(found(home, "person:captain"));
    fs::write(&file, [0xff, 0xfe, 0x00]).expect("a file");
    assert!(found(home, "person:captain"));
    let library = Library::open(&home.join("crossread/library.db")).expect("a library");
    assert_eq!(kept(&library), rename("Anna Berg", "Captain Berg"));
    drop(library);
    // Nor is it taken for an empty one.
    assert!(run(home, &["backup", "copy.db"]).status.success());
    let restored = run(home, &["restore", "copy.db"]);
    assert_eq!(restored.status.code(), Some(1), "{restored:?}");
    assert!(String::from_utf8_lossy(&restored.stderr).contains("is not back"), "{restored:?}");
    assert_eq!(fs::read(&file).expect("a file"), [0xff, 0xfe, 0x00]);
}

#[test]
fn what_the_file_cannot_take_is_not_undone() {
    let (home, file) = home();
    let home = home.path();
    let library = || Library::open(&home.join("crossread/library.db")).expect("a library");
    library().correct(&adding(&hide("Ivan Petrov")), Correcting::New).expect("kept");
    fs::create_dir_all(file.join("below")).expect("a folder in its place");
    let undone = run(home, &["undo"]);
    assert!(!undone.status.success() && undone.stdout.is_empty(), "{undone:?}");
    assert_eq!((history(&library())[0].as_str(), kept(&library())), ("Ivan Petrov is hidden", hide("Ivan Petrov")));
}

#[test]
fn a_change_of_many_may_correct() {
    let (_dir, _, mut library) = library();
    let change = Change::Many(vec![Change::Correct(adding(&hide("A"))), Change::Correct(adding(&hide("B")))]);
    library.change(&change).expect("kept");
    library.undo().expect("undone");
    assert_eq!(kept(&library), "");
}
