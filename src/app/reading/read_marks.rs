//! Which articles were read, and which of those marks have changed since they were kept.

use crate::collection::ArticleIndex;
use std::collections::HashSet;
use std::ops::Deref;

/// Articles that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadMarks {
    read: HashSet<ArticleIndex>,
    changed: Vec<ArticleIndex>,
}

impl ReadMarks {
    /// Counts an article as read; tells whether it did not before.
    pub(in crate::app) fn insert(&mut self, article: ArticleIndex) -> bool {
        let new = self.read.insert(article);
        self.changed.extend(Some(article).filter(|_| new));
        new
    }

    /// Counts an article as unread; tells whether it did not before.
    pub(in crate::app) fn remove(&mut self, article: ArticleIndex) -> bool {
        let was = self.read.remove(&article);
        self.changed.extend(Some(article).filter(|_| was));
        was
    }

    /// Takes what was kept: no change.
    pub(in crate::app) fn put(&mut self, article: ArticleIndex, read: bool) {
        if read {
            self.read.insert(article)
        } else {
            self.read.remove(&article)
        };
    }

    /// The articles whose marks have changed since this was asked last, and what they are now.
    pub(in crate::app) fn take_changed(&mut self) -> Vec<(ArticleIndex, bool)> {
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        changed.dedup();
        changed.into_iter().map(|article| (article, self.read.contains(&article))).collect()
    }
}

impl Deref for ReadMarks {
    type Target = HashSet<ArticleIndex>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_changed_is_to_be_kept() {
        let mut marks = ReadMarks::default();
        marks.put(1, true);
        assert!(!marks.insert(1) && marks.insert(2) && marks.remove(1) && !marks.remove(7));
        assert_eq!(marks.take_changed(), [(1, false), (2, true)]);
        assert_eq!(marks.take_changed(), []);
        assert!(marks.contains(&2) && !marks.contains(&1));
    }
}
