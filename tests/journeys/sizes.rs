//! Every screen on every size: the smallest, the odd ones, and one that the state has not heard of yet.

use crate::common::Desk;
use crossread::app::Report;
use crossread::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Keys that lead to a screen each, all from the beginning.
const SCREENS: [&str; 17] = [
    "",
    "/ s",
    "?",
    ":",
    ": z z z z",
    "enter",
    "enter / t h e",
    "enter v j j",
    "enter z",
    "tab tab e",
    "tab tab / p u",
    "tab tab f",
    "tab tab i",
    "c",
    "c w a w a",
    "t t",
    "t l",
];

/// Draws on a terminal of that size, whatever size the state believes in, and gives the cursor's place back.
fn draw(desk: &Desk, (width, height): (u16, u16)) -> (u16, u16) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::draw(&desk.state, &desk.theme, frame)).unwrap();
    let position = terminal.get_cursor_position().unwrap();
    (position.x, position.y)
}

#[test]
fn no_size_is_too_small_or_too_odd() {
    let sizes = (1..=8).flat_map(|height| [1, 2, 19, 20, 21, 43, 59, 60, 80, 121].map(|width| (width, height)));
    let sizes: Vec<(u16, u16)> = sizes.chain([(20, 12), (80, 13), (300, 5), (1, 100), (120, 9)]).collect();
    for keys in SCREENS {
        let mut desk = Desk::with_samples(100, 30);
        desk.press(keys);
        for size in &sizes {
            desk.report(Report::Resized(size.0, size.1));
            let (x, y) = draw(&desk, *size);
            assert!(x < size.0 && y < size.1, "{keys:?} at {size:?}: the cursor is at {x}, {y}");
            // The screen has another size before the state hears of it.
            for other in [(1, 1), (20, 5), (130, 40)] {
                draw(&desk, other);
            }
            desk.press("j k").press("pagedown");
        }
        desk.report(Report::Resized(100, 30));
        draw(&desk, (100, 30));
    }
}
