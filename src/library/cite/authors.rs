//! Who wrote it, read from one line of names.

/// Words that stand in the names of bodies and not in those of people.
const BODIES: [&str; 37] = [
    "staff",
    "news",
    "agency",
    "agencies",
    "press",
    "times",
    "post",
    "herald",
    "gazette",
    "team",
    "desk",
    "editorial",
    "editors",
    "reporters",
    "reporter",
    "correspondents",
    "correspondent",
    "wire",
    "wires",
    "ministry",
    "office",
    "university",
    "institute",
    "department",
    "council",
    "service",
    "services",
    "group",
    "board",
    "committee",
    "magazine",
    "journal",
    "media",
    "inc",
    "ltd",
    "gmbh",
    "newsroom",
];
/// What belongs to the family name before it.
const PARTICLES: [&str; 19] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "du", "dos", "la", "le", "ter", "ten", "zu", "bin",
    "ibn", "al",
];
/// What follows a name and is none.
const SUFFIXES: [&str; 9] = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "dphil"];
/// More names than this are one line of something else.
const MOST: usize = 40;

/// One of those who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person.
    Person {
        /// With its particles: "van der Berg".
        family: String,
        /// The names before it; empty where there is none.
        given: String,
        /// Such as "Jr".
        suffix: Option<String>,
    },
    /// An agency, a ministry, a pen name: not to be taken apart.
    Body(String),
}

impl Author {
    /// By what one is cited: the family name.
    pub fn short(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Body(name) => name,
        }
    }
}

/// The names in `line`: parted by semicolons, "and", "&" or commas, where a comma does not part family name and given name
/// ("Okello, Maria"). What names a body, or the source itself, is kept whole.
pub fn authors(line: &str, source: Option<&str>) -> Vec<Author> {
    let line = line.trim();
    let (by, rest) = line.split_at_checked(3).unwrap_or(("", line));
    let line = if by.eq_ignore_ascii_case("by ") { rest.trim() } else { line };
    let is_source = |name: &str| source.is_some_and(|source| source.eq_ignore_ascii_case(name));
    if line.is_empty() {
        return Vec::new();
    }
    if is_source(line) {
        return vec![Author::Body(line.to_owned())];
    }
    let chunks: Vec<&str> = if line.contains(';') { line.split(';').collect() } else { conjoined(line) };
    let alone = chunks.len() == 1 || line.contains(';');
    let comma = |chunk: &&str| chunk.contains(',');
    // "Okello, Maria and Reyes, Ana": each chunk is one name, family name first.
    let inverted = alone || chunks.iter().all(comma);
    let mut out: Vec<Author> = Vec::new();
    for chunk in chunks {
        let mut names: Vec<String> = Vec::new();
        let pieces: Vec<&str> = chunk.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        for piece in pieces {
            match names.last_mut() {
                Some(last) if is_suffix(piece) => *last = format!("{last}, {piece}"),
                _ => names.push(piece.to_owned()),
            }
        }
        match names.as_slice() {
            [family, given] if inverted && is_inverted(family, given) => {
                let (given, suffix) = without_suffix(given);
                out.push(Author::Person { family: family.clone(), given, suffix });
            }
            names => out
                .extend(names.iter().map(|name| if is_source(name) { Author::Body(name.clone()) } else { one(name) })),
        }
    }
    if out.len() > MOST { vec![Author::Body(line.to_owned())] } else { out }
}

/// Parted by "and" and "&", unless that stands in a name of one body ("Health and Safety Office").
fn conjoined(line: &str) -> Vec<&str> {
    let parts: Vec<&str> = line.split(" and ").flat_map(|part| part.split(" & ")).map(str::trim).collect();
    let parts: Vec<&str> = parts.iter().map(|part| part.strip_prefix("and ").unwrap_or(part)).collect();
    let of_one_body = parts.iter().any(|part| is_body(part)) && parts.iter().any(|part| !part.contains([' ', ',']));
    if of_one_body && !line.contains(',') {
        vec![line]
    } else {
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }
}

