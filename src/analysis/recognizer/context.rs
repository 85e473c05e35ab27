//! What a document as a whole says of its words: where else a word stands, whether it is ever written small, which
//! longer name an acronym may be short for.

use super::hash;
use super::knowledge::Knowledge;
use super::word::{Case, Word};
use crate::analysis::document::{Casing, Document};
use rustc_hash::FxHashMap;

/// A stretch of capitalised words: the sentence, the first token and one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which sentence.
    pub sentence: usize,
    /// First token.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// So many places of one word are remembered.
const REMEMBERED: usize = 12;

/// One document, ready for features.
#[derive(Debug)]
pub struct Context {
    /// The tokens of each sentence.
    pub words: Vec<Vec<Word>>,
    /// The lists of the gazetteer that hold the name a token is part of, and the part: for each token of each sentence.
    pub listed: Vec<Vec<Listed>>,
    /// How each sentence is cased.
    pub casings: Vec<Casing>,
    /// What stands before the first word of a sentence, and behind its last.
    pub borders: [Word; 2],
    /// For each token the run it is part of.
    runs_of: Vec<Vec<Option<Run>>>,
    /// How often a word is written small, and with a capital where no sentence begins; by its hash in lower case.
    counts: FxHashMap<u64, Counts>,
    /// The runs that a capitalised word is part of, by its hash in lower case, and where in each it stands first.
    places: FxHashMap<u64, Vec<(Run, usize)>>,
    /// The first run of each initials.
    acronyms: FxHashMap<u64, Run>,
}

/// How often a word was seen in sentences of normal casing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Written small.
    pub small: u32,
    /// With a capital, not at the head of its sentence.
    pub inner: u32,
}

/// What the model's gazetteer says of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The lists that hold the name, 0 for none.
    pub lists: u16,
    /// Where in the name: 0 first, 1 inside, 2 last, 3 all of it.
    pub part: u8,
}

impl Context {
    /// Reads all sentences of `document`.
    pub fn of(document: &Document, knowledge: &Knowledge) -> Self {
        // Words repeat: each is read once.
        let mut seen: FxHashMap<&str, Word> = FxHashMap::default();
        let words: Vec<Vec<Word>> = document
            .sentences
            .iter()
            .map(|sentence| {
                let texts = sentence.items.iter().map(|item| document.word(item));
                texts.map(|text| seen.entry(text).or_insert_with(|| Word::new(text, knowledge)).clone()).collect()
            })
            .collect();
        let casings: Vec<Casing> = document.sentences.iter().map(|sentence| sentence.casing).collect();
        let mut context = Context {
            listed: words.iter().zip(&casings).map(|(words, casing)| listed(words, *casing, knowledge)).collect(),
            runs_of: Vec::with_capacity(words.len()),
            counts: FxHashMap::default(),
            places: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            borders: [Word::border(1), Word::border(2)],
            casings,
            words,
        };
        for sentence in 0..context.words.len() {
            context.note(sentence);
        }
        context
    }

    fn note(&mut self, sentence: usize) {
        let Some(words) = self.words.get(sentence) else { return };
        let mut runs_of = vec![None; words.len()];
        if self.casings.get(sentence) == Some(&Casing::Normal) {
            for (i, word) in words.iter().enumerate() {
                if word.case == Case::Lower {
                    self.counts.entry(word.lower).or_default().small += 1;
                } else if word.case == Case::Capital && i > 0 {
                    self.counts.entry(word.lower).or_default().inner += 1;
                }
            }
            for run in runs(sentence, words) {
                runs_of.get_mut(run.from..run.to).unwrap_or_default().fill(Some(run));
                let own = words.get(run.from..run.to).unwrap_or_default();
                for (at, word) in own.iter().enumerate() {
                    let places = self.places.entry(word.lower).or_default();
                    if places.len() < REMEMBERED {
                        let again = places.last().filter(|(last, _)| *last == run);
                        places.push((run, again.map_or(at, |(_, first)| *first)));
                    }
                }
                for initials in initials(words, run) {
                    self.acronyms.entry(initials).or_insert(run);
                }
            }
        }
        self.runs_of.push(runs_of);
    }

