//! Correcting entities: merge, split, rename, change kind, hide, and back to what the articles have. Each correction changes
//! all that is shown at once, is kept, and can be undone.

mod edits;

use super::keys::action::Action;
use super::menu::{MenuKind, Target};
use super::shelf::Ask;
use super::state::{Effects, State};
use super::undo::Change;
use crate::analysis::EntityKind;
use crate::collection::{Correction, Corrections, Edit, EntityId, Kept};
use crate::library::Correcting;
use crate::text::sanitize;
use std::collections::HashSet;

/// What the reader wishes to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The first is to be a part of the second.
    Merge(EntityId, EntityId),
    /// A name of it is to stand by itself.
    Split(EntityId, String),
    /// It is to be called so.
    Rename(EntityId, String),
    /// It is to be of that kind.
    Kind(EntityId, EntityKind),
    /// It is to be neither listed nor marked.
    Hide(EntityId),
    /// It is to be as the articles have it.
    Reset(EntityId),
    /// The two are two and not to be suggested again.
    Apart(EntityId, EntityId),
    /// A correction is to go.
    TakeBack(Box<Kept>),
}

impl State {
    /// Takes what was kept of earlier corrections, nothing where that cannot be read, and what was strange about it, a line
    /// each. To be called before any article has come.
    pub fn take_corrections(&mut self, corrections: Option<Corrections>, strange: &[String]) {
        if let Some(corrections) = corrections {
            self.shelf.ask(Ask::Corrections(Box::new(corrections.clone())));
            self.collection.set_corrections(corrections);
        }
        self.problems.extend(strange.iter().map(|line| sanitize::line(line).into_owned()));
        if !strange.is_empty() {
            let problems = self.key_name(Action::Problems);
            self.notice = Some(format!("not all that you corrected could be read; {problems} says why"));
        }
    }

    /// What another program has kept meanwhile, over what was `sent` from here, joins what is corrected here.
    pub(super) fn join_corrections(&mut self, there: &Corrections, sent: &Corrections) {
        let joined = self.collection.corrections().over(there, sent);
        if joined != *self.collection.corrections() {
            self.shelf.ask(Ask::Corrections(Box::new(joined.clone())));
            self.collection.set_corrections(joined);
            self.corrections_changed = true;
            self.follow_corrections(None);
        }
    }

    /// The library has taken a correction back, or made it again, or another program has: so it is here, too.
    pub(super) fn follow_library(&mut self, edit: &Edit) {
        self.make(edit);
        self.changes.forget_corrected(edit);
        self.ask_view_of_query();
    }

    /// The entity that a correction is to be about: that of the card, the one selected in a menu, the one that cards and
    /// filters mean.
    fn entity_to_correct(&mut self) -> Option<EntityId> {
        let found = match self.menus.last().map(|menu| menu.kind) {
            Some(MenuKind::Card(id)) => Some(id),
            Some(_) => self.selected_entity(),
            None => self.meant_entity(),
        };
        if found.is_none() {
            self.ask_for_entity();
        }
        found
    }

    /// The entity that the selected row of the open menu stands for.
    pub(super) fn selected_entity(&self) -> Option<EntityId> {
        match self.menus.last()?.target() {
            Some(Target::Card(id) | Target::Mentions(id)) => Some(*id),
            _ => None,
        }
    }

    /// Opens the menu in which a correction of the current entity is chosen.
    pub(super) fn ask_to_correct(&mut self, menu: fn(EntityId) -> MenuKind, effects: &mut Effects) {
        let Some(id) = self.entity_to_correct() else { return };
        let kind = menu(id);
        if matches!(kind, MenuKind::Split(_)) && self.collection.spellings(id).len() < 2 {
            let name = self.name_of(id);
            self.notice = Some(format!("{name} goes by one name only: there is none to split off"));
            return;
        }
        self.open_menu(kind, effects);
    }

    /// Hides the current entity.
    pub(super) fn hide_entity(&mut self) {
        if let Some(id) = self.entity_to_correct() {
            self.correct(&Wish::Hide(id));
        }
    }

    /// Takes back all that was corrected about the current entity.
    pub(super) fn reset_entity(&mut self) {
        if let Some(id) = self.entity_to_correct() {
            self.correct(&Wish::Reset(id));
        }
    }

