//! Two instances on one collection: what each has read counts.

use super::kept::{ArticleKey, Session};
use std::collections::HashSet;

impl Session {
    /// This place, and on top of what `there` says was read and marked only what has changed here since `before`. So what
    /// another instance has written meanwhile stays, and so does what it has taken away.
    #[must_use]
    pub fn over(mut self, there: Session, before: &Session) -> Self {
        self.read = merged(self.read, there.read, &before.read);
        self.marked = merged(self.marked, there.marked, &before.marked);
        self
    }
}

/// What was `there` first, in its order, and what came here; without what was taken away here since `before`.
fn merged(here: Vec<ArticleKey>, there: Vec<ArticleKey>, before: &[ArticleKey]) -> Vec<ArticleKey> {
    let was: HashSet<&ArticleKey> = before.iter().collect();
    let is: HashSet<&ArticleKey> = here.iter().collect();
    let is_there: HashSet<&ArticleKey> = there.iter().collect();
    let stays = there.iter().filter(|key| is.contains(key) || !was.contains(key));
    let came = here.iter().filter(|key| !was.contains(key) && !is_there.contains(key));
    stays.chain(came).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(ids: &str) -> Session {
        let read: Vec<ArticleKey> = ids.split_whitespace().map(|id| (id.to_owned(), 0)).collect();
        Session { marked: read.clone(), read, ..Session::default() }
    }

    #[test]
    fn what_each_has_read_counts_and_what_each_takes_away_is_gone() {
        for (before, here, there, all) in [
            ("", "", "", ""),
            ("a", "a b", "a c", "a c b"),
            ("a b", "b", "a b", "b"),
            ("a b", "a b", "b", "b"),
            ("a b", "b c", "a d", "d c"),
            ("", "a", "a", "a"),
            // Not known here: another has read it before.
            ("a", "a b", "a x y", "a x y b"),
        ] {
            let merged = read(here).over(read(there), &read(before));
            assert_eq!(merged, read(all), "{before} / {here} / {there}");
        }
    }

    #[test]
    fn the_place_is_the_one_here() {
        let here = Session { zen: true, active: 2, ..read("a") };
        let there = Session { grouped: true, focus: "panel".to_owned(), ..read("b") };
        assert_eq!(here.over(there, &read("")), Session { zen: true, active: 2, ..read("b a") });
    }
}
