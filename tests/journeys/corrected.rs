//! Correcting entities with a library: kept in its history, undone in another session, known to its queries.

use crate::common::Desk;
use crossread::analysis::{Models, analyze};
use crossread::app::{Focus, Scope};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::library::{Incoming, Library, Origin, Past};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TEXTS: [(&str, &str); 3] = [
    ("Harbour Wire", "Vladimir Putin met Angela Merkel in Berlin. Volodymyr Kravtsov was in Paris."),
    ("Daily Meridian", "President Volodymyr Kravtzov thanked Angela Merkel in Berlin."),
    ("Radio Atlas", "Olaf Scholz was in Rome. In Paris, Angela Merkel spoke of Berlin."),
];

fn articles() -> Vec<Article> {
    let read = |(source, text): &(&str, &str)| {
        let markdown = format!("---\ntitle: From {source}\nsource: {source}\n---\n\n{text}\n");
        read_str(source, &markdown, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
    };
    TEXTS.iter().map(read).collect()
}

fn library() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    let incoming = articles().into_iter().map(|article| {
        let analysis = analyze(&article, Models::embedded());
        let origin = Origin::File(PathBuf::from(&article.meta.id));
        Incoming::new(article, &analysis, origin)
    });
    Library::open(&path).unwrap().add(&incoming.collect::<Vec<_>>()).unwrap();
    (dir, path)
}

fn open(path: &Path, corrections: &str) -> Desk {
    Desk::with_library_and(path, corrections, 160, 40)
}

/// Selects a name in the panel, which lists those of all articles.
fn select(desk: &mut Desk, name: &str) {
    let named = |desk: &Desk| {
        let id = desk.state.panel.selected?;
        Some(desk.state.collection.label(id)?.1.to_owned())
    };
    while desk.state.focus != Focus::Panel {
        desk.press("tab");
    }
    if desk.state.panel.scope == Scope::Article {
        desk.press("e");
    }
    desk.press("g");
    while named(desk).as_deref() != Some(name) {
        let before = desk.state.panel.selected;
        desk.press("j");
        assert_ne!(desk.state.panel.selected, before, "no {name} on\n{}", desk.screen());
    }
}

/// What was done in the library, the latest first; `-` where it is undone.
fn history(path: &Path) -> Vec<String> {
    let past = Library::open(path).unwrap().history(99).unwrap().into_iter();
    let said = |past: Past| format!("{}{}", if past.undone { "-" } else { "" }, past.change.unwrap().in_words());
    past.map(said).collect()
}

fn kept(path: &Path) -> String {
    Library::open(path).unwrap().corrections().unwrap().to_lines()
}

fn is_hidden(desk: &Desk, name: &str) -> bool {
    let collection = &desk.state.collection;
    collection.hidden().into_iter().any(|id| collection.label(id).is_some_and(|(_, label)| label == name))
}

#[test]
fn corrects_quits_comes_back_and_undoes() {
    let (_dir, path) = library();
    let mut desk = open(&path, "");
    select(&mut desk, "Angela Merkel");
    desk.press("E h").expect("Angela Merkel is hidden");
    assert_eq!(history(&path), ["Angela Merkel is hidden"]);
    let file = desk.kept().unwrap();
    assert_eq!(kept(&path), file);
    desk.press("B y").expect("Angela Merkel is hidden").press("esc");
    drop(desk);
    let mut desk = open(&path, &file);
    assert!(is_hidden(&desk, "Angela Merkel"));
    desk.press("u").expect("undone: Angela Merkel is hidden");
    assert!(!is_hidden(&desk, "Angela Merkel") && desk.kept().as_deref() == Some("") && kept(&path).is_empty());
    assert_eq!(history(&path), ["-Angela Merkel is hidden"]);
    desk.press("ctrl-r").expect("done again: Angela Merkel is hidden");
    assert!(is_hidden(&desk, "Angela Merkel"));
    assert_eq!((desk.kept().as_deref(), kept(&path).as_str()), (Some(file.as_str()), file.as_str()));
}

