//! Sets of articles, as bits: a hundred thousand take twelve kilobytes, and are joined in no time.

/// Some of the articles with numbers up to a greatest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// None of those up to `top`.
    pub(super) fn none(top: usize) -> Self {
        Self { words: vec![0; top / 64 + 1] }
    }

    /// All of them.
    pub(super) fn all(top: usize) -> Self {
        Self { words: vec![u64::MAX; top / 64 + 1] }
    }

    /// Adds one. A number beyond the greatest is no article.
    pub(super) fn insert(&mut self, id: i64) {
        if let Ok(id) = usize::try_from(id)
            && let Some(word) = self.words.get_mut(id / 64)
        {
            *word |= 1 << (id % 64);
        }
    }

    pub(super) fn contains(&self, id: i64) -> bool {
        let word = |id: usize| self.words.get(id / 64).is_some_and(|word| word >> (id % 64) & 1 == 1);
        usize::try_from(id).is_ok_and(word)
    }

    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub(super) fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= other);
    }

    pub(super) fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
    }

    pub(super) fn minus(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= !other);
    }

    /// The numbers, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then(|| (at * 64) as i64 + i64::from(bit))
            })
        })
    }

    /// The numbers as a JSON array, which SQLite takes as one parameter.
    pub(super) fn json(&self) -> String {
        let mut out = String::from("[");
        for id in self.iter() {
            if out.len() > 1 {
                out.push(',');
            }
            out.push_str(&id.to_string());
        }
        out.push(']');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn set(ids: &BTreeSet<i64>) -> Set {
        let mut set = Set::none(200);
        ids.iter().for_each(|id| set.insert(*id));
        set
    }

    #[test]
    fn what_cannot_be_is_not_in_it() {
        let mut set = Set::none(10);
        [-1, i64::MIN, i64::MAX, 1 << 40].into_iter().for_each(|id| set.insert(id));
        assert!(set.is_empty() && !Set::all(10).contains(-1) && !Set::all(10).contains(i64::MAX));
        assert_eq!(set.json(), "[]");
    }

    proptest! {
        #[test]
        fn is_as_good_as_a_tree(a in prop::collection::btree_set(0..200i64, 0..60), b in prop::collection::btree_set(0..200i64, 0..60)) {
            let ids = |set: &Set| set.iter().collect::<BTreeSet<_>>();
            let joined = |join: fn(&mut Set, &Set)| {
                let mut left = set(&a);
                join(&mut left, &set(&b));
                ids(&left)
            };
            prop_assert_eq!(joined(Set::and), a.intersection(&b).copied().collect());
            prop_assert_eq!(joined(Set::or), a.union(&b).copied().collect());
            prop_assert_eq!(joined(Set::minus), a.difference(&b).copied().collect());
            prop_assert_eq!(set(&a).len(), a.len());
            prop_assert!((0..200).all(|id| set(&a).contains(id) == a.contains(&id)));
            let listed: Vec<String> = a.iter().map(i64::to_string).collect();
            prop_assert_eq!(set(&a).json(), format!("[{}]", listed.join(",")));
        }
    }
}
