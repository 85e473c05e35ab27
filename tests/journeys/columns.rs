//! Keys in, screen out: articles side by side, back and forward, read and unread.

use crate::common::Desk;
use crossread::app::{Focus, Geometry, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};

fn columns(desk: &Desk) -> Vec<usize> {
    desk.state.readers.iter().map(|reader| reader.article).collect()
}

fn tops(desk: &Desk) -> Vec<usize> {
    desk.state.readers.iter().map(|reader| reader.top).collect()
}

fn open_article(desk: &Desk) -> usize {
    desk.state.reader().expect("an open article").article
}

/// The columns on the screen, by the number of their reader.
fn on_screen(desk: &Desk) -> Vec<usize> {
    Geometry::of(&desk.state).unwrap().readers.iter().map(|(reader, _)| *reader).collect()
}

/// Paragraphs of one row each, wherever there is room for a few words, each with its number.
fn rows_article(id: &str, paragraphs: usize) -> Article {
    let text: String = (0..paragraphs).map(|n| format!("Row {n} of {id}.\n\n")).collect();
    read_str(id, &text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap()
}

#[test]
fn marked_articles_stand_side_by_side_in_the_order_of_marking() {
    let mut desk = Desk::with_samples(200, 40);
    desk.press("G m").expect("marked").press("g m j m").expect("3 marked");
    desk.press("j c");
    assert_eq!(columns(&desk), [2, 4, 0, 1]);
    desk.press("tab tab c").expect_no("only here");
    assert_eq!((columns(&desk), desk.state.focus), (vec![0], Focus::Reader));
    // More than there are columns for stay marked.
    desk.press("esc g m j m j m j m j m c").expect("4 side by side are the most");
    assert_eq!((columns(&desk), desk.state.active), (vec![0, 1, 2, 4], 3));
    desk.press("c w a");
    assert_eq!(columns(&desk), [4, 3]);
}

#[test]
fn columns_are_added_replaced_swapped_and_closed() {
    let mut desk = Desk::with_samples(200, 40);
    desk.press("w x").expect("nothing stands beside").press("w c").expect("nothing stands beside");
    desk.press("w a w a w a");
    assert_eq!((columns(&desk), desk.state.active), (vec![0, 1, 2, 3], 3));
    desk.press("w a").expect("4 articles side by side are the most");
    // The active one goes along, round the end.
    desk.press("w x");
    assert_eq!((columns(&desk), desk.state.active), (vec![3, 1, 2, 0], 0));
    desk.press("w x");
    assert_eq!((columns(&desk), desk.state.active), (vec![1, 3, 2, 0], 1));
    // Another article in its place.
    desk.press("w p").expect("Put into this column");
    let last = desk.state.collection.entry(4).unwrap().article.headline().to_owned();
    desk.type_text(&last).press("enter");
    assert_eq!((columns(&desk), desk.state.active), (vec![1, 4, 2, 0], 1));
    // One that stands in another column changes places with it.
    let first = desk.state.collection.entry(0).unwrap().article.headline().to_owned();
    desk.press("w p").type_text(&first).press("enter");
    assert_eq!((columns(&desk), desk.state.active), (vec![1, 0, 2, 4], 1));
    desk.press("w c");
    assert_eq!((columns(&desk), desk.state.active), (vec![1, 2, 4], 1));
    desk.press("w c w c").expect_no("only here").expect("In this article");
    assert_eq!((columns(&desk), desk.state.list.selected), (vec![1], Some(1)));
}

#[test]
fn as_many_columns_as_there_is_room_for_stand_round_the_active_one() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("w a w a w a");
    assert_eq!(on_screen(&desk), [2, 3]);
    desk.expect("4 of 4").expect("3 of 4").press("tab").expect("1 of 4").expect("2 of 4");
    desk.report(Report::Resized(60, 30));
    assert_eq!(on_screen(&desk), [0]);
    desk.expect("1 of 4").press("tab").expect("2 of 4");
    desk.report(Report::Resized(160, 30));
    assert_eq!(on_screen(&desk), [0, 1, 2, 3]);
    desk.expect_no("2 of 4");
    desk.report(Report::Resized(20, 5));
    assert_eq!(on_screen(&desk), [1]);
}

