//! The panel after a correction: what it concerns is counted and placed anew, and the other rows stay in their order.

use super::panel::{Here, PanelRow, Scope};
use crate::analysis::EntityKind;
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// By what the rows of a kind are ordered: weight, name, which.
type Order<'a> = (Reverse<(usize, usize)>, &'a str, EntityId);

impl State {
    /// Brings counts and rows up to date where only `these` entities may be otherwise than before: all that they were made
    /// of, and are. Takes time in proportion to the articles that name them, and moves the other rows.
    pub(in crate::app) fn panel_follow(&mut self, these: &HashSet<EntityId>) {
        self.panel_count_anew(these);
        if self.panel.stale || self.panel.of != self.reader().map(|reader| reader.article) {
            self.panel.stale = true;
            return;
        }
        let here = self.counts_here();
        let mut kinds: BTreeMap<EntityKind, Vec<PanelRow>> = BTreeMap::new();
        let mut last = None;
        for row in std::mem::take(&mut self.panel.all) {
            match row {
                PanelRow::Kind(kind) => {
                    last = Some(kind);
                    kinds.entry(kind).or_default();
                }
                PanelRow::Entity { id, .. } if these.contains(&id) => {}
                row => {
                    if let Some(rows) = last.and_then(|kind| kinds.get_mut(&kind)) {
                        rows.push(row);
                    }
                }
            }
        }
        let mut come = Vec::new();
        let filtered: Vec<EntityId> = self.filter.with().into_iter().chain(self.filter.without()).collect();
        let mut ids = self.canonical_ids(these);
        ids.extend(filtered.iter().filter(|id| these.contains(id)));
        for id in ids {
            // What is filtered by is listed whether or not an article names it.
            let listed = self.panel_has(id, &here).or_else(|| filtered.contains(&id).then(Default::default));
            let (Some(kind), Some((here, places))) = (self.collection.kind(id), listed) else { continue };
            come.push(id);
            let row = PanelRow::Entity { id, here, shown: self.panel.total(id), places };
            let rows = kinds.entry(kind).or_default();
            let at = rows.partition_point(|other| self.panel_order(other) < self.panel_order(&row));
            rows.insert(at, row);
        }
        let mut all = Vec::new();
        for (kind, rows) in kinds {
            let is_hidden = self.hidden_kinds.contains(&kind);
            if !rows.is_empty() || is_hidden && self.panel_has_kind(kind, &here) {
                all.push(PanelRow::Kind(kind));
                all.extend(rows.into_iter().filter(|_| !is_hidden));
            }
        }
        self.panel.all = all;
        if self.panel.prompt.is_some() {
            self.panel.names.retain(|(id, _)| !these.contains(id));
            come.into_iter().for_each(|id| self.panel_take_names_of(id));
        }
        self.panel_narrow();
    }

    /// What `these` stand for, without what is hidden.
    fn canonical_ids(&self, these: &HashSet<EntityId>) -> BTreeSet<EntityId> {
        let ids = these.iter().map(|id| self.collection.canonical(*id));
        ids.filter(|id| !self.collection.is_hidden(*id)).collect()
    }

    /// Counts `these` entities of all shown articles anew.
    fn panel_count_anew(&mut self, these: &HashSet<EntityId>) {
        for id in these {
            self.panel.totals.remove(id);
        }
        let ids = self.canonical_ids(these);
        let is_whole = self.list.shown.len() == self.collection.len();
        let shown: HashSet<ArticleIndex> = match is_whole {
            true => HashSet::new(),
            false => self.list.shown.iter().copied().collect(),
        };
        for id in ids {
            let count = if is_whole {
                self.collection.mention_count(id)
            } else {
                let articles = self.collection.articles_of(id).into_iter().filter(|article| shown.contains(article));
                articles.map(|article| self.collection.count_in(article, id)).sum()
            };
            if count > 0 {
                self.panel.totals.insert(id, count);
            }
        }
    }

