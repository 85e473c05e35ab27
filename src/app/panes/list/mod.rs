//! The list: which articles are shown, in which order, and which is selected.

mod groups;
mod matching;
mod rows;
mod stories;

pub use rows::{ListContent, ListRow, list_rows_on_screen};

use crate::app::reading::scroll::Scroll;
use crate::app::shelf::View;
use crate::app::state::State;
use crate::collection::{ArticleIndex, Collection, EntityId};
use groups::Group;
use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// As the inputs were given.
    #[default]
    Given,
    /// Newest first, undated last.
    Date,
    /// Oldest first, undated last.
    Oldest,
    /// By outlet.
    Source,
    /// Most mentions of what is filtered by and of the chosen entity first.
    Match,
    /// The accounts of one event together, by the newest of them.
    Story,
    /// The longest first.
    Length,
    /// What tells most that is new first.
    Novelty,
}

impl SortBy {
    /// For the list's head.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Date => "newest first",
            Self::Oldest => "oldest first",
            Self::Source => "by source",
            Self::Match => "best match first",
            Self::Story => "by story",
            Self::Length => "longest first",
            Self::Novelty => "most new first",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Given => Self::Date,
            Self::Date => Self::Oldest,
            Self::Oldest => Self::Source,
            Self::Source => Self::Match,
            Self::Match => Self::Story,
            Self::Story => Self::Length,
            Self::Length => Self::Novelty,
            Self::Novelty => Self::Given,
        }
    }
}

/// The articles that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// In the order of the list.
    pub shown: Vec<ArticleIndex>,
    /// The selected one.
    pub selected: Option<ArticleIndex>,
    /// The first row on the screen, headings counted.
    pub top: usize,
    /// By what the list is sorted.
    pub sort: SortBy,
    /// Whether headings are asked for. There are none where the list is as given.
    pub grouped: bool,
    groups: Vec<Group>,
    /// Whether the headings are to be made anew.
    groups_stale: bool,
    /// How well each article matches, by its index, while the list is sorted by that.
    scores: Vec<usize>,
    /// The entities whose mentions the scores count.
    scored_by: Vec<EntityId>,
    /// For each article the place of its story among all, once that is asked for.
    ranks: Vec<usize>,
    /// Articles whose stories are unfolded.
    pub(in crate::app) unfolded: HashSet<ArticleIndex>,
    /// The places at which one can stand where stories are folded: none says that one can at each.
    stops: Vec<usize>,
    /// What the list was sorted by before it was by story.
    before: SortBy,
}

impl List {
    /// The place of the selected article among those shown.
    pub fn position(&self) -> Option<usize> {
        let selected = self.selected?;
        self.shown.iter().position(|index| *index == selected)
    }

    /// The article `by` entries from the selected one, held within the list. A folded story is one entry.
    pub fn step(&self, by: isize) -> Option<ArticleIndex> {
        let at = self.position().map_or(0, |at| self.entry_of(at).saturating_add_signed(by));
        self.entry(at)
    }

    /// The article of entry number `at`, or of the last one.
    fn entry(&self, at: usize) -> Option<ArticleIndex> {
        let place = match self.stops.len().checked_sub(1) {
            Some(last) => self.stops.get(at.min(last)).copied()?,
            None => at.min(self.shown.len().checked_sub(1)?),
        };
        self.shown.get(place).copied()
    }

    /// The number of the entry that the article at place `at` belongs to.
    fn entry_of(&self, at: usize) -> usize {
        match self.stops.is_empty() {
            true => at,
            false => self.stops.partition_point(|stop| *stop <= at).saturating_sub(1),
        }
    }

    /// The article that a motion leads to, where `visible` stand on the screen. A paragraph here is a group.
    pub(in crate::app) fn go(&self, by: Scroll, visible: usize) -> Option<ArticleIndex> {
        match by {
            Scroll::To(number) => self.entry(number.saturating_sub(1)),
            Scroll::Paragraphs(groups) if !self.groups.is_empty() => self.step_group(groups),
            by => self.step(by.entries(visible)),
        }
    }

    /// The nearest article after `article`, or before it, that is `wanted`. From one that the filter hides, the way leads
    /// in at the list's beginning, or at its end.
    pub(in crate::app) fn nearest(
        &self,
        article: ArticleIndex,
        forward: bool,
        wanted: impl Fn(ArticleIndex) -> bool,
    ) -> Option<ArticleIndex> {
        let at = self.shown.iter().position(|index| *index == article);
        let is_wanted = |index: &ArticleIndex| wanted(*index);
        let (before, after) =
            (self.shown.get(..at.unwrap_or(self.shown.len())), self.shown.get(at.map_or(0, |at| at + 1)..));
        if forward { after?.iter().copied().find(is_wanted) } else { before?.iter().copied().rfind(is_wanted) }
    }