#[test]
fn linked_columns_keep_their_distances_through_swaps_and_closing() {
    let long = |id: &str| rows_article(id, 60);
    let mut desk = Desk::with(vec![long("a"), long("b"), rows_article("c", 30), long("d")], 200, 30);
    desk.press("enter c w a L L").expect("each article scrolls on its own");
    desk.press("tab j j tab j j j j j L L").expect("all articles scroll together");
    assert_eq!((tops(&desk), desk.state.active), (vec![2, 5, 0], 1));
    desk.press("j").press("w x j");
    assert_eq!((columns(&desk), tops(&desk)), (vec![0, 2, 1], vec![4, 2, 7]));
    // Beyond the end of the shortest, and back.
    desk.press("G g j j j j j j");
    let after = tops(&desk);
    assert_eq!(after[2], after[0]);
    desk.press("tab w c j j");
    assert_eq!((columns(&desk), tops(&desk)), (vec![2, 1], vec![after[1] + 2, after[2] + 2]));
    // A new one goes along from where it is.
    desk.press("w a j j");
    let now = tops(&desk);
    assert_eq!((columns(&desk), now[2], now[1]), (vec![2, 1, 3], 2, after[2] + 4));
    // A column that there is no room for goes along too.
    desk.report(Report::Resized(100, 30));
    desk.press("j");
    assert_eq!(tops(&desk)[2], now[2] + 1);
    assert_eq!(tops(&desk)[1], now[1] + 1);
}

#[test]
fn what_is_ahead_goes_to_its_beginning_too() {
    let mut desk = Desk::with(vec![rows_article("a", 60), rows_article("b", 60)], 160, 30);
    desk.press("enter c L L tab j j j tab L L g");
    assert_eq!(tops(&desk), [0, 0]);
    desk.press("j j j j");
    assert_eq!(tops(&desk), [4, 4]);
}

#[test]
fn columns_closed_and_opened_again_stand_where_they_were() {
    let mut desk = Desk::with(vec![rows_article("a", 60), rows_article("b", 60)], 160, 30);
    desk.press("enter c L L tab j j j j tab j j c");
    assert_eq!(tops(&desk), [2]);
    desk.press("c");
    assert_eq!(tops(&desk), [2, 4]);
}

#[test]
fn shared_entities_lead_to_their_mentions() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("c w a e").expect("Entities of these articles").expect("In all: ").expect("Only in ");
    desk.expect("Vladimir Putin").expect(" · ");
    // The first one that the active column does not name.
    let counts = |row: &crossread::app::MenuRow| match row {
        crossread::app::MenuRow::Item(item) => Some((item.label.clone(), item.right.clone())),
        _ => None,
    };
    let rows: Vec<_> = desk.state.menus[0].rows.iter().filter_map(counts).collect();
    let (name, _) = rows.iter().find(|(_, right)| right.starts_with('–') && right.ends_with('–')).expect("only in 2");
    desk.press("/").type_text(name).press("enter enter");
    assert!(desk.state.menus.is_empty());
    assert_eq!((desk.state.active, desk.state.readers.len()), (1, 3));
    desk.expect(&format!("{name}, mention 1 of"));
    // And one that it does name.
    desk.press("tab tab e enter");
    assert_eq!(desk.state.active, 0);
    desk.expect("mention 1 of");
    desk.press("e i").expect(" mentions in ").press("esc").expect("In all: ");
}

