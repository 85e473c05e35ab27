//! The list of articles.

use super::paint::{Line, rect};
use super::theme::Theme;
use super::words;
use crate::app::{Area, Focus, ListContent, State, list_rows_on_screen, side_rows};
use crate::collection::{ArticleIndex, Entry};
use crate::text::{Span, width, wrap};
use ratatui::buffer::Buffer;

/// Before a story whose accounts are hidden, and before one whose accounts stand below it.
const FOLDED: &str = "▸";
const UNFOLDED: &str = "▾";
/// Blank columns between where an article is from and why it matches.
const GAP: usize = 2;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let hidden = state.hidden_articles();
    let sorted = state.sorted_in_words();
    let full = if hidden > 0 { format!("{hidden} hidden · {sorted} ") } else { format!("{sorted} ") };
    let mut line = Line::of(buffer, area, 0);
    line.skip(2).put("Articles", theme.title).skip(2);
    let head = if width::columns(&full) <= line.room() { full } else { format!("{sorted} ") };
    line.put_right(&head, theme.quiet);
    for row in list_rows_on_screen(state, area) {
        match row.content {
            ListContent::Heading(label, articles) => draw_heading(theme, label, articles, row.area, buffer),
            ListContent::Story { articles, folded: false } => {
                let told = format!("{UNFOLDED} {}", words::accounts(state, articles).join(" · "));
                Line::of(buffer, row.area, 0).skip(1).put_cut(&told, 1, theme.quiet);
            }
            ListContent::Story { articles, folded: true } => {
                let shown = Shown::story(state, articles);
                shown.iter().for_each(|shown| shown.draw(theme, Area { height: row.text, ..row.area }, buffer));
            }
            ListContent::Article(article) => {
                let shown = Shown::article(state, article);
                shown.iter().for_each(|shown| shown.draw(theme, Area { height: row.text, ..row.area }, buffer));
            }
        }
    }
    if state.list.shown.is_empty() && state.progress.finished {
        let why = if state.filter.is_empty() { "none" } else { "none passes the filter" };
        Line::of(buffer, side_rows(area), 0).skip(2).put(why, theme.quiet);
    }
}

fn draw_heading(theme: &Theme, label: &str, articles: usize, area: Area, buffer: &mut Buffer) {
    let count = format!(" {articles} ");
    let mut line = Line::of(buffer, area, 0);
    line.put("─ ", theme.rule).put_cut(label, count.len(), theme.quiet).put_right(&count, theme.quiet);
}

/// What is drawn of an article, or of a folded story.
struct Shown<'a> {
    title: &'a str,
    /// Before the title.
    mark: &'static str,
    unread: bool,
    selected: bool,
    focused: bool,
    /// At the right: how often the chosen entity is named.
    count: String,
    /// At the right where there is a single row.
    beside: String,
    /// By which names it matches.
    reasons: String,
    under: Under<'a>,
}

/// What stands under the title.
enum Under<'a> {
    /// Where an article is from and of when, and its tags.
    Byline(&'a Entry, String),
    /// How many accounts there are.
    Accounts(String),
}

impl Under<'_> {
    /// As much of it as there is room for before the reasons.
    fn fitting(&self, room: usize, reasons: &str) -> String {
        let told = match self {
            Self::Byline(entry, tags) => return byline(entry, tags, room, reasons),
            Self::Accounts(told) => told,
        };
        match width::columns(told) + GAP + width::columns(reasons) {
            _ if reasons.is_empty() => told.clone(),
            all if all <= room => format!("{told}{}", " ".repeat(GAP)),
            _ => String::new(),
        }
    }
}

impl<'a> Shown<'a> {
    fn article(state: &'a State, article: ArticleIndex) -> Option<Self> {
        let entry = state.collection.entry(article)?;
        let selected = state.list.selected == Some(article);
        let unread = !state.read.contains(&article);
        let mark = match () {
            () if state.marked.contains(&article) => "◆",
            () if state.shelf.marks(article).is_some_and(|marks| marks.bookmarked) => "★",
            () if unread => "•",
            () => " ",
        };
        let count = counted(state, &[article]);
        Some(Self {
            title: entry.article.headline(),
            mark,
            unread,
            selected,
            focused: selected && state.focus == Focus::List,
            // The count stands in the by-line, beside the title where there is none.
            beside: count.clone(),
            count,
            reasons: reasons(state, &[article]),
            under: Under::Byline(entry, words::tags(state, article)),
        })
    }

