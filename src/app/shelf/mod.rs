//! What of the library is on the screen: the view that was asked for, what is kept of its articles, its folders.
//!
//! The collection is a working set: of all the articles of a view the first are pulled in, more as one goes on. What is
//! asked of the library ([`Ask`]) is gathered while a step is taken and handed out at its end; the answers ([`Reply`])
//! come in as reports.

mod across;
mod ask;
mod asked;
mod bring;
mod folders;
mod marks;
mod remove;
mod revisions;
mod search;
mod view;

pub use ask::{Ask, DEEDS, Deed, Importing, Listed, Noting, Offered, Own, Pulled, Reply};
pub use ask::{SearchHit, Searched, Turn, Undone, Way, Wrong};
pub use folders::{Folder, folders_on_screen};
pub(in crate::app) use search::Searching;
pub use view::View;

use super::panes::list::SortBy;
use super::state::{Effect, Effects, State};
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Marks, Revision};
use std::collections::HashMap;

/// The library as the screen knows it.
#[derive(Default)]
pub struct Shelf {
    /// Whether the articles come from the library, instead of from files that were opened.
    pub open: bool,
    /// Whether the articles are the sample collection, which makes way for the first that are brought in.
    pub samples: bool,
    /// Whether a later version has kept the place one was at in it, which is left as it is.
    pub place_of_later: bool,
    /// Why nothing can be kept, where that is so.
    pub read_only: Option<String>,
    /// What is shown.
    pub view: View,
    /// Saved queries, in their order.
    pub folders: Vec<Folder>,
    /// What is being brought in.
    pub importing: Option<Importing>,
    /// How many problems there were when something was to be brought in.
    problems_before: usize,
    /// What is looked for while one types.
    pub(super) searching: Searching,
    /// What the list was sorted by before a view of its own order was shown.
    pub(super) sort_before: Option<SortBy>,
    /// The entity that is looked for across the library.
    across: across::Across,
    /// What changed of an article, while that is shown.
    revisions: Vec<Revision>,
    /// What each article is called in the library, where it is known there.
    ids: HashMap<ArticleIndex, ArticleId>,
    indices: HashMap<ArticleId, ArticleIndex>,
    marks: HashMap<ArticleIndex, Marks>,
    /// Articles opened from files of which the library was asked whether it has them.
    recognised: usize,
    /// Changes that were asked for.
    changes: u64,
    asks: Vec<Ask>,
}

impl Shelf {
    /// What `article` is called in the library, where it is known there.
    pub fn id(&self, article: ArticleIndex) -> Option<ArticleId> {
        self.ids.get(&article).copied()
    }

    /// The article of that name, where it is pulled in.
    pub fn index(&self, id: ArticleId) -> Option<ArticleIndex> {
        self.indices.get(&id).copied()
    }

    /// What is kept of `article`, where anything is.
    pub fn marks(&self, article: ArticleIndex) -> Option<&Marks> {
        self.marks.get(&article)
    }

    /// Forgets which articles are on the screen, and what is kept of them.
    fn forget_articles(&mut self) {
        (self.ids, self.indices, self.marks, self.recognised) = Default::default();
    }

    /// Asks something of the library once this step is taken.
    pub(in crate::app) fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    /// What the next change is called.
    fn next_change(&mut self) -> u64 {
        self.changes += 1;
        self.changes
    }

    /// An article is left at that byte of its text: kept, where the library knows it and has it otherwise.
    pub(super) fn leave(&mut self, article: ArticleIndex, top: usize) {
        let Some(id) = self.id(article) else { return };
        if let Some(marks) = self.marks.get_mut(&article).filter(|marks| marks.position != top) {
            marks.position = top;
            self.asks.push(Ask::Positions(vec![(id, top)]));
        }
    }

    fn know(&mut self, article: ArticleIndex, id: ArticleId) {
        self.ids.insert(article, id);
        self.indices.insert(id, article);
    }
}

impl State {
    /// Hands out what is asked of the library.
    pub(in crate::app) fn ask_library(&mut self, effects: &mut Effects) {
        self.recognise_open();
        self.keep_read_marks();
        self.pull_more();
        effects.extend(self.shelf.asks.drain(..).map(|ask| Effect::Library(Box::new(ask))));
    }

    /// Takes what the library answers.
    pub(in crate::app) fn take_reply(&mut self, reply: Reply, effects: &mut Effects) {
        match reply {
            Reply::Opened { read_only, place } => {
                self.begin_library(read_only);
                effects.extend(self.return_to_place(place.as_deref()));
            }
            Reply::Found { generation, found } => self.take_view(generation, found),
            Reply::Searched { generation, found } => self.take_searched(generation, found),
            Reply::Completed { generation, ways } => self.take_ways(generation, ways),
            Reply::About { generation, about } => self.take_about(generation, about),
            Reply::Listed(listed) => self.show_all(listed),
            Reply::Pulled { asked, pulled } => self.take_pulled(asked, pulled),
            Reply::Known(article, id) => self.take_known(article, id),
            Reply::Marks(marks) => self.take_marks(marks),
            Reply::Folders(folders) => self.shelf.folders = folders,
            Reply::Revisions(id, revisions) => self.take_revisions(id, revisions),
            Reply::Elsewhere => self.ask_view(),
            Reply::Importing(importing) => self.take_import(importing),
            Reply::Corrected(edit) => self.follow_library(&edit),
            Reply::Undone(undone) => self.take_undone(&undone),
            Reply::Made(asked, made) => self.changes.know_kept(asked, made),
            Reply::Tags(tags) => self.take_tags(tags),
            Reply::Highlights(noted) => self.take_noted(noted),
            Reply::Shelved(shelved) => self.take_shelved(shelved),
            Reply::History(deeds) => self.take_deeds(deeds),
            Reply::Failed(why) => self.notice = Some(why),
        }
    }
}
