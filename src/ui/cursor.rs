//! Where the terminal's own cursor stands: in what is typed, else at what is selected, so that screen readers and input
//! methods follow.

use super::prompt::visible;
use super::status::prompt_area;
use crate::app::{Area, Focus, Geometry, Reader, State, list_rows_on_screen, menu_area, panel_line_of, side_rows};
use crate::text::width;
use ratatui::layout::Position;

/// The cell of the cursor, if there is anything to stand at.
pub(super) fn position(state: &State, geometry: &Geometry) -> Option<Position> {
    let at = |x: u16, y: u16| Some(Position::new(x.min(geometry.screen.width - 1), y.min(geometry.screen.height - 1)));
    if let Some(menu) = state.menus.last() {
        let area = menu_area(geometry, menu);
        if menu.typing {
            let (before, _) = visible(&menu.prompt, (area.width as usize).saturating_sub(4));
            return at(area.x + 3 + width::columns(before) as u16, area.y - 1);
        }
        let form = menu.form(area.width, state.settings.linear);
        let above = menu.rows.get(menu.top..menu.selected).unwrap_or_default();
        let rows: usize = above.iter().map(|row| row.lines(form).len()).sum();
        return at(area.x, area.y + rows as u16);
    }
    if let Some(prompt) = state.prompt() {
        let area = prompt_area(state, geometry)?;
        let (before, _) = visible(prompt, area.width as usize);
        return at(area.x + width::columns(before) as u16, area.y);
    }
    match state.focus {
        Focus::List if !state.is_comparing() => {
            let selected = state.list.selected?;
            let rows = list_rows_on_screen(state, geometry.list?);
            let row = rows.iter().find(|row| row.content.shows(selected))?;
            at(row.area.x, row.area.y)
        }
        Focus::Panel if !state.is_comparing() => {
            let area = side_rows(geometry.panel?);
            // The wheel may have moved it out of sight.
            let down = panel_line_of(&state.panel, state.panel.position()?, area.height.into())?;
            at(area.x, area.y + down as u16)
        }
        _ => {
            let text = state.pane(state.active)?.text;
            let (row, column) = place(state, state.reader()?, text)?;
            at(text.x + column, text.y + row)
        }
    }
}

/// Row and column in the text where the selection's cursor, the mention or the hit stands; else the first row.
fn place(state: &State, reader: &Reader, text: Area) -> Option<(u16, u16)> {
    let byte = state.selection.map(|selection| selection.head).or(reader.at.map(|at| at.start));
    let on_screen = byte.and_then(|byte| {
        let row = reader.page.row_of(byte);
        let span = reader.page.rows.get(row)?.span;
        let article = &state.collection.entry(reader.article)?.article;
        let before = article.text.get(span.start..byte.min(span.end)).unwrap_or_default();
        let down = row.checked_sub(reader.top).filter(|down| *down < text.height as usize)?;
        let indent = reader.page.indent_of(row);
        Some((down as u16, indent + width::columns(before) as u16))
    });
    on_screen.or(Some((0, 0)))
}
