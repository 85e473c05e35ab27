//! What the list shows of the library: all articles that a query gives are known by name, the first of them are pulled
//! in, and more as one goes on.

use super::ask::{Ask, Listed, Offered, Pulled, Wrong};
use crate::app::panes::list::SortBy;
use crate::app::state::{Focus, State};
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Order};
use std::collections::{HashMap, HashSet};

/// So many articles are pulled in at first,
const FIRST: usize = 200;
/// so many at a time, when one comes near the end of what is there,
const MORE: usize = 200;
/// which is so many articles away from it,
const NEAR: usize = 40;
/// and so often in vain, where the filter leaves out what comes.
const TRIES: usize = 5;
/// Articles that may be there at once when another view begins: each takes some 20 kB.
const ROOM: usize = 4_000;
/// Articles that one request pulls in: the screen is drawn between two.
const AT_ONCE: usize = 8;

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The query; empty where all articles are shown.
    pub text: String,
    /// The folder that is open, by its name.
    pub folder: Option<String>,
    /// All articles of it in their order, by their names in the library; none where files are open.
    ids: Vec<ArticleId>,
    /// The place in the view of each article that is there, while a view orders the list.
    ranks: Option<HashMap<ArticleIndex, usize>>,
    /// How many of them were asked for.
    asked: usize,
    /// How many of those have not come yet.
    coming: usize,
    /// The request whose answer is to be shown.
    awaiting: Option<u64>,
    /// Articles opened from files that the library was told of.
    offered: usize,
    /// What was asked for, filter included.
    by: Option<(String, Order)>,
    /// How many articles the list had when more were asked for last, and how often that was in vain.
    tries: (usize, usize),
    /// The article to be opened as soon as it has come.
    opens: Option<ArticleId>,
    /// Whether that is the article that was asked for, and not only the best of many.
    goes_there: bool,
}

impl View {
    /// The place of `article` in the view; `None` where it is not in it. Without a view, all have the same.
    pub(in crate::app) fn rank(&self, article: ArticleIndex) -> Option<usize> {
        self.ranks.as_ref().map_or(Some(0), |ranks| ranks.get(&article).copied())
    }

    /// How many articles are in it, whether or not they are pulled in; `None` where nothing was asked for.
    pub fn len(&self) -> Option<usize> {
        let ranks = self.ranks.as_ref()?;
        Some(self.ids.len().max(ranks.len()))
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Whether some of it is still to be pulled in.
    pub fn goes_on(&self) -> bool {
        self.asked < self.ids.len() || self.coming > 0
    }

    /// Leaves articles out until the view is asked for anew.
    pub(super) fn leave_out(&mut self, articles: &[(ArticleIndex, ArticleId)]) {
        let ids: HashSet<ArticleId> = articles.iter().map(|(_, id)| *id).collect();
        let before = self.ids.iter().take(self.asked).filter(|id| ids.contains(id)).count();
        self.asked -= before;
        self.ids.retain(|id| !ids.contains(id));
        if let Some(ranks) = &mut self.ranks {
            ranks.retain(|index, _| articles.iter().all(|(gone, _)| gone != index));
        }
    }

    /// Whether an answer is waited for.
    pub fn is_awaited(&self) -> bool {
        self.awaiting.is_some()
    }
}

impl State {
    /// How many articles there are to be shown, were nothing filtered: those of the view, pulled in or not.
    pub fn articles_there(&self) -> usize {
        self.shelf.view.len().unwrap_or(self.collection.len())
    }

    /// Says that this is not the end, where more is to be pulled in.
    pub(in crate::app) fn say_how_far(&mut self) {
        if self.shelf.view.goes_on() {
            let (here, all) = (self.list.shown.len(), self.articles_there());
            self.notice = Some(format!("{here} of {all} are here, the others come as you go on"));
        }
    }

    /// The articles of the view, where some of them are not pulled in and nothing is filtered.
    pub(in crate::app) fn whole_view(&self) -> Option<Vec<ArticleId>> {
        let view = &self.shelf.view;
        (self.shelf.open && self.filter.is_empty() && view.goes_on()).then(|| view.ids.clone())
    }

    /// How many of those that are here the filter hides.
    pub fn hidden_articles(&self) -> usize {
        let here = self.shelf.view.ranks.as_ref().map_or(self.collection.len(), HashMap::len);
        here.saturating_sub(self.list.shown.len())
    }

    /// Shows the articles that `text` asks for; all of them where it is empty.
    pub(in crate::app) fn show_view(&mut self, text: &str, folder: Option<String>) {
        self.make_room();
        if text.is_empty()
            && let Some(sort) = self.shelf.sort_before.take()
        {
            self.list.sort = sort;
        }
        self.shelf.view.text = text.to_owned();
        self.shelf.view.folder = folder;
        self.ask_view();
    }

    /// Sorts the list in the order of a view, until the whole library is shown again.
    pub(super) fn sort_for_view(&mut self, sort: SortBy) {
        let before = std::mem::replace(&mut self.list.sort, sort);
        self.shelf.sort_before.get_or_insert(before);
    }

