//! Which quotation marks belong together, block by block.
//!
//! One pass over a block pairs double marks of all forms with a short stack, a second one pairs single marks, told from
//! apostrophes by what touches them. Only outermost pairs are given: what stands quoted inside a quotation belongs to it. A mark
//! without its fellow costs no other pair: if the next block opens with the same mark, the quotation goes on there; else it
//! ends with the sentence or the block, or was none.

use super::signature::signature;
use super::singles;
use crate::text::Span;

/// A stretch between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// With its marks.
    pub(super) outer: Span,
    /// Without them and without blanks at its edges.
    pub(super) inner: Span,
    /// Whether it goes on with what the block before left open.
    pub(super) continues: bool,
    /// Whether the marks are single ones.
    pub(super) single: bool,
    /// The name that signs it, if it is a block of its own.
    pub(super) signature: Option<Span>,
}

/// Forms of marks. Those of one family close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Curly,
    Straight,
    Low,
    Guillemet,
    Angle,
    Corner,
    WhiteCorner,
    Single,
}

impl Family {
    /// Whether writers mix the two.
    fn mixes(self, other: Family) -> bool {
        let plain = |family| matches!(family, Family::Curly | Family::Straight | Family::Low);
        self == other || plain(self) && plain(other)
    }
}

#[derive(Clone, Copy)]
struct Open {
    family: Family,
    /// Where the mark stands.
    mark: Span,
    /// Whether it opens the other way round: »so«, ”so”.
    reversed: bool,
}

/// Marks that may be open within one another; more are nobody's quotation.
const DEEPEST: usize = 8;

/// The outermost pairs of all `blocks`, in order.
pub(super) fn pieces(text: &str, blocks: &[Span]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut carried: Option<Family> = None;
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).and_then(|next| opening(text, *next));
        carried = paired(text, *block, carried, next, &mut out);
    }
    out
}

/// Makes one piece of each block that is a quotation as a whole, unless marks hold nearly all of it. What signs one is no
/// part of it, and signs those right before it too.
pub(super) fn with_blocks(text: &str, pieces: Vec<Piece>, blocks: impl Iterator<Item = Span>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    // The first piece that what is to come may sign, and where the block before ends.
    let (mut unsigned, mut ended) = (0, 0);
    for whole in blocks {
        while let Some(piece) = rest.next_if(|piece| piece.outer.end <= whole.start) {
            out.push(piece);
        }
        let from = out.len();
        let beside = |c: char| c.is_whitespace() || c == '>';
        if text.get(ended..whole.start).is_none_or(|between| !between.chars().all(beside)) {
            unsigned = from;
        }
        ended = whole.end;
        let signature = signature(text, whole);
        let block = signature.map_or(whole, |(line, _)| Span::new(whole.start, line));
        while let Some(piece) = rest.next_if(|piece| piece.outer.start < block.end) {
            out.push(piece);
        }
        while rest.next_if(|piece| piece.outer.start < whole.end).is_some() {}
        let inner = trimmed(text, block);
        let held = out.get(from..).unwrap_or_default();
        let marked = matches!(held, [only] if only.outer.len() * 4 >= block.len() * 3);
        if !marked && inner.of(text).chars().any(char::is_alphanumeric) {
            out.truncate(from);
            out.push(Piece { outer: block, inner, continues: false, single: false, signature: None });
        }
        if let Some((_, name)) = signature {
            out.iter_mut().skip(unsigned).for_each(|piece| piece.signature = Some(name));
            unsigned = out.len();
        }
    }
    out.extend(rest);
    out
}

/// The family of the mark that `block` opens with.
fn opening(text: &str, block: Span) -> Option<Family> {
    let inside = block.of(text);
    let mut letters = inside.trim_start().chars();
    Some(match letters.next()? {
        '“' | '”' | '‟' => Family::Curly,
        '"' | '＂' => Family::Straight,
        '„' => Family::Low,
        '«' | '»' => Family::Guillemet,
        '‹' => Family::Angle,
        '「' => Family::Corner,
        '『' => Family::WhiteCorner,
        '‘' => Family::Single,
        '\'' if letters.next().is_some_and(char::is_alphanumeric) => Family::Single,
        _ => return None,
    })
}

