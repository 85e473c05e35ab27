//! Bringing in: files, folders, pages and feeds, in the background.

use super::ask::{Ask, Importing};
use crate::app::keys::action::Action;
use crate::app::menu::{Item, MenuRow, Target};
use crate::app::state::State;

impl State {
    /// What is typed, to be brought in.
    pub(in crate::app) fn add_rows(&self) -> Vec<MenuRow> {
        let typed = self.menus.last().map_or("", |menu| menu.prompt.text().trim());
        if typed.is_empty() {
            let what = "a file, a folder, the address of a page or of a feed; ~/ is your own folder";
            return vec![MenuRow::Text(what.to_owned())];
        }
        let target = Target::Add(typed.to_owned());
        vec![MenuRow::Item(Item { text: format!("Bring in {typed}"), target, ..Item::default() })]
    }

    /// A name for the query that is shown.
    pub(in crate::app) fn save_rows(&self) -> Vec<MenuRow> {
        let typed = self.menus.last().map_or("", |menu| menu.prompt.text().trim());
        if self.shelf.view.text.trim().is_empty() {
            return vec![MenuRow::Text("no query is shown: search first".to_owned())];
        }
        if typed.is_empty() {
            return vec![MenuRow::Text("a name for the folder".to_owned())];
        }
        let there = self.shelf.folders.iter().any(|folder| folder.name == typed);
        let what = if there { "Replace the folder" } else { "Keep as the folder" };
        let target = Target::SaveQuery(typed.to_owned());
        vec![MenuRow::Item(Item { text: format!("{what} {typed}"), target, ..Item::default() })]
    }

    /// Brings a file, a folder or an address in.
    pub(in crate::app) fn bring_in(&mut self, what: String) {
        self.shelf.problems_before = self.problems.len();
        self.notice = Some(format!("bringing in {what} …"));
        self.shelf.importing.get_or_insert_default();
        self.shelf.ask(Ask::Add(vec![what]));
    }

    /// Asks all feeds for what is new.
    pub(in crate::app) fn update_feeds(&mut self) {
        self.shelf.problems_before = self.problems.len();
        self.notice = Some("asking the feeds …".to_owned());
        self.shelf.importing.get_or_insert_default();
        self.shelf.ask(Ask::Update);
    }

    /// Stops bringing in; tells whether there was anything to stop.
    pub(in crate::app) fn stop_bringing_in(&mut self) -> bool {
        let runs = self.shelf.importing.as_ref().is_some_and(|importing| !importing.finished);
        if runs {
            self.shelf.ask(Ask::Stop);
            self.notice = Some("bringing in stops; what is there stays".to_owned());
        }
        runs
    }

    /// Takes how bringing in goes; once it is over, the list shows what has come.
    pub(super) fn take_import(&mut self, importing: Importing) {
        if importing.finished {
            self.notice = Some(match self.problems.get(self.shelf.problems_before..) {
                Some([first, ..]) => {
                    let shows = self.key_name(Action::Problems);
                    format!("{}; {shows} shows all that failed: {first}", importing.said())
                }
                _ => importing.said(),
            });
            self.shelf.importing = None;
            match () {
                () if self.shelf.open => self.ask_view(),
                () if self.shelf.samples && importing.new > 0 => self.shelf.ask(Ask::Refresh),
                () if importing.new > 0 => {
                    self.notice = Some(format!("{}, in the library: crossread alone opens it", importing.said()));
                }
                () => {}
            }
        } else {
            self.shelf.importing = Some(importing);
        }
    }
}

impl Importing {
    /// How far it has come, in words.
    pub fn in_words(&self) -> String {
        if self.found == 0 {
            return "bringing in …".to_owned();
        }
        let rate = if self.rate >= 1.0 { format!(", {:.0} a second", self.rate) } else { String::new() };
        let left = match self.left {
            Some(seconds) if seconds >= 60 => format!(", {} min left", seconds.div_ceil(60)),
            Some(seconds) => format!(", {seconds} s left"),
            None => String::new(),
        };
        format!("bringing in {} of {}: {} new{rate}{left}", self.done, self.found, self.new)
    }

    /// What came of it.
    fn said(&self) -> String {
        match self.new {
            0 => "nothing new".to_owned(),
            1 => "1 new article".to_owned(),
            many => format!("{many} new articles"),
        }
    }
}
