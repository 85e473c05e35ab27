//! What the resolver joins, what it keeps apart, and that the order of adding does not matter.

use super::*;
use crate::analysis::slug;
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

/// With two whom nobody but these articles names.
fn beside(entities: &[Entity]) -> Vec<Entity> {
    let company = [entity(Person, "Yuri Ushakov", &[]), entity(Organization, "Valdai Forum", &[])];
    entities.iter().cloned().chain(company).collect()
}

fn of(resolver: &Resolver, article: usize) -> String {
    let id = resolver.of_article(article, 0).unwrap();
    resolver.entity(id).unwrap().id
}

#[test]
fn a_surname_joins_the_full_name_that_is_beside_the_same() {
    let mut resolver = resolve(&[
        beside(&[entity(Person, "Putin", &[])]),
        beside(&[entity(Person, "Vladimir Putin", &["Putin"])]),
        vec![entity(Person, "Putin", &[]), entity(Place, "Russia", &[])],
    ]);
    assert_eq!([of(&resolver, 0), of(&resolver, 1)], ["vladimir-putin", "vladimir-putin"]);
    assert_eq!(resolver.entity(resolver.of_article(0, 0).unwrap()).unwrap().articles, [(0, 0), (1, 0)]);
    assert_eq!(of(&resolver, 2), "putin--3", "a surname alone is no evidence, nor is one country");

    resolver.add(3, &article(&beside(&[entity(Person, "Igor Putin", &["Putin"])])));
    assert_eq!(of(&resolver, 0), "putin", "as much for one as for the other");
}

#[test]
fn the_world_is_evidence_where_there_is_much_of_it_and_a_role_is_some() {
    let with = |name: &str, role: &str, places: &[&str]| {
        let person = Entity { roles: vec![role.to_owned()], ..entity(Person, name, &[]) };
        std::iter::once(person).chain(places.iter().map(|place| entity(Place, place, &[]))).collect::<Vec<_>>()
    };
    let resolver = resolve(&[
        with("John Smith", "mayor of Leeds", &["England", "London"]),
        with("Smith", "striker", &["England", "London"]),
        with("Smith", "the mayor", &["France"]),
    ]);
    assert_eq!([of(&resolver, 1), of(&resolver, 2)], ["smith", "john-smith"]);
}

#[test]
fn surnames_alone_meet_by_their_company() {
    let resolver = resolve(&[
        beside(&[entity(Person, "Smith", &[])]),
        vec![entity(Person, "Smith", &[])],
        beside(&[entity(Person, "Smith", &[])]),
    ]);
    assert_eq!([of(&resolver, 0), of(&resolver, 1), of(&resolver, 2)], ["smith", "smith--2", "smith"]);
    for article in 0..3 {
        let id = resolver.of_article(article, 0).unwrap();
        let (kind, key) = resolver.key(id).unwrap();
        assert_eq!(resolver.find(kind, key).map(|found| resolver.canonical(found)), Some(id));
    }
}

#[test]
fn common_names_of_bodies_meet_in_one_country_only() {
    for name in ["Supreme Court", "Ministry of Defence", "Labour Party", "Parliament", "Senate", "National Assembly"] {
        let told = |others: &[(EntityKind, &str)]| {
            let others = others.iter().map(|(kind, other)| super::tests::entity(*kind, other, &[]));
            std::iter::once(entity(Organization, name, &[])).chain(others).collect::<Vec<_>>()
        };
        let resolver = resolve(&[
            told(&[(Place, "Kenya")]),
            told(&[(EntityKind::Group, "Brazilian")]),
            told(&[(Place, "Nairobi")]),
            told(&[]),
            vec![entity(Organization, &format!("{name} of Kenya"), &[])],
        ]);
        let of = |article| resolver.of_article(article, 0);
        assert_eq!([of(0), of(2)], [of(4), of(4)], "{name}");
        assert!([of(1), of(3)].iter().all(|other| *other != of(0)) && of(1) != of(3), "{name}");
    }
    let everywhere = resolve(&[
        vec![entity(Organization, "NATO", &[]), entity(Place, "Kenya", &[])],
        vec![entity(Organization, "NATO", &[]), entity(Place, "Brazil", &[])],
    ]);
    assert_eq!(everywhere.of_article(0, 0), everywhere.of_article(1, 0));
}

#[test]
fn what_one_article_keeps_apart_is_apart() {
    let resolver = resolve(&[
        beside(&[entity(Person, "Bold", &[]), entity(Person, "Dashiin Bold", &[])]),
        beside(&[entity(Person, "Dashiin Bold", &[])]),
    ]);
    assert_eq!(of(&resolver, 0), "bold");
}