    /// The articles are the library's from now on; those that were open before go.
    pub(super) fn begin_library(&mut self, read_only: Option<String>) {
        if !self.shelf.open && !self.collection.is_empty() {
            self.let_articles_go();
            self.shelf.view = View::default();
            self.name = "library".to_owned();
        }
        if let Some(why) = &read_only {
            self.notice = Some(format!("the library can only be read: {why}"));
        }
        (self.shelf.open, self.shelf.read_only) = (true, read_only);
        if self.list.sort == SortBy::Given {
            self.list.sort = SortBy::Date;
        }
    }

    /// Begins with no article at all; what is set and corrected stays.
    fn let_articles_go(&mut self) {
        let corrections = self.collection.corrections().clone();
        let sort = self.list.sort;
        (self.collection, self.list) = Default::default();
        self.collection.set_corrections(corrections);
        self.list.sort = sort;
        (self.readers, self.panel, self.read, self.stories) = Default::default();
        self.changes.keep_kept();
        (self.chosen, self.find, self.find_all, self.selection) = Default::default();
        (self.filter, self.suspended, self.history, self.marked, self.active) = Default::default();
        self.menus.clear();
        self.leave_highlight();
        self.shelf.forget_articles();
    }

    /// Lets the articles go that were pulled in for other views, where there are very many.
    pub(super) fn make_room(&mut self) {
        let is_bound = self.is_comparing() || !self.filter.is_empty() || self.restoring.is_some();
        if self.shelf.open && self.collection.len() > ROOM && !is_bound {
            self.let_articles_go();
        }
    }

    /// Asks for the articles of the view, in the order of the list and narrowed to what is filtered.
    pub(in crate::app) fn ask_view(&mut self) {
        if !self.shelf.open && self.shelf.view.text.is_empty() && self.list.sort != SortBy::Novelty {
            // All that is open, as it is. An answer that is on its way comes too late.
            self.shelf.view.awaiting = None;
            if self.shelf.view.ranks.take().is_some() {
                self.apply_filter();
            }
            return;
        }
        self.offer_open();
        let generation = self.next_generation();
        let (text, order) = (self.query_of_view(), self.order_of_view());
        self.shelf.view.by = Some((text.clone(), order));
        self.shelf.view.awaiting = Some(generation);
        self.shelf.ask(Ask::Find { generation, text, order });
    }

    /// Asks again where what is filtered or the order has changed, as far as the library has more than is pulled in.
    pub(in crate::app) fn ask_view_where_stale(&mut self) {
        let View { ids, by: Some((_, order)), ranks, offered, .. } = &self.shelf.view else { return };
        if !self.shelf.open {
            // What was still being read when it was asked may answer it too.
            if ranks.is_some() && self.progress.finished && *offered < self.collection.len() {
                self.ask_view();
            }
            return;
        }
        let all_there = !self.shelf.view.goes_on() && ids.len() == self.collection.len();
        // Other orders the list makes itself.
        let is_of_view = matches!(self.list.sort, SortBy::Given | SortBy::Novelty);
        let is_ordered = !is_of_view || *order == self.order_of_view();
        if all_there && is_ordered {
            return;
        }
        let now = (self.query_of_view(), self.order_of_view());
        if self.shelf.view.by.as_ref().is_some_and(|by| *by != now) {
            self.ask_view();
        }
    }

    /// Tells the library of the articles that are open from files, so that queries look through them too.
    pub(super) fn offer_open(&mut self) {
        let from = self.shelf.view.offered;
        if self.shelf.open || from == self.collection.len() {
            return;
        }
        let new = self.collection.entries().iter().enumerate().skip(from);
        let new = new.map(|(index, entry)| Offered {
            index,
            article: entry.article.clone(),
            analysis: entry.analysis.clone(),
        });
        let offered = new.collect();
        self.shelf.view.offered = self.collection.len();
        self.shelf.ask(Ask::Offer(offered));
    }

    /// Takes the articles of a view that was asked for.
    pub(super) fn take_view(&mut self, generation: u64, found: Result<Listed, Wrong>) {
        if self.shelf.view.awaiting != Some(generation) {
            return;
        }
        self.shelf.view.awaiting = None;
        match found {
            Ok(listed) => self.show_listed(listed),
            Err(wrong) => {
                self.notice = Some(wrong.why);
                // What one comes back to may have been kept by another version.
                if self.shelf.open && self.shelf.view.ranks.is_none() && !self.shelf.view.text.is_empty() {
                    self.show_view("", None);
                }
            }
        }
    }

    /// Shows all articles of the library, which come by themselves at first, the newest first: where they are to be in
    /// another order, or fewer, they are asked for anew.
    pub(super) fn show_all(&mut self, listed: Listed) {
        if self.shelf.view.is_awaited() {
            // One comes back to a query.
            return;
        }
        self.show_searched(listed);
        self.shelf.view.by = Some((String::new(), Order::Newest));
    }

