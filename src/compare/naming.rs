//! What each account calls the same entity: names and roles.

use super::gathered::Gathered;
use crate::collection::{ArticleIndex, EntityId};
use std::collections::BTreeMap;

/// What one account calls an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The names that it uses, with the number of times; the most used first.
    pub names: Vec<(String, usize)>,
    /// The roles that it gives.
    pub roles: Vec<String>,
}

/// An entity that accounts call otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Which.
    pub entity: EntityId,
    /// What each account calls it; empty where it does not name it.
    pub called: Vec<Called>,
}

/// The entities that two accounts or more name, and neither by the same names nor by the same roles.
pub(super) fn naming(collection: &Gathered, articles: &[ArticleIndex]) -> Vec<Naming> {
    let mut all: BTreeMap<EntityId, Vec<Called>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let Some(entry) = collection.entry(*article) else { continue };
        for mention in &entry.analysis.mentions {
            let name = mention.span.of(&entry.article.text);
            let Some(called) = slot(&mut all, collection.named_by(*article, mention), at, articles.len()) else {
                continue;
            };
            match called.names.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => called.names.push((name.to_owned(), 1)),
            }
        }
        for (local, entity) in entry.analysis.entities.iter().enumerate() {
            if let Some(called) = slot(&mut all, collection.entity_of(*article, local), at, articles.len()) {
                let new = |role: &&String| !called.roles.contains(role);
                let new: Vec<String> = entity.roles.iter().filter(new).cloned().collect();
                called.roles.extend(new);
            }
        }
    }
    all.retain(|_, called| differs(called));
    for called in all.values_mut().flatten() {
        called.names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    all.into_iter().map(|(entity, called)| Naming { entity, called }).collect()
}

fn slot(
    all: &mut BTreeMap<EntityId, Vec<Called>>,
    id: Option<EntityId>,
    at: usize,
    accounts: usize,
) -> Option<&mut Called> {
    all.entry(id?).or_insert_with(|| vec![Called::default(); accounts]).get_mut(at)
}

/// Whether two of those who name it have a name or a role that the other has not.
fn differs(called: &[Called]) -> bool {
    let own = |called: &Called| {
        let mut names: Vec<&str> = called.names.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let mut roles: Vec<&str> = called.roles.iter().map(String::as_str).collect();
        roles.sort_unstable();
        names.extend(roles);
        names.join("\n")
    };
    let mut kinds: Vec<String> = called.iter().filter(|called| !called.names.is_empty()).map(own).collect();
    let naming = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    naming > 1 && kinds.len() > 1
}
