use super::*;
use crate::analysis::{Analysis, Entity, EntityKind};
use crate::article::{Format, ReadOptions, read_str};
use crate::collection::Entry;
use proptest::prelude::*;

const NAMES: [&str; 6] = ["Anna Adler", "Boris Brandt", "Clara Conti", "Dora Duval", "Emil Evans", "Fritz Falk"];

/// A collection with an article for each of `naming`, which names those of [`NAMES`] whose bit is set.
fn collection(naming: &[u8]) -> Collection {
    let mut collection = Collection::default();
    for (at, bits) in naming.iter().enumerate() {
        let named = NAMES.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0);
        let entities = named.map(|(_, name)| Entity {
            id: crate::analysis::slug(name),
            name: (*name).to_owned(),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            roles: Vec::new(),
            count: 1,
        });
        let analysis = Analysis { entities: entities.collect(), ..Analysis::default() };
        let read = read_str(&at.to_string(), "Some text.", Format::Plain, ReadOptions::default());
        let article = read.into_iter().next().unwrap().unwrap();
        collection.add(Entry::new((at, 0), article, analysis));
    }
    collection
}

/// The ids of all [`NAMES`], whom the collection's first article names.
fn ids(collection: &Collection) -> Vec<EntityId> {
    NAMES.iter().map(|name| collection.find(EntityKind::Person, &crate::analysis::slug(name)).unwrap()).collect()
}

fn change(filter: &mut Filter, ids: &[EntityId], (what, name): (u8, usize)) {
    match what {
        0 => filter.toggle_with(ids[name]),
        1 => filter.toggle_without(ids[name]),
        2 | 3 => filter.toggle_or(ids[name]),
        _ => drop(filter.remove(name)),
    }
}

proptest! {
    #[test]
    fn admitted_is_what_admits_says_of_each(
        naming in prop::collection::vec(any::<u8>(), 0..24),
        changes in prop::collection::vec((0u8..5, 0usize..6), 0..12),
        merged in 0usize..6,
        into in 0usize..6,
    ) {
        let naming: Vec<u8> = std::iter::once(u8::MAX).chain(naming).collect();
        let collection = collection(&naming);
        let ids = ids(&collection);
        let mut filter = Filter::default();
        for step in changes {
            change(&mut filter, &ids, step);
            let shown: Vec<_> = (0..collection.len()).filter(|article| filter.admits(&collection, *article)).collect();
            prop_assert_eq!(filter.admitted(&collection), shown);
            let all: Vec<Literal> = filter.clauses().iter().flatten().copied().collect();
            prop_assert!(filter.clauses().iter().all(|clause| !clause.is_empty()));
            prop_assert!(all.iter().enumerate().all(|(at, one)| all[..at].iter().all(|other| other.id != one.id)));
        }
        // Two entities that become one: the same as asking for the one in the place of both.
        let by = |id: EntityId| if id == ids[merged] { ids[into] } else { id };
        let named = |article: ArticleIndex, literal: &Literal| {
            (collection.count_in(article, by(literal.id)) == 0) == literal.negated
        };
        let passes = |article: &ArticleIndex| {
            filter.clauses().iter().all(|clause| clause.iter().any(|literal| named(*article, literal)))
        };
        let expected: Vec<_> = (0..collection.len()).filter(passes).collect();
        let mut mapped = filter.clone();
        mapped.map(by);
        prop_assert_eq!(mapped.admitted(&collection), expected);
        let again = mapped.clone();
        mapped.map(by);
        prop_assert_eq!(mapped, again);
    }
}

fn literals(filter: &Filter) -> Vec<Vec<(EntityId, bool)>> {
    filter.clauses().iter().map(|clause| clause.iter().map(|literal| (literal.id, literal.negated)).collect()).collect()
}

#[test]
fn keys_build_clauses() {
    let ids = ids(&collection(&[u8::MAX]));
    let [a, b, c, d] = ids[..4] else { panic!() };
    let mut filter = Filter::default();
    filter.toggle_or(a);
    filter.toggle_or(b);
    filter.toggle_with(c);
    filter.toggle_without(d);
    assert_eq!(literals(&filter), [vec![(a, false), (b, false)], vec![(c, false)], vec![(d, true)]]);
    // Wherever it stands, the same key takes it off; the opposite key turns it round.
    filter.toggle_with(a);
    filter.toggle_without(c);
    assert_eq!(literals(&filter), [vec![(b, false)], vec![(d, true)], vec![(c, true)]]);
    // What another clause asks for goes over to the last one; what the last one asks for goes.
    filter.toggle_or(b);
    assert_eq!(literals(&filter), [vec![(d, true)], vec![(c, true), (b, false)]]);
    filter.toggle_or(b);
    filter.toggle_or(c);
    assert_eq!(literals(&filter), [vec![(d, true)], vec![(c, false)]]);
    assert!(filter.remove(0) && !filter.remove(1) && filter.remove(0));
    assert!(filter.is_empty());
}

#[test]
fn entities_that_become_one_are_asked_for_once() {
    let ids = ids(&collection(&[u8::MAX]));
    let [a, b, c, d] = ids[..4] else { panic!() };
    let mut filter = Filter::default();
    [a, b].into_iter().for_each(|id| filter.toggle_or(id));
    filter.toggle_with(c);
    filter.toggle_without(d);
    let one = |from: EntityId, to: EntityId| move |id: EntityId| if id == from { to } else { id };
    let mut mapped = filter.clone();
    mapped.map(one(b, a));
    assert_eq!(literals(&mapped), [vec![(a, false)], vec![(c, false)], vec![(d, true)]]);
    // (a or b) and (b): the second says it all.
    let mut mapped = filter.clone();
    mapped.map(one(c, b));
    assert_eq!(literals(&mapped), [vec![(b, false)], vec![(d, true)]]);
}