/// Whether a comma between these two parts one name: the family's stands alone, and neither is a body.
fn is_inverted(family: &str, given: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let particle = |family: &str| family.split_whitespace().next().is_some_and(is_particle);
    (words(family) == 1 || particle(family)) && words(given) <= 3 && !is_body(family) && !is_body(given)
}

fn one(name: &str) -> Author {
    let (bare, suffix) = without_suffix(name);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return Author::Body(name.to_owned()) };
    if before.is_empty() || words.len() > 5 || is_body(&bare) {
        return Author::Body(name.to_owned());
    }
    // Particles before the last word belong to it, but the first word is a given name whatever it is.
    let from = before.iter().rposition(|word| !is_particle(word)).map_or(1, |at| at + 1);
    let (given, particles) = before.split_at(from.min(before.len()));
    let family = particles.iter().chain([last]).copied().collect::<Vec<_>>().join(" ");
    Author::Person { family, given: given.join(" "), suffix }
}

fn without_suffix(name: &str) -> (String, Option<String>) {
    let (rest, last) = name.rsplit_once([' ', ',']).unwrap_or(("", name));
    if !rest.trim().is_empty() && is_suffix(last) {
        (rest.trim_end_matches([',', ' ']).to_owned(), Some(last.to_owned()))
    } else {
        (name.to_owned(), None)
    }
}

fn is_suffix(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    SUFFIXES.contains(&bare.to_lowercase().as_str())
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether it names something else than a person: by its words, by signs that no name has, or as an abbreviation.
fn is_body(name: &str) -> bool {
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        BODIES.contains(&bare.to_lowercase().as_str())
            || bare.chars().count() > 1
                && bare.len() <= 6
                && !name.contains(' ')
                && bare.chars().all(char::is_uppercase)
    };
    let odd = |c: char| c.is_numeric() || "/@:{}()[]|<>\\\"".contains(c);
    name.starts_with("The ")
        || name.contains(odd)
        || name.split_whitespace().any(word)
        || !name.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let shown = |author: Author| match author {
            Author::Person { family, given, suffix } => {
                format!("{given}|{family}{}", suffix.map(|suffix| format!("|{suffix}")).unwrap_or_default())
            }
            Author::Body(name) => name,
        };
        authors(line, Some("Harbour Wire")).into_iter().map(shown).collect()
    }

    #[test]
    fn names_are_parted_with_care() {
        for (line, expected) in [
            ("", &[][..]),
            ("By Maria Okello", &["Maria|Okello"]),
            ("Maria Okello and Ana Reyes", &["Maria|Okello", "Ana|Reyes"]),
            ("Maria Okello, Ana Reyes & Jan van der Berg", &["Maria|Okello", "Ana|Reyes", "Jan|van der Berg"]),
            ("Maria Okello, Ana Reyes, and Jan de Vries", &["Maria|Okello", "Ana|Reyes", "Jan|de Vries"]),
            ("Okello, Maria", &["Maria|Okello"]),
            ("van der Berg, Jan", &["Jan|van der Berg"]),
            ("Okello, Maria; Reyes, Ana M.", &["Maria|Okello", "Ana M.|Reyes"]),
            ("Okello, Maria and Reyes, Ana", &["Maria|Okello", "Ana|Reyes"]),
            ("Okello, Reyes and Brown", &["Okello", "Reyes", "Brown"]),
            ("John Smith, Jr. and Ana Reyes III", &["John|Smith|Jr.", "Ana|Reyes|III"]),
            ("Maria Okello, Reuters", &["Maria|Okello", "Reuters"]),
            ("Reuters", &["Reuters"]),
            ("AFP, AP", &["AFP", "AP"]),
            ("Harbour Wire", &["Harbour Wire"]),
            ("The Editors", &["The Editors"]),
            ("Staff and agencies", &["Staff and agencies"]),
            ("Guardian staff and Reuters", &["Guardian staff and Reuters"]),
            ("Maria Okello (BBC)", &["Maria Okello (BBC)"]),
            ("山田太郎", &["山田太郎"]),
            ("de la Cruz", &["de|la Cruz"]),
            (", ;and ", &["and"]),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
        assert_eq!(authors(&"A B, ".repeat(100), None).len(), 1);
    }
}
