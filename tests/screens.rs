//! The screen on the sample collection at several sizes, styles included. `cargo insta review` or `INSTA_UPDATE=always`
//! takes a change over; look at it first.
#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Desk;

#[test]
fn at_60_columns() {
    let mut desk = Desk::with_samples(60, 20);
    insta::assert_snapshot!("list_60", desk.styled_screen());
    insta::assert_snapshot!("reader_60", desk.press("enter").styled_screen());
    insta::assert_snapshot!("panel_60", desk.press("tab").styled_screen());
    insta::assert_snapshot!("passage_60", desk.press("c ]").styled_screen());
}

#[test]
fn at_100_columns() {
    let mut desk = Desk::with_samples(100, 30);
    insta::assert_snapshot!("list_100", desk.styled_screen());
    insta::assert_snapshot!("mention_100", desk.press("tab tab enter n").styled_screen());
    insta::assert_snapshot!("side_by_side_100", desk.press("c").styled_screen());
    insta::assert_snapshot!("help_100", desk.press("c ?").styled_screen());
    insta::assert_snapshot!("passage_100", desk.press("esc c ] d").styled_screen());
}

#[test]
fn at_160_columns() {
    let mut desk = Desk::with_samples(160, 40);
    insta::assert_snapshot!("all_panes_160", desk.styled_screen());
    insta::assert_snapshot!("filtered_160", desk.press("tab tab j f").styled_screen());
    insta::assert_snapshot!("side_by_side_160", desk.press("x c").styled_screen());
    insta::assert_snapshot!("passage_160", desk.press("]").styled_screen());
    insta::assert_snapshot!("why_160", desk.press("W").styled_screen());
}

/// The list by story: folded, unfolded, and why.
#[test]
fn by_story() {
    for (width, height) in [(60, 20), (100, 24), (160, 30)] {
        let mut desk = Desk::with_samples(width, height);
        insta::assert_snapshot!(format!("stories_{width}"), desk.press("C").styled_screen());
        insta::assert_snapshot!(format!("story_{width}"), desk.press("z j r m").styled_screen());
        insta::assert_snapshot!(format!("why_story_{width}"), desk.press("W").styled_screen());
    }
}

/// Every theme at every width, with all that has a style of its own: what is selected, chosen, filtered and found, a menu.
#[test]
fn in_every_theme() {
    for name in crossread::ui::THEMES {
        for (width, height, keys) in
            [(60, 16, "enter"), (100, 24, "tab tab f enter n"), (160, 24, "tab tab enter v w w")]
        {
            let mut desk = Desk::with_samples(width, height);
            desk.theme = crossread::ui::Theme::named(name).unwrap();
            desk.press(keys);
            if width == 60 {
                desk.press("/").type_text("gas");
            }
            insta::assert_snapshot!(format!("{name}_{width}"), desk.painted_screen());
        }
    }
}

/// Highlights in every theme, in five colours, one of them with a note and gone to, with a mention and a hit in one.
#[test]
fn highlights_in_every_theme() {
    use crossread::app::{Reply, Report};
    use crossread::library::{Anchor, ArticleId, Colour, Highlight, Marks};
    for name in crossread::ui::THEMES {
        let mut desk = Desk::with_samples(60, 18);
        desk.theme = crossread::ui::Theme::named(name).unwrap();
        let text = desk.state.collection.entry(0).unwrap().article.text.clone();
        let mut highlights = Vec::new();
        for (at, colour) in Colour::ALL.into_iter().enumerate() {
            let start = text.char_indices().nth(60 + at * 90).unwrap().0;
            let end = text.char_indices().nth(60 + at * 90 + 70).unwrap().0;
            let anchor = Anchor::of(&text, crossread::text::Span::new(start, end)).unwrap();
            let note = (at == 1).then(|| "to be asked".to_owned());
            highlights.push(Highlight::new(anchor, colour, note));
        }
        let (id, marks) = (ArticleId::from_number(1), Marks { highlights, ..Marks::default() });
        desk.report(Report::Library(Box::new(Reply::Known(0, id))));
        desk.report(Report::Library(Box::new(Reply::Marks(vec![(id, marks)]))));
        insta::assert_snapshot!(format!("highlights_{name}"), desk.press("enter / g a s enter g * *").painted_screen());
    }
}

/// Every size from nothing to large, in every state that changes the layout: nothing panics, nothing overflows.
#[test]
fn at_any_size() {
    for keys in [
        "", "enter", "tab tab", "c", "c ] d", "c )", "enter R", "?", "/", "z", "C", "C z", "C W", "C E i", "enter H",
        "enter M", "B t", "B c", "B h", "B m", "B y",
    ] {
        let mut desk = Desk::with_samples(100, 30);
        desk.press(keys);
        for (width, height) in
            (1..=30).map(|n| (n, n)).chain([(20, 5), (21, 60), (79, 4), (80, 24), (119, 12), (220, 70)])
        {
            desk.report(crossread::app::Report::Resized(width, height));
            desk.screen();
            desk.press("j k");
        }
    }
}

/// The screen may have shrunk before the state hears of it.
#[test]
fn on_a_smaller_screen_than_it_knows_of() {
    let mut desk = Desk::with_samples(160, 40);
    for keys in ["", "?", "c"] {
        desk.press(keys);
        for size in [(159, 40), (100, 30), (20, 5), (1, 1)] {
            let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(size.0, size.1)).unwrap();
            terminal.draw(|frame| crossread::ui::draw(&desk.state, &desk.theme, frame)).unwrap();
        }
    }
}