    /// The run that token `i` of `sentence` is part of.
    pub fn run_of(&self, sentence: usize, i: usize) -> Option<Run> {
        *self.runs_of.get(sentence)?.get(i)?
    }

    /// How often `word` was seen small and with a capital.
    pub fn counts(&self, word: &Word) -> Counts {
        self.counts.get(&word.lower).copied().unwrap_or_default()
    }

    /// The runs that `word` is part of, anywhere, and where in each it stands first, counted from the run's head.
    pub fn places(&self, word: &Word) -> &[(Run, usize)] {
        self.places.get(&word.lower).map_or(&[], Vec::as_slice)
    }

    /// The run that the acronym `word` may be short for.
    pub fn expanded(&self, word: &Word) -> Option<Run> {
        (word.case == Case::Upper && word.length <= 7).then(|| self.acronyms.get(&word.exact).copied())?
    }
}

fn runs(sentence: usize, words: &[Word]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (i, _) in words.iter().enumerate().filter(|(_, word)| word.capital()) {
        match out.last_mut() {
            Some(run) if run.to == i => run.to = i + 1,
            _ => out.push(Run { sentence, from: i, to: i + 1 }),
        }
    }
    out
}

/// The hashes of the initials of a run, and of the run together with the one that a small word ties to it:
/// "WHO", "BoE" is not looked for, "OAS" of "Organization of American States".
fn initials(words: &[Word], run: Run) -> Vec<u64> {
    let of = |from: usize, to: usize| {
        words.get(from..to).unwrap_or_default().iter().filter(|word| word.capital()).map(|word| word.initial)
    };
    let mut out = Vec::new();
    if run.to - run.from >= 2 {
        out.push(hash::of(of(run.from, run.to)));
    }
    let tie = words.get(run.to).is_some_and(|word| word.case == Case::Lower && word.length <= 3);
    if tie && words.get(run.to + 1).is_some_and(Word::capital) {
        let rest = words.get(run.to + 1..).unwrap_or_default().iter().take_while(|word| word.capital()).count();
        out.push(hash::of(of(run.from, run.to + 1 + rest)));
    }
    out
}

fn listed(words: &[Word], casing: Casing, knowledge: &Knowledge) -> Vec<Listed> {
    // Where all is in capitals these tell no acronyms.
    let key = |word: &Word| if casing == Casing::Capitals { word.lower } else { word.name };
    let mut out = vec![Listed::default(); words.len()];
    let mut i = 0;
    while let Some(rest) = words.get(i..).filter(|rest| !rest.is_empty()) {
        let found = knowledge.longest(rest.iter().map(key));
        let (length, lists) = found.unwrap_or((1, 0));
        let length = length.min(rest.len());
        for (n, slot) in out.iter_mut().skip(i).take(length).enumerate() {
            let part = match (length, n) {
                (1, _) => 3,
                (_, 0) => 0,
                (length, n) if n + 1 == length => 2,
                _ => 1,
            };
            *slot = Listed { lists, part };
        }
        i += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;
    use crate::analysis::Models;

    #[test]
    fn a_word_is_found_where_it_stands_first_in_a_run() {
        let article = document("He met Ann Lee Ann Bold Ann. Then Bold Ann left for Ann Lee.");
        let model = Models::embedded().model().unwrap();
        let context = Context::of(&Document::of(&article), &model.knowledge);
        for word in context.words.iter().flatten().filter(|word| word.capital()) {
            assert!(!context.places(word).is_empty());
            for (run, at) in context.places(word) {
                let own = &context.words[run.sentence][run.from..run.to];
                assert_eq!(own.iter().position(|other| other.lower == word.lower), Some(*at));
            }
        }
    }
}
