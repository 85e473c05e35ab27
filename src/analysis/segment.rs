//! From capitalised runs to the names in them: "Russian President Vladimir Putin" is a group, a title and a person.

use super::document::{Document, Item, Sentence, Shape};
use super::runs::{PARTICLES, ROMAN};
use super::{EntityKind, lexicon::Lexicon};
use crate::text::Span;

/// A stretch of a sentence that may name something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    /// What it is, where its own words tell.
    pub(super) kind: Option<EntityKind>,
    /// Whether it needs support from elsewhere: a common word that may owe its capital to its place.
    pub(super) weak: bool,
}

/// The candidates of one sentence, in order.
pub(super) fn pieces(document: &Document, sentence: &Sentence, lexicon: &Lexicon) -> Vec<Piece> {
    let mut cutter = Cutter { document, items: &sentence.items, lexicon, out: Vec::new() };
    let mut i = 0;
    while i < sentence.items.len() {
        if cutter.opens(i) {
            let end = cutter.run_end(i);
            cutter.cut(i, end);
            i = end;
        } else {
            i += 1;
        }
    }
    cutter.out
}

/// Whether `item` is a word of a script with case that begins with a capital.
pub(super) fn is_capital(document: &Document, item: &Item) -> bool {
    matches!(item.shape, Shape::Capitalised | Shape::Upper)
        && document.word(item).chars().next().is_some_and(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// Whether token `i` begins its sentence, or what is quoted or listed in it.
pub(super) fn is_initial(document: &Document, items: &[Item], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).and_then(|j| items.get(j)) else { return true };
    match document.word(before) {
        "“" | "\"" | "‘" | ":" | "•" | "—" | "–" | "..." | "…" | "*" | "." | "?" | "!" | ";" | "|" => true,
        "-" | "(" | "'" => i == 1,
        _ => false,
    }
}

/// One sentence on the way to its pieces.
pub(super) struct Cutter<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) items: &'d [Item],
    pub(super) lexicon: &'d Lexicon,
    out: Vec<Piece>,
}

