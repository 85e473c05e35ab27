//! What stands on page after page and is no part of the text: running heads, feet, page numbers.

use super::columns::Line;
use std::collections::HashMap;

/// So many lines from the edge of a page a running head stands at most.
const EDGE: usize = 2;
/// On so many pages it is one; in a short text, on all of them.
const PAGES: usize = 3;

/// A page's lines in reading order.
pub(super) type Page = Vec<Line>;

/// Takes them out of `pages`.
pub(super) fn remove(pages: &mut [Page]) {
    let enough = PAGES.min(pages.len());
    if enough < 2 {
        return;
    }
    // Of the pages on which a line stands at a height, as many as it takes.
    let mut seen: HashMap<(String, i64), Vec<usize>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for key in edges(page).into_iter().filter_map(|at| key(page.get(at)?)) {
            let on = seen.entry(key).or_default();
            if on.len() < enough && on.last() != Some(&number) {
                on.push(number);
            }
        }
    }
    // The same head may stand a point higher or lower on the other pages.
    let often = |(words, y): (String, i64)| {
        let mut on: Vec<usize> =
            (y - 1..=y + 1).filter_map(|y| seen.get(&(words.clone(), y))).flatten().copied().collect();
        on.sort_unstable();
        on.dedup();
        on.len() >= enough
    };
    let heads = |page: &Page| -> Vec<usize> {
        edges(page).into_iter().filter(|at| page.get(*at).and_then(key).is_some_and(&often)).collect()
    };
    // Pages that say nothing else are a form, or slides.
    if pages.iter().all(|page| heads(page).len() == page.len()) {
        return;
    }
    for page in pages.iter_mut() {
        let gone = heads(page);
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The lines next to the upper and the lower edge.
fn edges(page: &Page) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    let y = |at: &usize| page.get(*at).map_or(0.0, |line| line.run.y);
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let mut edges: Vec<usize> = order.iter().take(EDGE).chain(order.iter().rev().take(EDGE)).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// What a line says but for its numbers, and how far down it says it, in tens of points.
fn key(line: &Line) -> Option<(String, i64)> {
    let mut words = String::new();
    for word in line.run.text.split_whitespace().take(24) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = !bare.is_empty() && (bare.bytes().all(|b| b.is_ascii_digit()) || is_roman(bare));
        words.push_str(if is_number { "#" } else { word });
        words.push(' ');
    }
    // Longer lines that stand twice are the text's own.
    (line.run.text.len() <= 200).then_some((words, (line.run.y / 10.0).round() as i64))
}

fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|b| b"ivxlc".contains(&b))
}
