//! Page furniture: lines of a scraped page that are no part of its article.
//!
//! Two steps, both learnt (`examples/train_furniture`): a line's words give a score, and boosted trees judge that score,
//! the line's shape and the company it keeps. The hidden public items are for the trainer.

pub mod line;
pub mod model;
pub mod page;

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

/// From probabilities to a verdict: the cleaner a text looks as a whole, the surer one must be of each line.
pub fn decide(probabilities: &[f32], eager: f32, careful: f32) -> Vec<bool> {
    let clean = probabilities.iter().filter(|&&p| p < 0.5).count() as f32 / probabilities.len().max(1) as f32;
    let care = ((clean - 0.4) / 0.4).clamp(0.0, 1.0);
    let threshold = eager + (careful - eager) * care;
    let marked: Vec<bool> = probabilities.iter().map(|&p| p >= threshold).collect();
    if marked.iter().all(|&m| m) { vec![false; marked.len()] } else { marked }
}
