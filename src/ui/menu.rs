//! What lies over the panes: help, palette, cards and the other menus, all drawn alike.

use super::paint::{Line, rect};
use super::status::key;
use super::theme::Theme;
use crate::app::{Action, Area, Geometry, Item, Menu, MenuForm, MenuRow, State, menu_area};
use crate::text::{Span, width};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    let Some(menu) = state.menus.last() else { return };
    let inner = menu_area(geometry, menu);
    let prompt = menu.has_prompt();
    let top = if state.settings.linear { 0 } else { inner.y - 1 - u16::from(prompt) };
    let frame = Area { y: top, height: inner.y + inner.height + 1 - top, ..geometry.screen };
    Clear.render(rect(frame), buffer);
    buffer.set_style(rect(frame), theme.ground);
    buffer.set_style(rect(frame), theme.text);
    draw_frame(state, theme, menu, frame, inner, buffer);
    if prompt {
        draw_prompt(state, theme, menu, Area { y: inner.y - 1, height: 1, ..inner }, buffer);
    }
    let form = menu.form(inner.width, state.settings.linear);
    let mut y = 0;
    for (at, row) in menu.rows.iter().enumerate().skip(menu.top) {
        let lines = row.lines(form);
        if y >= inner.height {
            break;
        }
        let area = Area { y: inner.y + y, height: (lines.len() as u16).min(inner.height - y), ..inner };
        match row {
            _ if form.linear => draw_plain(theme, row, form, at == menu.selected, area, buffer),
            MenuRow::Heading(text) => drop(Line::of(buffer, area, 0).skip(1).put_cut(text, 0, theme.accent)),
            MenuRow::Text(text) => {
                for (line, span) in lines.iter().enumerate() {
                    Line::of(buffer, area, line as u16).skip(1).put(span.of(text), theme.text);
                }
            }
            MenuRow::Cells(cells) => {
                let chosen = at == menu.selected && cells.target.is_some();
                let style = if cells.target.is_some() { theme.text } else { theme.quiet };
                draw_cells(theme, &row.text_in(form), (style, chosen), area, buffer, &lines);
            }
            MenuRow::Item(item) => draw_item(theme, item, (form, at == menu.selected), area, buffer, &lines),
        }
        y += lines.len() as u16;
    }
    if menu.rows.is_empty() {
        let nothing = if menu.prompt.is_blank() { "nothing here" } else { "nothing matches" };
        Line::of(buffer, inner, 0).skip(1).put(nothing, theme.quiet);
    }
}

/// Rules, the title, and at which row of how many one is; in the linear mode the same in words. Title and number stand
/// over the rows, however wide the screen.
fn draw_frame(state: &State, theme: &Theme, menu: &Menu, frame: Area, inner: Area, buffer: &mut Buffer) {
    let all = menu.rows.iter().filter(|row| row.target().is_some()).count();
    let at = menu.rows.iter().take(menu.selected + 1).filter(|row| row.target().is_some()).count();
    let title = state.menu_title(menu);
    if state.settings.linear {
        let place = if all > 0 { format!("{at} of {all}, ") } else { String::new() };
        Line::of(buffer, frame, 0).put_cut(&format!("{place}{title}"), 0, theme.text);
        return;
    }
    for row in [0, frame.height.saturating_sub(1)] {
        Line::of(buffer, frame, row).put(&"─".repeat(frame.width as usize), theme.rule);
    }
    let place = if all > 0 { format!(" {at} of {all} ") } else { format!(" {} ", key(state, Action::Back)) };
    let head = Area { width: (inner.x + inner.width).max(frame.width.min(inner.width + 6)), ..frame };
    let before = inner.x.saturating_sub(1).max(2);
    let room = (head.width.saturating_sub(before) as usize).saturating_sub(width::columns(&place) + 2);
    let title = width::ellipsis(&title, room);
    Line::of(buffer, head, 0).skip(before).put(&format!(" {title} "), theme.title).put_right(&place, theme.quiet);
}

fn draw_prompt(state: &State, theme: &Theme, menu: &Menu, area: Area, buffer: &mut Buffer) {
    let mut line = Line::of(buffer, area, 0);
    line.skip(1).put(if state.settings.linear { "  " } else { "› " }, theme.accent);
    super::prompt::put(&mut line, theme, &menu.prompt, 1);
}

/// A row in the linear mode: all it says, and nothing but that.
fn draw_plain(theme: &Theme, row: &MenuRow, form: MenuForm, selected: bool, area: Area, buffer: &mut Buffer) {
    let text = row.text_in(form);
    let colon = if matches!(row, MenuRow::Heading(_)) && !text.ends_with(':') { ":" } else { "" };
    let style = if selected { theme.here } else { theme.text };
    for (at, span) in row.lines(form).iter().enumerate() {
        Line::of(buffer, area, at as u16).put_cut(&format!("{}{colon}", span.of(&text)), 0, style);
    }
}

fn draw_item(
    theme: &Theme,
    item: &Item,
    (form, selected): (MenuForm, bool),
    area: Area,
    buffer: &mut Buffer,
    lines: &[Span],
) {
    if selected {
        buffer.set_style(rect(area), theme.selected);
    }
    let on = |style| if selected { theme.selected.patch(style) } else { style };
    let label = form.label as u16;
    let left = if label == 0 { 0 } else { label + 2 };
    for row in 0..area.height {
        Line::of(buffer, area, row).put(if selected { "▌" } else { " " }, on(theme.accent));
    }
    if label > 0 {
        let column = Area { width: area.width.min(label + 1), ..area };
        Line::of(buffer, column, 0).skip(1).put_cut(&item.label, 0, on(theme.title));
    }
    let (text, right) = (item.text_in(form), item.right_in(form));
    let keep = if right.is_empty() { 0 } else { width::columns(right) + 1 };
    for (row, span) in lines.iter().enumerate() {
        let keep = if row == 0 { keep } else { 0 };
        let mut line = Line::of(buffer, area, row as u16);
        line.skip(1 + left).put_cut(span.of(&text), keep, on(theme.text));
        if row == 0 && !right.is_empty() {
            line.put_right(&format!("{right} "), on(theme.quiet));
        }
    }
}

/// A row of a table, or the heads over its columns.
fn draw_cells(
    theme: &Theme,
    text: &str,
    (style, selected): (Style, bool),
    area: Area,
    buffer: &mut Buffer,
    lines: &[Span],
) {
    if selected {
        buffer.set_style(rect(area), theme.selected);
    }
    let on = |style| if selected { theme.selected.patch(style) } else { style };
    for (row, span) in lines.iter().enumerate().take(area.height.into()) {
        let mut line = Line::of(buffer, area, row as u16);
        line.put(if selected { "▌" } else { " " }, on(theme.accent)).put_cut(span.of(text), 0, on(style));
    }
}
