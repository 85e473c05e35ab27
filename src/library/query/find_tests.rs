use super::*;
use crate::analysis::{Models, analyze};
use crate::article::{Format, ReadOptions, read_str};
use crate::collection::Corrections;
use crate::library::query::today;
use crate::library::{Change, Incoming, Origin};
use proptest::prelude::*;
use std::collections::BTreeSet;

const DEAL: &str = r#"{"id": "a", "title": "Gas deal in Moscow", "source": "Wire", "date": "2024-05-10", "author": "Maria Okello",
"url": "https://example.org/Deal", "text": "President Vladimir Putin met Emmanuel Macron in Moscow on Friday.\n\n“We will sell natural gas to Berlin,” Putin said. “Oil is dear this winter,” Macron said. Exports rose 12% last year. The pipeline is 30 km long."}"#;
const TALKS: &str = r#"{"id": "b", "title": "Talks end", "source": "Daily Post", "date": "2024-05-12",
"text": "Emmanuel Macron left Berlin on Sunday.\n\n“Gas prices will fall before the summer,” Macron said. Some 200 people protested in the streets. Exports rose by 3% and wages by 5 to 8%, said a bank."}"#;
const CHINESE: &str = r#"{"id": "c", "title": "習近平在北京", "source": "Wire", "date": "2024-06-01", "language": "zh",
"text": "習近平在北京會見了普京總統。雙方談了天然氣的價格，並且簽署了十五項協議。"}"#;
const CAFE: &str = r#"{"id": "d", "title": "Søren's café", "text": "The café of Søren Kierkegaard Jensen in Århus sells colourful naïve pictures."}"#;

fn library() -> Library {
    let mut library = Library::temporary().expect("a library");
    let batch: Vec<Incoming> = [DEAL, TALKS, CHINESE, CAFE]
        .iter()
        .map(|line| {
            let line = line.replace('\n', " ");
            let article =
                read_str("x", &line, Format::JsonLines, ReadOptions::default()).remove(0).expect("an article");
            let analysis = analyze(&article, Models::embedded());
            let name = article.meta.id.clone();
            Incoming::new(article, &analysis, Origin::Part("x.jsonl".into(), Some(name)))
        })
        .collect();
    library.add(&batch).expect("added");
    library
}

/// The articles that answer `text`, by their ids, in order.
fn found(library: &Library, text: &str, order: Order) -> String {
    let query =
        Query::parse(text, jiff::civil::date(2024, 6, 3)).unwrap_or_else(|error| panic!("{}", error.pointed(text)));
    let ids = library.find(&query, order).unwrap_or_else(|error| panic!("{text}: {error}"));
    library.rows(&ids).expect("rows").into_iter().map(|row| row.name).collect()
}

