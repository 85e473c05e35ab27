//! Words that tell where a role begins and ends. Each list has its own file: `stops`, `verbs`, `bodies`; short ones stand here.

mod bodies;
mod stops;
mod verbs;

pub(super) use bodies::is_body;
pub(super) use stops::is_stop;
pub(super) use verbs::{is_duty, is_headline_verb, is_participle, is_verb};

/// Forms of address, which are no roles by themselves.
const ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "madame", "monsieur", "mme", "st", "messrs", "dame", "señor",
    "señora", "dr", "hon", "prof", "rev", "don", "doña",
];

pub(super) fn is_address(lower: &str) -> bool {
    ADDRESS.contains(&lower.trim_end_matches('.'))
}

/// What cannot end a role.
pub(super) fn is_joining(lower: &str) -> bool {
    matches!(
        lower,
        "and" | "or" | "but" | "of" | "for" | "in" | "at" | "on" | "to" | "with" | "from" | "by" | "the" | "a"
    )
}

pub(super) fn is_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "one" | "another" | "whose")
}

/// What ends an apposition.
pub(super) fn is_closing(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "—" | "–" | ")" | "(" | "?" | "!" | "“" | "”" | "\"" | "")
}
