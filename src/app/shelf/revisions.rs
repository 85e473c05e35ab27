//! What changed from one revision of an article to the next.

use super::ask::Ask;
use crate::app::menu::{MenuKind, MenuRow};
use crate::app::state::{Effects, State};
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Difference, Revision};

impl State {
    /// Asks what changed of the open article since it was first kept.
    pub(in crate::app) fn ask_for_revisions(&mut self) {
        let Some(article) = self.open_article() else { return };
        match self.shelf.id(article) {
            Some(id) => self.shelf.ask(Ask::Revisions(id)),
            None => self.notice = Some("the library does not have this article".to_owned()),
        }
    }

    /// Shows what changed, where anything has.
    pub(super) fn take_revisions(&mut self, id: ArticleId, revisions: Vec<Revision>) {
        let Some(article) = self.shelf.index(id) else { return };
        // One has gone on, or is about something else: nothing lays itself over that.
        if !self.menus.is_empty() || self.reader().is_none_or(|reader| reader.article != article) {
            return;
        }
        if revisions.len() < 2 {
            self.notice = Some("this article has not changed since it was kept".to_owned());
            return;
        }
        self.shelf.revisions = revisions;
        self.open_menu(MenuKind::Revisions(article), &mut Effects::new());
    }

    pub(in crate::app) fn revisions_title(&self, article: ArticleIndex) -> String {
        format!("What changed: {}", self.title_of(article))
    }

    /// The newest revision first: what it says now, and what it said before.
    pub(in crate::app) fn revision_rows(&self) -> Vec<MenuRow> {
        let told = self.shelf.revisions.iter().filter(|revision| !revision.differences.is_empty());
        told.flat_map(|revision| {
            let when = jiff::Timestamp::from_second(revision.added).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
            let heading = MenuRow::Heading(format!("Kept {} UTC", when.unwrap_or_default()));
            std::iter::once(heading).chain(revision.differences.iter().map(row))
        })
        .collect()
    }
}

fn row(difference: &Difference) -> MenuRow {
    MenuRow::Text(match difference {
        Difference::Same(1) => "  … one sentence as before".to_owned(),
        Difference::Same(sentences) => format!("  … {sentences} sentences as before"),
        Difference::Gone(text) => format!("− {text}"),
        Difference::New(text) => format!("+ {text}"),
    })
}
