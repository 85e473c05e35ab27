//! Keys in, screen out: correcting entities, undoing that, and what is suggested.

use crate::common::Desk;
use crossread::analysis::{Analysis, Entity, EntityKind, Mention};
use crossread::app::{Focus, MenuKind, MenuRow, Report, Scope, Target};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::collection::{Corrections, EntityId, Entry};
use crossread::text::Span;

const TEXTS: [(&str, &str); 3] = [
    (
        "Harbour Wire",
        "Russian President Vladimir Putin met Angela Merkel in Berlin. Putin smiled. Volodymyr Kravtsov was in Paris.",
    ),
    ("Daily Meridian", "President Volodymyr Kravtzov thanked Angela Merkel in Berlin. Kravtzov then flew to Paris."),
    ("Radio Atlas", "Volodymyr Kravtzov met Olaf Scholz. In Paris, Angela Merkel spoke of Berlin."),
];

fn articles() -> Vec<Article> {
    let read = |(source, text): &(&str, &str)| {
        let markdown = format!("---\ntitle: An account\nsource: {source}\n---\n\n{text}\n");
        read_str(source, &markdown, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
    };
    TEXTS.iter().map(read).collect()
}

fn desk() -> Desk {
    Desk::with(articles(), 160, 48)
}

fn id(desk: &Desk, name: &str) -> EntityId {
    let collection = &desk.state.collection;
    let found = collection.ids().find(|id| collection.label(*id).is_some_and(|(_, label)| label == name));
    found.unwrap_or_else(|| panic!("no {name}"))
}

/// Selects a name in the panel, which lists those of all articles.
fn select(desk: &mut Desk, name: &str) {
    let wanted = id(desk, name);
    while desk.state.focus != Focus::Panel {
        desk.press("tab");
    }
    if desk.state.panel.scope == Scope::Article {
        desk.press("e");
    }
    desk.press("g");
    while desk.state.panel.selected != Some(wanted) {
        let before = desk.state.panel.selected;
        desk.press("j");
        assert_ne!(desk.state.panel.selected, before, "no {name} on\n{}", desk.screen());
    }
}

/// The panel counts what the articles name, however it was corrected.
fn check_counts(desk: &Desk) {
    let collection = &desk.state.collection;
    for id in collection.ids() {
        let counted: usize = desk.state.list.shown.iter().map(|article| collection.count_in(*article, id)).sum();
        assert_eq!(desk.state.panel.total(id), counted, "{:?}", collection.label(id));
    }
    let rows = desk.state.panel.rows.iter().filter_map(|row| row.entity());
    rows.for_each(|id| assert_eq!((collection.canonical(id), collection.is_hidden(id)), (id, false)));
}

#[test]
fn the_panel_counts_what_is_there_after_each_step() {
    let mut desk = desk();
    select(&mut desk, "Volodymyr Kravtsov");
    for keys in [
        "E m K r a v t z o v enter",
        "E h",
        "u",
        "E k j enter",
        "E s enter",
        "u",
        "u",
        "u",
        "ctrl-r",
        "ctrl-r",
        "f",
        "E x",
        "u",
        "u",
        "x",
        "g E h",
        "g E h",
        "g E h",
        "u u u",
        "u",
    ] {
        desk.press(keys);
        check_counts(&desk);
    }
}

fn menu_texts(desk: &Desk) -> Vec<String> {
    let rows = desk.state.menus.last().map(|menu| menu.rows.as_slice()).unwrap_or_default();
    rows.iter()
        .map(|row| match row {
            MenuRow::Heading(text) | MenuRow::Text(text) => text.clone(),
            MenuRow::Item(item) => item.text.clone(),
            MenuRow::Cells(cells) => cells.plain.clone(),
        })
        .collect()
}

#[test]
fn two_are_merged_by_a_few_letters_and_undone() {
    let mut desk = desk();
    select(&mut desk, "Volodymyr Kravtsov");
    desk.press("f").expect("with Volodymyr Kravtsov").expect("1 of 3");
    desk.press("E").expect("m merge").expect("h hide");
    desk.press("m").expect("Volodymyr Kravtsov is one and the same as");
    desk.type_text("kravtzov").press("enter");
    desk.expect("Volodymyr Kravtsov is one with Volodymyr Kravtzov now; u undoes it");
    // Panel, filter and list at once.
    desk.expect("with Volodymyr Kravtzov");
    assert_eq!(desk.state.list.shown, [0, 1, 2]);
    assert_eq!(desk.state.panel.total(id(&desk, "Volodymyr Kravtzov")), 4);
    assert!(desk.kept().unwrap().contains(r#""do":"merge""#));
    // The card says so, and how to take it back.
    desk.press("i").expect("Volodymyr Kravtzov · person · 4 mentions in 3 articles").expect("Corrected by you");
    desk.expect("Volodymyr Kravtsov is one with Volodymyr Kravtzov").expect("E x takes it back");
    desk.press("u").expect("undone: Volodymyr Kravtsov is one with").expect("3 mentions in 2 articles");
    desk.press("esc").expect("with Volodymyr Kravtsov ");
    assert_eq!(desk.state.list.shown, [0]);
    assert_eq!(desk.kept().unwrap(), "");
    desk.press("ctrl-r").expect("done again: Volodymyr Kravtsov is one with");
    assert_eq!(desk.state.list.shown, [0, 1, 2]);
    // Mentions are gone through as those of one.
    select(&mut desk, "Volodymyr Kravtzov");
    desk.press("enter").expect("mention 1 of 1 here, 4 in all");
}

#[test]
fn a_name_is_split_off_and_given_to_another() {
    let mut desk = desk();
    select(&mut desk, "Vladimir Putin");
    desk.press("i E s").expect("Split a name off Vladimir Putin").expect("1 mention");
    assert_eq!(menu_texts(&desk)[..2], ["Putin", "Vladimir Putin"]);
    desk.press("enter").expect("Putin stands by itself now, apart from Vladimir Putin; u undoes it");
    desk.expect("Putin is not Vladimir Putin").press("esc");
    select(&mut desk, "Putin");
    desk.press("E m").type_text("merkel").press("enter").expect("Putin is one with Angela Merkel now");
    select(&mut desk, "Angela Merkel");
    desk.press("enter n").expect("mention 2 of 2 here, 4 in all");
    desk.press("u u").expect("undone: Putin stands by itself");
    assert_eq!(desk.kept().unwrap(), "");
    select(&mut desk, "Vladimir Putin");
    desk.press("E s j enter").expect("Vladimir Putin stands by itself now");
    // Somebody of one name has none to split off.
    select(&mut desk, "Paris");
    desk.press("E s").expect("Paris goes by one name only");
}

#[test]
fn what_was_split_off_goes_back_as_if_nothing_had_been() {
    let mut desk = desk();
    select(&mut desk, "Vladimir Putin");
    desk.press("E s enter");
    select(&mut desk, "Putin");
    desk.press("E m").type_text("Vladimir").press("enter").expect("Putin is one with Vladimir Putin now");
    assert_eq!(desk.kept().unwrap(), "");
    assert_eq!(desk.state.collection.mention_count(id(&desk, "Vladimir Putin")), 2);
}

#[test]
fn what_was_split_off_two_that_are_one_goes_back_to_both() {
    let texts = [
        "Volodymyr Kravtsov met Angela Merkel in Berlin. Kravtsov smiled.",
        "Wladimir Kravtsov met Olaf Scholz in Paris. Kravtsov stayed.",
    ];
    let read = |text: &str| read_str(text, text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
    let mut desk = Desk::with(texts.map(read).into(), 160, 48);
    select(&mut desk, "Volodymyr Kravtsov");
    desk.press("E m").type_text("wladimir").press("enter");
    let merged = desk.kept().unwrap();
    select(&mut desk, "Wladimir Kravtsov");
    desk.press("E s g enter").expect("Kravtsov stands by itself now");
    assert_eq!(desk.kept().unwrap().lines().count(), 4);
    select(&mut desk, "Kravtsov");
    desk.press("E m").type_text("wladimir").press("enter").expect("Kravtsov is one with Wladimir Kravtsov now");
    assert_eq!(desk.kept().unwrap(), merged);
    assert_eq!(desk.state.collection.mention_count(id(&desk, "Wladimir Kravtsov")), 4);
    desk.press("u").expect("undone: Kravtsov is one with");
    assert_eq!(desk.kept().unwrap().lines().count(), 4);
    check_counts(&desk);
}

#[test]
fn one_that_goes_to_the_name_split_off_it_is_whole_and_called_so() {
    let mut desk = desk();
    select(&mut desk, "Vladimir Putin");
    desk.press("E s enter");
    // What has joined the name meanwhile stays with it.
    select(&mut desk, "Olaf Scholz");
    desk.press("E m").type_text("Putin");
    while !menu_texts(&desk)[desk.state.menus.last().unwrap().selected].starts_with("Putin ·") {
        desk.press("down");
    }
    desk.press("enter").expect("Olaf Scholz is one with Putin now");
    select(&mut desk, "Vladimir Putin");
    desk.press("E m").type_text("Scholz").press("enter").expect("Vladimir Putin is one with Putin now");
    let kept = desk.kept().unwrap();
    assert!(!kept.contains("split") && !kept.contains("from"), "{kept}");
    assert!(kept.contains("rename") && kept.contains("merge"), "{kept}");
    assert_eq!(desk.state.collection.mention_count(id(&desk, "Putin")), 3);
    desk.press("u u u");
    assert_eq!(desk.kept().unwrap(), "");
    check_counts(&desk);
}

#[test]
fn a_name_is_split_off_the_one_that_has_it_however_many_names_that_has() {
    let mut desk = Desk::with(Vec::new(), 160, 48);
    let names = (b'A'..=b'L').map(|letter| format!("Ann {}", char::from(letter))).collect::<Vec<_>>();
    for (at, names) in [names, vec!["Eva Lund".to_owned()]].into_iter().enumerate() {
        let text = names.join(", ");
        let kind = EntityKind::Person;
        let mention = |name: &String| {
            let start = text.find(name.as_str()).unwrap();
            Mention { span: Span::new(start, start + name.len()), kind, entity: 0 }
        };
        let mentions: Vec<Mention> = names.iter().map(mention).collect();
        let (name, aliases) = (names[0].clone(), names[1..].to_vec());
        let id = name.to_lowercase().replace(' ', "-");
        let entity = Entity { id, name, kind, aliases, roles: Vec::new(), count: mentions.len() };
        let analysis = Analysis { mentions, entities: vec![entity], ..Analysis::default() };
        let article = read_str("x", &text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
        desk.report(Report::Read(Box::new(Entry::new((at, 0), article, analysis))));
    }
    select(&mut desk, "Ann A");
    desk.press("E m").type_text("eva").press("enter");
    select(&mut desk, "Eva Lund");
    desk.press("E s").type_text("/Ann L").press("enter enter").expect("Ann L stands by itself now");
    assert_eq!(desk.kept().unwrap().lines().filter(|line| line.contains("split")).count(), 1);
}

#[test]
fn renamed_by_typing_or_by_a_name_of_the_articles() {
    let mut desk = desk();
    select(&mut desk, "Angela Merkel");
    // What stands there makes way for what is typed.
    desk.press("E r")
        .expect("A new name for Angela Merkel")
        .type_text("The Chancellor")
        .expect("Call it The Chancellor");
    desk.press("enter").expect("Angela Merkel is called The Chancellor now; u undoes it");
    select(&mut desk, "The Chancellor");
    desk.press("/").type_text("merkel").press("enter").expect("The Chancellor").press("esc");
    desk.press("f").expect("with The Chancellor");
    desk.press("E r ctrl-u").expect("Names that articles use");
    desk.press("enter").expect("The Chancellor is called Angela Merkel now");
    assert_eq!(desk.kept().unwrap(), "", "its own name needs no correction");
    desk.press("E r enter").expect("Angela Merkel keeps its name").expect("with Angela Merkel");
    assert!(desk.state.menus.is_empty());
}

#[test]
fn of_another_kind_it_stands_under_another_heading_and_colour() {
    let mut desk = desk();
    select(&mut desk, "Paris");
    desk.press("E k").expect("Paris is").expect("a place");
    desk.press("g j j j enter").expect("Paris counts as a group now; u undoes it");
    let paris = id(&desk, "Paris");
    assert_eq!(desk.state.collection.label(paris).unwrap().0, EntityKind::Group);
    desk.press("t 4").expect_no("Paris ").press("t 4");
    select(&mut desk, "Paris");
    desk.press("E x").expect("Paris is as the articles have it; u undoes it");
    desk.press("E x").expect("nothing is corrected about Paris");
    desk.press("u").expect("undone: Paris is as the articles have it");
    assert_eq!(desk.state.collection.label(id(&desk, "Paris")).unwrap().0, EntityKind::Group);
}

#[test]
fn what_is_hidden_is_nowhere_and_can_be_shown_again() {
    let mut desk = desk();
    select(&mut desk, "Paris");
    let paris = id(&desk, "Paris");
    desk.press("enter i E h").expect("Paris is hidden; u undoes it, E l lists what is hidden");
    assert!(desk.state.menus.is_empty(), "the card of what is hidden stays open");
    assert!(desk.state.panel.rows.iter().all(|row| row.entity() != Some(paris)));
    assert_eq!(desk.state.chosen, None);
    desk.press("E l").expect("What you have corrected").expect("Hidden").expect("Paris is hidden");
    desk.press("enter").expect("no longer so: Paris is hidden; u undoes it").expect("Nothing is corrected.");
    assert!(desk.state.panel.rows.iter().any(|row| row.entity() == Some(paris)));
    desk.press("u").expect("Paris is hidden").press("esc");
    assert!(desk.state.collection.is_hidden(paris));
}

#[test]
fn what_is_suggested_is_taken_or_declined_and_never_done_unasked() {
    let mut desk = desk();
    let count = desk.state.collection.ids().count();
    desk.press("E p").expect("Perhaps one and the same");
    desk.expect("Volodymyr Kravtsov and Volodymyr Kravtzov: two ways to spell one name").expect(" %");
    assert_eq!(desk.state.collection.ids().count(), count);
    desk.press("enter").expect("They are one, and called Volodymyr Kravtzov").expect("They are two");
    desk.press("j j enter").expect("Volodymyr Kravtsov and Volodymyr Kravtzov stay two; u undoes it");
    desk.expect("No two names here look like one and the same.");
    assert!(desk.kept().unwrap().contains(r#""do":"apart""#));
    desk.press("u").expect("two ways to spell one name").press("esc");
    // The same on the card.
    select(&mut desk, "Volodymyr Kravtsov");
    desk.press("i").expect("Perhaps one and the same").press("g");
    while !matches!(desk.state.menus.last().unwrap().target(), Some(Target::Suggestion(..))) {
        desk.press("j");
    }
    desk.press("enter j j j").expect("Show the card of").press("g enter");
    desk.expect("Volodymyr Kravtsov is one with Volodymyr Kravtzov now").expect("4 mentions in 3 articles");
    assert!(matches!(desk.state.menus.last().map(|menu| menu.kind), Some(MenuKind::Card(_))));
    desk.press("esc E p").expect("No two names here look like one and the same.");
}

#[test]
fn another_session_finds_what_was_kept() {
    let mut first = desk();
    select(&mut first, "Volodymyr Kravtsov");
    first.press("E m").type_text("kravtzov").press("enter");
    let kept = first.kept().unwrap();
    let mut later = Desk::with(Vec::new(), 160, 48);
    later.state.take_corrections(Some(Corrections::from_lines(&kept).0), &["a line\x1b[31m".to_owned()]);
    later.expect("not all that you corrected could be read; ! says why").press("!").expect("a line").press("esc");
    // Articles come in another order, and one of them not at all.
    for (at, article) in articles().into_iter().rev().enumerate().filter(|(at, _)| *at != 1) {
        let analysis = crossread::analysis::analyze(&article, crossread::analysis::Models::embedded());
        let entry = crossread::collection::Entry::new((at, 0), article, analysis);
        later.report(Report::Read(Box::new(entry)));
    }
    assert_eq!(later.state.collection.articles_of(id(&later, "Volodymyr Kravtzov")).len(), 2);
    select(&mut later, "Volodymyr Kravtzov");
    later.press("E x").expect("Volodymyr Kravtzov is as the articles have it");
    assert_eq!(later.kept().unwrap(), "");
}

#[test]
fn what_another_program_keeps_joins_in() {
    let mut desk = desk();
    select(&mut desk, "Paris");
    desk.press("E h");
    let mine = Corrections::from_lines(&desk.kept().unwrap()).0;
    let theirs = format!(
        "{}{{\"do\":\"rename\",\"entity\":{{\"type\":\"person\",\"name\":\"Olaf Scholz\"}},\"to\":\"The Other\"}}\n",
        mine.to_lines()
    );
    let there = Corrections::from_lines(&theirs).0;
    desk.report(Report::Kept { there: Box::new(there.clone()), sent: Box::new(mine) });
    desk.expect("The Other");
    assert_eq!(desk.kept().unwrap(), there.to_lines());
    // What is undone is one's own.
    desk.press("u").expect("undone: Paris is hidden").expect("The Other");
}

#[test]
fn what_another_program_keeps_is_no_reason_to_speak_of_the_filter() {
    let there = r#"{"do":"rename","entity":{"type":"place","name":"Paris"},"to":"Lutetia"}"#;
    let kept = |there: &str| {
        let there = Box::new(Corrections::from_lines(there).0);
        Report::Kept { there, sent: Box::default() }
    };
    let mut empty = Desk::with(Vec::new(), 160, 48);
    empty.report(kept(there));
    assert_eq!(empty.state.notice, None);
    let mut desk = desk();
    select(&mut desk, "Volodymyr Kravtsov");
    desk.press("f");
    select(&mut desk, "Paris");
    desk.press("F").expect("no article passes the filter");
    desk.press("E k").press("g j j j enter").expect("Paris counts as a group now");
    desk.report(kept(there));
    desk.expect("Paris counts as a group now");
}

/// At any size, with any of the menus open.
#[test]
fn the_menus_fit_any_screen() {
    for keys in ["E m", "E s", "E r", "E k", "E l", "E p", "E p enter", "i E m", "i E r"] {
        let mut desk = desk();
        select(&mut desk, "Volodymyr Kravtzov");
        desk.press(keys);
        for (width, height) in [(20, 5), (21, 60), (40, 12), (80, 24), (160, 48)] {
            desk.report(Report::Resized(width, height));
            desk.screen();
            desk.press("down up");
        }
        desk.press("esc esc esc");
        assert!(desk.state.menus.is_empty(), "{keys}");
    }
}
