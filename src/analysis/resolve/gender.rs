//! Whether an article speaks of somebody as a woman or as a man: forms of address, "her husband", "spokeswoman", and the
//! pronoun that follows.

use crate::analysis::document::Document;
use crate::analysis::names::{Gender, Lists};
use crate::analysis::{EntityKind, Found};

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

/// What a given name says, or what it is short for: that is less than certain.
pub(super) fn of_given(given: &str) -> Leaning {
    let lists = Lists::embedded();
    let short = || lists.gender_of_short(given).map_or(0, |gender| of_name(gender).signum() * (CERTAIN - 1));
    lists.gender(given).map_or_else(short, of_name)
}

/// What stands before the name: certain where it says anything.
pub(crate) fn by_title(document: &Document, found: &Found) -> Leaning {
    let Some(sentence) = document.sentences.get(found.sentence) else { return 0 };
    let before = (1..=3).filter_map(|n| sentence.items.get(found.from.checked_sub(n)?));
    for item in before {
        let lower = document.word(item).to_lowercase();
        // "The wife of George Bush" says nothing of him.
        if matches!(lower.as_str(), "," | "." | "and" | "said" | "with" | "to" | "by" | "of") {
            return 0;
        }
        let leaning = noun(lower.trim_end_matches('.'));
        if leaning != 0 {
            return leaning;
        }
    }
    0
}

/// What a form of address or a word of kin says of whom it names.
fn noun(lower: &str) -> Leaning {
    match lower {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "husband" | "son" | "uncle" | "nephew"
        | "monsieur" | "señor" | "don" | "congressman" | "councilman" | "businessman" | "spokesman" | "chairman"
        | "actor" | "baron" | "duke" | "grandfather" | "sheikh" => -4,
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "mother" | "sister" | "wife" | "daughter"
        | "aunt" | "niece" | "mme" | "madame" | "señora" | "doña" | "congresswoman" | "councilwoman"
        | "businesswoman" | "spokeswoman" | "chairwoman" | "actress" | "baroness" | "duchess" | "grandmother"
        | "widow" => 4,
        _ => 0,
    }
}

/// The first pronoun after the name in its sentence, unless another person comes between, beginning at token `until` or
/// meant by a noun ("the queen"), or a quotation begins. "Smith told her" is of another than Smith, and after "Smith told
/// him he" either may be meant.
pub(crate) fn by_pronoun(document: &Document, found: &Found, until: Option<usize>) -> Leaning {
    let Some(sentence) = document.sentences.get(found.sentence) else { return 0 };
    let after = sentence.items.get(found.to..until.unwrap_or(usize::MAX).min(sentence.items.len())).unwrap_or_default();
    let mut object = 0;
    for (at, item) in after.iter().take(30).enumerate() {
        let lower = document.word(item).to_lowercase();
        if is_quote(&lower) || noun(&lower) != 0 || matches!(lower.as_str(), "man" | "woman" | "boy" | "girl") {
            return 0;
        }
        let Some(leaning) = pronoun(&lower) else { continue };
        let next = after.get(at + 1).map_or("", |item| document.word(item));
        if lower == "him" || lower == "her" && !may_be_owned(next) {
            object = leaning;
        } else {
            return if leaning == object { 0 } else { leaning };
        }
    }
    0
}

/// Whether the name stands first in its clause, so that a pronoun after it speaks of whom it names: nobody else is before
/// it there, it depends on no preposition and owns nothing.
pub(super) fn is_subject(document: &Document, found: &[Found], mention: usize) -> bool {
    let Some(one) = found.get(mention) else { return false };
    let before = document.sentences.get(one.sentence).and_then(|sentence| sentence.items.get(..one.from));
    let owns = document.text.get(one.span.end..).is_some_and(|rest| rest.starts_with(['\'', '’']));
    let mut clause = one.from;
    for item in before.unwrap_or_default().iter().rev().take(12) {
        let lower = document.word(item).to_lowercase();
        if is_quote(&lower) || matches!(lower.as_str(), "," | ";" | ":" | "(" | ")" | "–" | "—") {
            break;
        }
        if pronoun(&lower).is_some() || clause == one.from && takes_object(&lower) {
            return false;
        }
        clause -= 1;
    }
    let earlier = found.get(..mention).unwrap_or_default().iter().rev();
    let mut others = earlier.take_while(|other| other.sentence == one.sentence && other.to > clause);
    !owns && others.all(|other| other.kind != EntityKind::Person)
}

fn takes_object(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "to" | "with" | "for" | "from" | "by" | "against" | "about" | "at" | "on" | "than" | "told" | "asked"
    )
}

/// Whether "her" before this word is as in "her tie", not as in "told her that".
fn may_be_owned(next: &str) -> bool {
    next.chars().all(char::is_alphanumeric)
        && !next.is_empty()
        && !matches!(
            next,
            "a" | "about"
                | "after"
                | "and"
                | "as"
                | "at"
                | "because"
                | "before"
                | "but"
                | "by"
                | "for"
                | "from"
                | "he"
                | "how"
                | "if"
                | "in"
                | "into"
                | "it"
                | "not"
                | "of"
                | "off"
                | "on"
                | "or"
                | "she"
                | "that"
                | "the"
                | "they"
                | "this"
                | "to"
                | "what"
                | "when"
                | "where"
                | "while"
                | "who"
                | "why"
                | "with"
        )
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "``" | "''")
}

/// "He" at the head of the sentence after the name's, where nobody else is named there.
pub(crate) fn by_next_sentence(document: &Document, found: &Found) -> Leaning {
    let next = document.sentences.get(found.sentence + 1).and_then(|next| next.items.first());
    next.and_then(|item| pronoun(&document.word(item).to_lowercase())).unwrap_or_default()
}

fn pronoun(lower: &str) -> Option<Leaning> {
    match lower {
        "she" | "her" | "hers" | "herself" => Some(1),
        "he" | "his" | "him" | "himself" => Some(-1),
        _ => None,
    }
}
