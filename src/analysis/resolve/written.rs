//! The names of an article as they are written, each once, and what it says itself about which stand for one another.

use crate::analysis::EntityKind;
use crate::analysis::Found;
use crate::analysis::document::Document;
use crate::analysis::names::is_acronym;
use crate::text::sanitize;
use std::collections::HashMap;

/// A name as it is written, and the kind of what it names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name {
    pub(super) kind: EntityKind,
    /// Blanks and apostrophes made one. Sanitised, for a text that was read to the byte is not.
    pub(super) text: String,
}

impl Name {
    fn of(document: &Document, found: &Found) -> Self {
        let words: Vec<&str> = found.span.of(document.text).split_whitespace().collect();
        Self { kind: found.kind, text: sanitize::line(&words.join(" ")).replace(['’', 'ʼ', '＇'], "'") }
    }

    /// Whether it is written in capitals, and is no acronym of few letters.
    pub(super) fn is_shouted(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it is written in small letters only.
    pub(super) fn is_small(&self) -> bool {
        self.text.chars().any(char::is_lowercase) && !self.text.chars().any(char::is_uppercase)
    }
}

/// All names of an article.
pub(super) struct Written {
    /// Each name once, in order of first appearance.
    pub(super) names: Vec<Name>,
    /// For each mention, which of `names`.
    pub(super) of: Vec<usize>,
    /// What brackets say: the short name and the full one, as indices into `names`.
    pub(super) bracketed: HashMap<usize, usize>,
}

impl Written {
    pub(super) fn gather(document: &Document, found: &[Found]) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut index: HashMap<Name, usize> = HashMap::new();
        let mut of = Vec::with_capacity(found.len());
        for one in found {
            let name = Name::of(document, one);
            let at = *index.entry(name).or_insert_with_key(|name| {
                names.push(name.clone());
                names.len() - 1
            });
            of.push(at);
        }
        let mut bracketed = HashMap::new();
        for (pair, at) in found.windows(2).zip(of.windows(2)) {
            let ([one, other], [first, second]) = (pair, at) else { continue };
            if one.kind == other.kind && first != second && in_brackets(document, one, other) {
                let acronym = |at: &usize| names.get(*at).is_some_and(|name| is_acronym(&name.text));
                match (acronym(first), acronym(second)) {
                    (false, true) => drop(bracketed.entry(*second).or_insert(*first)),
                    (true, false) => drop(bracketed.entry(*first).or_insert(*second)),
                    _ => {}
                }
            }
        }
        Self { names, of, bracketed }
    }
}

/// Whether `other` follows `one` in brackets of its own: "World Health Organization (WHO)".
fn in_brackets(document: &Document, one: &Found, other: &Found) -> bool {
    let people = matches!(one.kind, EntityKind::Person | EntityKind::Group);
    let Some(sentence) = document.sentences.get(one.sentence).filter(|_| one.sentence == other.sentence && !people)
    else {
        return false;
    };
    let word = |at: usize| sentence.items.get(at).map_or("", |item| document.word(item));
    let opened = other.from == one.to + 1 && word(one.to) == "(";
    opened && matches!(word(other.to), ")" | "," | ";")
}
