//! placeholder
use super::ArticleIndex;
use crate::analysis::{Analysis, EntityKind};
use std::collections::HashMap;
/// Id.
pub type EntityId = usize;
/// Entity.
pub struct GlobalEntity {
    /// id
    pub id: String,
    /// name
    pub name: String,
    /// kind
    pub kind: EntityKind,
    /// aliases
    pub aliases: Vec<String>,
    /// roles
    pub roles: Vec<String>,
}
/// Resolver.
#[derive(Default)]
pub struct Resolver {
    ids: HashMap<(EntityKind, String), usize>,
    entities: Vec<GlobalEntity>,
    local: Vec<Vec<usize>>,
}
impl Resolver {
    /// add
    pub fn add(&mut self, _a: ArticleIndex, an: &Analysis) {
        let mut l = vec![];
        for e in &an.entities {
            let n = self.entities.len();
            let id = *self.ids.entry((e.kind, e.name.to_lowercase())).or_insert(n);
            if id == n {
                self.entities.push(GlobalEntity {
                    id: e.id.clone(),
                    name: e.name.clone(),
                    kind: e.kind,
                    aliases: e.aliases.clone(),
                    roles: e.roles.clone(),
                });
            }
            l.push(id);
        }
        self.local.push(l);
    }
    /// resolve
    pub fn resolve(&self, a: ArticleIndex, l: usize) -> Option<EntityId> {
        self.local.get(a)?.get(l).copied()
    }
    /// entity
    pub fn entity(&self, id: EntityId) -> Option<&GlobalEntity> {
        self.entities.get(id)
    }
    /// len
    pub fn len(&self) -> usize {
        self.entities.len()
    }
    /// e
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
}
