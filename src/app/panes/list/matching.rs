//! How well an article matches what is filtered by and the chosen entity, and by which names it does.

use super::SortBy;
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::width;

impl State {
    /// The entities that make an article match: those that the filter asks for, and the chosen one.
    pub(in crate::app) fn matched_by(&self) -> Vec<EntityId> {
        let mut ids = self.filter.with();
        ids.extend(self.chosen.filter(|id| !ids.contains(id)));
        ids
    }

    /// Counts for each article the mentions that make it match, where the list is sorted by them. Takes time in proportion
    /// to the articles that have such mentions.
    pub(super) fn list_score(&mut self) {
        if self.list.sort != SortBy::Match {
            (self.list.scores, self.list.scored_by) = Default::default();
            return;
        }
        let ids = self.matched_by();
        let mut scores = vec![0; self.collection.len()];
        for id in &ids {
            for article in self.collection.articles_of(*id) {
                let count = self.collection.count_in(article, *id);
                scores.iter_mut().skip(article).take(1).for_each(|score: &mut usize| *score += count);
            }
        }
        (self.list.scores, self.list.scored_by) = (scores, ids);
    }

    /// The same for one article that has come in.
    pub(super) fn list_score_one(&mut self, article: ArticleIndex) {
        if self.list.sort == SortBy::Match {
            let counts = self.list.scored_by.iter().map(|id| self.collection.count_in(article, *id));
            let score = counts.sum();
            self.list.scores.resize((article + 1).max(self.list.scores.len()), 0);
            self.list.scores.iter_mut().skip(article).take(1).for_each(|slot| *slot = score);
        }
    }

    /// Why an article is where it is: the shortest names by which it names what the filter asks for and the chosen
    /// entity, with the number of mentions. Nothing where only the chosen entity could be named: its count says it. Takes
    /// time in proportion to the article's entities.
    pub fn reasons(&self, article: ArticleIndex) -> Vec<(&str, usize)> {
        if self.filter.is_empty() {
            return Vec::new();
        }
        let ids = self.matched_by();
        let mut found: Vec<(&str, usize)> = vec![("", 0); ids.len()];
        for (id, spelling, count) in self.collection.names_in(article) {
            let Some(at) = ids.iter().position(|wanted| *wanted == id) else { continue };
            if let Some((name, sum)) = found.get_mut(at) {
                if name.is_empty() || width::columns(spelling) < width::columns(name) {
                    *name = spelling;
                }
                *sum += count;
            }
        }
        found.retain(|(_, count)| *count > 0);
        found
    }
}
