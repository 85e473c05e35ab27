//! The rows of a menu, and narrowing them to what is typed.

use crate::app::keys::action::Action;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::{Span, width, wrap};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Most columns that labels take.
pub const LABEL_COLUMNS: usize = 27;
/// Rows of the screen that the text of one row may take.
const LONGEST_TEXT: usize = 3;

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuRow {
    /// A heading over the rows after it.
    Heading(String),
    /// Text to be read.
    Text(String),
    /// Something to be chosen.
    Item(Item),
}

/// A row that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// In a column of its own at the left: keys, a name.
    pub label: String,
    /// The text.
    pub text: String,
    /// At the right: a key, a count.
    pub right: String,
    /// What choosing it does.
    pub target: Target,
}

/// What choosing a row does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing: the row is there to be read.
    #[default]
    Nothing,
    /// An action.
    Act(Action),
    /// Opens an article.
    Open(ArticleIndex),
    /// Goes to a place in an article.
    Place(ArticleIndex, Span),
    /// Goes to what was found in an article.
    Hits(ArticleIndex),
    /// Shows the card of an entity.
    Card(EntityId),
    /// Goes to the mentions of an entity.
    Mentions(EntityId),
    /// Takes a part of the filter off, by its number.
    Chip(usize),
    /// Draws with a theme.
    Theme(String),
    /// Sends text to a command, by its number.
    Command(usize),
}

impl MenuRow {
    /// The text of the row set in lines, where labels take `label` of the menu's `columns`.
    pub fn lines(&self, columns: usize, label: usize) -> Vec<Span> {
        let (text, room) = match self {
            Self::Heading(text) => return vec![Span::new(0, text.len())],
            Self::Text(text) => (text, columns.saturating_sub(2)),
            Self::Item(item) => {
                let right = if item.right.is_empty() { 0 } else { width::columns(&item.right) + 2 };
                let left = if label == 0 { 2 } else { label + 4 };
                (&item.text, columns.saturating_sub(left + right))
            }
        };
        let mut lines = wrap(text, Span::new(0, text.len()), room.max(8));
        if lines.is_empty() {
            lines.push(Span::new(0, 0));
        }
        if matches!(self, Self::Item(_)) && lines.len() > LONGEST_TEXT {
            // What is left runs on in the last line and is cut there.
            lines.truncate(LONGEST_TEXT);
            lines.iter_mut().rev().take(1).for_each(|last| last.end = text.len());
        }
        lines
    }

    pub(super) fn height(&self, columns: usize, label: usize) -> usize {
        self.lines(columns, label).len()
    }

    pub(super) fn label_columns(&self) -> usize {
        match self {
            Self::Item(item) => width::columns(&item.label),
            Self::Heading(_) | Self::Text(_) => 0,
        }
    }

    /// What a few letters name it by: its label, or its text where it has none.
    fn name(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Text(text) => text,
            Self::Item(item) if item.label.is_empty() => &item.text,
            Self::Item(item) => &item.label,
        }
    }

    /// Whether all `words`, in small letters, stand in it or in the heading over it.
    fn has(&self, heading: &str, words: &[String]) -> bool {
        let own = match self {
            Self::Heading(text) | Self::Text(text) => text.to_lowercase(),
            Self::Item(item) => format!("{} {} {}", item.label, item.text, item.right).to_lowercase(),
        };
        let heading = heading.to_lowercase();
        words.iter().all(|word| own.contains(word) || heading.contains(word))
    }
}

/// How well each of `texts` matches the letters typed, by fuzzy matching (nucleo's, as in the Helix editor): `None` where it
/// does not.
pub(in crate::app) fn fuzzy(query: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<Option<u32>> {
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    texts.map(|text| pattern.score(Utf32Str::new(text.as_ref(), &mut buffer), &mut matcher)).collect()
}

/// What standing in a row word by word is worth beside fuzzy matching of its name, some 16 points a letter.
const WORDS: u32 = 60;

/// The rows in which all words typed stand, with the headings they stand under. `ranked`: without headings, the best
/// first, and those too whose name has the letters typed in their order.
pub(super) fn narrow(all: &[MenuRow], query: &str, ranked: bool) -> Vec<MenuRow> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return all.to_vec();
    }
    let names = if ranked { fuzzy(query, all.iter().map(MenuRow::name)) } else { vec![None; all.len()] };
    let mut left: Vec<(u32, &MenuRow)> = Vec::new();
    let (mut heading, mut pending) = ("", None);
    for (row, name) in all.iter().zip(names) {
        if let MenuRow::Heading(text) = row {
            (heading, pending) = (text, Some(row));
            continue;
        }
        let stands = row.has(heading, &words);
        if stands || name.is_some() {
            left.extend(pending.take().filter(|_| !ranked).map(|heading| (0, heading)));
            left.push((name.unwrap_or(0) + if stands { WORDS } else { 0 }, row));
        }
    }
    if ranked {
        left.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    }
    left.into_iter().map(|(_, row)| row.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<MenuRow> {
        let item = |label: &str, text: &str| {
            MenuRow::Item(Item { label: label.to_owned(), text: text.to_owned(), ..Item::default() })
        };
        vec![
            MenuRow::Heading("Moving".to_owned()),
            item("page-down", "One page down"),
            MenuRow::Heading("Side by side".to_owned()),
            item("compare", "Set another article beside this one"),
            item("link", "Scroll together"),
        ]
    }

    fn labels(rows: &[MenuRow]) -> Vec<&str> {
        rows.iter().map(MenuRow::name).collect()
    }

    #[test]
    fn words_stand_in_rows_or_their_headings() {
        assert_eq!(labels(&narrow(&rows(), "Page", false)), ["Moving", "page-down"]);
        assert_eq!(labels(&narrow(&rows(), "side scroll", false)), ["Side by side", "link"]);
        assert_eq!(labels(&narrow(&rows(), "pgdn", false)), [""; 0]);
        assert_eq!(narrow(&rows(), " ", false), rows());
    }

    #[test]
    fn ranked_rows_are_found_by_letters_too() {
        assert_eq!(labels(&narrow(&rows(), "pgdn", true)), ["page-down"]);
        assert_eq!(labels(&narrow(&rows(), "side by", true)), ["compare", "link"]);
        assert_eq!(labels(&narrow(&rows(), "comp", true))[0], "compare");
    }
}
