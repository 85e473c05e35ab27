//! What stands round the panes: header, status line, rules.

use super::paint::Line;
use super::theme::Theme;
use super::words;
use crate::app::{Action, Area, Focus, Geometry, State};
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

pub(super) fn draw_header(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let (all, shown) = (state.collection.len(), state.list.shown.len());
    let unread = match state.filter.is_empty() {
        true => shown - state.read.len().min(shown),
        false => state.list.shown.iter().filter(|article| !state.read.contains(article)).count(),
    };
    let articles = if shown == all {
        words::count(all, "article")
    } else {
        format!("{shown} of {}", words::count(all, "article"))
    };
    let filter = filter_words(state);
    let clears =
        if filter.is_empty() { String::new() } else { format!("   {} clears ", key(state, Action::ClearFilter)) };
    let right = width::columns(&filter) + width::columns(&clears);
    let mut line = Line::of(buffer, area, 0);
    line.skip(1).put_cut("crossread", 0, theme.accent);
    // What is filtered goes before what the collection is called.
    if line.room() > right + 24 {
        let counts = format!("   {articles}, {unread} unread");
        line.put("   ", theme.text).put_cut(&state.name, right + width::columns(&counts), theme.text);
        line.put(&counts, theme.quiet);
    }
    line.put("  ", theme.text);
    if width::columns(&filter) + width::columns(&clears) <= line.room() {
        line.put_right(&format!("{filter}{clears}"), theme.title);
    } else {
        line.put_cut(&filter, 0, theme.title);
    }
}

fn filter_words(state: &State) -> String {
    let name = |id: &EntityId| state.collection.label(*id).map(|(_, name)| name).unwrap_or_default();
    let with = state.filter.with().iter().map(|id| format!("with {}", name(id)));
    let without = state.filter.without().iter().map(|id| format!("without {}", name(id)));
    with.chain(without).collect::<Vec<_>>().join(", ")
}

pub(super) fn draw_status(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    let (left, style) = status_words(state, theme);
    let mut line = Line::of(buffer, area, 0);
    line.skip(1);
    if let Some(find) = state.find.as_ref().filter(|find| find.typing) {
        line.put("/", theme.accent).put_cut(&find.query, 0, theme.text).put("▏", theme.accent).put("  ", theme.text);
    }
    line.put_cut(&left, 1, style).put("  ", theme.text);
    // As many hints as fit, the most useful first.
    let mut hints: Vec<(String, &str)> = Vec::new();
    let mut used = 1;
    for action in state.hints() {
        let (key, what) = (key(state, *action), action.declaration().hint);
        let columns = width::columns(&key) + what.len() + 3;
        if used + columns > line.room() {
            break;
        }
        used += columns;
        hints.push((key, what));
    }
    line.skip((line.room().saturating_sub(used)) as u16);
    for (key, what) in hints {
        line.put(&key, theme.accent).put(" ", theme.text).put(what, theme.quiet).put("  ", theme.text);
    }
}

fn key(state: &State, action: Action) -> String {
    let key = state.key_name(action);
    if key == "enter" { "⏎".to_owned() } else { key }
}

fn status_words(state: &State, theme: &Theme) -> (String, ratatui::style::Style) {
    if let Some(notice) = &state.notice {
        return (notice.clone(), theme.title);
    }
    if let Some(find) = &state.find {
        let at = state.reader().and_then(|reader| reader.at).and_then(|at| find.hits.iter().position(|hit| *hit == at));
        let words = match (at, find.hits.len()) {
            _ if find.query.trim().is_empty() => "type what to find".to_owned(),
            _ if find.is_searching() => "searching …".to_owned(),
            (_, 0) => "no hit".to_owned(),
            (Some(at), all) => format!("hit {} of {all}", at + 1),
            (None, all) => words::count(all, "hit"),
        };
        let query = if find.typing { String::new() } else { format!("/{}: ", find.query) };
        return (format!("{query}{words}"), theme.text);
    }
    if !state.progress.finished {
        let progress = state.progress;
        return (format!("reading {} of {}", progress.done, words::count(progress.found, "file")), theme.text);
    }
    let chosen = state.chosen.and_then(|id| state.collection.label(id));
    if let (Some((at, here, all)), Some((_, name))) = (state.mention_place(), chosen) {
        let place = at.map_or(format!("{here} here"), |at| format!("mention {at} of {here} here"));
        return (format!("{name}, {place}, {all} in all"), theme.text);
    }
    if !state.problems.is_empty() {
        let what = words::count(state.problems.len(), "file");
        return (format!("{what} could not be read ({} shows why)", key(state, Action::Problems)), theme.problem);
    }
    match (state.is_comparing(), state.focus) {
        (true, _) => (if state.linked.is_some() { "scrolling together" } else { "" }.to_owned(), theme.quiet),
        (_, Focus::Panel) => (entity_words(state), theme.text),
        _ => (String::new(), theme.text),
    }
}

/// What is known of the selected entity: its other names and roles.
fn entity_words(state: &State) -> String {
    let Some(entity) = state.panel.selected.and_then(|id| state.collection.entity(id)) else { return String::new() };
    let mut words = vec![entity.name.clone()];
    if !entity.aliases.is_empty() {
        words.push(format!("also {}", entity.aliases.join(", ")));
    }
    words.extend(entity.roles.iter().cloned());
    words.join("; ")
}
