//! The rows of the list and where they stand on the screen. Drawing, scrolling and mouse hits all ask here.

use super::List;
use crate::app::geometry::{Area, Geometry, list_entry_rows, side_rows};
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::width;

/// Columns that a title leaves free.
const TITLE_MARGIN: u16 = 3;
/// From this many lines on, a list has room for why articles match.
const TALL: u16 = 24;

/// What a row of the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListContent<'a> {
    /// A heading over this many articles.
    Heading(&'a str, usize),
    /// An article.
    Article(ArticleIndex),
}

/// A row of the list that is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRow<'a> {
    /// What it shows.
    pub content: ListContent<'a>,
    /// Where it stands: one line for a heading, up to five for an article.
    pub area: Area,
    /// Lines of it that show something; what is left is blank.
    pub text: u16,
}

impl List {
    /// The row of the article at place `at` among those shown.
    fn row_of(&self, at: usize) -> usize {
        at + self.groups.partition_point(|group| group.first <= at)
    }

    fn row(&self, row: usize) -> Option<ListContent<'_>> {
        let headings = self.groups.partition_point(|group| group.row <= row);
        match headings.checked_sub(1).and_then(|at| Some((at, self.groups.get(at)?))) {
            Some((at, group)) if group.row == row => Some(ListContent::Heading(&group.label, self.articles_in(at))),
            _ => Some(ListContent::Article(*self.shown.get(row.checked_sub(headings)?)?)),
        }
    }

    /// Lines of a row, and how many of them show something.
    fn lines(&self, row: usize, each: impl Fn(ArticleIndex) -> Lines) -> Lines {
        match self.row(row) {
            Some(ListContent::Article(article)) => each(article),
            Some(ListContent::Heading(..)) | None => Lines { all: 1, text: 1 },
        }
    }

    /// The first row from which on all rows up to `to` have room in `lines`. The blank line of the last one may fall off
    /// the screen. Takes time in proportion to the screen.
    fn first_fitting(&self, to: usize, each: &impl Fn(ArticleIndex) -> Lines, lines: usize) -> usize {
        let mut left = lines.saturating_sub(self.lines(to, each).text.into());
        let mut first = to;
        while let Some(above) = first.checked_sub(1) {
            let Some(less) = left.checked_sub(self.lines(above, each).all.into()) else { break };
            (left, first) = (less, above);
        }
        first
    }

    /// The first row to show so that the selected article has its place in `lines` lines of the screen, and the heading
    /// right over it too where there is room, moving as little as can be. Takes time in proportion to the screen, but for
    /// finding the selected article.
    fn held(&self, each: &impl Fn(ArticleIndex) -> Lines, lines: usize) -> usize {
        let Some(last) = (self.shown.len() + self.groups.len()).checked_sub(1) else { return 0 };
        let at = self.row_of(self.position().unwrap_or(0)).min(last);
        let (above, first) = (at.saturating_sub(1), self.first_fitting(at, each, lines));
        let headed = matches!(self.row(above), Some(ListContent::Heading(..))) && first <= above;
        let top = self.top.min(if headed { above } else { at }).max(first);
        top.min(self.first_fitting(last, each, lines))
    }
}

/// Lines that an article takes in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Lines {
    /// All of them.
    all: u16,
    /// Those that show something: the one after them is blank.
    text: u16,
}

/// What the lines of an article depend on.
struct Measure<'a> {
    state: &'a State,
    /// Lines that each takes at least.
    least: u16,
    /// Columns for titles.
    columns: usize,
    /// The entities for whose sake an article may say why it matches, on a line of its own.
    reasons: Vec<EntityId>,
}

impl<'a> Measure<'a> {
    fn of(state: &'a State, area: Area) -> Self {
        let least = if state.settings.linear { 1 } else { list_entry_rows(area) };
        let says_why = least == 3 && area.height >= TALL && !state.filter.is_empty();
        let reasons = if says_why { state.matched_by() } else { Vec::new() };
        Self { state, least, columns: area.width.saturating_sub(TITLE_MARGIN).into(), reasons }
    }

    /// Title and by-line; in a tall list a second row of a long title, why it matches, and a blank one.
    fn lines(&self, article: ArticleIndex) -> Lines {
        if self.least < 3 {
            return Lines { all: self.least, text: self.least };
        }
        let collection = &self.state.collection;
        let long =
            collection.entry(article).is_some_and(|entry| width::columns(entry.article.headline()) > self.columns);
        let matches = self.reasons.iter().any(|id| collection.count_in(article, *id) > 0);
        let text = 2 + u16::from(long) + u16::from(matches);
        Lines { all: text + 1, text }
    }
}

