//! One step: a key, an action or a report from outside changes the state and may ask for effects. No I/O here.

use super::action::{Action, Context};
use super::find_bar::Erase;
use super::job::Done;
use super::key::{Key, KeyCode};
use super::scroll::Scroll;
use super::state::{Effect, Effects, Focus, Overlay, Progress, State};
use crate::collection::{Entry, Filter};
use crate::text::sanitize;

/// What comes from outside.
pub enum Report {
    /// The screen has a new size.
    Resized(u16, u16),
    /// An article was read.
    Read(Box<Entry>),
    /// An input could not be read.
    Problem(String),
    /// Reading in went on.
    Progress(Progress),
    /// A job is done.
    Done(Done),
    /// Text was pasted.
    Pasted(String),
}

/// Takes a key.
pub fn press(state: &mut State, key: Key) -> Effects {
    let context = state.context();
    if let Some(action) = state.settings.keymap.action(context, key) {
        return update(state, action);
    }
    state.notice = None;
    let mut effects = Effects::new();
    match (context, key) {
        (Context::Typing, Key { code: KeyCode::Char(c), ctrl: false, alt: false }) => {
            state.type_text(c.encode_utf8(&mut [0; 4]), &mut effects);
        }
        (Context::Typing, _) => state.notice = Some(format!("{key} has no meaning while typing")),
        _ => {
            let help = state.key_name(Action::Help);
            state.notice = Some(format!("{key} has no meaning here; {help} shows all keys"));
        }
    }
    settle(state, &mut effects);
    effects
}

/// Does what the reader asks.
pub fn update(state: &mut State, action: Action) -> Effects {
    let mut effects = Effects::new();
    state.notice = None;
    if state.overlay.is_some() && !works_over_panes(action) {
        state.notice = Some(format!("{} goes back to the articles first", state.key_name(Action::Back)));
    } else {
        act(state, action, &mut effects);
    }
    settle(state, &mut effects);
    effects
}

/// Whether an action means something while an overlay hides what most act upon.
fn works_over_panes(action: Action) -> bool {
    use Action as A;
    let moves = matches!(
        action,
        A::Down | A::Up | A::HalfPageDown | A::HalfPageUp | A::PageDown | A::PageUp | A::Top | A::Bottom
    );
    let leaves = matches!(action, A::Accept | A::Back | A::Close | A::Help | A::Problems);
    moves || leaves || matches!(action, A::Quit | A::Suspend | A::Redraw)
}

/// Takes several reports from outside at once.
pub fn receive(state: &mut State, reports: impl IntoIterator<Item = Report>) -> Effects {
    let mut effects = Effects::new();
    // Whether entities may have changed: with an article, and at the end, when all names are known.
    let mut added = false;
    for report in reports {
        match report {
            Report::Resized(width, height) => state.size = (width, height),
            Report::Read(entry) => {
                let index = state.collection.add(*entry);
                if state.list_insert(index) {
                    state.panel_add(index);
                }
                added = true;
            }
            Report::Problem(line) => state.problems.push(sanitize::line(&line).into_owned()),
            Report::Progress(progress) => {
                added |= progress.finished;
                state.progress = progress;
            }
            Report::Done(done) => state.finish(done),
            Report::Pasted(text) if state.is_typing() => state.type_text(&text, &mut effects),
            Report::Pasted(_) => {}
        }
    }
    if added {
        state.follow_entities();
    }
    if let (true, Some(first)) = (state.readers.is_empty(), state.list.shown.first().copied()) {
        state.open(first);
    }
    settle(state, &mut effects);
    effects
}

/// Brings what follows from the rest up to date.
fn settle(state: &mut State, effects: &mut Effects) {
    state.lay_out(effects);
    if state.find.as_ref().is_some_and(|find| find.stale) {
        state.search(effects);
    }
    if std::mem::take(&mut state.panel.stale) {
        state.panel_rebuild();
    }
    state.hold();
}

