//! The entity panel.

use super::paint::{Line, rect};
use super::theme::Theme;
use crate::app::{Action, Area, Focus, PanelRow, Scope, State, panel_rows_on_screen, side_rows};
use crate::collection::EntityId;
use crate::text::sparkline;
use ratatui::buffer::Buffer;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let (head, other) = match state.panel.scope {
        Scope::Article => ("In this article", "all"),
        Scope::Shown => ("In all shown", "here"),
    };
    let other = format!("{} {other} ", state.key_name(Action::Scope));
    let mut line = Line::of(buffer, area, 0);
    match state.panel.prompt.as_ref().filter(|prompt| !prompt.is_blank()) {
        // What is narrowed says so: what was typed stands where the heading does.
        Some(prompt) => line.skip(2).put("/", theme.accent).put_cut(prompt.text(), other.len() + 1, theme.title),
        None => line.skip(2).put(head, theme.title),
    };
    line.put_right(&other, theme.quiet);
    let rows = side_rows(area);
    for (at, row) in panel_rows_on_screen(&state.panel, rows.height.into()) {
        let area = Area { y: rows.y + at as u16, height: 1, ..rows };
        match row {
            PanelRow::Kind(kind) => {
                let hidden = if state.hidden_kinds.contains(kind) { " (hidden)" } else { "" };
                Line::of(buffer, area, 0).skip(2).put(kind.plural(), theme.quiet).put(hidden, theme.quiet);
            }
            PanelRow::Entity { id, here, shown, places } => {
                draw_entity(state, theme, (*id, *here, *shown, places), area, buffer);
            }
        }
    }
    if state.panel.rows.is_empty() && !state.collection.is_empty() {
        let none = if state.panel.prompt.is_some() { "no name matches" } else { "no names found" };
        Line::of(buffer, rows, 0).skip(2).put(none, theme.quiet);
    }
}

type Counts<'a> = (EntityId, usize, usize, &'a [u16; 8]);

fn draw_entity(state: &State, theme: &Theme, (id, here, shown, places): Counts<'_>, area: Area, buffer: &mut Buffer) {
    let Some((kind, name)) = state.collection.label(id) else { return };
    let selected = state.panel.selected == Some(id);
    let focused = selected && state.focus == Focus::Panel;
    if focused {
        buffer.set_style(rect(area), theme.selected);
    }
    let on = |style| if focused { theme.selected.patch(style) } else { style };
    let chosen = state.chosen == Some(id);
    let sign = match () {
        () if state.filter.with().contains(&id) => "+",
        () if state.filter.without().contains(&id) => "−",
        () if chosen => "›",
        () => " ",
    };
    let style = if chosen { theme.mention(kind).patch(theme.title) } else { theme.mention(kind) };
    // The count of all shown stands behind that of this article where it says more.
    let wide = area.width >= 34;
    let counts = match state.panel.scope {
        Scope::Article if wide && shown > here => format!("{here}/{shown}"),
        Scope::Article => here.to_string(),
        Scope::Shown => shown.to_string(),
    };
    let line: String = if here > 0 { sparkline(places) } else { " ".repeat(places.len()) };
    let right = match area.width {
        34.. => format!(" {counts:>5} {line} "),
        26.. => format!(" {counts:>3} {line} "),
        _ => format!(" {counts} "),
    };
    let columns = right.chars().count();
    Line::of(buffer, area, 0)
        .put(if selected { "▌" } else { " " }, on(theme.accent))
        .put(sign, on(theme.accent))
        .put_cut(name, columns, on(style))
        .put_right(&right, on(theme.quiet));
}
