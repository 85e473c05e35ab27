//! What is kept of articles: read or not, bookmarked, tagged. The library has the say: what is shown is what it answers.

use super::ask::{Ask, Noting, Offered};
use crate::app::state::State;
use crate::app::undo;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Change, Marks};

impl State {
    /// Takes what is kept of an article that has come in.
    pub(super) fn put_marks(&mut self, article: ArticleIndex, marks: Marks) {
        self.read.put(article, marks.read);
        if marks.position > 0 {
            self.history.take_position(article, marks.position);
        }
        self.shelf.marks.insert(article, marks);
    }

    /// Takes what is kept of articles now.
    pub(super) fn take_marks(&mut self, marks: Vec<(ArticleId, Marks)>) {
        for (id, marks) in marks {
            let Some(index) = self.shelf.index(id) else { continue };
            self.read.put(index, marks.read);
            self.shelf.marks.insert(index, marks);
        }
        self.refresh_menus();
    }

    /// Has kept what was read by being opened.
    pub(super) fn keep_read_marks(&mut self) {
        let changed = self.read.take_changed();
        let known = |(article, read): &(ArticleIndex, bool)| Some((self.shelf.id(*article)?, *read));
        let kept: Vec<(ArticleId, bool)> = changed.iter().filter_map(known).collect();
        if !kept.is_empty() {
            self.shelf.ask(Ask::Read(kept));
        }
    }

    /// Has a change kept that can be undone.
    pub(in crate::app) fn change_library(&mut self, change: Change) {
        self.changes.push(undo::Change::Kept);
        self.shelf.ask(Ask::Change(change));
    }

    /// Notes something of an article; the library gets it first where it does not have it.
    pub(in crate::app) fn note(&mut self, article: ArticleIndex, noting: Noting) {
        match self.shelf.id(article) {
            Some(id) => self.change_library(noting.of(id)),
            None => {
                let Some(entry) = self.collection.entry(article) else { return };
                let offered =
                    Offered { index: article, article: entry.article.clone(), analysis: entry.analysis.clone() };
                self.changes.push(undo::Change::Kept);
                self.shelf.ask(Ask::Keep(offered, noting));
            }
        }
    }

    /// Bookmarks the article that is open, or takes its bookmark off.
    pub(in crate::app) fn toggle_bookmark(&mut self) {
        let Some(article) = self.open_article() else { return };
        let is = self.shelf.marks(article).is_some_and(|marks| marks.bookmarked);
        self.note(article, Noting::Bookmark(!is));
        self.notice = Some(if is { "no bookmark any more" } else { "bookmarked" }.to_owned());
    }

    /// Says what was undone in the library, or done again.
    pub(super) fn say_undone(&mut self, what: Option<String>, again: bool) {
        self.notice = Some(match (what, again) {
            (Some(what), false) => format!("undone: {what}"),
            (Some(what), true) => format!("done again: {what}"),
            (None, false) => "nothing to undo".to_owned(),
            (None, true) => "nothing to do again".to_owned(),
        });
    }
}
