//! The reader pane: an article's head, its text, and the marks in it.

use super::beside;
use super::byline::Byline;
use super::highlights;
use super::paint::Line;
use super::theme::{Theme, highlighted};
use super::words;
use crate::app::{Account, Action, Area, Geometry, Gutter, PageRow, Pane, Reader, RowKind, State, indent, pane};
use crate::article::{BlockKind, date_in_words, is_marked};
use crate::collection::Entry;
use crate::text::{Span, wrap};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// What stands where the text will, as long as its rows are not there.
pub(super) const WAITING: &str = "setting the text …";

pub(super) fn draw(state: &State, theme: &Theme, column: usize, area: Area, buffer: &mut Buffer) {
    let Some(reader) = state.readers.get(column) else {
        return draw_nothing(state, theme, area, buffer);
    };
    let Some(entry) = state.collection.entry(reader.article) else { return };
    let Some(Pane { head, text }) = state.pane(column) else { return };
    draw_head(state, theme, column, entry, head, buffer);
    if state.is_comparing() && column == state.active {
        // In the margin, so that the title does not move when the other article becomes the active one.
        let margin = (head.x - area.x).min(2);
        Line::of(buffer, Area { x: head.x - margin, width: margin, ..head }, 0).put("▸", theme.accent);
    }
    if reader.is_waiting() {
        Line::of(buffer, text, text.height / 3).put(WAITING, theme.quiet);
        return;
    }
    let account = state.account(reader.article);
    let marks = Marks::of(state, theme, (reader, account), entry, text.height as usize, column == state.active);
    for (at, row) in reader.page.rows.iter().skip(reader.top).take(text.height as usize).enumerate() {
        if let (Some(account), RowKind::Text { .. }) = (account, row.kind) {
            beside::draw(
                state,
                theme,
                account.signs(row.span),
                Area { y: text.y + at as u16, height: 1, ..text },
                buffer,
            );
        }
        if let RowKind::Text { .. } = row.kind {
            let place = Area { y: text.y + at as u16, height: 1, ..text };
            highlights::draw(state, theme, (reader.article, row.span), (place, area.x), buffer);
        }
        draw_row(theme, row, &entry.article.text, &marks, Line::of(buffer, text, at as u16));
    }
}

/// Says why there is no text.
pub(super) fn draw_nothing(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let text = match () {
        () if !state.collection.is_empty() => "No article passes the filter.",
        () if !state.progress.finished => "Reading …",
        () => "No article here. crossread reads text, Markdown, HTML and JSON Lines: .txt, .md, .html and .jsonl.",
    };
    let column = pane(area, state.settings.measure, "", Gutter::Nothing).text;
    for (at, row) in wrap(text, Span::new(0, text.len()), column.width as usize).iter().enumerate() {
        Line::of(buffer, column, at as u16).put(row.of(text), theme.quiet);
    }
}

/// Title and by-line. A long title runs on in a second row where there is room.
fn draw_head(state: &State, theme: &Theme, column: usize, entry: &Entry, area: Area, buffer: &mut Buffer) {
    let active = state.is_comparing() && column == state.active;
    let style = if active { theme.title.patch(theme.accent) } else { theme.title };
    let title = state.title_of(state.readers.get(column).map_or(0, |reader| reader.article));
    let rows = wrap(title, Span::new(0, title.len()), area.width as usize);
    let (first, rest) = match rows.get(1).filter(|_| area.height >= 3) {
        Some(second) => (rows.first().map_or("", |row| row.of(title)), title.get(second.start..).unwrap_or_default()),
        None => (title, ""),
    };
    let mut row = 0;
    for part in [first, rest].into_iter().filter(|part| !part.is_empty()) {
        Line::of(buffer, area, row).put_cut(part, 0, style);
        row += 1;
    }
    let meta = &entry.article.meta;
    let date = meta.date.as_deref().map(date_in_words);
    let minutes = words::minutes(entry.words);
    let language = words::language(meta);
    let tags = words::tags(state, state.readers.get(column).map_or(0, |reader| reader.article));
    let byline = Byline {
        source: meta.source.as_deref(),
        author: meta.author.as_deref(),
        date: date.as_deref(),
        minutes: Some(&minutes),
        tags: Some(tags.as_str()).filter(|tags| !tags.is_empty()),
        language: language.as_deref(),
    };
    let (left, right) = byline.fit(&head_words(state, column), area.width as usize);
    Line::of(buffer, area, row).put(&left, theme.quiet).put_right(&right, theme.quiet);
}

/// What the head says of a column: which of how many it is where there is no room for all, what it shares with the
/// others, how far one is in it. The fullest form first, then with the least needed left out.
fn head_words(state: &State, column: usize) -> Vec<String> {
    let percent = format!("{} %", state.percent(column));
    let all = state.readers.len();
    let fits = Geometry::of(state).is_none_or(|geometry| geometry.readers.len() >= all);
    let place = (!fits && state.is_comparing()).then(|| format!("{} of {all}", column + 1));
    let (place, percent) = (place.as_deref(), Some(percent.as_str()));
    let join = |shared: Option<&str>, percent: Option<&str>| {
        [place, shared, percent].into_iter().flatten().collect::<Vec<_>>().join("  ")
    };
    let mut forms = Vec::new();
    let account = state.readers.get(column).and_then(|reader| state.account(reader.article));
    if let Some(account) = account.filter(|_| state.is_comparing()) {
        let (shared, only) = (account.shared(), account.only());
        let long = format!("{shared} shared, {only} only here");
        let short = format!("{shared} shared, {only} here");
        let (shared, numbers) = (format!("{shared} shared"), format!("{shared} · {only}"));
        forms.extend([join(Some(&long), percent), join(Some(&short), percent), join(Some(&short), None)]);
        forms.extend([join(Some(&shared), percent), join(Some(&shared), None), join(Some(&numbers), None)]);
    }
    if account.is_none() && state.is_at_comparing() && state.is_comparing() {
        forms.push(join(Some("comparing …"), percent));
    }
    forms.push(join(None, percent));
    forms.extend(place.map(str::to_owned));
    forms
}

