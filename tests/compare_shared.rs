//! Comparing on annotated events, when `CROSSREAD_SHARED` names the folder that holds `data/`: which sentences of two
//! accounts tell the same, against the facts that are annotated. The shipped model has learnt from these events, so this says
//! that it is whole, not how good it is.

#![allow(clippy::expect_used)]

use crossread::analysis::{Models, analyze};
use crossread::article::{Format, ReadOptions, read_str};
use crossread::collection::{Collection, Entry};
use crossread::compare::{Options, Stories, compare};
use std::collections::{BTreeMap, HashSet};
use std::{fs, path::PathBuf};

#[derive(Default)]
struct Account {
    text: String,
    /// Sentences after the title, with the facts that each tells.
    sentences: Vec<(String, HashSet<String>)>,
}

fn unmarked(marked: &str) -> String {
    let (mut text, mut rest) = (String::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').expect("a closed mark");
        text.push_str(before);
        text.push_str(mark.split_once(':').expect("a mark with an id").1);
        rest = after;
    }
    text + rest
}

fn accounts(event: &str) -> Vec<Account> {
    let mut out: Vec<Account> = Vec::new();
    let mut between = "";
    for line in event.lines().filter(|line| !line.starts_with(['#', '@'])) {
        if line.starts_with("==") {
            out.push(Account::default());
            between = "";
        } else if line.is_empty() {
            between = "\n\n";
        } else if let (Some((head, marked)), Some(account)) = (line.split_once("} "), out.last_mut()) {
            let text = unmarked(marked);
            let title = account.text.is_empty();
            account.text.push_str(between);
            account.text.push_str(&text);
            let name = |fact: &str| fact.trim().split(['=', '<', '>', '~']).next().unwrap_or_default().to_owned();
            let facts = head.split_once('{').expect("facts").1.split(',').map(name).filter(|fact| !fact.is_empty());
            if !title {
                account.sentences.push((text, facts.collect()));
            }
            between = if title { "\n\n" } else { " " };
        }
    }
    out
}

/// The annotated events; none where there are none.
fn events() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("CROSSREAD_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: CROSSREAD_SHARED does not name the folder that holds data/coverage");
        return Vec::new();
    };
    let listed = fs::read_dir(folder.join("data/coverage")).expect("the shared data");
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.to_string_lossy().contains("event-"));
    files.sort();
    files
}

fn entry(account: &Account, at: usize) -> Entry {
    let options = ReadOptions { raw: true, ..ReadOptions::default() };
    let article = read_str("account", &account.text, Format::Plain, options).remove(0).expect("an article");
    let analysis = analyze(&article, Models::embedded());
    Entry::new((at, 0), article, analysis)
}

#[test]
fn stories() {
    let (mut collection, mut told) = (Collection::default(), Vec::new());
    for (event, file) in events().iter().enumerate() {
        for account in accounts(&fs::read_to_string(file).expect("an event")) {
            collection.add(entry(&account, told.len()));
            told.push(event);
        }
    }
    if told.is_empty() {
        return;
    }
    let mut stories = Stories::default();
    (0..told.len()).for_each(|article| stories.add(&collection, article));
    let (mut right, mut wrong, mut missed) = (0usize, 0usize, 0usize);
    for a in 0..told.len() {
        for b in 0..a {
            match (told[a] == told[b], stories.of(a).contains(&b)) {
                (true, true) => right += 1,
                (false, true) => {
                    wrong += 1;
                    println!("wrong: {a} and {b}: {:?}", stories.why(a, b));
                }
                (true, false) => missed += 1,
                _ => {}
            }
        }
    }
    println!("stories: {right} pairs right, {wrong} wrong, {missed} missed");
    assert!(right * 100 >= (right + wrong) * 98 && right * 10 >= (right + missed) * 9);
}

#[test]
fn passages() {
    let files = events();
    if files.is_empty() {
        return;
    }
    // Right, wrong, missed.
    let mut counts = [0usize; 3];
    for file in files {
        let gold = accounts(&fs::read_to_string(file).expect("an event"));
        let mut collection = Collection::default();
        for (at, account) in gold.iter().enumerate() {
            collection.add(entry(account, at));
        }
        for (x, y) in [(0, 1), (0, 2), (1, 2)] {
            let comparison = compare(&collection, &[x, y], &Options::default());
            let mut found = BTreeMap::new();
            for passage in &comparison.passages {
                for i in passage.a.from..passage.a.to {
                    for j in passage.b.from..passage.b.to {
                        found.insert(
                            (
                                place(&gold[x], &collection, x, comparison.accounts[0].sentences[i].start),
                                place(&gold[y], &collection, y, comparison.accounts[1].sentences[j].start),
                            ),
                            (),
                        );
                    }
                }
            }
            for (i, one) in gold[x].sentences.iter().enumerate() {
                for (j, other) in gold[y].sentences.iter().enumerate() {
                    let tells = one.1.intersection(&other.1).next().is_some();
                    let told = found.contains_key(&(Some(i), Some(j)));
                    // Of those that tell no listed fact, nothing is judged.
                    let judged = tells || !one.1.is_empty() && !other.1.is_empty();
                    match (tells, told) {
                        (true, true) => counts[0] += 1,
                        (false, true) if judged => counts[1] += 1,
                        (true, false) => counts[2] += 1,
                        _ => {}
                    }
                }
            }
        }
    }
    let f1 = 200.0 * counts[0] as f64 / (2 * counts[0] + counts[1] + counts[2]) as f64;
    println!("passages F1 {f1:.1} {counts:?}");
    assert!(f1 >= 75.0, "{f1}");
}

/// The annotated sentence that byte `at` of the article lies in.
fn place(account: &Account, collection: &Collection, article: usize, at: usize) -> Option<usize> {
    let text = &collection.entry(article).expect("an article").article.text;
    account.sentences.iter().position(|(sentence, _)| {
        text.find(sentence.as_str()).is_some_and(|start| start <= at && at < start + sentence.len())
    })
}
