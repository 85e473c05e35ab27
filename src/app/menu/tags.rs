//! Tags to give to articles or to take off: those that fit what is typed, and what is typed as a new one.

use super::card::count;
use super::narrow::fuzzy;
use super::{Item, MenuKind, MenuRow, Target};
use crate::app::marking::TagState;
use crate::app::state::State;
use std::cmp::Reverse;

/// Tags that are offered: who looks for another types some of its letters.
const MOST: usize = 200;

impl State {
    pub(super) fn tag_rows(&self) -> Vec<MenuRow> {
        let typed = self.menus.last().filter(|menu| menu.kind == MenuKind::Tags).map_or("", |menu| menu.prompt.text());
        let typed = typed.trim();
        let mut tags = self.all_tags();
        if typed.is_empty() {
            // What the articles have comes first: it can be taken off.
            tags.sort_by_cached_key(|(tag, articles)| (self.tag_state(tag) == TagState::Off, Reverse(*articles)));
        } else {
            let scores = fuzzy(typed, tags.iter().map(|(tag, _)| tag));
            let mut fitting: Vec<_> =
                scores.into_iter().zip(tags).filter_map(|(score, tag)| Some((score?, tag))).collect();
            fitting.sort_by_key(|(score, _)| Reverse(*score));
            tags = fitting.into_iter().map(|(_, tag)| tag).collect();
        }
        let is_new = !typed.is_empty() && !tags.iter().any(|(tag, _)| tag == typed);
        let mut rows: Vec<MenuRow> =
            tags.iter().take(MOST).map(|(tag, articles)| self.tag_row(tag, *articles)).collect();
        if is_new {
            let target = Target::Tag(typed.to_owned(), true);
            let text = format!("New tag “{typed}”");
            // Where another tag goes on as what is typed, that is meant more often.
            let goes_on = tags.first().is_some_and(|(tag, _)| tag.to_lowercase().starts_with(&typed.to_lowercase()));
            let at = usize::from(goes_on).min(rows.len());
            rows.insert(at, MenuRow::Item(Item { text, target, ..Item::default() }));
        }
        if rows.is_empty() {
            rows.push(MenuRow::Text("There are no tags yet: type one.".to_owned()));
        }
        rows
    }

    fn tag_row(&self, tag: &str, articles: usize) -> MenuRow {
        let (text, on) = match self.tag_state(tag) {
            TagState::On => (format!("take “{tag}” off"), false),
            TagState::Some => (format!("{tag} (some have it)"), true),
            TagState::Off => (tag.to_owned(), true),
        };
        let right = count(articles, "article");
        MenuRow::Item(Item { text, right, target: Target::Tag(tag.to_owned(), on), ..Item::default() })
    }
}