/// What is to be marked on the visible rows: ascending spans with their styles, weakest first.
struct Marks {
    /// The key that unfolds.
    fold: String,
    /// Passages that the reader has highlighted: all others lie on them.
    highlights: Vec<(Span, Style)>,
    spans: Vec<(Span, Style)>,
}

impl Marks {
    fn of(
        state: &State,
        theme: &Theme,
        (reader, account): (&Reader, Option<Account<'_>>),
        entry: &Entry,
        rows: usize,
        active: bool,
    ) -> Self {
        let shown = Span::new(
            reader.page.start_of(reader.top),
            reader.page.rows.get(reader.top + rows).map_or(usize::MAX, |row| row.span.start),
        );
        let dimmed: Vec<Span> = account.iter().flat_map(|account| account.dimmed(shown)).collect();
        let mut spans: Vec<(Span, Style)> = dimmed.iter().map(|span| (*span, theme.dimmed)).collect();
        let gone_to = account.iter().flat_map(|account| account.gone_to(shown));
        spans.extend(gone_to.map(|(span, mark)| (span, theme.passage(mark))));
        let mentions = &entry.analysis.mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= shown.start);
        for mention in mentions.iter().skip(from).take_while(|mention| mention.span.start < shown.end) {
            let Some(id) = state.collection.named_by(reader.article, mention) else { continue };
            let chosen = state.chosen == Some(id);
            let kind = state.collection.label(id).map_or(mention.kind, |(kind, _)| kind);
            let is_dimmed = dimmed.iter().any(|span| span.contains(mention.span.start));
            if !chosen && (is_dimmed || state.hidden_kinds.contains(&kind)) {
                continue;
            }
            let style = theme.mention(kind);
            spans.push((mention.span, if chosen { style.patch(theme.chosen) } else { style }));
        }
        let differing = account.iter().flat_map(|account| account.differing(shown));
        let differing = differing.filter(|words| !dimmed.iter().any(|span| span.contains(words.start)));
        spans.extend(differing.map(|words| (words, theme.differing)));
        let conflicts = account.iter().flat_map(|account| account.conflicts(shown));
        spans.extend(conflicts.map(|(figure, here)| (figure, if here { theme.here } else { theme.conflict })));
        if let Some(find) = state.find.as_ref().filter(|_| active) {
            let from = find.hits.partition_point(|hit| hit.end <= shown.start);
            spans.extend(
                find.hits.iter().skip(from).take_while(|hit| hit.start < shown.end).map(|hit| (*hit, theme.hit)),
            );
        }
        if let Some(at) = reader.at.filter(|_| active) {
            spans.push((at, theme.here));
        }
        if let Some(selected) = state.selected_span().filter(|_| active) {
            spans.push((selected, theme.selection));
        }
        let highlights = highlights::within(state, theme, reader.article, shown);
        Self { highlights, spans, fold: state.key_name(Action::Fold) }
    }

    /// Cuts `row` wherever a mark begins or ends and hands over each piece with its style.
    fn pieces(&self, row: Span, base: Style, mut put: impl FnMut(Span, Style)) {
        let marks: Vec<&(Span, Style)> = self.spans.iter().filter(|(span, _)| span.overlaps(row)).collect();
        let mut cuts = vec![row.start, row.end];
        let all = self.highlights.iter().filter(|(span, _)| span.overlaps(row)).chain(marks.iter().copied());
        cuts.extend(all.flat_map(|(span, _)| [span.start.max(row.start), span.end.min(row.end)]));
        cuts.sort_unstable();
        cuts.dedup();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let covers = |span: &Span| span.contains(*start);
            let under = self.highlights.iter().rfind(|(span, _)| covers(span)).map(|(_, style)| *style);
            let over = marks.iter().filter(|(span, _)| covers(span));
            let style = over.fold(base, |style, (_, mark)| style.patch(*mark));
            put(Span::new(*start, *end), under.map_or(style, |under| highlighted(style, under)));
        }
    }
}

fn draw_row(theme: &Theme, row: &PageRow, text: &str, marks: &Marks, mut line: Line<'_>) {
    let fold = &marks.fold;
    match row.kind {
        RowKind::Blank => {}
        RowKind::Fold { blocks } => {
            let what = words::count(blocks, "line");
            line.put_cut(&format!("▸ {what} folded ({fold})"), 0, theme.furniture);
        }
        RowKind::Text { kind, first, furniture } => {
            let base = match kind {
                _ if furniture => theme.furniture,
                BlockKind::Heading => theme.title,
                BlockKind::Quote => theme.quote,
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Verbatim => theme.text,
            };
            match kind {
                BlockKind::Quote => line.put("│ ", theme.quiet),
                BlockKind::Item if first && !is_marked(row.span.of(text)) => line.put("• ", theme.quiet),
                kind => line.skip(indent(kind)),
            };
            marks.pieces(row.span, base, |span, style| {
                line.put(span.of(text), style);
            });
        }
    }
}
