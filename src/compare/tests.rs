//! What must hold of any comparison.

use super::*;
use crate::article::{Format, ReadOptions};
use crate::collection::trial::collection_of;
use crate::collection::{Collection, samples};
use crate::text::{Span, sentences};
use proptest::prelude::*;

fn collection(texts: &[String]) -> Collection {
    collection_of(Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }, texts)
}

fn compared(texts: &[String]) -> (Collection, Comparison) {
    let collection = collection(texts);
    let articles: Vec<usize> = (0..texts.len()).collect();
    let comparison = compare(&collection, &articles, &Options::default());
    (collection, comparison)
}

/// Sides and figures lie inside their texts, and what one alone tells is in no passage.
fn check(collection: &Collection, comparison: &Comparison) {
    let text = |account: usize| &*collection.entry(comparison.accounts[account].article).unwrap().article.text;
    let fits =
        |account: usize, span: Span| assert!(text(account).get(span.start..span.end).is_some_and(|t| !t.is_empty()));
    for passage in &comparison.passages {
        assert!((0.0..=1.0).contains(&passage.score) && passage.a.account < passage.b.account);
        for side in [passage.a, passage.b] {
            fits(side.account, side.span);
            let sentences = &comparison.accounts[side.account].sentences[side.from..side.to];
            assert_eq!(side.span, Span::new(sentences[0].start, sentences[sentences.len() - 1].end));
        }
    }
    for (account, only) in comparison.only.iter().enumerate() {
        let told = |at: usize| comparison.passages_of(account, at).next().is_some();
        assert!(only.is_sorted() && only.iter().all(|at| !told(*at)));
        assert!(only.iter().all(|at| *at < comparison.accounts[account].sentences.len()));
    }
    comparison.omitted.iter().flatten().for_each(|side| fits(side.account, side.span));
    comparison.quotes.iter().flat_map(|quote| [quote.a, quote.b]).for_each(|quoted| fits(quoted.account, quoted.span));
    comparison.figures.iter().flat_map(|figure| &figure.values).for_each(|stated| fits(stated.account, stated.span));
}

/// Passages as pairs of spans, whichever comes first.
fn pairs(comparison: &Comparison, turned: bool) -> Vec<(Span, Span, u32, Reasons, bool)> {
    let pair = |p: &Passage| {
        let (a, b) = if turned { (p.b, p.a) } else { (p.a, p.b) };
        (a.span, b.span, p.score.to_bits(), p.why, p.copied)
    };
    let mut pairs: Vec<_> = comparison.passages.iter().map(pair).collect();
    pairs.sort_by_key(|pair| (pair.0, pair.1));
    pairs
}

fn mirrors(a: &str, b: &str) {
    let (collection, one) = compared(&[a.to_owned(), b.to_owned()]);
    check(&collection, &one);
    let other = compare(&collection, &[1, 0], &Options::default());
    assert_eq!(pairs(&one, false), pairs(&other, true));
    assert_eq!(one.only.iter().rev().collect::<Vec<_>>(), other.only.iter().collect::<Vec<_>>());
    let figures = |comparison: &Comparison| {
        let mut all: Vec<_> = comparison
            .figures
            .iter()
            .map(|figure| {
                let mut spans: Vec<Span> = figure.values.iter().map(|stated| stated.span).collect();
                spans.sort();
                (spans, figure.verdict)
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(figures(&one), figures(&other));
    let verdicts = |comparison: &Comparison| {
        let mut all: Vec<_> = comparison.quotes.iter().map(|q| (q.a.span.min(q.b.span), q.verdict)).collect();
        all.sort();
        all
    };
    assert_eq!(verdicts(&one), verdicts(&other));
}

fn sample_texts() -> Vec<String> {
    samples().iter().map(|article| article.text.to_string()).collect()
}

#[test]
fn comparing_mirrors() {
    let texts = sample_texts();
    for pair in texts.windows(2) {
        mirrors(&pair[0], &pair[1]);
    }
}

#[test]
fn an_article_tells_all_that_it_tells() {
    for text in sample_texts() {
        let collection = collection(std::slice::from_ref(&text));
        let own = compare(&collection, &[0, 0], &Options::default());
        check(&collection, &own);
        assert_eq!(own.only, [vec![0; 0], vec![]]);
        // In other order, sentence by sentence.
        let all = sentences(&text);
        let shuffled: Vec<&str> = (0..all.len()).map(|at| all[(at * 7 + 3) % all.len()].of(&text)).collect();
        if all.len().is_multiple_of(7) {
            continue;
        }
        let (collection, copy) = compared(&[text.clone(), shuffled.join("\n\n")]);
        check(&collection, &copy);
        assert_eq!(copy.only, [vec![0; 0], vec![]]);
    }
}

#[test]
fn four_accounts_and_none() {
    let texts = sample_texts();
    let (collection, all) = compared(&texts[..4]);
    check(&collection, &all);
    assert_eq!((all.accounts.len(), all.only.len(), all.omitted.len()), (4, 4, 4));
    assert_eq!(compare(&collection, &[], &Options::default()), Comparison::default());
    let missing = compare(&collection, &[0, 99], &Options::default());
    assert!(missing.passages.is_empty() && missing.accounts[1].sentences.is_empty());
}

#[test]
fn copies_are_named_as_such_and_figures_that_disagree() {
    let first = "Harbour Wire\n\nThe port of Brennick will be closed to all container ships for nine days, the harbour master \
                 said on Monday.\n\nThe strike has held up 1,200 containers.\n\n“We have nowhere to put them,” said Maria Okello.";
    let second = "Meridian\n\nThe port of Brennick will be closed to all container ships for nine days, the harbour master \
                  said on Monday.\n\nSome say it is the weather.\n\nThe strike has held up 1,500 containers, Maria Okello said.";
    let (collection, comparison) = compared(&[first.to_owned(), second.to_owned()]);
    check(&collection, &comparison);
    assert!(comparison.passages.iter().any(|passage| passage.copied && passage.score > 0.9));
    assert!(
        comparison.figures.iter().any(|figure| figure.verdict == FigureVerdict::Conflict),
        "{:?}",
        comparison.figures
    );
}

/// Takes hours where anything is worse than the product of the sentences.
#[test]
fn hostile_input_is_worked_through() {
    for piece in ["a. ", "“", "5 5 5 ", "Ann Lee said no. ", "The the the "] {
        let text = piece.repeat(3000 / piece.len());
        let (collection, comparison) = compared(&[text.clone(), text]);
        check(&collection, &comparison);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_texts_hold_together(a in "\\PC{0,80}|[A-Za-z0-9 .“”,\n]{0,160}", b in "\\PC{0,80}|[A-Za-z0-9 .“”,\n]{0,160}") {
        mirrors(&format!("x {a}"), &format!("y {b}"));
    }
}
