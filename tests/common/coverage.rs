//! The annotated events of the coverage corpus, which are no part of this repository: `CROSSREAD_SHARED` names the folder that
//! holds `data`.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]
#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test on a corpus that is not there says so")]

use crossread::text::Span;
use std::path::PathBuf;

/// A path below the folder; `None`, which is said, where none is named.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CROSSREAD_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CROSSREAD_SHARED does not name the folder that holds {path}");
    }
    folder.map(|folder| folder.join(path))
}

/// The files of the events in the order of their names; none where there are none.
pub fn events() -> Vec<PathBuf> {
    let Some(folder) = shared("data/coverage") else { return Vec::new() };
    let listed = std::fs::read_dir(folder).expect("the shared data");
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.to_string_lossy().contains("event-"));
    files.sort();
    files
}

/// An account: its title, a blank line, its text.
#[derive(Default)]
pub struct Account {
    pub text: String,
    pub date: String,
    /// The title is the first.
    pub sentences: Vec<Sentence>,
}

/// A sentence and the facts that it is said to state, as they are written: `ships=12`.
pub struct Sentence {
    pub span: Span,
    pub facts: Vec<String>,
}

/// The accounts of an event.
pub fn accounts(event: &str) -> Vec<Account> {
    let mut out: Vec<Account> = Vec::new();
    let mut gap = "";
    for line in event.lines().filter(|line| !line.starts_with(['#', '@'])) {
        if let Some(head) = line.strip_prefix("==") {
            let date = head.rsplit(" | ").next().unwrap_or_default().to_owned();
            out.push(Account { date, ..Account::default() });
            gap = "";
        } else if line.is_empty() {
            gap = "\n\n";
        } else if let Some(account) = out.last_mut() {
            let (head, marked) = line.split_once("} ").expect("a sentence");
            let facts = head.split_once('{').expect("facts").1.split(',').map(|fact| fact.trim().to_owned());
            let facts = facts.filter(|fact| !fact.is_empty()).collect();
            account.text.push_str(gap);
            let start = account.text.len();
            account.text.push_str(&unmarked(marked));
            account.sentences.push(Sentence { span: Span::new(start, account.text.len()), facts });
            // The title is a paragraph of its own.
            gap = if account.sentences.len() == 1 { "\n\n" } else { " " };
        }
    }
    out
}

/// A sentence without its marks.
pub fn unmarked(marked: &str) -> String {
    let (mut text, mut rest) = (String::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').expect("a closed mark");
        text.push_str(before);
        text.push_str(mark.split_once(':').expect("a mark with an id").1);
        rest = after;
    }
    text + rest
}
