//! Killed at any moment: what was committed is there, and the library opens clean. And two programs at once.

use super::*;
use crossread::library::Change;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often each is killed. `CROSSREAD_KILLS` asks for more.
const KILLS: usize = 5;

fn kills() -> usize {
    std::env::var("CROSSREAD_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS)
}

fn assert_whole(path: &Path) -> Library {
    let library = Library::open(path).expect("it opens");
    let findings = library.doctor().expect("looked at").findings;
    assert!(findings.is_empty(), "{findings:?}");
    library
}

#[test]
fn an_import_that_is_killed_loses_nothing_that_was_committed() {
    let mut random = fastrand::Rng::new();
    let dir = tempfile::tempdir().expect("a temporary folder");
    let number = kills() * 400;
    let line =
        |n: usize| format!("{{\"id\": \"n{n}\", \"text\": \"{n}: Anna Berg of Oslo paid $5 million on Friday.\"}}\n");
    fs::write(dir.path().join("a.jsonl"), (0..number).map(line).collect::<String>()).expect("a file");
    let path = dir.path().join("library.db");
    let mut watching = Library::open(&path).expect("a library");
    let mut seen_before = 0;
    for _ in 0..kills() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crossread"))
            .args(["add", "--library", "library.db", "a.jsonl"])
            .current_dir(dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(random.u64(20..1_500)));
        let committed = watching.counts().expect("counts").articles;
        child.kill().expect("killed");
        child.wait().expect("ended");
        drop(watching);
        watching = assert_whole(&path);
        let there = watching.counts().expect("counts").articles;
        assert!(there >= committed && committed >= seen_before, "{there} of {committed}");
        // Each run has its entry, whenever it was killed.
        let kept: usize =
            watching.history(99).expect("history").iter().map(|past| imported(past.change.as_ref())).sum();
        assert_eq!(kept, there);
        seen_before = there;
    }
    let last = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args(["add", "--library", "library.db", "a.jsonl"])
        .current_dir(dir.path())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(last.status.success(), "{last:?}");
    assert_eq!(assert_whole(&path).counts().expect("counts").articles, number);
}

fn imported(change: Option<&Change>) -> usize {
    match change {
        Some(Change::Import(articles)) => articles.len(),
        other => panic!("{other:?}"),
    }
}

/// Annotates in a program of its own, which says what it has done, and is killed.
#[test]
fn an_annotation_that_was_made_outlives_the_program() {
    let mut random = fastrand::Rng::new();
    let (_dir, path, mut library) = library();
    let ids = filled(&mut library, 1);
    for _ in 0..kills() {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["crash::annotates_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
            .env("CROSSREAD_ANNOTATE", &path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = child.stdout.take().expect("a pipe");
        let reading = std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_millis(random.u64(50..900)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let told = reading.join().expect("read");
        let tags = assert_whole(&path).marks(ids[0]).expect("marks").tags;
        let missing: Vec<&String> =
            told.iter().filter(|line| line.starts_with("tag-") && !tags.contains(line)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
#[ignore = "what another test starts and kills"]
fn annotates_until_it_is_killed() {
    let Some(path) = std::env::var_os("CROSSREAD_ANNOTATE") else { return };
    let mut library = Library::open(Path::new(&path)).expect("a library");
    let id = library.all().expect("ids")[0];
    println!();
    for n in 0.. {
        let tag = format!("tag-{}-{n}", std::process::id());
        library.change(&Change::Tag { articles: vec![id], tag: tag.clone(), on: true }).expect("tagged");
        println!("{tag}");
    }
}

#[test]
fn two_libraries_write_at_once() {
    let (_dir, path, mut library) = library();
    let ids = filled(&mut library, 8);
    std::thread::scope(|scope| {
        for who in 0..2 {
            let (path, ids) = (&path, &ids);
            scope.spawn(move || {
                let mut library = Library::open(path).expect("opened");
                for n in 0..40 {
                    let id = ids[n % ids.len()];
                    let tag = format!("{who}-{n}");
                    library.change(&Change::Tag { articles: vec![id], tag, on: true }).expect("tagged");
                    let address = format!("https://c.example/{who}/{n}");
                    library.add(&[from(&address, &format!("{who} {n}"), TEXT)]).expect("added");
                    library.all().expect("read");
                }
            });
        }
    });
    let library = assert_whole(&path);
    let tags: usize = library.rows(&ids).expect("rows").iter().map(|row| row.tags.len()).sum();
    assert_eq!((tags, library.counts().expect("counts").articles), (80, 88));
}
