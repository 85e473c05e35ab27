//! Suggested merges: looked for in the background, shown where they are asked for, and never made unasked.

use super::job::{Job, Task};
use super::state::{Effect, Effects, State};
use crate::collection::{EntityId, Suggestion};

/// What was suggested last, and whether that is out of date.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggestions {
    pub(super) found: Vec<Suggestion>,
    /// The names by which each entity was known then.
    pub(super) names: Vec<(EntityId, String)>,
    /// Whether entities have changed since.
    pub(super) stale: bool,
    /// The request that is under way.
    running: Option<u64>,
}

impl State {
    /// Has suggestions looked for, once all is read and whenever entities have changed since.
    pub(super) fn suggest_where_stale(&mut self, effects: &mut Effects) {
        if !self.progress.finished || !std::mem::take(&mut self.suggestions.stale) {
            return;
        }
        let generation = self.next_generation();
        self.suggestions.running = Some(generation);
        effects.push(Effect::Run(Job { generation, task: Task::Suggest { known: self.collection.known() } }));
    }

    /// Takes what was suggested; what an earlier request gave is dropped.
    pub(super) fn take_suggestions(
        &mut self,
        generation: u64,
        (found, names): (Vec<Suggestion>, Vec<(EntityId, String)>),
    ) {
        if self.suggestions.running == Some(generation) {
            self.suggestions.running = None;
            (self.suggestions.found, self.suggestions.names) = (found, names);
            self.refresh_menus();
        }
    }

    /// The names by which an entity is found: those of the last search, or what each is called until there was one, and
    /// what the reader has called some since.
    pub(super) fn names_to_merge(&self) -> Vec<(EntityId, &str)> {
        let mut names = self.collection.given_names();
        if self.suggestions.names.is_empty() {
            names.extend(self.collection.ids().filter_map(|id| Some((id, self.collection.label(id)?.1))));
        }
        names.extend(self.suggestions.names.iter().map(|(id, name)| (*id, name.as_str())));
        names
    }

    /// Whether they are being looked for.
    pub(super) fn is_suggesting(&self) -> bool {
        self.suggestions.running.is_some() || self.suggestions.stale || !self.progress.finished
    }

    /// What is suggested now; of one entity, or of all.
    pub(super) fn open_suggestions(&self, of: Option<EntityId>) -> Vec<Suggestion> {
        let is_of = |found: &&Suggestion| {
            let stands_for =
                |id| self.collection.canonical(found.one) == id || self.collection.canonical(found.other) == id;
            of.is_none_or(stands_for)
        };
        let found: Vec<Suggestion> = self.suggestions.found.iter().filter(is_of).cloned().collect();
        let mut open = self.collection.open_suggestions(&found);
        // What has become one since may be suggested twice.
        let mut seen = std::collections::HashSet::new();
        open.retain(|one| seen.insert((one.one.min(one.other), one.one.max(one.other))));
        open
    }
}
