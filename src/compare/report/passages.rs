//! Which sentences of the accounts stand in which passage: what is linked in a document.

use crate::compare::comparison::Comparison;
use crate::text::Span;
use std::collections::BTreeMap;

/// What a run of sentences of one account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Told by others too: the mark of its passages.
    Shared(usize),
    /// Told by it alone.
    Only,
}

/// For each account its sentences, with what they are.
pub(super) fn sentences(comparison: &Comparison, account: usize) -> Vec<(Span, Kind)> {
    let spans = comparison.accounts.get(account).map(|account| account.sentences.as_slice()).unwrap_or_default();
    let mut out: Vec<(Span, Kind)> = spans.iter().map(|span| (*span, Kind::Only)).collect();
    for passage in &comparison.passages {
        for side in [passage.a, passage.b].into_iter().filter(|side| side.account == account) {
            let held = out.iter_mut().take(side.to).skip(side.from);
            held.for_each(|(_, kind)| *kind = Kind::Shared(passage.mark));
        }
    }
    out
}

/// For each mark the accounts that have such a passage, ascending.
pub(super) fn tellers(comparison: &Comparison) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for passage in &comparison.passages {
        let accounts = out.entry(passage.mark).or_default();
        accounts.extend([passage.a.account, passage.b.account]);
        accounts.sort_unstable();
        accounts.dedup();
    }
    out
}

/// The likeliest passage of a mark, as `0.93, wording and quote`; and whether its wording has one source.
pub(super) fn reasons(comparison: &Comparison, mark: usize) -> (String, bool) {
    let of_mark = comparison.passages.iter().filter(|passage| passage.mark == mark);
    let Some(best) = of_mark.max_by(|a, b| a.score.total_cmp(&b.score)) else { return (String::new(), false) };
    let why: Vec<&str> = best.why.names().collect();
    let why = if why.is_empty() { String::new() } else { format!(": {}", why.join(", ")) };
    (format!("{:.2}{why}", best.score), best.copied)
}
