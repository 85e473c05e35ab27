//! Single quotation marks, told from apostrophes.

use super::marks::{Pair, is_opener};
use crate::text::Span;

/// A longer stretch between single marks is two apostrophes, in bytes.
const LONGEST: usize = 2000;

/// Words that an apostrophe opens.
const ELIDED: &[&str] = &["tis", "twas", "em", "til", "till", "cause", "n", "round", "bout", "nuff", "cos", "cuz"];

/// Adds to `pairs`, which are the double marks of `block` in order, those of single ones outside of them, or around them
/// where that is beyond doubt. Gives a single mark that opens the block and is not closed.
pub(super) fn pairs(text: &str, block: Span, pairs: &mut Vec<Pair>) -> Option<Span> {
    let inside = block.of(text);
    if !inside.contains(['\'', '‘', '‚']) {
        return None;
    }
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // The end of the last mark that may have closed it: after an "s", where it may be an apostrophe too.
    let mut perhaps: Option<usize> = None;
    let mut next = 0;
    let mut before: Option<char> = None;
    let mut at = block.start;
    while at < block.end {
        let rest = text.get(at..block.end).unwrap_or_default();
        if let Some(pair) = pairs.get(next).filter(|pair| pair.0.start <= at) {
            next += 1;
            if pair.0.end > at {
                at = pair.0.end;
                before = Some('”');
            }
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        let end = at + c.len_utf8();
        let after = text.get(end..block.end).and_then(|rest| rest.chars().next());
        match c {
            '‘' | '\'' | '‚' if opens(c, before, after, rest) => {
                if let (Some((start, _)), Some(close)) = (open, perhaps) {
                    found.push(Span::new(start, close));
                }
                open = Some((at, c));
                perhaps = None;
            }
            '’' | '\'' | '‘' => {
                if let Some((start, _)) = open.filter(|(start, _)| end - start <= LONGEST)
                    && let Some(sure) = closes(before, after)
                {
                    perhaps = Some(end);
                    if sure {
                        found.push(Span::new(start, end));
                        open = None;
                        perhaps = None;
                    }
                }
            }
            _ => {}
        }
        before = Some(c);
        at = end;
    }
    if let (Some((start, _)), Some(close)) = (open, perhaps) {
        found.push(Span::new(start, close));
        open = None;
    }
    merge(text, found, pairs);
    let (start, mark) = open?;
    let first = text.get(block.start..start)?.trim().is_empty();
    first.then_some(Span::new(start, start + mark.len_utf8()))
}

/// Whether a single mark may open here.
fn opens(mark: char, before: Option<char>, after: Option<char>, rest: &str) -> bool {
    let edge = before.is_none_or(|c| c.is_whitespace() || is_opener(c));
    let word = rest.get(mark.len_utf8()..).unwrap_or_default();
    let word: &str = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let elided = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3
        || ELIDED.contains(&word.to_lowercase().as_str()) && word.len() < 6;
    edge && after.is_some_and(|c| c.is_alphanumeric() || is_opener(c) || c == '…') && !elided
}

/// Whether a single mark may close here, and whether beyond doubt.
fn closes(before: Option<char>, after: Option<char>) -> Option<bool> {
    let before = before.filter(|c| !c.is_whitespace() && !is_opener(*c))?;
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let stop = !before.is_alphanumeric();
    let ends = after.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | ')' | '”' | '"'));
    Some(stop || !matches!(before, 's' | 'S') && (ends || before.is_alphanumeric()))
}

/// Brings single pairs among the double ones. One that holds double ones counts only if a stop stands before its end.
fn merge(text: &str, found: Vec<Span>, pairs: &mut Vec<Pair>) {
    let mut all: Vec<Pair> = Vec::with_capacity(found.len() + pairs.len());
    let mut doubles = std::mem::take(pairs).into_iter().peekable();
    for outer in found {
        while let Some(pair) = doubles.next_if(|pair| pair.0.start < outer.start) {
            all.push(pair);
        }
        let open = outer.of(text).chars().next().map_or(0, char::len_utf8);
        let close = outer.of(text).chars().next_back().map_or(0, char::len_utf8);
        let holds = doubles.peek().is_some_and(|pair| pair.0.start < outer.end);
        let inner = Span::new(outer.start + open, outer.end - close).of(text);
        let stopped = inner.ends_with(|c: char| !c.is_alphanumeric());
        if outer.len() <= open || holds && !stopped {
            continue;
        }
        while doubles.next_if(|pair| pair.0.start < outer.end).is_some() {}
        all.push((outer, open, close, true));
    }
    all.extend(doubles);
    *pairs = all;
}
