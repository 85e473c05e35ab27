//! How names of people are built, and when a shorter one may stand for a longer one.

use super::lists::Lists;
use super::word::same;
use super::{Fit, slug};

const PARTICLES: &[&str] = &[
    "a", "abu", "af", "ag", "al", "ap", "as", "at", "av", "ben", "bin", "bint", "binte", "binti", "da", "dal", "das",
    "de", "del", "dela", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "les",
    "lo", "los", "mac", "ould", "san", "santa", "st", "te", "ten", "ter", "uit", "van", "ver", "von", "y", "zu", "zum",
    "zur", "of", "the",
];

/// Particles that the father's name follows.
const FATHERS: &[&str] = &["bin", "bint", "binte", "binti", "ibn"];

const SUFFIXES: &[&str] = &["jr", "junior", "sr", "senior", "ii", "iii", "iv"];

/// A name in its parts. Every part is a slug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// What is neither particle nor suffix, with the particles before it: `(["von", "der"], "leyen")`.
    parts: Vec<Part>,
    suffix: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    particles: Vec<String>,
    word: String,
    /// "J." or "J.D.": one letter each.
    initials: bool,
}

impl Person {
    /// Takes `name` apart.
    pub(crate) fn parse(name: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut particles: Vec<String> = Vec::new();
        let mut suffix = None;
        let units: Vec<&str> = name.split_whitespace().collect();
        for (at, unit) in units.iter().enumerate() {
            let unit = unit.trim_matches([',', '“', '”', '"', '(', ')']);
            let word = slug(unit);
            let last = at + 1 == units.len();
            if word.is_empty() {
                continue;
            }
            if !last
                && PARTICLES.contains(&word.as_str())
                && (at > 0 || unit.starts_with(char::is_lowercase) || word.len() > 1)
            {
                particles.push(word);
                continue;
            }
            if last && !parts.is_empty() && SUFFIXES.contains(&word.as_str()) {
                suffix = Some(if word.starts_with('j') { "jr".to_owned() } else { word });
                continue;
            }
            let prefix =
                ["al-", "el-", "as-", "ad-", "an-", "ar-", "ash-"].iter().find(|prefix| word.starts_with(**prefix));
            let bare = prefix.and_then(|prefix| word.strip_prefix(prefix));
            if let (Some(prefix), Some(_)) = (prefix, bare) {
                particles.push(prefix.trim_end_matches('-').to_owned());
            }
            let letters = unit.chars().filter(|c| c.is_alphabetic()).count();
            let initials = letters > 0
                && letters <= 3
                && (letters == 1 || unit.matches('.').count() >= letters)
                && unit.chars().all(|c| c.is_uppercase() || c == '.' || c == '-');
            let word = bare.map_or(word.clone(), str::to_owned);
            if initials {
                for letter in word.chars().filter(|c| c.is_alphabetic()) {
                    parts.push(Part { particles: std::mem::take(&mut particles), word: letter.to_string(), initials });
                }
            } else {
                parts.push(Part { particles: std::mem::take(&mut particles), word, initials });
            }
        }
        Self { parts, suffix }
    }

    /// Whether it is a given name with a surname, rather than one of them alone.
    pub(crate) fn is_full(&self) -> bool {
        self.parts.len() > 1
    }

    /// Whether a part of it is a letter only.
    pub(crate) fn has_initials(&self) -> bool {
        self.parts.iter().any(|part| part.initials)
    }

    /// The given name, where there may be one.
    pub(crate) fn given(&self) -> Option<&str> {
        let first =
            self.parts.first().filter(|first| self.is_full() && !first.initials && first.particles.is_empty())?;
        Some(first.word.as_str())
    }

    /// The words that a shorter name may consist of.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|part| !part.initials).map(|part| part.word.as_str())
    }

    /// Whether its family name comes first: "Xi Jinping", "Kim Jong-un".
    fn is_family_first(&self) -> bool {
        let [first, rest @ ..] = self.parts.as_slice() else { return false };
        let listed = Lists::embedded().is_family_first(&first.word);
        let given = rest.first().is_some_and(|part| Lists::embedded().gender(&part.word).is_some());
        !rest.is_empty() && listed && rest.len() <= 2 && !given && rest.iter().all(|part| part.particles.is_empty())
    }

    /// How this name may stand for `full`, if it may.
    pub(crate) fn fit(&self, full: &Person) -> Option<Fit> {
        match self.parts.as_slice() {
            [] => None,
            [part] => self.single(part, full),
            _ => self.several(full),
        }
    }

    fn single(&self, part: &Part, full: &Person) -> Option<Fit> {
        if part.initials || (self.suffix.is_some() && self.suffix != full.suffix) {
            return None;
        }
        if !full.is_full() {
            let other = full.parts.first()?;
            let tail = part.particles.ends_with(&other.particles) || other.particles.ends_with(&part.particles);
            return (tail && same(&part.word, &other.word)).then_some(Fit::Same);
        }
        let found = |other: &Part| {
            // Of "von der Leyen" any ending may stand, nothing else.
            !other.initials && same(&part.word, &other.word) && other.particles.ends_with(&part.particles)
        };
        let last = full.parts.len() - 1;
        let at = full.parts.iter().rposition(found);
        match at {
            Some(at) if at == last => Some(if full.is_family_first() { Fit::Given } else { Fit::Surname }),
            Some(0) => Some(if full.is_family_first() { Fit::Surname } else { Fit::Given }),
            Some(at) if at + 1 == last => Some(Fit::Middle),
            Some(_) => Some(Fit::Inside),
            None => {
                let first = full.parts.first()?;
                let nick = part.particles.is_empty() && Lists::embedded().are_nicknames(&part.word, &first.word);
                nick.then_some(Fit::Given)
            }
        }
    }

    fn several(&self, full: &Person) -> Option<Fit> {
        // "Mohd Hafiz" of "Mohd Hafiz bin Abdul Rahim": what follows "bin" is the father's.
        let own = full.parts.iter().position(|part| part.particles.iter().any(|word| FATHERS.contains(&word.as_str())));
        let own = own.filter(|own| *own > 1).and_then(|own| full.parts.get(..own));
        if own.is_some_and(|own| joined(own) == joined(&self.parts)) {
            return Some(Fit::Shorter);
        }
        if self.suffix != full.suffix {
            return None;
        }
        let (short, long) = (self.parts.as_slice(), full.parts.as_slice());
        if joined(short) == joined(long) {
            return Some(Fit::Same);
        }
        let (first, last, rest) = (short.first()?, short.last()?, short.get(1..short.len() - 1)?);
        let (long_first, long_last) = (long.first()?, long.last()?);
        if long.len() < 2 || last.initials || long_last.initials {
            return None;
        }
        if short.len() == long.len() && short.len() == 2 {
            let swapped = alike(first, long_last) && alike(last, long_first) && !first.initials;
            if swapped {
                return Some(Fit::Swapped);
            }
        }
        let middle = long.get(1..long.len() - 1)?;
        // Someone known by the second of several given names: "Rafael Castillo" for "José Rafael Castillo".
        let second = middle.first().is_some_and(|second| !first.initials && !second.initials && alike(first, second));
        let spanish = long.len() > 2 && middle.last().is_some_and(|one| !one.initials && same(&last.word, &one.word));
        let given = alike(first, long_first) || named(first, long_first);
        if !(given || second) || !(same(&last.word, &long_last.word) || (given && spanish)) {
            return None;
        }
        let mut left = middle.iter();
        let mut fits = rest.iter().all(|part| left.any(|other| alike(part, other)));
        if let (Some(one), Some(other)) = (rest.first(), middle.first()) {
            // "George W." is not "George H.W.".
            fits &= !(one.initials || other.initials) || alike(one, other);
        }
        fits.then_some(if given { Fit::Shorter } else { Fit::Second })
    }
}

