//! The one sanitiser: applied where text enters, asserted where it leaves.
//!
//! A terminal obeys what is printed to it, and a reader believes what it sees. So what comes out of here can neither
//! steer the terminal nor look different from what it says:
//!
//! - Escape sequences go with their payload. One that does not end on its line, or within 4096 characters, loses only
//!   its introducer: what follows may be text, and without the introducer it is harmless.
//! - Every kind of line break becomes `\n`, a tab one space (its width would depend on the column); all other control
//!   characters, `NUL` too, are removed.
//! - Bidi embeddings and overrides are removed. Isolates stay where they are closed on their line, are not empty and
//!   nest at most eight deep. `LRM`, `RLM` and `ALM` stay singly.
//! - A combining mark stays if it has a base, at most eight to one; one after white space or at a line's start has none.
//!   So clean text that is cut at white space stays clean (but for isolates, which then may stand open).
//! - Joiners stay where they join: singly after letters of scripts that join or stack, and between emoji. A zero width
//!   space stays between words of scripts that are written without spaces, and is removed elsewhere.
//! - A variation selector stays directly after a character that can have variants, tag characters in the flag of a
//!   region. All other invisible characters are removed: soft hyphen, word joiner, byte order mark, invisible
//!   operators, fillers, annotation marks, noncharacters.
//! - `U+FFFD` stays: it says truthfully that something could not be read. Private use stays as well: somebody's font
//!   had a sign there, and a terminal shows at worst an empty box.
//! - Long lines and long words stay: wrapping breaks them, and cutting would lose text.
//!
//! `text(text(x)) == text(x)`: whether a character stays depends only on characters that stay.
//!
//! The crates that strip escape sequences swallow text without bound after an unterminated one and know only the
//! seven-bit forms; hence our own `escape`.

mod class;
mod escape;
mod scanner;
#[cfg(test)]
mod tests;

use scanner::{Layout, Scanner};
use std::borrow::Cow;

/// Makes a text of many lines safe for a terminal. `\n` stays; every other control character is removed or replaced.
pub fn text(input: &str) -> Cow<'_, str> {
    let Some(at) = first_notable(input) else { return Cow::Borrowed(input) };
    // A line's fate does not depend on the lines before it, so those need no second look.
    let start = input.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |newline| newline + 1);
    let (head, tail) = input.split_at_checked(start).unwrap_or(("", input));
    let clean = Scanner::new(head, Layout::Lines, input.len()).run(tail);
    if clean == input { Cow::Borrowed(input) } else { Cow::Owned(clean) }
}

/// Makes one field (a title, a name, a path) safe: as [`text`], on a single line, white space folded and trimmed.
pub fn line(input: &str) -> Cow<'_, str> {
    let folded = !input.contains('\n') && !input.starts_with(' ') && !input.ends_with(' ') && !input.contains("  ");
    if folded && first_notable(input).is_none() {
        return Cow::Borrowed(input);
    }
    let clean = Scanner::new("", Layout::OneLine, input.len()).run(input);
    if clean == input { Cow::Borrowed(input) } else { Cow::Owned(clean) }
}

/// Whether [`text`] would leave `input` as it is.
pub fn is_clean(input: &str) -> bool {
    matches!(text(input), Cow::Borrowed(_))
}

/// Whether `c` steers what is shown, or has no look of its own: controls, marks of direction, invisible characters. Not
/// so white space, combining marks, and the joiners and selectors inside emoji and words.
pub fn is_hidden(c: char) -> bool {
    use class::Class;
    !class::is_plain(c)
        && matches!(
            class::of(c),
            Class::Break
                | Class::Tab
                | Class::Escape
                | Class::Drop
                | Class::WordBreak
                | Class::Direction
                | Class::Isolate
                | Class::IsolateEnd
                | Class::Tag
        )
}

/// Where the first character stands that may not stay as it is. Most articles have none, so this is the fast path.
fn first_notable(input: &str) -> Option<usize> {
    let bytes = input.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += class::plain_ascii(rest, true);
        // Text in another script goes by characters; a look for ASCII now and then costs it little.
        for c in input.get(at..)?.chars().take(64) {
            if !class::is_plain(c) {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}
