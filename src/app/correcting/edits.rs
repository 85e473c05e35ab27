//! What is to change among the corrections for a wish to come true.

use super::Wish;
use crate::analysis::slug;
use crate::app::state::State;
use crate::collection::{Correction, Edit, EntityId, Subject};
use std::collections::HashSet;

impl State {
    /// What is to be changed, and what is said of it.
    pub(super) fn edit_of(&self, wish: &Wish) -> (Edit, String) {
        let name = |id: &EntityId| self.name_of(*id);
        match wish {
            Wish::Merge(one, into) => {
                (self.merging(*one, *into), format!("{} is one with {} now", name(one), name(into)))
            }
            Wish::Split(of, short) => {
                let said = match name(of) {
                    whole if whole == *short => format!("{short} stands by itself now, apart from its other names"),
                    whole => format!("{short} stands by itself now, apart from {whole}"),
                };
                (self.splitting(*of, short), said)
            }
            Wish::Rename(of, to) if name(of) == *to => (Edit::default(), format!("{to} keeps its name")),
            Wish::Rename(of, to) => {
                let found = self.head(*of).and_then(|head| Some(self.collection.own_label(head)?.1 == to));
                let edit = match found {
                    Some(true) => self.without(*of, |correction| matches!(correction, Correction::Rename(..))),
                    _ => self.saying(*of, |of| Correction::Rename(of, to.clone())),
                };
                (edit, format!("{} is called {to} now", name(of)))
            }
            Wish::Kind(of, to) => {
                let found = self.head(*of).and_then(|head| Some(self.collection.own_label(head)?.0 == *to));
                let edit = match found {
                    Some(true) => self.without(*of, |correction| matches!(correction, Correction::Kind(..))),
                    _ => self.saying(*of, |of| Correction::Kind(of, *to)),
                };
                (edit, format!("{} counts as {} now", name(of), to.with_article()))
            }
            Wish::Hide(of) => (self.saying(*of, Correction::Hide), format!("{} is hidden", name(of))),
            Wish::Reset(of) => match self.without(*of, |_| true) {
                edit if edit.is_empty() => (edit, format!("nothing is corrected about {}", name(of))),
                edit => (edit, format!("{} is as the articles have it", name(of))),
            },
            Wish::Apart(one, other) => {
                let pair = self.subject(*one).zip(self.subject(*other));
                let edit = Edit::adding(pair.map(|(one, other)| Correction::Apart(one, other)));
                (edit, format!("{} and {} stay two", name(one), name(other)))
            }
            Wish::TakeBack(kept) => {
                let said = kept.correction.as_ref().map(Correction::in_words).unwrap_or_default();
                (Edit::removing([(**kept).clone()]), format!("no longer so: {said}"))
            }
        }
    }

    /// The unit that gives an entity its name.
    fn head(&self, id: EntityId) -> Option<EntityId> {
        self.collection.members(id).first().copied()
    }

    fn subject(&self, id: EntityId) -> Option<Subject> {
        self.collection.subject(self.head(id)?)
    }

    fn saying(&self, of: EntityId, say: impl FnOnce(Subject) -> Correction) -> Edit {
        Edit::adding(self.subject(of).map(say))
    }

    /// Such corrections about `of` are to go.
    fn without(&self, of: EntityId, such: impl Fn(&Correction) -> bool) -> Edit {
        let about = self.collection.corrections_of(of).into_iter();
        Edit::removing(about.filter(|(correction, _)| such(correction)).map(|(_, kept)| kept.clone()))
    }

    fn merging(&self, one: EntityId, into: EntityId) -> Edit {
        if let Some(edit) = self.reuniting(one, into) {
            return edit;
        }
        let Some((from, to)) = self.subject(one).zip(self.subject(into)) else { return Edit::default() };
        let pair = [from.clone(), to.clone()];
        let no_longer = self.collection.corrections().iter().filter(|(correction, _)| match correction {
            Correction::Apart(a, b) => {
                pair.iter().all(|subject| self.is_about(a, subject) || self.is_about(b, subject))
            }
            _ => false,
        });
        let remove = no_longer.map(|(_, kept)| kept.clone()).collect();
        Edit { remove, ..Edit::adding([Correction::Merge(from, to)]) }
    }