fn act(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Down => go(state, Scroll::Rows(1)),
        Action::Up => go(state, Scroll::Rows(-1)),
        Action::HalfPageDown => go(state, Scroll::HalfPages(1)),
        Action::HalfPageUp => go(state, Scroll::HalfPages(-1)),
        Action::PageDown => go(state, Scroll::Pages(1)),
        Action::PageUp => go(state, Scroll::Pages(-1)),
        Action::Top => go(state, Scroll::Top),
        Action::Bottom => go(state, Scroll::Bottom),
        Action::NextPane => move_focus(state, true),
        Action::PreviousPane => move_focus(state, false),
        Action::Accept => accept(state),
        Action::NextArticle => state.step_open(true),
        Action::PreviousArticle => state.step_open(false),
        Action::Sort => state.sort_next(),
        Action::Fold => state.toggle_fold(),
        Action::Find => state.open_find(),
        Action::Next | Action::Previous if state.find.is_some() => state.step_hit(action == Action::Next),
        Action::Next => state.step_mention(true),
        Action::Previous => state.step_mention(false),
        Action::Scope => state.toggle_scope(),
        Action::With => state.change_filter(Filter::toggle_with),
        Action::Without => state.change_filter(Filter::toggle_without),
        Action::ClearFilter => state.clear_filter(),
        Action::Undo => state.undo_filter(),
        Action::Mark => state.toggle_mark(),
        Action::Compare => state.toggle_compare(),
        Action::Link => state.toggle_link(),
        Action::Help => toggle_overlay(state, Overlay::Help),
        Action::Problems => toggle_overlay(state, Overlay::Problems),
        Action::Back => back(state),
        Action::Close if state.overlay.is_some() => state.overlay = None,
        Action::Close if state.is_comparing() => state.close_compare(),
        Action::Close | Action::Quit => effects.push(Effect::Quit),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Erase => state.erase(Erase::Grapheme, effects),
        Action::EraseWord => state.erase(Erase::Word, effects),
        Action::EraseAll => state.erase(Erase::All, effects),
    }
}

/// Moves in whatever has the focus: text and overlays by rows, list and panel by entries.
fn go(state: &mut State, by: Scroll) {
    if state.overlay.is_some() {
        return state.scroll_overlay(by);
    }
    if state.is_reading() {
        return state.scroll(by);
    }
    // An entry of the list takes two rows of the screen, one of the panel takes one.
    let rows = state.size.1 as isize;
    let page = (if state.focus == Focus::List { rows / 2 } else { rows } - 2).max(1);
    let entries = match by {
        Scroll::Rows(rows) => rows,
        Scroll::HalfPages(halves) => halves * (page / 2).max(1),
        Scroll::Pages(pages) => pages * page,
        Scroll::Top => isize::MIN,
        Scroll::Bottom => isize::MAX,
    };
    match state.focus {
        Focus::List => {
            if let Some(article) = state.list.step(entries) {
                state.open(article);
            }
        }
        Focus::Panel => state.panel.selected = state.panel.step(entries),
        Focus::Reader => {}
    }
}

fn move_focus(state: &mut State, forward: bool) {
    if state.is_comparing() {
        let columns = state.readers.len();
        state.active = (state.active + if forward { 1 } else { columns - 1 }) % columns;
        state.find = None;
        state.panel.stale = true;
        return;
    }
    state.focus = match (state.focus, forward) {
        (Focus::List, true) | (Focus::Panel, false) => Focus::Reader,
        (Focus::Reader, true) | (Focus::List, false) => Focus::Panel,
        (Focus::Panel, true) | (Focus::Reader, false) => Focus::List,
    };
    if let (Focus::Reader, Some(article)) = (state.focus, state.reader().map(|reader| reader.article)) {
        state.read.insert(article);
    }
}

fn accept(state: &mut State) {
    if state.overlay.take().is_some() {
    } else if state.is_typing() {
        state.accept_find();
    } else if let (Focus::Panel, false, Some(id)) = (state.focus, state.is_comparing(), state.panel.selected) {
        state.choose(id);
        state.focus = Focus::Reader;
    } else if let (Focus::List, Some(article)) = (state.focus, state.list.selected) {
        state.open_to_read(article);
        state.focus = Focus::Reader;
    } else if state.is_reading() {
        state.scroll(Scroll::Rows(1));
    }
}

fn toggle_overlay(state: &mut State, overlay: Overlay) {
    state.overlay = match state.overlay {
        Some((open, _)) if open == overlay => None,
        _ => Some((overlay, 0)),
    };
}

/// Closes the topmost thing that is open.
fn back(state: &mut State) {
    if state.overlay.take().is_some() || state.find.take().is_some() {
    } else if state.is_comparing() {
        state.close_compare();
    } else if state.chosen.take().is_some() {
        state.readers.iter_mut().for_each(|reader| reader.at = None);
    } else {
        state.focus = Focus::List;
    }
}