/// The rows of the list that are on the screen where the list has `area`, from top to bottom.
pub fn list_rows_on_screen(state: &State, area: Area) -> Vec<ListRow<'_>> {
    let (area, measure) = (side_rows(area), Measure::of(state, area));
    let mut rows = Vec::new();
    let mut used = 0;
    for at in state.list.top.. {
        let Some(content) = state.list.row(at) else { break };
        let lines = state.list.lines(at, |article| measure.lines(article));
        let left = area.height.saturating_sub(used);
        if left < lines.all.min(2) {
            break;
        }
        let height = lines.all.min(left);
        rows.push(ListRow { content, area: Area { y: area.y + used, height, ..area }, text: lines.text.min(height) });
        used += height;
    }
    rows
}

impl State {
    /// How many articles the list shows on the screen.
    pub(in crate::app) fn list_visible(&self) -> usize {
        let rows = Geometry::of(self).and_then(|geometry| Some(list_rows_on_screen(self, geometry.list?)));
        let is_article = |row: &&ListRow<'_>| matches!(row.content, ListContent::Article(_));
        rows.unwrap_or_default().iter().filter(is_article).count()
    }

    /// Scrolls the list of `area` by `by` rows, whatever is selected, and no further than its ends.
    pub(in crate::app) fn list_scroll(&mut self, area: Area, by: isize) {
        let (measure, lines) = (Measure::of(self, area), side_rows(area).height as usize);
        let last = (self.list.shown.len() + self.list.groups.len()).saturating_sub(1);
        let end = self.list.first_fitting(last, &|article| measure.lines(article), lines);
        self.list.top = self.list.top.saturating_add_signed(by).min(end);
    }

    /// Scrolls the list of `area` so that the selected article is on the screen.
    pub(in crate::app) fn list_hold(&mut self, area: Area) {
        let measure = Measure::of(self, area);
        self.list.top = self.list.held(&|article| measure.lines(article), side_rows(area).height.into());
    }
}

#[cfg(test)]
mod tests {
    use super::super::groups::Group;
    use super::*;

    /// Two groups: articles 0 to 2, and 3 to 9. Rows: heading, 3 articles, heading, 7 articles.
    fn list() -> List {
        let group = |row, first| Group { row, first, label: first.to_string() };
        List { shown: (0..10).collect(), groups: vec![group(0, 0), group(4, 3)], ..List::default() }
    }

    #[test]
    fn the_nearest_wanted_article_from_one_that_is_hidden_too() {
        let list = List { shown: vec![4, 7, 2, 9], ..List::default() };
        let nearest = |from, forward| list.nearest(from, forward, |article| article != 7);
        assert_eq!([nearest(4, true), nearest(2, false), nearest(7, true)], [Some(2), Some(4), Some(2)]);
        assert_eq!([nearest(9, true), nearest(4, false)], [None, None]);
        assert_eq!([nearest(5, true), nearest(5, false)], [Some(4), Some(9)]);
    }

    #[test]
    fn rows_are_headings_and_articles() {
        let list = list();
        assert_eq!(list.row(0), Some(ListContent::Heading("0", 3)));
        assert_eq!(list.row(3), Some(ListContent::Article(2)));
        assert_eq!(list.row(4), Some(ListContent::Heading("3", 7)));
        assert_eq!(list.row(11), Some(ListContent::Article(9)));
        assert_eq!(list.row(12), None);
        assert!((0..10).all(|at| list.row(list.row_of(at)) == Some(ListContent::Article(at))));
    }

    #[test]
    fn the_selected_row_is_always_held_in_view() {
        // Of one height, and of heights that differ from one to the next.
        for (least, more) in [(1, 0), (2, 0), (3, 0), (3, 2), (4, 1)] {
            let each = |article: ArticleIndex| {
                let all = least + article as u16 % 3 * more / 2;
                Lines { all, text: if all < 3 { all } else { all - 1 } }
            };
            for lines in least.min(2) as usize..30 {
                let mut list = list();
                let fit = |list: &List, from, to| list.first_fitting(to, &each, lines) <= from;
                for selected in (0..10).chain((0..10).rev()).chain([9, 0, 4]) {
                    list.selected = Some(selected);
                    list.top = list.held(&each, lines);
                    let row = list.row_of(selected);
                    assert!(list.top <= row && fit(&list, list.top, row), "{selected} {least} {lines}");
                    let is_first = selected == 0 || selected == 3;
                    assert!(!is_first || lines < 6 || list.top < row, "the heading of {selected}, {least} {lines}");
                }
                list.selected = Some(9);
                list.top = list.held(&each, lines);
                assert!(list.top == 0 || !fit(&list, list.top - 1, 11), "no blank end");
            }
        }
    }
}
