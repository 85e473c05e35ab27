//! Many articles named shortly: what comes in together has numbers that follow one another.

use super::ArticleId;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// More articles than a library ever has: a text that names more is nonsense.
const MOST: u64 = 100_000_000;

/// A set of articles, kept as ranges of their numbers. Written as a text: `3-1206 1210`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdRanges {
    /// First and last number of each, ascending; they neither overlap nor touch.
    ranges: Vec<(i64, i64)>,
}

impl IdRanges {
    /// Takes an article in.
    pub fn insert(&mut self, id: ArticleId) {
        let id = id.0;
        // Those that end before it, not even touching it.
        let at = self.ranges.partition_point(|(_, last)| last.saturating_add(1) < id);
        match self.ranges.get_mut(at) {
            Some((first, last)) if *first <= id && id <= *last => {}
            Some((_, last)) if last.saturating_add(1) == id => {
                *last = id;
                if let Some((first, end)) = self.ranges.get(at + 1).copied()
                    && first == id.saturating_add(1)
                {
                    self.ranges.remove(at + 1);
                    if let Some((_, last)) = self.ranges.get_mut(at) {
                        *last = end;
                    }
                }
            }
            Some((first, _)) if *first == id.saturating_add(1) => *first = id,
            _ => self.ranges.insert(at, (id, id)),
        }
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        let count = |(first, last): &(i64, i64)| usize::try_from(last.abs_diff(*first)).unwrap_or(usize::MAX);
        self.ranges.iter().map(|range| count(range).saturating_add(1)).fold(0, usize::saturating_add)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// All of them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> {
        self.ranges.iter().flat_map(|(first, last)| *first..=*last).map(ArticleId)
    }

    /// First and last number of each range, ascending.
    pub(super) fn ranges(&self) -> &[(i64, i64)] {
        &self.ranges
    }

    fn parse(text: &str) -> Option<Self> {
        let mut all = Self::default();
        let mut count = 0u64;
        for part in text.split_ascii_whitespace() {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
            let follows = all.ranges.last().is_none_or(|(_, before)| before.saturating_add(1) < first);
            count = count.checked_add(last.abs_diff(first))?.checked_add(1)?;
            (0 <= first && first <= last && follows && count <= MOST).then_some(())?;
            all.ranges.push((first, last));
        }
        Some(all)
    }
}

impl FromIterator<ArticleId> for IdRanges {
    fn from_iter<I: IntoIterator<Item = ArticleId>>(ids: I) -> Self {
        let mut all = Self::default();
        ids.into_iter().for_each(|id| all.insert(id));
        all
    }
}

impl Serialize for IdRanges {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let part = |(first, last): &(i64, i64)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        };
        to.serialize_str(&self.ranges.iter().map(part).collect::<Vec<_>>().join(" "))
    }
}

impl<'d> Deserialize<'d> for IdRanges {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("these are no articles"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_follows_one_another_is_one_range() {
        let all: IdRanges = [5, 7, 6, 1, 2, 9].map(ArticleId).into_iter().collect();
        assert_eq!((serde_json::to_string(&all).unwrap().as_str(), all.len()), (r#""1-2 5-7 9""#, 6));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["x", "3-1", "-4", "5 5", "1-9 4", "1-3 4", "0-9223372036854775807", "1-2-3"] {
            assert_eq!(IdRanges::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_set_is_a_set(ids in proptest::collection::vec(0..60i64, 0..80)) {
            let set: BTreeSet<ArticleId> = ids.iter().copied().map(ArticleId).collect();
            let ranges: IdRanges = ids.into_iter().map(ArticleId).collect();
            prop_assert_eq!(ranges.iter().collect::<BTreeSet<_>>(), set.clone());
            prop_assert_eq!(ranges.len(), set.len());
            let text = serde_json::to_string(&ranges).unwrap();
            prop_assert_eq!(serde_json::from_str::<IdRanges>(&text).unwrap(), ranges);
        }
    }
}
