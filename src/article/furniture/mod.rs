//! Page furniture: lines of a scraped page that are no part of its article.
//!
//! Two steps, both learnt (`examples/train_furniture`): a line's words give a score, and boosted trees judge that score,
//! the line's shape and the company it keeps. The hidden public items are for the trainer.

pub mod line;
pub mod model;
pub mod page;

#[cfg(test)]
mod tests;

use model::Model;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../../assets/furniture.bin")));

/// Which of an article's `lines` (blocks, in order) are page furniture.
///
/// Never all of them: an article of which nothing would be left is taken as it is.
pub fn mark(lines: &[&str]) -> Vec<bool> {
    match SHIPPED.as_ref() {
        Some(model) if lines.len() > 1 => decide(&model.probabilities(lines), model.eager, model.careful),
        _ => vec![false; lines.len()],
    }
}

/// What counts as sure, when a page is told from a text that is mostly article; and the fewest such lines of a page.
const SURE: f32 = 0.95;
const FEWEST: usize = 20;

/// From probabilities to a verdict. A whole page is known by many sure lines: there the `eager` threshold serves; in a
/// text that is mostly article every line marked wrongly hurts, so one must be `careful`.
pub fn decide(probabilities: &[f32], eager: f32, careful: f32) -> Vec<bool> {
    let sure = probabilities.iter().filter(|&&p| p >= SURE).count();
    let share = if sure >= FEWEST { sure as f32 / probabilities.len() as f32 } else { 0.0 };
    let page = ((share - 0.3) / 0.2).clamp(0.0, 1.0);
    let threshold = careful + (eager - careful) * page;
    let marked: Vec<bool> = probabilities.iter().map(|&p| p >= threshold).collect();
    if marked.iter().all(|&m| m) { vec![false; marked.len()] } else { marked }
}
