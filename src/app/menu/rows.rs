//! The rows of a menu, and narrowing them to what is typed.

use super::cells::Cells;
use super::target::Target;
use crate::app::keys::action::Action;
use crate::text::{Span, width, wrap};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::borrow::Cow;

/// Most columns that labels take.
const LABEL_COLUMNS: usize = 27;
/// Columns of a menu below which labels have no column of their own.
const NARROW: usize = 40;
/// Columns that the text of a row keeps beside what stands at its right, unless it needs less.
const TEXT_COLUMNS: usize = 24;
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
    /// A row of a table.
    Cells(Cells),
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

/// How the rows of a menu are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuForm {
    /// Columns of the menu.
    pub columns: usize,
    /// Columns of them for labels; 0 where there are none, or where they stand in one text with what they name.
    pub label: usize,
    /// Whether all that a row says is one plain text.
    pub linear: bool,
}

impl MenuForm {
    /// The form for a menu `columns` wide whose widest label takes `label` of them.
    pub(super) fn of(columns: usize, label: usize, linear: bool) -> Self {
        let label = if linear || columns < NARROW { 0 } else { label.min(LABEL_COLUMNS).min(columns / 3) };
        Self { columns, label, linear }
    }
}

impl Item {
    /// What stands at the right, where the text leaves room for it.
    pub fn right_in(&self, form: MenuForm) -> &str {
        let room = self.room(form).saturating_sub(width::columns(&self.right) + 2);
        let fits = room >= TEXT_COLUMNS || width::columns(&self.text_in(form)) <= room;
        if fits && !form.linear { &self.right } else { "" }
    }

    /// The text of the row: with the label before it where that has no column, and with all there is in the linear mode.
    pub fn text_in(&self, form: MenuForm) -> Cow<'_, str> {
        let joined = form.label == 0 && !self.label.is_empty();
        let right = if form.linear { self.right.as_str() } else { "" };
        if !joined && right.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let label = if joined { format!("{}: ", self.label) } else { String::new() };
        let comma = if right.is_empty() { "" } else { ", " };
        Cow::Owned(format!("{label}{}{comma}{right}", self.text))
    }

    /// Columns beside the label.
    fn room(&self, form: MenuForm) -> usize {
        form.columns.saturating_sub(if form.label == 0 { 2 } else { form.label + 4 })
    }
}