    /// Shows what was found while one typed.
    pub(super) fn show_searched(&mut self, listed: Listed) {
        self.shelf.view.awaiting = None;
        self.shelf.view.by = Some((self.query_of_view(), self.order_of_view()));
        self.show_listed(listed);
    }

    /// Opens an article of the library as soon as it has come.
    pub(in crate::app) fn open_once_there(&mut self, id: ArticleId) {
        (self.shelf.view.opens, self.shelf.view.goes_there) = (Some(id), true);
        self.shelf.ask(Ask::Pull(vec![id]));
    }

    /// Opens the best article that was found, as soon as it is there; whoever reads goes on reading in it.
    pub(super) fn open_best(&mut self, id: ArticleId) {
        match self.shelf.index(id) {
            Some(index) => self.put_in_reader(index),
            None => {
                self.open_once_there(id);
                self.shelf.view.goes_there = false;
            }
        }
    }

    /// Opens an article where the list goes; it counts as read only where one is in the text.
    pub(super) fn put_in_reader(&mut self, index: ArticleIndex) {
        match self.focus {
            Focus::Reader => self.open_to_read(index),
            _ => self.open(index),
        }
    }

    /// Shows those articles in the list.
    fn show_listed(&mut self, listed: Listed) {
        let view = &mut self.shelf.view;
        (view.asked, view.coming, view.tries) = (0, 0, (0, 0));
        match listed {
            Listed::Kept(ids) => {
                let there = ids.iter().enumerate();
                let ranks = there.filter_map(|(rank, id)| Some((*self.shelf.indices.get(id)?, rank))).collect();
                (view.ids, view.ranks) = (ids, Some(ranks));
                self.pull(FIRST);
            }
            Listed::Open(indices) => {
                view.ids.clear();
                view.ranks = Some(indices.into_iter().enumerate().map(|(rank, index)| (index, rank)).collect());
            }
        }
        self.apply_filter();
    }

    /// Asks for the next articles of the view.
    fn pull(&mut self, most: usize) {
        let view = &mut self.shelf.view;
        let (from, to) = (view.asked, (view.asked + most).min(view.ids.len()));
        view.asked = to;
        let wanted = view.ids.get(from..to).unwrap_or_default().iter();
        let wanted: Vec<ArticleId> = wanted.filter(|id| !self.shelf.indices.contains_key(id)).copied().collect();
        view.coming += wanted.len();
        wanted.chunks(AT_ONCE).for_each(|ids| self.shelf.asks.push(Ask::Pull(ids.to_vec())));
    }

    /// Pulls more in where one comes near the end of what is there.
    pub(super) fn pull_more(&mut self) {
        let view = &self.shelf.view;
        if view.coming > 0 || view.asked == view.ids.len() {
            return;
        }
        let (at, shown) = (self.list.position().unwrap_or(0), self.list.shown.len());
        // One that lies far away is in the list by itself; what lies between may be very much.
        let selected = self.list.selected.and_then(|article| view.rank(article));
        if view.asked >= ROOM && selected.is_some_and(|rank| rank >= view.asked + MORE) {
            return;
        }
        let (before, tries) = view.tries;
        // What the filter leaves out is not pulled in without end.
        let tries = if shown > before { 0 } else { tries + 1 };
        if at + NEAR >= shown && tries <= TRIES {
            self.shelf.view.tries = (shown, tries);
            self.pull(MORE);
        }
    }

    /// Takes articles that were asked for.
    pub(super) fn take_pulled(&mut self, asked: usize, pulled: Vec<Pulled>) {
        let ranks: HashMap<ArticleId, usize> = match pulled.is_empty() {
            true => HashMap::new(),
            false => {
                let wanted: HashSet<ArticleId> = pulled.iter().map(|pulled| pulled.id).collect();
                let of_view = self.shelf.view.ids.iter().enumerate();
                let of_view = of_view.filter(|(_, id)| wanted.contains(id)).take(wanted.len());
                of_view.map(|(rank, id)| (*id, rank)).collect()
            }
        };
        self.shelf.view.coming = self.shelf.view.coming.saturating_sub(asked);
        for Pulled { id, entry, marks } in pulled {
            if self.shelf.indices.contains_key(&id) {
                continue;
            }
            let index = self.collection.add(entry);
            self.shelf.know(index, id);
            if let (Some(rank), Some(of_view)) = (ranks.get(&id), &mut self.shelf.view.ranks) {
                of_view.insert(index, *rank);
            }
            self.put_marks(index, marks);
            self.restore_article(index);
            if self.list_insert(index) {
                self.panel_add(index);
            }
        }
        self.collection.finish();
        if let Some(index) = self.shelf.view.opens.and_then(|id| self.shelf.index(id)) {
            self.shelf.view.opens = None;
            if self.shelf.view.goes_there {
                self.jump_to_article(index);
                self.go_to_awaited();
            } else {
                self.put_in_reader(index);
            }
        }
    }
}
