//! A part of a text where there is one line for it.

use super::{Span, sanitize};

/// The part of `text` under `span` on one clean line: line breaks and runs of blanks as one blank each.
pub fn one_line(text: &str, span: Span) -> String {
    sanitize::line(&span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
