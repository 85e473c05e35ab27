//! When may one written name stand for another? Asked within an article and across articles alike.
//!
//! Nothing here decides that two mentions are one entity: a [`Fit`] says that the words allow it, and how far.

mod body;
mod group;
mod home;
mod lists;
mod person;
mod place;
mod word;

pub(crate) use body::is_acronym;
pub(crate) use group::group;
pub(crate) use home::{country, is_common, qualifies};
pub(crate) use lists::{Gender, Lists};
pub(crate) use person::Person;
pub(crate) use word::fold;

use super::{EntityKind, slug};

/// How a short name may stand for a fuller one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The same name, spelt otherwise.
    Same,
    /// The same name with less in it, and enough left: "D. Bold" for "Dashiin Bold", "Nimba" for "Nimba County".
    Shorter,
    /// Surname and given name the other way round.
    Swapped,
    /// A person by the second of several given names.
    Second,
    /// A person's family name.
    Surname,
    /// The first letters.
    Acronym,
    /// The beginning of the name of a body or place.
    Head,
    /// Its end.
    Tail,
    /// A person's given name.
    Given,
    /// A person's last but one name.
    Middle,
    /// Something else of the name.
    Inside,
    /// Words that any such body has in its name: "Senate" for "Minnesota Senate".
    Generic,
}

/// How `short` may stand for `long`, two names of `kind`; `None` where it may not. Takes time in proportion to both.
pub(crate) fn fit(kind: EntityKind, short: &str, long: &str) -> Option<Fit> {
    match kind {
        EntityKind::Person => Person::parse(short).fit(&Person::parse(long)),
        EntityKind::Organization | EntityKind::Event => body::organization(short, long),
        EntityKind::Place => place::place(short, long),
        EntityKind::Group => (group(short) == group(long)).then_some(Fit::Same),
    }
}

/// The name that stands for all names of a place or an organisation, where the lists hold one of these.
pub(crate) fn listed(kind: EntityKind, name: &str) -> Option<&'static str> {
    match kind {
        EntityKind::Place => place::listed(name),
        EntityKind::Organization => body::listed(name),
        _ => None,
    }
}

/// The words, folded, by which names of `kind` that might be the same are brought together: every name that [`fit`] lets
/// stand for another has one of these in common with it.
pub(crate) fn words(kind: EntityKind, name: &str) -> Vec<String> {
    let mut words: Vec<String> = match kind {
        EntityKind::Person => Person::parse(name).words().flat_map(|word| [fold(word)]).collect(),
        _ => body::words(name).iter().filter(|word| word.len() > 2 || name.len() < 4).map(|word| fold(word)).collect(),
    };
    words.sort_unstable();
    words.dedup();
    words
}

/// The first letters of a body's name of several words, by which its acronym finds it.
pub(crate) fn initials(kind: EntityKind, name: &str) -> Option<String> {
    if !matches!(kind, EntityKind::Organization | EntityKind::Event) {
        return None;
    }
    let words = body::words(name);
    let letters = words.iter().filter(|word| !body::is_small(word)).filter_map(|word| word.chars().next());
    (words.len() > 1).then(|| letters.collect::<String>()).filter(|letters| letters.chars().count() > 1)
}

/// Whether `name` is written as names are: not all in small letters, nor all in capitals, unless as a body's or a place's
/// acronym ("NATO", "US"; a place's only where the lists hold it).
pub(crate) fn is_cased(kind: EntityKind, name: &str) -> bool {
    let acronym = || match kind {
        EntityKind::Person | EntityKind::Group => false,
        EntityKind::Place => listed(kind, name).is_some(),
        _ => listed(kind, name).is_some() || name.chars().count() < 5,
    };
    let (small, large) = (name.chars().any(char::is_lowercase), name.chars().any(char::is_uppercase));
    small == large || large && !small && acronym()
}

/// "New York" for "NEW YORK" and for "new york".
pub(crate) fn title_case(name: &str) -> String {
    let mut inside = false;
    let lowered = |c: char| -> String {
        let out = if inside { c.to_lowercase().collect::<String>() } else { c.to_uppercase().collect() };
        inside = c.is_alphabetic();
        out
    };
    name.chars().map(lowered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_names_are_cased() {
        for (kind, name) in [
            (EntityKind::Organization, "NATO"),
            (EntityKind::Organization, "KCG"),
            (EntityKind::Place, "US"),
            (EntityKind::Person, "Joe Biden"),
            (EntityKind::Person, "習近平"),
        ] {
            assert!(is_cased(kind, name), "{name}");
        }
        for (kind, name) in [
            (EntityKind::Organization, "nato"),
            (EntityKind::Organization, "HANBIT MATERIALS"),
            (EntityKind::Place, "TURKEY"),
            (EntityKind::Person, "JOE BIDEN"),
            (EntityKind::Person, "olaf scholz"),
        ] {
            assert!(!is_cased(kind, name), "{name}");
        }
        assert_eq!(["NEW YORK", "new york"].map(title_case), ["New York", "New York"]);
    }
}
