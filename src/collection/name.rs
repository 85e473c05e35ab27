//! What makes two written names the same name.

/// Words that follow a surname without being one.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// The last word of a person's slug that is part of the name proper; `None` where the slug has one word only.
pub(super) fn surname(slug: &str) -> Option<&str> {
    let mut words = slug.split('-').collect::<Vec<_>>();
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(word)) {
        words.pop();
    }
    if words.len() > 1 { words.last().copied() } else { None }
}

/// Whether `short` is made of the first letters of the words of `name`, in order, leaving out none but small words.
pub(super) fn is_acronym(short: &str, name: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    if letters.chars().count() < 2 || !letters.chars().all(char::is_uppercase) {
        return false;
    }
    let initials = |all: bool| -> String {
        name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter_map(|word| word.chars().next())
            .filter(|first| all || first.is_uppercase())
            .flat_map(char::to_uppercase)
            .collect()
    };
    letters == initials(false) || letters == initials(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_skip_suffixes() {
        assert_eq!(surname("robert-kennedy-jr"), Some("kennedy"));
        assert_eq!(surname("putin"), None);
        assert_eq!(surname("louis-iv"), None);
    }

    #[test]
    fn acronyms_are_exact() {
        assert!(is_acronym("WHO", "World Health Organization"));
        assert!(is_acronym("U.N.", "United Nations"));
        assert!(is_acronym("FBI", "Federal Bureau of Investigation"));
        assert!(is_acronym("DOJ", "Department Of Justice"));
        assert!(!is_acronym("WTO", "World Health Organization"));
        assert!(!is_acronym("Who", "World Health Organization"));
    }
}
