//! What was typed of a command, and how it may go on: in the status line, or over the panes where that is too short.

use super::paint::{Line, rect};
use super::theme::Theme;
use crate::app::{Area, Geometry, State};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::widgets::{Clear, Widget};

/// Blank columns after each choice.
const GAP: usize = 2;

/// Cells of equal width that hold all choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    across: usize,
    down: usize,
    cell: usize,
}

impl Grid {
    /// For `count` choices, the widest of `widest` columns, in `columns` and no more than `rows`. Where not all have room,
    /// all are cut alike: that each is there matters most.
    fn of(count: usize, widest: usize, columns: usize, rows: usize) -> Self {
        let fitting = (columns / (widest + GAP)).max(1);
        let across = fitting.max(count.div_ceil(rows.max(1))).max(1);
        Self { across, down: count.div_ceil(across), cell: columns / across }
    }
}

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    if state.pending.is_empty() {
        return;
    }
    let keys = state.pending.keys.iter().map(ToString::to_string);
    let typed: Vec<String> = state.pending.count.iter().map(ToString::to_string).chain(keys).collect();
    let mut line = Line::of(buffer, geometry.status, 0);
    line.skip(1).put(&typed.join(" "), theme.accent).put(" …   ", theme.quiet);
    if state.pending.keys.is_empty() {
        return;
    }
    let choices: Vec<(String, &str)> = state
        .settings
        .keymap
        .continuations(state.context(), &state.pending.keys)
        .into_iter()
        .map(|(key, action)| (key, action.declaration().hint))
        .collect();
    let columns = |(key, hint): &(String, &str)| width::columns(key) + 1 + width::columns(hint);
    if choices.iter().map(|choice| columns(choice) + GAP).sum::<usize>() <= line.room() + GAP {
        for (key, hint) in &choices {
            line.put(key, theme.key).put(" ", theme.text).put(hint, theme.quiet).put("  ", theme.text);
        }
        return;
    }
    let above = geometry.status.y;
    let room = geometry.screen.width.saturating_sub(1);
    let widest = choices.iter().map(columns).max().unwrap_or(0);
    let grid = Grid::of(choices.len(), widest, room.into(), above.into());
    let ruled = !state.settings.linear && (grid.down as u16) < above;
    let height = (grid.down as u16 + u16::from(ruled)).min(above);
    let area = Area { y: above - height, height, ..geometry.screen };
    Clear.render(rect(area), buffer);
    buffer.set_style(rect(area), theme.ground);
    buffer.set_style(rect(area), theme.text);
    if ruled {
        Line::of(buffer, area, 0).put(&"─".repeat(area.width as usize), theme.rule);
    }
    for (at, (key, hint)) in choices.iter().enumerate() {
        let cell = Area {
            x: 1 + (at % grid.across * grid.cell) as u16,
            y: area.y + u16::from(ruled) + (at / grid.across) as u16,
            width: grid.cell as u16,
            height: u16::from(at / grid.across < grid.down),
        };
        // A blank column to the next one, even where hints are cut.
        Line::of(buffer, cell, 0).put(key, theme.key).put(" ", theme.text).put_cut(hint, 1, theme.quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_choices_have_a_cell() {
        assert_eq!(Grid::of(10, 15, 79, 20), Grid { across: 4, down: 3, cell: 19 });
        assert_eq!(Grid::of(10, 15, 59, 20), Grid { across: 3, down: 4, cell: 19 });
        assert_eq!(Grid::of(10, 15, 19, 4), Grid { across: 3, down: 4, cell: 6 });
        assert_eq!(Grid::of(0, 0, 19, 0), Grid { across: 9, down: 0, cell: 2 });
        for count in 0..40 {
            for rows in 1..10 {
                let grid = Grid::of(count, 12, 60, rows);
                assert!(grid.across * grid.down >= count && grid.down <= rows && grid.across * grid.cell <= 60);
            }
        }
    }
}
