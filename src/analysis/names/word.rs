//! When two written words are one word of a name.

use super::lists::Lists;

/// What a word of a slug is compared by: the listed spelling that stands for all, or else its letters with the habits of
/// transliteration taken out ("Dostoyevsky", "Dostoevskii"). Short words are left alone, there a letter tells people apart.
pub(crate) fn fold(word: &str) -> String {
    if let Some(first) = Lists::embedded().spelling(word) {
        return first.to_owned();
    }
    if word.len() < 6 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut out = word.to_owned();
    for (from, to) in [("kh", "h"), ("ph", "f"), ("tch", "ch"), ("dj", "j"), ("ks", "x"), ("ou", "u"), ("oo", "u")] {
        out = out.replace(from, to);
    }
    out = out.replace('y', "i").replace("ie", "e");
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    for ending in ["ij", "i"] {
        if let Some(stem) = out.strip_suffix(ending).filter(|stem| stem.ends_with("sk")) {
            return format!("{stem}i");
        }
    }
    out
}

/// Whether two words of slugs are one word of a name.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for (one, other) in [
            ("zelensky", "zelenskyy"),
            ("zelensky", "zelenskiy"),
            ("mohammed", "muhammad"),
            ("dostoyevsky", "dostoevskii"),
            ("khamenei", "hamenei"),
            ("navalny", "navalnyy"),
        ] {
            assert!(same(one, other), "{one} {other}: {} {}", fold(one), fold(other));
        }
        for (one, other) in [("li", "lee"), ("maria", "mario"), ("kim", "kym"), ("hansen", "jansen"), ("reid", "reed")]
        {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
