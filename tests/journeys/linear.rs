//! The linear mode, and where the terminal's own cursor stands: what a screen reader follows.

use crate::common::Desk;
use crossread::app::{Mouse, MouseKind, Report};
use crossread::article::{Format, ReadOptions, read_str};

/// The text from the cursor's cell on, as far as its row goes.
fn at_cursor(desk: &Desk) -> String {
    let (buffer, (x, y)) = (desk.buffer(), desk.cursor());
    (x..buffer.area.width).map(|x| buffer[(x, y)].symbol().to_owned()).collect()
}

#[test]
fn the_cursor_stands_at_the_mention_in_every_kind_of_block() {
    let text = "# Oslo\n\nIn Oslo.\n\n> Near Oslo.\n\n- By Oslo.\n";
    for linear in [false, true] {
        let mut desk =
            Desk::with(vec![read_str("a", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap()], 60, 20);
        desk.press("enter tab enter");
        if linear {
            desk.press("t l");
        }
        for step in ["", "n", "n"] {
            desk.press(step);
            assert!(at_cursor(&desk).starts_with("Oslo."), "{}\n{}", at_cursor(&desk), desk.screen());
        }
    }
}

#[test]
fn nothing_to_read_is_said() {
    let mut desk = Desk::with(Vec::new(), 60, 20);
    desk.press("t l").expect("no articles");
    desk.press("tab").expect("No article here");
}

#[test]
fn a_text_that_is_being_set_says_so() {
    let long = "A word and another. ".repeat(10_000);
    let mut desk =
        Desk::with(vec![read_str("a", &long, Format::Plain, ReadOptions::default()).remove(0).unwrap()], 60, 20);
    desk.press("t l enter");
    desk.held = Some(Vec::new());
    desk.report(Report::Resized(50, 20));
    desk.expect("setting the text");
}

#[test]
fn no_cursor_where_the_wheel_has_moved_what_is_selected_out_of_sight() {
    let mut desk = Desk::with_samples(130, 14);
    desk.press("tab tab G");
    let selected = desk.cursor();
    assert!(selected.0 > 90 && selected.1 < 12, "{selected:?}\n{}", desk.screen());
    for _ in 0..20 {
        desk.report(Report::Mouse(Mouse { kind: MouseKind::WheelUp, column: selected.0, row: selected.1 }));
    }
    assert_eq!(desk.cursor(), (0, 0), "{}", desk.screen());
}
