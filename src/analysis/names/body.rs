//! Names of organisations and events: acronyms, short forms, generic words.

use super::lists::Lists;
use super::word::same;
use super::{Fit, slug};
use crate::analysis::EntityKind;

/// Words that a name's initials may leave out.
const SMALL: &[&str] = &[
    "a", "and", "at", "da", "das", "de", "del", "der", "des", "di", "do", "du", "e", "et", "for", "für", "in", "la",
    "le", "les", "of", "on", "the", "to", "und", "van", "von", "y",
];

/// What a company's name may end in.
const LEGAL: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "berhad",
    "bhd",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "jsc",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "nv",
    "oao",
    "ooo",
    "oyj",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "sa",
    "sae",
    "sarl",
    "sas",
    "se",
    "sl",
    "spa",
    "srl",
];

/// Words that alone name no body in particular, so that they are no evidence from one article to another.
const GENERIC: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airlines",
    "airways",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "cabinet",
    "central",
    "centre",
    "center",
    "chamber",
    "church",
    "city",
    "club",
    "college",
    "commission",
    "committee",
    "community",
    "company",
    "confederation",
    "congress",
    "council",
    "county",
    "court",
    "cup",
    "department",
    "directorate",
    "division",
    "federal",
    "federation",
    "force",
    "foundation",
    "front",
    "games",
    "government",
    "group",
    "guard",
    "high",
    "hospital",
    "house",
    "institute",
    "international",
    "league",
    "library",
    "ministry",
    "movement",
    "museum",
    "national",
    "navy",
    "office",
    "open",
    "parliament",
    "party",
    "police",
    "press",
    "regional",
    "royal",
    "school",
    "secretariat",
    "senate",
    "service",
    "services",
    "society",
    "state",
    "supreme",
    "team",
    "times",
    "treasury",
    "tribunal",
    "trust",
    "union",
    "united",
    "university",
];

/// Words before "Party" and the like that make it another party.
const CREEDS: &[&str] = &[
    "christian",
    "conservative",
    "free",
    "independent",
    "islamic",
    "justice",
    "liberal",
    "national",
    "new",
    "peoples",
    "progressive",
    "radical",
    "real",
    "social",
    "socialist",
    "united",
    "workers",
];

/// The words of a name: slugs, without "the", hyphenated ones in two.
pub(super) fn words(name: &str) -> Vec<String> {
    let all = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '&')).map(slug);
    let mut words: Vec<String> = all.filter(|word| !word.is_empty()).flat_map(expand).collect();
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    words
}

/// Acronyms that stand within longer names, and spellings of the same word on two sides of an ocean.
fn expand(word: String) -> Vec<String> {
    let words: &[&str] = match word.as_str() {
        "un" => &["united", "nations"],
        "us" => &["united", "states"],
        "uk" => &["united", "kingdom"],
        "eu" => &["european", "union"],
        "organisation" => &["organization"],
        "organisations" => &["organizations"],
        "programme" => &["program"],
        "centre" => &["center"],
        "defence" => &["defense"],
        "labour" => &["labor"],
        "harbour" => &["harbor"],
        "cooperation" => &["co", "operation"],
        "theatre" => &["theater"],
        "saint" => &["st"],
        _ => return vec![word],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// The name that stands for all names of an organisation, where the lists hold one of these. A body called by words alone
/// that every such body has ("Senate") is that of the article.
pub(super) fn listed(name: &str) -> Option<&'static str> {
    let full = Lists::embedded().fullest(EntityKind::Organization, name)?;
    (full != name || !words(name).iter().all(|word| is_generic(word))).then_some(full)
}

/// Whether `word` alone names no body in particular.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word) || LEGAL.contains(&word)
}

/// Whether `name` is written as an acronym is.
pub(crate) fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    !name.contains(' ') && (2..=10).contains(&letters.len()) && upper >= 2 && letters.len() - upper <= 2
}

/// Whether `short` is made of the first letters of `words`, in order: each word gives one, a small word may give none
/// and one word or two may give more ("NIHSA": Nigeria Hydrological Services Agency).
fn initials(short: &str, words: &[String]) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if letters.len() > 12 || words.len() > 14 {
        return false;
    }
    // How many letters more than one a word had to give, at the least, by the number of letters used.
    let mut used = vec![None; letters.len() + 1];
    used.iter_mut().take(1).for_each(|none| *none = Some(0));
    for word in words {
        let mut next: Vec<Option<usize>> = vec![None; letters.len() + 1];
        let optional = is_small(word) || word == "operation" || LEGAL.contains(&word.as_str()) || word == "party";
        for (at, extra) in used.iter().enumerate().filter_map(|(at, extra)| Some((at, (*extra)?))) {
            let mut offer = |to: usize, extra: usize| {
                if let Some(slot) = next.get_mut(to) {
                    *slot = Some(slot.map_or(extra, |held| held.min(extra)));
                }
            };
            if optional {
                offer(at, extra);
            }
            let given = word.chars().zip(letters.get(at..).unwrap_or_default()).take_while(|(a, b)| a == *b).count();
            for taken in 1..=given.min(4) {
                offer(at + taken, extra + taken - 1);
            }
        }
        used = next;
    }
    used.last().copied().flatten().is_some_and(|extra| extra <= 2 && extra + 2 <= letters.len())
}

