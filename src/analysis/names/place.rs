//! Names of places, with their generic word and without.

use super::Fit;
use super::body::{is_generic, words};
use super::lists::Lists;
use crate::analysis::EntityKind;

/// What may be left out at the end of a region's name, and is no name without it.
const REGIONS: &[&str] = &[
    "county",
    "province",
    "state",
    "district",
    "region",
    "governorate",
    "oblast",
    "krai",
    "prefecture",
    "department",
    "municipality",
    "canton",
    "voivodeship",
    "parish",
    "territory",
    "regency",
    "woreda",
    "island",
    "islands",
    "peninsula",
    "desert",
];

/// The name that stands for all names of a place, where the lists hold one of these: a state's full title is the state.
pub(super) fn listed(name: &str) -> Option<&'static str> {
    let lists = Lists::embedded();
    let bare = || state(name).and_then(|state| lists.fullest(EntityKind::Place, state));
    lists.fullest(EntityKind::Place, name).or_else(bare)
}

/// "Kenya" of "Republic of Kenya".
fn state(name: &str) -> Option<&str> {
    let (title, state) = name.split_once(" of ")?;
    let words = [
        "Republic",
        "Kingdom",
        "Commonwealth",
        "United",
        "Federal",
        "Islamic",
        "State",
        "Democratic",
        "Socialist",
        "People's",
    ];
    title.split(' ').all(|word| words.contains(&word)).then(|| state.strip_prefix("the ").unwrap_or(state))
}

/// How `short` may stand for `long`: two names of places.
pub(super) fn place(short: &str, long: &str) -> Option<Fit> {
    let (own, full) = (words(short), words(long));
    if own.is_empty() || full.is_empty() {
        return None;
    }
    if own == full || own.concat() == full.concat() {
        return Some(Fit::Same);
    }
    if state(long).is_some_and(|state| words(state) == own) {
        return Some(Fit::Shorter);
    }
    let (last, rest) = full.split_last()?;
    if REGIONS.contains(&last.as_str()) && rest == own.as_slice() {
        // "Kano State" is not Kano, a city of the lists.
        return Lists::embedded().fullest(EntityKind::Place, short).is_none().then_some(Fit::Shorter);
    }
    if own.len() < full.len() && full.starts_with(&own) {
        let next = full.get(own.len()).map_or("", String::as_str);
        return matches!(next, "de" | "upon" | "am" | "sur" | "del").then_some(Fit::Head);
    }
    let last = full.last().map_or("", String::as_str);
    let built = matches!(
        last,
        "stadium"
            | "arena"
            | "airport"
            | "station"
            | "bridge"
            | "hall"
            | "park"
            | "hospital"
            | "tower"
            | "dam"
            | "center"
            | "palace"
    );
    let tail = own.len() > 1 && full.ends_with(&own);
    let inside = own.len() < full.len() && full.get(1..).is_some_and(|rest| rest.windows(own.len()).any(|w| w == own));
    let own_place = Lists::embedded().fullest(EntityKind::Place, short).is_some();
    if built && tail {
        Some(Fit::Tail)
    } else {
        (built && inside && !own_place && !own.iter().all(|word| is_generic(word))).then_some(Fit::Inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_with_and_without_their_generic_word() {
        assert_eq!(place("Nimba", "Nimba County"), Some(Fit::Shorter));
        assert_eq!(place("Kenya", "Republic of Kenya"), Some(Fit::Shorter));
        assert_eq!(place("Cartagena", "Cartagena de Indias"), Some(Fit::Head));
        assert_eq!(place("São Paulo", "Sao Paulo"), Some(Fit::Same));
        assert_eq!(place("Kano", "Kano State"), None);
        assert_eq!(place("Mexico", "Mexico City"), None);
        assert_eq!(place("Lokoja", "Lokoja Bridge"), None);
        assert_eq!(place("Heroes", "National Heroes Stadium"), Some(Fit::Inside));
    }
}
