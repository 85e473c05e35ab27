//! What stands round the panes: rules, and the header with what is filtered.

use super::paint::Line;
use super::theme::Theme;
use crate::app::{Area, Geometry, HeaderPart, HeaderText, State, header_texts};
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

/// Program, collection, counts; and at the right what is filtered.
pub(super) fn draw_header(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    for HeaderText { part, text, area } in header_texts(state, area) {
        let style = match part {
            HeaderPart::Program => theme.accent,
            HeaderPart::Collection => theme.text,
            HeaderPart::Chip(_) => theme.chip,
            HeaderPart::Counts | HeaderPart::Between | HeaderPart::More | HeaderPart::Keys => theme.quiet,
        };
        Line::of(buffer, area, 0).put(&text, style);
    }
}
