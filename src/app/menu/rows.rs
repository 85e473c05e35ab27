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

    /// What typing is matched against.
    fn haystack(&self) -> String {
        match self {
            Self::Heading(_) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Item(item) => format!("{} {} {}", item.label, item.text, item.right),
        }
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

/// The rows that match what is typed, with the headings they stand under; `ranked`: the best first, without headings.
pub(super) fn narrow(all: &[MenuRow], query: &str, ranked: bool) -> Vec<MenuRow> {
    if query.trim().is_empty() {
        return all.to_vec();
    }
    let scores = fuzzy(query, all.iter().map(MenuRow::haystack));
    let mut left: Vec<(u32, &MenuRow)> = Vec::new();
    let mut heading = None;
    for (row, score) in all.iter().zip(scores) {
        match (row, score) {
            (MenuRow::Heading(_), _) => heading = Some(row),
            (_, Some(score)) => {
                left.extend(heading.take().filter(|_| !ranked).map(|heading| (0, heading)));
                left.push((score, row));
            }
            (_, None) => {}
        }
    }
    if ranked {
        left.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    }
    left.into_iter().map(|(_, row)| row.clone()).collect()
}
