//! Saved queries, which stand over the list as folders.

use crate::app::geometry::Area;
use crate::app::state::State;
use crate::library::Change;

/// A saved query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// What it is called; clean, on one line.
    pub name: String,
    /// What it asks for.
    pub text: String,
    /// How many of its articles are unread.
    pub unread: usize,
}

/// The folders that are on the screen where they have `area`, by number, each with its row: those round the open one.
pub fn folders_on_screen(state: &State, area: Area) -> Vec<(usize, Area)> {
    let folders = state.folders();
    let rows = usize::from(area.height.saturating_sub(2));
    let open = folders.iter().position(|(.., is_open)| *is_open).unwrap_or(0);
    let first = (open + 1).saturating_sub(rows);
    let shown = (first..folders.len()).take(rows).enumerate();
    shown.map(|(at, number)| (number, Area { y: area.y + 1 + at as u16, height: 1, ..area })).collect()
}

impl State {
    /// The folders with the whole library before them, and whether each is open.
    pub fn folders(&self) -> Vec<(&str, usize, bool)> {
        if !self.shelf.open || self.shelf.folders.is_empty() {
            return Vec::new();
        }
        let view = &self.shelf.view;
        let all = std::iter::once(("Library", 0, view.folder.is_none() && view.text.is_empty()));
        let saved = self.shelf.folders.iter();
        let saved = saved
            .map(|folder| (folder.name.as_str(), folder.unread, view.folder.as_deref() == Some(folder.name.as_str())));
        all.chain(saved).collect()
    }

    /// Opens the folder of that number; the first is the whole library.
    pub(in crate::app) fn open_folder(&mut self, number: usize) {
        let folder = number.checked_sub(1).and_then(|at| self.shelf.folders.get(at)).cloned();
        match folder {
            Some(folder) => self.show_view(&folder.text, Some(folder.name)),
            None => self.show_view("", None),
        }
    }

    /// Opens the next folder, or the one before.
    pub(in crate::app) fn step_folder(&mut self, by: isize) {
        let folders = self.folders();
        let Some(last) = folders.len().checked_sub(1) else {
            self.notice = Some("there are no folders yet: keep a query and it becomes one".to_owned());
            return;
        };
        let at = folders.iter().position(|(.., is_open)| *is_open).unwrap_or(0);
        self.open_folder(at.saturating_add_signed(by).min(last));
    }

    /// Keeps the query of the view as a folder of that name.
    pub(in crate::app) fn save_query(&mut self, name: &str) {
        let text = self.shelf.view.text.clone();
        self.shelf.view.folder = Some(name.to_owned());
        self.change_library(Change::SaveQuery { name: name.to_owned(), query: text });
    }

    /// Gives the open folder up; its articles stay in the library.
    pub(in crate::app) fn drop_folder(&mut self) {
        let Some(name) = self.shelf.view.folder.take() else {
            self.notice = Some("no folder is open".to_owned());
            return;
        };
        self.change_library(Change::DropQuery(name));
        self.open_folder(0);
    }
}
