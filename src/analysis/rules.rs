//! The recogniser: which words of a document name something, and what. This core is made of rules; whatever replaces it
//! reads the same [`Document`] and answers with the same [`Found`].

use super::EntityKind;
pub(super) use super::recognizer::Found;
use super::cues::{self, Points};
use super::document::{Document, Item, Sentence, Shape};
use super::lexicon::Lexicon;
use super::segment::{self, Piece};
use crate::text::{Span, TokenKind};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the recogniser knows: loaded once, shared by all threads.
pub struct Models {
    lexicon: Lexicon,
}

impl Models {
    /// The models embedded in the program.
    pub fn embedded() -> &'static Models {
        static MODELS: LazyLock<Models> = LazyLock::new(|| Models { lexicon: Lexicon::read() });
        &MODELS
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The names in `document`, in order and without overlap.
    pub fn recognize(&self, document: &Document) -> Vec<Found> {
        let lexicon = &self.lexicon;
        let pieces: Vec<Vec<Piece>> = document
            .sentences
            .iter()
            .map(|s| if s.shouted() || !document.english { Vec::new() } else { segment::pieces(document, s, lexicon) })
            .collect();
        let evidence = Evidence::gather(document, &pieces, lexicon);
        let mut out = Vec::new();
        for (n, (sentence, pieces)) in document.sentences.iter().zip(&pieces).enumerate() {
            if sentence.shouted() || !document.english {
                known_only(document, n, sentence, lexicon, &evidence, &mut out);
            }
            for piece in pieces.iter().flat_map(|piece| evidence.parted(document, sentence, piece)) {
                let piece = &piece;
                if let Some(kind) = evidence.kind(document, sentence, piece, lexicon)
                    && let Some(span) = span_of(sentence, piece.from, piece.to)
                {
                    out.push(Found { span, kind, sentence: n, from: piece.from, to: piece.to });
                }
            }
        }
        out
    }
}

fn span_of(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    Some(Span::new(sentence.items.get(from)?.span.start, last.span.end))
}

/// What the document as a whole says about its candidates.
struct Evidence<'a> {
    points: HashMap<&'a str, Points>,
    /// Surfaces decided by their own words or by the lists.
    settled: HashMap<&'a str, EntityKind>,
    /// First and last words of the full names of persons.
    surnames: HashSet<&'a str>,
    given: HashSet<&'a str>,
    /// First words of organisations of several words.
    org_firsts: HashSet<&'a str>,
    acronyms: HashSet<String>,
    /// Words seen in lower case.
    lower: HashSet<&'a str>,
    /// Places that the document is "in" or "near".
    located: HashSet<&'a str>,
    /// Candidates seen inside a sentence, where a capital is no accident.
    inner: HashSet<&'a str>,
}

impl<'a> Evidence<'a> {
    fn gather(document: &Document<'a>, pieces: &[Vec<Piece>], lexicon: &Lexicon) -> Self {
        let mut all = Evidence {
            points: HashMap::new(),
            settled: HashMap::new(),
            surnames: HashSet::new(),
            given: HashSet::new(),
            org_firsts: HashSet::new(),
            acronyms: HashSet::new(),
            lower: HashSet::new(),
            located: HashSet::new(),
            inner: HashSet::new(),
        };
        for (sentence, pieces) in document.sentences.iter().zip(pieces) {
            let small = sentence.items.iter().filter(|item| item.shape == Shape::Lower && item.kind == TokenKind::Word);
            all.lower.extend(small.map(|item| document.word(item)));
            for piece in pieces.iter().filter(|piece| !piece.weak) {
                let Some(span) = span_of(sentence, piece.from, piece.to) else { continue };
                let name = span.of(document.text);
                if !segment::is_initial(document, &sentence.items, piece.from) {
                    all.inner.insert(name);
                }
                match piece.kind {
                    Some(kind) => {
                        if kind == EntityKind::Place && is_located(document, sentence, piece) {
                            all.located.insert(name);
                        }
                        all.settled.entry(name).or_insert(kind);
                    }
                    None => {
                        let points = cues::around(document, &sentence.items, piece, lexicon);
                        let own = || cues::inside(document, &sentence.items, piece, lexicon);
                        all.points.entry(name).or_insert_with(own).add(points);
                    }
                }
            }
        }
        for (sentence, pieces) in document.sentences.iter().zip(pieces) {
            for piece in pieces.iter().filter(|piece| piece.to > piece.from + 1 && !piece.weak) {
                all.learn_parts(document, sentence, piece, lexicon);
            }
        }
        all
    }

