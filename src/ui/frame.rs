//! What stands round the panes: rules, and the header with what is filtered.

use super::paint::Line;
use super::status::key;
use super::theme::Theme;
use super::words;
use crate::app::{Action, Area, Geometry, State};
use crate::collection::EntityId;
use crate::text::width;
use ratatui::buffer::Buffer;

pub(super) fn draw_rules(theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    let screen = geometry.screen;
    let (top, bottom) = geometry.rules.unwrap_or((0, screen.height - 1));
    for x in &geometry.dividers {
        for y in top + 1..bottom {
            put_rule(buffer, (*x, y), "│", theme);
        }
    }
    if geometry.rules.is_some() {
        for (y, joint) in [(top, "┬"), (bottom, "┴")] {
            (0..screen.width).for_each(|x| put_rule(buffer, (x, y), "─", theme));
            geometry.dividers.iter().for_each(|x| put_rule(buffer, (*x, y), joint, theme));
        }
    }
}

fn put_rule(buffer: &mut Buffer, at: (u16, u16), symbol: &str, theme: &Theme) {
    if let Some(cell) = buffer.cell_mut(at) {
        cell.set_symbol(symbol).set_style(theme.rule);
    }
}

/// Program, collection, counts; and at the right what is filtered, which goes before all but the counts.
pub(super) fn draw_header(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let (all, shown) = (state.collection.len(), state.list.shown.len());
    let filter = filter_words(state);
    let clears =
        if filter.is_empty() { String::new() } else { format!("   {} clears", key(state, Action::ClearFilter)) };
    let short = if shown == all { words::count(all, "article") } else { format!("{shown} of {all}") };
    let long = match shown == all {
        true => format!("{short}, {} unread", unread(state)),
        false => format!("{shown} of {}, {} unread", words::count(all, "article"), unread(state)),
    };
    let [filter_columns, clears_columns] = [&filter, &clears].map(|text| width::columns(text));
    let mut line = Line::of(buffer, area, 0);
    line.skip(1).put_cut("crossread", 0, theme.accent).put("   ", theme.text);
    let gap = 3;
    let left = line.room().saturating_sub(filter_columns + gap);
    let name = width::columns(&state.name).min(24) + gap;
    let counts = if width::columns(&long) + name <= left { long } else { short };
    if let Some(room) = left.checked_sub(width::columns(&counts) + gap).filter(|room| *room > 8) {
        line.put(&width::ellipsis(&state.name, room), theme.text).put("   ", theme.text);
    }
    line.put(&counts, theme.quiet).put("   ", theme.text);
    if filter_columns + clears_columns < line.room() {
        line.put_right(&format!("{filter}{clears} "), theme.title);
    } else {
        line.put_cut(&filter, 0, theme.title);
    }
}

fn unread(state: &State) -> usize {
    let shown = &state.list.shown;
    match state.filter.is_empty() {
        true => shown.len().saturating_sub(state.read.len()),
        false => shown.iter().filter(|article| !state.read.contains(article)).count(),
    }
}

fn filter_words(state: &State) -> String {
    let name = |id: &EntityId| state.collection.label(*id).map(|(_, name)| name).unwrap_or_default();
    let with = state.filter.with().iter().map(|id| format!("with {}", name(id)));
    let without = state.filter.without().iter().map(|id| format!("without {}", name(id)));
    with.chain(without).collect::<Vec<_>>().join(", ")
}
