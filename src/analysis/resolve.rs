//! From mentions to the entities of one article. A false merge is worse than a missed one: a bare surname goes to the
//! most recent full name that has it, an acronym to the organisation whose initials it is, and nothing is guessed.

use super::document::{Document, Shape};
use super::lexicon::Lexicon;
use super::rules::{Found, title_case};
use super::{Analysis, Entity, EntityKind, Mention, roles, slug::slug};
use crate::text::sanitize;
use std::collections::{HashMap, HashSet};

/// What is gathered about one entity.
struct Draft {
    kind: EntityKind,
    key: String,
    surfaces: HashMap<String, usize>,
    roles: Vec<String>,
    count: usize,
}

/// Ties `found` to entities.
pub(super) fn resolve(document: &Document, found: &[Found], lexicon: &Lexicon) -> Analysis {
    let names = Names::gather(document, found);
    let mut recent = Recent::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: HashMap<(EntityKind, String), usize> = HashMap::new();
    let mut drafted = Vec::with_capacity(found.len());
    for one in found {
        let surface = surface(document, one);
        let key = match one.kind {
            EntityKind::Person => recent.person(&surface, &names),
            EntityKind::Organization => names.organization(&surface, lexicon),
            EntityKind::Place => known(&surface, one.kind, lexicon).unwrap_or_else(|| surface.clone()),
            EntityKind::Group => singular(&surface, lexicon),
            EntityKind::Event => surface.clone(),
        };
        let at = *index.entry((one.kind, key.to_lowercase())).or_insert_with(|| {
            drafts.push(Draft { kind: one.kind, key, surfaces: HashMap::new(), roles: Vec::new(), count: 0 });
            drafts.len() - 1
        });
        drafted.push(at);
        let Some(draft) = drafts.get_mut(at) else { continue };
        draft.count += 1;
        *draft.surfaces.entry(surface).or_default() += 1;
        if one.kind == EntityKind::Person && draft.roles.len() < 8 {
            for role in roles::beside(document, one, lexicon) {
                if !draft.roles.contains(&role) {
                    draft.roles.push(role);
                }
            }
        }
    }
    finish(found, &drafted, drafts)
}

/// Orders the entities and gives them their ids.
fn finish(found: &[Found], drafted: &[usize], drafts: Vec<Draft>) -> Analysis {
    let mut made: Vec<(usize, Entity, String)> =
        drafts.into_iter().enumerate().map(|(at, draft)| entity(at, draft)).collect();
    made.sort_by(|(a, x, _), (b, y, _)| (y.count, &x.name, a).cmp(&(x.count, &y.name, b)));
    let mut ids = Ids::default();
    let mut place = vec![0; made.len()];
    let mut entities = Vec::with_capacity(made.len());
    for (position, (at, mut entity, key)) in made.into_iter().enumerate() {
        let slug = slug(&key);
        entity.id = ids.free(if slug.is_empty() { "unnamed".to_owned() } else { slug }, entity.kind);
        if let Some(slot) = place.get_mut(at) {
            *slot = position;
        }
        entities.push(entity);
    }
    let mentions = found
        .iter()
        .zip(drafted)
        .map(|(one, at)| Mention {
            span: one.span,
            kind: one.kind,
            entity: place.get(*at).copied().unwrap_or_default(),
        })
        .collect();
    Analysis { mentions, entities }
}

fn entity(at: usize, draft: Draft) -> (usize, Entity, String) {
    let mut surfaces: Vec<(String, usize)> = draft.surfaces.into_iter().collect();
    surfaces.sort_by(|(a, n), (b, m)| (m, a).cmp(&(n, b)));
    let fullest = surfaces
        .iter()
        .map(|(name, _)| name)
        .max_by_key(|name| (**name == draft.key, name.chars().count(), std::cmp::Reverse(*name)));
    // "BEIJING" of a dateline is shown as "Beijing".
    let name = match fullest {
        Some(name) if name.to_lowercase() != draft.key.to_lowercase() => name.clone(),
        _ => draft.key.clone(),
    };
    let aliases = surfaces.into_iter().map(|(alias, _)| alias).filter(|alias| *alias != name).collect();
    let entity = Entity { id: String::new(), name, kind: draft.kind, aliases, roles: draft.roles, count: draft.count };
    (at, entity, draft.key)
}

