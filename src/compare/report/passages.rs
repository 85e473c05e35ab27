//! Which sentences of the accounts stand in which passage: what is linked in a document.

use crate::compare::comparison::{Comparison, Passage, Side};
use crate::text::Span;
use std::collections::BTreeMap;

/// A sentence of an account, and where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) span: Span,
    /// The passages that hold it, as indices into [`Comparison::passages`], the likeliest first.
    pub(super) passages: Vec<usize>,
    /// Whether it stands here only. What is told elsewhere in part neither does nor is in a passage.
    pub(super) only: bool,
}

/// The sentences of an account.
pub(super) fn sentences(comparison: &Comparison, account: usize) -> Vec<Held> {
    let spans = comparison.accounts.get(account).map(|account| account.sentences.as_slice()).unwrap_or_default();
    let held = |span: &Span| Held { span: *span, passages: Vec::new(), only: false };
    let mut out: Vec<Held> = spans.iter().map(held).collect();
    for at in comparison.only.get(account).into_iter().flatten() {
        out.iter_mut().skip(*at).take(1).for_each(|held| held.only = true);
    }
    let mut likeliest: Vec<(usize, &Passage)> = comparison.passages.iter().enumerate().collect();
    likeliest.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
    for (number, passage) in likeliest {
        for side in [passage.a, passage.b].into_iter().filter(|side| side.account == account) {
            let sentences = out.iter_mut().take(side.to).skip(side.from);
            sentences.for_each(|held| held.passages.push(number));
        }
    }
    out
}

/// For each mark its passages.
pub(super) fn by_mark(comparison: &Comparison) -> BTreeMap<usize, Vec<&Passage>> {
    let mut out: BTreeMap<usize, Vec<&Passage>> = BTreeMap::new();
    comparison.passages.iter().for_each(|passage| out.entry(passage.mark).or_default().push(passage));
    out
}

/// The sides of passages that have one mark: one for each account, which tells it in one place.
pub(super) fn sides(passages: &[&Passage]) -> Vec<Side> {
    let mut out: BTreeMap<usize, Side> = BTreeMap::new();
    for side in passages.iter().flat_map(|passage| [passage.a, passage.b]) {
        let all = out.entry(side.account).or_insert(side);
        (all.from, all.to) = (all.from.min(side.from), all.to.max(side.to));
        all.span = Span::new(all.span.start.min(side.span.start), all.span.end.max(side.span.end));
    }
    out.into_values().collect()
}

/// How likely a passage is and what speaks for it: `0.93: same quotation, same names`.
pub(super) fn why(comparison: &Comparison, passage: &Passage) -> String {
    let source = if passage.copied { "; they may have it from one source" } else { "" };
    format!("{:.2}: {}{source}", passage.score, comparison.reasons(passage))
}
