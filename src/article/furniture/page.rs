//! A line among its neighbours: the numbers that the trees look at.

use super::line::{Line, OWN, Tokens, head};
use std::collections::HashMap;

/// Numbers that a line's words give.
pub const SCORES: usize = 7;
/// Which of them says how much the line reads like what no article says.
pub const KNOWN: usize = 4;
/// Neighbours on each side whose length and words are looked at.
const NEIGHBOURS: isize = 3;
/// How far the windows reach on each side.
const WINDOWS: [usize; 3] = [3, 8, 25];
/// Numbers per window.
const PER_WINDOW: usize = 3;
/// Numbers about place, page and repetition.
const PLACE: usize = 26;
/// Numbers that describe a line in its place.
pub const WIDTH: usize = OWN + SCORES + (NEIGHBOURS as usize) * 2 * 3 + WINDOWS.len() * PER_WINDOW + PLACE;

/// All lines of one document, measured.
pub struct Page {
    lines: Vec<Line>,
    scores: Vec<[f32; SCORES]>,
    /// Sums before each line: scores, prose, logarithm of the width, width of prose.
    sums: Vec<[f64; 4]>,
    previous_prose: Vec<usize>,
    next_prose: Vec<usize>,
    counts: Vec<(u32, u32)>,
    overlaps: Vec<[f32; 3]>,
    again: Vec<bool>,
    body: (usize, usize),
}

impl Page {
    /// Measures the lines; `score` says from its word buckets how much a line reads like furniture.
    pub fn new(texts: &[&str], mut score: impl FnMut(&Tokens) -> [f32; SCORES]) -> Page {
        let mut tokens = Tokens::default();
        let mut lines = Vec::with_capacity(texts.len());
        let mut scores = Vec::with_capacity(texts.len());
        for text in texts {
            lines.push(Line::read(text, &mut tokens));
            scores.push(score(&tokens));
        }
        let sums = sums(&lines, &scores);
        let (previous_prose, next_prose) = nearest_prose(&lines);
        let counts = repetitions(&lines);
        let overlaps = (0..texts.len()).map(|i| overlap(texts, i)).collect();
        let again = (0..texts.len())
            .map(|i| rest(texts, i).is_some_and(|(whole, rest)| whole >= 30 && (3..60).contains(&rest)));
        let again = again.collect();
        let body = body(&lines, &scores);
        Page { lines, scores, sums, previous_prose, next_prose, counts, overlaps, again, body }
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What the words of line `i` say.
    pub fn scores(&self, i: usize) -> [f32; SCORES] {
        self.scores[i]
    }

    /// Whether line `i` gives the whole line before it again and adds a few words, such as a credit.
    pub fn again(&self, i: usize) -> bool {
        self.again[i]
    }

    /// Whether line `i` has at most six words.
    pub fn few(&self, i: usize) -> bool {
        self.lines[i].few
    }

    /// Describes line `i`.
    pub fn row(&self, i: usize, row: &mut [f32; WIDTH]) {
        let mut out = Row { row, at: 0 };
        let line = &self.lines[i];
        out.extend(&line.own);
        out.extend(&self.scores[i]);
        for offset in (-NEIGHBOURS..=NEIGHBOURS).filter(|&offset| offset != 0) {
            match i.checked_add_signed(offset).and_then(|j| Some((self.lines.get(j)?, self.scores[j][0]))) {
                Some((other, score)) => {
                    out.extend(&[other.own[0], score, f32::from(u8::from(other.closed))]);
                }
                None => out.extend(&[-1.0, 0.0, -1.0]),
            }
        }
        for radius in WINDOWS {
            self.window(i, radius, &mut out);
        }
        self.place(i, &mut out);
        debug_assert_eq!(out.at, WIDTH);
    }

    fn window(&self, i: usize, radius: usize, out: &mut Row<'_>) {
        let (from, to) = (i.saturating_sub(radius), (i + radius + 1).min(self.len()));
        let count = (to - from) as f64;
        for which in 0..PER_WINDOW {
            out.push(((self.sums[to][which] - self.sums[from][which]) / count) as f32);
        }
    }

    fn place(&self, i: usize, out: &mut Row<'_>) {
        let flag = |on: bool| f32::from(u8::from(on));
        let n = self.len();
        let total = &self.sums[n];
        let far = |distance: usize| (distance as f32).ln_1p();
        let (before, after) = (self.previous_prose[i], self.next_prose[i]);
        out.extend(&[
            far(n),
            i as f32 / n as f32,
            far(i),
            far(n - i - 1),
            (total[0] / n as f64) as f32,
            (total[1] / n as f64) as f32,
            (total[1] as f32).ln_1p(),
            (total[3] as f32).ln_1p(),
            self.prose_share_of(i),
            far(if before == usize::MAX { n + 9 } else { i - before }),
            far(if after == usize::MAX { n + 9 } else { after - i }),
            flag(before == usize::MAX),
            flag(after == usize::MAX),
        ]);
        let gap = if before == usize::MAX || after == usize::MAX { n + 9 } else { after - before };
        out.push(far(gap));
        let (start, end) = self.body;
        out.push(flag((start..end).contains(&i)));
        out.push((i as f32 - start as f32).signum() * far(i.abs_diff(start)));
        out.push((i as f32 - end as f32).signum() * far(i.abs_diff(end)));
        out.push((end - start) as f32 / n as f32);
        let (count, seen) = self.counts[i];
        out.extend(&[far(count as usize), flag(seen > 0)]);
        let same =
            |j: Option<usize>| flag(j.and_then(|j| self.lines.get(j)).is_some_and(|l| l.key == self.lines[i].key));
        out.extend(&[same(i.checked_sub(1)), same(i.checked_add(1))]);
        out.extend(&self.overlaps[i]);
        let beside = |j: Option<usize>| j.and_then(|j| self.lines.get(j)).map_or(0.0, |l| l.own[0]);
        out.push(self.lines[i].own[0] - beside(i.checked_sub(1)).max(beside(i.checked_add(1))));
    }

    /// Share of the page's running text that stands before the line.
    fn prose_share_of(&self, i: usize) -> f32 {
        let total = self.sums[self.len()][3];
        if total > 0.0 { (self.sums[i][3] / total) as f32 } else { -1.0 }
    }
}

struct Row<'a> {
    row: &'a mut [f32; WIDTH],
    at: usize,
}

