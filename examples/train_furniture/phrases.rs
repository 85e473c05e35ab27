//! Lines written for this trainer: what sites say around an article, and genuine short lines.

use crate::data::{Random, fold, hash};
use std::collections::HashSet;

/// Lines made of one pattern, at most.
const OF_A_PATTERN: usize = 32;

/// One line to learn from.
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) furniture: bool,
    /// How much it counts: the lines of one pattern share their weight.
    pub(crate) weight: f32,
    /// The pattern it is of: its wordings stand on one side of every split.
    family: String,
}

impl Phrase {
    /// The part of the inner split that its family belongs to.
    pub(crate) fn part(&self, parts: usize) -> usize {
        fold(&self.family, parts)
    }
}

/// The lines of `phrases.txt`, patterns written out. To measure, every wording that is held out is left out; the shipped
/// model learns from those too.
pub(crate) fn phrases(measuring: bool) -> Vec<Phrase> {
    let apart = held_out().into_iter().filter(|(_, mark)| *mark != '~');
    let mut held = HashSet::new();
    let mut out = Vec::new();
    for (text, mark) in apart {
        if measuring {
            held.insert(bare(&text));
        } else {
            out.push(Phrase { family: text.clone(), text, furniture: mark == '-', weight: 4.0 });
        }
    }
    for line in include_str!("phrases.txt").lines() {
        let (furniture, pattern) = match line.split_at_checked(2) {
            Some(("- ", text)) => (true, text),
            Some(("+ ", text)) => (false, text),
            _ => continue,
        };
        let mut random = Random(hash(pattern));
        let mut lines: Vec<String> = Vec::new();
        for _ in 0..OF_A_PATTERN * 4 {
            let text = if pattern.contains('|') { write(pattern, &mut random) } else { pattern.to_owned() };
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // Case makes another line, but a held-out wording is held out in any case.
            if lines.len() < OF_A_PATTERN && !text.is_empty() && !lines.contains(&text) && !held.contains(&bare(&text))
            {
                lines.push(text);
            }
        }
        let weight = (4.0 / (lines.len() as f32).sqrt()).max(1.5);
        out.extend(lines.into_iter().map(|text| Phrase { text, furniture, weight, family: pattern.to_owned() }));
    }
    out
}

/// The lines of `held_out.txt` with their marks: `-` furniture, `=` genuine, `~` furniture that may be trained on.
pub(crate) fn held_out() -> Vec<(String, char)> {
    let lines = include_str!("held_out.txt").lines();
    lines
        .filter_map(|line| match line.split_at_checked(2)? {
            ("- ", text) => Some((text.to_owned(), '-')),
            ("= ", text) => Some((text.to_owned(), '=')),
            ("~ ", text) => Some((text.to_owned(), '~')),
            _ => None,
        })
        .collect()
}

/// A line's letters, with one sign for all numbers.
fn bare(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars().filter(|c| c.is_alphanumeric()) {
        match (c.is_numeric(), out.ends_with('0')) {
            (true, true) => {}
            (true, false) => out.push('0'),
            _ => out.push(c),
        }
    }
    out
}

/// One wording of a pattern: of `(this|that)` one, and of a colon or space with a `?` before a bracket, it or nothing.
fn write(pattern: &str, random: &mut Random) -> String {
    let mut out = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '(' => {
                let (mut depth, mut parts) = (1, vec![String::new()]);
                for c in rest.by_ref() {
                    depth += i32::from(c == '(') - i32::from(c == ')');
                    match c {
                        ')' if depth == 0 => break,
                        '|' if depth == 1 => parts.push(String::new()),
                        c => {
                            if let Some(last) = parts.last_mut() {
                                last.push(c);
                            }
                        }
                    }
                }
                if let [only] = parts.as_slice() {
                    out.push_str(&format!("({only})"));
                } else {
                    out.push_str(&write(&parts[random.below(parts.len())], random));
                }
            }
            ' ' | ':' if rest.peek() == Some(&'?') => {
                let mut ahead = rest.clone();
                ahead.next();
                let optional = ahead.peek().is_some_and(|next| *next == '(' || c == ':' || next.is_alphabetic());
                if optional {
                    rest.next();
                }
                if !optional || random.below(2) == 0 {
                    out.push(c);
                }
            }
            c => out.push(c),
        }
    }
    out
}
