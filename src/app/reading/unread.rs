//! What is read and what is not: going to what is not, and saying so by hand.

use crate::app::keys::action::Action;
use crate::app::state::{Focus, State};
use crate::app::undo::Change;
use crate::collection::ArticleIndex;
use crate::library;

impl State {
    /// Opens the next article of the list that is not read; after the last one, the search goes on at the beginning.
    pub(in crate::app) fn next_unread(&mut self) {
        let open = self.reader().map(|reader| reader.article);
        let shown = &self.list.shown;
        let at = shown.iter().position(|article| Some(*article) == open);
        // An article that one has only looked at in the list is the next one itself.
        let from = at.map_or(0, |at| if self.focus == Focus::Reader { at + 1 } else { at });
        let (before, after) = shown.split_at(from.min(shown.len()));
        let next = after.iter().chain(before).find(|article| !self.read.contains(article)).copied();
        match next {
            Some(next) => self.jump_to_article(next),
            None => self.notice = Some(self.all_read()),
        }
    }

    fn all_read(&self) -> String {
        let which = if self.filter.is_empty() { "all articles" } else { "all articles that the filter shows" };
        format!("{which} are read")
    }

    /// Counts the open or selected article as read, or as unread.
    pub(in crate::app) fn toggle_read(&mut self) {
        let Some(article) = self.open_article() else { return };
        let read = !self.read.contains(&article);
        self.count_as(vec![(article, read)], if read { "read" } else { "unread" });
    }

    /// Counts all articles shown as read.
    pub(in crate::app) fn read_all(&mut self) {
        // Of the library, also what is not pulled in.
        if let Some(all) = self.whole_view() {
            let read = library::Change::Read(all.into_iter().map(|id| (id, true)).collect());
            self.list.shown.clone().into_iter().for_each(|article| self.read.put(article, true));
            self.change_library(read);
            let undo = self.key_name(Action::Undo);
            self.notice = Some(format!("all {} count as read now; {undo} takes it back", self.articles_there()));
            return;
        }
        let unread = self.list.shown.iter().filter(|article| !self.read.contains(article));
        let unread: Vec<_> = unread.map(|article| (*article, true)).collect();
        if unread.is_empty() {
            self.notice = Some(self.all_read());
        } else {
            self.count_as(unread, "read");
        }
    }

    fn count_as(&mut self, articles: Vec<(ArticleIndex, bool)>, what: &str) {
        let many = match articles.len() {
            1 => "1 article counts".to_owned(),
            many => format!("{many} articles count"),
        };
        let undo = self.key_name(Action::Undo);
        let named = |(article, read): &(ArticleIndex, bool)| Some((self.shelf.id(*article)?, *read));
        match articles.iter().map(named).collect::<Option<Vec<_>>>() {
            Some(kept) => {
                articles.iter().for_each(|(article, read)| self.read.put(*article, *read));
                self.change_library(library::Change::Read(kept));
            }
            None => {
                let before = self.set_read(articles);
                self.changes.push(Change::Read(before));
            }
        }
        self.notice = Some(format!("{many} as {what} now; {undo} takes it back"));
    }
}