    fn order(&self, collection: &Collection, view: &View, a: ArticleIndex, b: ArticleIndex) -> Ordering {
        let (Some(one), Some(two)) = (collection.entry(a), collection.entry(b)) else { return Ordering::Equal };
        let (one_meta, two_meta) = (&one.article.meta, &two.article.meta);
        // Dates are `YYYY-MM-DD` wherever they could be read, so that text order is time order; `None` sorts last reversed.
        let newest_first = || Reverse(&one_meta.date).cmp(&Reverse(&two_meta.date));
        let rank = |article| self.ranks.get(article).copied().unwrap_or(0);
        let score = |article| self.scores.get(article).copied().unwrap_or(0);
        let by = match self.sort {
            // In the order of the view, which the end of this function gives.
            SortBy::Given | SortBy::Novelty => Ordering::Equal,
            SortBy::Length => two.words.cmp(&one.words),
            SortBy::Date => newest_first(),
            SortBy::Oldest => (one_meta.date.is_none(), &one_meta.date).cmp(&(two_meta.date.is_none(), &two_meta.date)),
            SortBy::Source => (one_meta.source.is_none(), &one_meta.source)
                .cmp(&(two_meta.source.is_none(), &two_meta.source))
                .then_with(newest_first),
            SortBy::Match => score(b).cmp(&score(a)).then_with(newest_first),
            SortBy::Story => rank(a).cmp(&rank(b)).then_with(newest_first),
        };
        by.then_with(|| view.rank(a).cmp(&view.rank(b))).then(one.place.cmp(&two.place))
    }

    /// Where in the list `article` stands or would stand.
    fn place_of(&self, collection: &Collection, view: &View, article: ArticleIndex) -> usize {
        self.shown.partition_point(|other| self.order(collection, view, *other, article) == Ordering::Less)
    }
}

impl State {
    /// Puts article `index` in its place, where the filter admits it; tells whether it did.
    pub(in crate::app) fn list_insert(&mut self, index: ArticleIndex) -> bool {
        self.list_score_one(index);
        let admitted = self.shelf.view.rank(index).is_some() && self.filter.admits(&self.collection, index);
        if admitted {
            let at = self.list.place_of(&self.collection, &self.shelf.view, index);
            self.list.shown.insert(at, index);
            self.list.groups_stale = true;
        }
        admitted
    }

    /// Makes the list anew from filter and order.
    pub(in crate::app) fn list_rebuild(&mut self) {
        self.list.shown = self.filter.admitted(&self.collection);
        self.list.shown.retain(|article| self.shelf.view.rank(*article).is_some());
        self.list_sort();
    }

    pub(in crate::app) fn list_sort(&mut self) {
        self.list_score();
        self.list_rank();
        let mut shown = std::mem::take(&mut self.list.shown);
        shown.sort_by(|a, b| self.list.order(&self.collection, &self.shelf.view, *a, *b));
        self.list.shown = shown;
        self.list.groups_stale = true;
    }

    /// Brings order and headings up to date with what they rest on.
    pub(in crate::app) fn list_settle(&mut self) {
        if self.list.sort == SortBy::Match && self.list.scored_by != self.matched_by() {
            self.list_sort();
        }
        if std::mem::take(&mut self.list.groups_stale) {
            self.list_regroup();
        }
    }

    /// The shown article that stands where `article` does or would stand, else the last one.
    pub(in crate::app) fn list_nearest(&self, article: ArticleIndex) -> Option<ArticleIndex> {
        let at = self.list.place_of(&self.collection, &self.shelf.view, article);
        self.list.shown.get(at).or(self.list.shown.last()).copied()
    }

    pub(in crate::app) fn sort_next(&mut self) {
        let before = self.list.sort;
        self.list.sort = before.next();
        self.list_sort();
        // What is new only a query tells, and its order stays until there is another.
        if [before, self.list.sort].contains(&SortBy::Novelty) {
            self.ask_view();
        }
        self.say_sorted();
    }
}

/// The first of `all` rows to show so that row `at` is among the `visible` ones, moving as little as can be.
pub(in crate::app) fn in_view(top: usize, at: usize, visible: usize, all: usize) -> usize {
    let visible = visible.max(1);
    top.min(at).max((at + 1).saturating_sub(visible)).min(all.saturating_sub(visible))
}