fn joined(parts: &[Part]) -> String {
    parts.iter().flat_map(|part| part.word.split('-')).map(super::word::fold).collect()
}

/// The same word, or an initial that may stand for it.
fn alike(one: &Part, other: &Part) -> bool {
    if one.initials || other.initials {
        one.word.chars().next() == other.word.chars().next()
    } else {
        same(&one.word, &other.word)
    }
}

fn named(one: &Part, other: &Part) -> bool {
    Lists::embedded().are_nicknames(&one.word, &other.word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(short: &str, long: &str) -> Option<Fit> {
        Person::parse(short).fit(&Person::parse(long))
    }

    #[test]
    fn a_surname_with_its_particles() {
        for (short, long) in [
            ("Putin", "Vladimir Putin"),
            ("Von der Leyen", "Ursula von der Leyen"),
            ("Leyen", "Ursula von der Leyen"),
            ("al-Bachir", "Mahamat Zène al-Bachir"),
            ("Al Sabt", "Khalid bin Rashid Al Sabt"),
            ("De la Vega", "Hernán de la Vega"),
            ("Xi", "Xi Jinping"),
            ("Kim", "Kim Jong-un"),
            ("KENNEDY", "Robert F. Kennedy Jr."),
            ("Zelenskyy", "Volodymyr Zelensky"),
            ("Szymczak-Orłowska", "Magdalena Szymczak-Orłowska"),
        ] {
            assert_eq!(fit(short, long), Some(Fit::Surname), "{short} {long}");
        }
    }

    #[test]
    fn shorter_full_names() {
        for (short, long) in [
            ("Vladimir Putin", "Vladimir V. Putin"),
            ("Vladimir V. Putin", "Vladimir Vladimirovich Putin"),
            ("D. Bold", "Dashiin Bold"),
            ("Khalid Al Sabt", "Khalid bin Rashid Al Sabt"),
            ("Saturnina Huamaní", "Saturnina Huamaní Quispe"),
            ("Heloísa Werneck", "Heloísa de Castro Werneck"),
            ("Bill Clinton", "William Clinton"),
            ("J.D. Vance", "James David Vance"),
            ("Mohd Hafiz", "Mohd Hafiz bin Abdul Rahim"),
        ] {
            assert_eq!(fit(short, long), Some(Fit::Shorter), "{short} {long}");
        }
        assert_eq!(fit("Rafael Castillo", "José Rafael Castillo"), Some(Fit::Second));
        assert_eq!(fit("Kim Jong Un", "Kim Jong-un"), Some(Fit::Same));
        assert_eq!(fit("Takashi Endo", "Endo Takashi"), Some(Fit::Swapped));
        assert_eq!(fit("Muhammad Zelenskyy", "Mohammed Zelensky"), Some(Fit::Same));
    }

    #[test]
    fn what_does_not_fit() {
        for (short, long) in [
            ("George W. Bush", "George H.W. Bush"),
            ("Donald Trump", "Donald Trump Jr."),
            ("Maria Okello", "Peter Okello"),
            ("Krawczyk", "Anna Zięba-Krawczyk"),
            ("de Leyen", "Ursula von der Leyen"),
            ("K. Bold", "Dashiin Bold"),
            ("John Smith", "John Smithson"),
            ("", "John Smith"),
        ] {
            assert_eq!(fit(short, long), None, "{short} {long}");
        }
        assert_eq!(fit("Jinping", "Xi Jinping"), Some(Fit::Given));
        assert_eq!(fit("Trong", "Nguyen Phu Trong"), Some(Fit::Given));
        assert_eq!(fit("Phu", "Nguyen Phu Trong"), Some(Fit::Middle));
    }
}
