//! When: the dated statements of accounts in order.

use crate::analysis::Period;
use crate::article::BlockKind;
use crate::collection::{ArticleIndex, Collection};
use crate::text::{Span, sentences};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry as MapEntry;

/// Bytes of paragraphs that are cut into sentences where there is a limit: then a timeline is made between a key and the
/// frame after it.
const BYTES: usize = 256 * 1024;

/// A sentence that says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// When.
    pub when: Period,
    /// The account.
    pub article: ArticleIndex,
    /// The sentence, in bytes of its text.
    pub sentence: Span,
    /// The words that say when.
    pub date: Span,
}

/// Dated statements in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// They, by the day on which their date begins, then the day on which it ends, then the order of the articles and of
    /// their texts.
    pub statements: Vec<Statement>,
    /// Whether later ones were left out.
    pub cut: bool,
}

/// A date that could be resolved, and the paragraph that it stands in.
struct Dated {
    when: Period,
    /// Its place among all.
    order: usize,
    article: ArticleIndex,
    block: Span,
    date: Span,
}

/// The sentences of `articles` that name a date which could be resolved. A sentence that names two dates comes twice, one
/// that names one date twice comes once. Takes time in proportion to the dates and to the paragraphs around those that are
/// given: all of them, or of `most` dates at most and of paragraphs up to a fixed size, the earliest ones'.
pub fn timeline(collection: &Collection, articles: &[ArticleIndex], most: Option<usize>) -> Timeline {
    let mut dated = dated(collection, articles);
    let mut cut = false;
    if let Some(most) = most.filter(|most| *most < dated.len()) {
        dated.select_nth_unstable_by_key(most, |one| (one.when, one.order));
        dated.truncate(most);
        cut = true;
    }
    // What comes first in the articles stays first among what happened at one time.
    dated.sort_unstable_by_key(|one| (one.when, one.order));
    let mut left = most.map_or(usize::MAX, |_| BYTES);
    let mut known: FxHashMap<(ArticleIndex, usize), Vec<Span>> = FxHashMap::default();
    let mut statements: Vec<Statement> = Vec::with_capacity(dated.len());
    for Dated { when, article, block, date, .. } in dated {
        let Some(entry) = collection.entry(article) else { continue };
        let sentences = match known.entry((article, block.start)) {
            MapEntry::Occupied(held) => held.into_mut(),
            MapEntry::Vacant(place) => {
                // The first is cut however long it is.
                if block.len() > left && !statements.is_empty() {
                    cut = true;
                    break;
                }
                left = left.saturating_sub(block.len());
                let own = sentences(block.of(&entry.article.text)).into_iter().map(|own| own.shifted(block.start));
                place.insert(own.collect())
            }
        };
        let at = sentences.partition_point(|sentence| sentence.start <= date.start);
        let sentence = at.checked_sub(1).and_then(|at| sentences.get(at)).copied().unwrap_or(block);
        let again = |last: &Statement| (last.article, last.sentence, last.when) == (article, sentence, when);
        if !statements.last().is_some_and(again) {
            statements.push(Statement { when, article, sentence, date });
        }
    }
    Timeline { statements, cut }
}

/// The resolved dates of `articles`, in the order of these and of their texts.
fn dated(collection: &Collection, articles: &[ArticleIndex]) -> Vec<Dated> {
    let mut out = Vec::new();
    for article in articles {
        let Some(entry) = collection.entry(*article) else { continue };
        let mut dates = entry.analysis.dates.as_slice();
        for block in entry.article.genuine() {
            let (inside, after) = dates.split_at(dates.partition_point(|date| date.span.start < block.span.end));
            dates = after;
            if block.kind == BlockKind::Verbatim {
                continue;
            }
            for (date, when) in inside.iter().filter_map(|date| Some((date.span, date.value?))) {
                out.push(Dated { when, order: out.len(), article: *article, block: block.span, date });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::trial::collection_of_markdown as collection;

    #[test]
    fn statements_in_order_of_their_dates() {
        let collection = collection(&[
            "---\ndate: 2022-02-04\n---\nThe two leaders met on Friday. They had met in 2019 too.\n\nThere was lunch.",
            "---\ndate: 2022-02-05\n---\nThey met on 4 February 2022, and on 4 February 2022 they parted. Then it rained.",
        ]);
        let said: Vec<(String, usize, &str)> = timeline(&collection, &[1, 0], Some(10))
            .statements
            .iter()
            .map(|one| {
                let text = &collection.entry(one.article).unwrap().article.text;
                (one.when.to_string(), one.article, one.sentence.of(text))
            })
            .collect();
        let expected = [
            ("2019-01-01/2019-12-31", 0, "They had met in 2019 too."),
            ("2022-02-04", 1, "They met on 4 February 2022, and on 4 February 2022 they parted."),
            ("2022-02-04", 0, "The two leaders met on Friday."),
        ];
        assert_eq!(said, expected.map(|(when, article, words)| (when.to_owned(), article, words)));
        assert_eq!(timeline(&collection, &[], Some(10)), Timeline::default());
    }

    #[test]
    fn the_earliest_are_kept_wherever_they_stand() {
        let collection = collection(&["They met in 2020. They met in 2021.", "They met in 2019."]);
        let years = |most| {
            let Timeline { statements, cut } = timeline(&collection, &[0, 7, 1], most);
            (statements.iter().map(|one| one.when.from.year()).collect::<Vec<i16>>(), cut)
        };
        assert_eq!(years(Some(2)), (vec![2019, 2020], true));
        assert_eq!(years(Some(3)), (vec![2019, 2020, 2021], false));
    }

    #[test]
    fn large_paragraphs_are_left_out_only_where_there_is_a_limit_and_it_is_told() {
        let long = format!("{}They met in 2020.", "It rained. ".repeat(BYTES / 12));
        let collection = collection(&[&format!("{long}\n\n{long}\n\nThey met in 2021.")]);
        let limited = timeline(&collection, &[0], Some(100));
        assert_eq!((limited.statements.len(), limited.cut), (1, true));
        let whole = timeline(&collection, &[0], None);
        assert_eq!((whole.statements.len(), whole.cut), (3, false));
    }
}
