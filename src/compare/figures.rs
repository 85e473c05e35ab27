//! Figures that several accounts give for the same thing: do they agree?

use super::comparison::Passage;
use super::sentences::Reading;
use crate::collection::Collection;
use crate::text::Span;
use serde::Serialize;

/// Whether the figures that accounts give for one thing agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureVerdict {
    /// They cannot both be right.
    Conflict,
    /// Both may be right: "15" and "more than a dozen".
    Compatible,
    /// They are the same.
    Same,
}

/// A figure as one account has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Which account.
    pub account: usize,
    /// Which of its figures: an index into [`crate::analysis::Analysis::figures`].
    pub figure: usize,
    /// The figure, in bytes of the article's text.
    pub span: Span,
}

/// Figures of several accounts for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFigure {
    /// What is counted, in words of one of the accounts; empty where that is not said.
    pub about: String,
    /// The figures, in the order of the accounts: at least one of two accounts or more.
    pub values: Vec<Stated>,
    /// Whether they agree: a conflict where any two of them conflict.
    pub verdict: FigureVerdict,
}

pub(super) fn shared(_collection: &Collection, _reading: &Reading, _passages: &[Passage]) -> Vec<SharedFigure> {
    Vec::new()
}
