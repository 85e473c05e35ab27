//! What an article calls a person or an organisation: the title before the name, the apposition after it or that the name
//! itself is in, "who heads the Y", "is the Z". Whatever is no clause with "who" has a noun for a person or a body for
//! its head; "of the Y" alone is none. By the words beside one mention alone; costs time in proportion
//! to a bounded number of them.

mod after;
mod before;
mod heads;
#[cfg(test)]
mod tests;
mod words;

use super::Found;
use super::document::{Document, Sentence, Shape};
use super::names::Lists;
use super::{EntityKind, slug};
use crate::text::{Span, TokenKind, sanitize};

/// Tokens of a role, at most.
const MOST: usize = 16;

/// A mention with what stands around it.
struct Around<'d> {
    document: &'d Document<'d>,
    sentence: &'d Sentence,
    found: &'d Found,
    lists: &'static Lists,
    person: bool,
}

/// The roles that stand beside one mention, as they are written, without determiner.
pub(super) fn beside(document: &Document, found: &Found) -> Vec<String> {
    let Some(sentence) = document.sentences.get(found.sentence) else { return Vec::new() };
    let person = found.kind == EntityKind::Person;
    let around = Around { document, sentence, found, lists: Lists::embedded(), person };
    let roles = match found.kind {
        EntityKind::Person => {
            vec![before::title(&around), before::headed(&around), after::apposition(&around), after::copula(&around)]
        }
        EntityKind::Organization => vec![before::body(&around), after::apposition(&around), after::copula(&around)],
        _ => return Vec::new(),
    };
    roles.into_iter().flatten().collect()
}

/// The words of a role that say something: slugs, without those of grammar.
pub(crate) fn content(role: &str) -> impl Iterator<Item = String> {
    let small = |word: &String| {
        matches!(
            word.as_str(),
            "" | "of"
                | "the"
                | "a"
                | "an"
                | "for"
                | "and"
                | "s"
                | "in"
                | "at"
                | "who"
                | "on"
                | "to"
                | "from"
                | "former"
                | "is"
        )
    };
    role.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’')).map(slug).filter(move |word| !small(word))
}

impl Around<'_> {
    fn word(&self, at: usize) -> &str {
        self.sentence.items.get(at).map_or("", |item| self.document.word(item))
    }

    fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.sentence.items.get(at).map(|item| item.kind)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.sentence.items.get(at).map(|item| item.shape)
    }

    fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word) || self.kind(at) == Some(TokenKind::Number)
    }

    fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Capitalised | Shape::Upper))
    }

    fn is_title(&self, at: usize) -> bool {
        self.lists.is_title(&self.lower(at))
    }

    /// Whether a hyphen stands here that joins two words: a dateline's has blanks around it.
    fn is_hyphen(&self, at: usize) -> bool {
        let glued = |at: usize| self.sentence.items.get(at).is_some_and(|item| item.glued);
        self.word(at) == "-" && glued(at) && glued(at + 1)
    }

    /// The words from `from` to `to`, where they have a head that a person or a body can be.
    fn role(&self, from: usize, to: usize) -> Option<String> {
        heads::head(self, from, to)?;
        self.phrase(from, to)
    }

    fn phrase(&self, from: usize, to: usize) -> Option<String> {
        // "who owns the bar and" goes on after the end.
        let mut to = to;
        while to > from && words::is_joining(&self.lower(to - 1)) {
            to -= 1;
        }
        let last = self.sentence.items.get(to.checked_sub(1)?)?;
        let text = Span::new(self.sentence.items.get(from)?.span.start, last.span.end).of(self.document.text);
        let clean = sanitize::line(text);
        let role = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        (!role.is_empty() && role.len() <= 120).then_some(role)
    }
}
