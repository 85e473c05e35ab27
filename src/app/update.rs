//! One step: a key, an action or a report from outside changes the state and may ask for effects. No I/O here.

use super::act::run;
use super::job::Done;
use super::keys::action::{Action, Context};
use super::keys::key::{Key, KeyCode};
use super::keys::keymap::{Meaning, name};
use super::menu::MenuKind;
use super::mouse::Mouse;
use super::settings::Settings;
use super::shelf::Reply;
use super::state::{Effect, Effects, Focus, Progress, State};
use super::typing::type_text;
use crate::collection::{Corrections, Entry};
use crate::text::sanitize;

/// What comes from outside.
pub enum Report {
    /// The screen has a new size.
    Resized(u16, u16),
    /// An article was read.
    Read(Box<Entry>),
    /// All articles are there: one more of those in other languages may learn names from the others.
    Settle,
    /// An input could not be read.
    Problem(String),
    /// Reading in went on.
    Progress(Progress),
    /// A job is done.
    Done(Done),
    /// Text was pasted.
    Pasted(String),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// The configuration was read anew.
    Settings(Box<Settings>),
    /// What is corrected was kept, together with what another program has kept meanwhile.
    Kept {
        /// All that is kept now.
        there: Box<Corrections>,
        /// What was sent from here.
        sent: Box<Corrections>,
    },
    /// The library answers.
    Library(Box<Reply>),
    /// A file that was to be written is there already.
    Exists(String),
    /// Something to be said: how an effect went.
    Notice(String),
    /// A command has ended.
    Ended {
        /// The number of the run.
        run: u64,
        /// How that went.
        notice: String,
        /// Whether it failed.
        failed: bool,
    },
}

/// Takes a key.
pub fn press(state: &mut State, key: Key) -> Effects {
    let mut effects = Effects::new();
    state.hand.let_go();
    let context = state.context();
    let count_goes_on = state.pending.count.is_some() && state.pending.keys.is_empty();
    if context != Context::Typing && count_goes_on && state.pending.take_digit(key) {
        return effects;
    }
    let mut keys = std::mem::take(&mut state.pending.keys);
    if !(keys.is_empty() && state.pending.count.is_none()) && key == Key::plain(KeyCode::Esc) {
        state.pending.count = None;
        return effects;
    }
    keys.push(key);
    match state.settings.keymap.meaning(context, &keys) {
        Meaning::Action(action) => {
            let count = state.pending.count.take();
            step(state, action, count, &mut effects);
        }
        Meaning::Prefix => {
            state.notice = None;
            state.pending.keys = keys;
        }
        Meaning::Nothing => {
            state.notice = None;
            unbound(state, context, &keys, &mut effects);
        }
    }
    effects
}

/// Takes keys that no action is bound to: text, the first digit of a count, or a slip.
fn unbound(state: &mut State, context: Context, keys: &[Key], effects: &mut Effects) {
    match (context, keys) {
        (Context::Typing, [Key { code: KeyCode::Char(c), ctrl: false, alt: false }]) => {
            type_text(state, c.encode_utf8(&mut [0; 4]), effects);
        }
        (Context::Typing, _) => state.notice = Some(format!("{} has no meaning while typing", name(keys))),
        (_, [key]) if state.pending.take_digit(*key) => {}
        _ => {
            state.pending.count = None;
            let help = state.key_name(Action::Help);
            state.notice = Some(format!("{} has no meaning here; {help} shows all keys", name(keys)));
        }
    }
    settle(state, effects);
}

/// Does what the reader asks, once.
pub fn update(state: &mut State, action: Action) -> Effects {
    let mut effects = Effects::new();
    step(state, action, None, &mut effects);
    effects
}

/// Does what the reader asks, `count` times where a number was typed, and brings what follows from it up to date.
fn step(state: &mut State, action: Action, count: Option<usize>, effects: &mut Effects) {
    state.notice = None;
    if !works_over(state.menus.last().map(|menu| menu.kind), action) {
        state.notice = Some(format!("{} goes back to the articles first", state.key_name(Action::Back)));
    } else {
        let before = state.stand();
        run(state, action, count, effects);
        state.give_place_up(before);
        if state.menus.last().is_some_and(|menu| menu.kind == MenuKind::Filters) {
            state.refresh_menu();
        }
    }
    settle(state, effects);
}