    fn learn_parts(&mut self, document: &Document<'a>, sentence: &Sentence, piece: &Piece, lexicon: &Lexicon) {
        let Some(span) = span_of(sentence, piece.from, piece.to) else { return };
        let own = sentence.items.get(piece.from..piece.to).unwrap_or_default();
        let name = span.of(document.text);
        // Parts are what blanks part: "Krawczyk" alone is not the surname "Zięba-Krawczyk".
        let (Some((first, _)), Some((_, surname))) = (name.split_once(' '), name.rsplit_once(' ')) else { return };
        let kind = piece.kind.or_else(|| self.points.contains_key(name).then(|| self.points_of(name).best()).flatten());
        match kind {
            Some(EntityKind::Person) => {
                // A country's name is no surname here; a lesser city's may be.
                if lexicon.is_lesser_city(surname) || lexicon.kind(surname) != Some(EntityKind::Place) {
                    self.surnames.insert(surname);
                }
                self.given.insert(first);
            }
            Some(EntityKind::Organization) => {
                self.org_firsts.insert(first);
                let initials: String = own
                    .iter()
                    .filter(|i| i.shape != Shape::Lower)
                    .filter_map(|i| document.word(i).chars().next())
                    .collect();
                if initials.chars().count() > 1 && initials.chars().all(char::is_uppercase) {
                    self.acronyms.insert(initials);
                }
            }
            _ => {}
        }
    }

    /// "Putin-Xi" as two names, where the document knows both; any other piece as it is.
    fn parted(&self, document: &Document, sentence: &Sentence, piece: &Piece) -> Vec<Piece> {
        let word = |i: usize| sentence.items.get(i).map_or("", |item| document.word(item));
        let known = |name: &str| {
            let seen = self.surnames.contains(name) || self.given.contains(name);
            seen || self.settled.contains_key(name) || self.points.contains_key(name)
        };
        let pair = piece.to == piece.from + 3 && piece.kind.is_none() && word(piece.from + 1) == "-";
        if pair && known(word(piece.from)) && known(word(piece.from + 2)) {
            return vec![Piece { to: piece.from + 1, ..*piece }, Piece { from: piece.from + 2, ..*piece }];
        }
        vec![*piece]
    }

    /// What `piece` is here, or nothing.
    fn kind(&self, document: &Document, sentence: &Sentence, piece: &Piece, lexicon: &Lexicon) -> Option<EntityKind> {
        let name = span_of(sentence, piece.from, piece.to)?.of(document.text);
        let single = !name.contains(' ');
        if let Some(kind) = piece.kind {
            // "Washington said" of a man called so further up, but never "in Washington".
            let person =
                single && kind == EntityKind::Place && self.surnames.contains(name) && !self.located.contains(name);
            return Some(if person { EntityKind::Person } else { kind });
        }
        if let Some(kind) = self.settled.get(name) {
            return Some(*kind);
        }
        if single {
            let initial = segment::is_initial(document, &sentence.items, piece.from);
            if self.surnames.contains(name) || (self.given.contains(name) && !(piece.weak && initial)) {
                return Some(EntityKind::Person);
            }
            if self.acronyms.contains(name) {
                return Some(EntityKind::Organization);
            }
            let lower = name.to_lowercase();
            let plain = lexicon.is_common(&lower) || self.lower.contains(lower.as_str());
            let upper = sentence.items.get(piece.from).is_some_and(|item| item.shape == Shape::Upper);
            if upper && name.len() > 3 && lexicon.kind(&title_case(name)) == Some(EntityKind::Place) {
                return Some(EntityKind::Place);
            }
            if !upper
                && (plain
                    || (initial
                        && !self.inner.contains(name)
                        && !self.is_supported(name, &lower)
                        && !self.acts(document, sentence, piece, &lower)))
            {
                return None;
            }
        }
        if !name.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1) {
            return None;
        }
        let mut points = self.points_of(name);
        if piece.weak {
            points.add(cues::inside(document, &sentence.items, piece, lexicon));
            points.add(cues::around(document, &sentence.items, piece, lexicon));
        }
        if single && self.org_firsts.contains(name) {
            points.organization += 3;
        }
        points.best()
    }

    /// Whether a word seen only at the head of sentences is a name all the same.
    fn is_supported(&self, name: &str, lower: &str) -> bool {
        let points = self.points.get(name).copied().unwrap_or_default();
        !looks_common(lower) && points.most() >= 4
    }

    /// "Putin met Xi Jinping": a sentence's first word, unknown, with its verb.
    fn acts(&self, document: &Document, sentence: &Sentence, piece: &Piece, lower: &str) -> bool {
        !looks_common(lower) && sentence.items.get(piece.to).is_some_and(|item| cues::acts(document.word(item)))
    }

    /// The points of a name of several words, and those of its last word where that stands alone.
    fn points_of(&self, name: &str) -> Points {
        let mut points = self.points.get(name).copied().unwrap_or_default();
        if let Some((_, last)) = name.rsplit_once(' ')
            && let Some(alone) = self.points.get(last)
        {
            points.add(*alone);
        }
        points
    }

    /// What a whole name is known as, for a sentence whose capitals tell nothing.
    fn known(&self, name: &str, lexicon: &Lexicon) -> Option<EntityKind> {
        let long = name.contains(' ');
        lexicon
            .kind(name)
            .or_else(|| self.settled.get(name).copied())
            .or_else(|| (long && self.points.contains_key(name)).then(|| self.points_of(name).best()).flatten())
            .or_else(|| {
                if lexicon.is_common(&name.to_lowercase()) {
                    None
                } else if self.surnames.contains(name) {
                    Some(EntityKind::Person)
                } else if self.acronyms.contains(name) {
                    Some(EntityKind::Organization)
                } else {
                    self.inner.contains(name).then(|| self.points.get(name)?.best()).flatten()
                }
            })
    }
}

