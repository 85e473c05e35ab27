//! Whether an article speaks of somebody as a woman or as a man: forms of address, "her husband", "spokeswoman", and the
//! pronoun that follows.

use crate::analysis::Found;
use crate::analysis::document::Document;
use crate::analysis::names::Gender;

/// Points for a woman, against a man where negative.
pub(crate) type Leaning = i32;

/// From this on a leaning is certain enough to keep two apart.
pub(crate) const CERTAIN: Leaning = 3;

/// What a given name by itself says.
pub(crate) fn of_name(gender: Gender) -> Leaning {
    match gender {
        Gender::Woman => 3,
        Gender::Man => -3,
    }
}

/// What stands before the name: certain where it says anything.
pub(crate) fn by_title(document: &Document, found: &Found) -> Leaning {
    let Some(sentence) = document.sentences.get(found.sentence) else { return 0 };
    let before = (1..=3).filter_map(|n| sentence.items.get(found.from.checked_sub(n)?));
    for item in before {
        let lower = document.word(item).to_lowercase();
        match lower.trim_end_matches('.') {
            "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "husband" | "son" | "uncle"
            | "nephew" | "monsieur" | "señor" | "don" | "congressman" | "councilman" | "businessman" | "spokesman"
            | "chairman" | "actor" | "baron" | "duke" | "grandfather" | "sheikh" => return -4,
            "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "mother" | "sister" | "wife"
            | "daughter" | "aunt" | "niece" | "mme" | "madame" | "señora" | "doña" | "congresswoman"
            | "councilwoman" | "businesswoman" | "spokeswoman" | "chairwoman" | "actress" | "baroness" | "duchess"
            | "grandmother" | "widow" => return 4,
            "," | "." | "and" | "said" | "with" | "to" | "by" => return 0,
            _ => {}
        }
    }
    0
}

/// The first pronoun after the name in its sentence, unless another person, beginning at token `until`, comes between.
pub(crate) fn by_pronoun(document: &Document, found: &Found, until: Option<usize>) -> Leaning {
    let Some(sentence) = document.sentences.get(found.sentence) else { return 0 };
    let after = sentence.items.get(found.to..until.unwrap_or(usize::MAX).min(sentence.items.len())).unwrap_or_default();
    let first = after.iter().take(30).find_map(|item| pronoun(document.word(item)));
    first.unwrap_or_default()
}

/// "He" at the head of the sentence after the name's, where nobody else is named there.
pub(crate) fn by_next_sentence(document: &Document, found: &Found) -> Leaning {
    let next = document.sentences.get(found.sentence + 1).and_then(|next| next.items.first());
    next.and_then(|item| pronoun(document.word(item))).unwrap_or_default()
}

fn pronoun(word: &str) -> Option<Leaning> {
    match word.to_lowercase().as_str() {
        "she" | "her" | "hers" | "herself" => Some(1),
        "he" | "his" | "him" | "himself" => Some(-1),
        _ => None,
    }
}
