//! The entities that accounts share, and those that one alone names.

use super::gathered::Gathered;
use crate::collection::{ArticleIndex, Collection, EntityId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

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

/// An entity with its number of mentions in every account compared.
pub type Counted = (EntityId, Vec<usize>);

/// Entities that the same ones of several accounts name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The accounts that name them, ascending, by their place among those compared.
    pub accounts: Vec<usize>,
    /// Those entities, the ones named most first.
    pub entities: Vec<Counted>,
}

/// The entities of `articles` by which of these name them: first those that all name, last those that only one does.
/// Takes time in proportion to the entities of all of them.
pub fn group_entities(collection: &Collection, articles: &[ArticleIndex]) -> Vec<Group> {
    group_gathered(&Gathered::of(collection, articles), articles)
}

pub(super) fn group_gathered(gathered: &Gathered, articles: &[ArticleIndex]) -> Vec<Group> {
    let mut counts: HashMap<EntityId, Vec<usize>> = HashMap::new();
    for (at, article) in articles.iter().enumerate() {
        for (id, count) in gathered.entities_of(*article) {
            let row = counts.entry(id).or_insert_with(|| vec![0; articles.len()]);
            row.iter_mut().skip(at).take(1).for_each(|sum| *sum += count);
        }
    }
    // By how many accounts name them, then by which.
    let mut groups: BTreeMap<(Reverse<usize>, Vec<usize>), Vec<Counted>> = BTreeMap::new();
    for (id, row) in counts {
        let accounts: Vec<usize> = (0..row.len()).filter(|at| row.get(*at).is_some_and(|count| *count > 0)).collect();
        groups.entry((Reverse(accounts.len()), accounts)).or_default().push((id, row));
    }
    let rank = |(id, row): &Counted| (Reverse(row.iter().sum::<usize>()), gathered.name_of(*id), *id);
    let ranked = |((_, accounts), mut entities): (_, Vec<Counted>)| {
        entities.sort_by_cached_key(rank);
        Group { accounts, entities }
    };
    groups.into_iter().map(ranked).collect()
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
        let analysis = Analysis { entities: entities.collect(), ..Analysis::default() };
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

    #[test]
    fn groups_by_who_names_them() {
        let mut collection = Collection::default();
        let a = collection.add(entry(&["Oslo", "Bergen", "Rome", "Oslo"]));
        let b = collection.add(entry(&["Oslo", "Lima"]));
        let c = collection.add(entry(&["Rome", "Lima", "Oslo", "Bergen", "Bonn", "Aden"]));
        let groups = group_entities(&collection, &[a, b, c]);
        let named = groups.iter().map(|group| {
            let name = |id| collection.label(id).map_or("", |(_, name)| name);
            let entities = group.entities.iter().map(|(id, counts)| (name(*id), counts.clone()));
            (group.accounts.clone(), entities.collect::<Vec<_>>())
        });
        assert_eq!(
            named.collect::<Vec<_>>(),
            [
                (vec![0, 1, 2], vec![("Oslo", vec![2, 1, 1])]),
                (vec![0, 2], vec![("Bergen", vec![1, 0, 1]), ("Rome", vec![1, 0, 1])]),
                (vec![1, 2], vec![("Lima", vec![0, 1, 1])]),
                (vec![2], vec![("Aden", vec![0, 0, 1]), ("Bonn", vec![0, 0, 1])]),
            ]
        );
        assert_eq!(group_entities(&collection, &[]), []);
    }
}
