//! The status line: what has just been said, what runs, where one is; and the keys that matter here.

use super::paint::Line;
use super::theme::Theme;
use super::words;
use crate::app::{Action, Area, FindAll, FindBar, Focus, Geometry, MenuKind, State};
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

pub(super) fn draw(state: &State, theme: &Theme, area: Area, buffer: &mut Buffer) {
    if !state.pending.is_empty() {
        return;
    }
    let (left, style) = status_words(state, theme);
    let left = with_filter(state, left);
    // The last hint, how to find all the others, keeps its place whatever is said beside it.
    let (last, others) = state.hints().split_last().unwrap_or((&Action::Help, &[]));
    let kept = hint_columns(state, *last);
    let mut line = Line::of(buffer, area, 0);
    line.skip(1);
    if let Some(prompt) = state.prompt().filter(|_| state.menus.is_empty()) {
        let regex = state.find.as_ref().is_some_and(|find| find.regex && find.typing);
        line.put(if regex { "~" } else { "/" }, theme.accent);
        let keep = line.room().saturating_sub(prompt_columns(area).width as usize);
        super::prompt::put(&mut line, theme, prompt, keep);
        line.put("  ", theme.text);
    }
    line.put_cut(&left, kept + 1, style).put("  ", theme.text);
    let mut hints = Vec::new();
    let mut used = kept;
    for action in others {
        used += hint_columns(state, *action);
        if used > line.room() {
            used -= hint_columns(state, *action);
            break;
        }
        hints.push(*action);
    }
    hints.push(*last);
    line.skip((line.room().saturating_sub(used)) as u16);
    for action in hints {
        line.put(&key(state, action), theme.key).put(" ", theme.text);
        line.put(action.declaration().hint, theme.quiet).put("  ", theme.text);
    }
}

/// Where the text of a prompt in the status line stands: two thirds of it at most, so that there is room for how many
/// places were found.
pub(super) fn prompt_area(state: &State, geometry: &Geometry) -> Option<Area> {
    state.prompt().map(|_| prompt_columns(geometry.status))
}

fn prompt_columns(status: Area) -> Area {
    Area { x: status.x + 2, width: (status.width.saturating_sub(2) * 2 / 3).max(8).min(status.width - 2), ..status }
}

fn hint_columns(state: &State, action: Action) -> usize {
    width::columns(&key(state, action)) + width::columns(action.declaration().hint) + 3
}

/// `words`, and what is filtered where no header says it. What has just been said stands alone.
fn with_filter(state: &State, words: String) -> String {
    let is_said = !(state.zen || state.settings.linear) || state.filter.is_empty();
    if is_said || state.notice.is_some() || state.is_typing() {
        return words;
    }
    let filter = super::words::filter(state);
    if words.is_empty() { filter } else { format!("{words}; {filter}") }
}

/// The first key of `action`, as short as can be.
pub(super) fn key(state: &State, action: Action) -> String {
    let key = state.key_name(action);
    if key == "enter" && !state.settings.ascii && !state.settings.linear { "⏎".to_owned() } else { key }
}

fn status_words(state: &State, theme: &Theme) -> (String, Style) {
    if let Some(notice) = &state.notice {
        return (notice.clone(), theme.title);
    }
    if state.menus.last().is_some_and(|menu| menu.kind == MenuKind::FindAll) {
        return (find_all_words(state), theme.text);
    }
    if !state.menus.is_empty() {
        // What is known of what lies under it does not matter now.
        return (String::new(), theme.text);
    }
    if state.panel.typing {
        let names = state.panel.rows.iter().filter(|row| row.entity().is_some()).count();
        return (words::count(names, "name"), theme.text);
    }
    if let Some(selected) = state.selected_words() {
        return (format!("{} selected", words::count(selected, "word")), theme.text);
    }
    if let Some(words) = state.highlight_words().filter(|_| !state.is_typing()) {
        return (words, theme.text);
    }
    if let Some(find) = &state.find {
        return (find_words(state, find), theme.text);
    }
    if state.find_all.as_ref().is_some_and(FindAll::is_running) {
        return (find_all_words(state), theme.text);
    }
    if let Some(runs) = state.runs_in_words() {
        return (runs, theme.text);
    }
    if let Some(importing) = &state.shelf.importing {
        return (importing.in_words(), theme.text);
    }
    if state.shelf.view.is_awaited() {
        return ("looking through the library …".to_owned(), theme.text);
    }
    if !state.progress.finished && !state.shelf.open {
        let progress = state.progress;
        return (format!("reading {} of {}", progress.done, words::count(progress.found, "file")), theme.text);
    }
    if state.waits_for_stories() {
        return ("looking for stories".to_owned(), theme.text);
    }
    let comparing = state.comparing_words();
    if let Some((words, _)) = comparing.as_ref().filter(|(_, gone_to)| *gone_to) {
        return (words.clone(), theme.text);
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
        (true, _) if state.linked.is_some() => ("scrolling together".to_owned(), theme.quiet),
        _ if comparing.is_some() => (comparing.map_or_else(String::new, |(words, _)| words), theme.text),
        (_, Focus::Panel) => (entity_words(state), theme.text),
        _ => (String::new(), theme.text),
    }
}

/// Where one is among the hits.
fn find_words(state: &State, find: &FindBar) -> String {
    let at = state.reader().and_then(|reader| reader.at).and_then(|at| find.number(at));
    let all = find.hits.len();
    let here = if find.in_all { " here" } else { "" };
    let mut words = match at {
        _ if find.prompt.is_blank() => "type what to find".to_owned(),
        _ if find.error.is_some() => find.error.clone().unwrap_or_default(),
        _ if find.is_searching() => "searching …".to_owned(),
        _ if all == 0 => match find.beside {
            Some(beside) => format!("no hit in the text; {}", beside.words()),
            None => format!("no hit{here}"),
        },
        Some(at) => format!("hit {at} of {all}{here}"),
        None => format!("{}{here}", words::count(all, "hit")),
    };
    if let (true, Some(in_all)) = (find.in_all, &state.find_all) {
        let so_far = if in_all.is_running() || !state.progress.finished { " so far" } else { "" };
        words += &format!(", in {}{so_far}", words::count(in_all.results.len(), "article"));
    }
    words += match at {
        Some(1) if find.round => ", again from the beginning",
        Some(_) if find.round => ", again from the end",
        _ => "",
    };
    let (how, sign) = if find.regex { ("regex ", "~") } else { ("", "/") };
    match (find.typing, find.regex) {
        (true, true) => format!("regex, {words}"),
        (true, false) => words,
        (false, _) => format!("{how}{sign}{}: {words}", find.prompt.text()),
    }
}

/// How far finding in all articles has come.
fn find_all_words(state: &State) -> String {
    let Some(find) = state.find_all.as_ref().filter(|find| !find.query.is_blank()) else {
        return "type what to find".to_owned();
    };
    let (done, all) = find.progress();
    let hits: usize = find.results.iter().map(|found| found.hits).sum();
    let found = format!("{} in {}", words::count(hits, "hit"), words::count(find.results.len(), "article"));
    match &find.error {
        Some(error) => error.clone(),
        None if find.is_running() => format!("{found} so far, looked through {done} of {all}"),
        None if done < all => format!("{found}, stopped after {done} of {all}"),
        None if !state.progress.finished => format!("{found} so far, reading goes on"),
        None => found,
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