impl Cutter<'_> {
    pub(super) fn word(&self, i: usize) -> &str {
        self.items.get(i).map_or("", |item| self.document.word(item))
    }

    pub(super) fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|item| is_capital(self.document, item))
    }

    fn span(&self, from: usize, to: usize) -> &str {
        let (Some(a), Some(b)) = (self.items.get(from), to.checked_sub(1).and_then(|j| self.items.get(j))) else {
            return "";
        };
        Span::new(a.span.start, b.span.end).of(self.document.text)
    }

    pub(super) fn kind(&self, from: usize, to: usize) -> Option<EntityKind> {
        let name = self.span(from, to);
        if name.contains('’') { self.lexicon.kind(&name.replace('’', "'")) } else { self.lexicon.kind(name) }
    }

    fn push(&mut self, from: usize, to: usize, mut kind: Option<EntityKind>, weak: bool) {
        if from < to {
            // "Ingrid Castle" and "Matsumoto" may be people too: the cues decide.
            let city = to == from + 1 && self.lexicon.is_lesser_city(self.word(from));
            if kind == Some(EntityKind::Place) && (city || (to == from + 2 && self.kind(from, to).is_none())) {
                kind = None;
            }
            self.out.push(Piece { from, to, kind, weak });
        }
    }

    fn cut(&mut self, mut from: usize, to: usize) {
        if let Some(kind) = self.kind(from, to) {
            return self.push(from, to, Some(kind), false);
        }
        let first = self.lower(from);
        if is_initial(self.document, self.items, from) && self.lexicon.is_common(&first) {
            let particle = PARTICLES.contains(&first.as_str()) && to > from + 1;
            let leads = particle
                || self.lexicon.is_title(&first)
                || self.lexicon.is_modifier(&first)
                || self.kind(from, from + 1).is_some();
            if to == from + 1 {
                if !self.lexicon.is_title(&first) {
                    self.push(from, to, None, true);
                }
                return;
            }
            if !leads && self.whole_kind(from, to).is_none() {
                from += 1;
                while from < to && !self.opens(from) {
                    from += 1;
                }
                if from == to {
                    return;
                }
            }
        }
        self.cut_names(from, to);
    }

    /// What the first and the last word say about a whole run.
    fn whole_kind(&self, from: usize, to: usize) -> Option<EntityKind> {
        if to < from + 2 {
            return match self.lower(from).as_str() {
                "games" | "olympics" => Some(EntityKind::Event),
                _ => None,
            };
        }
        // "World War II".
        let to = if to > from + 2 && ROMAN.contains(&self.word(to - 1)) { to - 1 } else { to };
        let (first, last) = (self.lower(from), self.lower(to - 1));
        if to == from + 2 && matches!(first.as_str(), "hurricane" | "typhoon" | "cyclone") {
            return Some(EntityKind::Event);
        }
        let joined = (from..to).any(|i| matches!(self.word(i), "of" | "for" | "on"));
        if self.lexicon.is_event_tail(&last) && !joined {
            return Some(EntityKind::Event);
        }
        if joined && self.lexicon.is_org_head(&first) && !self.lexicon.is_place_head(&first) {
            return Some(EntityKind::Organization);
        }
        if self.lexicon.is_org_tail(&last) && !matches!(first.as_str(), "mr" | "mrs" | "ms" | "mr." | "mrs." | "ms.") {
            return Some(EntityKind::Organization);
        }
        if self.lexicon.is_place_tail(&last) {
            return Some(EntityKind::Place);
        }
        if joined {
            let head = (from..to).take_while(|i| !matches!(self.word(*i), "of" | "for" | "on")).last()?;
            let head = self.lower(head);
            if self.lexicon.is_org_head(&head) || self.lexicon.is_org_tail(&head) {
                return Some(EntityKind::Organization);
            }
        }
        (to - from <= 4 && self.lexicon.is_place_head(&first)).then_some(EntityKind::Place)
    }

    fn cut_names(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        if let Some(kind) = self.kind(from, to) {
            return self.push(from, to, Some(kind), false);
        }
        let title = (from..to).find(|i| self.is_title(*i));
        // "General Motors Corp" is no general; "Bank President Ann Post" is rare enough to lose.
        if let Some(kind) = self.whole_kind(from, to)
            && (title.is_none() || kind != EntityKind::Place)
        {
            return self.push(from, to, Some(kind), false);
        }
        if let Some(title) = title {
            return self.cut_title(from, title, to);
        }
        for end in (from + 1..to.min(from + 4)).rev() {
            match self.kind(from, end) {
                // "Scottish Enterprise", "Indian Wells".
                Some(EntityKind::Group) if end + 1 == to && self.is_plain(end) => break,
                Some(EntityKind::Group) => {
                    self.push(from, end, Some(EntityKind::Group), false);
                    return self.cut_names(self.past_hyphen(end), to);
                }
                Some(kind) if end > from + 1 => {
                    self.push(from, end, Some(kind), false);
                    return self.cut_names(self.past_hyphen(end), to);
                }
                _ => {}
            }
        }
        // "World Property Organization Daren Tang": a name runs on behind an organisation.
        let tail = (from + 1..to.saturating_sub(2)).find(|i| {
            let lower = self.lower(*i);
            self.lexicon.is_org_tail(&lower) && self.lexicon.is_org_head(&lower)
        });
        if let Some(tail) = tail
            && to <= tail + 4
            && self.opens(tail + 1)
        {
            self.push(from, tail + 1, Some(EntityKind::Organization), false);
            return self.push(tail + 1, to, None, false);
        }
        self.push(from, to, None, to == from + 1 && self.is_plain(from));
    }

    /// Whether a capitalised word is a common one, so that alone it names nothing.
    fn is_plain(&self, i: usize) -> bool {
        let lower = self.lower(i);
        self.lexicon.is_common(&lower) && self.items.get(i).is_some_and(|item| item.shape == Shape::Capitalised)
    }

    fn past_hyphen(&self, i: usize) -> usize {
        if self.word(i) == "-" { i + 1 } else { i }
    }

    fn is_title(&self, i: usize) -> bool {
        let lower = self.lower(i);
        self.lexicon.is_title(&lower)
    }

    fn cut_title(&mut self, from: usize, title: usize, to: usize) {
        let mut left = title;
        while left > from && (self.lexicon.is_modifier(&self.lower(left - 1)) || self.word(left - 1) == "-") {
            left -= 1;
        }
        self.cut_names(from, left);
        let mut right = title + 1;
        while right < to {
            let lower = self.lower(right);
            let leads = self.is_title(right) || matches!(lower.as_str(), "-" | "of" | "and" | "for" | "the" | "&");
            let office =
                matches!(self.word(right - 1), "of" | "and") || (right + 1 < to && self.lexicon.is_modifier(&lower));
            if !(leads || office) {
                break;
            }
            right += 1;
        }
        if right < to {
            match self.whole_kind(right, to) {
                Some(kind) if to > right + 1 => self.push(right, to, Some(kind), false),
                _ => self.push(right, to, Some(EntityKind::Person), false),
            }
        }
    }
}
