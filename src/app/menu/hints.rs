//! The keys that matter where one is.

use super::MenuKind;
use crate::app::comparing::Dim;
use crate::app::keys::action::Action;
use crate::app::panes::list::SortBy;
use crate::app::state::{Focus, State};

impl State {
    /// The first keys of `action`, by name: how texts on the screen call it.
    pub fn key_name(&self, action: Action) -> String {
        let first = self.settings.keymap.keys(action).into_iter().next();
        first.unwrap_or_else(|| action.declaration().name.to_owned())
    }

    /// Where keys go, in a few words.
    pub(super) fn whereabouts(&self) -> &'static str {
        match self.focus {
            _ if self.selection.is_some() => "selecting text",
            _ if self.is_comparing() => "side by side",
            Focus::List => "the list",
            Focus::Reader => "the text",
            Focus::Panel => "the names",
        }
    }

    /// The actions that the status line should name here, the most useful first. The last one it names whatever else
    /// there is no room for.
    pub fn hints(&self) -> &'static [Action] {
        use Action as A;
        match self.menus.last() {
            Some(menu) if menu.kind == MenuKind::FindAll => &[A::ToggleRegex, A::NextChoice, A::Back, A::Accept],
            Some(menu) if menu.typing => &[A::NextChoice, A::EraseWord, A::Accept, A::Back],
            Some(menu) if matches!(menu.kind, MenuKind::Card(_)) => {
                &[A::Accept, A::MergeEntity, A::SplitName, A::RenameEntity, A::ChangeKind, A::HideEntity, A::Back]
            }
            Some(menu) if matches!(menu.kind, MenuKind::Quotations(_)) => {
                &[A::Accept, A::Yank, A::Scope, A::Find, A::Back]
            }
            Some(menu) if menu.kind == MenuKind::Highlights => {
                &[A::Accept, A::Yank, A::Note, A::Highlight, A::Sort, A::Find, A::Undo, A::Back]
            }
            Some(menu) if menu.kind == MenuKind::History => &[A::Accept, A::Undo, A::Redo, A::Find, A::Back],
            Some(menu) if matches!(menu.kind, MenuKind::Timeline(_)) => &[A::Accept, A::Scope, A::Find, A::Back],
            Some(_) => &[A::Down, A::Accept, A::Find, A::Back],
            None if self.is_typing() && self.find.is_some() => &[A::ToggleRegex, A::NextChoice, A::Back, A::Accept],
            None if self.is_typing() => &[A::NextChoice, A::Back, A::Accept],
            None => self.hints_of_panes(),
        }
    }

    /// As [`State::hints`], for what lies under menus and prompts.
    pub(super) fn hints_of_panes(&self) -> &'static [Action] {
        use Action as A;
        if self.collection.is_empty() {
            return &[A::Problems, A::Quit, A::Help];
        }
        if self.selection.is_some() {
            return &[
                A::Yank,
                A::Highlight,
                A::Note,
                A::YankMarkdown,
                A::WordRight,
                A::SwapEnds,
                A::Send,
                A::Back,
                A::Help,
            ];
        }
        if self.find.is_some() {
            return &[A::Next, A::Previous, A::Back, A::Find, A::Help];
        }
        if self.is_comparing() {
            return &[
                A::NextShared,
                A::NextOnly,
                A::DimShared,
                A::Why,
                A::NextPane,
                A::Link,
                A::NextConflict,
                A::Close,
                A::Help,
            ];
        }
        if self.focus == Focus::Reader && self.comparing.dim == Dim::Read {
            return &[A::NextOnly, A::ReadOn, A::Why, A::DimRead, A::PageDown, A::Palette, A::Help];
        }
        match self.focus {
            Focus::List if self.list.sort == SortBy::Story => {
                &[A::Accept, A::Fold, A::Mark, A::Compare, A::Why, A::NextPane, A::Sort, A::Palette, A::Help]
            }
            Focus::List => &[A::Accept, A::NextPane, A::NextUnread, A::Compare, A::Mark, A::Sort, A::Palette, A::Help],
            Focus::Panel => &[A::Accept, A::Card, A::With, A::Without, A::Or, A::Scope, A::Find, A::Palette, A::Help],
            Focus::Reader if self.chosen.is_some() => {
                &[A::Next, A::Previous, A::Card, A::With, A::Without, A::Compare, A::Palette, A::Help]
            }
            Focus::Reader => {
                &[A::PageDown, A::NextUnread, A::Find, A::NextPane, A::Select, A::Compare, A::Palette, A::Help]
            }
        }
    }
}
