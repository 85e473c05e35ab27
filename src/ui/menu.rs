//! What lies over the panes: help, palette, cards and the other menus, all drawn alike.

use super::paint::{Line, rect};
use super::status::key;
use super::theme::Theme;
use crate::app::{Action, Area, Geometry, Item, Menu, MenuRow, State, menu_area};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::widgets::{Clear, Widget};

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    let Some(menu) = state.menus.last() else { return };
    let inner = menu_area(geometry, menu);
    let prompt = menu.typing || !menu.prompt.is_blank();
    let top = inner.y - 1 - u16::from(prompt);
    let frame = Area { y: top, height: inner.y + inner.height + 1 - top, ..geometry.screen };
    Clear.render(rect(frame), buffer);
    buffer.set_style(rect(frame), theme.ground);
    buffer.set_style(rect(frame), theme.text);
    draw_frame(state, theme, menu, frame, buffer);
    if prompt {
        draw_prompt(theme, menu, Area { y: top + 1, height: 1, ..inner }, buffer);
    }
    let (columns, label) = (inner.width as usize, menu.label_columns());
    let mut y = 0;
    for (at, row) in menu.rows.iter().enumerate().skip(menu.top) {
        let lines = row.lines(columns, label);
        if y >= inner.height {
            break;
        }
        let area = Area { y: inner.y + y, height: (lines.len() as u16).min(inner.height - y), ..inner };
        let selected = at == menu.selected;
        match row {
            MenuRow::Heading(text) => drop(Line::of(buffer, area, 0).skip(1).put_cut(text, 0, theme.accent)),
            MenuRow::Text(text) => {
                for (line, span) in lines.iter().enumerate() {
                    Line::of(buffer, area, line as u16).skip(1).put(span.of(text), theme.text);
                }
            }
            MenuRow::Item(item) => draw_item(theme, item, (label, selected), area, buffer, &lines),
        }
        y += lines.len() as u16;
    }
    if menu.rows.is_empty() {
        let nothing = if menu.prompt.is_blank() { "nothing here" } else { "nothing matches" };
        Line::of(buffer, inner, 0).skip(1).put(nothing, theme.quiet);
    }
}

fn draw_frame(state: &State, theme: &Theme, menu: &Menu, frame: Area, buffer: &mut Buffer) {
    for row in [0, frame.height.saturating_sub(1)] {
        Line::of(buffer, frame, row).put(&"─".repeat(frame.width as usize), theme.rule);
    }
    let all = menu.rows.iter().filter(|row| matches!(row, MenuRow::Item(_))).count();
    let at = menu.rows.iter().take(menu.selected + 1).filter(|row| matches!(row, MenuRow::Item(_))).count();
    let place = if all > 0 { format!(" {at} of {all} ") } else { format!(" {} ", key(state, Action::Back)) };
    let room = (frame.width as usize).saturating_sub(width::columns(&place) + 6);
    let title = width::ellipsis(&state.menu_title(menu), room);
    Line::of(buffer, frame, 0).skip(2).put(&format!(" {title} "), theme.title).put_right(&place, theme.quiet);
}

fn draw_prompt(theme: &Theme, menu: &Menu, area: Area, buffer: &mut Buffer) {
    let mut line = Line::of(buffer, area, 0);
    line.skip(1).put("› ", theme.accent);
    super::prompt::put(&mut line, theme, &menu.prompt, 1);
}

fn draw_item(
    theme: &Theme,
    item: &Item,
    (label, selected): (usize, bool),
    area: Area,
    buffer: &mut Buffer,
    lines: &[crate::text::Span],
) {
    if selected {
        buffer.set_style(rect(area), theme.selected);
    }
    let on = |style| if selected { theme.selected.patch(style) } else { style };
    let left = if label == 0 { 0 } else { label as u16 + 2 };
    for row in 0..area.height {
        Line::of(buffer, area, row).put(if selected { "▌" } else { " " }, on(theme.accent));
    }
    if label > 0 {
        let column = Area { width: area.width.min(label as u16 + 1), ..area };
        Line::of(buffer, column, 0).skip(1).put_cut(&item.label, 0, on(theme.title));
    }
    let right = if item.right.is_empty() { 0 } else { width::columns(&item.right) + 1 };
    for (row, span) in lines.iter().enumerate() {
        let keep = if row == 0 { right } else { 0 };
        let mut line = Line::of(buffer, area, row as u16);
        line.skip(1 + left).put_cut(span.of(&item.text), keep, on(theme.text));
        if row == 0 {
            line.put_right(&format!("{} ", item.right), on(theme.quiet));
        }
    }
}
