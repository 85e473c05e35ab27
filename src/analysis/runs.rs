//! Where a capitalised run ends: what holds "Ministry of Health", "Jean-Claude Juncker" and "Ursula von der Leyen"
//! together.

use super::document::Shape;
use super::segment::Cutter;
use crate::text::{Span, TokenKind};

pub(super) const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "del", "della", "di", "la", "le", "van", "von", "der", "den", "ter", "bin", "ibn", "al",
    "el", "du", "des", "ul", "bint", "binti", "ten", "y", "e", "zu", "abu", "las", "los", "af", "av",
];
/// Particles that no English sentence holds in small letters but before a family name.
const LEADING: &[&str] =
    &["de", "van", "von", "bin", "ibn", "dos", "del", "della", "di", "ter", "bint", "binti", "al", "el"];
const SUFFIXES: &[&str] = &[
    "led", "run", "born", "made", "like", "wide", "era", "held", "day", "year", "age", "free", "plus", "man", "bred",
    "type",
];
pub(super) const ROMAN: &[&str] = &["II", "III", "IV", "V", "VI", "VII", "VIII", "X", "XI", "XII", "XIV", "XVI"];
const OFFICES: &[&str] = &["state", "staff", "defense", "defence", "treasury", "police", "commerce", "interior"];

