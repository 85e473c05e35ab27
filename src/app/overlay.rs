//! What lies over the panes: all keys, and what could not be read. Its rows, and scrolling through them.

use super::action::{Action, Context};
use super::geometry::{Area, Geometry};
use super::scroll::Scroll;
use super::state::{Overlay, State};
use crate::text::{Span, width, wrap};

/// A row of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverlayRow {
    /// A heading.
    Heading(String),
    /// Keys, and what they do.
    Keys(String, String),
    /// Text.
    Text(String),
}

/// Columns for the keys in the help.
pub const KEY_COLUMNS: usize = 27;

/// Where the rows of an overlay stand, without its frame.
pub fn overlay_area(geometry: &Geometry) -> Area {
    let screen = geometry.screen;
    // The header and the status line stay in sight where there is room.
    let top = if screen.height >= 12 { 2 } else { 1 };
    let margin = if screen.width >= 60 { 3 } else { 0 };
    let height = screen.height.saturating_sub(2 * top).max(1);
    Area { x: margin, y: top, width: screen.width.saturating_sub(2 * margin), height }
}

impl State {
    /// The rows of the open overlay for a width in columns.
    pub fn overlay_rows(&self, columns: usize) -> Vec<OverlayRow> {
        match self.overlay {
            Some((Overlay::Help, _)) => self.help_rows(columns),
            Some((Overlay::Problems, _)) if self.problems.is_empty() => {
                vec![OverlayRow::Text("Everything could be read.".to_owned())]
            }
            Some((Overlay::Problems, _)) => {
                self.problems.iter().flat_map(|problem| lines(problem, columns)).map(OverlayRow::Text).collect()
            }
            None => Vec::new(),
        }
    }

    fn help_rows(&self, columns: usize) -> Vec<OverlayRow> {
        let mut rows = Vec::new();
        let mut group = "";
        for declaration in Action::ALL {
            if declaration.group != group {
                if !rows.is_empty() {
                    rows.push(OverlayRow::Text(String::new()));
                }
                group = declaration.group;
                rows.push(OverlayRow::Heading(group.to_owned()));
            }
            let mut keys = self.key_names(declaration.action);
            let room = columns.saturating_sub(KEY_COLUMNS).max(10);
            for line in lines(declaration.doc, room) {
                rows.push(OverlayRow::Keys(std::mem::take(&mut keys), line));
            }
        }
        rows
    }

    /// The keys of `action`, by name, as the keymap has them.
    pub fn key_names(&self, action: Action) -> String {
        let names: Vec<String> = self.settings.keymap.keys(action).iter().map(ToString::to_string).collect();
        names.join("  ")
    }

    /// The first key of `action`, by name: how texts on the screen call it.
    pub fn key_name(&self, action: Action) -> String {
        self.settings
            .keymap
            .keys(action)
            .first()
            .map_or_else(|| action.declaration().name.to_owned(), ToString::to_string)
    }

    /// The actions that the status line should name here, the most useful first. The last one it names whatever else
    /// there is no room for.
    pub fn hints(&self) -> &'static [Action] {
        use super::state::Focus;
        if self.overlay.is_some() {
            &[Action::Down, Action::PageDown, Action::Bottom, Action::Back]
        } else if self.collection.is_empty() {
            &[Action::Problems, Action::Quit, Action::Help]
        } else if self.is_typing() {
            &[Action::EraseWord, Action::Back, Action::Accept]
        } else if self.find.is_some() {
            &[Action::Next, Action::Previous, Action::Back, Action::Find, Action::Help]
        } else if self.is_comparing() {
            &[Action::NextPane, Action::Link, Action::NextArticle, Action::Close, Action::Next, Action::Help]
        } else {
            match self.focus {
                Focus::List => {
                    &[Action::Accept, Action::NextPane, Action::Compare, Action::Mark, Action::Sort, Action::Help]
                }
                Focus::Panel => {
                    &[Action::Accept, Action::With, Action::Without, Action::Scope, Action::NextPane, Action::Help]
                }
                Focus::Reader if self.chosen.is_some() => {
                    &[Action::Next, Action::Previous, Action::With, Action::Without, Action::Compare, Action::Help]
                }
                Focus::Reader => &[
                    Action::PageDown,
                    Action::Find,
                    Action::NextArticle,
                    Action::NextPane,
                    Action::Compare,
                    Action::Help,
                ],
            }
        }
    }

    pub(super) fn scroll_overlay(&mut self, by: Scroll) {
        let Some(area) = Geometry::of(self).map(|geometry| overlay_area(&geometry)) else { return };
        let (rows, visible) = (self.overlay_rows(area.width as usize).len(), area.height as usize);
        let Some((_, top)) = &mut self.overlay else { return };
        *top = by.apply(*top, visible).min(rows.saturating_sub(visible));
    }

    /// The context that keys are read in.
    pub(super) fn context(&self) -> Context {
        if self.is_typing() { Context::Typing } else { Context::Browsing }
    }
}

fn lines(text: &str, columns: usize) -> Vec<String> {
    if width::columns(text) <= columns {
        return vec![text.to_owned()];
    }
    wrap(text, Span::new(0, text.len()), columns).into_iter().map(|row| row.of(text).to_owned()).collect()
}