/// The ids that are taken, and for each the number to try next, so that many alike cost no more than many different.
#[derive(Default)]
struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    /// `slug`, with the kind and then a number after it where it is taken.
    fn free(&mut self, slug: String, kind: EntityKind) -> String {
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let kinded = format!("{slug}-{}", kind.name());
        let next = self.next.entry(kinded.clone()).or_insert(1);
        loop {
            let id = if *next == 1 { kinded.clone() } else { format!("{kinded}-{next}") };
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// A mention's words, blanks and apostrophes made one. Sanitised, for a text that was read to the byte is not.
fn surface(document: &Document, found: &Found) -> String {
    let words: Vec<&str> = found.span.of(document.text).split_whitespace().collect();
    sanitize::line(&words.join(" ")).replace(['’', 'ʼ', '＇'], "'")
}

fn known(surface: &str, kind: EntityKind, lexicon: &Lexicon) -> Option<String> {
    let hit = lexicon.fullest(surface).or_else(|| {
        let shouted = surface.len() > 3 && !surface.chars().any(char::is_lowercase);
        shouted.then(|| lexicon.fullest(&title_case(surface))).flatten()
    });
    hit.filter(|(known, _)| *known == kind).map(|(_, fullest)| fullest.to_owned())
}

/// "Russians" are "Russian".
fn singular(surface: &str, lexicon: &Lexicon) -> String {
    match surface.strip_suffix('s') {
        Some(one) if lexicon.kind(one) == Some(EntityKind::Group) => one.to_owned(),
        _ => surface.to_owned(),
    }
}

/// The full names of the article, looked up by their parts.
#[derive(Default)]
struct Names {
    /// By each ending of a full name of a person, in lower case: the first that has it.
    by_ending: HashMap<String, String>,
    by_given: HashMap<String, String>,
    /// Organisations of several words by their initials and by their first word; none where two compete.
    by_initials: HashMap<String, Option<String>>,
    by_first: HashMap<String, Option<String>>,
}

impl Names {
    fn gather(document: &Document, found: &[Found]) -> Self {
        let mut names = Names::default();
        for one in found {
            let name = surface(document, one);
            if !name.contains(' ') {
                continue;
            }
            match one.kind {
                EntityKind::Person => {
                    for ending in endings(&name) {
                        names.by_ending.entry(ending).or_insert_with(|| name.clone());
                    }
                    names.by_given.entry(given(&name)).or_insert_with(|| name.clone());
                }
                EntityKind::Organization => {
                    let items = document.sentences.get(one.sentence).and_then(|s| s.items.get(one.from..one.to));
                    let initials: String = items
                        .unwrap_or_default()
                        .iter()
                        .filter(|item| item.shape != Shape::Lower)
                        .filter_map(|item| document.word(item).chars().find(|c| c.is_alphabetic()))
                        .collect();
                    claim(&mut names.by_initials, initials, &name);
                    claim(&mut names.by_first, given(&name), &name);
                }
                _ => {}
            }
        }
        names
    }

    fn organization(&self, surface: &str, lexicon: &Lexicon) -> String {
        if let Some(name) = known(surface, EntityKind::Organization, lexicon) {
            return name;
        }
        if surface.contains(' ') {
            return surface.to_owned();
        }
        let acronym: String = surface.chars().filter(|c| *c != '.').collect();
        let initials = self.by_initials.get(&acronym).cloned().flatten();
        let full = initials.or_else(|| self.by_first.get(&surface.to_lowercase()).cloned().flatten());
        match full {
            Some(full) => known(&full, EntityKind::Organization, lexicon).unwrap_or(full),
            None => surface.to_owned(),
        }
    }
}

fn claim(map: &mut HashMap<String, Option<String>>, key: String, name: &str) {
    let held = map.entry(key).or_insert_with(|| Some(name.to_owned()));
    if held.as_deref() != Some(name) {
        *held = None;
    }
}

/// "von der leyen", "der leyen", "leyen" of "Ursula von der Leyen": what may stand for the whole name.
fn endings(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    lower.match_indices(' ').take(6).map(|(at, _)| lower.get(at + 1..).unwrap_or_default().to_owned()).collect()
}

fn given(name: &str) -> String {
    name.split(' ').next().unwrap_or_default().to_lowercase()
}

/// The full names met so far, the latest for each ending.
#[derive(Default)]
struct Recent {
    by_ending: HashMap<String, String>,
    by_given: HashMap<String, String>,
}

impl Recent {
    fn person(&mut self, surface: &str, names: &Names) -> String {
        let lower = surface.to_lowercase();
        let longer = self.by_ending.get(&lower).or_else(|| names.by_ending.get(&lower));
        if let Some(full) = longer {
            return full.clone();
        }
        if !surface.contains(' ') {
            // "Xi" of "Xi Jinping": family names come first in half the world.
            let full = self.by_given.get(&lower).or_else(|| names.by_given.get(&lower));
            return full.cloned().unwrap_or_else(|| surface.to_owned());
        }
        for ending in endings(surface) {
            self.by_ending.insert(ending, surface.to_owned());
        }
        self.by_given.insert(given(surface), surface.to_owned());
        surface.to_owned()
    }
}
