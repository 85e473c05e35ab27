//! The shipped model against the shared data, when `CROSSREAD_SHARED` names its folder (the one that holds `data/`).
//!
//! The model was learnt from these files: passing says that it is whole and loaded, not how it does on unseen pages.
//! `assets/README.md` has the cross-validated figures.

#![allow(clippy::expect_used)]

use crossread::article::furniture::mark;
use serde_json::Value;
use std::{fs, path::PathBuf};

/// Furniture removed, furniture, genuine lines lost, genuine lines.
type Counts = [usize; 4];

fn count(file: &str) -> Option<Counts> {
    let Some(folder) = std::env::var_os("CROSSREAD_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: CROSSREAD_SHARED does not name the folder that holds data/furniture/{file}");
        return None;
    };
    let text = fs::read_to_string(folder.join("data/furniture").join(file)).expect("the shared data");
    let mut counts = Counts::default();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).expect("a JSON line");
        let lines: Vec<&str> = value["lines"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
        let labels = value["labels"].as_array().expect("labels").iter().map(|label| label.as_i64() == Some(1));
        for (genuine, marked) in labels.zip(mark(&lines)) {
            let at = if genuine { 2 } else { 0 };
            counts[at] += usize::from(marked);
            counts[at + 1] += 1;
        }
    }
    Some(counts)
}

#[test]
fn residues_lose_furniture_and_little_else() {
    let Some([removed, furniture, lost, genuine]) = count("residual.dev.jsonl") else { return };
    let (removed, lost) = (removed as f64 / furniture as f64, lost as f64 / genuine as f64);
    assert!(removed > 0.214, "only {removed:.3} of the furniture removed");
    assert!(lost <= 0.008, "{lost:.4} of the genuine lines lost");
}

#[test]
fn articles_are_found_in_whole_pages() {
    let Some([removed, furniture, lost, genuine]) = count("lines.dev.jsonl") else { return };
    let kept = (genuine - lost) as f64;
    let f1 = 2.0 * kept / (2.0 * kept + (furniture - removed) as f64 + lost as f64);
    assert!(f1 >= 0.80, "line F1 {f1:.3}");
}