    /// A name that goes back to where it was split off was never split off, nor anything said of it: nothing where neither
    /// of two has a name of the other's. What was merged into the name goes along.
    fn reuniting(&self, one: EntityId, into: EntityId) -> Option<Edit> {
        let (ones, others) = (self.collection.members(one), self.collection.members(into));
        let off = |units: &[EntityId]| -> HashSet<EntityId> {
            units.iter().flat_map(|unit| self.collection.split_off(*unit)).collect()
        };
        let (of_ones, of_others) = (off(&ones), off(&others));
        let back: HashSet<EntityId> = (ones.iter().filter(|unit| of_others.contains(unit)))
            .chain(others.iter().filter(|unit| of_ones.contains(unit)))
            .copied()
            .collect();
        let stays = |unit: &&EntityId| !back.contains(*unit);
        let heads = [others.first()?, ones.first()?];
        let head = heads.into_iter().chain(&others).chain(&ones).find(stays).filter(|_| !back.is_empty())?;
        let subject = self.collection.subject(*head)?;
        let goes_back = |of: &Subject| self.collection.find_unit(of).is_some_and(|unit| back.contains(&unit));
        let mut edit = Edit::default();
        let mut along: Vec<EntityId> = ones.first().filter(stays).copied().into_iter().collect();
        for (correction, kept) in self.collection.corrections().iter() {
            let other = match correction {
                Correction::Merge(_, other) | Correction::Apart(_, other) => goes_back(other),
                Correction::Split(of, name) => goes_back(&Subject::apart(of, name)),
                _ => false,
            };
            if other || goes_back(correction.subject()) {
                edit.remove.push(kept.clone());
            }
            if let (Correction::Merge(of, _), true) = (correction, other) {
                along.extend(self.collection.find_unit(of).filter(|unit| stays(&unit)));
            }
        }
        along.sort_unstable();
        along.dedup();
        let along = along.into_iter().filter(|unit| unit != head).filter_map(|unit| self.collection.subject(unit));
        let mut said: Vec<Correction> = along.map(|of| Correction::Merge(of, subject.clone())).collect();
        if let (false, Some((kind, name))) = (others.first() == Some(head), self.collection.label(into)) {
            // Name and kind of the second hold for both.
            let own = self.collection.own_label(*head)?;
            if own.1 != name {
                said.push(Correction::Rename(subject.clone(), name.to_owned()));
            }
            if own.0 != kind {
                said.push(Correction::Kind(subject, kind));
            }
        }
        edit.add = Edit::adding(said).add;
        Some(edit)
    }

    fn is_about(&self, one: &Subject, other: &Subject) -> bool {
        self.collection.find_subject(one) == self.collection.find_subject(other)
    }

    /// Splits a name off each part of an entity that has it; what comes off is one. A name that was split off and merged
    /// again is merged no longer.
    fn splitting(&self, of: EntityId, name: &str) -> Edit {
        let short = slug(name);
        let members = self.collection.members(of).into_iter();
        let parts: Vec<(EntityId, Subject)> =
            members.filter_map(|unit| Some((unit, self.collection.subject(unit)?))).collect();
        let has = |unit: EntityId, of: &Subject| {
            of.slug == short || self.collection.own_names(unit).into_iter().any(|own| slug(own) == short)
        };
        let with = || parts.iter().filter(|(unit, of)| has(*unit, of)).map(|(_, of)| of);
        let mut whole: Vec<&Subject> = with().filter(|of| of.from.is_none()).collect();
        if whole.is_empty() {
            let merged = |correction: &Correction| match correction {
                Correction::Merge(one, _) => with().any(|of| one.key() == of.key()),
                _ => false,
            };
            let edit = self.without(of, merged);
            if !edit.is_empty() {
                return edit;
            }
            whole = parts.iter().map(|(_, of)| of).filter(|of| of.from.is_none()).collect();
        }
        let mut said: Vec<Correction> = Vec::new();
        if let Some((first, others)) = whole.split_first() {
            said.push(Correction::Split((*first).clone(), name.to_owned()));
            for other in others {
                said.push(Correction::Split((*other).clone(), name.to_owned()));
                said.push(Correction::Merge(Subject::apart(other, name), Subject::apart(first, name)));
            }
        }
        Edit::adding(said)
    }
}
