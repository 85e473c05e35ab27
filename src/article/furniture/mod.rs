//! Page furniture: lines of a scraped page that are no part of its article.
//!
//! Two steps, both learnt (`examples/train_furniture`): a line's words give two scores, and boosted trees judge these,
//! the line's shape and the company it keeps. The hidden public items are for the trainer.

pub mod line;
pub mod model;
pub mod page;

#[cfg(test)]
mod tests;

use model::{Judged, Model};
use std::sync::LazyLock;

static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../../assets/furniture.bin")));

/// Which of an article's `lines` (blocks, in order) are page furniture.
///
/// Never all of them: an article of which nothing would be left is taken as it is.
pub fn mark(lines: &[&str]) -> Vec<bool> {
    match SHIPPED.as_ref() {
        Some(model) if lines.len() > 1 => decide(&model.judge(lines), model.eager, model.careful),
        _ => vec![false; lines.len()],
    }
}

/// What counts as sure, when a page is told from a text that is mostly article.
const SURE: f32 = 0.95;
/// A page also says what only pages say: so many lines of such words, at the least.
const FEWEST: usize = 10;
const PAGE_WORDS: f32 = 3.0;
/// How sure one must be, even in a clean text, of a line whose words give it away: of a few words, and of more; and of one
/// that gives the whole line before it again and little else, as the second copy of a caption does.
const RELAXED_SHORT: f32 = 0.74;
const RELAXED_LONG: f32 = 0.9;
const REPEATED: f32 = 0.6;
/// And of a line whose words both tables are certain of.
const CERTAIN: f32 = 0.5;

/// From probabilities to a verdict. A whole page is known by many sure lines: there the `eager` threshold serves; in a
/// text that is mostly article every line marked wrongly hurts, so one must be `careful`.
pub fn decide(lines: &[Judged], eager: f32, careful: f32) -> Vec<bool> {
    let sure = lines.iter().filter(|line| line.probability >= SURE).count();
    let page_like = lines.iter().filter(|line| line.probability >= 0.9 && line.words >= PAGE_WORDS).count();
    // A table, a cell a line, looks like a menu; its words do not.
    let share = if page_like >= FEWEST { sure as f32 / lines.len() as f32 } else { 0.0 };
    let page = ((share - 0.4) / 0.2).clamp(0.0, 1.0);
    let ramp = |value: f32, from: f32, to: f32| ((value - from) / (to - from)).clamp(0.0, 1.0);
    let threshold = |line: &Judged| {
        // Words that only furniture uses make up for some doubt about the place.
        let known = ramp(line.known, -0.5, 0.5) * ramp(line.words, 0.5, 1.5);
        let known = known.max(ramp(line.words, 3.5, 6.0));
        let least = if line.few { RELAXED_SHORT } else { RELAXED_LONG };
        let relaxed = careful - (careful - least).max(0.0) * known;
        let certain = ramp(line.known.min(line.words), 4.0, 5.0);
        let relaxed = relaxed - (relaxed - CERTAIN).max(0.0) * certain;
        let careful = if line.again { relaxed.min(REPEATED) } else { relaxed };
        careful + (eager - careful) * page
    };
    let marked: Vec<bool> = lines.iter().map(|line| line.probability >= threshold(line)).collect();
    if marked.iter().all(|&m| m) { vec![false; marked.len()] } else { marked }
}
