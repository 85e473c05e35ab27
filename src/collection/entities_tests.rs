use super::*;
use crate::analysis::{Analysis, Entity, Models, analyze, slug};
use crate::article::{Article, Block, BlockKind, Format, Meta, ReadOptions, read_str};
use crate::collection::Entry;
use crate::collection::trial::collection;
use crate::text::Span;
use crate::text::sanitize::is_clean;
use proptest::prelude::*;

const TEXTS: [&str; 4] = [
    "President Vladimir Putin met Angela Merkel in Berlin. Putin smiled. Merkel did not.",
    "Vladimir Putin and Volodymyr Kravtsov spoke of Ukraine. Putin left early. Kravtsov stayed in Berlin.",
    "Volodymyr Kravtzov thanked Angela Merkel. Kravtzov then flew to Ukraine.",
    "The weather in Berlin was fine, said Angela Merkel.",
];

fn id(collection: &Collection, name: &str) -> EntityId {
    let found = collection.ids().find(|id| collection.label(*id).is_some_and(|(_, label)| label == name));
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn subject(collection: &Collection, name: &str) -> Subject {
    collection.subject(id(collection, name)).unwrap()
}

fn correct(collection: &mut Collection, corrections: impl IntoIterator<Item = Correction>) -> Edit {
    collection.correct(&Edit::adding(corrections))
}

/// All that a collection says of its entities, by name.
fn account(collection: &Collection) -> Vec<String> {
    let mut all: Vec<String> = collection
        .ids()
        .map(|id| {
            let articles = collection.articles_of(id);
            let here: Vec<usize> = articles.iter().map(|article| collection.count_in(*article, id)).collect();
            let mentions: Vec<usize> = articles.iter().map(|at| collection.mentions_of(*at, id).count()).collect();
            assert_eq!(here, mentions);
            assert_eq!(here.iter().sum::<usize>(), collection.mention_count(id));
            let entity = collection.entity(id).unwrap();
            assert_eq!(
                (entity.count, Some((entity.kind, entity.name.as_str()))),
                (collection.mention_count(id), collection.label(id))
            );
            let mut names = collection.names(id);
            names.sort_unstable();
            names.dedup();
            format!("{:?} {:?} {here:?} {articles:?} {names:?}", entity.kind, entity.name)
        })
        .collect();
    all.sort();
    all
}

#[test]
fn merged_entities_are_one_everywhere() {
    let mut collection = collection(&TEXTS);
    let before = account(&collection);
    let (one, other) = (id(&collection, "Volodymyr Kravtsov"), id(&collection, "Volodymyr Kravtzov"));
    let merge =
        Correction::Merge(subject(&collection, "Volodymyr Kravtsov"), subject(&collection, "Volodymyr Kravtzov"));
    let undo = correct(&mut collection, [merge]);
    assert_eq!(collection.canonical(one), collection.canonical(other));
    assert_eq!(collection.label(one).unwrap().1, "Volodymyr Kravtzov");
    assert_eq!((collection.articles_of(one), collection.mention_count(one)), (vec![1, 2], 4));
    assert!(collection.entity(one).unwrap().aliases.contains(&"Kravtsov".to_owned()));
    assert_eq!(collection.corrections_of(other).len(), 1);
    assert_eq!(collection.spellings(one).first().map(|(_, count)| *count), Some(1));
    account(&collection);
    collection.correct(&undo);
    assert_eq!(account(&collection), before);
}

#[test]
fn a_name_that_is_split_off_stands_by_itself() {
    let mut collection = collection(&TEXTS);
    let putin = id(&collection, "Vladimir Putin");
    let all = collection.mention_count(putin);
    let split = Correction::Split(subject(&collection, "Vladimir Putin"), "Putin".to_owned());
    correct(&mut collection, [split]);
    let apart = id(&collection, "Putin");
    assert_eq!((collection.mention_count(apart), collection.mention_count(putin)), (2, all - 2));
    assert!(!collection.names(putin).contains(&"Putin") && collection.names(apart) == ["Putin"]);
    let (kind, key) = collection.key(apart).map(|(kind, key)| (kind, key.to_owned())).unwrap();
    assert_eq!((key.as_str(), collection.find(kind, &key)), ("putin--of-vladimir-putin", Some(apart)));
    account(&collection);
    // And goes to somebody else from there, which another session finds in what is kept.
    let merge = Correction::Merge(collection.subject(apart).unwrap(), subject(&collection, "Angela Merkel"));
    correct(&mut collection, [merge]);
    assert_eq!(collection.label(apart).unwrap().1, "Angela Merkel");
    let kept = collection.corrections().to_lines();
    let mut later = self::collection(&TEXTS);
    later.set_corrections(Corrections::from_lines(&kept).0);
    assert_eq!(account(&later), account(&collection));
    // Once the split is taken back, what was held on to means the whole again.
    let gone = collection.corrections_of(apart).iter().map(|(_, kept)| (*kept).clone()).collect::<Vec<_>>();
    collection.correct(&Edit::removing(gone));
    assert_eq!(collection.canonical(apart), putin);
}

#[test]
fn renamed_of_another_kind_and_hidden() {
    let mut collection = collection(&TEXTS);
    let berlin = id(&collection, "Berlin");
    let of = subject(&collection, "Berlin");
    correct(
        &mut collection,
        [Correction::Rename(of.clone(), "Capital".to_owned()), Correction::Kind(of.clone(), EntityKind::Group)],
    );
    assert_eq!(collection.label(berlin), Some((EntityKind::Group, "Capital")));
    assert!(collection.names(berlin).contains(&"Berlin") && collection.names(berlin).contains(&"Capital"));
    account(&collection);
    let undo = correct(&mut collection, [Correction::Hide(of)]);
    assert!(collection.is_hidden(berlin) && collection.hidden() == [berlin]);
    assert!(collection.ids().all(|id| id != berlin));
    assert!(collection.entities_of(0).all(|(id, _)| id != berlin));
    let entry = collection.entry(0).unwrap();
    assert!(
        entry.analysis.mentions.iter().filter_map(|mention| collection.named_by(0, mention)).all(|id| id != berlin)
    );
    collection.correct(&undo);
    assert!(!collection.is_hidden(berlin));
}

#[test]
fn of_another_kind_it_is_one_with_its_namesake() {
    let mut collection = collection(&TEXTS);
    // An article in which Berlin was taken for an organisation.
    let article = read_str("9", "He left for Berlin.", Format::Plain, ReadOptions::default()).remove(0).unwrap();
    let mut analysis = analyze(&article, Models::embedded());
    analysis.mentions.iter_mut().for_each(|mention| mention.kind = EntityKind::Organization);
    analysis.entities.iter_mut().for_each(|entity| entity.kind = EntityKind::Organization);
    collection.add(Entry::new((9, 0), article, analysis));
    let called = |collection: &Collection| {
        let label = |id| collection.label(id).filter(|(_, name)| *name == "Berlin");
        let mut found: Vec<_> =
            collection.ids().filter_map(|id| Some((label(id)?.0, collection.mention_count(id)))).collect();
        found.sort_unstable_by_key(|(_, count)| *count);
        found
    };
    let place = collection.find(EntityKind::Place, "berlin").map(|id| collection.mention_count(id)).unwrap();
    assert_eq!(called(&collection), [(EntityKind::Organization, 1), (EntityKind::Place, place)]);
    let body = collection.find(EntityKind::Organization, "berlin").and_then(|id| collection.subject(id)).unwrap();
    correct(&mut collection, [Correction::Kind(body, EntityKind::Place)]);
    assert_eq!(called(&collection), [(EntityKind::Place, place + 1)]);
    account(&collection);
}

#[test]
fn what_is_not_here_changes_nothing_and_comes_with_its_article() {
    let mut all = collection(&TEXTS);
    correct(&mut all, [Correction::Hide(subject(&collection(&TEXTS), "Vladimir Putin"))]);
    let kept = Corrections::from_lines(&all.corrections().to_lines()).0;
    let mut later = collection(&TEXTS[2..]);
    let before = account(&later);
    later.set_corrections(kept);
    assert_eq!(account(&later), before);
    let article = read_str("9", TEXTS[0], Format::Plain, ReadOptions::default()).remove(0).unwrap();
    let analysis = analyze(&article, Models::embedded());
    later.add(Entry::new((9, 0), article, analysis));
    assert_eq!(later.hidden().len(), 1);
}

#[test]
fn a_full_name_that_is_gone_is_found_by_another_but_by_no_surname() {
    let of = |kind, name: &str, also: &str| Subject {
        kind,
        slug: slug(name),
        from: None,
        name: name.to_owned(),
        also: vec![also.to_owned()],
    };
    let collection = collection(&["They met in Berlin. Putin stayed at home in Moscow."]);
    let berlin = Some(id(&collection, "Berlin"));
    assert_eq!(collection.find_subject(&of(EntityKind::Place, "State of Berlin", "Berlin")), berlin);
    // Filed under something else than its name, by a list that has changed since.
    let filed = Subject { slug: "old-slug".to_owned(), ..of(EntityKind::Place, "Berlin", "Prussia") };
    assert_eq!(collection.find_subject(&filed), berlin);
    assert_eq!(collection.find_subject(&of(EntityKind::Person, "Vladimir Putin", "Putin")), None);
}

fn apart(name: &str, from: &str) -> Subject {
    let (slug, from, name) = (slug(name), Some(from.to_owned()), name.to_owned());
    Subject { kind: EntityKind::Person, slug, from, name, also: Vec::new() }
}

#[test]
fn a_name_that_is_not_split_off_is_nobody_else() {
    let collection = collection(&TEXTS);
    assert_eq!(collection.find_subject(&apart("Angela Merkel", "vladimir-putin")), None);
}

#[test]
fn what_is_split_off_is_found_by_what_it_was_said_to_be_split_off_from() {
    let mut collection = collection(&TEXTS);
    let (kind, name) = (EntityKind::Person, "President Putin".to_owned());
    let of = Subject { kind, slug: slug(&name), from: None, name, also: vec!["Vladimir Putin".to_owned()] };
    let (said, filed) = (apart("Putin", "president-putin"), apart("Putin", "vladimir-putin"));
    correct(&mut collection, [Correction::Split(of, "Putin".to_owned())]);
    let id = collection.find_subject(&filed).unwrap();
    assert_eq!((collection.find_subject(&said), collection.label(id).unwrap().1), (Some(id), "Putin"));
    // By the name that it is filed under now goes before.
    correct(
        &mut collection,
        [Correction::Rename(said, "Some".to_owned()), Correction::Rename(filed, "Other".to_owned())],
    );
    assert_eq!(collection.label(id).unwrap().1, "Other");
}

#[test]
fn spellings_are_clean_and_on_one_line() {
    let text = "Ann\n  Okello spoke. Ann\u{200b} Okello left, and Eva Lund came.";
    let mut analysis = Analysis::default();
    for (entity, (names, name)) in
        [(&["Ann\n  Okello", "Ann\u{200b} Okello"][..], "Ann Okello"), (&["Eva Lund"], "Eva Lund")].iter().enumerate()
    {
        for name in *names {
            let start = text.find(name).unwrap();
            let span = Span::new(start, start + name.len());
            analysis.mentions.push(Mention { span, kind: EntityKind::Person, entity });
        }
        let (id, name, aliases, roles) = (slug(name), (*name).to_owned(), Vec::new(), Vec::new());
        analysis.entities.push(Entity { id, name, kind: EntityKind::Person, aliases, roles, count: names.len() });
    }
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
    let article = Article { meta: Meta::default(), text: text.into(), blocks: vec![block] };
    let mut collection = Collection::default();
    collection.add(Entry::new((0, 0), article, analysis));
    let ann = id(&collection, "Ann Okello");
    assert_eq!(collection.spellings(ann), [("Ann Okello".to_owned(), 2)]);
    let merge = Correction::Merge(subject(&collection, "Ann Okello"), subject(&collection, "Eva Lund"));
    correct(&mut collection, [merge]);
    assert_eq!(collection.entity(ann).unwrap().aliases, ["Ann Okello"]);
    assert!(collection.known().names().iter().all(|(_, name)| is_clean(name) && !name.contains('\n')));
}

#[test]
fn a_surname_alone_is_corrected_where_it_stands_and_nowhere_else() {
    let texts = ["Mr Lindqvist spoke in Oslo. Lindqvist left.", "Mr Lindqvist sang in Rome. Lindqvist stayed."];
    let mut first = collection(&texts);
    let both: Vec<EntityId> =
        first.ids().filter(|id| first.label(*id) == Some((EntityKind::Person, "Lindqvist"))).collect();
    assert_eq!(both.len(), 2);
    let sang = both.iter().copied().find(|id| first.articles_of(*id) == [1]).unwrap();
    let hide = Correction::Hide(first.subject(sang).unwrap());
    correct(&mut first, [hide]);
    assert_eq!(first.hidden(), [sang]);
    let kept = first.corrections().to_lines();
    let hidden = |texts: &[&str]| {
        let mut later = collection(texts);
        later.set_corrections(Corrections::from_lines(&kept).0);
        later.hidden().iter().flat_map(|id| later.articles_of(*id)).collect::<Vec<_>>()
    };
    assert_eq!(hidden(&[texts[1], texts[0]]), [0]);
    assert_eq!(hidden(&["Snow fell on Oslo.", texts[0], texts[1]]), [2]);
    assert_eq!(hidden(&texts[..1]), Vec::<usize>::new());
    // Nor does it hold for somebody whose full name becomes known.
    assert_eq!(hidden(&["Mr Lindqvist sang in Rome. Astrid Lindqvist stayed."]), Vec::<usize>::new());
}

fn any_correction() -> impl Strategy<Value = (u8, usize, usize)> {
    (0..6u8, 0..8usize, 0..8usize)
}

fn made(collection: &Collection, (what, one, other): (u8, usize, usize)) -> Option<Correction> {
    let mut names: Vec<(EntityKind, &str, EntityId)> =
        collection.ids().filter_map(|id| collection.label(id).map(|(kind, name)| (kind, name, id))).collect();
    names.sort();
    let pick = |at: usize| collection.subject(names.get(at % names.len())?.2);
    let (one, other) = (pick(one)?, pick(other)?);
    let short = one.also.first().cloned().unwrap_or_else(|| one.name.clone());
    Some(match what {
        0 | 1 => Correction::Merge(one, other),
        2 => Correction::Split(one, short),
        3 => Correction::Rename(one, other.name),
        4 => Correction::Kind(one, other.kind),
        _ => Correction::Hide(one),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undoing_all_in_turn_leads_back(steps in prop::collection::vec(any_correction(), 0..8)) {
        let mut collection = collection(&TEXTS);
        let before = account(&collection);
        let mut undo = Vec::new();
        for step in steps {
            if let Some(correction) = made(&collection, step) {
                undo.push(collection.correct(&Edit::adding([correction])));
                account(&collection);
            }
        }
        undo.iter().rev().for_each(|edit| drop(collection.correct(edit)));
        prop_assert_eq!(account(&collection), before);
    }

    #[test]
    fn neither_order_matters(
        steps in prop::collection::vec(any_correction(), 0..8),
        turn in 0..8usize,
        first in 0..4usize,
    ) {
        let mut one = collection(&TEXTS);
        for step in steps {
            if let Some(correction) = made(&one, step) {
                one.correct(&Edit::adding([correction]));
            }
        }
        let mut lines: Vec<String> = one.corrections().to_lines().lines().map(str::to_owned).collect();
        lines.reverse();
        let turn = turn.min(lines.len());
        lines.rotate_left(turn);
        let mut texts = TEXTS;
        texts.rotate_left(first);
        let mut other = Collection::default();
        other.set_corrections(Corrections::from_lines(&lines.join("\n")).0);
        for (at, text) in texts.iter().enumerate() {
            let article = read_str(&at.to_string(), text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
            let analysis = analyze(&article, Models::embedded());
            other.add(Entry::new((at, 0), article, analysis));
        }
        let names = |collection: &Collection| {
            let mut names: Vec<(EntityKind, String, usize)> = collection
                .ids()
                .filter_map(|id| collection.label(id).map(|(kind, name)| (kind, name.to_owned(), collection.mention_count(id))))
                .collect();
            names.sort();
            names
        };
        prop_assert_eq!(names(&one), names(&other));
    }
}
