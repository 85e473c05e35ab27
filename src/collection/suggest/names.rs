//! What two names have to do with each other, by their letters alone. Names are slugs where nothing else is said.

/// The last word of a person's name that is no suffix; nothing where there is but one word.
pub(super) fn surname(slug: &str) -> Option<&str> {
    const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];
    let (_, rest) = slug.split_once('-')?;
    rest.rsplit('-').find(|word| !SUFFIXES.contains(word))
}

/// The first letters of the words of a name as it is written, in capitals: without small words, and with them.
pub(super) fn initials(name: &str) -> [String; 2] {
    [false, true].map(|all| {
        name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter_map(|word| word.chars().next())
            .filter(|first| all || first.is_uppercase())
            .flat_map(char::to_uppercase)
            .collect()
    })
}

/// Whether the first words could be one given name: an initial, or a short form of the other (`joe`, `joseph`).
pub(super) fn given_names_agree(one: &str, other: &str) -> bool {
    let (a, b) = (one.split('-').next().unwrap_or(one), other.split('-').next().unwrap_or(other));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() == 1 || long.starts_with(short) || short.len() == 3 && long.get(..2) == short.get(..2)
}

/// Whether a person's name is more than a surname, however many words that has: `de-la-fuente` is one.
pub(super) fn has_given_name(slug: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["al", "bin", "da", "de", "del", "della", "den", "der", "di", "el", "la", "ter", "van", "von"];
    slug.split_once('-').is_some_and(|(first, _)| !PARTICLES.contains(&first))
}

/// Whether one word of two names differs, by one letter once it is folded and by two as it is written (optimal string
/// alignment), neither of them its first, and is long enough for that to be a slip.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (one.split('-').collect(), other.split('-').collect());
    if a.len() != b.len() {
        // A name written in one word or in two.
        return one.replace('-', "") == other.replace('-', "");
    }
    let mut differ = a.iter().zip(&b).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differ.next(), differ.next()) else { return false };
    let long = a.chars().count().min(b.chars().count()) >= 5;
    let near = strsim::osa_distance(a, b) <= 2 && strsim::osa_distance(&fold(a), &fold(b)) <= 1;
    long && near && a.chars().next() == b.chars().next()
}

/// A slug as all transliterations of a name write it: `zelenskyy`, `zelenskiy` and `zelensky` are one, and so are
/// `muhammad` and `mohammed`, `tchaikovsky` and `chaikovskii`.
pub(super) fn fold(slug: &str) -> String {
    const PAIRS: [(&str, &str); 16] = [
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("kh", "h"),
        ("zh", "j"),
        ("sh", "s"),
        ("ch", "c"),
        ("ck", "k"),
        ("ph", "f"),
        ("ou", "u"),
        ("oo", "u"),
        ("ts", "z"),
        ("tz", "z"),
        ("dj", "j"),
        ("gh", "g"),
        ("qu", "k"),
    ];
    let mut words = Vec::new();
    for word in slug.split('-') {
        let mut word = word.to_owned();
        PAIRS.iter().for_each(|(from, to)| word = word.replace(from, to));
        let mut out = String::with_capacity(word.len());
        for c in word.chars() {
            let c = match c {
                'y' | 'j' => 'i',
                'w' => 'v',
                'q' => 'k',
                'o' => 'u',
                'e' => 'a',
                other => other,
            };
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        words.push(out);
    }
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn transliterations_fold_to_one() {
        for names in [
            &["zelenskyy", "zelenskiy", "zelensky", "zelenskii"][..],
            &["mohammed", "muhammad"],
            &["tchaikovsky", "chaikovskii"],
            &["khamenei", "hamenei"],
            &["sergei-shoygu", "sergey-shoigu"],
        ] {
            let folds: HashSet<String> = names.iter().map(|name| fold(name)).collect();
            assert_eq!(folds.len(), 1, "{names:?}: {folds:?}");
        }
        assert_ne!(fold("iran"), fold("iraq"));
        assert_ne!(fold("austria"), fold("australia"));
    }

    #[test]
    fn a_slip_is_one_letter_of_a_long_word() {
        assert!(is_slip("sergei-lavrov", "sergei-lavrof"));
        assert!(!is_slip("gambia", "zambia"));
        assert!(!is_slip("washington", "wellington"));
        assert!(!is_slip("kim-yong", "kim-jong"));
    }

    #[test]
    fn given_names_may_be_short() {
        for (one, other, agree) in [
            ("joe-biden", "joseph-biden", true),
            ("j-biden", "joe-biden", true),
            ("hunter-biden", "joe-biden", false),
            ("bill-clinton", "hillary-clinton", false),
        ] {
            assert_eq!(given_names_agree(one, other), agree, "{one} {other}");
        }
    }

    #[test]
    fn surnames_and_first_letters() {
        assert_eq!(surname("robert-kennedy-jr"), Some("kennedy"));
        assert_eq!((surname("putin"), surname("louis-iv")), (None, None));
        assert_eq!(initials("Federal Bureau of Investigation"), ["FBI", "FBOI"]);
        assert!(has_given_name("ignacio-de-la-fuente") && !has_given_name("de-la-fuente") && !has_given_name("putin"));
    }
}
