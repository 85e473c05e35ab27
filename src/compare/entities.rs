//! The entities that accounts share, and those that one alone names.

use crate::collection::{ArticleIndex, Collection, EntityId};
use std::collections::HashSet;

/// How the entities of one account relate to those of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Entities that at least one of the others names too.
    pub shared: usize,
    /// Entities that none of the others names.
    pub only: usize,
}

/// Counts the entities of `article` that `others` name, and those that they do not. Takes time in proportion to the
/// entities of all of them.
pub fn shared_entities(collection: &Collection, article: ArticleIndex, others: &[ArticleIndex]) -> Shared {
    let named = |article| collection.entities_of(article).map(|(id, _)| id).collect::<HashSet<EntityId>>();
    let own = named(article);
    let elsewhere: HashSet<EntityId> = others.iter().flat_map(|other| named(*other)).collect();
    let shared = own.intersection(&elsewhere).count();
    Shared { shared, only: own.len() - shared }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Entity, EntityKind};
    use crate::article::{Article, Meta};
    use crate::collection::Entry;

    fn entry(names: &[&str]) -> Entry {
        let entities = names.iter().map(|name| Entity {
            id: name.to_lowercase(),
            name: (*name).to_owned(),
            kind: EntityKind::Place,
            aliases: Vec::new(),
            roles: Vec::new(),
            count: 1,
        });
        let analysis = Analysis { mentions: Vec::new(), entities: entities.collect() };
        Entry::new((0, 0), Article { meta: Meta::default(), text: "".into(), blocks: Vec::new() }, analysis)
    }

    #[test]
    fn counts_what_is_shared_and_what_is_not() {
        let mut collection = Collection::default();
        let a = collection.add(entry(&["Oslo", "Bergen", "Rome"]));
        let b = collection.add(entry(&["Oslo"]));
        let c = collection.add(entry(&["Rome", "Lima"]));
        assert_eq!(shared_entities(&collection, a, &[b]), Shared { shared: 1, only: 2 });
        assert_eq!(shared_entities(&collection, a, &[b, c]), Shared { shared: 2, only: 1 });
        assert_eq!(shared_entities(&collection, b, &[a]), Shared { shared: 1, only: 0 });
        assert_eq!(shared_entities(&collection, a, &[a]), Shared { shared: 3, only: 0 });
    }
}
