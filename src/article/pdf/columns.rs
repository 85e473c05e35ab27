//! The order in which the runs of a page are read: columns from left to right, what goes across them in between.
//!
//! A gutter is a strip that few runs cross. Those that do (a headline, a wide picture's caption) part the page into bands,
//! and in every band the left of the gutter is read before the right of it, each in the same way.

use super::glyphs::Run;
use std::mem;

/// A line of a column, its runs joined.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) run: Run,
    /// The edges of the column that it stands in.
    pub(super) column: (f64, f64),
    /// Counts the columns of a page.
    pub(super) place: usize,
}

/// More runs on a page are a drawing or a table, and are read line by line.
const MAX_RUNS: usize = 3_000;
/// Columns within columns.
const MAX_DEPTH: usize = 4;
/// Lines on either side of a gutter, at the least.
const FEWEST: usize = 4;
/// How long those are in the mean, in ems: the cells of a table are shorter.
const SHORTEST: f64 = 8.0;
/// The narrowest gutter, in ems.
const NARROWEST: f64 = 0.6;

/// The lines of a page in reading order.
pub(super) fn lines(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let depth = if runs.len() > MAX_RUNS { 0 } else { MAX_DEPTH };
    let mut lines = Vec::new();
    read(runs, depth, &mut lines, &mut 0);
    lines
}

/// `runs` are sorted from the top down.
fn read(runs: Vec<Run>, depth: usize, lines: &mut Vec<Line>, place: &mut usize) {
    let gutter = if depth == 0 { None } else { gutter(&runs) };
    let Some(gutter) = gutter else {
        column(&runs, lines, *place);
        *place += 1;
        return;
    };
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let band = |left: &mut Vec<Run>, right: &mut Vec<Run>, place: &mut usize, lines: &mut Vec<Line>| {
        read(mem::take(left), depth - 1, lines, place);
        read(mem::take(right), depth - 1, lines, place);
    };
    for run in runs {
        let crosses = run.left < gutter && run.right > gutter;
        if crosses {
            band(&mut left, &mut right, place, lines);
            across.push(run);
            continue;
        }
        if !across.is_empty() {
            column(&mem::take(&mut across), lines, *place);
            *place += 1;
        }
        if run.right <= gutter { left.push(run) } else { right.push(run) }
    }
    band(&mut left, &mut right, place, lines);
    column(&across, lines, *place);
    *place += 1;
}

/// Where the gutter is that the fewest runs cross.
fn gutter(runs: &[Run]) -> Option<f64> {
    let size = median(runs.iter().map(|run| run.size).collect())?;
    let mut edges: Vec<f64> = runs.iter().map(|run| run.right).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < size / 20.0);
    // Beside a ragged edge one looks just behind each of its lines, the longest among them.
    let candidates = edges.iter().filter_map(|edge| {
        let at = edge + size * NARROWEST / 2.0;
        let (mut left, mut right, mut crossing) = (Side::default(), Side::default(), 0usize);
        for run in runs {
            match () {
                () if run.right <= at => left.add(run),
                () if run.left >= at => right.add(run),
                () => crossing += 1,
            }
        }
        let is_clear = crossing * 4 <= runs.len() && right.edges.0 - left.edges.1 >= size * NARROWEST;
        let beside = left.bottom.min(right.bottom) - left.top.max(right.top);
        (is_clear && left.is_column() && right.is_column() && beside > size * 3.0).then_some((crossing, at))
    });
    candidates.min_by_key(|(crossing, _)| *crossing).map(|(_, at)| at)
}

struct Side {
    runs: usize,
    breadth: f64,
    edges: (f64, f64),
    top: f64,
    bottom: f64,
}

impl Default for Side {
    fn default() -> Self {
        Self { runs: 0, breadth: 0.0, edges: (f64::MAX, f64::MIN), top: f64::MAX, bottom: f64::MIN }
    }
}

impl Side {
    fn add(&mut self, run: &Run) {
        self.runs += 1;
        self.breadth += (run.right - run.left) / run.size;
        self.edges = (self.edges.0.min(run.left), self.edges.1.max(run.right));
        self.top = self.top.min(run.y);
        self.bottom = self.bottom.max(run.y);
    }

    fn is_column(&self) -> bool {
        self.runs >= FEWEST && self.breadth >= self.runs as f64 * SHORTEST
    }
}

/// Joins the runs of each line of one column.
fn column(runs: &[Run], lines: &mut Vec<Line>, place: usize) {
    let left = runs.iter().map(|run| run.left).fold(f64::MAX, f64::min);
    let right = runs.iter().map(|run| run.right).fold(f64::MIN, f64::max);
    let same = |a: &Run, b: &Run| (a.y - b.y).abs() < a.size.max(b.size) * 0.4;
    for line in runs.chunk_by(same) {
        let mut line: Vec<&Run> = line.iter().collect();
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut joined: Option<Run> = None;
        for run in line {
            let Some(whole) = joined.as_mut() else {
                joined = Some(run.clone());
                continue;
            };
            if run.left - whole.right > whole.size.min(run.size) * 0.1 {
                whole.text.push(' ');
            }
            whole.text.push_str(&run.text);
            whole.right = whole.right.max(run.right);
            if run.size > whole.size {
                (whole.size, whole.y) = (run.size, run.y);
            }
        }
        lines.extend(joined.map(|run| Line { run, column: (left, right), place }));
    }
}

pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() { None } else { Some(*values.select_nth_unstable_by(middle, f64::total_cmp).1) }
}
