//! What each action does.

use super::comparing::{Dim, StopKind};
use super::keys::action::Action;
use super::menu::MenuKind;
use super::prompt::{Edit, Prompt};
use super::reading::scroll::Scroll;
use super::reading::selection::Motion;
use super::settings::YankForm;
use super::state::{Effect, Effects, Focus, State};
use super::typing::{edit, find, step_choice};
use crate::analysis::EntityKind;
use crate::collection::Filter;

/// Does what the reader asks, `count` times where a number was typed.
pub(super) fn run(state: &mut State, action: Action, count: Option<usize>, effects: &mut Effects) {
    use Action as A;
    let times = count.unwrap_or(1);
    let rows = times as isize;
    match action {
        A::Down => go(state, Scroll::Rows(rows), effects),
        A::Up => go(state, Scroll::Rows(-rows), effects),
        A::HalfPageDown => go(state, Scroll::HalfPages(rows), effects),
        A::HalfPageUp => go(state, Scroll::HalfPages(-rows), effects),
        A::PageDown => go(state, Scroll::Pages(rows), effects),
        A::PageUp => go(state, Scroll::Pages(-rows), effects),
        A::NextParagraph => go(state, Scroll::Paragraphs(rows), effects),
        A::PreviousParagraph => go(state, Scroll::Paragraphs(-rows), effects),
        A::Top => go(state, count.map_or(Scroll::Top, Scroll::To), effects),
        A::Bottom => go(state, count.map_or(Scroll::Bottom, Scroll::To), effects),
        A::NextPane => move_focus(state, true),
        A::PreviousPane => move_focus(state, false),
        A::Accept => accept(state, effects),
        A::NextArticle => repeat(state, times, effects, |state| state.step_open(true)),
        A::PreviousArticle => repeat(state, times, effects, |state| state.step_open(false)),
        A::NextUnread => repeat(state, times, effects, State::next_unread),
        A::ToggleRead => state.toggle_read(),
        A::ReadAll => state.read_all(),
        A::HistoryBack => repeat(state, times, effects, |state| state.step_history(false)),
        A::HistoryForward => repeat(state, times, effects, |state| state.step_history(true)),
        A::PickArticle => state.toggle_menu(MenuKind::Articles, effects),
        A::Sort if !state.menus.is_empty() => state.sort_noted(),
        A::Sort => state.sort_next(),
        A::Group => state.toggle_group(),
        A::Stories => state.toggle_stories(),
        A::Search => state.open_search(effects),
        A::NextFolder => state.step_folder(rows),
        A::PreviousFolder => state.step_folder(-rows),
        A::SaveQuery => state.toggle_menu(MenuKind::SaveQuery, effects),
        A::DropFolder => state.drop_folder(),
        A::AddToLibrary => state.toggle_menu(MenuKind::Add, effects),
        A::UpdateFeeds => state.update_feeds(),
        A::WholeLibrary => state.show_view("", None),
        A::EntityAcross => state.show_entity_across(effects),
        A::NamesAcross => state.show_names_of_view(effects),
        A::Alike => state.show_alike(),
        A::OtherAccounts => state.show_other_accounts(),
        A::Revisions => state.ask_for_revisions(),
        A::Bookmark => state.toggle_bookmark(),
        A::Remove => state.remove_articles(),
        A::Tags => state.ask_for_tags(effects),
        A::Shelved => state.toggle_listed(MenuKind::Shelved, effects),
        A::Highlights => state.toggle_listed(MenuKind::Highlights, effects),
        A::History => state.toggle_listed(MenuKind::History, effects),
        A::Highlight => state.toggle_highlight(),
        A::Note => state.ask_for_note(effects),
        A::Colours => state.ask_for_colour(effects),
        A::NextHighlight => repeat(state, times, effects, |state| state.step_highlight(true)),
        A::PreviousHighlight => repeat(state, times, effects, |state| state.step_highlight(false)),
        A::OpenLink => state.open_link(effects),
        A::Find => find(state),
        A::FindAll => state.toggle_menu(MenuKind::FindAll, effects),
        A::Fold if state.folds_stories() => state.toggle_story(),
        A::Fold => state.toggle_fold(),
        A::Zen => state.toggle_zen(),
        A::Narrower => state.change_measure(-4 * times as i32),
        A::Wider => state.change_measure(4 * times as i32),
        A::Select => state.toggle_selection(),
        A::SelectParagraph => state.select_paragraph(),
        A::Yank => state.yank(state.settings.yank, effects),
        A::YankMarkdown => state.yank(YankForm::Markdown, effects),
        A::YankLink => state.yank(YankForm::Link, effects),
        A::YankAs => state.ask_for_form(effects),
        A::Send => state.send(effects),
        A::Next | A::Previous if state.find.is_some() => {
            repeat(state, times, effects, |state| state.step_hit(action == A::Next));
        }
        A::Next => repeat(state, times, effects, |state| state.step_mention(true)),
        A::Previous => repeat(state, times, effects, |state| state.step_mention(false)),
        A::Card => state.open_card(effects),
        A::Quotations => state.open_quotations(effects),
        A::Figures => state.toggle_menu(MenuKind::Figures, effects),
        A::Export => state.ask_for_export(effects),
        A::Timeline => state.toggle_timeline(effects),
        A::Scope if !state.menus.is_empty() => drop(state.toggle_scope_of_menu()),
        A::Scope if state.is_comparing() => state.toggle_menu(MenuKind::Shared, effects),
        A::Scope => state.toggle_scope(),
        A::MergeEntity => state.ask_to_correct(MenuKind::Merge, effects),
        A::SplitName => state.ask_to_correct(MenuKind::Split, effects),
        A::RenameEntity => state.ask_to_correct(MenuKind::Rename, effects),
        A::ChangeKind => state.ask_to_correct(MenuKind::Kind, effects),
        A::HideEntity => state.hide_entity(),
        A::ResetEntity => state.reset_entity(),
        A::Corrections => state.toggle_menu(MenuKind::Corrections, effects),
        A::Suggestions => state.toggle_menu(MenuKind::Suggestions, effects),
        A::HidePeople => state.toggle_kind(EntityKind::Person),
        A::HideOrganizations => state.toggle_kind(EntityKind::Organization),
        A::HidePlaces => state.toggle_kind(EntityKind::Place),
        A::HideGroups => state.toggle_kind(EntityKind::Group),
        A::HideEvents => state.toggle_kind(EntityKind::Event),
        A::With => state.change_filter(Filter::toggle_with),
        A::Or => state.widen_filter(),
        A::Without => state.change_filter(Filter::toggle_without),
        A::Filters => state.toggle_menu(MenuKind::Filters, effects),
        A::ClearFilter => state.clear_filter(),
        // What was done in the library is listed there, and nothing else.
        A::Undo | A::Redo if state.menus.last().is_some_and(|menu| menu.kind == MenuKind::History) => {
            (0..times).for_each(|_| state.turn_latest(action == A::Redo));
        }
        A::Undo => state.undo(times),
        A::Redo => state.redo(times),
        A::Mark => state.toggle_mark(),
        A::Compare => state.toggle_compare(),
        A::AddColumn => state.add_column(),
        A::ReplaceColumn => state.toggle_menu(MenuKind::Articles, effects),
        A::SwapColumn => state.swap_column(),
        A::CloseColumn => state.close_column(),
        A::Link => state.toggle_link(),
        A::NextShared => repeat(state, times, effects, |state| state.step_passage(StopKind::Shared, true)),
        A::PreviousShared => repeat(state, times, effects, |state| state.step_passage(StopKind::Shared, false)),
        A::NextOnly => repeat(state, times, effects, |state| state.step_passage(StopKind::Only, true)),
        A::PreviousOnly => repeat(state, times, effects, |state| state.step_passage(StopKind::Only, false)),
        A::NextConflict => repeat(state, times, effects, |state| state.step_passage(StopKind::Conflict, true)),
        A::PreviousConflict => repeat(state, times, effects, |state| state.step_passage(StopKind::Conflict, false)),
        A::Across => state.go_across(),
        A::Why if state.explains_story() => state.show_story(effects),
        A::Why => state.show_why(effects),
        A::PartStory => state.part_story(),
        A::JoinStory => state.ask_for_story(effects),
        A::DimShared => state.toggle_dim(Dim::Shared),
        A::DimOnly => state.toggle_dim(Dim::Only),
        A::DimRead => state.toggle_dim(Dim::Read),
        A::ReadOn => state.read_on(effects),
        A::NarrowPane => state.change_side_width(-2 * times as i32),
        A::WidenPane => state.change_side_width(2 * times as i32),
        A::Help => state.toggle_menu(MenuKind::Help, effects),
        A::Palette => state.toggle_menu(MenuKind::Palette, effects),
        A::Problems => state.toggle_menu(MenuKind::Problems, effects),
        A::Themes => state.toggle_menu(MenuKind::Themes, effects),
        A::Stop => state.stop(effects),
        A::ToggleMouse => state.toggle_mouse(effects),
        A::ToggleLinear => state.toggle_linear(),
        A::ToggleAscii => state.settings.ascii = !state.settings.ascii,
        A::Reload => effects.push(Effect::Reload),
        A::Back => back(state, effects),
        A::Close => close(state, effects),
        A::Quit => effects.push(Effect::Quit),
        A::Suspend => effects.push(Effect::Suspend),
        A::Redraw => effects.push(Effect::Redraw),
        A::CharLeft => state.move_selection(Motion::CharLeft, times),
        A::CharRight => state.move_selection(Motion::CharRight, times),
        A::WordLeft => state.move_selection(Motion::WordLeft, times),
        A::WordRight => state.move_selection(Motion::WordRight, times),
        A::RowStart => state.move_selection(Motion::RowStart, 1),
        A::RowEnd => state.move_selection(Motion::RowEnd, 1),
        A::SwapEnds => state.move_selection(Motion::SwapEnds, 1),
        A::NextChoice => step_choice(state, true, effects),
        A::PreviousChoice => step_choice(state, false, effects),
        A::CursorLeft => edit(state, Edit::Left, effects),
        A::CursorRight => edit(state, Edit::Right, effects),
        A::CursorStart => edit(state, Edit::Start, effects),
        A::CursorEnd => edit(state, Edit::End, effects),
        A::Erase => edit(state, Edit::Erase, effects),
        A::EraseNext => edit(state, Edit::EraseNext, effects),
        A::EraseWord => edit(state, Edit::EraseWord, effects),
        A::EraseAll => edit(state, Edit::EraseAll, effects),
        A::ToggleRegex => state.toggle_regex(effects),
    }
}

