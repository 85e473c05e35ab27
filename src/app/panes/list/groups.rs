//! Headings in the list, by what it is sorted by.

use super::{List, SortBy};
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::collection::{ArticleIndex, Collection};
use jiff::civil::Date;

/// Dated articles of more months than these stand under months, else under days.
const MONTHS_BY_DAY: usize = 2;

/// Articles that stand under one heading, or tell one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The row of the heading, or of the story.
    pub(super) row: usize,
    /// The place of its first article among those shown.
    pub(super) first: usize,
    /// The place after that of its last one.
    pub(super) end: usize,
    /// What stands over them.
    pub(super) over: Over,
}

/// What stands over the articles of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// A heading.
    Heading(String),
    /// A story, which hides them where it is folded.
    Story { folded: bool },
}

impl Group {
    pub(super) fn is_folded(&self) -> bool {
        self.over == Over::Story { folded: true }
    }

    /// Rows of its articles.
    pub(super) fn rows(&self) -> usize {
        if self.is_folded() { 0 } else { self.end - self.first }
    }
}

/// What articles of one group have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key<'a> {
    Day(Date),
    Month(i16, i8),
    Text(&'a str),
    Mentions(&'static str),
    Unknown(&'static str),
}

impl Key<'_> {
    fn words(self) -> String {
        match self {
            Self::Day(date) => date.strftime("%-d %B %Y").to_string(),
            Self::Month(year, month) => {
                Date::new(year, month, 1).map_or_else(|_| String::new(), |date| date.strftime("%B %Y").to_string())
            }
            Self::Text(text) => text.to_owned(),
            Self::Mentions(words) | Self::Unknown(words) => words.to_owned(),
        }
    }
}

impl List {
    fn key<'a>(&self, collection: &'a Collection, article: ArticleIndex, by_day: bool) -> Option<Key<'a>> {
        let meta = &collection.entry(article)?.article.meta;
        Some(match self.sort {
            SortBy::Given | SortBy::Story | SortBy::Length | SortBy::Novelty => return None,
            SortBy::Date | SortBy::Oldest => match (&meta.date, meta.date.as_deref().map(str::parse::<Date>)) {
                (_, Some(Ok(date))) if by_day => Key::Day(date),
                (_, Some(Ok(date))) => Key::Month(date.year(), date.month()),
                (Some(text), _) => Key::Text(text),
                (None, _) => Key::Unknown("no date"),
            },
            SortBy::Source => meta.source.as_deref().map_or(Key::Unknown("no source"), Key::Text),
            SortBy::Match => Key::Mentions(match self.scores.get(article).copied().unwrap_or(0) {
                0 => "no mention",
                1 | 2 => "1 or 2 mentions",
                3..=9 => "3 to 9 mentions",
                10.. => "10 mentions or more",
            }),
        })
    }

    fn grouped_by(&self, collection: &Collection, by_day: bool) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut last = None;
        for (first, article) in self.shown.iter().enumerate() {
            let key = self.key(collection, *article, by_day);
            if let Some(key) = key.filter(|_| key != last) {
                let row = first + groups.len();
                groups.push(Group { row, first, end: first, over: Over::Heading(key.words()) });
            }
            groups.iter_mut().rev().take(1).for_each(|group| group.end = first + 1);
            last = key;
        }
        groups
    }

    /// The first article of the group `by` groups on. From within a group, the way back leads to its own first article
    /// before it leads to the group before; from the last group, the way on leads to the end.
    pub(super) fn step_group(&self, by: isize) -> Option<ArticleIndex> {
        let at = self.position()?;
        let own = self.groups.partition_point(|group| group.first <= at).checked_sub(1)?;
        let within = self.groups.get(own).is_some_and(|group| group.first < at);
        let own = if by < 0 && within { own + 1 } else { own };
        let to = match self.groups.get(own.saturating_add_signed(by)) {
            Some(group) => group.first,
            None => self.shown.len().checked_sub(1)?,
        };
        self.shown.get(to).copied()
    }
}

impl State {
    /// Makes the headings anew. Takes time in proportion to the articles shown, and only where headings are asked for.
    pub(super) fn list_regroup(&mut self) {
        if self.list.sort == SortBy::Story {
            return self.list_fold();
        }
        self.list.stops.clear();
        let list = &self.list;
        let groups = if !list.grouped || list.sort == SortBy::Given {
            Vec::new()
        } else {
            let groups = list.grouped_by(&self.collection, false);
            let few = list.sort == SortBy::Date && groups.len() <= MONTHS_BY_DAY + 1;
            if few { list.grouped_by(&self.collection, true) } else { groups }
        };
        self.list.groups = groups;
    }

    /// Puts headings into the list, or takes them out; where it is sorted by story, unfolds or folds them all.
    pub(in crate::app) fn toggle_group(&mut self) {
        if self.list.sort == SortBy::Story {
            return self.toggle_all_stories();
        }
        self.list.grouped = !self.list.grouped;
        self.list.groups_stale = true;
        if self.list.grouped && self.list.sort == SortBy::Given {
            let sort = self.key_name(Action::Sort);
            self.notice = Some(format!("headings come as soon as the list is sorted: {sort} sorts it"));
        } else if !self.list.grouped {
            self.notice = Some("no headings".to_owned());
        }
    }
}