#[test]
fn conditions_find_what_they_say() {
    let library = library();
    for (text, expected) in [
        ("", "cbad"),
        ("gas", "ba"),
        ("GAS prices", "b"),
        ("\"natural gas\"", "a"),
        ("\"gas natural\"", ""),
        ("natur*", "a"),
        ("-gas", "cd"),
        ("gas -person:putin", "b"),
        ("gas or café", "bad"),
        ("cafe", "d"),
        ("soren NAIVE", "d"),
        ("北京", "c"),
        ("京北", ""),
        ("天然氣 價格", "c"),
        ("okello", "a"),
        ("title:gas", "a"),
        ("title:/^t\\w+s/", "b"),
        ("/colou?r/", "d"),
        ("gas /fall|rise/", "b"),
        ("source:wire", "ca"),
        ("source:\"daily post\"", "b"),
        ("author:okello", "a"),
        ("url:example.org/deal", "a"),
        ("https://example.org/deal", "a"),
        ("language:chinese", "c"),
        ("person:putin", "a"),
        ("person:putin-vladimir", "a"),
        ("person:\"putin vladimir\"", ""),
        ("person:\"Emmanuel Macron\"", "ba"),
        ("person:macr*", "ba"),
        ("place:putin", ""),
        ("place:berlin", "ba"),
        ("entity:moscow", "a"),
        ("speaker:macron", "ba"),
        ("says:gas", "ba"),
        ("says:\"natural gas\"", "a"),
        ("speaker:macron says:gas", "b"),
        ("says:gas speaker:macron", "b"),
        ("speaker:macron (says:gas or says:oil)", "ba"),
        ("speaker:macron says:(gas prices)", "b"),
        ("speaker:macron says:oil speaker:putin says:gas", "a"),
        ("speaker:(macron or putin) says:natural", "a"),
        ("speaker:macron -says:oil", "b"),
        ("says:/win.er/", "a"),
        ("figure:12%", "a"),
        ("figure:>5%", "ba"),
        ("figure:>10%", "a"),
        ("figure:6..7%", "b"),
        ("figure:<=3%", "b"),
        ("figure:30km", "a"),
        ("figure:\"30,000 metres\"", "a"),
        ("figure:18..19mile", "a"),
        ("figure:200", "b"),
        ("figure:>=200", "b"),
        ("date:2024-05", "ba"),
        ("date:2024-05-12..", "cb"),
        ("date:7d", "c"),
        ("date:<2024-05-11", "a"),
        ("-has:date", "d"),
        ("has:quote", "ba"),
        ("has:url", "a"),
        ("is:read", ""),
        ("is:unread -gas", "cd"),
        ("tag:x", ""),
        ("like:1", "b"),
        ("story:1", "a"),
        ("like:99", ""),
    ] {
        assert_eq!(found(&library, text, Order::Newest), expected, "{text}");
    }
}

#[test]
fn orders_are_as_declared() {
    let mut library = library();
    library.reckon_novelty().expect("reckoned");
    for (order, expected) in [
        (Order::Newest, "cbad"),
        (Order::Oldest, "abcd"),
        (Order::Source, "bcad"),
        (Order::Length, "abcd"),
        (Order::Added, "dcba"),
        (Order::Relevance, "cbad"),
    ] {
        assert_eq!(found(&library, "", order), expected, "{order:?}");
    }
    // A word in the title says most.
    assert_eq!(found(&library, "gas", Order::Relevance), "ab");
    // All of the first account was new, not so of the second.
    let novelty = found(&library, "gas", Order::Novelty);
    assert_eq!(novelty, "ab");
    assert_eq!(library.reckon_novelty().expect("reckoned"), 0, "nothing has changed");
}

#[test]
fn what_the_reader_did_is_found() {
    let mut library = library();
    let id = |name: &str| {
        let ids = library.find(&Query::all(today()), Order::Newest).expect("all");
        library
            .rows(&ids)
            .expect("rows")
            .into_iter()
            .find(|row| row.name == name)
            .map(|row| row.id)
            .expect("it is there")
    };
    let (first, second) = (id("a"), id("b"));
    library.change(&Change::Read(vec![(first, true)])).expect("read");
    library.change(&Change::Remove(vec![second])).expect("removed");
    for (text, expected) in
        [("is:read", "a"), ("is:unread", "cd"), ("gas", "a"), ("person:macron", "a"), ("-café", "ca"), ("", "cad")]
    {
        for order in Order::ALL.map(|(order, _)| order) {
            let mut names: Vec<char> = found(&library, text, order).chars().collect();
            let mut expected: Vec<char> = expected.chars().collect();
            names.sort_unstable();
            expected.sort_unstable();
            assert_eq!(names, expected, "{text} {order:?}");
        }
    }
}

#[test]
fn names_are_completed_from_the_library() {
    let library = library();
    assert_eq!(library.names(Kind::Entity(Some(EntityKind::Person)), "mac", 9).expect("names"), ["Emmanuel Macron"]);
    assert_eq!(library.names(Kind::Entity(None), "vladimir pu", 9).expect("names"), ["Vladimir Putin"]);
    assert_eq!(library.names(Kind::Source, "", 9).expect("names"), ["Daily Post", "Wire"]);
    assert_eq!(library.names(Kind::Source, "post", 9).expect("names"), ["Daily Post"]);
    for kind in [Kind::Tag, Kind::Feed, Kind::Entity(Some(EntityKind::Event))] {
        assert_eq!(library.names(kind, "", 9).expect("names"), Vec::<String>::new());
    }
}

