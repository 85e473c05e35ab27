//! What changed between two revisions of an article, sentence by sentence.

use super::{ArticleId, Library, Result};
use crate::article::Article;
use crate::text::sentences;
use similar::{Algorithm, ChangeTag, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// A sentence that only one of two revisions has, or a run of those that both have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// So many sentences that stand in both.
    Same(usize),
    /// The earlier one had it.
    Gone(String),
    /// The later one has it.
    New(String),
}

/// A revision and what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// When it came in, in seconds since 1970.
    pub added: i64,
    /// What it changed of the one before; nothing for the first.
    pub differences: Vec<Difference>,
}

/// Most revisions that are looked at.
const MOST: usize = 20;
/// So long the fewest differences are looked for; whatever is found by then will do. Two long texts that have nothing in common
/// would take hours.
const PATIENCE: Duration = Duration::from_millis(200);

impl Library {
    /// The revisions of an article, the newest first, each with what it changed of the one before.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn revisions(&self, id: ArticleId) -> Result<Vec<Revision>> {
        let mut rows = self.rows(&[id])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.pop().filter(|_| revisions.len() < MOST) {
            let before = row.before.map(|before| self.load(&[before])).transpose()?.and_then(|mut kept| kept.pop());
            let now = self.load(&[row.id])?.pop();
            let differences = match (&before, now) {
                (Some(before), Some(now)) => differences(&before.article, &now.article),
                _ => Vec::new(),
            };
            revisions.push(Revision { added: row.added, differences });
            rows = row.before.map(|before| self.rows(&[before])).transpose()?.unwrap_or_default();
        }
        Ok(revisions)
    }
}

/// What `now` changed of `before`, title first (Myers).
pub fn differences(before: &Article, now: &Article) -> Vec<Difference> {
    let (before, now) = (told(before), told(now));
    let mut out: Vec<Difference> = Vec::new();
    let changes = capture_diff_slices_deadline(Algorithm::Myers, &before, &now, Some(Instant::now() + PATIENCE));
    for change in changes.iter().flat_map(|op| op.iter_changes(&before, &now)) {
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Difference::Same(sentences))) => *sentences += 1,
            (ChangeTag::Equal, _) => out.push(Difference::Same(1)),
            (ChangeTag::Delete, _) => out.push(Difference::Gone(change.value().to_owned())),
            (ChangeTag::Insert, _) => out.push(Difference::New(change.value().to_owned())),
        }
    }
    out
}

/// The title and the sentences of an article, without page furniture.
fn told(article: &Article) -> Vec<&str> {
    let title = article.meta.title.as_deref().into_iter();
    let body = article.genuine().flat_map(|block| {
        let text = block.span.of(&article.text);
        sentences(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>()
    });
    title.chain(body).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions, read_str};

    fn article(text: &str) -> Article {
        read_str("a", text, Format::Plain, ReadOptions { raw: true, exact: false }).remove(0).unwrap()
    }

    #[test]
    fn sentences_that_came_and_went() {
        let before = article("Three ferries sank. Nobody was hurt. The harbour is open.");
        let now = article("Three ferries sank. Two people were hurt. The harbour is open. It rained.");
        let expected = [
            Difference::Same(1),
            Difference::Gone("Nobody was hurt.".to_owned()),
            Difference::New("Two people were hurt.".to_owned()),
            Difference::Same(1),
            Difference::New("It rained.".to_owned()),
        ];
        assert_eq!(differences(&before, &now), expected);
        assert_eq!(differences(&now, &now), [Difference::Same(4)]);
    }
}