/// How `short` may stand for `long`: two names of organisations or of events.
pub(super) fn organization(short: &str, long: &str) -> Option<Fit> {
    let (own, full) = (words(short), words(long));
    if own.is_empty() || full.is_empty() {
        return None;
    }
    if own.concat() == full.concat() || without_legal(&own) == without_legal(&full) {
        return Some(Fit::Same);
    }
    if full.len() > 1 && is_acronym(short) {
        // An acronym is given only to a name that is none itself.
        return (!is_acronym(long) && initials(short, &full)).then_some(Fit::Acronym);
    }
    let mixed = short.split_whitespace().count() > 1 && abbreviates(short, &full);
    if mixed {
        return Some(Fit::Shorter);
    }
    contained(without_legal(&own), &full)
}

fn without_legal(words: &[String]) -> &[String] {
    let mut end = words.len();
    while end > 1 && words.get(end - 1).is_some_and(|word| LEGAL.contains(&word.as_str())) {
        end -= 1;
    }
    words.get(..end).unwrap_or_default()
}

/// "TU Berlin" for "Technical University of Berlin": every word is one of the full name's or stands for several of them.
fn abbreviates(short: &str, full: &[String]) -> bool {
    let mut left = full;
    let mut shortened = false;
    for unit in short.split_whitespace() {
        while left.first().is_some_and(|word| is_small(word) && *word != slug(unit)) {
            left = left.get(1..).unwrap_or_default();
        }
        if left.first().is_some_and(|word| *word == slug(unit)) {
            left = left.get(1..).unwrap_or_default();
            continue;
        }
        let taken = (2..=left.len()).find(|n| is_acronym(unit) && initials(unit, left.get(..*n).unwrap_or_default()));
        let Some(taken) = taken else { return false };
        shortened = true;
        left = left.get(taken..).unwrap_or_default();
    }
    shortened && left.is_empty()
}

fn contained(short: &[String], full: &[String]) -> Option<Fit> {
    if short.len() >= full.len() {
        return None;
    }
    let at = full.windows(short.len()).position(|window| window.iter().zip(short).all(|(a, b)| same(a, b)))?;
    let before = at.checked_sub(1).and_then(|at| full.get(at));
    if before.is_some_and(|word| CREEDS.contains(&word.as_str())) && short.len() > 1 {
        return None;
    }
    if short.iter().all(|word| is_generic(word) || is_small(word)) {
        return Some(Fit::Generic);
    }
    Some(if at == 0 {
        Fit::Head
    } else if at + short.len() == full.len() {
        Fit::Tail
    } else {
        Fit::Inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms() {
        for (short, long) in [
            ("NIHSA", "Nigeria Hydrological Services Agency"),
            ("KOSEMA", "Kogi State Emergency Management Agency"),
            ("WAMOF", "West African Mobile Operators’ Forum"),
            ("GSDF", "Ground Self-Defense Force"),
            ("DFL", "Democratic-Farmer-Labor Party"),
            ("OSCE", "Organization for Security and Co-operation in Europe"),
            ("U.N.S.C.", "United Nations Security Council"),
            ("BoA", "Bank of America"),
            ("SLPA", "Sri Lanka Ports Authority"),
            ("HuZ", "Heimat und Zukunft"),
        ] {
            assert_eq!(organization(short, long), Some(Fit::Acronym), "{short} {long}");
        }
        for (short, long) in
            [("WTO", "World Health Organization"), ("AP", "Associated Bank"), ("Who", "World Health Organization")]
        {
            assert_eq!(organization(short, long), None, "{short} {long}");
        }
    }

    #[test]
    fn short_forms() {
        for (short, long, fit) in [
            ("Hanbit", "Hanbit Materials Co.", Some(Fit::Head)),
            ("Hokushin", "Hokushin Corporation", Some(Fit::Same)),
            ("Ports Authority", "Sri Lanka Ports Authority", Some(Fit::Tail)),
            ("Red Crescent", "Iranian Red Crescent Society", Some(Fit::Inside)),
            ("Senate", "Minnesota Senate", Some(Fit::Generic)),
            ("Democratic Party", "Liberal Democratic Party", None),
            ("TU Berlin", "Technical University of Berlin", Some(Fit::Shorter)),
            ("UN Development Programme", "United Nations Development Program", Some(Fit::Same)),
            ("Hartmann", "Hartmann Museum", Some(Fit::Head)),
        ] {
            assert_eq!(organization(short, long), fit, "{short} {long}");
        }
    }
}
