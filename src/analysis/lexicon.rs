//! The word lists, embedded as plain text and read once. None of them names people.

use super::EntityKind;
use std::collections::{HashMap, HashSet};

type Words = HashSet<&'static str>;

/// What the lists say.
pub(super) struct Lexicon {
    /// Whole names, and the name that stands for all names of the same thing.
    names: HashMap<&'static str, (EntityKind, &'static str)>,
    groups: Words,
    lesser_cities: Words,
    /// First words of names of several words: only there is a longer look-up worth its time.
    firsts: Words,
    common: Words,
    titles: Words,
    modifiers: Words,
    org_tails: Words,
    org_heads: Words,
    place_heads: Words,
    place_tails: Words,
    event_tails: Words,
    not_names: Words,
    function: Words,
    saying: Words,
    org_nouns: Words,
    org_after: Words,
    place_nouns: Words,
    thing_nouns: Words,
    thing_tails: Words,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../assets/words/", $name, ".txt"))
    };
}

impl Lexicon {
    pub(super) fn read() -> Self {
        let mut names = HashMap::with_capacity(6000);
        let mut firsts = HashSet::new();
        let lists = [
            (list!("cities"), EntityKind::Place),
            (list!("places"), EntityKind::Place),
            (list!("organizations"), EntityKind::Organization),
        ];
        for (text, kind) in lists {
            for line in lines(text) {
                let fullest = line.split('|').next().unwrap_or(line);
                for name in line.split('|') {
                    names.insert(name, (kind, fullest));
                    note_first(name, &mut firsts);
                }
            }
        }
        let groups = set(list!("groups"));
        for name in &groups {
            note_first(name, &mut firsts);
        }
        Self {
            names,
            lesser_cities: set(list!("cities")),
            groups,
            firsts,
            common: set(list!("common")),
            titles: set(list!("titles")),
            modifiers: set(list!("title_modifiers")),
            org_tails: set(list!("organization_tails")),
            org_heads: set(list!("organization_heads")),
            place_heads: set(list!("place_heads")),
            place_tails: set(list!("place_tails")),
            event_tails: set(list!("event_tails")),
            not_names: set(list!("not_names")),
            function: set(list!("function")),
            saying: set(list!("saying")),
            org_nouns: set(list!("organization_nouns")),
            org_after: set(list!("organization_after")),
            place_nouns: set(list!("place_nouns")),
            thing_nouns: set(list!("thing_nouns")),
            thing_tails: set(list!("thing_tails")),
        }
    }

    /// The kind of a whole name.
    pub(super) fn kind(&self, name: &str) -> Option<EntityKind> {
        if let Some((kind, _)) = self.names.get(name) {
            return Some(*kind);
        }
        self.is_group(name).then_some(EntityKind::Group)
    }

    fn is_group(&self, name: &str) -> bool {
        self.groups.contains(name) || name.strip_suffix('s').is_some_and(|one| self.groups.contains(one))
    }

    /// A city that is less known than its name may be as a surname.
    pub(super) fn is_lesser_city(&self, name: &str) -> bool {
        self.lesser_cities.contains(name)
    }

    /// Whether a name of several words may begin with `word`.
    pub(super) fn begins_longer(&self, word: &str) -> bool {
        self.firsts.contains(word)
    }

    pub(super) fn is_common(&self, lower: &str) -> bool {
        self.common.contains(lower)
    }
    pub(super) fn is_title(&self, lower: &str) -> bool {
        self.titles.contains(lower.strip_suffix('.').unwrap_or(lower))
    }
    pub(super) fn is_modifier(&self, lower: &str) -> bool {
        self.modifiers.contains(lower)
    }
    pub(super) fn is_org_tail(&self, lower: &str) -> bool {
        self.org_tails.contains(lower.strip_suffix('.').unwrap_or(lower))
    }
    pub(super) fn is_org_head(&self, lower: &str) -> bool {
        self.org_heads.contains(lower)
    }
    pub(super) fn is_place_head(&self, lower: &str) -> bool {
        self.place_heads.contains(lower)
    }
    pub(super) fn is_place_tail(&self, lower: &str) -> bool {
        self.place_tails.contains(lower)
    }
    pub(super) fn is_event_tail(&self, lower: &str) -> bool {
        self.event_tails.contains(lower)
    }
    pub(super) fn is_function(&self, lower: &str) -> bool {
        self.function.contains(lower)
    }
    pub(super) fn is_saying(&self, word: &str) -> bool {
        self.saying.contains(word)
    }
    /// "company" in "Acme, a company".
    pub(super) fn is_org_noun(&self, word: &str) -> bool {
        self.org_nouns.contains(word)
    }
    /// "shares" in "Acme shares".
    pub(super) fn follows_org(&self, word: &str) -> bool {
        self.org_after.contains(word)
    }
    /// "village" or "villages".
    pub(super) fn is_place_noun(&self, word: &str) -> bool {
        self.place_nouns.contains(word) || word.strip_suffix('s').is_some_and(|one| self.place_nouns.contains(one))
    }
    /// "ferry" in "the ferry Eastern Star".
    pub(super) fn is_thing_noun(&self, word: &str) -> bool {
        self.thing_nouns.contains(word)
    }
    /// "act" in "Clean Air Act".
    pub(super) fn is_thing_tail(&self, lower: &str) -> bool {
        self.thing_tails.contains(lower)
    }
    pub(super) fn is_no_name(&self, lower: &str) -> bool {
        {
            let lower = lower.strip_suffix('.').unwrap_or(lower);
            self.not_names.contains(lower)
                || lower.strip_suffix('s').is_some_and(|one| one.len() > 4 && self.not_names.contains(one))
        }
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(text: &'static str) -> Words {
    lines(text).collect()
}

fn note_first(name: &'static str, firsts: &mut Words) {
    if let Some((first, _)) = name.split_once([' ', '-']) {
        firsts.insert(first);
    }
}
