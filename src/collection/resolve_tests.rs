//! What the resolver joins, what it keeps apart, and that the order of adding does not matter.

use super::*;
use proptest::prelude::*;

fn entity(kind: EntityKind, name: &str, aliases: &[&str]) -> Entity {
    Entity {
        id: slug(name),
        name: name.to_owned(),
        kind,
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        roles: Vec::new(),
        count: 1 + name.len() % 3,
    }
}

fn article(entities: &[Entity]) -> Analysis {
    Analysis { entities: entities.to_vec(), ..Analysis::default() }
}

fn resolve(articles: &[Vec<Entity>]) -> Resolver {
    let mut resolver = Resolver::default();
    articles.iter().enumerate().for_each(|(n, entities)| resolver.add(n, &article(entities)));
    resolver
}

fn ids(resolver: &Resolver) -> Vec<String> {
    let mut ids: Vec<_> = resolver.all().into_iter().map(|(_, entity)| entity.id).collect();
    ids.sort();
    ids
}

use EntityKind::{Organization, Person, Place};

#[test]
fn a_lone_surname_joins_the_only_one_who_has_it() {
    let mut resolver =
        resolve(&[vec![entity(Person, "Putin", &[])], vec![entity(Person, "Vladimir Putin", &["Putin"])]]);
    assert_eq!(ids(&resolver), ["vladimir-putin"]);
    let all = resolver.all();
    assert_eq!(all[0].1.articles, [(0, 0), (1, 0)]);
    assert_eq!(all[0].1.aliases, ["Putin"]);
    assert_eq!(resolver.of_article(0, 0), resolver.of_article(1, 0));

    resolver.add(2, &article(&[entity(Person, "Igor Putin", &[])]));
    assert_eq!(ids(&resolver), ["igor-putin", "putin", "vladimir-putin"]);
}

#[test]
fn a_family_name_that_comes_first_is_learnt_from_an_alias() {
    let resolver = resolve(&[vec![entity(Person, "Xi", &[])], vec![entity(Person, "Xi Jinping", &["Xi"])]]);
    assert_eq!(ids(&resolver), ["xi-jinping"]);
}

#[test]
fn acronyms_join_where_an_article_gives_them() {
    let full = entity(Organization, "World Health Organization", &["WHO", "agency"]);
    let resolver =
        resolve(&[vec![entity(Organization, "WHO", &[])], vec![full], vec![entity(Organization, "agency", &[])]]);
    assert_eq!(ids(&resolver), ["agency", "world-health-organization"]);
}

#[test]
fn kinds_stay_apart_and_their_ids_differ() {
    let resolver = resolve(&[vec![entity(Place, "Jordan", &[])], vec![entity(Person, "Jordan", &[])]]);
    assert_eq!(ids(&resolver), ["jordan", "jordan-place"]);
    let taken = resolve(&[vec![
        entity(Place, "Jordan", &[]),
        entity(Person, "Jordan", &[]),
        entity(Organization, "Jordan Place", &[]),
    ]]);
    assert_eq!(ids(&taken), ["jordan", "jordan--place", "jordan-place"]);
}

#[test]
fn spelling_is_that_of_most_mentions() {
    let resolver = resolve(&[
        vec![entity(Person, "RECEP ERDOGAN", &[])],
        vec![entity(Person, "Recep Erdoğan", &[])],
        vec![entity(Person, "Recep Erdoğan", &[])],
    ]);
    let (_, erdogan) = &resolver.all()[0];
    assert_eq!(erdogan.name, "Recep Erdoğan");
    assert_eq!(erdogan.aliases, ["RECEP ERDOGAN"]);
}

/// Articles over few names, so that they meet often.
fn articles() -> impl Strategy<Value = Vec<Vec<Entity>>> {
    let name = prop::sample::select(vec![
        "Putin",
        "Vladimir Putin",
        "Igor Putin",
        "Xi",
        "Xi Jinping",
        "WHO",
        "World Health Organization",
        "Jordan",
        "Jordan Place",
        "Michael Jordan",
        "U.S.",
        "US",
        "United States",
        "…",
    ]);
    let alias = prop::sample::select(vec!["Putin", "Xi", "WHO", "US", "Jordan", "Igor"]);
    let kind = prop::sample::select(EntityKind::ALL.to_vec());
    let entity = (kind, name, prop::collection::vec(alias, 0..3)).prop_map(|(k, n, a)| super::tests::entity(k, n, &a));
    prop::collection::vec(prop::collection::vec(entity, 0..5), 0..8)
}

proptest! {
    #[test]
    fn the_order_of_adding_does_not_matter(
        (articles, order) in articles().prop_flat_map(|articles| {
            let order: Vec<usize> = (0..articles.len()).collect();
            (Just(articles), Just(order).prop_shuffle())
        })
    ) {
        let one = resolve(&articles);
        let mut other = Resolver::default();
        order.iter().for_each(|&n| other.add(n, &article(&articles[n])));
        let view = |r: &Resolver| r.all().into_iter().map(|(_, entity)| entity).collect::<Vec<_>>();
        prop_assert_eq!(view(&one), view(&other));

        let mut ids = ids(&one);
        let all = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "ids are unique");
        for id in (0..one.nodes.len()).map(EntityId) {
            prop_assert_eq!(one.canonical(one.canonical(id)), one.canonical(id));
        }
        let places: usize = one.all().iter().map(|(_, entity)| entity.articles.len()).sum();
        prop_assert_eq!(places, articles.iter().map(Vec::len).sum::<usize>(), "every entity is somewhere, once");
    }
}