/// Pairs the marks of one block. Gives the family that it leaves open for the next, which opens with `next`.
fn paired(
    text: &str,
    block: Span,
    carried: Option<Family>,
    next: Option<Family>,
    out: &mut Vec<Piece>,
) -> Option<Family> {
    let (mut pairs, mut left) = doubles(text, block);
    let single = singles::pairs(text, block, &mut pairs);
    outside(&mut left, &pairs);
    // What is left open: the last of them may go on in the next block, the others end here.
    let mut goes_on = None;
    let last = pairs.last().map_or(block.start, |pair| pair.0.end);
    let mut recovered: Vec<Pair> = Vec::new();
    let to_the_end = |mark: Span, single: bool| (Span::new(mark.start, block.end), mark.len(), 0, single);
    if let Some(open) = left.pop_if(|open| open.mark.start >= last) {
        let capital = text.get(open.mark.end..block.end).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if next.is_some_and(|next| next.mixes(open.family)) && (capital || begins_sentence(text, block, open.mark)) {
            goes_on = Some(open.family);
        }
        if goes_on.is_some() || begins_sentence(text, block, open.mark) {
            recovered.push(to_the_end(open.mark, false));
        }
    } else if let (Some(Family::Single), Some(mark)) = (next, single)
        && mark.start >= last
    {
        goes_on = Some(Family::Single);
        recovered.push(to_the_end(mark, true));
    }
    let mut following = 0;
    for (at, open) in left.iter().enumerate() {
        while pairs.get(following).is_some_and(|pair| pair.0.start < open.mark.start) {
            following += 1;
        }
        let others = [pairs.get(following).map(|pair| pair.0.start), left.get(at + 1).map(|open| open.mark.start)];
        let end = others.into_iter().flatten().min().unwrap_or(last.max(open.mark.end));
        let rest = Span::new(open.mark.end, end).of(text);
        let stop = rest.char_indices().find(|(at, c)| is_stop(*c) && rest.get(at + c.len_utf8()..).is_some_and(blank));
        if let (Some((at, c)), true) = (stop, begins_sentence(text, block, open.mark)) {
            let outer = Span::new(open.mark.start, open.mark.end + at + c.len_utf8());
            recovered.push((outer, open.mark.len(), 0, false));
        }
    }
    pairs.extend(recovered);
    pairs.sort_by_key(|pair| pair.0.start);
    let from = out.len();
    for (outer, opened, closed, single) in pairs {
        let inner = trimmed(text, Span::new(outer.start + opened, outer.end.saturating_sub(closed)));
        if inner.of(text).chars().any(char::is_alphanumeric) {
            out.push(Piece { outer, inner, continues: false, single, signature: None });
        }
    }
    if let (Some(_), Some(first)) = (carried, out.get_mut(from)) {
        first.continues = text.get(block.start..first.outer.start).is_some_and(|gap| gap.trim().is_empty());
    }
    goes_on
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

fn blank(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// Whether an unpaired mark stands where a sentence of somebody's would begin.
fn begins_sentence(text: &str, block: Span, mark: Span) -> bool {
    let mut before = text.get(block.start..mark.start).unwrap_or_default().trim_end_matches(' ');
    if before.chars().next_back().is_some_and(char::is_whitespace) {
        before = "";
    }
    let opens = before.is_empty() || before.ends_with(['.', ':', ',', '?', '!', '…', '—', '–']);
    opens && text.get(mark.end..block.end).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Without blanks at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let kept = inside.trim_start();
    let start = span.start + inside.len() - kept.len();
    Span::new(start, start + kept.trim_end().len())
}

/// With its marks, the bytes of each of these, and whether they are single ones.
pub(super) type Pair = (Span, usize, usize, bool);

/// The outermost pairs of double marks, in order, and the marks that stayed open outside of them.
fn doubles(text: &str, block: Span) -> (Vec<Pair>, Vec<Open>) {
    let inside = block.of(text);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut left: Vec<Open> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut mark = Span::new(block.start + at, block.start + at + c.len_utf8());
        // "''so''" and `""so""`: two typed for one.
        if matches!(c, '"' | '\'' | '`' | '‘' | '’')
            && let Some((_, second)) = chars.next_if(|(_, second)| *second == c)
        {
            mark.end += second.len_utf8();
        } else if matches!(c, '\'' | '`' | '‘' | '’') {
            before = Some(c);
            continue;
        }
        let after = chars.peek().map(|(_, c)| *c);
        let touch = Touch { before, after };
        before = Some(c);
        let Some(step) = step(c, touch, &stack) else { continue };
        match step {
            Step::Open(family, reversed) => {
                if stack.len() == DEEPEST {
                    left.push(stack.remove(0));
                }
                stack.push(Open { family, mark, reversed });
            }
            Step::Close(at) => {
                let opened = stack.drain(at..).next();
                if let Some(open) = opened {
                    let outer = Span::new(open.mark.start, mark.end);
                    while pairs.last().is_some_and(|pair| pair.0.start > outer.start) {
                        pairs.pop();
                    }
                    pairs.push((outer, open.mark.len(), mark.len(), false));
                }
            }
        }
    }
    left.extend(stack);
    left.sort_by_key(|open| open.mark.start);
    (pairs, left)
}

/// Leaves out what stands inside `pairs`; both are in order.
fn outside(left: &mut Vec<Open>, pairs: &[Pair]) {
    let mut next = 0;
    left.retain(|open| {
        while pairs.get(next).is_some_and(|pair| pair.0.end <= open.mark.start) {
            next += 1;
        }
        pairs.get(next).is_none_or(|pair| open.mark.start < pair.0.start)
    });
}

/// What touches a mark.
#[derive(Clone, Copy)]
struct Touch {
    before: Option<char>,
    after: Option<char>,
}

impl Touch {
    /// Whether a word could begin after the mark.
    fn opens(self) -> bool {
        let edge = self.before.is_none_or(|c| c.is_whitespace() || is_opener(c));
        edge && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether a word could have ended before it.
    fn closes(self) -> bool {
        let edge = self.after.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric());
        edge && self.before.is_some_and(|c| !c.is_whitespace() && !is_opener(c))
    }
}

/// What a quotation may follow without a blank.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '„' | '«' | '"' | '\'' | '*' | '_' | '>' | '¿' | '¡'
    )
}