/// The library, with lines of the file of corrections.
fn corrected(lines: &[&str]) -> Library {
    let mut library = library();
    let (corrections, strange) = Corrections::from_lines(&lines.join("\n"));
    assert!(strange.is_empty(), "{strange:?}");
    library.follow_corrections(&corrections).expect("kept");
    library
}

const PUTIN: &str = r#"{"type":"person","name":"Vladimir Putin"}"#;
const MACRON: &str = r#"{"type":"person","name":"Emmanuel Macron"}"#;
const JENSEN: &str = r#"{"type":"person","name":"Søren Kierkegaard Jensen"}"#;
const BERLIN: &str = r#"{"type":"place","name":"Berlin"}"#;
const MOSCOW: &str = r#"{"type":"place","name":"Moscow"}"#;

#[test]
fn names_are_found_as_they_are_corrected() {
    let merge = |one: &str, into: &str| format!(r#"{{"do":"merge","entity":{one},"into":{into}}}"#);
    let rename = |one: &str, to: &str| format!(r#"{{"do":"rename","entity":{one},"to":"{to}"}}"#);
    let kind = |one: &str, to: &str| format!(r#"{{"do":"kind","entity":{one},"to":"{to}"}}"#);
    let hide = |one: &str| format!(r#"{{"do":"hide","entity":{one}}}"#);
    let bare = r#"{"type":"person","name":"Putin","from":"vladimir-putin"}"#;
    let split = format!(r#"{{"do":"split","entity":{PUTIN},"name":"Putin"}}"#);
    let both = [merge(PUTIN, JENSEN), merge(MACRON, JENSEN)];
    let chain = [merge(PUTIN, MACRON), merge(MACRON, JENSEN), rename(JENSEN, "The Three of Them")];
    let apart = [split, merge(bare, JENSEN), rename(bare, "Another Putin")];
    let berlin = [kind(BERLIN, "organization"), rename(BERLIN, "German government")];
    type Case<'a> = (&'a [String], &'a [(&'a str, &'a str)]);
    let cases: [Case<'_>; 7] = [
        (
            &[merge(PUTIN, JENSEN)],
            &[
                ("person:putin", "ad"),
                ("person:\"vladimir putin\"", "ad"),
                ("person:jensen", "ad"),
                ("entity:jens*", "ad"),
                ("place:jensen", ""),
                ("speaker:jensen", "a"),
                ("speaker:jensen says:gas", "a"),
                ("person:macron", "ba"),
                ("-person:jensen", "cb"),
            ],
        ),
        (&both, &[("person:putin", "bad"), ("speaker:jensen says:prices", "b")]),
        (&chain, &[("person:putin", "bad"), ("person:\"three of them\"", "bad"), ("speaker:(of three)", "ba")]),
        (
            &[rename(MOSCOW, "Third Rome")],
            &[("place:\"third rome\"", "a"), ("place:rom*", "a"), ("place:moscow", "a"), ("person:rome", "")],
        ),
        (
            &berlin,
            &[
                ("org:berlin", "ba"),
                ("place:berlin", ""),
                ("entity:berlin", "ba"),
                ("org:\"german government\"", "ba"),
                ("place:moscow", "a"),
            ],
        ),
        (&apart, &[("person:\"another putin\"", "ad"), ("person:jensen", "ad"), ("person:\"vladimir putin\"", "a")]),
        // Without its splitting off, nothing is said of the name; what is hidden is found by whoever knows it.
        (&[merge(bare, JENSEN), hide(PUTIN)], &[("person:jensen", "d"), ("person:putin", "a")]),
    ];
    for (lines, expected) in cases {
        let library = corrected(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        for (text, expected) in expected {
            assert_eq!(found(&library, text, Order::Newest), *expected, "{text} with {lines:#?}");
        }
    }
}

#[test]
fn names_are_offered_as_they_are_corrected() {
    let lines = [
        format!(r#"{{"do":"hide","entity":{PUTIN}}}"#),
        format!(r#"{{"do":"merge","entity":{MACRON},"into":{JENSEN}}}"#),
        format!(r#"{{"do":"rename","entity":{MOSCOW},"to":"Third Rome"}}"#),
        format!(r#"{{"do":"kind","entity":{BERLIN},"to":"organization"}}"#),
        r#"{"do":"rename","entity":{"type":"person","name":"Nobody Here"},"to":"Third Man"}"#.to_owned(),
    ];
    let library = corrected(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let offered = |kind, prefix: &str| library.names(Kind::Entity(kind), prefix, 9).expect("names");
    assert_eq!(offered(Some(EntityKind::Person), "put"), Vec::<String>::new());
    assert_eq!(offered(Some(EntityKind::Person), "mac"), ["Søren Kierkegaard Jensen"]);
    assert_eq!(offered(None, "thi"), ["Third Rome"]);
    assert_eq!(offered(Some(EntityKind::Place), "mos"), ["Third Rome"]);
    assert_eq!(offered(Some(EntityKind::Place), "ber"), Vec::<String>::new());
    assert_eq!(offered(Some(EntityKind::Organization), "be"), ["Berlin"]);
}

#[test]
fn every_example_of_the_manual_can_be_asked() {
    let library = library();
    let manual = include_str!("../../../docs/query.md");
    let rows = manual.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let mut count = 0;
    for (example, rest) in rows {
        let others = rest.split('`').skip(1).step_by(2).filter(|other| other.contains(':') && !other.ends_with(':'));
        for example in std::iter::once(example).chain(others) {
            count += 1;
            found(&library, example, Order::Relevance);
            let query = Query::parse(example, today()).expect(example);
            let ids = library.find(&query, Order::Newest).expect(example);
            assert_eq!(library.snippets(&query, &ids).expect(example).len(), ids.len(), "{example}");
        }
    }
    assert!(count > 50, "{count} examples");
    for row in &crate::library::query::FIELDS {
        assert!(manual.contains(&format!("`{}:", row.name)), "the manual says nothing of {}:", row.name);
    }
    let error = Query::parse("gas persn:putin", today()).expect_err("no field");
    assert!(manual.contains(&error.pointed("gas persn:putin")), "{}", error.pointed("gas persn:putin"));
}

/// A query of conditions that do not depend on what stands beside them.
fn queries() -> impl Strategy<Value = String> {
    let terms = [
        "gas",
        "café",
        "person:macron",
        "place:berlin",
        "date:2024-05",
        "figure:>5%",
        "source:wire",
        "/e/",
        "is:unread",
        "北京",
    ];
    prop::sample::select(terms.to_vec()).prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            inner.prop_map(|a| format!("(not {a})")),
        ]
    })
}

/// The same by the definition: one condition at a time.
fn by_hand(library: &Library, node: &crate::library::query::Node) -> BTreeSet<char> {
    use crate::library::query::Expr;
    let all = || found(library, "", Order::Newest).chars().collect::<BTreeSet<_>>();
    match &node.expr {
        Expr::And(nodes) => nodes.iter().fold(all(), |left, node| &left & &by_hand(library, node)),
        Expr::Or(nodes) => nodes.iter().fold(BTreeSet::new(), |left, node| &left | &by_hand(library, node)),
        Expr::Not(inner) => &all() - &by_hand(library, inner),
        Expr::Term(_) => found(library, &node.to_string(), Order::Newest).chars().collect(),
    }
}

#[test]
fn conditions_are_joined_as_they_are_defined() {
    let library = library();
    proptest!(|(text in queries())| {
        let query = Query::parse(&text, today()).expect("a query");
        let expected = by_hand(&library, query.root().expect("something"));
        prop_assert_eq!(found(&library, &text, Order::Source).chars().collect::<BTreeSet<_>>(), expected, "{}", text);
    });
}
