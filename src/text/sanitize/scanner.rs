//! One pass over the characters. What it remembers, it remembers of the characters that it kept.

use super::class::{self, Class};
use super::escape;

/// Marks on one base. Vietnamese takes two, pointed Hebrew four, the tallest Tibetan stacks eight.
const MAX_MARKS: usize = 8;
/// Emoji tied to one: the families of Unicode tie three to the first.
const MAX_TIES: usize = 8;
/// Open isolates inside one another.
const MAX_ISOLATES: usize = 8;
/// Letters of a region's flag: two for the country, up to three for its part, and one to spare.
const MAX_TAGS: usize = 6;
/// Bytes of an isolate's opening character.
const ISOLATE_BYTES: usize = 3;
const FLAG: char = '\u{1f3f4}';
const FLAG_END: char = '\u{e007f}';
const ZWJ: char = '\u{200d}';

/// What becomes of line breaks and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Kept.
    Lines,
    /// Folded into single spaces.
    OneLine,
}

/// Builds the clean text.
#[derive(Debug)]
pub(super) struct Scanner {
    out: String,
    layout: Layout,
    /// Where the isolates that stand open in this line begin in `out`; at most [`MAX_ISOLATES`].
    open: Vec<usize>,
    /// Isolates that were left out because too many stood open.
    too_deep: usize,
    /// Tags since the last [`FLAG`].
    tags: String,
    line: Line,
}

/// What the next decision in this line depends on. Direction marks and isolates do not count as kept here, because
/// an isolate's opening may have to go when the line ends.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    /// The last character kept: a base, a mark, a selector, white space.
    last: Option<char>,
    /// Whether `last` is a base, with nothing on it yet.
    bare: bool,
    /// Marks on the current base; `None` where there is no base.
    marks: Option<usize>,
    /// Whether an invisible character already stands after `last`.
    joiner: bool,
    /// Whether a direction mark already stands after `last`.
    direction: bool,
    /// A `ZWJ` after a pictograph waits for another one.
    tie: bool,
    /// Emoji tied so far.
    ties: usize,
    /// Whether the scanner's `tags` can still become a flag.
    flag: bool,
}

