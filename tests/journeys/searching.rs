//! Keys in, screen out: finding while articles are read in, by title, source and author, and over what was looked for
//! before.

use crate::common::Desk;
use crossread::app::{Action, Progress, Report, Target};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::collection::Entry;

fn article(id: &str, title: &str, text: &str, source: &str, author: &str) -> Article {
    let mut article = read_str(id, text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
    article.meta.title = Some(title.to_owned());
    article.meta.source = Some(source.to_owned());
    article.meta.author = Some(author.to_owned());
    article
}

fn harbours() -> Vec<Article> {
    let prose = "The ferries waited for the wind to turn and for the rain to end, said the captain.\n\n".repeat(20);
    vec![
        article("a", "A harbour is shut", &prose, "The Courier", "Ann Lee"),
        article("b", "Ferries", "The harbour stayed shut. So it went on.", "Evening Post", "Bo Harbourson"),
        article("c", "Weather", "Rain is to be expected.", "Harbour News", "Cy Young"),
        article("d", "Music", "A choir sang.", "The Courier", "Dee Harbour"),
    ]
}

fn read(desk: &mut Desk, at: usize, article: Article) {
    desk.report(Report::Read(Box::new(Entry::new((at, 0), article, Default::default()))));
}

fn progress(desk: &mut Desk, finished: bool) {
    desk.report(Report::Progress(Progress { done: 0, found: 9, finished }));
}

fn found(desk: &Desk) -> Vec<usize> {
    desk.state.find_all.as_ref().unwrap().results.iter().map(|found| found.article).collect()
}

#[test]
fn what_comes_in_after_the_search_is_searched_too() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    progress(&mut desk, false);
    let said = |n: usize| article(&n.to_string(), &format!("Number {n}"), "The harbour is shut.", "S", "W");
    read(&mut desk, 2, said(2));
    desk.press("\\").type_text("harbour").expect("read so far").expect("1 hit in 1 article so far, reading goes on");
    read(&mut desk, 3, said(3));
    desk.expect("2 hits in 2 articles so far").press("down").expect("2 of 2");
    // What belongs before the others comes to stand there, and what is selected stays selected.
    read(&mut desk, 1, said(1));
    let places: Vec<(usize, usize)> = {
        let entry = |article: usize| desk.state.collection.entry(article).unwrap();
        found(&desk).into_iter().map(|article| entry(article).place).collect()
    };
    assert_eq!(places, [(1, 0), (2, 0), (3, 0)]);
    desk.expect("3 hits in 3 articles so far").expect("3 of 3");
    // Closed and opened again it goes on with what came meanwhile, without beginning anew.
    desk.press("esc");
    read(&mut desk, 4, said(4));
    assert_eq!(found(&desk).len(), 3);
    desk.press("\\");
    assert_eq!(found(&desk).len(), 4);
    progress(&mut desk, true);
    desk.expect("4 hits in 4 articles").expect_no("so far");
}

#[test]
fn the_search_follows_a_list_that_was_empty() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    progress(&mut desk, false);
    desk.press("\\").type_text("harbour").expect("0 hits in 0 articles so far");
    harbours().into_iter().enumerate().for_each(|(at, article)| read(&mut desk, at, article));
    progress(&mut desk, true);
    assert_eq!(found(&desk).len(), 4);
}

#[test]
fn titles_sources_and_authors_are_found() {
    let mut desk = Desk::with(harbours(), 100, 30);
    desk.press("\\").type_text("harbour").expect("1 hit in 4 articles");
    desk.expect("in the title").expect("in the source: Harbour News").expect("in the author: Dee Harbour");
    desk.press("down enter").expect("The harbour stayed shut");
    // An article that was read further down opens at its top.
    desk.press("esc K G");
    assert!(desk.state.reader().unwrap().top > 0);
    desk.press("\\ home ctrl-u").type_text("harbour").press("enter");
    let reader = desk.state.reader().unwrap();
    assert_eq!((reader.article, reader.top), (0, 0));
    desk.expect("no hit in the text; in the title, in 4 articles");
    desk.press("n").expect("hit 1 of 1 here, in 4 articles");
    desk.press("n").expect("no hit in the text; in the source");
}

#[test]
fn find_says_where_the_headline_has_it() {
    let mut desk = Desk::with(harbours(), 100, 30);
    desk.press("enter /").type_text("harbour").expect("no hit in the text; in the title");
    desk.press("enter n").expect("“harbour” is not in the text, but in the title");
    desk.press("/").type_text("courier").expect("no hit in the text; in the source").type_text("x").expect("no hit");
    desk.expect_no("in the source");
}

#[test]
fn what_was_looked_for_before_makes_way_for_the_first_letter() {
    let mut desk = Desk::with(harbours(), 100, 30);
    desk.press("\\").type_text("harbour").press("esc");
    let typed = |desk: &Desk| desk.state.prompt().unwrap().text().to_owned();
    desk.press("\\ r");
    assert_eq!(typed(&desk), "r");
    desk.press("a");
    assert_eq!(typed(&desk), "ra");
    desk.press("esc \\ left x");
    assert_eq!(typed(&desk), "rxa");
    desk.press("esc \\ backspace y");
    assert_eq!(typed(&desk), "rxy");
    // In an article as well, where the one before comes back by the arrow.
    desk.press("esc /").type_text("rain").press("enter / up w");
    assert_eq!(typed(&desk), "w");
}

#[test]
fn articles_to_pick_from_follow_what_comes_in() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    progress(&mut desk, false);
    let mut coming = harbours().into_iter().enumerate();
    let mut next = |desk: &mut Desk| coming.next().map(|(at, article)| read(desk, at, article)).unwrap();
    next(&mut desk);
    desk.press("p").expect("A harbour is shut").expect_no("Weather");
    next(&mut desk);
    desk.press("down").expect("2 of 2");
    next(&mut desk);
    next(&mut desk);
    progress(&mut desk, true);
    // What was selected stays so.
    desk.expect("Music").expect("2 of 4");
    assert_eq!(desk.state.menus.last().unwrap().target(), Some(&Target::Open(1)));
}

/// The selected row's action after a search in the help.
fn helped(desk: &mut Desk, query: &str) -> Option<Action> {
    desk.press("? /").type_text(query);
    let target = desk.state.menus.last().unwrap().target().cloned();
    desk.press("esc esc");
    match target {
        Some(Target::Act(action)) => Some(action),
        _ => None,
    }
}

#[test]
fn help_is_searched_by_keys_and_words() {
    let mut desk = Desk::with(harbours(), 100, 60);
    for (query, action) in [
        ("w a", Action::AddColumn),
        ("ctrl-y", Action::YankLink),
        ("U", Action::NextUnread),
        ("u", Action::Undo),
        ("t 1", Action::HidePeople),
        ("sideby", Action::Mark),
        ("side by", Action::Mark),
        ("next-unread", Action::NextUnread),
    ] {
        assert_eq!(helped(&mut desk, query), Some(action), "{query}");
    }
    desk.press("? /").type_text("unread").expect("Open the next unread article");
    desk.press("ctrl-u").type_text("clipboard");
    for keys in ["y ", "Y ", "ctrl-y"] {
        desk.expect(keys);
    }
}
