//! The list: which articles are shown, in which order, and which is selected.

use crate::app::reading::scroll::Scroll;
use crate::app::state::State;
use crate::collection::{ArticleIndex, Collection};
use std::cmp::{Ordering, Reverse};

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// As the inputs were given.
    #[default]
    Given,
    /// Newest first, undated last.
    Date,
    /// By outlet.
    Source,
}

impl SortBy {
    /// For the list's head.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Date => "by date",
            Self::Source => "by source",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Given => Self::Date,
            Self::Date => Self::Source,
            Self::Source => Self::Given,
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
    /// The first one on the screen.
    pub top: usize,
    /// By what the list is sorted.
    pub sort: SortBy,
}

impl List {
    /// Scrolls so that the selected article is among the `visible` ones on the screen.
    pub(in crate::app) fn hold(&mut self, visible: usize) {
        let at = self.position().unwrap_or(0);
        self.top = in_view(self.top, at, visible, self.shown.len());
    }

    /// Row of the selected article.
    pub fn position(&self) -> Option<usize> {
        let selected = self.selected?;
        self.shown.iter().position(|index| *index == selected)
    }

    /// The article `by` rows from the selected one, held within the list.
    pub fn step(&self, by: isize) -> Option<ArticleIndex> {
        let last = self.shown.len().checked_sub(1)?;
        let at = self.position().map_or(0, |at| at.saturating_add_signed(by));
        self.shown.get(at.min(last)).copied()
    }

    /// The article that a motion leads to, where `visible` stand on the screen.
    pub(in crate::app) fn go(&self, by: Scroll, visible: usize) -> Option<ArticleIndex> {
        match by {
            Scroll::To(number) => {
                self.shown.get(number.saturating_sub(1).min(self.shown.len().checked_sub(1)?)).copied()
            }
            by => self.step(by.entries(visible)),
        }
    }

    /// The article right before or after `article` in the list, if there is one.
    pub fn neighbour(&self, article: ArticleIndex, forward: bool) -> Option<ArticleIndex> {
        let at = self.shown.iter().position(|index| *index == article)?;
        let at = if forward { at.checked_add(1) } else { at.checked_sub(1) }?;
        self.shown.get(at).copied()
    }
}

impl State {
    /// Puts article `index` in its place, where the filter admits it; tells whether it did.
    pub(in crate::app) fn list_insert(&mut self, index: ArticleIndex) -> bool {
        let admitted = self.filter.admits(&self.collection, index);
        if admitted {
            let (collection, sort) = (&self.collection, self.list.sort);
            let at = self.list.shown.partition_point(|other| order(collection, sort, *other, index) == Ordering::Less);
            self.list.shown.insert(at, index);
        }
        admitted
    }

    /// Makes the list anew from filter and order.
    pub(in crate::app) fn list_rebuild(&mut self) {
        let (collection, sort) = (&self.collection, self.list.sort);
        self.list.shown = self.filter.admitted(collection);
        self.list.shown.sort_by(|a, b| order(collection, sort, *a, *b));
    }

    /// Puts headings into the list, or takes them out.
    pub(in crate::app) fn toggle_group(&mut self) {}

    pub(in crate::app) fn sort_next(&mut self) {
        self.list.sort = self.list.sort.next();
        self.list_rebuild();
    }
}

/// The first of `all` rows to show so that row `at` is among the `visible` ones, moving as little as can be.
pub(in crate::app) fn in_view(top: usize, at: usize, visible: usize, all: usize) -> usize {
    let visible = visible.max(1);
    top.min(at).max((at + 1).saturating_sub(visible)).min(all.saturating_sub(visible))
}

fn order(collection: &Collection, sort: SortBy, a: ArticleIndex, b: ArticleIndex) -> Ordering {
    let (Some(a), Some(b)) = (collection.entry(a), collection.entry(b)) else { return Ordering::Equal };
    let (one, two) = (&a.article.meta, &b.article.meta);
    // Dates are `YYYY-MM-DD` wherever they could be read, so that text order is time order; `None` sorts last reversed.
    let newest_first = || Reverse(&one.date).cmp(&Reverse(&two.date));
    let by = match sort {
        SortBy::Given => Ordering::Equal,
        SortBy::Date => newest_first(),
        SortBy::Source => one.source.cmp(&two.source).then_with(newest_first),
    };
    by.then(a.place.cmp(&b.place))
}
