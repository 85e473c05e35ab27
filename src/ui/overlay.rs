//! What lies over the panes.

use super::paint::{Line, rect};
use super::theme::Theme;
use crate::app::{Area, Geometry, KEY_COLUMNS, Overlay, OverlayRow, State, overlay_area};
use ratatui::buffer::Buffer;
use ratatui::widgets::{Clear, Widget};

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    let Some((overlay, top)) = state.overlay else { return };
    let inner = overlay_area(geometry);
    let frame = Area { y: inner.y - 1, height: inner.height + 2, ..geometry.screen };
    Clear.render(rect(frame), buffer);
    for row in [0, frame.height.saturating_sub(1)] {
        Line::of(buffer, frame, row).put(&"─".repeat(frame.width as usize), theme.rule);
    }
    let rows = state.overlay_rows(inner.width as usize);
    let title = match overlay {
        Overlay::Help => " Keys ".to_owned(),
        Overlay::Problems => format!(" What could not be read: {} ", state.problems.len()),
    };
    let last = (top + inner.height as usize).min(rows.len());
    let place = format!(" row {last} of {} ", rows.len());
    Line::of(buffer, frame, 0).skip(2).put(&title, theme.title).put_right(&place, theme.quiet);
    for (at, row) in rows.iter().skip(top).take(inner.height as usize).enumerate() {
        let at = at as u16;
        match row {
            OverlayRow::Heading(text) => drop(Line::of(buffer, inner, at).skip(1).put(text, theme.accent)),
            OverlayRow::Text(text) => drop(Line::of(buffer, inner, at).skip(1).put(text, theme.text)),
            OverlayRow::Keys(keys, doc) => {
                let column = Area { width: inner.width.min(KEY_COLUMNS as u16 - 1), ..inner };
                Line::of(buffer, column, at).skip(1).put_cut(keys, 0, theme.title);
                Line::of(buffer, inner, at).skip(KEY_COLUMNS as u16).put(doc, theme.text);
            }
        }
    }
}
