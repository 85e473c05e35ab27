//! The linear mode: one pane at a time in plain lines, words for signs, nothing beside or round them. For screen readers,
//! and for terminals that are read aloud or line by line.

use super::paint::Line;
use super::theme::Theme;
use super::{beside, highlights, reader, words};
use crate::app::{
    Area, Geometry, ListContent, Pane, PanelRow, RowKind, Scope, State, WORDS, folders_on_screen, indent,
    list_rows_on_screen, panel_rows_on_screen, side_rows,
};
use crate::article::date_in_words;
use crate::collection::ArticleIndex;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

pub(super) fn draw(state: &State, theme: &Theme, geometry: &Geometry, buffer: &mut Buffer) {
    if let Some(area) = geometry.folders {
        folders(state, area, buffer);
    }
    if let Some(area) = geometry.list {
        list(state, area, buffer);
    } else if let Some(area) = geometry.panel {
        panel(state, area, buffer);
    } else if !state.readers.is_empty() {
        text(state, theme, buffer);
    } else if let Some((_, area)) = geometry.readers.first() {
        reader::draw_nothing(state, theme, *area, buffer);
    }
}

fn put(buffer: &mut Buffer, area: Area, row: usize, text: &str) {
    Line::of(buffer, area, row as u16).put_cut(text, 0, Style::new());
}

fn folders(state: &State, area: Area, buffer: &mut Buffer) {
    let folders = state.folders();
    put(buffer, area, 0, "Folders:");
    for (number, row) in folders_on_screen(state, area) {
        let Some((name, unread, is_open)) = folders.get(number) else { continue };
        let unread = if *unread > 0 { format!(", {unread} unread") } else { String::new() };
        let open = if *is_open { ", open" } else { "" };
        put(buffer, row, 0, &format!("{name}{unread}{open}"));
    }
}

fn list(state: &State, area: Area, buffer: &mut Buffer) {
    let (at, all) = (state.list.position().map_or(0, |at| at + 1), state.list.shown.len());
    let filter = if state.filter.is_empty() { String::new() } else { format!(", {}", words::filter(state)) };
    put(buffer, area, 0, &format!("Articles: {at} of {all}{filter}"));
    let rows = side_rows(area);
    for row in list_rows_on_screen(state, area) {
        let text = match row.content {
            ListContent::Heading(label, articles) => format!("{label}: {}", words::count(articles, "article")),
            ListContent::Article(article) => entry(state, article),
            ListContent::Story { articles, folded } => story(state, articles, folded),
        };
        put(buffer, row.area, 0, &text);
    }
    if all == 0 && state.progress.finished {
        put(buffer, rows, 0, if state.filter.is_empty() { "no articles" } else { "none passes the filter" });
    }
}

/// A story in words: how many tell it; where it is folded, the headline of the first.
fn story(state: &State, articles: &[ArticleIndex], folded: bool) -> String {
    let told = words::accounts(state, articles).join(", ");
    let first = articles.first().and_then(|first| state.collection.entry(*first));
    match first.filter(|_| folded) {
        Some(first) => format!("{told}, folded: {}", first.article.headline()),
        None => format!("{told}:"),
    }
}

/// An article in words: what is known of it first, then title, source and date, which may be cut.
fn entry(state: &State, article: ArticleIndex) -> String {
    let Some(entry) = state.collection.entry(article) else { return String::new() };
    let meta = &entry.article.meta;
    let mut known = Vec::new();
    if !state.read.contains(&article) {
        known.push("unread".to_owned());
    }
    if state.marked.contains(&article) {
        known.push("marked".to_owned());
    }
    known.extend(words::noted(state, article));
    let reasons = state.reasons(article);
    let chosen = state.chosen.filter(|_| reasons.is_empty()).map(|id| state.collection.count_in(article, id));
    known.extend(chosen.filter(|count| *count > 0).map(|count| words::count(count, "mention")));
    known.extend(reasons.into_iter().map(|(name, count)| format!("{} of {name}", words::count(count, "mention"))));
    let mut parts = vec![entry.article.headline().to_owned()];
    parts.extend(meta.source.clone());
    parts.extend(meta.date.as_deref().map(date_in_words));
    let parts = parts.join(", ");
    if known.is_empty() { parts } else { format!("{}: {parts}", known.join(", ")) }
}

