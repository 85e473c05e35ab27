//! What the screen says where there is little room, in windows, in the linear mode and where no header stands.

use crate::common::Desk;
use crossread::app::{Geometry, ListContent, Mouse, MouseKind, Report, list_rows_on_screen, menu_area};

#[test]
fn the_date_stays_in_every_head() {
    for (width, keys) in [(80, "c"), (80, "enter"), (100, "c"), (160, "c"), (40, "enter"), (21, "enter")] {
        let mut desk = Desk::with_samples(width, 24);
        desk.press(keys).expect("3 Feb 2022");
    }
}

#[test]
fn a_narrow_measure_does_not_squeeze_the_head() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("j enter");
    for _ in 0..40 {
        desk.press("-");
    }
    desk.expect("30 Dec 2022").expect("folded (z)");
}

#[test]
fn menus_say_what_their_rows_mean_on_the_smallest_screen() {
    let mut desk = Desk::with_samples(20, 5);
    desk.press("? j").expect(": ");
    let words: usize = desk.screen().lines().map(|line| line.split_whitespace().count()).sum();
    assert!(words > 12, "{}", desk.screen());
    desk.press("esc").press(":").type_text("zen").expect("zen: Show nothing");
    let mut desk = Desk::with_samples(20, 5);
    desk.press("tab tab i").expect("Chinese President").press("j");
}

#[test]
fn menus_are_no_wider_than_the_eye_follows() {
    let mut desk = Desk::with_samples(200, 40);
    desk.press(":");
    let area = menu_area(&Geometry::of(&desk.state).unwrap(), desk.state.menus.last().unwrap());
    assert_eq!((area.x, area.width), (48, 104));
    let row = desk.screen().lines().find(|line| line.contains("page-down")).unwrap().to_owned();
    assert!(row.trim_end().chars().count() <= 152, "{row}");
}

#[test]
fn all_ways_to_go_on_are_in_sight() {
    for (width, height) in [(160, 40), (100, 30), (80, 24), (60, 20)] {
        let mut desk = Desk::with_samples(width, height);
        for hint in ["t theme", "m mouse", "l linear", "r reload", "2 organisations"] {
            desk.press("esc").press("t").expect(hint);
        }
        for hint in ["a add", "p replace", "x swap", "c close column", "+ wider pane"] {
            desk.press("esc").press("w").expect(hint);
        }
    }
    let mut desk = Desk::with_samples(20, 5);
    desk.press("t");
    for key in ["1 ", "2 ", "t th", "m mo", "l li", "a AS", "r re"] {
        desk.expect(key);
    }
    desk.press("t").expect_no("m mo");
}

#[test]
fn windows_in_the_linear_mode_are_plain_lines() {
    for (width, height) in [(80, 24), (20, 5)] {
        let mut desk = Desk::with_samples(width, height);
        desk.press("t l");
        for keys in ["?", ":", "/ a esc esc", "tab tab i"] {
            desk.press(keys).expect_no("─").expect_no("▌").expect_no("›").expect_no("▸");
            desk.press("esc esc esc");
        }
    }
    let mut desk = Desk::with_samples(80, 24);
    desk.press("t l ?").expect("Keys").expect("enter: ").expect("Moving:");
    desk.press("esc")
        .press(":")
        .type_text("zen")
        .expect("zen: Show nothing but the text (zen); again brings the rest back, Z");
}

#[test]
fn lines_of_the_linear_list_begin_with_what_is_known() {
    let mut desk = Desk::with_samples(80, 24);
    desk.press("m t l").expect("unread");
    let line = desk.screen().lines().find(|line| line.contains("marked")).unwrap().to_owned();
    assert!(line.trim_start().starts_with("unread, marked: ") || line.trim_start().starts_with("marked: "), "{line}");
    desk.press("tab tab f").press("tab").expect("only with ").expect("unread, 4 mentions of Xi: Isolated");
}

#[test]
fn what_is_filtered_is_said_where_no_header_says_it() {
    let mut desk = Desk::with_samples(80, 24);
    desk.press("tab tab f esc enter");
    desk.expect_no("only with ").press("Z").press("j").expect("only with ");
    desk.press("Z x").press("Z j").expect_no("only with ");
}

#[test]
fn side_by_side_in_the_linear_mode_begins_with_what_may_not_be_cut() {
    let mut desk = Desk::with_samples(60, 20);
    desk.press("c t l").expect("column 1 of 2, ").expect(" only here, ");
}

#[test]
fn every_article_of_a_tall_list_has_a_blank_line_after_it() {
    for keys in ["", "tab tab f", "s g"] {
        let mut desk = Desk::with_samples(100, 40);
        desk.press(keys);
        desk.report(Report::Resized(130, 40));
        let area = Geometry::of(&desk.state).unwrap().list.unwrap();
        let screen: Vec<Vec<char>> = desk.screen().lines().map(|line| line.chars().collect()).collect();
        let rows = list_rows_on_screen(&desk.state, area);
        assert!(rows.len() >= 3);
        for row in rows.iter().filter(|row| matches!(row.content, ListContent::Article(_))) {
            for y in row.area.y..row.area.y + row.area.height {
                let line = &screen[usize::from(y)][usize::from(area.x)..usize::from(area.x + area.width)];
                let is_blank = line.iter().all(|c| *c == ' ');
                assert_eq!(is_blank, y >= row.area.y + row.text, "{keys} line {y}\n{}", desk.screen());
            }
        }
    }
}

#[test]
fn the_panel_of_another_article_begins_at_its_beginning() {
    let mut desk = Desk::with_samples(130, 14);
    desk.press("tab tab G");
    assert!(desk.state.panel.top > 0);
    desk.press("tab j");
    let there = desk.state.panel.position().is_some_and(|at| at > 8);
    assert!(desk.state.panel.top == 0 || there, "{}", desk.screen());
}

#[test]
fn the_panel_sets_its_kinds_apart_where_there_is_room_and_clicks_hit_what_is_seen() {
    for height in [24, 60] {
        let mut desk = Desk::with_samples(160, height);
        desk.press("tab tab");
        let area = Geometry::of(&desk.state).unwrap().panel.unwrap();
        let screen = desk.screen();
        let row = screen.lines().position(|line| line.contains("Xinhua ")).unwrap();
        let above = screen.lines().nth(row - 2).unwrap();
        let is_apart = above.chars().skip(area.x.into()).all(|c| c == ' ');
        assert_eq!(is_apart, height == 60, "{screen}");
        let at = |kind| Report::Mouse(Mouse { kind, column: area.x + 4, row: row as u16 });
        desk.report(at(MouseKind::Press(1)));
        let name = desk.state.panel.selected.and_then(|id| desk.state.collection.label(id)).unwrap().1;
        assert_eq!(name, "Xinhua");
        assert_eq!(desk.cursor(), (area.x, row as u16));
    }
}

#[test]
fn a_regular_expression_is_called_so() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter /").type_text("gas").expect_no("regex, ");
    desk.press("alt-r").expect("regex, ").press("enter").expect("regex ~gas: ");
}

#[test]
fn a_screen_that_is_too_small_says_how_large_it_must_be() {
    Desk::with_samples(10, 3).expect("min 20×5");
}
