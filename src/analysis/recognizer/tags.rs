//! The tags that the recogniser gives to tokens: a token is outside of names, or it begins, continues or ends a name of
//! a kind, or it is one by itself (BILOU; Ratinov and Roth 2009 found them better than BIO).

use crate::analysis::EntityKind;

/// A tag: 0 is outside, then four for each kind in the order of [`EntityKind::ALL`].
pub type Tag = u8;

/// The tag of a token outside of names.
pub const OUTSIDE: Tag = 0;
/// How many tags there are.
pub const TAGS: usize = 1 + 4 * EntityKind::ALL.len();

const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const LAST: u8 = 2;
const UNIT: u8 = 3;

/// A name as a range of tokens.
pub type Name = (usize, usize, EntityKind);

/// The tags of `length` tokens in which `names` stand, which do not overlap.
pub fn of_names(length: usize, names: impl IntoIterator<Item = Name>) -> Vec<Tag> {
    let mut tags = vec![OUTSIDE; length];
    for (from, to, kind) in names {
        let base = 1 + 4 * kind as u8;
        let many = tags.get_mut(from..to).unwrap_or_default();
        match many {
            [] => {}
            [one] => *one = base + UNIT,
            [first, middle @ .., last] => {
                *first = base + BEGIN;
                middle.fill(base + INSIDE);
                *last = base + LAST;
            }
        }
    }
    tags
}

/// The names that `tags` mark. A sequence that [`may_follow`] forbids is read as far as it makes sense.
pub fn names(tags: &[Tag]) -> Vec<Name> {
    let mut out = Vec::new();
    let mut open: Option<(usize, EntityKind)> = None;
    for (i, &tag) in tags.iter().enumerate() {
        let Some((kind, part)) = parts(tag) else {
            open = None;
            continue;
        };
        match part {
            UNIT => {
                out.push((i, i + 1, kind));
                open = None;
            }
            BEGIN => open = Some((i, kind)),
            LAST => {
                if let Some((from, begun)) = open.take()
                    && begun == kind
                {
                    out.push((from, i + 1, kind));
                }
            }
            _ => {}
        }
    }
    out
}

/// The kind of a tag, and its part of the name.
fn parts(tag: Tag) -> Option<(EntityKind, u8)> {
    let at = tag.checked_sub(1)?;
    Some((*EntityKind::ALL.get(usize::from(at / 4))?, at % 4))
}

/// Whether `next` may stand after `tag`. The borders of a sentence count as [`OUTSIDE`].
pub const fn may_follow(tag: usize, next: usize) -> bool {
    let open = tag > 0 && (tag - 1) % 4 < LAST as usize;
    let goes_on = next > 0 && matches!((next - 1) % 4, 1 | 2);
    if open { goes_on && (tag - 1) / 4 == (next - 1) / 4 } else { !goes_on }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::*;

    #[test]
    fn names_survive_their_tags() {
        let there = vec![(0, 1, Place), (1, 3, Person), (4, 8, Organization)];
        let tags = of_names(9, there.clone());
        assert_eq!(names(&tags), there);
        let bordered: Vec<usize> = [0].into_iter().chain(tags.iter().map(|&t| usize::from(t))).chain([0]).collect();
        assert!(bordered.windows(2).all(|pair| may_follow(pair[0], pair[1])));
    }

    #[test]
    fn a_name_is_closed_before_another_begins() {
        let tags = of_names(2, [(0, 2, Person)]);
        let (begin, last) = (usize::from(tags[0]), usize::from(tags[1]));
        assert!(may_follow(begin, last) && !may_follow(begin, 0) && !may_follow(0, last));
        assert!(!may_follow(begin, last + 4), "another kind");
    }
}
