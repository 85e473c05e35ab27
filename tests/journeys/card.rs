//! Keys in, screen out: the card of an entity.

use crate::common::Desk;
use crossread::app::{Focus, MenuRow, Target};

fn choose(desk: &mut Desk, name: &str) {
    desk.press("tab tab g");
    while desk.state.panel.selected.and_then(|id| desk.state.collection.label(id)).is_none_or(|(_, n)| n != name) {
        let before = desk.state.panel.selected;
        desk.press("j");
        assert_ne!(desk.state.panel.selected, before, "no {name}");
    }
}

/// Goes to the first row of the open menu that does such a thing.
fn go_to(desk: &mut Desk, is_it: impl Fn(&Target) -> bool) {
    desk.press("g");
    for _ in 0..desk.state.menus.last().unwrap().rows.len() {
        if desk.state.menus.last().unwrap().target().is_some_and(&is_it) {
            return;
        }
        desk.press("j");
    }
    panic!("no such row on\n{}", desk.screen());
}

#[test]
fn a_card_says_all_about_an_entity() {
    let mut desk = Desk::with_samples(160, 50);
    // The one that the panel has selected, where nothing is chosen.
    desk.press("i").expect("Xi Jinping · person").press("esc");
    choose(&mut desk, "Vladimir Putin");
    desk.press("i").expect("Vladimir Putin · person · ").expect("mentions in 5 articles");
    desk.expect("Names").expect("What sources call it").expect("Shares paragraphs with").expect("Xi Jinping · person");
    desk.expect("Articles");
    // The counts of the articles add up to what the title says.
    let menu = desk.state.menus.last().unwrap();
    let counts: Vec<usize> = menu
        .rows
        .iter()
        .filter_map(|row| match row {
            // A count and a line of where in the article it stands.
            MenuRow::Item(item) => {
                let (count, line) = item.right.rsplit_once(' ')?;
                count.trim().parse().ok().filter(|_| line.chars().count() == 8 && !line.is_ascii())
            }
            _ => None,
        })
        .collect();
    assert_eq!(counts.len(), 5);
    assert!(counts.is_sorted_by(|a, b| a >= b));
    desk.expect(&format!("{} mentions in 5", counts.iter().sum::<usize>()));
    desk.press("i").expect_no("Shares paragraphs");
    assert_eq!(desk.state.focus, Focus::Panel);
}

#[test]
fn from_card_to_card_and_back() {
    let mut desk = Desk::with_samples(160, 50);
    choose(&mut desk, "Vladimir Putin");
    desk.press("enter enter").expect("Vladimir Putin · person · ");
    let xi = desk.state.collection.find(crossread::analysis::EntityKind::Person, "xi-jinping").unwrap();
    go_to(&mut desk, |target| *target == Target::Card(xi));
    let selected = desk.state.menus[0].selected;
    desk.press("enter").expect("Xi Jinping · person · ");
    assert_eq!(desk.state.menus.len(), 2);
    desk.press("esc").expect("Vladimir Putin · person · ");
    assert_eq!(desk.state.menus[0].selected, selected);
    desk.press("i").expect("Xi Jinping · person · ").press("q").expect_no(" · person · ");
    assert!(!desk.quit);
}

#[test]
fn from_a_card_to_an_article_and_back() {
    let mut desk = Desk::with_samples(160, 50);
    choose(&mut desk, "Vladimir Putin");
    desk.press("enter");
    let from = (desk.state.reader().unwrap().article, desk.state.reader().unwrap().at);
    desk.press("i");
    go_to(&mut desk, |target| matches!(target, Target::Place(article, _) if *article != from.0));
    let Some(Target::Place(article, span)) = desk.state.menus[0].target().cloned() else { panic!() };
    assert_ne!(article, from.0);
    desk.press("enter").expect("Vladimir Putin, mention 1 of");
    assert_eq!((desk.state.reader().unwrap().article, desk.state.reader().unwrap().at), (article, Some(span)));
    assert_eq!(desk.state.focus, Focus::Reader);
    desk.press("<");
    assert_eq!((desk.state.reader().unwrap().article, desk.state.reader().unwrap().at), from);
}

#[test]
fn a_card_can_be_narrowed_and_fits_a_small_screen() {
    let mut desk = Desk::with_samples(40, 12);
    choose(&mut desk, "Vladimir Putin");
    desk.press("i / ").type_text("Jinping").expect("Xi Jinping");
    desk.press("enter enter").expect("Xi Jinping · person");
    desk.report(crossread::app::Report::Resized(20, 5));
    desk.press("G g esc esc esc").expect_no(" · person");
}
