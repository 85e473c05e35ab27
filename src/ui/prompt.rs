//! A line of text being typed. The terminal's own cursor stands in it, see [`super::cursor`].

use super::paint::Line;
use super::theme::Theme;
use crate::app::Prompt;
use crate::text::width;

/// Writes what is typed, as much of it round the cursor as there is room for, `keep` columns left free.
pub(super) fn put(line: &mut Line<'_>, theme: &Theme, prompt: &Prompt, keep: usize) {
    let (before, after) = visible(prompt, line.room().saturating_sub(keep));
    // What the next letter replaces looks selected.
    let style = if prompt.is_recalled() { theme.text.patch(theme.selection) } else { theme.text };
    line.put(before, style).put(after, style);
}

/// What is shown of a prompt in `room` columns, before the cursor and after it. One column is the cursor's at the end.
pub(super) fn visible(prompt: &Prompt, room: usize) -> (&str, &str) {
    let (before, after) = prompt.parts();
    let room = room.saturating_sub(1);
    let before = width::suffix(before, room);
    (before, width::prefix(after, room - width::columns(before)))
}
