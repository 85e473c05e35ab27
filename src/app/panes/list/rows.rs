//! The rows of the list and where they stand on the screen. Drawing, scrolling and mouse hits all ask here.

use super::List;
use super::groups::Over;
use crate::app::geometry::{Area, Geometry, list_entry_rows, side_rows};
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::width;

/// Columns that a title leaves free.
const TITLE_MARGIN: u16 = 3;
/// Columns by which the articles of a story are indented.
const INDENT: u16 = 2;
/// From this many lines on, a list has room for why articles match.
const TALL: u16 = 24;

/// What a row of the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListContent<'a> {
    /// A heading over this many articles.
    Heading(&'a str, usize),
    /// An article.
    Article(ArticleIndex),
    /// A story that several articles tell: these. Where it is folded, they have no rows of their own.
    Story {
        /// The articles shown that tell it, in the order of the list.
        articles: &'a [ArticleIndex],
        /// Whether it is folded.
        folded: bool,
    },
}

impl ListContent<'_> {
    /// Whether this is the row at which one stands where `article` is selected.
    pub fn shows(&self, article: ArticleIndex) -> bool {
        match self {
            Self::Article(own) => *own == article,
            Self::Story { articles, folded } => *folded && articles.contains(&article),
            Self::Heading(..) => false,
        }
    }

    /// Whether one can stand there.
    fn is_stop(&self) -> bool {
        matches!(self, Self::Article(_) | Self::Story { folded: true, .. })
    }
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
    /// The row of the article at place `at` among those shown: that of its story where that is folded.
    fn row_of(&self, at: usize) -> usize {
        let last = self.groups.partition_point(|group| group.first <= at).checked_sub(1);
        match last.and_then(|last| self.groups.get(last)) {
            None => at,
            Some(group) if at < group.end && group.is_folded() => group.row,
            Some(group) if at < group.end => group.row + 1 + (at - group.first),
            Some(group) => group.row + 1 + group.rows() + (at - group.end),
        }
    }

    fn row(&self, row: usize) -> Option<ListContent<'_>> {
        let last = self.groups.partition_point(|group| group.row <= row).checked_sub(1);
        let at = match last.and_then(|last| self.groups.get(last)) {
            None => row,
            Some(group) => match (row - group.row).checked_sub(1) {
                None => {
                    let articles = self.shown.get(group.first..group.end)?;
                    return Some(match &group.over {
                        Over::Heading(label) => ListContent::Heading(label, articles.len()),
                        Over::Story { folded } => ListContent::Story { articles, folded: *folded },
                    });
                }
                Some(down) if down < group.rows() => group.first + down,
                Some(down) => group.end + (down - group.rows()),
            },
        };
        self.shown.get(at).copied().map(ListContent::Article)
    }

    /// Whether row number `row` is that of an article of an unfolded story.
    fn is_within(&self, row: usize) -> bool {
        let last = self.groups.partition_point(|group| group.row <= row).checked_sub(1);
        let group = last.and_then(|last| self.groups.get(last));
        let is_story = |over: &Over| matches!(over, Over::Story { .. });
        group.is_some_and(|group| is_story(&group.over) && (1..=group.rows()).contains(&(row - group.row)))
    }

    /// The last row, if there is any.
    fn last_row(&self) -> Option<usize> {
        self.shown.len().checked_sub(1).map(|last| self.row_of(last))
    }

    /// Lines of a row, and how many of them show something.
    fn lines(&self, row: usize, each: impl Fn(ArticleIndex, bool) -> Lines) -> Lines {
        match self.row(row) {
            Some(ListContent::Article(article)) => each(article, self.is_within(row)),
            Some(ListContent::Story { articles: [first, ..], folded: true }) => each(*first, false),
            _ => Lines { all: 1, text: 1 },
        }
    }

    /// The first row from which on all rows up to `to` have room in `lines`. The blank line of the last one may fall off
    /// the screen. Takes time in proportion to the screen.
    fn first_fitting(&self, to: usize, each: &impl Fn(ArticleIndex, bool) -> Lines, lines: usize) -> usize {
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
    fn held(&self, each: &impl Fn(ArticleIndex, bool) -> Lines, lines: usize) -> usize {
        let Some(last) = self.last_row() else { return 0 };
        let at = self.row_of(self.position().unwrap_or(0)).min(last);
        let (above, first) = (at.saturating_sub(1), self.first_fitting(at, each, lines));
        let is_over = |content: ListContent<'_>| !content.is_stop();
        let headed = self.row(above).is_some_and(is_over) && first <= above;
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
    /// `within` a story it is indented.
    fn lines(&self, article: ArticleIndex, within: bool) -> Lines {
        if self.least < 3 {
            return Lines { all: self.least, text: self.least };
        }
        let columns = self.columns.saturating_sub(if within { INDENT.into() } else { 0 });
        let collection = &self.state.collection;
        let long = collection.entry(article).is_some_and(|entry| width::columns(entry.article.headline()) > columns);
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
        let lines = state.list.lines(at, |article, within| measure.lines(article, within));
        let left = area.height.saturating_sub(used);
        if left < lines.all.min(2) {
            break;
        }
        let height = lines.all.min(left);
        let indent = if state.list.is_within(at) { INDENT.min(area.width) } else { 0 };
        let (x, width) = (area.x + indent, area.width - indent);
        rows.push(ListRow { content, area: Area { x, y: area.y + used, width, height }, text: lines.text.min(height) });
        used += height;
    }
    rows
}

impl State {
    /// How many articles and folded stories the list shows on the screen.
    pub(in crate::app) fn list_visible(&self) -> usize {
        let rows = Geometry::of(self).and_then(|geometry| Some(list_rows_on_screen(self, geometry.list?)));
        rows.unwrap_or_default().iter().filter(|row| row.content.is_stop()).count()
    }

    /// Scrolls the list of `area` by `by` rows, whatever is selected, and no further than its ends.
    pub(in crate::app) fn list_scroll(&mut self, area: Area, by: isize) {
        let (measure, lines) = (Measure::of(self, area), side_rows(area).height as usize);
        let last = self.list.last_row().unwrap_or(0);
        let end = self.list.first_fitting(last, &|article, within| measure.lines(article, within), lines);
        self.list.top = self.list.top.saturating_add_signed(by).min(end);
    }

    /// Scrolls the list of `area` so that the selected article is on the screen.
    pub(in crate::app) fn list_hold(&mut self, area: Area) {
        let measure = Measure::of(self, area);
        self.list.top =
            self.list.held(&|article, within| measure.lines(article, within), side_rows(area).height.into());
    }
}

#[cfg(test)]
mod tests {
    use super::super::groups::Group;
    use super::*;

    /// Two groups: articles 0 to 2, and 3 to 9. Rows: heading, 3 articles, heading, 7 articles.
    fn list() -> List {
        let group = |row, first, end| Group { row, first, end, over: Over::Heading(first.to_string()) };
        List { shown: (0..10).collect(), groups: vec![group(0, 0, 3), group(4, 3, 10)], ..List::default() }
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

    /// 0, then a folded story of 1 to 3, 4, an unfolded one of 5 and 6, and 7.
    fn stories() -> List {
        let group = |row, first, end, folded| Group { row, first, end, over: Over::Story { folded } };
        List {
            shown: (0..8).collect(),
            groups: vec![group(1, 1, 4, true), group(3, 5, 7, false)],
            stops: vec![0, 1, 4, 5, 6, 7],
            ..List::default()
        }
    }

    #[test]
    fn a_folded_story_is_one_row() {
        let mut list = stories();
        let rows: Vec<_> = (0..8).map_while(|row| list.row(row)).collect();
        let article = ListContent::Article;
        let story = |articles, folded| ListContent::Story { articles, folded };
        let (folded, open) = (story(&[1, 2, 3], true), story(&[5, 6], false));
        assert_eq!(rows, [article(0), folded, article(4), open, article(5), article(6), article(7)]);
        assert_eq!((0..8).map(|at| list.row_of(at)).collect::<Vec<_>>(), [0, 1, 1, 1, 2, 4, 5, 6]);
        assert_eq!((0..7).filter(|row| list.is_within(*row)).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(list.last_row(), Some(6));
        // From within a folded story the way leads out of it.
        for (from, by, to) in
            [(0, 1, 1), (1, 1, 4), (3, 1, 4), (3, -1, 0), (4, -1, 1), (4, 1, 5), (7, -9, 0), (0, 9, 7)]
        {
            list.selected = Some(from);
            assert_eq!(list.step(by), Some(to), "{from} {by}");
        }
    }

    #[test]
    fn the_selected_row_is_always_held_in_view() {
        // Of one height, and of heights that differ from one to the next.
        for (least, more) in [(1, 0), (2, 0), (3, 0), (3, 2), (4, 1)] {
            let each = |article: ArticleIndex, _| {
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
