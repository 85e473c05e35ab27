//! How does it look? [`draw`] is given the state and cannot change it.

mod ascii;
mod beside;
mod byline;
mod cursor;
mod folders;
mod frame;
mod highlights;
mod linear;
mod list;
mod menu;
mod paint;
mod panel;
mod pending;
mod prompt;
mod reader;
mod status;
mod theme;
mod welcome;
mod words;

pub use theme::{Depth, Fault, NAMES as THEMES, READABLE, Theme, rgb};
pub(crate) use theme::{Faults, Value, unknown};

use crate::app::{Geometry, SMALLEST, State};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the whole screen.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    if let Some(position) = draw_on(state, theme, frame.buffer_mut()) {
        frame.set_cursor_position(position);
    }
}

/// As [`draw`], on bare cells; gives the cell of the cursor, if it is to be seen.
pub fn draw_on(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let geometry = Geometry::of(state);
    draw_cells(state, theme, geometry.as_ref(), buffer);
    if state.settings.ascii {
        ascii::to_ascii(buffer);
    }
    cursor::position(state, &geometry?)
}

fn draw_cells(state: &State, theme: &Theme, geometry: Option<&Geometry>, buffer: &mut Buffer) {
    buffer.set_style(buffer.area, theme.ground);
    let Some(geometry) = geometry else {
        let words = format!("min {}×{}", SMALLEST.0, SMALLEST.1);
        let area = crate::app::Area { x: 0, y: 0, width: buffer.area.width, height: buffer.area.height };
        paint::Line::of(buffer, area, 0).put(&words, theme.text);
        return;
    };
    if state.settings.linear {
        linear::draw(state, theme, geometry, buffer);
    } else {
        draw_panes(state, theme, geometry, buffer);
    }
    status::draw(state, theme, geometry.status, buffer);
    welcome::draw(state, theme, geometry, buffer);
    menu::draw(state, theme, geometry, buffer);
    pending::draw(state, theme, geometry, buffer);
}

/// Whether the first steps are in what [`draw`] draws: where there is no room for a line of them, they are not.
pub fn shows_first_steps(state: &State) -> bool {
    Geometry::of(state).is_some_and(|geometry| welcome::is_shown(state, &geometry))
}

fn draw_panes(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    frame::draw_rules(theme, geometry, buffer);
    frame::draw_header(state, theme, geometry.header, buffer);
    if let Some(area) = geometry.folders {
        folders::draw(state, theme, area, buffer);
    }
    if let Some(area) = geometry.list {
        list::draw(state, theme, area, buffer);
    }
    for (column, area) in &geometry.readers {
        reader::draw(state, theme, *column, *area, buffer);
    }
    if let Some(area) = geometry.panel {
        panel::draw(state, theme, area, buffer);
    }
}