fn panel(state: &State, area: Area, buffer: &mut Buffer) {
    let whose = match state.panel.scope {
        Scope::Article => "this article",
        Scope::Shown => "all articles shown",
    };
    put(buffer, area, 0, &format!("Names in {whose}"));
    let rows = side_rows(area);
    for (at, row) in panel_rows_on_screen(&state.panel, rows.height.into()) {
        let text = match row {
            PanelRow::Kind(kind) => format!("{}:", kind.plural()),
            PanelRow::Entity { id, here, shown, .. } => {
                let name = state.collection.label(*id).map_or("", |(_, name)| name);
                let chosen = if state.chosen == Some(*id) { ", chosen" } else { "" };
                format!("{name}, {here} here, {shown} in all{chosen}")
            }
        };
        put(buffer, rows, at, &text);
    }
}

fn text(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let (Some(reader), Some(Pane { head, text })) = (state.reader(), state.pane(state.active)) else { return };
    let Some(entry) = state.collection.entry(reader.article) else { return };
    put(buffer, head, 0, state.title_of(reader.article));
    let meta = &entry.article.meta;
    let mut byline = Vec::new();
    let account = state.account(reader.article);
    if state.is_comparing() {
        byline.push(format!("column {} of {}", state.active + 1, state.readers.len()));
    }
    if let Some(account) = account.filter(|_| state.is_comparing()) {
        byline.push(format!("{} shared, {} only here", account.shared(), account.only()));
    }
    byline.push(format!("{} per cent", state.percent(state.active)));
    byline.extend(meta.source.clone());
    byline.extend(meta.date.as_deref().map(date_in_words));
    byline.extend(meta.author.clone());
    byline.extend(words::noted(state, reader.article));
    byline.extend(words::language(meta).map(|language| format!("{language}, {}", words::ENGLISH_ONLY)));
    put(buffer, head, 1, &byline.join(", "));
    if reader.is_waiting() {
        return put(buffer, text, 0, reader::WAITING);
    }
    let selected = state.selected_span().or(reader.at);
    for (at, row) in reader.page.rows.iter().skip(reader.top).take(text.height as usize).enumerate() {
        let shown = row.span.of(&entry.article.text);
        match row.kind {
            RowKind::Blank => {}
            RowKind::Fold { blocks } => {
                put(buffer, text, at, &format!("{} folded", words::count(blocks, "line")));
            }
            RowKind::Text { kind, .. } => {
                let mut line = Line::of(buffer, text, at as u16);
                // The cursor and the mouse count on it.
                line.skip(indent(kind));
                // The one style there is: where one is, for those who see it.
                let marked = selected.filter(|span| span.overlaps(row.span));
                let (start, end) = marked.map_or((0, 0), |span| {
                    (span.start.saturating_sub(row.span.start), span.end.min(row.span.end) - row.span.start)
                });
                let part = |from: usize, to: usize| shown.get(from..to).unwrap_or_default();
                line.put(part(0, start), Style::new());
                line.put(part(start, end), theme.here);
                line.put(part(end, shown.len()), Style::new());
                let told = account.and_then(|account| beside::words(account.signs(row.span)));
                let words = [told, highlights::words(state, reader.article, row.span)];
                let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
                if !words.is_empty() {
                    let behind = Area { x: text.x + text.width + 1, width: WORDS, y: text.y + at as u16, height: 1 };
                    put(buffer, behind, 0, &words);
                }
            }
        }
    }
}
