//! Which passages bear one number: those that hold the same sentences, or sentences that are all paired with one another.
//!
//! Likeness is handed on badly: of three sentences the first may tell half of what the second does, and the third its
//! other half. So a passage joins others only where each of its sides tells the same as each of theirs (complete linkage).

use super::comparison::{Passage, Side};
use std::collections::{BTreeSet, HashMap};

/// So many passages of one sentence are looked at, the likeliest.
const MOST: usize = 16;

/// Marks passages; marks count from 0 in the order of `passages`. Takes time in proportion to their number.
pub(super) fn mark(passages: &mut [Passage]) {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by(|a, b| score(passages, *b).total_cmp(&score(passages, *a)));
    let ranked: Vec<(Side, Side)> = order.iter().filter_map(|at| passages.get(*at)).map(|p| (p.a, p.b)).collect();
    let holders = holders(&ranked);
    let mut groups: Vec<Option<usize>> = vec![None; ranked.len()];
    for first in 0..ranked.len() {
        if groups.get(first).is_none_or(Option::is_some) {
            continue;
        }
        let mut held: Vec<Side> = Vec::new();
        let (mut open, mut seen) = (BTreeSet::from([first]), BTreeSet::from([first]));
        while let Some(next) = open.pop_first() {
            let (Some(&(a, b)), Some(group)) = (ranked.get(next), groups.get_mut(next)) else { continue };
            if group.is_some() || !held.iter().all(|side| [a, b].iter().all(|own| holders.link(&ranked, *own, *side))) {
                continue;
            }
            *group = Some(first);
            held.extend([a, b]);
            held.sort_unstable();
            held.dedup();
            open.extend([a, b].iter().flat_map(|side| holders.of(*side)).filter(|other| seen.insert(*other)));
        }
    }
    let group_of: HashMap<usize, Option<usize>> = order.into_iter().zip(groups).collect();
    let mut numbers = HashMap::new();
    for (at, passage) in passages.iter_mut().enumerate() {
        let next = numbers.len();
        passage.mark = *numbers.entry(group_of.get(&at)).or_insert(next);
    }
}

fn score(passages: &[Passage], at: usize) -> f32 {
    passages.get(at).map_or(0.0, |passage| passage.score)
}

/// For each sentence of each account, the likeliest passages that hold it.
struct Holders(HashMap<(usize, usize), Vec<usize>>);

fn holders(ranked: &[(Side, Side)]) -> Holders {
    let mut out: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (at, (a, b)) in ranked.iter().enumerate() {
        for side in [a, b] {
            for sentence in side.from..side.to {
                let list = out.entry((side.account, sentence)).or_default();
                if list.len() < MOST {
                    list.push(at);
                }
            }
        }
    }
    Holders(out)
}

impl Holders {
    /// The passages that hold a sentence of `side`.
    fn of(&self, side: Side) -> impl Iterator<Item = usize> {
        (side.from..side.to).filter_map(move |at| self.0.get(&(side.account, at))).flatten().copied()
    }

    /// Whether two sides share sentences, or a passage pairs them.
    fn link(&self, ranked: &[(Side, Side)], one: Side, other: Side) -> bool {
        let meets = |a: Side, b: Side| a.account == b.account && a.from < b.to && b.from < a.to;
        if one.account == other.account {
            return meets(one, other);
        }
        let pairs = |(a, b): (Side, Side)| meets(a, one) && meets(b, other) || meets(b, one) && meets(a, other);
        self.of(one).filter_map(|at| ranked.get(at)).any(|sides| pairs(*sides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Reasons;
    use crate::text::Span;

    /// Account and sentence of both sides of a passage, and its score.
    type Paired = ((usize, usize), (usize, usize), f32);

    fn marks(pairs: &[Paired]) -> Vec<usize> {
        let side = |(account, from): (usize, usize)| Side { account, from, to: from + 1, span: Span::default() };
        let passage = |&(a, b, score): &_| Passage {
            a: side(a),
            b: side(b),
            score,
            why: Reasons::default(),
            copied: false,
            mark: 0,
        };
        let mut passages: Vec<Passage> = pairs.iter().map(passage).collect();
        mark(&mut passages);
        passages.iter().map(|passage| passage.mark).collect()
    }

    #[test]
    fn all_that_tell_the_same_have_one_mark() {
        let (a, b, c, d) = ((0, 4), (1, 0), (2, 7), (3, 1));
        assert_eq!(marks(&[(a, b, 0.9), (a, c, 0.5), (b, c, 0.7)]), [0, 0, 0]);
        assert_eq!(
            marks(&[(a, b, 0.5), (a, c, 0.6), (a, d, 0.7), (b, c, 0.9), (b, d, 0.8), (c, d, 0.95)]),
            [0; 6],
            "of four accounts too, whichever is likeliest"
        );
    }

    #[test]
    fn a_chain_is_no_group() {
        let (a, b, c) = ((0, 4), (1, 0), (2, 7));
        assert_eq!(marks(&[(a, b, 0.9), (b, c, 0.7)]), [0, 1]);
        // One sentence of two that tells what two others tell, of which the third tells something else too.
        assert_eq!(marks(&[((0, 0), (1, 0), 0.9), ((0, 5), (1, 0), 0.6), ((0, 5), (1, 3), 0.8)]), [0, 1, 2]);
        // The likelier keeps what hangs together.
        assert_eq!(marks(&[(a, b, 0.9), (a, c, 0.8), (b, (2, 9), 0.95), (b, c, 0.5)]), [0, 0, 1, 0]);
        assert_eq!(marks(&[]), [0; 0]);
    }
}
