//! The first pass: names of an article that by their words alone are one name become one cluster; for the others it is
//! noted which clusters they may stand for.

use super::written::{Name, Written};
use crate::analysis::EntityKind;
use crate::analysis::names::{self, Fit, Person};
use std::collections::HashMap;

/// Clusters that one name may stand for, at most: beyond that it stands for itself.
const CANDIDATES: usize = 24;

/// What a name of the article stands for.
#[derive(Clone, Debug)]
pub(super) enum Standing {
    /// One cluster, wherever the name occurs.
    Cluster(usize),
    /// One of several, or none of them: each mention decides.
    Open(Vec<(usize, Fit)>),
}

/// The names that are one name.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) kind: EntityKind,
    /// The fullest of them; index into the names.
    pub(super) lead: usize,
    /// What it is known by, where that is not its lead: by lists, or of a group the adjective.
    pub(super) known: Option<String>,
}

/// The clusters, and how each name stands to them.
pub(super) struct Clusters {
    pub(super) all: Vec<Cluster>,
    pub(super) standing: Vec<Standing>,
    by_word: HashMap<(EntityKind, String), Vec<usize>>,
    by_initial: HashMap<(EntityKind, char), Vec<usize>>,
    by_listed: HashMap<(EntityKind, &'static str), usize>,
    by_text: HashMap<Name, usize>,
}

impl Clusters {
    pub(super) fn build(written: &Written) -> Self {
        let mut order: Vec<usize> = (0..written.names.len()).collect();
        let size = |at: &usize| {
            let name = written.names.get(*at)?;
            let words = name.text.split([' ', '-']).count();
            Some((std::cmp::Reverse((words, name.text.chars().count())), name.is_shouted() || name.is_small(), *at))
        };
        order.sort_by_key(size);
        let mut clusters = Self {
            all: Vec::new(),
            standing: vec![Standing::Open(Vec::new()); written.names.len()],
            by_word: HashMap::new(),
            by_initial: HashMap::new(),
            by_listed: HashMap::new(),
            by_text: HashMap::new(),
        };
        for at in order {
            let Some(name) = written.names.get(at) else { continue };
            let full = written.bracketed.get(&at).and_then(|full| match clusters.standing.get(*full) {
                Some(Standing::Cluster(cluster)) => Some(*cluster),
                _ => None,
            });
            let standing = full.map(Standing::Cluster).unwrap_or_else(|| clusters.stand(name, at, written));
            if let Some(slot) = clusters.standing.get_mut(at) {
                *slot = standing;
            }
        }
        clusters
    }

    fn stand(&mut self, name: &Name, at: usize, written: &Written) -> Standing {
        if name.kind == EntityKind::Group {
            let group = names::group(&title_case(name));
            let key = Name { kind: name.kind, text: group.to_lowercase() };
            return Standing::Cluster(self.of_text(key, Some(group), at));
        }
        let listed = listed(name);
        if let Some(cluster) = listed.and_then(|full| self.by_listed.get(&(name.kind, full))) {
            return Standing::Cluster(*cluster);
        }
        let fits = self.fits(name, written);
        let strong = |limit: Fit| -> Option<usize> {
            let mut hits = fits.iter().filter(|(_, fit)| *fit <= limit);
            let first = hits.next()?;
            hits.next().is_none().then_some(first.0)
        };
        if let Some(cluster) = strong(Fit::Same).or_else(|| strong(Fit::Second)) {
            return Standing::Cluster(cluster);
        }
        let single = name.kind != EntityKind::Person || !Person::parse(&name.text).is_full();
        if single && !fits.is_empty() && listed.is_none() {
            return Standing::Open(fits);
        }
        Standing::Cluster(self.found(name, at, listed))
    }

    /// A new cluster led by name number `at`.
    pub(super) fn found(&mut self, name: &Name, at: usize, listed: Option<&'static str>) -> usize {
        let new = self.all.len();
        self.all.push(Cluster { kind: name.kind, lead: at, known: listed.map(str::to_owned) });
        if let Some(full) = listed {
            self.by_listed.entry((name.kind, full)).or_insert(new);
        }
        for word in names::words(name.kind, &name.text) {
            self.by_word.entry((name.kind, word)).or_default().push(new);
        }
        if let Some(first) = name.text.chars().find(|c| c.is_alphabetic()).filter(|_| name.text.contains([' ', '-'])) {
            self.by_initial.entry((name.kind, first.to_ascii_lowercase())).or_default().push(new);
        }
        new
    }

    /// The cluster of a name that stands for none of those that it might stand for.
    pub(super) fn apart(&mut self, name: &Name, at: usize) -> usize {
        let key = Name { kind: name.kind, text: name.text.to_lowercase() };
        self.of_text(key, None, at)
    }

    fn of_text(&mut self, key: Name, known: Option<String>, at: usize) -> usize {
        let kind = key.kind;
        *self.by_text.entry(key).or_insert_with(|| {
            self.all.push(Cluster { kind, lead: at, known });
            self.all.len() - 1
        })
    }

    /// The clusters that `name` may stand for, and how.
    fn fits(&self, name: &Name, written: &Written) -> Vec<(usize, Fit)> {
        // By the rarest of its words; an acronym, by its first letter; a given name also by what else it may be short for.
        let words = names::words(name.kind, &name.text);
        let held = |word: &String| self.by_word.get(&(name.kind, word.clone()));
        let mut near: Vec<usize> = Vec::new();
        for word in &words {
            near.extend(held(word).into_iter().flatten().take(CANDIDATES + 1));
        }
        let initial = name.text.chars().find(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase());
        let lettered = initial.and_then(|first| self.by_initial.get(&(name.kind, first)));
        near.extend(lettered.into_iter().flatten().take(CANDIDATES + 1));
        near.sort_unstable();
        near.dedup();
        if near.len() > 3 * CANDIDATES {
            return Vec::new();
        }
        let lead = |cluster: usize| Some(&written.names.get(self.all.get(cluster)?.lead)?.text);
        let fit = |cluster: &usize| Some((*cluster, names::fit(name.kind, &name.text, lead(*cluster)?)?));
        near.iter().filter_map(fit).take(CANDIDATES).collect()
    }
}

/// What the lists know a place or an organisation by, in whatever letters where these tell nothing: "britain", "nato".
fn listed(name: &Name) -> Option<&'static str> {
    let title = || names::listed(name.kind, &title_case(name)).filter(|_| name.is_shouted() || name.is_small());
    let capitals = || names::listed(name.kind, &name.text.to_uppercase()).filter(|_| name.is_small());
    names::listed(name.kind, &name.text).or_else(title).or_else(capitals)
}

/// "NEW YORK" and "new york" as "New York"; other names as they are.
fn title_case(name: &Name) -> String {
    if name.is_shouted() || name.is_small() { names::title_case(&name.text) } else { name.text.clone() }
}
