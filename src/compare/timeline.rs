//! When: the dated statements of accounts in order.

use crate::analysis::Period;
use crate::article::BlockKind;
use crate::collection::{ArticleIndex, Collection};
use crate::text::{Span, sentences};

/// Bytes of paragraphs that are cut into sentences, all in all: a timeline is made between a key and the frame after it.
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

/// The sentences of `articles` that name a date which could be resolved: by the day on which that begins, then the day on
/// which it ends, then the order of the articles and of their texts. A sentence that names two dates comes twice, one that names one date
/// twice comes once. Takes time in proportion to the dates, and to the text around them up to a fixed size, beyond which
/// articles are left out; `most` statements are given at most, the first articles' ones.
pub fn timeline(collection: &Collection, articles: &[ArticleIndex], most: usize) -> Vec<Statement> {
    let mut out = Vec::new();
    let mut bytes = BYTES;
    for article in articles {
        let Some(entry) = collection.entry(*article) else { continue };
        let text = &entry.article.text;
        let mut dates = entry.analysis.dates.as_slice();
        for block in entry.article.genuine() {
            let (inside, after) = dates.split_at(dates.partition_point(|date| date.span.start < block.span.end));
            dates = after;
            let mut resolved = inside.iter().filter_map(|date| Some((date.span, date.value?))).peekable();
            if resolved.peek().is_none() || block.kind == BlockKind::Verbatim {
                continue;
            }
            let Some(left) = bytes.checked_sub(block.span.len()).filter(|_| out.len() < most) else { break };
            bytes = left;
            let sentences: Vec<Span> =
                sentences(block.span.of(text)).into_iter().map(|own| own.shifted(block.span.start)).collect();
            let mut last: Option<Statement> = None;
            for (date, when) in resolved {
                let at = sentences.partition_point(|sentence| sentence.start <= date.start);
                let sentence = at.checked_sub(1).and_then(|at| sentences.get(at)).copied().unwrap_or(block.span);
                let again = last.is_some_and(|last| (last.sentence, last.when) == (sentence, when));
                if !again {
                    last = Some(Statement { when, article: *article, sentence, date });
                    out.extend(last);
                }
            }
        }
    }
    out.truncate(most);
    // What comes first in the articles stays first among what happened at one time.
    out.sort_by_key(|statement| statement.when);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Models, analyze};
    use crate::article::{Format, ReadOptions, read_str};
    use crate::collection::Entry;

    fn collection(texts: &[&str]) -> Collection {
        let mut collection = Collection::default();
        for (at, text) in texts.iter().enumerate() {
            let article = read_str(&at.to_string(), text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
            let analysis = analyze(&article, Models::embedded());
            collection.add(Entry::new((at, 0), article, analysis));
        }
        collection
    }

    #[test]
    fn statements_in_order_of_their_dates() {
        let collection = collection(&[
            "---\ndate: 2022-02-04\n---\nThe two leaders met on Friday. They had met in 2019 too.\n\nThere was lunch.",
            "---\ndate: 2022-02-05\n---\nThey met on 4 February 2022, and on 4 February 2022 they parted. Then it rained.",
        ]);
        let said: Vec<(String, usize, &str)> = timeline(&collection, &[1, 0], 10)
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
        assert_eq!(timeline(&collection, &[0, 7], 1).len(), 1);
        assert_eq!(timeline(&collection, &[], 10), []);
    }
}
