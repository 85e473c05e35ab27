//! Keys in, screen out: the moments between one thing and another, when nothing must be left over from the first.

use crate::common::Desk;
use crossread::app::{Focus, Geometry, Mouse, MouseKind, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};

fn text_article(id: &str, text: &str) -> Article {
    read_str(id, text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap()
}

/// So many articles of so many short paragraphs, each with its number.
fn numbered(articles: usize, paragraphs: usize) -> Vec<Article> {
    let text: String = (0..paragraphs).map(|n| format!("Row {n} of a text.\n\n")).collect();
    (0..articles).map(|at| text_article(&at.to_string(), &format!("Title {at}\n\n{text}"))).collect()
}

fn mouse(desk: &mut Desk, kind: MouseKind, (column, row): (u16, u16)) {
    desk.report(Report::Mouse(Mouse { kind, column, row }));
}

/// Whether the text of the active article is on the screen.
fn shows_text(desk: &Desk) -> bool {
    desk.state.pane(desk.state.active).is_some()
}

#[test]
fn a_number_leads_to_that_entry_of_a_menu() {
    let mut desk = Desk::with_samples(100, 30);
    let selected = |desk: &Desk| desk.state.menus[0].selected;
    desk.press("? g j j");
    let third = selected(&desk);
    desk.press("G 3 g");
    assert_eq!(selected(&desk), third);
    desk.press("9 j 3 G");
    assert_eq!(selected(&desk), third);
}

#[test]
fn a_menu_stays_in_sight_when_the_screen_changes() {
    let mut desk = Desk::with_samples(100, 40);
    desk.press("? 2 0 j").expect("▌");
    for (width, height) in [(60, 12), (40, 8), (100, 40), (20, 5)] {
        desk.report(Report::Resized(width, height));
        desk.expect("▌");
    }
}

#[test]
fn what_a_menu_says_before_and_after_its_items_can_be_read() {
    let mut desk = Desk::with_samples(60, 12);
    desk.press("tab tab g i").expect("Names");
    desk.press("G").expect_no("Names").press("g").expect("Names");
    desk.press("esc f j f j f X").press("G").expect("All together");
}

#[test]
fn the_theme_that_is_drawn_with_is_the_selected_one() {
    let mut desk = Desk::with_samples(100, 30);
    desk.state.settings.themes = ["dark", "light", "plain"].map(str::to_owned).to_vec();
    desk.state.settings.theme = "light".to_owned();
    desk.press("t t enter");
    assert_eq!(desk.state.settings.theme, "light");
}

#[test]
fn problems_scroll_from_the_first_key_on_and_grow_while_they_are_read() {
    let mut desk = Desk::with_samples(60, 12);
    (0..40).for_each(|n| desk.report(Report::Problem(format!("file-{n}.txt: is damaged"))));
    desk.press("!").expect("file-0.txt").press("j").expect_no("file-0.txt").expect("file-1.txt");
    desk.press("G").expect("file-39.txt").expect("file-38.txt").press("k").expect_no("file-39.txt");
    desk.report(Report::Problem("late.txt: is damaged".to_owned()));
    desk.press("G").expect("late.txt");
}

/// A page on, what was the last entry on the screen is still there, so that none is passed over unseen.
#[test]
fn a_page_passes_over_no_entry() {
    for (width, height) in [(160, 45), (160, 12), (60, 20), (40, 8)] {
        let mut desk = Desk::with(numbered(60, 1), width, height);
        let area = Geometry::of(&desk.state).unwrap().list.unwrap();
        let shown = crossread::app::list_rows_on_screen(&desk.state, area).len();
        desk.press("space");
        let at = desk.state.list.position().unwrap();
        assert!((1..shown.max(2)).contains(&at), "{at} of {shown} at {width}×{height}");
        desk.press("space ctrl-u ctrl-u b b");
        assert_eq!(desk.state.list.position(), Some(0));
    }
    let mut desk = Desk::with_samples(160, 14);
    desk.press("tab tab g");
    let area = Geometry::of(&desk.state).unwrap().panel.unwrap();
    let from = desk.state.panel.position().unwrap();
    desk.press("space");
    let by = desk.state.panel.position().unwrap() - from;
    assert!(by < usize::from(crossread::app::side_rows(area).height), "{by}");
    // A number beyond the last entry means the last one, as it does in the list.
    desk.press("G");
    let last = desk.state.panel.selected;
    desk.press("g 9 9 9 G");
    assert_eq!(desk.state.panel.selected, last);
}

/// On a narrow screen the text comes into sight with what is found in it, and goes again where one gives that up.
#[test]
fn what_one_goes_to_is_on_the_screen() {
    let mut desk = Desk::with_samples(60, 20);
    assert!(!shows_text(&desk));
    desk.press("/").type_text("gas").expect("hit 1 of");
    assert!(shows_text(&desk));
    desk.press("esc");
    assert_eq!(desk.state.focus, Focus::List);
    desk.press("/").type_text("gas").press("enter");
    assert_eq!(desk.state.focus, Focus::Reader);
    // The same for mentions.
    desk.press("esc tab enter").expect("mention 1 of");
    desk.press("shift-tab");
    assert!(!shows_text(&desk));
    desk.press("n");
    assert!(shows_text(&desk));
}

#[test]
fn a_selection_ends_where_keys_go_elsewhere_but_not_with_a_find() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("enter v w tab");
    assert_eq!((desk.state.selection, desk.state.focus), (None, Focus::Panel));
    let at = desk.state.panel.position();
    desk.press("j");
    assert_ne!(desk.state.panel.position(), at);
    // What is typed into lies over what is selected, so that Esc closes it first.
    desk.press("shift-tab v w /").type_text("gas").press("esc");
    assert!(desk.state.find.is_none() && desk.state.selection.is_some());
    desk.press("esc");
    assert_eq!((desk.state.selection, desk.state.focus), (None, Focus::Reader));
}

