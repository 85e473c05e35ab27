//! The list of articles.

use super::paint::{Line, rect};
use super::theme::Theme;
use super::words;
use crate::app::{Area, Focus, State, list_entries, list_entry_rows, side_rows};
use crate::collection::ArticleIndex;
use crate::text::{Span, wrap};
use ratatui::buffer::Buffer;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let hidden = state.collection.len() - state.list.shown.len();
    let head = if hidden > 0 { format!("{hidden} hidden") } else { state.list.sort.label().to_owned() };
    Line::of(buffer, area, 0).skip(2).put("Articles", theme.title).skip(2).put_right(&format!("{head} "), theme.quiet);
    let rows = side_rows(area);
    let each = list_entry_rows(area);
    let visible = state.list.shown.iter().skip(state.list.top).take(list_entries(area));
    for (at, article) in visible.enumerate() {
        let top = at as u16 * each;
        let entry = Area { y: rows.y + top, height: each.min(rows.height.saturating_sub(top)), ..rows };
        draw_entry(state, theme, *article, entry, buffer);
    }
    if state.list.shown.is_empty() && state.progress.finished {
        let why = if state.collection.is_empty() { "none" } else { "none passes the filter" };
        Line::of(buffer, rows, 0).skip(2).put(why, theme.quiet);
    }
}

/// Title and by-line. A long title takes a second row where entries have three.
fn draw_entry(state: &State, theme: &Theme, article: ArticleIndex, area: Area, buffer: &mut Buffer) {
    let Some(entry) = state.collection.entry(article) else { return };
    let title = entry.article.headline();
    let columns = area.width.saturating_sub(3) as usize;
    let fold = if area.height >= 3 { wrap(title, Span::new(0, title.len()), columns) } else { Vec::new() };
    let second = fold.get(1).map(|row| title.get(row.start..).unwrap_or_default());
    let first = fold.first().filter(|_| second.is_some()).map_or(title, |row| row.of(title));
    let area = Area { height: area.height.min(if second.is_some() { 3 } else { 2 }), ..area };

    let selected = state.list.selected == Some(article);
    let focused = selected && state.focus == Focus::List;
    if focused {
        buffer.set_style(rect(area), theme.selected);
    }
    let on = |style| if focused { theme.selected.patch(style) } else { style };
    let unread = !state.read.contains(&article);
    let style = on(if unread { theme.title } else { theme.text });
    for row in 0..area.height {
        Line::of(buffer, area, row).put(if selected { "▌" } else { " " }, on(theme.accent));
    }
    let mark = match () {
        () if state.marked.contains(&article) => "◆",
        () if unread => "•",
        () => " ",
    };
    Line::of(buffer, area, 0).skip(1).put(mark, on(theme.accent)).put_cut(first, 1, style);
    if let Some(second) = second {
        Line::of(buffer, area, 1).skip(2).put_cut(second, 1, style);
    }
    let meta = &entry.article.meta;
    let date = meta.date.as_deref().map(words::short_date);
    let mut byline: Vec<&str> = [meta.source.as_deref(), date.as_deref()].into_iter().flatten().collect();
    if byline.is_empty() {
        // Where nothing is known of it, the file's name at least tells it from the others.
        byline.extend(meta.id.rsplit('/').next());
    }
    let count = state.chosen.map_or(0, |id| state.collection.count_in(article, id));
    let count = if count > 0 { format!(" {count} ") } else { String::new() };
    Line::of(buffer, area, if second.is_some() { 2 } else { 1 })
        .skip(2)
        .put_cut(&byline.join(" · "), count.len(), on(theme.quiet))
        .put_right(&count, on(theme.accent));
}