impl MenuRow {
    /// What the row says beside its label.
    pub fn text_in(&self, form: MenuForm) -> Cow<'_, str> {
        match self {
            Self::Heading(text) | Self::Text(text) => Cow::Borrowed(text),
            Self::Item(item) => item.text_in(form),
            Self::Cells(cells) => cells.text_in(form),
        }
    }

    /// What choosing it does; none where it cannot be chosen.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Heading(_) | Self::Text(_) => None,
            Self::Item(item) => Some(&item.target),
            Self::Cells(cells) => cells.target.as_ref(),
        }
    }

    /// [`MenuRow::text_in`] set in lines.
    pub fn lines(&self, form: MenuForm) -> Vec<Span> {
        let text = self.text_in(form);
        let room = match self {
            Self::Heading(text) => return vec![Span::new(0, text.len())],
            Self::Text(_) => form.columns.saturating_sub(2),
            Self::Cells(cells) => return cells.lines(&text, form),
            Self::Item(item) => {
                let right = item.right_in(form);
                let right = if right.is_empty() { 0 } else { width::columns(right) + 2 };
                item.room(form).saturating_sub(right)
            }
        };
        let mut lines = wrap(&text, Span::new(0, text.len()), room.max(8));
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

    pub(super) fn height(&self, form: MenuForm) -> usize {
        self.lines(form).len()
    }

    pub(super) fn label_columns(&self) -> usize {
        match self {
            Self::Item(item) => width::columns(&item.label),
            Self::Heading(_) | Self::Text(_) | Self::Cells(_) => 0,
        }
    }

    /// What a few letters name it by: its label, or its text where it has none.
    fn name(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Text(text) => text,
            Self::Cells(cells) => &cells.plain,
            Self::Item(item) if item.label.is_empty() => &item.text,
            Self::Item(item) => &item.label,
        }
    }

    /// Whether all `words`, in small letters, stand in it or in the heading over it; the longer ones also where they are
    /// written apart.
    fn has(&self, heading: &str, words: &[String]) -> bool {
        let own = match self {
            Self::Heading(text) | Self::Text(text) => text.to_lowercase(),
            Self::Cells(cells) => cells.plain.to_lowercase(),
            Self::Item(item) => {
                let declared = self.action().map(Action::declaration);
                let (name, hint) = declared.map_or(("", ""), |declared| (declared.name, declared.hint));
                format!("{} {} {} {name} {hint}", item.label, item.text, item.right).to_lowercase()
            }
        };
        let heading = heading.to_lowercase();
        words.iter().all(|word| {
            let apart = |text: &str| word.chars().count() >= LONG_WORD && joined(text).contains(&joined(word));
            own.contains(word) || heading.contains(word) || apart(&own) || apart(&heading)
        })
    }

    /// The action that it does.
    fn action(&self) -> Option<Action> {
        match self {
            Self::Item(Item { target: Target::Act(action), .. }) => Some(*action),
            _ => None,
        }
    }

    /// How much of the keys of its action `query` is: all of a sequence, its beginning, or nothing.
    fn keys_begin_with(&self, query: &str) -> u32 {
        let Self::Item(item) = self else { return 0 };
        // Here a row has its keys at the left, there at the right.
        let keys = || item.label.split(", ").chain(item.right.split(", "));
        let begins = |key: &str| key.strip_prefix(query).is_some_and(|rest| rest.starts_with(' '));
        match self.action() {
            Some(_) if keys().any(|key| key == query) => KEYS,
            Some(_) if keys().any(begins) => KEYS / 2,
            _ => 0,
        }
    }
}

/// `text` without what parts its words.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
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
/// What it is worth that the keys of a row are what is typed: more than all letters of a name.
const KEYS: u32 = 1_000_000;
/// Characters of a word that is looked for across blanks too: a shorter one would stand anywhere.
const LONG_WORD: usize = 5;

/// The rows in which all words typed stand, with the headings they stand under: first those whose keys are what is typed,
/// then those whose heading is. `ranked`: without headings, the best first, and those too whose name has the letters
/// typed in their order.
pub(super) fn narrow(all: &[MenuRow], query: &str, ranked: bool) -> Vec<MenuRow> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return all.to_vec();
    }
    let names = if ranked { fuzzy(query, all.iter().map(MenuRow::name)) } else { vec![None; all.len()] };
    let keys = words_of_keys(query);
    let whole = joined(&query.to_lowercase());
    let mut left: Vec<(u32, Option<&MenuRow>, &MenuRow)> = Vec::new();
    let mut over = None;
    for (row, name) in all.iter().zip(names) {
        if let MenuRow::Heading(_) = row {
            over = Some(row);
            continue;
        }
        let heading = over.map_or("", MenuRow::name);
        let stands = row.has(heading, &words);
        let by_keys = row.keys_begin_with(&keys);
        if stands || name.is_some() || by_keys > 0 {
            let by_words = match stands {
                true if ranked => WORDS,
                true => u32::from(joined(&heading.to_lowercase()).starts_with(&whole)),
                false => 0,
            };
            left.push((name.unwrap_or(0) + by_words + by_keys, over, row));
        }
    }
    left.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let mut rows: Vec<MenuRow> = Vec::new();
    let mut last = None;
    for (_, over, row) in left {
        if let Some(heading) = over.filter(|_| !ranked && over != last) {
            rows.push(heading.clone());
        }
        rows.push(row.clone());
        last = over;
    }
    rows
}