#[test]
fn a_click_ends_what_keys_began_and_a_key_what_the_mouse_holds() {
    let mut desk = Desk::with_samples(160, 40);
    let text = desk.state.pane(0).unwrap().text;
    let at = (text.x, text.y);
    desk.press("w");
    mouse(&mut desk, MouseKind::Press(1), at);
    mouse(&mut desk, MouseKind::Release, at);
    assert!(desk.state.pending.is_empty());
    desk.press("a");
    assert_eq!(desk.state.readers.len(), 1);
    // What is dragged from one article does not go on in the next.
    mouse(&mut desk, MouseKind::Press(1), at);
    desk.press("J");
    mouse(&mut desk, MouseKind::Drag, (at.0 + 5, at.1 + 3));
    assert_eq!(desk.state.selection, None);
}

#[test]
fn dragging_beyond_the_last_row_selects_to_the_end() {
    let mut desk = Desk::with(numbered(1, 3), 160, 40);
    let text = desk.state.pane(0).unwrap().text;
    mouse(&mut desk, MouseKind::Press(1), (text.x + 2, text.y + 2));
    mouse(&mut desk, MouseKind::Drag, (text.x + 1, text.y + 20));
    let selection = desk.state.selection.unwrap();
    assert!(selection.anchor < selection.head, "{selection:?}");
    let text = desk.state.collection.entry(0).unwrap().article.text.trim_end();
    assert_eq!(desk.state.selected_span().unwrap().end, text.len());
}

#[test]
fn a_click_into_a_column_keeps_the_distances() {
    let mut desk = Desk::with([numbered(1, 60), numbered(1, 30)].concat(), 160, 30);
    desk.press("enter c L G");
    let text = desk.state.pane(1).unwrap().text;
    mouse(&mut desk, MouseKind::Press(1), (text.x, text.y));
    desk.press("g j j j");
    let tops: Vec<usize> = desk.state.readers.iter().map(|reader| reader.top).collect();
    assert_eq!((desk.state.active, tops), (1, vec![3, 3]));
}

#[test]
fn a_click_chooses_only_a_name_that_is_marked() {
    let mut desk = Desk::with_samples(160, 45);
    let text = desk.state.pane(0).unwrap().text;
    let reader = desk.state.reader().unwrap();
    let entry = desk.state.collection.entry(reader.article).unwrap();
    let mention = entry.analysis.mentions[0];
    let row = reader.page.row_of(mention.span.start);
    let before = crossread::text::Span::new(reader.page.rows[row].span.start, mention.span.start);
    let at = (text.x + crossread::text::width::columns(before.of(&entry.article.text)) as u16, text.y + row as u16);
    desk.press("t 1 t 2 t 3 t 4 t 5");
    for chosen in [false, true] {
        mouse(&mut desk, MouseKind::Press(1), at);
        mouse(&mut desk, MouseKind::Release, at);
        assert_eq!(desk.state.chosen.is_some(), chosen);
        desk.press("t 1 t 2 t 3 t 4 t 5");
    }
}

/// The wheel may leave what is selected out of sight, but never a blank screen.
#[test]
fn what_the_wheel_scrolled_is_not_left_empty() {
    let mut desk = Desk::with(numbered(40, 1), 160, 16);
    (0..99).for_each(|_| mouse(&mut desk, MouseKind::WheelDown, (3, 8)));
    assert!(desk.state.list.top > 30);
    desk.report(Report::Resized(160, 150));
    assert_eq!(desk.state.list.top, 0);
    let mut desk = Desk::with_samples(160, 16);
    let panel = Geometry::of(&desk.state).unwrap().panel.unwrap();
    (0..99).for_each(|_| mouse(&mut desk, MouseKind::WheelDown, (panel.x + 2, 8)));
    assert!(desk.state.panel.top > 0);
    desk.press("t 1 t 2 t 3 t 4 t 5");
    assert_eq!(desk.state.panel.top, 0);
}

