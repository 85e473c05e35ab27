//! Comparing on annotated events, when `CROSSREAD_SHARED` names the folder that holds `data/`: which sentences of two
//! accounts tell the same, against the facts that are annotated. The shipped model has learnt from these events, so this says
//! that it is whole, not how good it is.

#![allow(clippy::expect_used)]

#[path = "common/coverage.rs"]
mod coverage;

use coverage::{Account, accounts, events};
use crossread::analysis::{Models, analyze};
use crossread::article::{Format, ReadOptions, read_str};
use crossread::collection::{Collection, Entry};
use crossread::compare::{Options, Stories, compare};
use std::collections::{BTreeMap, HashSet};
use std::fs;

/// The sentences after the title, each with the facts that it tells.
fn told(account: &Account) -> Vec<(&str, HashSet<&str>)> {
    let name = |fact: &'_ str| fact.find(['=', '<', '>', '~']).unwrap_or(fact.len());
    let sentences = account.sentences.iter().skip(1);
    sentences
        .map(|sentence| {
            let facts = sentence.facts.iter().filter_map(|fact| fact.get(..name(fact)));
            (sentence.span.of(&account.text), facts.filter(|fact| !fact.is_empty()).collect())
        })
        .collect()
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
            for (i, one) in told(&gold[x]).iter().enumerate() {
                for (j, other) in told(&gold[y]).iter().enumerate() {
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
    told(account)
        .iter()
        .position(|(sentence, _)| text.find(sentence).is_some_and(|start| start <= at && at < start + sentence.len()))
}
