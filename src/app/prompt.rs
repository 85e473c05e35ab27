//! A line of text being typed: what was typed, and where the cursor stands in it.

use crate::text::sanitize;
use unicode_segmentation::UnicodeSegmentation;

/// Characters that a prompt may hold. What is looked for takes time in proportion to it.
const LONGEST: usize = 200;
/// Characters that a roomy one may hold.
const ROOMY: usize = 4_000;

/// A line of text with a cursor. It holds no line break and nothing that a terminal would act upon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// A byte of `text`, on a boundary of grapheme clusters.
    cursor: usize,
    /// Whether it was typed another time, and the next letter takes its place.
    recalled: bool,
    /// Whether it holds words that are kept, not looked for.
    roomy: bool,
}

/// A change of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    Left,
    Right,
    Start,
    End,
    Erase,
    EraseNext,
    EraseWord,
    EraseAll,
}

impl Prompt {
    /// A prompt that holds `text`, the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut prompt = Self::default();
        prompt.insert(text);
        prompt
    }

    /// A prompt for words that are kept, which may be more: it holds `text`, the cursor at its end.
    pub(super) fn roomy(text: &str) -> Self {
        let mut prompt = Self { roomy: true, ..Self::default() };
        prompt.insert(text);
        prompt
    }

    /// A prompt that holds what was typed another time: it makes way for the first letter typed, unless the cursor is
    /// moved or something is erased before.
    pub(super) fn recalled(text: &str) -> Self {
        Self { recalled: true, ..Self::of(text) }
    }

    /// Whether the next letter typed takes the place of all that is there.
    pub fn is_recalled(&self) -> bool {
        self.recalled && !self.text.is_empty()
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor, and what after it.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// Whether nothing but blanks was typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds what is typed or pasted. That may hold anything, so what stands before the cursor is made one clean line
    /// with it; not each piece by itself, for an accent that is typed alone needs the letter before it.
    pub(super) fn insert(&mut self, typed: &str) {
        if std::mem::take(&mut self.recalled) {
            (self.text, self.cursor) = (String::new(), 0);
        }
        let (before, after) = self.parts();
        let whole = format!("{before}{typed}");
        let blank = if whole.ends_with(char::is_whitespace) { " " } else { "" };
        let room = if self.roomy { ROOMY } else { LONGEST }.saturating_sub(after.chars().count());
        let clean: String = sanitize::line(&whole).chars().chain(blank.chars()).take(room).collect();
        let cursor = clean.len();
        self.text = clean + after;
        self.cursor = cursor;
    }

    /// Moves the cursor or erases.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.recalled = false;
        let (before, after) = self.parts();
        let one_left = before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        let one_right = self.cursor + after.graphemes(true).next().map_or(0, str::len);
        let (from, to) = match edit {
            Edit::Left | Edit::Right | Edit::Start | Edit::End => {
                self.cursor = match edit {
                    Edit::Left => one_left,
                    Edit::Right => one_right,
                    Edit::Start => 0,
                    _ => self.text.len(),
                };
                return;
            }
            Edit::Erase => (one_left, self.cursor),
            Edit::EraseNext => (self.cursor, one_right),
            Edit::EraseWord => (before.trim_end().rfind(' ').map_or(0, |at| at + 1), self.cursor),
            Edit::EraseAll => (0, self.text.len()),
        };
        self.cursor = from;
        self.text = [self.text.get(..from), self.text.get(to..)].into_iter().flatten().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_where_the_cursor_stands() {
        let mut prompt = Prompt::of("gas and oil");
        prompt.edit(Edit::EraseWord);
        assert_eq!(prompt.parts(), ("gas and ", ""));
        prompt.edit(Edit::Start);
        prompt.edit(Edit::EraseNext);
        prompt.insert("G");
        assert_eq!(prompt.parts(), ("G", "as and "));
        prompt.edit(Edit::End);
        prompt.insert("co\u{301}");
        prompt.edit(Edit::Left);
        assert_eq!(prompt.parts(), ("Gas and c", "o\u{301}"));
        prompt.edit(Edit::Erase);
        assert_eq!(prompt.text(), "Gas and o\u{301}");
        prompt.edit(Edit::EraseAll);
        assert!(prompt.is_blank());
    }

    #[test]
    fn what_was_typed_another_time_makes_way() {
        let mut prompt = Prompt::recalled("old");
        assert_eq!((prompt.parts(), prompt.is_recalled()), (("old", ""), true));
        prompt.insert("n");
        prompt.insert("ew");
        assert_eq!((prompt.text(), prompt.is_recalled()), ("new", false));
        for (edit, text) in [(Edit::End, "olds"), (Edit::Start, "sold"), (Edit::Erase, "ols"), (Edit::EraseAll, "s")] {
            let mut prompt = Prompt::recalled("old");
            prompt.edit(edit);
            prompt.insert("s");
            assert_eq!(prompt.text(), text, "{edit:?}");
        }
    }

    #[test]
    fn what_is_pasted_stays_one_clean_line() {
        let prompt = Prompt::of("a\x1b[31mb\nc\u{202e}d");
        assert!(sanitize::is_clean(prompt.text()) && !prompt.text().contains('\n'), "{prompt:?}");
        assert!(Prompt::of(&"x".repeat(1000)).text().len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(steps in proptest::collection::vec((0..9usize, "\\PC{0,3}"), 0..30)) {
            let edits = [Edit::Left, Edit::Right, Edit::Start, Edit::End, Edit::Erase, Edit::EraseNext, Edit::EraseWord, Edit::EraseAll];
            let mut prompt = Prompt::default();
            for (step, text) in steps {
                match edits.get(step) {
                    Some(edit) => prompt.edit(*edit),
                    None => prompt.insert(&text),
                }
                prop_assert!(prompt.text.is_char_boundary(prompt.cursor));
            }
        }
    }
}
