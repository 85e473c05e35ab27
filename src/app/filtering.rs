//! Filtering by entities: what the keys change, and the chips that say what is on.

use super::keys::action::Action;
use super::state::State;
use super::undo::Change;
use crate::collection::{EntityId, Filter};

/// A part of the filter that can be taken off by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its number, for [`super::Target::Chip`].
    pub number: usize,
    /// The word before the name: how it goes together with those before it.
    pub word: &'static str,
    /// The entity's name.
    pub name: String,
    /// Whether it begins a condition. Others widen the one before.
    pub begins: bool,
}

impl Chip {
    /// What it says.
    pub fn text(&self) -> String {
        format!("{} {}", self.word, self.name)
    }
}

impl State {
    /// What is filtered, in parts: `with A`, `or B`, `and C`, `without D`.
    pub fn chips(&self) -> Vec<Chip> {
        let mut chips = Vec::new();
        // After a condition that excludes, "and" and "or" would be read as going on with it.
        let mut excludes = true;
        for clause in self.filter.clauses() {
            for (at, literal) in clause.iter().enumerate() {
                let word = match (at, literal.negated) {
                    (0, true) => "without",
                    (0, false) if excludes => "with",
                    (0, false) => "and",
                    (_, true) => "or without",
                    (_, false) if excludes => "or with",
                    (_, false) => "or",
                };
                excludes = literal.negated;
                let name = self.collection.label(literal.id).map_or_else(String::new, |(_, name)| name.to_owned());
                chips.push(Chip { number: chips.len(), word, name, begins: at == 0 });
            }
        }
        chips
    }

    /// Changes the filter by the current entity, keeping the old one for undo.
    pub(super) fn change_filter(&mut self, change: impl FnOnce(&mut Filter, EntityId)) {
        let Some(id) = self.meant_entity() else { return self.ask_for_entity() };
        let mut filter = self.filter.clone();
        change(&mut filter, id);
        self.put_filter(filter);
    }

    fn put_filter(&mut self, filter: Filter) {
        self.changes.push(Change::Filter(std::mem::replace(&mut self.filter, filter)));
        self.apply_filter();
    }

    /// Widens the filter's last condition by the current entity.
    pub(super) fn widen_filter(&mut self) {
        self.change_filter(Filter::toggle_or);
        // Beside an exclusion, "or" lets back in what is excluded: that is worth saying.
        let last = self.filter.clauses().last().filter(|last| last.len() > 1 && last.iter().any(|one| one.negated));
        if last.is_some() && self.notice.is_none() {
            let chips = self.chips();
            let from = chips.iter().rposition(|chip| chip.begins).unwrap_or(0);
            let texts: Vec<String> = chips.iter().skip(from).map(Chip::text).collect();
            self.notice = Some(format!("either is enough: {}", texts.join(", ")));
        }
    }

    /// Takes one part of the filter off, by its number.
    pub(super) fn remove_chip(&mut self, number: usize) {
        let mut filter = self.filter.clone();
        if filter.remove(number) {
            self.put_filter(filter);
        }
    }

    /// Takes the filter off, or puts on again the one that was taken off.
    pub(super) fn clear_filter(&mut self) {
        let suspended = std::mem::take(&mut self.suspended);
        if self.filter.is_empty() && suspended.is_empty() {
            self.notice = Some("nothing is filtered".to_owned());
            return;
        }
        if !self.filter.is_empty() {
            self.suspended = self.filter.clone();
            self.put_filter(Filter::default());
        } else {
            self.put_filter(suspended);
        }
    }

    /// Makes list and counts anew. The open article stays open while the filter shows it; else the one that follows it in
    /// the list opens.
    pub(super) fn apply_filter(&mut self) {
        self.list_rebuild();
        self.panel_count();
        self.panel.stale = true;
        if self.list.shown.is_empty() {
            let (undo, clear) = (self.key_name(Action::Undo), self.key_name(Action::ClearFilter));
            let said = format!("no article passes the filter; {undo} takes it back, {clear} clears it");
            // Where nothing is filtered there is no article yet.
            self.notice = (!self.filter.is_empty()).then_some(said).or(self.notice.take());
            if !self.is_comparing() {
                self.remember_columns(0..self.readers.len());
                self.readers.clear();
            }
            return;
        }
        let selected = self.list.selected.filter(|_| self.list.position().is_some());
        if !self.is_comparing() && (self.readers.is_empty() || selected.is_none()) {
            let nearest = self.list.selected.and_then(|article| self.list_nearest(article));
            let next = selected.or(nearest).or(self.list.shown.first().copied());
            next.into_iter().for_each(|article| self.open(article));
        }
    }
}