/// What is typed, as a sequence of keys is written: with one blank between them.
fn words_of_keys(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ")
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

    fn actions() -> Vec<MenuRow> {
        let item = |label: &str, text: &str, action| {
            let (label, text) = (label.to_owned(), text.to_owned());
            MenuRow::Item(Item { label, text, right: String::new(), target: Target::Act(action) })
        };
        vec![
            MenuRow::Heading("Moving".to_owned()),
            item("g, home", "Away with a draw", Action::Top),
            item("w, G", "Way down, side by side", Action::Bottom),
            MenuRow::Heading("Side by side".to_owned()),
            item("w x, ctrl-w x", "Swap", Action::SwapColumn),
            item("w a, ctrl-w a", "Add", Action::AddColumn),
        ]
    }

    #[test]
    fn keys_typed_are_a_sequence_and_come_first() {
        let narrowed = |query| narrow(&actions(), query, false);
        assert_eq!(labels(&narrowed("w a"))[..2], ["Side by side", "w a, ctrl-w a"]);
        assert_eq!(labels(&narrowed("w  a"))[1], "w a, ctrl-w a");
        assert_eq!(labels(&narrowed("ctrl-w x"))[..2], ["Side by side", "w x, ctrl-w x"]);
        assert_eq!(labels(&narrowed("G"))[..2], ["Moving", "w, G"]);
        assert_eq!(labels(&narrowed("g"))[..2], ["Moving", "g, home"]);
        // The key itself, then what begins with it, then words.
        let expected = ["Moving", "w, G", "Side by side", "w x, ctrl-w x", "w a, ctrl-w a", "Moving", "g, home"];
        assert_eq!(labels(&narrowed("w")), expected);
    }

    #[test]
    fn a_heading_is_found_with_and_without_its_blanks() {
        for query in ["side by", "sideby", "Side by side", "side-by-side"] {
            let left = narrow(&actions(), query, false);
            assert_eq!(labels(&left)[..3], ["Side by side", "w x, ctrl-w x", "w a, ctrl-w a"], "{query}");
        }
        // By its name in the configuration too.
        assert_eq!(labels(&narrow(&actions(), "add-column", false)), ["Side by side", "w a, ctrl-w a"]);
    }

    #[test]
    fn what_has_no_room_beside_the_text_stands_in_it_or_goes() {
        let item = Item {
            label: "page-down".to_owned(),
            text: "One page down, and some words more".to_owned(),
            right: "pagedown, ctrl-f".to_owned(),
            target: Target::Nothing,
        };
        let wide = MenuForm::of(90, 40, false);
        assert_eq!(
            (wide.label, item.right_in(wide), &*item.text_in(wide)),
            (27, "pagedown, ctrl-f", item.text.as_str())
        );
        let medium = MenuForm::of(48, 27, false);
        assert_eq!((medium.label, item.right_in(medium)), (16, ""));
        let narrow = MenuForm::of(20, 27, false);
        assert_eq!((narrow.label, item.right_in(narrow)), (0, ""));
        let row = MenuRow::Item(item);
        let text = row.text_in(narrow);
        let lines: Vec<&str> = row.lines(narrow).iter().map(|line| line.of(&text)).collect();
        assert_eq!(lines, ["page-down: One", "page down, and", "some words more"]);
        let linear = MenuForm::of(90, 27, true);
        assert_eq!(row.text_in(linear), "page-down: One page down, and some words more, pagedown, ctrl-f");
        let short = Item { text: "place".to_owned(), right: "3 · 4".to_owned(), ..Item::default() };
        assert_eq!(short.right_in(narrow), "3 · 4");
    }

    #[test]
    fn ranked_rows_are_found_by_letters_too() {
        assert_eq!(labels(&narrow(&rows(), "pgdn", true)), ["page-down"]);
        assert_eq!(labels(&narrow(&rows(), "side by", true)), ["compare", "link"]);
        assert_eq!(labels(&narrow(&rows(), "comp", true))[0], "compare");
    }
}
