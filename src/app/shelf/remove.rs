//! Removing articles from the library.

use crate::app::keys::action::Action;
use crate::app::menu::count;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Change};

impl State {
    /// Takes the articles that are marked, else the open one, out of the library and out of the list. Nothing is lost by
    /// that: it can be undone, days later too.
    pub(in crate::app) fn remove_articles(&mut self) {
        let are_marked = !self.marked.is_empty();
        let wanted = if are_marked { self.marked.clone() } else { self.open_article().into_iter().collect() };
        if wanted.is_empty() {
            return;
        }
        let known: Vec<(ArticleIndex, ArticleId)> =
            wanted.iter().filter_map(|article| Some((*article, self.shelf.id(*article)?))).collect();
        if !self.shelf.open || known.is_empty() {
            let whole = "open from a file, not from the library: there is nothing to remove";
            let which = if wanted.len() == 1 { "this article is" } else { "these articles are" };
            self.notice = Some(format!("{which} {whole}"));
            return;
        }
        self.shelf.view.leave_out(&known);
        self.marked.retain(|marked| known.iter().all(|(article, _)| article != marked));
        self.change_library(Change::Remove(known.iter().map(|(_, id)| *id).collect()));
        self.apply_filter();
        let what =
            if are_marked { format!("the {} marked are", count(known.len(), "article")) } else { "it is".to_owned() };
        let undo = self.key_name(Action::Undo);
        self.notice =
            Some(format!("{what} out of the library; {undo} brings {} back", if are_marked { "them" } else { "it" }));
    }
}