#[test]
fn only_what_stands_beside_the_text_is_made_wider() {
    for keys in ["w +", "tab tab w -", "t l w +"] {
        let mut desk = Desk::with_samples(60, 20);
        desk.press(keys);
        assert_eq!(desk.state.side_widths, (None, None), "{keys}");
        desk.expect("no pane beside");
    }
}

#[test]
fn a_click_leaves_no_empty_prompt_over_the_names() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("tab tab /");
    let text = desk.state.pane(0).unwrap().text;
    mouse(&mut desk, MouseKind::Press(1), (text.x, text.y));
    assert!(desk.state.panel.prompt.is_none());
}

#[test]
fn the_place_outlives_a_filter_that_none_passes() {
    let mut desk = Desk::with_samples(160, 20);
    desk.press("tab tab e g enter 2 space");
    let place = |desk: &Desk| desk.state.reader().map(|reader| (reader.article, reader.top));
    let before = place(&desk);
    assert!(before.unwrap().1 > 0);
    desk.press("F").expect("no article passes");
    assert_eq!(place(&desk), None);
    desk.press("u");
    assert_eq!(place(&desk), before);
}

#[test]
fn hits_are_stepped_through_articles_with_a_number_and_back_by_the_way_one_came() {
    let articles = [("a", "First\n\nA harbour, and a harbour."), ("b", "Second\n\nThat harbour, this harbour.")];
    let mut desk = Desk::with(articles.map(|(id, text)| text_article(id, text)).into(), 100, 30);
    desk.press("\\").type_text("harbour").press("enter").expect("hit 1 of 2 here");
    desk.press("3 n").expect("hit 2 of 2 here");
    assert_eq!(desk.state.reader().unwrap().article, 1);
    desk.press("<");
    assert_eq!(desk.state.reader().unwrap().article, 0);
}

/// Whoever tried to undo an exclusion with the key that made it excluded the next name.
#[test]
fn what_excludes_is_taken_off_where_it_was_put_on() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("enter tab j F").expect("without Vladimir Putin").expect("0 of 5");
    desk.press("F").expect_no("without Vladimir").expect("5 articles");
}

#[test]
fn an_article_opens_again_where_it_was_left() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter 9 j J K");
    assert_eq!(desk.state.reader().unwrap().top, 9);
    // One that was read to its end begins anew.
    desk.press("G J K");
    assert_eq!(desk.state.reader().unwrap().top, 0);
}

#[test]
fn the_end_of_an_article_says_where_it_goes_on() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter G").expect_no("the end").press("space").expect("the end: J next article, U next unread");
}

#[test]
fn a_find_goes_along_into_the_next_column() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("enter c /").type_text("Beijing").press("enter tab").expect("/Beijing: ").press("n").expect("hit 1 of");
}

#[test]
fn a_chip_that_was_taken_off_by_mistake_comes_back_there() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("enter tab f j f X").expect("What is filtered").press("enter").expect_no("and Vladimir");
    desk.press("u").expect("and Vladimir Putin").expect("What is filtered");
}

#[test]
fn lines_of_code_keep_what_they_are_set_in_by() {
    let text = "# Code\n\nWords before it.\n\n```\nfn main() {\n    let x = 1;\n}\n```\n";
    let read = read_str("code", text, Format::Markdown, ReadOptions { raw: true, ..ReadOptions::default() });
    let mut desk = Desk::with(read.into_iter().map(Result::unwrap).collect(), 100, 30);
    desk.press("enter").expect("fn main() {").expect("    let x = 1;");
}

#[test]
fn what_the_keys_go_to_counts_as_read() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("Z");
    assert_eq!(desk.state.focus, Focus::Reader);
    assert!(desk.state.read.contains(&desk.state.reader().unwrap().article));
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    for keys in ["J", "r", "m", "c", "w a", "o", "z", "Z", "/", "<", "v", "y"] {
        desk.press(keys);
        assert!(desk.state.notice.is_some(), "{keys}");
    }
    let mut desk = Desk::with_samples(100, 30);
    for action in ["erase the word before", "one word on"] {
        desk.press("? /").type_text(action).press("enter enter");
        assert!(desk.state.menus.is_empty() && desk.state.notice.is_some(), "{action}");
    }
}

/// A name of all articles may stand in earlier ones only.
#[test]
fn a_name_chosen_is_gone_to_wherever_it_stands() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("G tab tab e g");
    let only_first = |id| desk.state.collection.articles_of(id) == [0];
    let mut ids = desk.state.panel.rows.iter().filter_map(|row| row.entity());
    let id = ids.find(|id| only_first(*id)).expect("a name that the first account alone has");
    while desk.state.panel.selected != Some(id) {
        desk.press("j");
    }
    desk.press("enter").expect("mention 1 of");
    assert_eq!(desk.state.reader().unwrap().article, 0);
}
