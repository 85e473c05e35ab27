//! The first steps, on a first run: three lines at the bottom of the text, or of the list where that has the screen.

use super::paint::Line;
use super::theme::Theme;
use crate::app::{Action, Area, Geometry, ListRow, State, list_rows_on_screen, side_rows};
use crate::text::width;
use ratatui::buffer::Buffer;

/// Rows that have to stay for what is explained.
const KEPT: u16 = 6;

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    if !state.welcome || !state.menus.is_empty() {
        return;
    }
    let Some(area) = place(state, geometry) else { return };
    let lines = lines(state);
    let blank = " ".repeat(area.width as usize);
    for row in 0..area.height {
        Line::of(buffer, area, row).put(&blank, theme.text);
    }
    // The last line, how to find all the rest, is the one to stay where there is no room for three.
    let rows = (area.height - 1).min(lines.len() as u16);
    for (row, (long, short)) in (1..area.height).zip(lines.iter().skip(lines.len() - rows as usize)) {
        let mut line = Line::of(buffer, area, row);
        line.put(if state.settings.linear { "" } else { " ▸ " }, theme.accent);
        let fits = width::columns(long) < line.room();
        line.put_cut(if fits { long } else { short }, 1, theme.text);
    }
}

/// Whether there is anything to explain, and room for it.
pub(super) fn is_shown(state: &State, geometry: &Geometry) -> bool {
    state.welcome && state.menus.is_empty() && place(state, geometry).is_some()
}

/// The lowest rows of the text; of the list where that has the screen, and there only what the selected entry leaves. One
/// row of it sets the lines off from what stands above.
fn place(state: &State, geometry: &Geometry) -> Option<Area> {
    let (area, free) = match (geometry.readers.first(), geometry.list) {
        (Some((_, area)), _) => (*area, area.height.saturating_sub(KEPT)),
        (None, Some(area)) => {
            let rows = side_rows(area);
            let is_selected =
                |row: &ListRow<'_>| state.list.selected.is_some_and(|selected| row.content.shows(selected));
            let selected = list_rows_on_screen(state, area).into_iter().find(is_selected);
            let taken = selected.map_or(0, |row| (row.area.y + row.area.height).saturating_sub(rows.y));
            (area, rows.height.saturating_sub(taken.max(KEPT - 2)))
        }
        (None, None) => return None,
    };
    let height = free.min(4);
    (height >= 2).then(|| Area { y: area.y + area.height - height, height, ..area })
}

/// Each line as it stands where there is room, and as it stands where there is little.
fn lines(state: &State) -> [(String, String); 3] {
    let key = |action| state.key_name(action);
    let (down, up, open) = (key(Action::Down), key(Action::Up), key(Action::Accept));
    let (pane, next, help) = (key(Action::NextPane), key(Action::Next), key(Action::Help));
    let (palette, close, back) = (key(Action::Palette), key(Action::Close), key(Action::Back));
    [
        (
            format!("Many accounts of the same events: {down} and {up} move, {open} opens one."),
            format!("{down} and {up} move, {open} opens an article."),
        ),
        (
            format!("{pane} leads to the text and to the names in it; {open} and {next}, from mention to mention."),
            format!("{pane}: the text, then the names in it."),
        ),
        (
            format!("{help} shows all keys, {palette} does anything by name, {close} quits; {back} closes this."),
            format!("{help} all keys, {palette} by name, {close} quits."),
        ),
    ]
}