/// Does something up to `times` times, until there is something to say: that it goes no further.
fn repeat(state: &mut State, times: usize, effects: &mut Effects, mut act: impl FnMut(&mut State)) {
    for _ in 0..times {
        act(state);
        if state.notice.is_some() {
            return;
        }
        // The way on from hit to hit leads through the hits of the article that was opened.
        state.search_where_stale(effects);
    }
}

/// Moves in whatever has the focus: text by rows, list, panel and menus by entries.
fn go(state: &mut State, by: Scroll, effects: &mut Effects) {
    if !state.menus.is_empty() {
        return state.step_menu(by, effects);
    }
    if state.selection.is_some() {
        return state.extend_selection(by);
    }
    if state.is_reading() {
        return state.scroll(by);
    }
    match state.focus {
        Focus::List => {
            if let Some(article) = state.list.go(by, state.list_visible()) {
                state.open(article);
            }
            if matches!(by, Scroll::Bottom) {
                state.say_how_far();
            }
        }
        Focus::Panel => state.panel.selected = state.panel.go(by, state.panel_visible()),
        Focus::Reader => {}
    }
}

fn move_focus(state: &mut State, forward: bool) {
    if state.is_comparing() {
        return state.step_column(forward);
    }
    state.zen = false;
    match (state.focus, forward) {
        (Focus::List, true) | (Focus::Panel, false) => state.focus_text(),
        (Focus::Reader, true) | (Focus::List, false) => state.focus = Focus::Panel,
        (Focus::Panel, true) | (Focus::Reader, false) => state.focus = Focus::List,
    }
}