impl Scanner {
    /// Starts after `head`, which is whole lines of clean text; `capacity` bytes are expected.
    pub(super) fn new(head: &str, layout: Layout, capacity: usize) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str(head);
        Self { out, layout, open: Vec::new(), too_deep: 0, tags: String::new(), line: Line::default() }
    }

    pub(super) fn run(mut self, input: &str) -> String {
        let mut at = 0;
        while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.step(rest);
        }
        self.close_line();
        if self.layout == Layout::OneLine {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.out
    }

    /// Takes one character, escape sequence or run of ASCII; answers how many bytes that was.
    fn step(&mut self, rest: &str) -> usize {
        if self.layout == Layout::Lines && rest.as_bytes().first().is_some_and(|b| matches!(b, b' '..=b'~')) {
            let run = class::plain_ascii(rest.as_bytes(), false);
            let ascii = rest.get(..run).unwrap_or_default();
            self.ascii(ascii);
            return run;
        }
        let Some(c) = rest.chars().next() else { return 0 };
        match class::of(c) {
            Class::Break => {
                self.line_break();
                if rest.starts_with("\r\n") {
                    return 2;
                }
            }
            Class::Escape => return escape::reach(rest),
            Class::Drop => {}
            Class::Visible => self.visible(c),
            Class::White => self.white(c),
            Class::Tab => self.white(' '),
            Class::Mark => self.mark(c),
            Class::Joiner => self.joiner(c),
            Class::WordBreak => self.word_break(c),
            Class::Direction => self.direction(c),
            Class::Isolate => self.isolate(c),
            Class::IsolateEnd => self.isolate_end(c),
            Class::Selector => self.selector(c),
            Class::Tag => self.tag(c),
        }
        c.len_utf8()
    }

    /// A run of printable ASCII.
    fn ascii(&mut self, ascii: &str) {
        let last = ascii.chars().next_back();
        self.out.push_str(ascii);
        let bare = last != Some(' ');
        self.line = Line { last, bare, marks: bare.then_some(0), ..Line::default() };
    }

    fn visible(&mut self, c: char) {
        let mut ties = 0;
        if self.line.tie && class::is_pictograph(c) {
            self.out.push(ZWJ);
            ties = self.line.ties + 1;
        }
        self.out.push(c);
        let flag = c == FLAG;
        if flag {
            self.tags.clear();
        }
        self.line = Line { last: Some(c), bare: true, marks: Some(0), ties, flag, ..Line::default() };
    }

    fn white(&mut self, c: char) {
        let c = match self.layout {
            Layout::Lines => c,
            Layout::OneLine if matches!(self.line.last, None | Some(' ')) => return,
            Layout::OneLine => ' ',
        };
        self.out.push(c);
        self.line = Line { last: Some(c), ..Line::default() };
    }

    fn line_break(&mut self) {
        match self.layout {
            Layout::Lines => {
                self.close_line();
                self.out.push('\n');
                self.line = Line::default();
            }
            Layout::OneLine => self.white(' '),
        }
    }

    fn mark(&mut self, c: char) {
        if let Some(marks) = self.line.marks.filter(|marks| *marks < MAX_MARKS) {
            self.out.push(c);
            self.line = Line { last: Some(c), marks: Some(marks + 1), ties: self.line.ties, ..Line::default() };
        }
    }

    fn joiner(&mut self, c: char) {
        self.line.flag = false;
        let Some(last) = self.line.last.filter(|_| !self.line.joiner) else { return };
        if class::joins(last) {
            self.out.push(c);
            self.line.joiner = true;
        } else if c == ZWJ && class::is_pictograph(last) && self.line.ties < MAX_TIES {
            self.line.tie = true;
        }
    }

    fn word_break(&mut self, c: char) {
        if !self.line.joiner && self.line.last.is_some_and(class::is_unspaced) {
            self.out.push(c);
            self.line.joiner = true;
        }
    }

    fn direction(&mut self, c: char) {
        self.line.flag = false;
        if !self.line.direction {
            self.out.push(c);
            self.line.direction = true;
        }
    }

    fn isolate(&mut self, c: char) {
        self.line.flag = false;
        if self.open.len() < MAX_ISOLATES {
            self.open.push(self.out.len());
            self.out.push(c);
        } else {
            self.too_deep += 1;
        }
    }

    fn isolate_end(&mut self, c: char) {
        self.line.flag = false;
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(start) = self.open.pop() {
            if self.out.len() == start + ISOLATE_BYTES {
                self.out.truncate(start);
            } else {
                self.out.push(c);
            }
        }
    }

    fn selector(&mut self, c: char) {
        if self.line.last.is_some_and(|last| self.line.bare && class::has_variant(last, c)) {
            self.out.push(c);
            self.line = Line { last: Some(c), marks: self.line.marks, ties: self.line.ties, ..Line::default() };
        }
    }

    fn tag(&mut self, c: char) {
        if !std::mem::take(&mut self.line.flag) {
            return;
        }
        let letters = self.tags.chars().count();
        match c {
            FLAG_END if letters >= 3 => {
                self.out.push_str(&self.tags);
                self.out.push(c);
                self.line = Line { last: Some(c), marks: Some(0), ties: self.line.ties, ..Line::default() };
            }
            '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}' if letters < MAX_TAGS => {
                self.tags.push(c);
                self.line.flag = true;
            }
            _ => {}
        }
    }

    /// Takes out the isolates that this line opens and does not close.
    fn close_line(&mut self) {
        self.too_deep = 0;
        let Some(first) = self.open.first().copied() else { return };
        let tail = self.out.split_off(first);
        let mut kept = 0;
        for start in self.open.drain(..) {
            self.out.push_str(tail.get(kept..start - first).unwrap_or_default());
            kept = start - first + ISOLATE_BYTES;
        }
        self.out.push_str(tail.get(kept..).unwrap_or_default());
    }
}