#[test]
fn one_correction_is_undone_once() {
    let (_dir, path) = library();
    let mut desk = open(&path, "");
    desk.press("B b");
    select(&mut desk, "Angela Merkel");
    desk.press("E h");
    select(&mut desk, "Olaf Scholz");
    desk.press("E r").type_text("Chancellor Scholz").press("enter");
    assert_eq!(
        history(&path),
        ["Olaf Scholz is called Chancellor Scholz", "Angela Merkel is hidden", "bookmarked 1 article"]
    );
    desk.press("u").expect("Chancellor Scholz now");
    assert_eq!(
        history(&path),
        ["-Olaf Scholz is called Chancellor Scholz", "Angela Merkel is hidden", "bookmarked 1 article"]
    );
    desk.press("u u");
    assert_eq!(
        history(&path),
        ["-Olaf Scholz is called Chancellor Scholz", "-Angela Merkel is hidden", "-bookmarked 1 article"]
    );
    assert_eq!((desk.kept().as_deref(), kept(&path).as_str()), (Some(""), ""));
    desk.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(
        history(&path),
        ["Olaf Scholz is called Chancellor Scholz", "Angela Merkel is hidden", "bookmarked 1 article"]
    );
    assert_eq!(kept(&path).lines().count(), 2);
    // What the list of all that was done takes back is not undone again.
    desk.press("B y enter").expect("undone: Olaf Scholz is called Chancellor Scholz");
    desk.press("esc u").expect("Angela Merkel is hidden");
    assert_eq!(
        history(&path),
        ["-Olaf Scholz is called Chancellor Scholz", "-Angela Merkel is hidden", "bookmarked 1 article"]
    );
    assert_eq!((desk.kept().as_deref(), kept(&path).as_str()), (Some(""), ""));
}

#[test]
fn queries_know_what_is_corrected() {
    let (_dir, path) = library();
    let mut desk = open(&path, "");
    desk.press("Q").type_text("person:chancellor").press("enter");
    desk.expect("0 articles").press("B l");
    select(&mut desk, "Olaf Scholz");
    desk.press("E r").type_text("Chancellor Scholz").press("enter");
    desk.press("Q").type_text("person:chanc").expect("Chancellor Scholz").press("esc");
    desk.press("Q").type_text("person:chancellor").press("enter");
    assert_eq!(desk.state.list.shown.len(), 1, "{}", desk.screen());
    // What is shown follows.
    desk.press("u");
    assert_eq!(desk.state.list.shown.len(), 0, "{}", desk.screen());
    desk.press("ctrl-r");
    assert_eq!(desk.state.list.shown.len(), 1, "{}", desk.screen());
    desk.press("B l");
    select(&mut desk, "Volodymyr Kravtsov");
    desk.press("E m").type_text("kravtzov").press("enter");
    desk.press("Q").type_text("person:kravtsov").press("enter");
    assert_eq!(desk.state.list.shown.len(), 2, "{}", desk.screen());
    desk.press("B l");
    select(&mut desk, "Volodymyr Kravtzov");
    desk.press("B e").expect("Volodymyr Kravtzov in the library").expect("2 articles").press("enter");
    assert_eq!(desk.state.list.shown.len(), 2, "{}", desk.screen());
}

#[test]
fn another_program_sees_it() {
    let (_dir, path) = library();
    let (mut one, mut other) = (open(&path, ""), open(&path, ""));
    one.look();
    other.look();
    select(&mut one, "Angela Merkel");
    one.press("E h");
    other.look();
    assert!(is_hidden(&other, "Angela Merkel") && other.kept() == one.kept());
    select(&mut other, "Olaf Scholz");
    other.press("E h");
    // Each takes back its own.
    one.press("u");
    one.look();
    other.look();
    for desk in [&one, &other] {
        assert!(!is_hidden(desk, "Angela Merkel") && is_hidden(desk, "Olaf Scholz"));
        assert_eq!(desk.kept(), Some(kept(&path)));
    }
    assert_eq!(history(&path), ["Olaf Scholz is hidden", "-Angela Merkel is hidden"]);
}

#[test]
fn without_a_library_none_is_made_and_a_later_one_takes_it_in() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    let mut desk = Desk::beside_library(articles(), &path, 160, 40);
    select(&mut desk, "Angela Merkel");
    desk.press("E h");
    select(&mut desk, "Olaf Scholz");
    desk.press("E r").type_text("Chancellor Scholz").press("enter u ctrl-r");
    assert!(!path.exists());
    // Queries through what is open know it all the same.
    desk.press("Q").type_text("person:chancellor").press("enter");
    assert_eq!(desk.state.list.shown.len(), 1, "{}", desk.screen());
    assert!(!path.exists());
    desk.press("B b");
    assert!(path.exists());
    assert_eq!((kept(&path).lines().count(), history(&path)), (2, vec!["bookmarked 1 article".to_owned()]));
    desk.press("u u");
    assert_eq!(kept(&path).lines().count(), 1);
}
