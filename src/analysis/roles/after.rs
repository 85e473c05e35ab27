//! Roles that follow a name: "X, the director of the clinic,", "X, who heads the Y", "X is the mayor".

use super::heads::{is_attribute, is_head};
use super::words::{is_closing, is_determiner, is_duty, is_stop, is_verb};
use super::{Around, MOST};
use crate::text::TokenKind;

/// The apposition after a comma, or what "who" says; an age may stand between.
pub(super) fn apposition(around: &Around) -> Option<String> {
    let mut at = around.found.to;
    if !matches!(around.word(at), "," | "—" | "–" | "(") {
        return None;
    }
    at += 1;
    if around.lower(at) == "aged" {
        at += 1;
    }
    if around.kind(at) == Some(TokenKind::Number) && around.word(at + 1) == "," {
        at += 2;
    }
    match around.lower(at).as_str() {
        "who" | "which" => duty(around, at + 1),
        // "X, whose village lies below", says nothing of X.
        "whose" | "of" => None,
        _ => described(around, at),
    }
}

/// "who heads the Y", "who is the mayor of Z".
fn duty(around: &Around, at: usize) -> Option<String> {
    let mut at = at;
    while matches!(around.lower(at).as_str(), "also" | "now" | "has" | "had" | "once") {
        at += 1;
    }
    let verb = around.lower(at);
    if matches!(verb.as_str(), "is" | "was") {
        return described(around, at + 1);
    }
    if !is_duty(&verb) {
        return None;
    }
    let to = (at + 1..at + MOST).find(|to| ends(around, *to))?;
    if to > at + 1 { around.phrase(at, to) } else { None }
}

fn ends(around: &Around, at: usize) -> bool {
    is_closing(around.word(at)) || is_verb(&around.lower(at)) || matches!(around.word(at), "who" | "which")
}

/// A description: it begins with a determiner or a possessor, or is a bare title.
fn described(around: &Around, from: usize) -> Option<String> {
    let determined = is_determiner(&around.lower(from));
    let from = if determined { from + 1 } else { from };
    let mut to = from;
    let (mut titled, mut possessed, mut before_of) = (false, false, true);
    while to < from + MOST && !is_closing(around.word(to)) {
        let lower = around.lower(to);
        if is_verb(&lower) {
            return None;
        }
        if matches!(lower.as_str(), "who" | "which" | "that" | "whose") {
            break;
        }
        before_of &= !matches!(lower.as_str(), "of" | "for" | "at" | "in" | "from" | "with");
        titled |= before_of && around.person && is_head(around, to);
        possessed |= before_of && matches!(lower.as_str(), "'s" | "’s");
        to += 1;
    }
    // "X, Y and Z" lists names; "a day later" is a time.
    let capital = around.is_capital(from);
    let listed = capital && !titled && !possessed;
    let first = around.lower(from);
    let time =
        matches!(first.as_str(), "day" | "week" | "year" | "month" | "first" | "last" | "moment" | "result" | "move");
    let opened = determined || titled || (possessed && !around.person);
    let closed = to < from + MOST;
    let named = determined && capital && !titled && !possessed && around.person;
    if !opened || !closed || listed && !determined || time || named {
        return None;
    }
    let stopped = is_stop(&first) && first != "former" && !is_attribute(around, from);
    if stopped { None } else { around.role(from, to) }
}

/// "X is the mayor of Z".
pub(super) fn copula(around: &Around) -> Option<String> {
    let at = around.found.to;
    if !matches!(around.word(at), "is" | "was" | "became" | "remains") || !is_determiner(&around.lower(at + 1)) {
        return None;
    }
    let from = at + 2;
    let to = (from..from + MOST).find(|to| ends(around, *to) || around.word(*to) == "and")?;
    around.role(from, to)
}
