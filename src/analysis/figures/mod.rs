//! How much, how many: the figures of an article, and what they count.
//!
//! `number` reads a number in digits or words, `quantity` its unit or currency, `ranges` two that belong together, `bounds`
//! how exactly they are given, `sieve` says which are no figures, `about` what they count.

mod about;
mod bounds;
mod currencies;
pub(super) mod digits;
mod homes;
pub(super) mod line;
mod money;
pub(super) mod number;
mod quantity;
mod ranges;
mod sieve;
mod spelled;
mod units;
pub(super) mod words;

pub use units::{alike, base, unit_named};

use super::{DateMention, Document};
use crate::article::{Article, Block, BlockKind, Meta};
use crate::text::{Span, TokenKind};
use homes::Family;
use line::Line;
use quantity::{Quantity, quantity};
use ranges::Pair;
use serde::Serialize;

/// How exactly a figure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "15 deals".
    Exact,
    /// "about 15", "some 15".
    About,
    /// "at least 15".
    AtLeast,
    /// "more than 15".
    MoreThan,
    /// "up to 15".
    AtMost,
    /// "fewer than 15".
    LessThan,
    /// "10 to 15".
    Range,
}

/// One figure. Spans are bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number with its multiplier and unit: "200 billion dollars".
    pub span: Span,
    /// Its value in units of `unit`; the lower end of a range. Finite.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// An ISO 4217 code, "%", or the symbol or name of the unit: "USD", "km", "tonne".
    pub unit: Option<&'static str>,
    /// How exactly it is given.
    pub bound: Bound,
    /// What it counts, in a few words of the text: "agreements".
    pub about: Option<Span>,
}

/// Finds the figures of `document`, in the order of the text, apart from those in `dates`.
pub fn figures(document: &Document, dates: &[DateMention]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut homes = Homes::default();
    let mut dates = dates.iter().peekable();
    for sentence in &document.sentences {
        let line = Line::new(document.text, sentence);
        let mut at = 0;
        while at < line.len() {
            if !may_begin(&line, at) {
                at += 1;
                continue;
            }
            let here = line.span(at, at + 1);
            while dates.next_if(|date| date.span.end <= here.start).is_some() {}
            // "the last three years" is a date, and three years all the same.
            let taken = |date: &DateMention| date.span.overlaps(here) && !is_turned(date.span.of(document.text));
            if dates.peek().is_some_and(|date| taken(date)) {
                at += 1;
                continue;
            }
            at = read(document, &line, at, &mut homes, &mut out);
        }
    }
    out
}

/// The value and the unit of a figure that stands alone and fills `text`: "1.5m", "$200bn", "30 km".
pub fn alone(text: &str) -> Option<(f64, Option<&'static str>)> {
    let span = Span::new(0, text.len());
    let block = Block { span, kind: BlockKind::Verbatim, furniture: false };
    let article = Article { meta: Meta::default(), text: text.into(), blocks: vec![block] };
    let document = Document::of(&article);
    let [sentence] = document.sentences.as_slice() else { return None };
    let line = Line::new(document.text, sentence);
    let found = quantity(&line, 0).filter(|found| found.to == line.len() && found.value.is_finite())?;
    // Whose dollars they are no text around it tells.
    let unit = found.loose.and_then(|family| family.guess("")).or(found.unit);
    Some((found.value, unit))
}

/// Whether `date` is a length of time before or after the article's day.
fn is_turned(date: &str) -> bool {
    let begins = |word: &str| date.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    ["last ", "next ", "past ", "previous ", "coming "].into_iter().any(begins)
}

/// Whether a figure can begin at the token `at`: most tokens cost no more than this look.
fn may_begin(line: &Line, at: usize) -> bool {
    match line.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Mark) => !line.word(at).starts_with(|c: char| c.is_ascii() && c != '$'),
        Some(TokenKind::Word) => {
            let word = line.word(at);
            let code = line.kind(at + 1) == Some(TokenKind::Number)
                || matches!(line.word(at + 1), "$" | "/" | "₵")
                || (word.ends_with(|c: char| c.is_alphanumeric()) && word.bytes().any(|byte| byte.is_ascii_digit()));
            code || words::numeral(word).is_some()
        }
        _ => false,
    }
}

/// Reads the figure at the token `at`, if one begins there, and gives the place after it.
fn read(document: &Document, line: &Line, at: usize, homes: &mut Homes, out: &mut Vec<Figure>) -> usize {
    let Some(first) = quantity(line, at).or_else(|| quantity::one(line, at)) else { return at + 1 };
    let mut push = |found: Quantity, max: Option<f64>| {
        let bound = if max.is_some() { Bound::Range } else { bounds::bound(line, &found) };
        if !sieve::is_figure(line, &found, bound) {
            return;
        }
        let unit = found.loose.and_then(|family| homes.of(family, document.text)).or(found.unit);
        let value = if is_negative(line, &found) { -found.value } else { found.value };
        if !value.is_finite() || max.is_some_and(|max| !max.is_finite()) {
            return;
        }
        let about = about::about(line, &found);
        out.push(Figure { span: found.span(line), value, value_max: max, unit, bound, about });
    };
    match ranges::pair(line, &first) {
        Some(Pair::Range(whole, max)) => {
            push(whole, Some(max));
            whole.to
        }
        Some(Pair::Share(share)) => {
            push(share, None);
            share.to
        }
        Some(Pair::Neither(to)) => to,
        Some(Pair::Apart) | None => {
            push(first, None);
            first.to
        }
    }
    .max(at + 1)
}

/// "minus 5", "-5 °C".
fn is_negative(line: &Line, found: &Quantity) -> bool {
    let before = found.from.wrapping_sub(1);
    line.any(before, &["minus", "negative"])
        || (matches!(line.word(before), "-" | "−") && line.glued(found.from) && !line.glued(before))
}

/// The currencies of names that several countries share, looked up once an article.
#[derive(Default)]
struct Homes(Vec<(&'static Family, Option<&'static str>)>);

impl Homes {
    fn of(&mut self, family: &'static Family, text: &str) -> Option<&'static str> {
        if let Some((_, code)) = self.0.iter().find(|(one, _)| std::ptr::eq(*one, family)) {
            return *code;
        }
        let code = family.guess(text);
        self.0.push((family, code));
        code
    }
}

#[cfg(test)]
mod tests;