enum Step {
    Open(Family, bool),
    Close(usize),
}

/// What the mark `c` does where `stack` is open.
fn step(c: char, touch: Touch, stack: &[Open]) -> Option<Step> {
    let top = |family: Family| stack.iter().rposition(|open| open.family == family);
    let mixed = |family: Family| top(family).or_else(|| stack.iter().rposition(|open| open.family.mixes(family)));
    let reversed = |family: Family, way: bool| {
        stack.iter().rposition(|open| open.family == family && open.reversed == way).map(Step::Close)
    };
    match c {
        '“' => match top(Family::Low) {
            Some(at) if !touch.opens() => Some(Step::Close(at)),
            _ if touch.closes() && !touch.opens() => mixed(Family::Curly).map(Step::Close),
            _ => Some(Step::Open(Family::Curly, false)),
        },
        '”' => match mixed(Family::Curly) {
            Some(at) => Some(Step::Close(at)),
            None => touch.opens().then_some(Step::Open(Family::Curly, true)),
        },
        '‟' | '〝' => Some(Step::Open(Family::Curly, false)),
        '‘' => Some(Step::Open(Family::Curly, false)),
        '’' | '〞' => mixed(Family::Curly).map(Step::Close),
        '`' => Some(Step::Open(Family::Straight, false)),
        '„' => Some(Step::Open(Family::Low, false)),
        '"' | '＂' | '\'' => {
            let opens = touch.opens() && !touch.closes();
            match mixed(Family::Straight) {
                Some(at) if !opens => Some(Step::Close(at)),
                _ => (opens || touch.opens() || !touch.closes()).then_some(Step::Open(Family::Straight, false)),
            }
        }
        '«' => reversed(Family::Guillemet, true).or(Some(Step::Open(Family::Guillemet, false))),
        '»' => {
            reversed(Family::Guillemet, false).or_else(|| touch.opens().then_some(Step::Open(Family::Guillemet, true)))
        }
        '‹' => Some(Step::Open(Family::Angle, false)),
        '›' => top(Family::Angle).map(Step::Close),
        '「' => Some(Step::Open(Family::Corner, false)),
        '」' => top(Family::Corner).map(Step::Close),
        '『' => Some(Step::Open(Family::WhiteCorner, false)),
        '』' => top(Family::WhiteCorner).map(Step::Close),
        _ => None,
    }
}
