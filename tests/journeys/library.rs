//! The library on the screen: its articles, queries, folders, what is noted; and the library beside files that are open.

use crate::common::Desk;
use crossread::analysis::{Models, analyze};
use crossread::article::Article;
use crossread::collection::samples;
use crossread::library::{Incoming, Library, Origin};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn fill(path: &Path, articles: Vec<Article>) {
    let incoming = articles.into_iter().map(|article| {
        let analysis = analyze(&article, Models::embedded());
        let origin = Origin::File(PathBuf::from(&article.meta.id));
        Incoming::new(article, &analysis, origin)
    });
    Library::open(path).unwrap().add(&incoming.collect::<Vec<_>>()).unwrap();
}

/// A library with the sample collection.
fn library() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    fill(&path, samples());
    (dir, path)
}

#[test]
fn opens_with_all_its_articles_and_reads_them() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
    assert!(desk.state.progress.finished && desk.state.shelf.open);
    desk.press("enter");
    assert_eq!(desk.state.read.len(), 1);
    // Kept: another session knows.
    let desk = Desk::with_library(&path, 140, 40);
    assert_eq!(desk.state.read.len(), 1);
}

#[test]
fn a_bookmark_is_kept_and_undone_in_another_session() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B b");
    assert!(desk.shows("★"), "{}", desk.screen());
    let mut desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("★"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("undone: bookmarked 1 article") && !desk.shows("★"), "{}", desk.screen());
    desk.press("ctrl-r");
    assert!(desk.shows("★"), "{}", desk.screen());
}

#[test]
fn what_is_noted_of_a_file_that_is_open_is_kept() {
    let (_dir, path) = library();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.press("B b");
    assert!(desk.shows("★"), "{}", desk.screen());
    let desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("★"), "{}", desk.screen());
}

#[test]
fn a_query_is_shown_and_kept_as_a_folder() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("olympic");
    assert!(desk.shows("Show ") && desk.shows("in the list"), "{}", desk.screen());
    desk.press("enter");
    desk.press("B s").type_text("Games").press("enter");
    assert!(desk.shows("Folders") && desk.shows("▌ Games"), "{}", desk.screen());
    desk.press("B k");
    assert!(desk.shows("▌ Library"), "{}", desk.screen());
    desk.press("B j B d");
    assert!(!desk.shows("Folders"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("Folders"), "{}", desk.screen());
}