    /// Mentions of `id` in the open article and where they stand, if the panel lists it.
    fn panel_has(&self, id: EntityId, here: &Here) -> Option<(usize, [u16; 8])> {
        let found = here.get(&id).copied();
        match self.panel.scope {
            Scope::Article => found,
            Scope::Shown => self.panel.totals.contains_key(&id).then(|| found.unwrap_or_default()),
        }
    }

    /// Whether the panel would list entities of `kind`, were they not hidden.
    fn panel_has_kind(&self, kind: EntityKind, here: &Here) -> bool {
        let is_it = |id: &EntityId| self.collection.kind(*id) == Some(kind);
        match self.panel.scope {
            Scope::Article => here.keys().any(is_it),
            Scope::Shown => self.panel.totals.keys().any(is_it),
        }
    }

    /// The order of the rows of a kind.
    fn panel_order(&self, row: &PanelRow) -> Option<Order<'_>> {
        let PanelRow::Entity { id, here, shown, .. } = row else { return None };
        Some((Reverse(self.panel.scope.weight(*here, *shown)), self.collection.label(*id)?.1, *id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Models, analyze};
    use crate::app::correcting::Wish;
    use crate::app::{Progress, Report, Settings, receive};
    use crate::article::Article;
    use crate::collection::{Entry, samples};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ARTICLES: LazyLock<Vec<(Article, Analysis)>> = LazyLock::new(|| {
        let analyse = |article: Article| (article.clone(), analyze(&article, Models::embedded()));
        samples().into_iter().map(analyse).collect()
    });

    fn state() -> State {
        let mut state = State::new("test".to_owned(), (120, 40), Settings::default());
        let read = |(at, (article, analysis)): (usize, &(Article, Analysis))| {
            Report::Read(Box::new(Entry::new((at, 0), article.clone(), analysis.clone())))
        };
        let mut reports: Vec<Report> = ARTICLES.iter().enumerate().map(read).collect();
        let done = reports.len();
        reports.push(Report::Progress(Progress { done, found: done, finished: true }));
        receive(&mut state, reports);
        state
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn it_is_as_if_made_anew(
            scope in prop_oneof![Just(Scope::Article), Just(Scope::Shown)],
            hidden in proptest::option::of(0..5usize),
            filter in proptest::option::of(0..30usize),
            steps in proptest::collection::vec((0..7u8, 0..30usize, 0..30usize), 1..6),
        ) {
            let mut state = state();
            let pick = |state: &State, at: usize| {
                let mut ids: Vec<EntityId> = state.collection.ids().collect();
                ids.sort_by_key(|id| (Reverse(state.collection.mention_count(*id)), *id));
                ids[at % ids.len()]
            };
            state.panel.scope = scope;
            state.hidden_kinds.extend(hidden.and_then(|at| EntityKind::ALL.get(at).copied()));
            if let Some(at) = filter {
                let id = pick(&state, at);
                state.filter.toggle_with(id);
                state.apply_filter();
            }
            state.panel.stale = true;
            receive(&mut state, []);
            for (what, one, other) in steps {
                let (one, other) = (pick(&state, one), pick(&state, other));
                let name = state.collection.spellings(one).first().map_or_else(String::new, |(name, _)| name.clone());
                state.correct(&match what {
                    0 | 1 => Wish::Merge(one, other),
                    2 | 3 => Wish::Split(one, name),
                    4 => Wish::Rename(one, format!("A{name}")),
                    5 => Wish::Kind(one, EntityKind::Group),
                    _ => Wish::Hide(one),
                });
                receive(&mut state, []);
                let (rows, totals) = (state.panel.rows.clone(), state.panel.totals.clone());
                state.panel_count();
                state.panel_rebuild();
                prop_assert_eq!(&rows, &state.panel.rows);
                prop_assert_eq!(totals, state.panel.totals.clone());
            }
        }
    }
}
