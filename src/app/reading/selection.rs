//! Text that is selected, by keys or by mouse.

use super::scroll::Scroll;
use crate::app::state::State;
use crate::text::Span;

/// Text selected in the active reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The byte at which it was begun.
    pub anchor: usize,
    /// The byte at which the cursor stands.
    pub head: usize,
}

/// A motion of the selection's cursor that has no meaning elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Motion {
    CharLeft,
    CharRight,
    WordLeft,
    WordRight,
    RowStart,
    RowEnd,
    SwapEnds,
}

impl State {
    pub(in crate::app) fn toggle_selection(&mut self) {}

    pub(in crate::app) fn select_paragraph(&mut self) {}

    pub(in crate::app) fn move_selection(&mut self, _motion: Motion, _count: usize) {}

    /// Moves the selection's cursor by rows, pages or paragraphs.
    pub(in crate::app) fn extend_selection(&mut self, _by: Scroll) {}

    /// The part of the active reader's text that is selected.
    pub fn selected_span(&self) -> Option<Span> {
        None
    }
}
