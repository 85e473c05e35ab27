//! The value: a set of corrections, and changes of it that can be taken back.

use crate::analysis::{EntityKind, slug};
use std::collections::HashSet;

/// The entity that a correction is about, by what is the same in another session and after its articles have changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// The kind it was found to be of.
    pub kind: EntityKind,
    /// What it is filed under: a slug of its fullest name.
    pub slug: String,
    /// What it was filed under before it was split off, where it was.
    pub from: Option<String>,
    /// Its name, for people.
    pub name: String,
    /// Other names, by which it is found where the first is not there.
    pub also: Vec<String>,
}

/// What the reader has said about an entity, or about two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Correction {
    /// The first is one and the same as the second, whose name and kind hold for both.
    Merge(Subject, Subject),
    /// One of its names stands for somebody else.
    Split(Subject, String),
    /// It is called so.
    Rename(Subject, String),
    /// It is of that kind.
    Kind(Subject, EntityKind),
    /// It is neither listed nor marked.
    Hide(Subject),
    /// The two are two, and one is not to be taken for the other; or, where both are one, its kind is right as it is.
    Apart(Subject, Subject),
}

/// A correction with the line of a file that it came from, which may say more than we understand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kept {
    /// What it says; nothing where it is not understood.
    pub correction: Option<Correction>,
    /// The line, without its end.
    pub line: String,
}

/// Everything that was corrected. In the order of the file, which means nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    pub(super) kept: Vec<Kept>,
}

/// A change of [`Corrections`]: some go, some come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// These go.
    pub remove: Vec<Kept>,
    /// These come, each in the place of one that says something else about the same.
    pub add: Vec<Kept>,
}

/// What a correction is about; two of one set never are about the same.
type About<'a> = (u8, (EntityKind, &'a str, Option<&'a str>), Option<(EntityKind, &'a str, Option<&'a str>)>, String);

impl Subject {
    /// What `name` is once it is split off from `of`.
    pub fn apart(of: &Self, name: &str) -> Self {
        let (slug, from, name) = (slug(name), Some(of.slug.clone()), name.to_owned());
        Self { kind: of.kind, slug, from, name, also: Vec::new() }
    }

    /// Kind and slugs: what tells two subjects apart.
    pub fn key(&self) -> (EntityKind, &str, Option<&str>) {
        (self.kind, &self.slug, self.from.as_deref())
    }
}

impl Correction {
    /// The entity that it is about; the first of two.
    pub fn subject(&self) -> &Subject {
        match self {
            Self::Merge(of, _)
            | Self::Split(of, _)
            | Self::Rename(of, _)
            | Self::Kind(of, _)
            | Self::Hide(of)
            | Self::Apart(of, _) => of,
        }
    }

    /// What it says: "Xi Jinping is called Chairman Xi". The names in it are clean.
    pub fn in_words(&self) -> String {
        match self {
            Self::Merge(one, into) => format!("{} is one with {}", one.name, into.name),
            Self::Split(of, name) => format!("{name} is not {}", of.name),
            Self::Rename(of, to) => format!("{} is called {to}", of.name),
            Self::Kind(of, to) => {
                format!("{} counts as {}, not as {}", of.name, to.with_article(), of.kind.with_article())
            }
            Self::Hide(of) => format!("{} is hidden", of.name),
            Self::Apart(one, other) if one.name == other.name => {
                format!("{} the {} and the {} are two", one.name, one.kind.singular(), other.kind.singular())
            }
            Self::Apart(one, other) => format!("{} and {} are two", one.name, other.name),
        }
    }

    fn about(&self) -> About<'_> {
        match self {
            Self::Merge(of, _) => (0, of.key(), None, String::new()),
            Self::Split(of, name) => (1, of.key(), None, slug(name)),
            Self::Rename(of, _) => (2, of.key(), None, String::new()),
            Self::Kind(of, _) => (3, of.key(), None, String::new()),
            Self::Hide(of) => (4, of.key(), None, String::new()),
            Self::Apart(one, other) => (5, one.key().min(other.key()), Some(one.key().max(other.key())), String::new()),
        }
    }
}

impl From<Correction> for Kept {
    fn from(correction: Correction) -> Self {
        let line = super::lines::line(&correction);
        // As it will be read, so that what comes back from the file is the same.
        Self { correction: Some(super::lines::read(&line).unwrap_or(correction)), line }
    }
}

