//! Headings in the list, by what it is sorted by.

use super::{List, SortBy};
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::collection::{ArticleIndex, Collection};
use jiff::civil::Date;

/// Dated articles of more months than these stand under months, else under days.
const MONTHS_BY_DAY: usize = 2;

/// Articles that stand under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// The row of the heading.
    pub(super) row: usize,
    /// The place of its first article among those shown.
    pub(super) first: usize,
    /// The heading.
    pub(super) label: String,
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
            SortBy::Given => return None,
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
                groups.push(Group { row: first + groups.len(), first, label: key.words() });
            }
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

    /// How many articles stand under heading number `group`.
    pub(super) fn articles_in(&self, group: usize) -> usize {
        let end = self.groups.get(group + 1).map_or(self.shown.len(), |next| next.first);
        self.groups.get(group).map_or(0, |group| end - group.first)
    }
}

impl State {
    /// Makes the headings anew. Takes time in proportion to the articles shown, and only where headings are asked for.
    pub(super) fn list_regroup(&mut self) {
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

    /// Puts headings into the list, or takes them out.
    pub(in crate::app) fn toggle_group(&mut self) {
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
