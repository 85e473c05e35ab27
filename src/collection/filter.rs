//! Which articles to show: a conjunction of clauses, each of which any of its literals fulfils.

use super::{ArticleIndex, Collection, EntityId};

/// That an article names an entity, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    /// The entity.
    pub id: EntityId,
    /// Whether the article must not name it.
    pub negated: bool,
}

/// Clauses that an article must all fulfil, each by one literal at least: (A or B) and (C) and (not D).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// None of them is empty, and none names an entity twice.
    clauses: Vec<Vec<Literal>>,
}

/// The articles that fulfil a clause, ascending.
enum Fulfilled {
    By(Vec<ArticleIndex>),
    ByAllBut(Vec<ArticleIndex>),
}

impl Filter {
    /// A filter of one literal.
    pub fn of(literal: Literal) -> Self {
        Self { clauses: vec![vec![literal]] }
    }

    /// A filter of those clauses; empty ones ask for nothing.
    pub fn of_clauses(mut clauses: Vec<Vec<Literal>>) -> Self {
        clauses.retain(|clause| !clause.is_empty());
        let mut filter = Self { clauses };
        filter.map(|id| id);
        filter
    }

    /// The clauses, in the order in which they were added. None is empty.
    pub fn clauses(&self) -> &[Vec<Literal>] {
        &self.clauses
    }

    /// Entities that an article may or must name.
    pub fn with(&self) -> Vec<EntityId> {
        self.ids(false)
    }

    /// Entities that an article must not name, unless it fulfils the clause otherwise.
    pub fn without(&self) -> Vec<EntityId> {
        self.ids(true)
    }

    fn ids(&self, negated: bool) -> Vec<EntityId> {
        self.clauses.iter().flatten().filter(|literal| literal.negated == negated).map(|literal| literal.id).collect()
    }

    /// Whether it lets every article through.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Requires `id`; where it is asked for already, no longer.
    pub fn toggle_with(&mut self, id: EntityId) {
        self.toggle(Literal { id, negated: false });
    }

    /// Excludes `id`; where it is excluded already, no longer.
    pub fn toggle_without(&mut self, id: EntityId) {
        self.toggle(Literal { id, negated: true });
    }

    fn toggle(&mut self, literal: Literal) {
        let there = self.clauses.iter().flatten().any(|other| *other == literal);
        self.take_off(literal.id);
        if !there {
            self.clauses.push(vec![literal]);
        }
    }

    /// Lets articles with `id` fulfil the last clause too; where that clause asks for it already, no longer. What another
    /// clause says of `id` goes.
    pub fn toggle_or(&mut self, id: EntityId) {
        let literal = Literal { id, negated: false };
        let there = self.clauses.last().is_some_and(|last| last.contains(&literal));
        let many = self.clauses.last().map_or(0, |last| last.iter().filter(|other| other.id != id).count());
        self.take_off(id);
        match self.clauses.last_mut() {
            _ if there => {}
            Some(last) if many > 0 => last.push(literal),
            _ => self.clauses.push(vec![literal]),
        }
    }

    /// Takes off everything that is said of `id`.
    fn take_off(&mut self, id: EntityId) {
        self.clauses.iter_mut().for_each(|clause| clause.retain(|literal| literal.id != id));
        self.clauses.retain(|clause| !clause.is_empty());
    }

    /// Takes one literal off, by its number: literals are counted through all clauses, from 0. Tells whether there is one
    /// of that number.
    pub fn remove(&mut self, number: usize) -> bool {
        let mut before = 0;
        for at in 0..self.clauses.len() {
            let Some(clause) = self.clauses.get_mut(at) else { break };
            if let Some(within) = number.checked_sub(before).filter(|within| *within < clause.len()) {
                clause.remove(within);
                self.clauses.retain(|clause| !clause.is_empty());
                return true;
            }
            before += clause.len();
        }
        false
    }

    /// Replaces every entity by what `by` makes of it. Where that makes two entities one, the filter says nothing twice
    /// and nothing that is always so, and lets the same articles pass as before.
    pub fn map(&mut self, by: impl Fn(EntityId) -> EntityId) {
        self.clauses.iter_mut().flatten().for_each(|literal| literal.id = by(literal.id));
        let mut kept: Vec<Vec<Literal>> = Vec::with_capacity(self.clauses.len());
        for clause in std::mem::take(&mut self.clauses) {
            let mut once: Vec<Literal> = Vec::with_capacity(clause.len());
            clause.into_iter().for_each(|literal| {
                if !once.contains(&literal) {
                    once.push(literal)
                }
            });
            let opposite = |literal: &Literal| Literal { negated: !literal.negated, ..*literal };
            let always = once.iter().any(|literal| once.contains(&opposite(literal)));
            // A clause follows from any that asks for a part of it.
            let follows = |clause: &[Literal], from: &[Literal]| from.iter().all(|literal| clause.contains(literal));
            if always || kept.iter().any(|other| follows(&once, other)) {
                continue;
            }
            kept.retain(|other| !follows(other, &once));
            kept.push(once);
        }
        self.clauses = kept;
    }

    /// All articles that are shown, ascending. Takes time in proportion to the articles that name what is filtered by, and
    /// to those that are shown.
    pub fn admitted(&self, collection: &Collection) -> Vec<ArticleIndex> {
        let clauses: Vec<Fulfilled> = self.clauses.iter().map(|clause| fulfilled(collection, clause)).collect();
        let passes = |article: &ArticleIndex| {
            clauses.iter().all(|clause| match clause {
                Fulfilled::By(these) => these.binary_search(article).is_ok(),
                Fulfilled::ByAllBut(others) => others.binary_search(article).is_err(),
            })
        };
        let lists = clauses.iter().filter_map(|clause| match clause {
            Fulfilled::By(these) => Some(these),
            Fulfilled::ByAllBut(_) => None,
        });
        match lists.min_by_key(|these| these.len()) {
            Some(shortest) => shortest.iter().copied().filter(passes).collect(),
            None => (0..collection.len()).filter(passes).collect(),
        }
    }

    /// Whether one article is shown.
    pub fn admits(&self, collection: &Collection, article: ArticleIndex) -> bool {
        let holds = |literal: &Literal| (collection.count_in(article, literal.id) == 0) == literal.negated;
        self.clauses.iter().all(|clause| clause.iter().any(holds))
    }
}

fn fulfilled(collection: &Collection, clause: &[Literal]) -> Fulfilled {
    let mut naming = Vec::new();
    let mut excluded: Option<Vec<ArticleIndex>> = None;
    for literal in clause {
        let articles = collection.articles_of(literal.id);
        match (literal.negated, &mut excluded) {
            (false, _) => naming.extend(articles),
            (true, None) => excluded = Some(articles),
            (true, Some(excluded)) => excluded.retain(|article| articles.binary_search(article).is_ok()),
        }
    }
    naming.sort_unstable();
    naming.dedup();
    match excluded {
        None => Fulfilled::By(naming),
        Some(mut excluded) => {
            excluded.retain(|article| naming.binary_search(article).is_err());
            Fulfilled::ByAllBut(excluded)
        }
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