#[test]
fn back_and_forward_through_articles() {
    let mut desk = Desk::with_samples(160, 20);
    desk.press("<").expect("this is the first place");
    desk.press("enter space J").press("space space J");
    let there = tops(&desk);
    assert_eq!((open_article(&desk), there), (2, vec![0]));
    desk.press("<");
    assert_eq!(open_article(&desk), 1);
    let second = tops(&desk);
    assert!(second[0] > 20);
    desk.press("<");
    assert_eq!(open_article(&desk), 0);
    assert!(tops(&desk)[0] > 5);
    desk.press("<").expect("this is the first place");
    desk.press("> alt-right");
    assert_eq!(open_article(&desk), 2);
    desk.press(">").expect("this is the latest place");
    // With a number, and a new way cuts off what lay ahead.
    desk.press("2 <");
    assert_eq!(open_article(&desk), 0);
    desk.press("p").type_text("prize").press("esc p down down down enter");
    assert_eq!(open_article(&desk), 3);
    desk.press(">").expect("this is the latest place");
    desk.press("<");
    assert_eq!(open_article(&desk), 0);
}

#[test]
fn looking_through_the_list_is_no_way_that_one_went() {
    let mut desk = Desk::with_samples(160, 20);
    desk.press("enter space");
    let top = tops(&desk);
    desk.press("esc j j j enter");
    assert_eq!(open_article(&desk), 3);
    desk.press("<");
    assert_eq!((open_article(&desk), tops(&desk)), (0, top.clone()));
    // From the list itself too.
    desk.press("esc j j <");
    assert_eq!((open_article(&desk), tops(&desk), desk.state.focus), (0, top, Focus::Reader));
}

#[test]
fn back_leads_to_articles_that_the_filter_hides_and_to_mentions() {
    let mut desk = Desk::with_samples(160, 30);
    desk.press("tab tab enter").expect("mention 1 of");
    let at = desk.state.reader().unwrap().at;
    desk.press("J F").expect("no article passes");
    desk.press("u <");
    assert_eq!((open_article(&desk), desk.state.reader().unwrap().at), (0, at));
    // A name that only some have: its filter hides the open article.
    let id = desk
        .state
        .collection
        .entities_of(4)
        .map(|(id, _)| id)
        .find(|id| desk.state.collection.articles_of(*id) == [4])
        .expect("a name that one account alone has");
    desk.press("4 J tab");
    while desk.state.panel.selected != Some(id) {
        desk.press("j");
    }
    desk.press("f").expect("1 of 5");
    desk.press("<");
    assert_ne!(open_article(&desk), 4);
    desk.press(">");
    assert_eq!(open_article(&desk), 4);
}

#[test]
fn the_way_through_columns() {
    let mut desk = Desk::with_samples(160, 30);
    desk.press("c J J");
    assert_eq!(columns(&desk), [3, 1]);
    desk.press("tab < <");
    // Where one was stands in the column that one is in now, unless another one shows it.
    assert_eq!(columns(&desk), [3, 0]);
    desk.press("tab <");
    assert_eq!(columns(&desk).len(), 2);
}

#[test]
fn unread_articles_one_by_one() {
    let mut desk = Desk::with_samples(160, 30);
    desk.press("U").expect("4 unread");
    assert_eq!((open_article(&desk), desk.state.focus), (0, Focus::Reader));
    desk.press("n").expect("3 unread");
    assert_eq!(open_article(&desk), 1);
    desk.press("K r").expect("1 article counts as unread now").expect("4 unread");
    desk.press("3 J U").expect("1 unread");
    // Round the end of the list.
    desk.press("U");
    assert_eq!(open_article(&desk), 0);
    desk.press("U").expect("all articles are read").expect("0 unread");
    desk.press("<");
    assert_ne!(open_article(&desk), 0);
    // Moving through the list reads nothing.
    desk.press("r esc j k k").expect("1 unread");
}

#[test]
fn all_read_and_taken_back() {
    let mut desk = Desk::with_samples(160, 30);
    desk.press("enter A").expect("4 articles count as read now; u takes it back").expect("0 unread");
    desk.press("A").expect("all articles are read");
    desk.press("u").expect("undone: 4 articles read").expect("4 unread");
    desk.press("ctrl-r").expect("0 unread");
    desk.press("r").expect("1 unread").press("u").expect("0 unread");
}
