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
    desk.press("Q").type_text("ushakov");
    assert!(desk.shows("Show ") && desk.shows("in the list"), "{}", desk.screen());
    desk.press("enter");
    // What is open is among what was found.
    assert!(desk.state.list.shown.contains(&desk.state.reader().unwrap().article), "{}", desk.screen());
    assert!(desk.shows("best first"), "{}", desk.screen());
    desk.press("B s").type_text("Games").press("enter");
    assert!(desk.shows("Folders") && desk.shows("▌ Games"), "{}", desk.screen());
    desk.press("B k");
    assert!(desk.shows("▌ Library"), "{}", desk.screen());
    desk.press("B j B d");
    assert!(!desk.shows("Folders"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("Folders"), "{}", desk.screen());
}

#[test]
fn what_is_wrong_with_a_query_is_pointed_at() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("isnt:x");
    assert!(desk.shows("»isnt") && desk.shows("no field"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
}

#[test]
fn a_name_is_completed_and_its_articles_shown() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("person:usha");
    assert!(desk.shows("Yuri Ushakov"), "{}", desk.screen());
    desk.press("down enter enter");
    assert!(desk.shows("library: ") && desk.shows("   2 articles"), "{}", desk.screen());
    desk.press("B l");
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
}

#[test]
fn queries_look_through_files_that_are_open_too() {
    let (_dir, path) = library();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.press("Q").type_text("ushakov").press("enter");
    assert!(desk.shows("2 articles") && desk.state.list.shown.len() == 2, "{}", desk.screen());
    desk.press("B l");
    assert_eq!(desk.state.list.shown.len(), 5);
}

#[test]
fn what_changed_of_an_article_is_shown() {
    let (_dir, path) = library();
    let mut articles = samples();
    articles.truncate(1);
    let text = articles[0].text.replacen("Gas comes first.", "Gas comes later.", 1);
    assert_ne!(*articles[0].text, *text);
    articles[0].text = text.into();
    fill(&path, articles);
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("G B v");
    assert!(desk.shows("− Gas comes first.") && desk.shows("+ Gas comes later."), "{}", desk.screen());
}

#[test]
fn the_sample_collection_makes_way_for_what_is_brought_in() {
    let dir = tempfile::tempdir().unwrap();
    let (path, file) = (dir.path().join("library.db"), dir.path().join("one.md"));
    std::fs::write(&file, "# A ferry\n\nThe ferry sank off Pylos on Tuesday, the coast guard said.\n").unwrap();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.state.shelf.samples = true;
    desk.press("B a").type_text(&file.display().to_string()).press("enter");
    desk.wait_for("library   1 article");
    assert!(desk.shows("A ferry"), "{}", desk.screen());
}
