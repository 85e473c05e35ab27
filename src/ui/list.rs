//! The list of articles.

use super::paint::{Line, rect};
use super::theme::Theme;
use super::words;
use crate::app::{Area, Focus, ListContent, State, list_rows_on_screen, side_rows};
use crate::collection::{ArticleIndex, Entry};
use crate::text::{Span, width, wrap};
use ratatui::buffer::Buffer;

/// Blank columns between where an article is from and why it matches.
const GAP: usize = 2;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let hidden = state.collection.len() - state.list.shown.len();
    let sorted = state.list.sort.label();
    let full = if hidden > 0 { format!("{hidden} hidden · {sorted} ") } else { format!("{sorted} ") };
    let mut line = Line::of(buffer, area, 0);
    line.skip(2).put("Articles", theme.title).skip(2);
    let head = if width::columns(&full) <= line.room() { full } else { format!("{sorted} ") };
    line.put_right(&head, theme.quiet);
    for row in list_rows_on_screen(state, area) {
        match row.content {
            ListContent::Heading(label, articles) => draw_heading(theme, label, articles, row.area, buffer),
            ListContent::Article(article) => {
                draw_entry(state, theme, article, Area { height: row.text, ..row.area }, buffer)
            }
        }
    }
    if state.list.shown.is_empty() && state.progress.finished {
        let why = if state.collection.is_empty() { "none" } else { "none passes the filter" };
        Line::of(buffer, side_rows(area), 0).skip(2).put(why, theme.quiet);
    }
}

fn draw_heading(theme: &Theme, label: &str, articles: usize, area: Area, buffer: &mut Buffer) {
    let count = format!(" {articles} ");
    let mut line = Line::of(buffer, area, 0);
    line.put("─ ", theme.rule).put_cut(label, count.len(), theme.quiet).put_right(&count, theme.quiet);
}

/// Title, by-line, and by which names the article matches: as many of them as the rows of `area` have room for.
fn draw_entry(state: &State, theme: &Theme, article: ArticleIndex, area: Area, buffer: &mut Buffer) {
    let Some(entry) = state.collection.entry(article) else { return };
    let title = entry.article.headline();
    let columns = area.width.saturating_sub(3) as usize;
    let fold = if area.height >= 3 { wrap(title, Span::new(0, title.len()), columns) } else { Vec::new() };
    let second = fold.get(1).map(|row| title.get(row.start..).unwrap_or_default());
    let first = fold.first().filter(|_| second.is_some()).map_or(title, |row| row.of(title));
    let titles = if second.is_some() { 2 } else { 1 };
    let reasons: Vec<String> = state.reasons(article).iter().map(|(name, count)| format!("{name} {count}")).collect();
    let reasons = reasons.join(" · ");
    let apart = !reasons.is_empty() && titles + 1 < area.height;
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
    let count = state.chosen.map_or(0, |id| state.collection.count_in(article, id));
    let count = if count > 0 { format!(" {count} ") } else { String::new() };
    // The count stands in the by-line, beside the title where there is none.
    let beside = if area.height == 1 { count.as_str() } else { "" };
    Line::of(buffer, area, 0)
        .skip(1)
        .put(mark, on(theme.accent))
        .put_cut(first, beside.len().max(1), style)
        .put_right(beside, on(theme.accent));
    if let Some(second) = second {
        Line::of(buffer, area, 1).skip(2).put_cut(second, 1, style);
    }
    let mut line = Line::of(buffer, area, titles);
    line.skip(2);
    let room = line.room().saturating_sub(count.len());
    let from = byline(entry, room, if apart { "" } else { &reasons });
    line.put_cut(&from, count.len(), on(theme.quiet));
    if !apart {
        line.put_cut(&reasons, count.len(), on(theme.text));
    }
    line.put_right(&count, on(theme.accent));
    if apart {
        Line::of(buffer, area, titles + 1).skip(2).put_cut(&reasons, 1, on(theme.text));
    }
}

/// Where an article is from and of when, as far as there is room for it before `reasons`. The date stays longest.
fn byline(entry: &Entry, room: usize, reasons: &str) -> String {
    let meta = &entry.article.meta;
    let date = meta.date.as_deref().map(words::short_date);
    let full = match (meta.source.as_deref(), date.as_deref()) {
        // Where nothing is known of it, the file's name at least tells it from the others.
        (None, None) => meta.id.rsplit('/').next().unwrap_or_default().to_owned(),
        (Some(source), Some(date)) if reasons.is_empty() => beside(source, date, room),
        (source, date) => [source, date].into_iter().flatten().collect::<Vec<_>>().join(" · "),
    };
    if reasons.is_empty() {
        return full;
    }
    let fits = |text: &String| width::columns(text) + GAP + width::columns(reasons) <= room;
    [Some(full), date].into_iter().flatten().find(fits).map_or_else(String::new, |text| text + &" ".repeat(GAP))
}

/// A source, cut where it must be, and the date after it.
fn beside(source: &str, date: &str, room: usize) -> String {
    match room.saturating_sub(width::columns(date) + " · ".chars().count()) {
        0..=3 => date.to_owned(),
        left => format!("{} · {date}", width::ellipsis(source, left)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_source_gives_way_to_the_date() {
        assert_eq!(beside("Northgate Tribune", "30 Dec 22", 29), "Northgate Tribune · 30 Dec 22");
        assert_eq!(beside("Northgate Tribune", "30 Dec 22", 27), "Northgate Trib… · 30 Dec 22");
        assert_eq!(beside("Northgate Tribune", "30 Dec 22", 15), "30 Dec 22");
        assert_eq!(beside("Northgate Tribune", "30 Dec 22", 0), "30 Dec 22");
    }
}