#[test]
fn fuller_names_take_shorter_ones_in() {
    for (kind, short, long) in [
        (Person, "Xi", "Xi Jinping"),
        (Person, "D. Bold", "Dashiin Bold"),
        (Person, "Khalid Al Sabt", "Khalid bin Rashid Al Sabt"),
        (Person, "Takashi Endo", "Endo Takashi"),
        (Person, "Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        (Organization, "KCG", "Korea Coast Guard"),
        (Organization, "Hanbit", "Hanbit Materials"),
        (Place, "Nimba", "Nimba County"),
    ] {
        let resolver = resolve(&[beside(&[entity(kind, short, &[])]), beside(&[entity(kind, long, &[])])]);
        assert_eq!(resolver.of_article(0, 0), resolver.of_article(1, 0), "{short}, {long}");
        let alone = resolve(&[vec![entity(kind, short, &[])], vec![entity(kind, long, &[])]]);
        assert_ne!(alone.of_article(0, 0), alone.of_article(1, 0), "{short}, {long}");
    }
}

#[test]
fn acronyms_join_where_an_article_gives_them() {
    let full = entity(Organization, "Gem Miners Association", &["GMA", "agency"]);
    let resolver = resolve(&[
        beside(&[entity(Organization, "GMA", &[])]),
        beside(&[full]),
        vec![entity(Organization, "GMA", &[])],
    ]);
    assert_eq!([of(&resolver, 0), of(&resolver, 2)], ["gem-miners-association", "gem-miners-association"]);
}

#[test]
fn a_name_that_ends_in_its_kind_keeps_it() {
    let who = Entity { id: "world-health-organization".to_owned(), ..entity(Organization, "WHO", &[]) };
    let resolver = resolve(&[vec![who], vec![entity(Organization, "World Health Organization", &["WHO"])]]);
    assert_eq!(ids(&resolver), ["world-health-organization"]);
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

#[test]
fn letters_that_tell_nothing_give_way() {
    for (kind, forms, shown) in [
        (Person, &["olaf scholz", "olaf scholz", "OLAF SCHOLZ", "Olaf Scholz"][..], "Olaf Scholz"),
        (Person, &["JOE BIDEN", "JOE BIDEN", "Joe Biden"], "Joe Biden"),
        (Person, &["volodymyr zelenskyy", "volodymyr zelenskyy", "Volodymyr Zelensky"], "Volodymyr Zelensky"),
        (Place, &["turkey", "TURKEY", "TURKEY", "Turkey"], "Turkey"),
        (Organization, &["nato", "nato", "NATO"], "NATO"),
        (Person, &["JOE BIDEN", "joe biden", "JOE BIDEN"], "JOE BIDEN"),
        (Person, &["BIDEN", "BIDEN", "Biden"], "Biden"),
    ] {
        let articles: Vec<_> = forms.iter().map(|name| beside(&[entity(kind, name, &[])])).collect();
        let resolver = resolve(&articles);
        let id = resolver.of_article(0, 0).unwrap();
        assert!((0..forms.len()).all(|n| resolver.of_article(n, 0) == Some(id)), "{forms:?}");
        assert_eq!(resolver.entity(id).unwrap().name, shown);
        assert_eq!(resolver.label(id), Some((kind, shown)));
    }
}

/// Articles over few names, so that they meet often.
fn articles() -> impl Strategy<Value = Vec<Vec<Entity>>> {
    let name = prop::sample::select(vec![
        "Putin",
        "Vladimir Putin",
        "vladimir putin",
        "VLADIMIR PUTIN",
        "Igor Putin",
        "Xi",
        "xi",
        "who",
        "jordan",
        "JORDAN",
        "volodymyr zelenskyy",
        "Volodymyr Zelensky",
        "Xi Jinping",
        "WHO",
        "World Health Organization",
        "Jordan",
        "Jordan Place",
        "Michael Jordan",
        "U.S.",
        "US",
        "United States",
        "Putina",
        "Valdai Forum",
        "Senate",
        "Minnesota Senate",
        "Supreme Court",
        "Supreme Court of Kenya",
        "Kenya",
        "Kenyan",
        "Brazil",
        "…",
    ]);
    let alias = prop::sample::select(vec!["Putin", "Xi", "WHO", "US", "Jordan", "Igor"]);
    let kind = prop::sample::select(EntityKind::ALL.to_vec());
    let entity = (kind, name, prop::collection::vec(alias, 0..3)).prop_map(|(k, n, a)| super::tests::entity(k, n, &a));
    prop::collection::vec(prop::collection::vec(entity, 0..7), 0..9)
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
        for (id, entity) in one.all() {
            prop_assert_eq!(one.entity(id), Some(entity), "gathered from its parts");
            let (kind, key) = one.key(id).unwrap();
            prop_assert_eq!(one.find(kind, key).map(|found| one.canonical(found)), Some(id));
        }

        let mut ids = ids(&one);
        let all = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "ids are unique");
        for id in (0..one.nodes.len()).map(|at| EntityId(at as u32)) {
            prop_assert_eq!(one.canonical(one.canonical(id)), one.canonical(id));
        }
        let places: usize = one.all().iter().map(|(_, entity)| entity.articles.len()).sum();
        prop_assert_eq!(places, articles.iter().map(Vec::len).sum::<usize>(), "every entity is somewhere, once");
    }
}
