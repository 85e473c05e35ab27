//! Files into the library: what is there is passed over, what changes becomes a revision.

use super::*;
use crossread::library::By;
use crossread::library::import::{Event, Progress, Watch, import};
use std::fs;
use std::ops::ControlFlow;
use std::time::Duration;

fn lines(from: usize, to: usize) -> String {
    (from..to).map(|n| format!("{{\"id\": \"n{n}\", \"title\": \"Title {n}\", \"text\": \"{n}: Anna Berg of Oslo paid $5 million.\"}}\n")).collect()
}

/// Imports; stops after `most` articles.
fn run(library: &mut Library, paths: &[PathBuf], most: usize) -> (Progress, Vec<String>) {
    let (mut problems, mut steps) = (Vec::new(), 0);
    let done = import(library, paths, 2, &mut |event, progress| {
        assert!(progress.done <= progress.found && progress.part() <= 1.0);
        match event {
            Event::Problem(error) => problems.push(error.to_string()),
            Event::Step => steps += 1,
        }
        if steps == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    (done.expect("imported"), problems)
}

#[test]
fn what_has_not_changed_is_not_opened() {
    let (dir, _, mut library) = library();
    let folder = dir.path().join("in");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("a.jsonl"), lines(0, 100)).expect("a file");
    fs::write(folder.join("b.txt"), "A ferry\n\nIt sank off Bergen on Friday.").expect("a file");
    fs::write(folder.join("c.txt"), " ").expect("a file");
    let paths = [folder.clone()];
    let (done, problems) = run(&mut library, &paths, usize::MAX);
    assert_eq!((done.added, done.known, done.unchanged, done.problems, problems.len()), (101, 0, 0, 1, 1));
    assert_eq!((done.done, done.found), (3, 3));
    let (done, _) = run(&mut library, &paths, usize::MAX);
    // What could not be read is looked at again.
    assert_eq!((done.articles(), done.unchanged, done.problems), (0, 2, 1));
    fs::write(folder.join("b.txt"), "A ferry\n\nIt sank off Bergen on Saturday, not on Friday.").expect("a file");
    fs::write(folder.join("a.jsonl"), lines(50, 110)).expect("a file");
    let (done, _) = run(&mut library, &paths, usize::MAX);
    assert_eq!((done.added, done.known, done.revised), (10, 50, 1));
    assert!(library.doctor().expect("looked at").findings.is_empty());
}

#[test]
fn what_was_stopped_goes_on() {
    let (dir, _, mut library) = library();
    let file = dir.path().join("a.jsonl");
    fs::write(&file, lines(0, 400)).expect("a file");
    let (first, _) = run(&mut library, std::slice::from_ref(&file), 100);
    let there = library.counts().expect("counts").articles;
    assert!(first.added == there && (100..400).contains(&there), "{there}");
    let (second, _) = run(&mut library, std::slice::from_ref(&file), usize::MAX);
    assert_eq!((second.known, second.added), (there, 400 - there));
    let (third, _) = run(&mut library, &[file], usize::MAX);
    assert_eq!((third.unchanged, third.articles()), (1, 0));
}

#[test]
fn a_watched_folder_says_when_something_appears() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut watch = Watch::new(&[dir.path().to_path_buf()]);
    if watch.is_told() {
        assert!(!watch.wait(Duration::from_millis(10)));
        fs::write(dir.path().join("a.txt"), "One.").expect("a file");
        assert!(watch.wait(Duration::from_secs(20)));
    }
    assert!(!Watch::new(&[dir.path().join("none")]).is_told());
}

#[test]
fn what_watches_a_folder_brings_nothing_back() {
    let (dir, _, mut library) = library();
    let folder = dir.path().join("in");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("a.jsonl"), lines(0, 3)).expect("a file");
    let paths = [folder.clone()];
    library.begin_run(By::Program);
    assert_eq!(run(&mut library, &paths, usize::MAX).0.added, 3);
    library.undo().expect("undone");
    // Not even where the file is opened anew.
    fs::write(folder.join("a.jsonl"), lines(0, 4)).expect("a file");
    library.begin_run(By::Program);
    let (done, _) = run(&mut library, &paths, usize::MAX);
    assert_eq!((done.added, done.known, library.counts().expect("counts").articles), (1, 3, 1));
    // The reader who names the folder wants it, and gets it without a change of the file.
    library.begin_run(By::Reader);
    let (done, _) = run(&mut library, &paths, usize::MAX);
    assert_eq!((done.added, done.known, library.counts().expect("counts").articles), (3, 1, 4));
    let (done, _) = run(&mut library, &paths, usize::MAX);
    assert_eq!((done.unchanged, done.articles()), (1, 0));
}