impl Edit {
    /// Corrections that come.
    pub fn adding(corrections: impl IntoIterator<Item = Correction>) -> Self {
        Self { add: corrections.into_iter().map(Kept::from).collect(), ..Self::default() }
    }

    /// Corrections that go.
    pub fn removing(kept: impl IntoIterator<Item = Kept>) -> Self {
        Self { remove: kept.into_iter().collect(), ..Self::default() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.remove.is_empty() && self.add.is_empty()
    }

    /// What takes it back, where all of it was done.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { remove: self.add, add: self.remove }
    }

    /// Whether the same goes and the same comes, in whatever order.
    pub fn does_the_same_as(&self, other: &Self) -> bool {
        fn set(kept: &[Kept]) -> HashSet<&Kept> {
            kept.iter().collect()
        }
        set(&self.remove) == set(&other.remove) && set(&self.add) == set(&other.add)
    }

    /// What was done, in a few words: "Xi Jinping is hidden".
    pub fn in_words(&self) -> String {
        let said = |kept: &[Kept]| {
            kept.iter().filter_map(|kept| Some(kept.correction.as_ref()?.in_words())).collect::<Vec<_>>()
        };
        let (come, go) = (said(&self.add), said(&self.remove));
        // What goes where something comes made way for it.
        let (how, said) = if come.is_empty() { ("no longer so: ", go) } else { ("", come) };
        match said.as_slice() {
            [] => "corrected names".to_owned(),
            [one] => format!("{how}{one}"),
            [first, more @ ..] => format!("{how}{first} and {} more", more.len()),
        }
    }
}

impl Corrections {
    /// Those that are understood.
    pub fn iter(&self) -> impl Iterator<Item = (&Correction, &Kept)> {
        self.kept.iter().filter_map(|kept| Some((kept.correction.as_ref()?, kept)))
    }

    /// How many lines are kept.
    pub(in crate::collection) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Makes a change and gives the one that takes it back: after both, the same is corrected as before.
    pub fn change(&mut self, edit: &Edit) -> Edit {
        let mut undo = Edit::default();
        let goes: HashSet<&Kept> = edit.remove.iter().collect();
        let replaced: HashSet<About<'_>> =
            edit.add.iter().filter_map(|kept| Some(kept.correction.as_ref()?.about())).collect();
        let there: HashSet<&Kept> = edit.add.iter().collect();
        let mut stays = Vec::with_capacity(self.kept.len() + edit.add.len());
        let mut known = HashSet::new();
        for kept in std::mem::take(&mut self.kept) {
            let replaced = kept.correction.as_ref().is_some_and(|correction| replaced.contains(&correction.about()));
            if there.contains(&kept) {
                known.insert(kept.clone());
                stays.push(kept);
            } else if goes.contains(&kept) || replaced {
                undo.add.push(kept);
            } else {
                stays.push(kept);
            }
        }
        for kept in &edit.add {
            if known.insert(kept.clone()) {
                stays.push(kept.clone());
                undo.remove.push(kept.clone());
            }
        }
        self.kept = stays;
        undo
    }

    /// What has made these corrections of those `before`.
    pub fn since(&self, before: &Self) -> Edit {
        let (was, is): (HashSet<&Kept>, HashSet<&Kept>) = (before.kept.iter().collect(), self.kept.iter().collect());
        let without = |all: &Self, these: &HashSet<&Kept>| {
            all.kept.iter().filter(|kept| !these.contains(kept)).cloned().collect::<Vec<_>>()
        };
        Edit { remove: without(before, &is), add: without(self, &was) }
    }

