//! The one sanitiser: applied where text enters, asserted where it leaves.

use std::borrow::Cow;

/// Makes a text of many lines safe for a terminal. `\n` stays; every other control character is removed or replaced.
pub fn text(input: &str) -> Cow<'_, str> {
    Cow::Owned(input.chars().filter(|c| *c == '\n' || !c.is_control()).collect())
}

/// Makes one field (a title, a name, a path) safe: as [`text`], on a single line.
pub fn line(input: &str) -> Cow<'_, str> {
    Cow::Owned(text(input).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether [`text`] would leave `input` as it is.
pub fn is_clean(input: &str) -> bool {
    text(input) == input
}
