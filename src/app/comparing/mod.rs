//! Reading accounts beside one another: what they share and what one alone tells, and reading on without reading the same
//! again. Comparing is done in the background ([`Compared`]); what is drawn of an article asks its [`Account`].

mod account;
mod compared;
mod follow;
mod read_on;
mod request;
mod step;
mod words;

pub use account::{Account, RowSigns, Sign};
pub use compared::Compared;
pub(super) use follow::Stand;
pub(super) use read_on::choose_next;
pub(super) use step::StopKind;

use crate::collection::ArticleIndex;
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// What is dimmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dim {
    /// Nothing.
    #[default]
    Nothing,
    /// What other accounts beside it tell too.
    Shared,
    /// What it alone tells.
    Only,
    /// What was read in another account.
    Read,
}

/// What is known of how the accounts on the screen relate, and what of them was read.
#[derive(Clone, Debug, Default)]
pub struct Comparing {
    /// What is dimmed.
    pub dim: Dim,
    /// Whether columns stay where they are when one moves through another. Else the others come along to the passage that
    /// tells the same, unless they scroll together.
    pub apart: bool,
    /// How the accounts on the screen relate, once that is known.
    compared: Option<Arc<Compared>>,
    /// The articles that are being compared, and the number of the request.
    running: Option<(u64, Vec<ArticleIndex>)>,
    /// The request for the account to read on in, and the article that it goes on from.
    choosing: Option<(u64, ArticleIndex)>,
    /// Whether entities have changed since.
    pub(super) stale: bool,
    /// The passage that one has gone to.
    stop: Option<step::Stop>,
    /// Where one stood when the other columns were last brought along.
    stood: Option<Stand>,
    /// The column that the wheel has scrolled.
    pub(super) wheeled: Option<usize>,
    /// Of each article what was on the screen, in bytes of its text, ascending and apart.
    seen: HashMap<ArticleIndex, Vec<Span>>,
    /// The articles that were on the screen, the latest last.
    recent: Vec<ArticleIndex>,
    /// Those of them that the open article, which comes first, is compared with.
    before: Option<(ArticleIndex, Vec<ArticleIndex>)>,
    /// For each account its sentences that were read in another.
    known: Vec<Vec<bool>>,
}
