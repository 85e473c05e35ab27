//! The word lists that names are compared by, embedded as plain text and read once.

use crate::analysis::EntityKind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The gender that a name or a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Woman,
    Man,
}

/// What the lists say. Words are in lower case, names as they are written.
pub(crate) struct Lists {
    /// For each listed name of a place, and of an organisation, the one that stands for all names of the same.
    places: HashMap<&'static str, &'static str>,
    bodies: HashMap<&'static str, &'static str>,
    /// The places that every reader knows, by all their names.
    great_places: HashSet<&'static str>,
    /// Spellings of one name, by the first on its line.
    spellings: HashMap<&'static str, &'static str>,
    /// The lines of `nicknames.txt` that hold a given name.
    nicknames: HashMap<&'static str, Vec<usize>>,
    given: HashMap<&'static str, Gender>,
    /// Given names that are short for others, by the gender of these where all are of one.
    short: HashMap<&'static str, Option<Gender>>,
    family_first: HashSet<&'static str>,
    groups: HashMap<&'static str, &'static str>,
    /// Countries, by their names, their people and their capitals.
    countries: HashMap<&'static str, &'static str>,
    titles: HashSet<&'static str>,
    modifiers: HashSet<&'static str>,
}

macro_rules! list {
    ($name:literal) => {
        lines(include_str!(concat!("../../../assets/words/", $name, ".txt")))
    };
}

impl Lists {
    /// The lists embedded in the program.
    pub(crate) fn embedded() -> &'static Lists {
        static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);
        &LISTS
    }

    fn read() -> Self {
        let aliases = || list!("aliases");
        let places = || list!("cities").chain(list!("places"));
        let placed: HashSet<&str> = places().flat_map(|line| line.split('|')).collect();
        let of_place = |line: &&str| line.split('|').any(|name| placed.contains(name));
        let mut nicknames: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, line) in list!("nicknames").enumerate() {
            line.split('|').for_each(|name| nicknames.entry(name).or_default().push(at));
        }
        let given: HashMap<&str, Gender> = list!("given_names")
            .filter_map(|line| line.split_once('|'))
            .flat_map(|(gender, names)| {
                let gender = if gender == "f" { Gender::Woman } else { Gender::Man };
                names.split('|').map(move |name| (name, gender))
            })
            .collect();
        let mut short: HashMap<&str, Option<Gender>> = HashMap::new();
        for line in list!("nicknames") {
            let gender = line.split('|').next().and_then(|full| given.get(full)).copied();
            for name in line.split('|').skip(1) {
                let held = short.entry(name).or_insert(gender);
                *held = held.filter(|held| Some(*held) == gender);
            }
        }
        Self {
            places: joined(places(), aliases().filter(of_place)),
            bodies: joined(list!("organizations"), aliases()),
            great_places: list!("places").flat_map(|line| line.split('|')).collect(),
            spellings: by_first(list!("spellings")),
            nicknames,
            given,
            short,
            family_first: list!("family_first").collect(),
            groups: by_first(list!("group_forms")),
            countries: by_first(list!("countries")),
            titles: list!("titles").collect(),
            modifiers: list!("title_modifiers").collect(),
        }
    }

    /// The name that stands for all names of the place or organisation called `name`, where the lists hold it.
    pub(crate) fn fullest(&self, kind: EntityKind, name: &str) -> Option<&'static str> {
        match kind {
            EntityKind::Place => self.places.get(name).copied(),
            EntityKind::Organization => self.bodies.get(name).copied(),
            _ => None,
        }
    }

    /// Whether `name` is a country, a state, a capital or a city of the world.
    pub(crate) fn is_great_place(&self, name: &str) -> bool {
        self.great_places.contains(name)
    }

    /// The spelling that stands for all spellings of `word`.
    pub(super) fn spelling(&self, word: &str) -> Option<&'static str> {
        self.spellings.get(word).copied()
    }

    /// Whether two given names may be one person's: "Bill" and "William".
    pub(super) fn are_nicknames(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.nicknames.get(one), self.nicknames.get(other)) else { return false };
        one.iter().any(|line| other.contains(line))
    }

    /// Whose given name `word` is.
    pub(crate) fn gender(&self, word: &str) -> Option<Gender> {
        self.given.get(word).copied()
    }

    /// Whether a name that begins with `word` has its family name there.
    pub(crate) fn is_family_first(&self, word: &str) -> bool {
        self.family_first.contains(word)
    }

    /// Of whose full name `word` is short, where that is a woman's or a man's only: "Bill", not "Chris".
    pub(crate) fn gender_of_short(&self, word: &str) -> Option<Gender> {
        self.short.get(word).copied().flatten()
    }

    /// The adjective for the people whom `name` calls by another word: "British" for "Briton".
    pub(super) fn group(&self, name: &str) -> Option<&'static str> {
        self.groups.get(name).copied()
    }

    /// The country that `name` means: its own name, that of its people, or its capital.
    pub(super) fn country(&self, name: &str) -> Option<&'static str> {
        self.countries.get(name).copied()
    }

    pub(crate) fn is_title(&self, lower: &str) -> bool {
        self.titles.contains(lower.strip_suffix('.').unwrap_or(lower))
    }

    pub(crate) fn is_modifier(&self, lower: &str) -> bool {
        self.modifiers.contains(lower)
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Every name of `lines` and `aliases` with the first of its line; a line of aliases may join several of the others.
fn joined(
    lines: impl Iterator<Item = &'static str>,
    aliases: impl Iterator<Item = &'static str>,
) -> HashMap<&'static str, &'static str> {
    let mut fullest = by_first(lines);
    let mut renamed: HashMap<&str, &str> = HashMap::new();
    for line in aliases {
        let first = line.split('|').next().unwrap_or(line);
        for name in line.split('|') {
            if let Some(before) = fullest.insert(name, first).filter(|before| *before != first) {
                renamed.insert(before, first);
            }
        }
    }
    fullest.values_mut().for_each(|name| *name = renamed.get(name).copied().unwrap_or(name));
    fullest
}

fn by_first(lines: impl Iterator<Item = &'static str>) -> HashMap<&'static str, &'static str> {
    let pairs = |line: &'static str| line.split('|').map(move |name| (name, line.split('|').next().unwrap_or(line)));
    lines.flat_map(pairs).collect()
}
