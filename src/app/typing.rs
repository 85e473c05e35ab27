//! Keys that are text: they go into whichever prompt is open.

use super::prompt::Edit;
use super::reading::scroll::Scroll;
use super::state::{Effects, Focus, State};

/// Adds text to the prompt that is open.
pub(super) fn type_text(state: &mut State, text: &str, effects: &mut Effects) {
    if let Some(prompt) = state.prompt_mut() {
        prompt.insert(text);
        typed(state, effects);
    }
}

/// Changes the prompt that is open. Erasing in an empty one leaves it.
pub(super) fn edit(state: &mut State, change: Edit, effects: &mut Effects) {
    let Some(prompt) = state.prompt_mut() else { return };
    let before = prompt.text().len();
    prompt.edit(change);
    let after = prompt.text().len();
    if before == 0 && change == Edit::Erase {
        super::act::back(state, effects);
    } else if before != after {
        typed(state, effects);
    }
}

/// Looks for what is typed now.
fn typed(state: &mut State, effects: &mut Effects) {
    if !state.menus.is_empty() {
        state.menu_typed(effects);
    } else if state.panel.typing {
        state.panel_typed();
    } else {
        state.search(effects);
    }
}

pub(super) fn step_choice(state: &mut State, forward: bool, effects: &mut Effects) {
    let one = if forward { 1 } else { -1 };
    if !state.menus.is_empty() {
        state.step_menu(Scroll::Rows(one), effects);
    } else if state.panel.typing {
        state.panel.selected = state.panel.step(one);
    } else {
        state.step_hit(forward);
    }
}

/// Finds in whatever has the focus.
pub(super) fn find(state: &mut State) {
    if let Some(menu) = state.menus.last_mut() {
        menu.typing = true;
    } else if state.focus == Focus::Panel && !state.is_comparing() {
        state.open_panel_find();
    } else {
        state.open_find();
    }
}
