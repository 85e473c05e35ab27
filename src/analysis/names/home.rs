//! Bodies that every country has: which names say no more than that, and whose is meant.

use super::body::{is_generic, is_small, words};
use super::lists::Lists;
use super::place;
use crate::analysis::names::group;

/// What courts, ministries and parties are told apart by within a country, and by nothing across countries.
const OFFICES: &[&str] = &[
    "affairs",
    "agricultural",
    "agriculture",
    "air",
    "anti",
    "appeal",
    "appeals",
    "armed",
    "army",
    "attorney",
    "aviation",
    "border",
    "budget",
    "civil",
    "coast",
    "commerce",
    "commons",
    "communist",
    "conservative",
    "constitutional",
    "corruption",
    "criminal",
    "culture",
    "customs",
    "defense",
    "democratic",
    "deputies",
    "development",
    "disaster",
    "economic",
    "economics",
    "economy",
    "education",
    "election",
    "elections",
    "electoral",
    "emergencies",
    "emergency",
    "energy",
    "environment",
    "environmental",
    "executive",
    "finance",
    "fire",
    "fisheries",
    "forces",
    "foreign",
    "general",
    "governors",
    "green",
    "health",
    "home",
    "immigration",
    "independence",
    "independent",
    "industry",
    "information",
    "intelligence",
    "interior",
    "internal",
    "investigation",
    "judicial",
    "judiciary",
    "justice",
    "labor",
    "law",
    "legislative",
    "legislature",
    "liberal",
    "lords",
    "lower",
    "management",
    "maritime",
    "metropolitan",
    "military",
    "ministers",
    "naval",
    "order",
    "parliamentary",
    "people",
    "peoples",
    "planning",
    "presidency",
    "presidential",
    "prime",
    "prosecution",
    "prosecutor",
    "prosecutors",
    "public",
    "relief",
    "representatives",
    "republican",
    "reserve",
    "revenue",
    "safety",
    "science",
    "security",
    "social",
    "socialist",
    "standards",
    "statistics",
    "tax",
    "technology",
    "tourism",
    "trade",
    "transport",
    "transportation",
    "upper",
    "veterans",
    "water",
    "welfare",
    "women",
    "workers",
    "works",
    "youth",
];

/// Whether any country may have a body of that name: "Supreme Court", "Ministry of Finance", "Labour Party".
pub(crate) fn is_common(name: &str) -> bool {
    let words = words(name);
    let common = |word: &String| is_generic(word) || is_small(word) || OFFICES.contains(&word.as_str());
    // There is one International Court of Justice, and one Federal Reserve.
    let known = ["international", "times", "press"].iter().any(|one| words.iter().any(|word| word == one))
        || words.iter().map(String::as_str).eq(["federal", "reserve"]);
    !words.is_empty() && !known && words.iter().all(common)
}

/// The country that the name of a place or of a people means.
pub(crate) fn country(name: &str) -> Option<&'static str> {
    let lists = Lists::embedded();
    let named = |name: &str| lists.country(name);
    named(name).or_else(|| named(place::listed(name)?)).or_else(|| named(&group(name)))
}

/// What `full` has beyond words that any body has, where that is all of one place or people: "Minnesota" of "Minnesota
/// Senate", "Kenya" of "Supreme Court of Kenya".
pub(crate) fn qualifies(full: &str) -> Option<String> {
    let own = full.split(' ').map(|word| word.trim_end_matches("'s").trim_end_matches("’s"));
    let rest: Vec<&str> = own.filter(|word| !is_common(word) && *word != "the").collect();
    let rest = rest.join(" ");
    let listed = || place::listed(&rest).map(str::to_owned);
    country(&rest).map(str::to_owned).or_else(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_any_country_has() {
        for name in [
            "Supreme Court",
            "Ministry of Defence",
            "Labour Party",
            "Labour",
            "Parliament",
            "Senate",
            "Congress",
            "Central Bank",
            "Foreign Ministry",
            "National Assembly",
            "House of Representatives",
            "Justice Department",
        ] {
            assert!(is_common(name), "{name}");
        }
        for name in [
            "WHO",
            "NATO",
            "Xinhua",
            "European Commission",
            "Kremlin",
            "United Nations",
            "World Bank",
            "White House",
            "International Court of Justice",
            "Federal Reserve",
            "Minnesota Senate",
            "Red Cross",
            "Supreme Court of Kenya",
        ] {
            assert!(!is_common(name), "{name}");
        }
    }

    #[test]
    fn whose_it_is() {
        for (name, whose) in [
            ("Supreme Court of Kenya", Some("Kenya")),
            ("Minnesota Senate", Some("Minnesota")),
            ("Russian Foreign Ministry", Some("Russia")),
            ("U.S. Senate", Some("United States")),
            ("Supreme Court Bar Association of Kenya", None),
            ("Supreme Court", None),
        ] {
            assert_eq!(qualifies(name).as_deref(), whose, "{name}");
        }
        assert_eq!(
            ["Kenyan", "Nairobi", "Kenya", "Britons", "Leeds"].map(country),
            [Some("Kenya"), Some("Kenya"), Some("Kenya"), Some("United Kingdom"), None,]
        );
    }
}
