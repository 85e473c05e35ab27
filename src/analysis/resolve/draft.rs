//! From clusters of mentions to entities with a name, an id and roles.

use super::clusters::Clusters;
use super::written::Written;
use crate::analysis::names::{self, Person};
use crate::analysis::{Analysis, Entity, EntityKind, Found, Mention, slug};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Roles that are kept of one entity of one article.
const ROLES: usize = 8;

/// What is gathered about one entity.
struct Draft {
    kind: EntityKind,
    key: String,
    surfaces: HashMap<usize, usize>,
    roles: Vec<String>,
    count: usize,
}

/// Makes the entities of an article: `of` gives each mention its cluster, `roles` what stands beside it.
pub(super) fn finish(
    found: &[Found],
    written: &Written,
    (of, clusters, roles): (Vec<usize>, Clusters, Vec<Vec<String>>),
) -> Analysis {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: HashMap<usize, usize> = HashMap::new();
    let mut drafted = Vec::with_capacity(found.len());
    for (mention, cluster) in of.iter().enumerate() {
        let Some(known) = clusters.all.get(*cluster) else { continue };
        let at = *index.entry(*cluster).or_insert_with(|| {
            let lead = written.names.get(known.lead).map_or("", |name| &name.text);
            let key = known.known.clone().unwrap_or_else(|| lead.to_owned());
            drafts.push(Draft { kind: known.kind, key, surfaces: HashMap::new(), roles: Vec::new(), count: 0 });
            drafts.len() - 1
        });
        drafted.push(at);
        let Some(draft) = drafts.get_mut(at) else { continue };
        draft.count += 1;
        if let Some(name) = written.of.get(mention) {
            *draft.surfaces.entry(*name).or_default() += 1;
        }
        for role in roles.get(mention).into_iter().flatten() {
            if draft.roles.len() < ROLES && !draft.roles.iter().any(|held| slug(held) == slug(role)) {
                draft.roles.push(role.clone());
            }
        }
    }
    drafts
        .iter_mut()
        .filter(|draft| draft.kind == EntityKind::Person)
        .for_each(|draft| without_initials(draft, written));
    order(found, &drafted, drafts, written)
}

/// Who is called "Vladimir V. Putin" once and "Vladimir Putin" otherwise is called the latter.
fn without_initials(draft: &mut Draft, written: &Written) {
    if !Person::parse(&draft.key).has_initials() {
        return;
    }
    let names = draft.surfaces.keys().filter_map(|at| written.names.get(*at)).map(|name| &name.text);
    let plain = names.filter(|name| Some(Person::parse(name)).is_some_and(|one| one.is_full() && !one.has_initials()));
    if let Some(name) = plain.max_by_key(|name| (name.chars().count(), Reverse(*name))) {
        draft.key = name.clone();
    }
}

/// Orders the entities and gives them their ids.
fn order(found: &[Found], drafted: &[usize], drafts: Vec<Draft>, written: &Written) -> Analysis {
    let mut made: Vec<(usize, Entity, String)> =
        drafts.into_iter().enumerate().map(|(at, draft)| entity(at, draft, written)).collect();
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
    Analysis { mentions, entities, ..Analysis::default() }
}

fn entity(at: usize, draft: Draft, written: &Written) -> (usize, Entity, String) {
    let named = |(at, count): (usize, usize)| Some((written.names.get(at)?, count));
    let mut surfaces: Vec<_> = draft.surfaces.into_iter().filter_map(named).collect();
    surfaces.sort_by(|(a, n), (b, m)| (m, &a.text).cmp(&(n, &b.text)));
    // "BEIJING" of a dateline is shown as "Beijing", and "US" alone as it is written.
    let said = |text: &str| surfaces.iter().any(|(name, _)| name.text.to_lowercase() == text.to_lowercase());
    let fullest = surfaces.iter().max_by_key(|(name, count)| {
        (names::is_cased(draft.kind, &name.text), name.text.chars().count(), *count, Reverse(&name.text))
    });
    let name = match fullest {
        Some((name, _)) if !said(&draft.key) || slug(&name.text) == slug(&draft.key) && !name.is_shouted() => {
            name.text.clone()
        }
        _ => draft.key.clone(),
    };
    let aliases = surfaces.iter().map(|(alias, _)| alias.text.clone()).filter(|alias| *alias != name).collect();
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
