//! The library as a whole: what goes in comes out, whatever is changed can be taken back, two programs at once, crashes, faults.
#![allow(clippy::expect_used, clippy::panic, clippy::string_slice, reason = "a test that cannot go on has failed")]

#[path = "library/add.rs"]
mod add;
#[path = "library/changes.rs"]
mod changes;
#[path = "library/corrections.rs"]
mod corrections;
#[path = "library/crash.rs"]
mod crash;
#[path = "library/damage.rs"]
mod damage;
#[path = "library/faults.rs"]
mod faults;
#[path = "library/import.rs"]
mod import;
#[path = "library/notes.rs"]
mod notes;
#[path = "library/program.rs"]
mod program;

use crossread::analysis::{Models, analyze};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::library::{Anchor, ArticleId, Colour, Highlight, HighlightId, Incoming, Library, Origin};
use crossread::text::Span;
use std::path::PathBuf;
use tempfile::TempDir;

/// A library in a folder of its own.
fn library() -> (TempDir, PathBuf, Library) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("data/library.db");
    let library = Library::open(&path).expect("a new library");
    (dir, path, library)
}

fn article(title: &str, text: &str) -> Article {
    let line = serde_json::json!({ "id": title, "title": title, "text": text, "date": "2024-05-06" });
    let mut read = read_str("a.jsonl", &line.to_string(), Format::JsonLines, ReadOptions::default());
    read.pop().expect("an article").expect("a sound one")
}

fn incoming(article: Article, origin: Origin) -> Incoming {
    let analysis = analyze(&article, Models::embedded());
    Incoming::new(article, &analysis, origin)
}

fn from(address: &str, title: &str, text: &str) -> Incoming {
    incoming(article(title, text), Origin::Address(address.to_owned()))
}

const TEXT: &str = "Maria Okello met Ivan Petrov in Oslo on Friday. “We agree,” said Okello.\n\n\
    Petrov said that he would pay $3 million for 12 ferries.";

/// Some articles, all different.
fn filled(library: &mut Library, number: usize) -> Vec<ArticleId> {
    let batch: Vec<Incoming> = (0..number)
        .map(|n| from(&format!("https://a.example/{n}"), &format!("Title {n}"), &format!("{TEXT} Number {n}.")))
        .collect();
    library.add(&batch).expect("added").into_iter().map(|added| added.id()).collect()
}

fn highlight(text: &str, quote: &str) -> Highlight {
    let start = text.find(quote).expect("it is there");
    let anchor = Anchor::of(text, Span::new(start, start + quote.len())).expect("an anchor");
    Highlight::new(anchor, Colour::Green, Some("mine".to_owned()))
}

/// All that a reader can see of it, as a text to compare.
fn seen(library: &Library) -> String {
    let ids: Vec<ArticleId> = (0..60).map(ArticleId::from_number).collect();
    let mut corrections: Vec<String> =
        library.corrections().expect("corrections").to_lines().lines().map(str::to_owned).collect();
    corrections.sort();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{corrections:#?}\n{:#?}",
        library.all().expect("ids"),
        library.rows(&ids).expect("rows"),
        library.load(&ids).expect("articles"),
        library.saved_queries().expect("queries"),
        library.feeds().expect("feeds"),
        library.counts().expect("counts"),
    )
}
