//! Roles that lead up to a name: "Kremlin spokesman", "its chairman, …", "the consultancy …".

use super::heads::{is_attribute, is_head};
use super::words::{is_address, is_body, is_closing, is_determiner, is_headline_verb, is_stop};
use super::{Around, MOST};
use crate::analysis::document::Shape;

/// The title right before a person: titles, what leads up to them, and the name of whom they serve.
pub(super) fn title(around: &Around) -> Option<String> {
    let to = around.found.from;
    let from = back(around, to)?;
    around.phrase(from, to)
}

/// "Its chairman, J. Munkh": the name stands in apposition to what is before the comma.
pub(super) fn headed(around: &Around) -> Option<String> {
    let comma = around.found.from.checked_sub(1)?;
    if around.word(comma) != "," || !matches!(around.word(around.found.to), "," | "." | ")" | "" | "and") {
        return None;
    }
    let mut from = comma;
    let mut titled = false;
    while let Some(before) = from.checked_sub(1) {
        let lower = around.lower(before);
        if is_determiner(&lower) || matches!(lower.as_str(), "this" | "that") || comma - before > MOST {
            break;
        }
        let capital = around.is_capital(before);
        let inner = matches!(lower.as_str(), "of" | "for" | "and" | "'s" | "’s" | "the" | "at" | "on" | "in");
        let tells = lower == "former" || is_attribute(around, before);
        if is_closing(&lower) || (!capital && !inner && is_stop(&lower) && !tells) {
            if is_closing(&lower) {
                break;
            }
            return None;
        }
        titled |= is_head(around, before);
        from = before;
    }
    // What stands before "of" has to hold the title: "the mayor of Ganta", and not "a court of the general".
    let head = (from..comma).find(|at| matches!(around.word(*at), "of" | "for")).unwrap_or(comma);
    let titled = titled && (from..head).any(|at| is_head(around, at));
    let opens = |at| is_determiner(&around.lower(at)) || around.lower(at) == "that" || is_closing(around.word(at));
    let opened = from.checked_sub(1).is_none_or(opens);
    if titled && opened { around.role(from, comma) } else { None }
}

/// "the consultancy Noordzee Metals", "the opposition Democratic Party".
pub(super) fn body(around: &Around) -> Option<String> {
    let to = around.found.from;
    let head = to.checked_sub(1)?;
    if !is_body(&around.lower(head)) || around.is_capital(head) {
        return None;
    }
    let mut from = head;
    while let Some(before) = from.checked_sub(1) {
        let lower = around.lower(before);
        let own = around.is_word(before) || around.is_hyphen(before) || matches!(lower.as_str(), "'s" | "’s");
        if !own || is_determiner(&lower) || is_stop(&lower) && !lower.ends_with("ed") || to - before > 6 {
            break;
        }
        from = before;
    }
    around.phrase(from, to)
}

/// Where the title that ends at `to` begins.
fn back(around: &Around, to: usize) -> Option<usize> {
    let (mut from, mut titled) = match office(around, to) {
        Some(title) => (title, true),
        None => (to, false),
    };
    while let Some(before) = from.checked_sub(1) {
        if to - before > MOST {
            break;
        }
        let lower = around.lower(before);
        let title = around.is_title(before) || before + 1 == to && is_head(around, before);
        if title && is_address(&lower) && around.is_capital(before) {
            // "Mr" ends it, and "Minister Mr" is none.
            if titled { break } else { return None }
        }
        let capital = around.is_capital(before);
        let behind = before.checked_sub(1).is_some_and(|at| around.is_title(at));
        let joins = matches!(lower.as_str(), "of" | "for" | "and") && behind && (titled || lower != "and");
        let glue = titled && (around.is_hyphen(before) || matches!(lower.as_str(), "'s" | "’s" | "'" | "’"));
        // A name before the title is whom it serves: "Kremlin spokesman", "Secretary of State".
        let served = capital
            && !is_determiner(&lower)
            && !is_stop(&lower)
            && (titled || before.checked_sub(2).is_some_and(|at| around.is_title(at)));
        let attribute = titled && is_attribute(around, before);
        let plain = titled && around.is_word(before) && !is_stop(&lower) && !capital;
        let after_to = before.checked_sub(1).is_some_and(|at| around.lower(at) == "to");
        if !capital && is_headline_verb(&lower, after_to) {
            break;
        }
        let modifier = around.lists.is_modifier(&lower);
        if !(title || joins || glue || served || plain || attribute || modifier) || is_determiner(&lower) {
            break;
        }
        titled |= title;
        from = before;
    }
    // A role begins with a word of its own; verbs of speech before a title have been stopped at.
    while from < to
        && (!around.is_word(from) || matches!(around.lower(from).as_str(), "of" | "for" | "and" | "'s" | "’s"))
    {
        from += 1;
    }
    (titled && from < to && around.shape(from) != Some(Shape::Other)).then_some(from)
}

/// "Minister of Arts and Culture" right before the name: where the title of an office with a name of its own stands.
fn office(around: &Around, to: usize) -> Option<usize> {
    let mut at = to.checked_sub(1).filter(|at| around.is_capital(*at) && !around.is_title(*at))?;
    while to - at < 8 {
        at = at.checked_sub(1)?;
        let lower = around.lower(at);
        let title = at.checked_sub(1).filter(|title| around.is_title(*title));
        match (lower.as_str(), title) {
            ("of" | "for", Some(title)) => return Some(title),
            ("of" | "for" | "and" | "the", _) => {}
            ("," | "." | "'s" | "’s", _) => return None,
            _ if around.is_capital(at) => {}
            _ => return None,
        }
    }
    None
}
