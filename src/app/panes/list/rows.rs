//! The rows of the list and where they stand on the screen. Drawing, scrolling and mouse hits all ask here.

use super::List;
use crate::app::geometry::{Area, Geometry, list_entry_rows, side_rows};
use crate::app::state::State;
use crate::collection::ArticleIndex;

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
    /// Where it stands: one line for a heading, up to four for an article.
    pub area: Area,
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

    fn height(&self, row: usize, each: u16) -> u16 {
        if matches!(self.row(row), Some(ListContent::Heading(..))) { 1 } else { each }
    }

    /// Whether the rows from one to another have room in `lines`. The blank line of the last one may fall off the screen.
    fn fit(&self, from: usize, to: usize, each: u16, lines: usize) -> bool {
        let above = || (from..to).map(|row| self.height(row, each) as usize).sum::<usize>();
        to.saturating_sub(from) < lines && above() + self.height(to, each).min(2) as usize <= lines
    }

    /// Scrolls so that the selected article has its place in `lines` lines of the screen, and the heading right over it
    /// too where there is room, moving as little as can be. Takes time in proportion to the screen, but for finding the
    /// selected article.
    fn hold(&mut self, each: u16, lines: usize) {
        let Some(last) = (self.shown.len() + self.groups.len()).checked_sub(1) else {
            self.top = 0;
            return;
        };
        let at = self.row_of(self.position().unwrap_or(0)).min(last);
        let above = at.saturating_sub(1);
        let headed = matches!(self.row(above), Some(ListContent::Heading(..))) && self.fit(above, at, each, lines);
        let mut top = self.top.min(if headed { above } else { at }).max((at + 1).saturating_sub(lines));
        while top < at && !self.fit(top, at, each, lines) {
            top += 1;
        }
        while top > 0 && self.fit(top - 1, last, each, lines) {
            top -= 1;
        }
        self.top = top;
    }
}

/// Lines that each article takes in the list of `area`: in a tall one, one more where there is to say why it matches.
fn each(state: &State, area: Area) -> u16 {
    match list_entry_rows(area) {
        _ if state.settings.linear => 1,
        3 if area.height >= TALL && !state.filter.with().is_empty() => 4,
        rows => rows,
    }
}

/// The rows of the list that are on the screen where the list has `area`, from top to bottom.
pub fn list_rows_on_screen(state: &State, area: Area) -> Vec<ListRow<'_>> {
    let (area, each) = (side_rows(area), each(state, area));
    let mut rows = Vec::new();
    let mut used = 0;
    for content in (state.list.top..).map_while(|row| state.list.row(row)) {
        let height = if matches!(content, ListContent::Heading(..)) { 1 } else { each };
        let left = area.height.saturating_sub(used);
        if left < height.min(2) {
            break;
        }
        rows.push(ListRow { content, area: Area { y: area.y + used, height: height.min(left), ..area } });
        used += height.min(left);
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
        let (each, lines) = (each(self, area), side_rows(area).height as usize);
        let last = (self.list.shown.len() + self.list.groups.len()).saturating_sub(1);
        let mut top = self.list.top.saturating_add_signed(by).min(last);
        while top > 0 && self.list.fit(top - 1, last, each, lines) {
            top -= 1;
        }
        self.list.top = top;
    }

    /// Scrolls the list of `area` so that the selected article is on the screen.
    pub(in crate::app) fn list_hold(&mut self, area: Area) {
        let each = each(self, area);
        self.list.hold(each, side_rows(area).height as usize);
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
        for each in 1..=3 {
            for lines in each.min(2) as usize..30 {
                let mut list = list();
                for selected in (0..10).chain((0..10).rev()).chain([9, 0, 4]) {
                    list.selected = Some(selected);
                    list.hold(each, lines);
                    let row = list.row_of(selected);
                    assert!(list.top <= row && list.fit(list.top, row, each, lines), "{selected} {each} {lines}");
                    let is_first = selected == 0 || selected == 3;
                    assert!(!is_first || lines < 4 || list.top < row, "the heading of {selected}, {each} {lines}");
                }
                list.selected = Some(9);
                list.hold(each, lines);
                assert!(list.top == 0 || !list.fit(list.top - 1, 11, each, lines), "no blank end");
            }
        }
    }
}
