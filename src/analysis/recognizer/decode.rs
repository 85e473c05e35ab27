//! The best sequence of tags, by Viterbi's algorithm.

use super::model::{Model, Scores};
use super::tags::{OUTSIDE, TAGS, Tag, may_follow};
use std::sync::LazyLock;

/// For each tag, those that may stand before it.
static BEFORE: LazyLock<[Vec<usize>; TAGS]> =
    LazyLock::new(|| std::array::from_fn(|tag| (0..TAGS).filter(|before| may_follow(*before, tag)).collect()));

/// The best tags for tokens with `scores`, with nothing open at either end.
pub fn best(model: &Model, scores: &[Scores]) -> Vec<Tag> {
    let outside = usize::from(OUTSIDE);
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut so_far: Scores = std::array::from_fn(|t| if may_follow(outside, t) { first[t] } else { f32::NEG_INFINITY });
    let mut back: Vec<[Tag; TAGS]> = Vec::with_capacity(rest.len());
    for own in rest {
        let mut from = [OUTSIDE; TAGS];
        so_far = std::array::from_fn(|tag| {
            let mut best = f32::NEG_INFINITY;
            for &before in BEFORE.get(tag).map_or(&[][..], Vec::as_slice) {
                let score = so_far[before] + model.transitions[before][tag];
                if score > best {
                    (best, from[tag]) = (score, before as Tag);
                }
            }
            best + own[tag]
        });
        back.push(from);
    }
    let ends = (0..TAGS).filter(|&tag| may_follow(tag, outside));
    let mut tag = ends.max_by(|&a, &b| so_far[a].total_cmp(&so_far[b])).unwrap_or(outside);
    let mut out = vec![tag as Tag];
    for from in back.iter().rev() {
        tag = usize::from(from[tag]);
        out.push(tag as Tag);
    }
    out.reverse();
    out
}