fn accept(state: &mut State, effects: &mut Effects) {
    if !state.menus.is_empty() {
        state.accept_menu(effects);
    } else if state.panel.typing {
        state.accept_panel_find();
    } else if state.is_typing() {
        state.accept_find();
    } else if let (Focus::Panel, false, Some(id)) = (state.focus, state.is_comparing(), state.panel.selected) {
        state.remember_place();
        state.choose(id);
        state.focus = Focus::Reader;
    } else if state.unfold_selected() {
    } else if let (Focus::List, false, Some(article)) = (state.focus, state.is_comparing(), state.list.selected) {
        state.welcome = false;
        state.open_selected(article);
    } else if state.chosen.is_some() && state.find.is_none() {
        state.open_card(effects);
    } else if state.is_reading() {
        state.scroll(Scroll::Rows(1));
    }
}

/// Closes the topmost thing that is open.
pub(super) fn back(state: &mut State, effects: &mut Effects) {
    if !state.menus.is_empty() {
        state.back_menu(effects);
    } else if close_topmost(state) {
    } else if state.is_comparing() {
        state.close_compare();
    } else if state.chosen.take().is_some() {
        state.readers.iter_mut().for_each(|reader| reader.at = None);
    } else {
        state.focus = Focus::List;
    }
}

/// Closes what lies on the panes, one thing at a time; tells whether there was any.
fn close_topmost(state: &mut State) -> bool {
    // What is typed into lies over all others.
    state.panel.typing && state.close_panel_find()
        || state.is_typing() && state.close_find()
        || state.selection.take().is_some()
        || state.focus == Focus::Panel && state.close_panel_find()
        || state.close_find()
        || state.close_panel_find()
        || std::mem::take(&mut state.welcome)
        || std::mem::take(&mut state.zen)
}

/// Closes what hides the panes, else leaves.
fn close(state: &mut State, effects: &mut Effects) {
    if !state.menus.is_empty() {
        state.menus.truncate(1);
        state.menus.iter_mut().for_each(|menu| menu.prompt = Prompt::default());
        state.back_menu(effects);
    } else if std::mem::take(&mut state.zen) {
    } else if state.is_comparing() {
        state.close_compare();
    } else {
        effects.push(Effect::Quit);
    }
}

impl State {
    /// Stops what runs in the background.
    fn stop(&mut self, effects: &mut Effects) {
        if self.stop_bringing_in() || self.stop_find_all() || self.stop_runs(effects) {
        } else if self.progress.finished {
            self.notice = Some("nothing runs in the background".to_owned());
        } else {
            effects.push(Effect::StopLoading);
        }
    }
}
