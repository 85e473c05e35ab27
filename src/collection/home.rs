//! Whose parliament is meant: the country that a body with a common name belongs to in one article.
//!
//! It is that of the place or people named right beside it ("Kenya's Supreme Court", "the Kenyan parliament"), the same
//! wherever one is; else that of the article: named, by its places, its people and its capital, twice as often as any
//! other.

use crate::analysis::names::country;
use crate::analysis::{Analysis, EntityKind};
use std::collections::BTreeMap;

/// Bytes between a name and the place beside it, at most: "’s ", " of ".
const BESIDE: usize = 5;

/// The country of a body, as one article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    /// Its name.
    pub(super) country: &'static str,
    /// Whether it stands beside the body.
    pub(super) said: bool,
}

/// The countries in an article.
pub(super) struct Homes<'a> {
    analysis: &'a Analysis,
    /// By entity.
    countries: Vec<Option<&'static str>>,
    own: Option<&'static str>,
}

impl<'a> Homes<'a> {
    /// Takes time in proportion to the entities.
    pub(super) fn of(analysis: &'a Analysis) -> Self {
        let placed = |kind| matches!(kind, EntityKind::Place | EntityKind::Group);
        let countries: Vec<_> =
            analysis.entities.iter().map(|one| country(&one.name).filter(|_| placed(one.kind))).collect();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (entity, country) in analysis.entities.iter().zip(&countries) {
            country.iter().for_each(|country| *named.entry(country).or_default() += entity.count);
        }
        let mut ranked: Vec<(usize, &'static str)> =
            named.into_iter().map(|(country, count)| (count, country)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let own = match ranked.as_slice() {
            [one] => Some(one.1),
            [one, two, ..] if one.0 >= 2 * two.0 => Some(one.1),
            _ => None,
        };
        Self { analysis, countries, own }
    }

    /// The country of entity number `local`. Takes time in proportion to the mentions.
    pub(super) fn home(&self, local: usize) -> Option<Home> {
        let mentions = &self.analysis.mentions;
        let mut said =
            mentions.iter().enumerate().filter(|(_, mention)| mention.entity == local).filter_map(|(at, own)| {
                let before =
                    at.checked_sub(1).and_then(|at| mentions.get(at)).map(|one| (one, one.span.end, own.span.start));
                let after = mentions.get(at + 1).map(|one| (one, own.span.end, one.span.start));
                let near = [before, after].into_iter().flatten();
                let mut near = near.filter(|(_, end, start)| start.checked_sub(*end).is_some_and(|gap| gap <= BESIDE));
                near.find_map(|(one, ..)| *self.countries.get(one.entity)?)
            });
        match said.next() {
            Some(country) => said.all(|other| other == country).then_some(Home { country, said: true }),
            None => self.own.map(|country| Home { country, said: false }),
        }
    }
}