    /// A folded story: the headline of the first account, how many there are and how many of them are unread or marked.
    fn story(state: &'a State, articles: &'a [ArticleIndex]) -> Option<Self> {
        let entry = state.collection.entry(*articles.first()?)?;
        let selected = state.list.selected.is_some_and(|selected| articles.contains(&selected));
        let unread = articles.iter().any(|article| !state.read.contains(article));
        let is_marked = articles.iter().any(|article| state.marked.contains(article));
        let sign = if is_marked { "◆" } else { "•" };
        Some(Self {
            title: entry.article.headline(),
            mark: FOLDED,
            unread,
            selected,
            focused: selected && state.focus == Focus::List,
            beside: format!(" {}{} ", if unread || is_marked { sign } else { "" }, articles.len()),
            count: counted(state, articles),
            reasons: reasons(state, articles),
            under: Under::Accounts(words::accounts(state, articles).join(" · ")),
        })
    }

    /// Title, by-line, and by which names it matches: as many of them as the rows of `area` have room for.
    fn draw(&self, theme: &Theme, area: Area, buffer: &mut Buffer) {
        let columns = area.width.saturating_sub(3) as usize;
        let title = self.title;
        let fold = if area.height >= 3 { wrap(title, Span::new(0, title.len()), columns) } else { Vec::new() };
        let second = fold.get(1).map(|row| title.get(row.start..).unwrap_or_default());
        let first = fold.first().filter(|_| second.is_some()).map_or(title, |row| row.of(title));
        let titles = if second.is_some() { 2 } else { 1 };
        let apart = !self.reasons.is_empty() && titles + 1 < area.height;
        if self.focused {
            buffer.set_style(rect(area), theme.selected);
        }
        let on = |style| if self.focused { theme.selected.patch(style) } else { style };
        let style = on(if self.unread { theme.title } else { theme.text });
        for row in 0..area.height {
            Line::of(buffer, area, row).put(if self.selected { "▌" } else { " " }, on(theme.accent));
        }
        let beside = if area.height == 1 { self.beside.as_str() } else { "" };
        Line::of(buffer, area, 0)
            .skip(1)
            .put(self.mark, on(theme.accent))
            .put_cut(first, width::columns(beside).max(1), style)
            .put_right(beside, on(theme.accent));
        if let Some(second) = second {
            Line::of(buffer, area, 1).skip(2).put_cut(second, 1, style);
        }
        let mut line = Line::of(buffer, area, titles);
        line.skip(2);
        let room = line.room().saturating_sub(self.count.len());
        let from = self.under.fitting(room, if apart { "" } else { &self.reasons });
        line.put_cut(&from, self.count.len(), on(theme.quiet));
        if !apart {
            line.put_cut(&self.reasons, self.count.len(), on(theme.text));
        }
        line.put_right(&self.count, on(theme.accent));
        if apart {
            Line::of(buffer, area, titles + 1).skip(2).put_cut(&self.reasons, 1, on(theme.text));
        }
    }
}

/// How often `articles` name the chosen entity, where they do.
fn counted(state: &State, articles: &[ArticleIndex]) -> String {
    let count_in = |id| articles.iter().map(|article| state.collection.count_in(*article, id)).sum();
    let count: usize = state.chosen.map_or(0, count_in);
    if count > 0 { format!(" {count} ") } else { String::new() }
}

/// By which names `articles` match, with the number of mentions.
fn reasons(state: &State, articles: &[ArticleIndex]) -> String {
    let mut all: Vec<(&str, usize)> = Vec::new();
    for (name, count) in articles.iter().flat_map(|article| state.reasons(*article)) {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += count,
            None => all.push((name, count)),
        }
    }
    all.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(" · ")
}

/// Where an article is from and of when, as far as there is room for it before `reasons`. The date stays longest.
fn byline(entry: &Entry, tags: &str, room: usize, reasons: &str) -> String {
    let meta = &entry.article.meta;
    let date = meta.date.as_deref().map(words::short_date);
    let full = match (meta.source.as_deref(), date.as_deref()) {
        // Where nothing is known of it, the file's name at least tells it from the others.
        (None, None) => meta.id.rsplit('/').next().unwrap_or_default().to_owned(),
        (Some(source), Some(date)) if reasons.is_empty() => beside(source, date, room),
        (source, date) => [source, date].into_iter().flatten().collect::<Vec<_>>().join(" · "),
    };
    if reasons.is_empty() {
        let left = room.saturating_sub(width::columns(&full) + GAP);
        // Less of a tag than this says nothing.
        let some = !tags.is_empty() && left >= width::columns(tags).min(6);
        return if some { format!("{full}{}{}", " ".repeat(GAP), width::ellipsis(tags, left)) } else { full };
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
