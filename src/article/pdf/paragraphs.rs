//! From lines to paragraphs: where one ends, and what is a heading.

use super::columns::{Line, median};
use super::heads::Page;
use crate::article::draft::MAX_BLOCKS;
use crate::article::{BlockKind, DraftBlock, is_marked, title};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Type so much larger than that of the text is a heading's.
const LARGER: f64 = 1.12;
/// A heading has no more letters.
const LONGEST_HEADING: usize = 200;
/// Lines so much further apart than most are two paragraphs, in parts of that distance.
const APART: f64 = 1.35;
/// A line that begins so far from the edge of its column is indented, in ems.
const INDENT: f64 = 0.8;
/// A line that ends so far from the edge of its column is the last of its paragraph, in ems.
const SHORT: f64 = 3.0;

/// A text, its blocks, and its title where one is set in larger type at its head.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) blocks: Vec<DraftBlock>,
}

/// Joins the lines of `pages`. Inside a block, lines stay lines, but for words that were broken at the end of one.
pub(super) fn join(pages: &[Page]) -> Text {
    let setting = Setting::of(pages);
    let mut out = Text::default();
    let mut paragraph: Vec<&Line> = Vec::new();
    for line in pages.iter().flatten() {
        if paragraph.last().is_some_and(|last| setting.parts(&paragraph, last, line)) {
            setting.end(&mut paragraph, &mut out);
        }
        paragraph.push(line);
        if out.blocks.len() >= MAX_BLOCKS {
            return out;
        }
    }
    setting.end(&mut paragraph, &mut out);
    out
}

/// How a document is set.
struct Setting {
    /// The size that most of its letters have.
    size: f64,
    /// The usual distance of two lines, in ems.
    leading: f64,
    /// Its words, in small letters.
    words: HashSet<String>,
}

impl Setting {
    fn of(pages: &[Page]) -> Self {
        let mut letters: HashMap<i64, usize> = HashMap::new();
        let (mut distances, mut words) = (Vec::new(), HashSet::new());
        for page in pages {
            for line in page {
                *letters.entry((line.run.size * 4.0).round() as i64).or_default() += line.run.text.len();
                words.extend(line.run.text.split_whitespace().map(bare).filter(|word| !word.is_empty()));
            }
            let below = page.windows(2).filter_map(|pair| match pair {
                [a, b] if a.place == b.place => Some((b.run.y - a.run.y) / a.run.size),
                _ => None,
            });
            distances.extend(below.filter(|distance| (0.8..4.0).contains(distance)));
        }
        let most = letters.into_iter().max_by_key(|(size, letters)| (*letters, -*size));
        let size = most.map_or(10.0, |(size, _)| size as f64 / 4.0);
        Self { size, leading: median(distances).unwrap_or(1.2), words }
    }

    /// Whether `next` begins a paragraph after `last`, the last line of one.
    fn parts(&self, paragraph: &[&Line], last: &Line, next: &Line) -> bool {
        let sizes = last.run.size / next.run.size;
        let is_same_type = (0.93..1.07).contains(&sizes);
        if !is_same_type || self.is_large(last) != self.is_large(next) {
            // A line of smaller type inside a paragraph is rare; a caption is not.
            return true;
        }
        let ends = title::ends_sentence(&last.run.text);
        let is_short = last.column.1 - last.run.right > next.run.size * SHORT;
        let in_list = paragraph.first().is_some_and(|first| is_marked(first.run.text.trim_start()));
        if is_marked(next.run.text.trim_start()) && (ends || is_short || in_list) {
            return true;
        }
        let distance = (next.run.y - last.run.y) / next.run.size;
        if last.place != next.place || distance < -0.5 {
            // Over the end of a column or a page a paragraph goes on where its sentence does.
            return ends && (is_short || indent(next) > INDENT || !begins_low(&next.run.text)) || self.is_large(next);
        }
        if distance > self.leading * APART {
            return true;
        }
        if self.is_large(next) {
            return false;
        }
        let is_indented = indent(next) > indent(last) + INDENT;
        ends && (is_indented || is_short) || is_indented && is_short && !begins_low(&next.run.text)
    }

    fn is_large(&self, line: &Line) -> bool {
        line.run.size > self.size * LARGER
    }

    /// Makes a block of the paragraph's lines.
    fn end(&self, paragraph: &mut Vec<&Line>, out: &mut Text) {
        let Some(first) = paragraph.first() else { return };
        let letters: usize = paragraph.iter().map(|line| line.run.text.len()).sum();
        let kind = match () {
            () if self.is_large(first) && letters <= LONGEST_HEADING => BlockKind::Heading,
            () if is_marked(first.run.text.trim_start()) => BlockKind::Item,
            () => BlockKind::Paragraph,
        };
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        let start = out.text.len();
        for (n, line) in paragraph.iter().enumerate() {
            let line = line.run.text.trim();
            if n > 0 && !self.joins_broken_word(&mut out.text, line) {
                out.text.push('\n');
            }
            out.text.push_str(line);
        }
        out.blocks.push(DraftBlock { span: Span::new(start, out.text.len()), kind });
        paragraph.clear();
    }

    /// Where `text` ends in a broken word that `next` goes on with: takes the hyphen away, unless it is the word's own,
    /// and says that nothing is to stand between.
    fn joins_broken_word(&self, text: &mut String, next: &str) -> bool {
        let is_soft = text.ends_with('\u{ad}');
        let Some(before) = text.strip_suffix(['-', '\u{ad}', '\u{2010}']) else { return false };
        let head = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let tail = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if head.is_empty() || tail.is_empty() || !head.ends_with(char::is_alphabetic) {
            return false;
        }
        let (head, tail_low) = (head.to_lowercase(), tail.to_lowercase());
        let is_own = !begins_low(next)
            || self.words.contains(&format!("{head}-{tail_low}")) && !self.words.contains(&format!("{head}{tail_low}"));
        if is_soft || !is_own {
            text.pop();
        }
        true
    }
}

/// How far from the left edge of its column a line begins, in ems.
fn indent(line: &Line) -> f64 {
    (line.run.left - line.column.0) / line.run.size
}

fn begins_low(text: &str) -> bool {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase)
}

/// A word without what stands around it; one that is cut off at a hyphen is none.
fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    if word.ends_with('-') { String::new() } else { word.to_lowercase() }
}