    /// These corrections over what is kept `there` by now: what another program has written since `before` stays, what it
    /// has taken away is gone, and of two that say something about the same, ours holds.
    #[must_use]
    pub fn over(&self, there: &Self, before: &Self) -> Self {
        let was: HashSet<&Kept> = before.kept.iter().collect();
        let is: HashSet<&Kept> = self.kept.iter().collect();
        let is_there: HashSet<&Kept> = there.kept.iter().collect();
        let came: Vec<&Kept> =
            self.kept.iter().filter(|kept| !was.contains(kept) && !is_there.contains(kept)).collect();
        let about = |kept: &Kept| kept.correction.clone();
        let ours: Vec<Correction> = came.iter().filter_map(|kept| about(kept)).collect();
        let ours: HashSet<About<'_>> = ours.iter().map(Correction::about).collect();
        let stays = there.kept.iter().filter(|kept| {
            let beaten = kept.correction.as_ref().is_some_and(|correction| ours.contains(&correction.about()));
            (is.contains(kept) || !was.contains(kept)) && !beaten
        });
        Self { kept: stays.chain(came.iter().copied()).cloned().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn subject(name: &str) -> Subject {
        let (slug, name) = (slug(name), name.to_owned());
        Subject { kind: EntityKind::Person, slug, from: None, name, also: Vec::new() }
    }

    fn any_correction() -> impl Strategy<Value = Correction> {
        let name = || prop_oneof![Just("A"), Just("B"), Just("C")];
        (0..6u8, name(), name()).prop_map(|(what, one, other)| match what {
            0 => Correction::Merge(subject(one), subject(other)),
            1 => Correction::Split(subject(one), other.to_owned()),
            2 => Correction::Rename(subject(one), other.to_owned()),
            3 => Correction::Kind(subject(one), if other == "A" { EntityKind::Place } else { EntityKind::Group }),
            4 => Correction::Hide(subject(one)),
            _ => Correction::Apart(subject(one), subject(other)),
        })
    }

    fn sorted(corrections: &Corrections) -> Vec<Kept> {
        let mut kept = corrections.kept.clone();
        kept.sort();
        kept
    }

    fn set(of: &[Correction]) -> Corrections {
        let mut corrections = Corrections::default();
        of.iter().for_each(|one| drop(corrections.change(&Edit::adding([one.clone()]))));
        corrections
    }

    proptest! {
        #[test]
        fn a_change_and_its_undoing_are_nothing(
            first in proptest::collection::vec(any_correction(), 0..12),
            add in proptest::collection::vec(any_correction(), 0..4),
            pick in proptest::collection::vec(0..12usize, 0..4),
        ) {
            let mut corrections = set(&first);
            let before = sorted(&corrections);
            let remove = pick.iter().filter_map(|at| corrections.kept.get(*at).cloned()).collect();
            let mut add: Vec<Kept> = add.into_iter().map(Kept::from).collect();
            // An edit says one thing about each.
            let mut seen = HashSet::new();
            add.retain(|kept| seen.insert(format!("{:?}", kept.correction.as_ref().unwrap().about())));
            let earlier = corrections.clone();
            let undo = corrections.change(&Edit { remove, add });
            let after = sorted(&corrections);
            prop_assert!(corrections.since(&earlier).inverse().does_the_same_as(&undo));
            let redo = corrections.change(&undo);
            prop_assert_eq!(sorted(&corrections), before);
            corrections.change(&redo);
            prop_assert_eq!(sorted(&corrections), after);
        }

        #[test]
        fn nothing_is_said_twice_about_the_same(all in proptest::collection::vec(any_correction(), 0..20)) {
            let corrections = set(&all);
            let about: HashSet<_> = corrections.iter().map(|(correction, _)| correction.about()).collect();
            prop_assert_eq!(about.len(), corrections.kept.len());
        }

        #[test]
        fn what_two_programs_keep_at_once_is_kept(
            base in proptest::collection::vec(any_correction(), 0..6),
            ours in proptest::collection::vec(any_correction(), 0..6),
            theirs in proptest::collection::vec(any_correction(), 0..6),
        ) {
            let before = set(&base);
            let and = |more: &[Correction]| set(&[&base[..], more].concat());
            let (mine, there) = (and(&ours), and(&theirs));
            let merged = mine.over(&there, &before);
            for (correction, kept) in mine.iter().filter(|(_, kept)| !before.kept.contains(kept)) {
                prop_assert!(merged.kept.contains(kept), "ours is gone: {correction:?}");
            }
            let about: HashSet<_> = merged.iter().map(|(correction, _)| correction.about()).collect();
            prop_assert_eq!(about.len(), merged.kept.len());
            prop_assert_eq!(sorted(&mine.over(&before, &before)), sorted(&mine));
            prop_assert_eq!(sorted(&before.over(&there, &before)), sorted(&there));
        }
    }
}