impl Cutter<'_> {
    /// Whether a name may begin at token `i`.
    pub(super) fn opens(&self, i: usize) -> bool {
        if !self.capital(i) {
            // "al-Bashir", "el-Sisi"; "von der Leyen", "bin Salman" behind a small word.
            let hyphen = self.items.get(i + 1).is_some_and(|item| item.glued) && self.word(i + 1) == "-";
            if hyphen {
                return matches!(self.word(i), "al" | "el" | "ash" | "ad") && self.capital(i + 2);
            }
            let more = usize::from(PARTICLES.contains(&self.word(i + 1)));
            return LEADING.contains(&self.word(i)) && self.capital(i + 1 + more) && self.near(i + 1 + more);
        }
        if self.word(i + 1) == "$" && self.items.get(i + 1).is_some_and(|item| item.glued) {
            return false;
        }
        let lower = self.lower(i);
        // "US" and "UN" are written like no pronoun.
        self.items.get(i).is_some_and(|item| item.shape == Shape::Upper && self.lexicon.kind(self.word(i)).is_some())
            || !(self.lexicon.is_no_name(&lower) || self.lexicon.is_function(&lower))
    }

    /// Whether tokens `i` and `i - 1` stand one blank apart.
    fn near(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (i.checked_sub(1).and_then(|j| self.items.get(j)), self.items.get(i)) else {
            return false;
        };
        matches!(Span::new(a.span.end, b.span.start).of(self.document.text), " " | "\u{a0}" | "  ")
    }

    /// One past the last token of the run that begins at `from`.
    pub(super) fn run_end(&self, from: usize) -> usize {
        let mut end = from + 1;
        // A run is a name: a page of capitals is none.
        while end < from + 16 {
            match self.extended(from, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    fn extended(&self, from: usize, end: usize) -> Option<usize> {
        let next = self.items.get(end)?;
        let word = self.word(end);
        if self.opens(end) || (ROMAN.contains(&word) && self.near(end)) {
            return self.near(end).then_some(end + 1);
        }
        if word == "-" && next.glued && self.items.get(end + 1).is_some_and(|item| item.glued) {
            return self.hyphenated(from, end);
        }
        if next.kind == TokenKind::Possessive || (matches!(word, "'" | "’") && next.glued) {
            // "People's Republic", "Children's Fund": the owner is a common word.
            let owner = self.lexicon.is_common(&self.lower(end - 1)) && self.kind(end - 1, end).is_none();
            return (owner && self.opens(end + 1) && self.near(end + 1)).then_some(end + 2);
        }
        if word == "," && self.is_office(from, end) && self.is_common_word(end - 1) && self.lists_on(end + 1) {
            return Some(end + 2);
        }
        if !self.near(end) {
            return None;
        }
        let skip = usize::from(self.word(end + 1) == "the");
        let target = end + 1 + skip;
        // "Saint Vincent and the Grenadines".
        if matches!(word, "and" | "of")
            && self.opens(target)
            && (from..end).any(|i| self.lexicon.begins_longer(self.word(i)) && self.kind(i, target + 1).is_some())
        {
            return Some(target + 1);
        }
        let last = self.lower(end - 1);
        match word {
            "of" | "for" | "on" if self.opens(target) => {
                let head = (from..end).any(|i| {
                    let lower = self.lower(i);
                    self.lexicon.is_org_head(&lower) || (word == "of" && self.lexicon.is_place_head(&lower))
                }) || self.lexicon.is_org_tail(&last);
                let minister = last == "minister"
                    || (self.lexicon.is_title(&last) && OFFICES.contains(&self.lower(target).as_str()));
                let office = word == "of" && minister;
                (head || office).then_some(target + 1)
            }
            "&" if self.opens(end + 1) => Some(end + 2),
            "and" if self.opens(end + 1) && self.is_common_word(end - 1) => {
                let closing = self.closing_tail(end + 1).filter(|tail| *tail > end + 1);
                let listed = (closing.is_none() || (from..end).any(|i| self.word(i) == ","))
                    && self.is_office(from, end)
                    && self.is_common_word(end + 1);
                (listed || (closing.is_some() && !self.lexicon.is_org_tail(&last))).then_some(end + 2)
            }
            particle if PARTICLES.contains(&particle) => {
                let more = usize::from(PARTICLES.contains(&self.word(end + 1)));
                self.opens(end + 1 + more).then_some(end + 2 + more)
            }
            _ => None,
        }
    }

    fn is_common_word(&self, i: usize) -> bool {
        self.lexicon.is_common(&self.lower(i))
    }

    /// Whether a run speaks of what an organisation is for: "Ministry of Health", "Commission on the Status".
    fn is_office(&self, from: usize, end: usize) -> bool {
        let mut words = from..end;
        words.any(|i| {
            let lower = self.lower(i);
            lower == "minister" || self.lexicon.is_org_head(&lower)
        }) && words.any(|i| matches!(self.word(i), "of" | "for" | "on"))
    }

    /// The last word of the capitalised words from `i` on, where it ends an organisation's name.
    fn closing_tail(&self, i: usize) -> Option<usize> {
        let last = (i..i + 4).take_while(|i| self.opens(*i)).last()?;
        self.lexicon.is_org_tail(&self.lower(last)).then_some(last)
    }

    /// Whether "Fisheries and Water" of "Ministry of Agriculture, Fisheries and Water" stands at `i`.
    fn lists_on(&self, i: usize) -> bool {
        let mut words = (i..i + 8).skip_while(|i| (self.opens(*i) && self.is_common_word(*i)) || self.word(*i) == ",");
        self.opens(i)
            && words.next().is_some_and(|and| {
                and > i && self.word(and) == "and" && self.is_common_word(and + 1) && self.opens(and + 1)
            })
    }

    /// "Jean-Claude Juncker" and "Kim Jong-un" go on; "China-Russia" and "Putin-Xi" are two names.
    fn hyphenated(&self, from: usize, end: usize) -> Option<usize> {
        let right = self.lower(end + 1);
        if PARTICLES.contains(&self.lower(end - 1).as_str()) && self.capital(end + 1) {
            return Some(end + 2);
        }
        if !self.capital(end + 1) {
            let word = self.items.get(end + 1)?;
            // "Gyu-won", but not "Army-led" and not "Jakarta-based".
            let short = right.len() <= 4 && end > from + 1 && !SUFFIXES.contains(&right.as_str());
            let plain = self.lexicon.is_common(&right) && !short;
            if self.word(end - 1) == "Co" {
                return Some(end + 2);
            }
            let name = word.kind == TokenKind::Word && !plain && right.len() <= 6;
            return (name && self.kind(end - 1, end).is_none() && (end > from + 1 || right.len() <= 4))
                .then_some(end + 2);
        }
        if self.kind(end - 1, end + 2).is_some() || self.lexicon.is_title(&right) {
            return Some(end + 2);
        }
        if self.kind(end - 1, end).is_some() || self.kind(end + 1, end + 2).is_some() {
            // "Florida-Caribbean Cruise Association".
            return self.closing_tail(end + 1).filter(|tail| *tail > end + 2).map(|_| end + 2);
        }
        // Joined for now: the document decides whether two names were meant.
        self.opens(end + 1).then_some(end + 2)
    }
}
