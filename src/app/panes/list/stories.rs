//! The list by story: the accounts of one event together, folded to one row.

use super::groups::{Group, Over};
use super::{List, SortBy};
use crate::app::keys::action::Action;
use crate::app::menu::MenuKind;
use crate::app::state::{Focus, State};
use crate::collection::ArticleIndex;
use std::cmp::Reverse;

impl List {
    /// The story that `article` has its row in, or under, if it is one of several accounts shown.
    fn story_of(&self, article: ArticleIndex) -> Option<&Group> {
        let at = self.shown.iter().position(|other| *other == article)?;
        let last = self.groups.partition_point(|group| group.first <= at).checked_sub(1)?;
        let is_story = |group: &&Group| at < group.end && matches!(group.over, Over::Story { .. });
        self.groups.get(last).filter(is_story)
    }

    /// The articles shown of the folded story that `article` is hidden in.
    pub(in crate::app) fn folded_with(&self, article: ArticleIndex) -> Option<&[ArticleIndex]> {
        let group = self.story_of(article).filter(|group| group.is_folded())?;
        self.shown.get(group.first..group.end)
    }

    fn set_folded(&mut self, articles: impl IntoIterator<Item = ArticleIndex>, folded: bool) {
        for article in articles {
            if folded {
                self.unfolded.remove(&article);
            } else {
                self.unfolded.insert(article);
            }
        }
        self.groups_stale = true;
    }
}

impl State {
    /// Gives each story its place among all, by its newest account, where the list is sorted by that. Until stories are
    /// found, articles stand by their own dates.
    pub(super) fn list_rank(&mut self) {
        if self.list.sort != SortBy::Story || !self.stories.is_there() || !self.list.ranks.is_empty() {
            return;
        }
        let mut newest: Vec<ArticleIndex> = (0..self.collection.len()).collect();
        newest.sort_by_key(|article| {
            let entry = self.collection.entry(*article);
            (Reverse(entry.and_then(|entry| entry.article.meta.date.as_deref())), entry.map(|entry| entry.place))
        });
        let mut ranks = vec![usize::MAX; newest.len()];
        for (rank, article) in newest.into_iter().enumerate() {
            // The newest account has placed the others.
            let is_new = ranks.get(article) == Some(&usize::MAX);
            for told in self.stories.with(&article).iter().filter(|_| is_new) {
                ranks.iter_mut().skip(*told).take(1).for_each(|slot| *slot = rank);
            }
        }
        self.list.ranks = ranks;
    }

    /// Brings the list up to date with stories that have become others.
    pub(in crate::app) fn list_stories(&mut self) {
        self.list.ranks.clear();
        if self.list.sort == SortBy::Story {
            self.list_sort();
        }
    }

    /// Folds the accounts of one event, which stand together, into one row each. Takes time in proportion to the
    /// articles shown.
    pub(super) fn list_fold(&mut self) {
        let (mut groups, mut stops): (Vec<Group>, Vec<usize>) = Default::default();
        let (mut first, mut row) = (0, 0);
        let story = |article: &ArticleIndex| self.stories.with(article).first().copied();
        for told in self.list.shown.chunk_by(|a, b| story(a) == story(b)) {
            let end = first + told.len();
            let folded = told.len() > 1 && !told.iter().any(|article| self.list.unfolded.contains(article));
            if told.len() > 1 {
                groups.push(Group { row, first, end, over: Over::Story { folded } });
                row += 1;
            }
            stops.extend(first..if folded { first + 1 } else { end });
            row += if folded { 0 } else { told.len() };
            first = end;
        }
        (self.list.groups, self.list.stops) = (groups, stops);
    }

    /// Sorts the list by story, or as it was sorted before.
    pub(in crate::app) fn toggle_stories(&mut self) {
        let list = &mut self.list;
        if list.sort == SortBy::Story {
            list.sort = std::mem::take(&mut list.before);
        } else {
            list.before = std::mem::replace(&mut list.sort, SortBy::Story);
        }
        self.list_sort();
        self.list_settle();
        self.say_sorted();
    }

    /// What the list is sorted by, and how many stories there are.
    pub(super) fn say_sorted(&mut self) {
        let sorted = self.sorted_in_words();
        self.notice = Some(match self.list.sort {
            SortBy::Match if self.matched_by().is_empty() => {
                "nothing to match yet: choose a name, or filter by one".to_owned()
            }
            SortBy::Story if !self.stories.is_there() => "the list: by story, once those are found".to_owned(),
            SortBy::Story if self.stories.all().is_empty() => "no two articles tell of the same event".to_owned(),
            SortBy::Story => {
                let (many, fold) = (self.stories.all().len(), self.key_name(Action::Fold));
                format!("the list: by story, {many} of several accounts; {fold} unfolds")
            }
            _ => format!("the list: {sorted}"),
        });
    }

    /// Whether keys that fold are about stories.
    pub(in crate::app) fn folds_stories(&self) -> bool {
        self.focus == Focus::List && self.list.sort == SortBy::Story && !self.is_comparing() && !self.zen
    }

    /// Unfolds the story of the selected article, or folds it.
    pub(in crate::app) fn toggle_story(&mut self) {
        if let Some(article) = self.list.selected {
            self.toggle_story_of(article);
        }
    }

    /// The same of the story of any article that is shown.
    pub(in crate::app) fn toggle_story_of(&mut self, article: ArticleIndex) {
        let Some(group) = self.list.story_of(article) else {
            self.notice = Some("this article stands alone: no other one shown tells of the same event".to_owned());
            return;
        };
        let (folded, told) = (!group.is_folded(), self.list.shown.get(group.first..group.end));
        let told = told.unwrap_or_default().to_vec();
        self.list.set_folded(told, folded);
    }

    /// Unfolds all stories, or folds them where none is folded.
    pub(super) fn toggle_all_stories(&mut self) {
        let unfold = self.list.groups.iter().any(Group::is_folded);
        let all = self.list.shown.clone();
        self.list.set_folded(all, !unfold);
        self.notice = Some(if unfold { "all stories unfolded" } else { "all stories folded" }.to_owned());
    }

    /// Opens the story that the selected article is hidden in; tells whether there was one.
    pub(in crate::app) fn unfold_selected(&mut self) -> bool {
        let folded = self.folds_stories() && self.selected_story().is_some();
        if folded {
            self.toggle_story();
        }
        folded
    }

    /// Whether reasons are asked for of a story: in the list, and in a menu that gives them.
    pub(in crate::app) fn explains_story(&self) -> bool {
        match self.menus.last() {
            Some(menu) => matches!(menu.kind, MenuKind::Story(_)),
            None => self.focus == Focus::List && !self.is_comparing(),
        }
    }

    /// The accounts of the folded story that is selected in the list.
    pub(in crate::app) fn selected_story(&self) -> Option<&[ArticleIndex]> {
        self.list.folded_with(self.list.selected.filter(|_| self.focus == Focus::List && !self.is_comparing())?)
    }
}