impl Row<'_> {
    fn push(&mut self, value: f32) {
        if let Some(slot) = self.row.get_mut(self.at) {
            *slot = value;
        }
        self.at += 1;
    }

    fn extend(&mut self, values: &[f32]) {
        values.iter().for_each(|&value| self.push(value));
    }
}

fn sums(lines: &[Line], scores: &[[f32; SCORES]]) -> Vec<[f64; 4]> {
    let mut sums = Vec::with_capacity(lines.len() + 1);
    let mut now = [0.0; 4];
    sums.push(now);
    for (line, &[score, ..]) in lines.iter().zip(scores) {
        now[0] += f64::from(score);
        now[1] += f64::from(u8::from(line.prose));
        now[2] += f64::from(line.own[0]);
        now[3] += if line.prose { f64::from(line.width) } else { 0.0 };
        sums.push(now);
    }
    sums
}

/// The nearest running text above and below each line, itself aside; `usize::MAX` where there is none.
fn nearest_prose(lines: &[Line]) -> (Vec<usize>, Vec<usize>) {
    let mut above = vec![usize::MAX; lines.len()];
    let mut below = vec![usize::MAX; lines.len()];
    let mut last = usize::MAX;
    for (i, line) in lines.iter().enumerate() {
        above[i] = last;
        last = if line.prose { i } else { last };
    }
    last = usize::MAX;
    for (i, line) in lines.iter().enumerate().rev() {
        below[i] = last;
        last = if line.prose { i } else { last };
    }
    (above, below)
}

/// For each line, how often its text stands in the document and how often it stood before.
fn repetitions(lines: &[Line]) -> Vec<(u32, u32)> {
    let mut counts: HashMap<u64, u32> = HashMap::with_capacity(lines.len());
    let seen: Vec<u32> = lines
        .iter()
        .map(|line| {
            let count = counts.entry(line.key).or_default();
            *count += 1;
            *count - 1
        })
        .collect();
    lines.iter().zip(seen).map(|(line, seen)| (counts.get(&line.key).copied().unwrap_or(1), seen)).collect()
}

/// Whether a line holds one of its neighbours, as a caption with its credit holds the caption; and whether one of them
/// holds it; and how much of it is left when it begins with the whole line before it.
fn overlap(texts: &[&str], i: usize) -> [f32; 3] {
    let me = head(texts[i]).trim_end_matches('.');
    let mut found = [0.0, 0.0, -1.0];
    if let Some((_, rest)) = rest(texts, i).filter(|(whole, _)| *whole >= 20) {
        found[2] = (rest as f32).ln_1p();
    }
    for offset in [-2isize, -1, 1, 2] {
        let Some(other) = i.checked_add_signed(offset).and_then(|j| texts.get(j)) else { continue };
        let other = head(other).trim_end_matches('.');
        // The distance's sign tells the first copy from the second.
        let side = if offset < 0 { 1.0 } else { -1.0 };
        if other.len() >= 20 && me.len() >= other.len() && me.contains(other) {
            found[0] = side * other.len() as f32 / me.len() as f32;
        } else if me.len() >= 20 && other.contains(me) {
            found[1] = side * me.len() as f32 / other.len() as f32;
        }
    }
    found
}

/// When a line begins with the whole line before it: the bytes of that, and of what is left.
fn rest(texts: &[&str], i: usize) -> Option<(usize, usize)> {
    let me = head(texts[i]).trim_end_matches('.');
    let before = i.checked_sub(1).and_then(|j| texts.get(j))?;
    let rest = me.strip_prefix(head(before).trim_end_matches('.'))?;
    Some((me.len() - rest.len(), rest.len()))
}

/// The stretch of lines with the most running text for the fewest other lines: where the article should be.
fn body(lines: &[Line], scores: &[[f32; SCORES]]) -> (usize, usize) {
    let (mut best, mut span) = (0.0, (0, 0));
    let (mut sum, mut start) = (0.0f32, 0);
    for (i, (line, &[score, ..])) in lines.iter().zip(scores).enumerate() {
        sum += if line.prose { (line.width / 100.0).min(3.0) } else { -0.3 - 0.15 * score.clamp(-1.0, 3.0) };
        if sum <= 0.0 {
            (sum, start) = (0.0, i + 1);
        } else if sum > best {
            (best, span) = (sum, (start, i + 1));
        }
    }
    span
}