    /// Does what the reader wishes, says so, and closes the menu in which it was wished.
    pub(super) fn correct(&mut self, wish: &Wish) {
        let asked = self.menus.last().is_some_and(|menu| menu.kind.asks_to_correct());
        if asked {
            self.menus.pop();
        }
        let (edit, said) = self.edit_of(wish);
        if edit.is_empty() {
            self.notice = Some(said);
            return;
        }
        let before = self.filter.clone();
        let undo = self.make(&edit);
        if undo.is_empty() {
            self.notice = Some(said);
            return;
        }
        self.tell_library(undo.clone().inverse(), Correcting::New);
        self.changes.push(Change::Corrected { edit: undo, filter: before, what: said.clone() });
        let undo = self.key_name(Action::Undo);
        self.notice = Some(match wish {
            Wish::Hide(_) => {
                let list = self.key_name(Action::Corrections);
                format!("{said}; {undo} undoes it, {list} lists what is hidden")
            }
            _ => format!("{said}; {undo} undoes it"),
        });
    }

    /// Makes a change of what is corrected, brings all that is held on to and shown up to date, and gives what takes it
    /// back. Takes time in proportion to the articles that name what it is about, and to the panel.
    pub(super) fn make(&mut self, edit: &Edit) -> Edit {
        let before = self.concerned(edit);
        let undo = self.collection.correct(edit);
        if !undo.is_empty() {
            let concerned = before.into_iter().chain(self.concerned(edit)).chain(self.concerned(&undo)).collect();
            self.corrections_changed = true;
            self.follow_corrections(Some(&concerned));
        }
        undo
    }

    /// Has the library keep what was just corrected, and look again for what is shown.
    pub(super) fn tell_library(&mut self, edit: Edit, turn: Correcting) {
        if edit.is_empty() {
            return;
        }
        self.shelf.ask(Ask::Correct { edit: Box::new(edit), turn });
        self.ask_view_of_query();
    }

    /// A query may find others now.
    fn ask_view_of_query(&mut self) {
        if !self.shelf.view.text.is_empty() {
            self.ask_view();
        }
    }

    /// The entities that a change is about, with all that they are made of.
    fn concerned(&self, edit: &Edit) -> HashSet<EntityId> {
        let corrections = edit.remove.iter().chain(&edit.add).filter_map(|kept| kept.correction.as_ref());
        let subjects = corrections.flat_map(|correction| match correction {
            Correction::Merge(one, other) => vec![one, other],
            Correction::Apart(..) => Vec::new(),
            other => vec![other.subject()],
        });
        let ids = subjects.filter_map(|subject| self.collection.find_subject(subject));
        let mut all: HashSet<EntityId> = ids.flat_map(|id| self.collection.members(id)).collect();
        let split: Vec<EntityId> = all.iter().flat_map(|id| self.collection.split_off(*id)).collect();
        all.extend(split.iter().flat_map(|id| [*id, self.collection.canonical(*id)]));
        all
    }

    /// Brings all that is held on to and shown up to date, where only `concerned` may be otherwise than before; nothing for
    /// all.
    fn follow_corrections(&mut self, concerned: Option<&HashSet<EntityId>>) {
        let is_concerned = |id: &EntityId| concerned.is_none_or(|these| these.contains(id));
        let was = self.matched_by().iter().chain(&self.filter.without()).any(is_concerned);
        let canonical = |id: EntityId| self.collection.canonical(id);
        let is_shown = |id: &EntityId| !self.collection.is_hidden(*id);
        self.chosen = self.chosen.map(canonical).filter(is_shown);
        self.panel.selected = self.panel.selected.map(canonical).filter(is_shown);
        self.filter.map(canonical);
        self.suspended.map(canonical);
        let is = self.filter.with().iter().chain(&self.filter.without()).any(is_concerned);
        let shown = self.list.shown.clone();
        if was || is {
            self.list_rebuild();
        }
        match concerned {
            Some(these) if self.list.shown == shown => self.panel_follow(these),
            _ => {
                // What is said of the correction matters more than what is said of the filter.
                let notice = self.notice.take();
                self.apply_filter();
                self.notice = notice.or(self.notice.take());
            }
        }
        let collection = &self.collection;
        self.menus.retain_mut(|menu| menu.kind.follow(collection));
        self.refresh_menus();
    }

    /// An entity's name.
    pub(super) fn name_of(&self, id: EntityId) -> String {
        self.collection.label(id).map_or_else(String::new, |(_, name)| name.to_owned())
    }
}
