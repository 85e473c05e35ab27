//! The folders over the list: the whole library and the saved queries, with how many articles are unread.

use super::paint::Line;
use super::theme::Theme;
use crate::app::{Area, State, folders_on_screen};
use ratatui::buffer::Buffer;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    Line::of(buffer, area, 0).skip(2).put("Folders", theme.title);
    let folders = state.folders();
    for (number, row) in folders_on_screen(state, area) {
        let Some((name, unread, is_open)) = folders.get(number) else { continue };
        let count = if *unread > 0 { format!(" {unread} ") } else { String::new() };
        let mut line = Line::of(buffer, row, 0);
        line.put(if *is_open { "▌" } else { " " }, theme.accent).skip(1);
        line.put_cut(name, count.len().max(1), if *is_open { theme.title } else { theme.text });
        line.put_right(&count, theme.accent);
    }
}