/// Whether an action means something while a menu, if one is open, hides what most act upon.
fn works_over(menu: Option<MenuKind>, action: Action) -> bool {
    use Action as A;
    let Some(menu) = menu else { return true };
    if menu == MenuKind::Filters && matches!(action, A::Undo | A::Redo | A::ClearFilter) {
        return true;
    }
    if menu.shows_entities() && works_on_entities(action) || menu == MenuKind::Passage && action == A::Why {
        return true;
    }
    if matches!(menu, MenuKind::Story(_)) && matches!(action, A::Why | A::PartStory | A::JoinStory) {
        return true;
    }
    let of_highlights = menu == MenuKind::Highlights
        && (matches!(action, A::Highlights | A::Yank | A::YankMarkdown | A::YankLink | A::Sort | A::Undo | A::Redo)
            || matches!(action, A::Highlight | A::Note | A::Colours));
    let of_shelved = menu == MenuKind::Shelved && matches!(action, A::Shelved | A::Undo | A::Redo);
    let of_deeds = menu == MenuKind::History && matches!(action, A::History | A::Undo | A::Redo);
    if of_highlights || of_shelved || of_deeds {
        return true;
    }
    let looks = matches!(action, A::Quotations | A::Figures | A::Timeline);
    let of_quotations = matches!(menu, MenuKind::Quotations(_) | MenuKind::Card(_))
        && matches!(action, A::Yank | A::YankMarkdown | A::YankLink | A::YankAs);
    let scopes = matches!(menu, MenuKind::Quotations(_) | MenuKind::Timeline(_)) && action == A::Scope;
    if looks || of_quotations || scopes {
        return true;
    }
    let moves = matches!(
        action,
        A::Down | A::Up | A::HalfPageDown | A::HalfPageUp | A::PageDown | A::PageUp | A::Top | A::Bottom
    );
    let leaves = matches!(action, A::Accept | A::Back | A::Close | A::Help | A::Palette | A::Problems | A::Find);
    let types = action.declaration().context == Context::Typing;
    moves || leaves || types || matches!(action, A::Quit | A::Suspend | A::Redraw | A::Stop | A::Card)
}

/// Whether an action is about an entity that a menu may show, or takes back what was.
fn works_on_entities(action: Action) -> bool {
    use Action as A;
    let corrects = matches!(action, A::MergeEntity | A::SplitName | A::RenameEntity | A::ChangeKind | A::HideEntity);
    corrects || matches!(action, A::ResetEntity | A::Corrections | A::Suggestions | A::Undo | A::Redo)
}

/// Takes several reports from outside at once.
pub fn receive(state: &mut State, reports: impl IntoIterator<Item = Report>) -> Effects {
    let mut effects = Effects::new();
    // Whether entities may have changed: with an article, and at the end, when all names are known.
    let mut added = false;
    // Whether there are more problems than before.
    let mut failed = false;
    for report in reports {
        match report {
            Report::Resized(width, height) => state.size = (width, height),
            Report::Read(entry) => {
                let index = state.collection.add(*entry);
                state.restore_article(index);
                if state.list_insert(index) {
                    state.panel_add(index);
                }
                added = true;
            }
            Report::Problem(line) => {
                state.problems.push(sanitize::line(&line).into_owned());
                failed = true;
            }
            Report::Settle => drop(state.collection.settle(1)),
            Report::Progress(progress) => {
                added |= progress.finished;
                while progress.finished && state.collection.settle(1) {}
                if progress.finished {
                    state.collection.finish();
                }
                state.progress = progress;
            }
            Report::Done(done) => state.finish(done, &mut effects),
            Report::Pasted(text) if state.is_typing() => type_text(state, &text, &mut effects),
            Report::Pasted(_) => {}
            Report::Mouse(mouse) => {
                let before = state.stand();
                state.take_mouse(mouse, &mut effects);
                state.give_place_up(before);
            }
            Report::Settings(settings) => state.take_settings(*settings, &mut effects),
            Report::Kept { there, sent } => state.join_corrections(&there, &sent),
            Report::Library(reply) => {
                added |= matches!(*reply, Reply::Pulled { .. });
                state.take_reply(*reply, &mut effects);
            }
            Report::Exists(path) => state.ask_to_replace(&path, &mut effects),
            Report::Notice(notice) => state.notice = Some(sanitize::line(&notice).into_owned()),
            Report::Ended { run, notice, .. } => state.end_run(run, &notice),
        }
    }
    if added {
        state.follow_entities();
        state.find_all_follow(&mut effects);
        state.articles_follow();
        if state.progress.finished {
            state.restore_names();
        }
    }
    if failed && state.menus.last().is_some_and(|menu| menu.kind == MenuKind::Problems) {
        state.refresh_menu();
    }
    if let (true, Some(first)) = (state.readers.is_empty(), state.list.shown.first().copied()) {
        state.open(first);
    }
    settle(state, &mut effects);
    effects
}

/// Brings what follows from the rest up to date.
fn settle(state: &mut State, effects: &mut Effects) {
    state.welcome &= state.focus == Focus::List && !state.is_comparing();
    // What scrolls the list from here on counts its headings.
    state.list_settle();
    state.lay_out(effects);
    state.settle_selection();
    state.search_where_stale(effects);
    state.compare_where_stale(effects);
    state.follow_passage();
    state.note_seen();
    state.settle_known();
    if std::mem::take(&mut state.panel.stale) {
        state.panel_rebuild();
    }
    state.suggest_where_stale(effects);
    state.tell_where_stale(effects);
    state.ask_view_where_stale();
    // The file counts, so that it is written before the library is told.
    if std::mem::take(&mut state.corrections_changed) {
        effects.push(Effect::Keep(Box::new(state.collection.corrections().clone())));
    }
    state.ask_library(effects);
    state.hold();
    state.hold_menu();
}
