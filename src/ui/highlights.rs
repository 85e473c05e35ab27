//! Highlighted passages: their ground under the words, and a sign beside each row, so that they are seen without colours too.

use super::paint::Line;
use super::theme::Theme;
use crate::app::{Area, State};
use crate::collection::ArticleIndex;
use crate::library::{Colour, Highlight};
use crate::text::Span;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// The passages within `shown` that are highlighted, ascending, and how.
pub(super) fn within(state: &State, theme: &Theme, article: ArticleIndex, shown: Span) -> Vec<(Span, Style)> {
    let on_screen = state.highlights(article).iter().filter(|highlight| highlight.anchor.span.overlaps(shown));
    on_screen.map(|highlight| (highlight.anchor.span, theme.highlight(highlight.colour))).collect()
}

/// The highlight that a row is marked with: the first that begins on it, else one that goes on.
fn of_row(state: &State, article: ArticleIndex, row: Span) -> Option<(&Highlight, bool)> {
    let on_row = state.highlights(article).iter().filter(|highlight| highlight.anchor.span.overlaps(row));
    let on_row = on_row.map(|highlight| (highlight, row.contains(highlight.anchor.span.start)));
    on_row.min_by_key(|(_, begins)| !begins)
}

/// Draws the sign before the row `text` of a pane that begins at column `left`: a bar, or three where a note begins; where colours cannot tell, the first letter
/// of the colour, a capital where there is a note.
pub(super) fn draw(
    state: &State,
    theme: &Theme,
    (article, row): (ArticleIndex, Span),
    (text, left): (Area, u16),
    buffer: &mut Buffer,
) {
    let Some((highlight, begins)) = of_row(state, article, row) else { return };
    let noted = highlight.note.is_some();
    let style = theme.highlight(highlight.colour);
    let sign = match (begins, style.bg.is_none()) {
        (true, true) if noted => letter(highlight.colour).to_ascii_uppercase().to_string(),
        (true, true) => letter(highlight.colour).to_string(),
        (true, false) if noted => "≡".to_owned(),
        _ => "▎".to_owned(),
    };
    // A blank between, where the margin has room for one and nothing else stands there.
    let apart = if state.account(article).is_some() || text.x < left + 2 { 1 } else { 2 };
    let before = Area { x: text.x.saturating_sub(apart), width: 1, ..text };
    let is_here = state.highlight_gone_to().is_some_and(|(_, here)| here.anchor.span == highlight.anchor.span);
    let plain = theme.text.patch(Style { add_modifier: Default::default(), ..style });
    Line::of(buffer, before, 0).put(&sign, if is_here { plain.patch(theme.here) } else { plain });
}

/// Two of the colours begin with the same letter.
fn letter(colour: Colour) -> char {
    match colour {
        Colour::Yellow => 'y',
        Colour::Green => 'g',
        Colour::Blue => 'b',
        Colour::Pink => 'k',
        Colour::Purple => 'p',
    }
}

/// What stands beside a row, in words; none where it only goes on.
pub(super) fn words(state: &State, article: ArticleIndex, row: Span) -> Option<String> {
    let (highlight, begins) = of_row(state, article, row)?;
    let note = if highlight.note.is_some() { ", note" } else { "" };
    begins.then(|| format!("{}{note}", highlight.colour.name()))
}