/// Endings that a name seldom has and a sentence's first word often.
fn looks_common(lower: &str) -> bool {
    ["ing", "ly", "tion", "tions", "ment", "ments", "ness", "ed", "ers", "ism", "ity", "ies"]
        .iter()
        .any(|s| lower.ends_with(s))
}

fn is_located(document: &Document, sentence: &Sentence, piece: &Piece) -> bool {
    let before = piece.from.checked_sub(1).and_then(|i| sentence.items.get(i)).map_or("", |item| document.word(item));
    matches!(before, "in" | "In" | "at" | "near" | "from" | "to" | "around" | "across" | "outside" | "into" | "through")
}

/// The longest known names of a sentence, where its capitals are no evidence.
fn known_only(
    document: &Document,
    n: usize,
    sentence: &Sentence,
    lexicon: &Lexicon,
    evidence: &Evidence,
    out: &mut Vec<Found>,
) {
    let mut i = 0;
    while let Some(item) = sentence.items.get(i) {
        let mut found = None;
        if segment::is_capital(document, item) {
            let word = document.word(item);
            let longer = lexicon.begins_longer(word) || !evidence.points.is_empty();
            let longest = if item.shape == Shape::Upper || longer { 5 } else { 1 };
            for to in (i + 1..=(i + longest).min(sentence.items.len())).rev() {
                let Some(span) = span_of(sentence, i, to) else { continue };
                let name = span.of(document.text);
                let kind = evidence.known(name, lexicon).or_else(|| {
                    // "CHINA", "PUTIN" in a headline of capitals.
                    (sentence.shouted() && item.shape == Shape::Upper && name.len() > 3)
                        .then(|| evidence.known(&title_case(name), lexicon))
                        .flatten()
                });
                // "Vladimir" of "Vladimir Putin" is no city here.
                let part = to == i + 1 && lexicon.is_lesser_city(name) && bare_run(document, sentence, lexicon, i) > to;
                if let Some(kind) = kind.filter(|_| !part) {
                    found = Some(Found { span, kind, sentence: n, from: i, to });
                    break;
                }
            }
        }
        let run = bare_run(document, sentence, lexicon, i);
        if found.is_none() && document.english && (i + 2..i + 4).contains(&run) {
            found = span_of(sentence, i, run).map(|span| Found {
                span,
                kind: EntityKind::Person,
                sentence: n,
                from: i,
                to: run,
            });
        }
        i = found.map_or(i + 1, |found| found.to);
        out.extend(found);
    }
}

/// One past the capitalised words from `i` on that are no English words: a person's name, in a headline in Title Case.
fn bare_run(document: &Document, sentence: &Sentence, lexicon: &Lexicon, i: usize) -> usize {
    let bare = |item: &&Item| {
        let lower = document.word(item).to_lowercase();
        let place = |word: &str| lexicon.is_place_noun(word) || lexicon.is_place_head(word);
        let plain = |word: &str| lexicon.is_common(word) || lexicon.is_title(word) || place(word);
        let inflected = ["s", "es", "d", "ed", "ing"].iter().any(|end| lower.strip_suffix(end).is_some_and(plain));
        item.shape == Shape::Capitalised
            && segment::is_capital(document, item)
            && !(plain(&lower) || inflected || lexicon.is_function(&lower) || lexicon.is_no_name(&lower))
    };
    i + sentence.items.iter().skip(i).take(4).take_while(bare).count()
}

/// "NEW YORK" as "New York".
pub(super) fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    for c in name.chars() {
        if begins {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        begins = !c.is_alphanumeric();
    }
    out
}
