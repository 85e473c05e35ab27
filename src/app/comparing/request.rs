//! Having the accounts on the screen compared, in the background, whenever they have become others.

use super::{Compared, Dim};
use crate::app::job::{Job, Task};
use crate::app::state::{Effect, Effects, State};
use crate::collection::ArticleIndex;
use crate::compare::Gathered;
use std::collections::BTreeSet;
use std::sync::Arc;

impl State {
    /// How the accounts on the screen relate, once that is known.
    pub fn compared(&self) -> Option<&Arc<Compared>> {
        self.comparing.compared.as_ref()
    }

    /// Whether accounts are being compared.
    pub fn is_at_comparing(&self) -> bool {
        self.comparing.running.is_some()
    }

    /// The articles to be compared: those side by side; where what was read in others is dimmed, the open one with those
    /// that were read last.
    fn articles_to_compare(&mut self) -> Vec<ArticleIndex> {
        let alone = match self.readers.as_slice() {
            [alone] if self.comparing.dim == Dim::Read => alone.article,
            [] | [_] => return Vec::new(),
            columns => return columns.iter().map(|reader| reader.article).collect(),
        };
        // They stay the same as long as the article does.
        let before = match self.comparing.before.take().filter(|(of, _)| *of == alone) {
            Some((_, before)) => before,
            None => self.read_before(alone),
        };
        let articles = std::iter::once(alone).chain(before.iter().copied()).collect();
        self.comparing.before = Some((alone, before));
        articles
    }

    /// Has the accounts on the screen compared where they are others than those that were, or name other entities.
    pub(in crate::app) fn compare_where_stale(&mut self, effects: &mut Effects) {
        let wanted = self.articles_to_compare();
        let same = |there: &[ArticleIndex]| {
            let set = |articles: &[ArticleIndex]| articles.iter().copied().collect::<BTreeSet<_>>();
            set(there) == set(&wanted)
        };
        let is_there = self.comparing.compared.as_ref().is_some_and(|compared| same(&compared.articles));
        let is_coming = self.comparing.running.as_ref().is_some_and(|(_, articles)| same(articles));
        // While articles are read in, entities change with each.
        let stale = self.progress.finished && std::mem::take(&mut self.comparing.stale);
        if !is_there {
            self.comparing.compared = None;
        }
        if wanted.len() < 2 {
            self.comparing.running = None;
        } else if stale || !is_there && !is_coming {
            let generation = self.next_generation();
            let task = Task::Compare { gathered: Gathered::of(&self.collection, &wanted) };
            self.comparing.running = Some((generation, wanted));
            effects.push(Effect::Run(Job { generation, task }));
        } else if is_there && !is_coming {
            self.comparing.running = None;
        }
    }

    /// Takes what was compared; what an earlier request gave is dropped.
    pub(in crate::app) fn take_compared(&mut self, generation: u64, compared: Option<Box<Compared>>) {
        if self.comparing.running.as_ref().is_none_or(|(running, _)| *running != generation) {
            return;
        }
        let wanted = self.comparing.running.take().map(|(_, articles)| articles).unwrap_or_default();
        // One that failed is as one of empty accounts: asking again would fail again.
        let compared = compared.map_or_else(|| Compared::read(wanted, Default::default(), &[]), |compared| *compared);
        self.comparing.compared = Some(Arc::new(compared));
        self.refresh_menus();
    }
}
