//! One token as the features see it: hashes of its forms, its shape, its endings, its clusters.

use super::hash::{self, mix};
use super::knowledge::{Clusters, Knowledge};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// How a token is cased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// "word", "iPhone".
    Lower,
    /// "Word", "McDonald", "X".
    Capital,
    /// "NATO": two letters or more, none of them small.
    Upper,
    /// Figures, marks, and scripts without case.
    #[default]
    None,
}

/// What the features use of one token. Hashes are 0 where there is nothing to hash.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The word as it is written, marks made plain.
    pub exact: u64,
    /// In lower case, digits made zeros.
    pub lower: u64,
    /// What the gazetteer knows it by: as written where it is all capitals, else in lower case.
    pub name: u64,
    /// "Xx" of "Putin", "Xx-Xx" of "Kim-Lee": repeated classes once.
    pub shape: u64,
    /// "Xxxxx" of "Putin", to eight characters.
    pub outline: u64,
    /// Its first one to four characters.
    pub prefixes: [u64; 4],
    /// Its last one to four characters.
    pub suffixes: [u64; 4],
    /// All runs of four characters of a capitalised word, its borders included.
    pub grams: Vec<u64>,
    /// Clusters, coarse to fine.
    pub clusters: [u16; 4],
    /// How rare it is, 16 for a word that is not known.
    pub rarity: u8,
    /// How it is cased.
    pub case: Case,
    /// Whether it has a letter.
    pub letters: bool,
    /// Characters.
    pub length: usize,
    /// Its first character, for acronyms.
    pub initial: char,
}

/// Longest word that is looked at in full, in characters: longer ones are no words.
const LONGEST_WORD: usize = 40;

impl Word {
    /// Reads `text`, a token.
    pub fn new(text: &str, knowledge: &Knowledge) -> Self {
        let chars = chars(text);
        let lower: Vec<char> = chars.iter().flat_map(|c| c.to_lowercase()).collect();
        let case = case(&chars);
        let letters = chars.iter().any(|c| c.is_alphabetic());
        let clusters = clusters(&lower, letters, knowledge);
        let (exact, lowered) = (hash::of(chars.iter().copied()), lowered(&lower));
        let mut word = Word {
            exact,
            lower: lowered,
            name: if case == Case::Upper { exact } else { lowered },
            clusters: clusters.at,
            rarity: clusters.rarity,
            case,
            letters,
            length: chars.len(),
            initial: chars.first().copied().unwrap_or(' '),
            ..Word::default()
        };
        word.shapes(&chars);
        word.affixes(&chars);
        if case != Case::None && (3..20).contains(&lower.len()) {
            let bordered: Vec<char> = ['^'].into_iter().chain(lower).chain(['$']).collect();
            word.grams = bordered.windows(4).map(|gram| hash::of(gram.iter().copied())).collect();
        }
        word
    }

    /// What stands beyond the borders of a sentence.
    pub fn border(which: u64) -> Self {
        let edge = mix(which, 0xb0de);
        Word {
            exact: edge,
            lower: edge,
            shape: edge,
            outline: edge,
            clusters: [u16::MAX - 1; 4],
            rarity: 17,
            ..Word::default()
        }
    }

    fn shapes(&mut self, chars: &[char]) {
        let classes = || chars.iter().map(|&c| class(c));
        self.outline = hash::of(classes().take(8));
        let mut last = None;
        self.shape = hash::of(classes().filter(|&c| last.replace(c) != Some(c)));
    }

    fn affixes(&mut self, chars: &[char]) {
        for (n, (prefix, suffix)) in self.prefixes.iter_mut().zip(&mut self.suffixes).enumerate() {
            let n = n + 1;
            if chars.len() > n {
                *prefix = hash::of(chars.iter().take(n).copied());
                *suffix = hash::of(chars.iter().skip(chars.len() - n).copied());
            }
        }
    }

    /// Whether it begins with a capital.
    pub fn capital(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper)
    }
}

/// What the gazetteer knows `text`, a token, by.
pub fn key(text: &str) -> u64 {
    let chars = chars(text);
    if case(&chars) == Case::Upper {
        return hash::of(chars.into_iter());
    }
    lowered(&chars.iter().flat_map(|c| c.to_lowercase()).collect::<Vec<_>>())
}

fn chars(text: &str) -> Vec<char> {
    text.chars().take(LONGEST_WORD).map(plain).collect()
}

fn lowered(lower: &[char]) -> u64 {
    hash::of(lower.iter().map(|&c| if c.is_ascii_digit() { '0' } else { c }))
}

/// A word with its marks made plain: the same word in curly and straight apostrophes is one.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '＇' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '‐' | '−' => '-',
        c => c,
    }
}

fn class(c: char) -> char {
    if c.is_uppercase() {
        'X'
    } else if c.is_lowercase() {
        'x'
    } else if c.is_numeric() {
        'd'
    } else if c.is_alphabetic() {
        'a'
    } else {
        c
    }
}

fn case(chars: &[char]) -> Case {
    let mut letters = chars.iter().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let (mut many, mut small) = (false, false);
            for c in letters {
                many = true;
                small |= c.is_lowercase();
            }
            if many && !small { Case::Upper } else { Case::Capital }
        }
        Some(first) if first.is_lowercase() => {
            // "d'Aubigné", "l'Oréal", "al-Shabaab" begin with a small letter and are written with a capital.
            let elided = matches!(chars, ['d' | 'l' | 'D' | 'L', '\'', next, ..] if next.is_uppercase());
            if elided { Case::Capital } else { Case::Lower }
        }
        _ => Case::None,
    }
}

/// The clusters of a word; where the word is not known, those of its letters without their marks ("Čapek" as "capek").
fn clusters(lower: &[char], letters: bool, knowledge: &Knowledge) -> Clusters {
    let known = knowledge.clusters(hash::of(lower.iter().copied()));
    known
        .or_else(|| {
            let foreign = letters && lower.iter().any(|c| !c.is_ascii());
            let text: Cow<str> = if foreign { lower.iter().collect::<String>().into() } else { "".into() };
            let bare = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
            foreign.then(|| knowledge.clusters(hash::of(bare)))?
        })
        .unwrap_or(Clusters::NONE)
}
