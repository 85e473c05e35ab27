//! Roles that follow a name: "X, the director of the clinic,", "X, who heads the Y", "X of the Y", "X is the mayor".

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
        "of" if around.person => place(around, at),
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
        titled |= before_of && around.is_title(to);
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
    if !opened || !closed || listed && !determined || time || named || is_stop(&first) && first != "former" {
        return None;
    }
    around.phrase(from, to)
}

/// "Saskia de Wit of Harmattan Securities".
pub(super) fn belongs(around: &Around) -> Option<String> {
    if !around.person || !matches!(around.word(around.found.to), "of" | "from") {
        None
    } else {
        place(around, around.found.to)
    }
}

fn place(around: &Around, at: usize) -> Option<String> {
    let from = if around.lower(at + 1) == "the" { at + 2 } else { at + 1 };
    if !around.is_capital(from) {
        return None;
    }
    let inner = |to: usize| {
        around.is_capital(to) || (matches!(around.word(to), "of" | "for" | "-") && around.is_capital(to + 1))
    };
    let to = (from..from + MOST).find(|to| !inner(*to))?;
    around.phrase(at, to)
}

/// "X is the mayor of Z".
pub(super) fn copula(around: &Around) -> Option<String> {
    let at = around.found.to;
    if !matches!(around.word(at), "is" | "was" | "became" | "remains") || !is_determiner(&around.lower(at + 1)) {
        return None;
    }
    let from = at + 2;
    let head =
        (from..from + 6).take_while(|to| !ends(around, *to) && !matches!(around.word(*to), "of" | "for" | "to" | "in"));
    let titled = head
        .into_iter()
        .any(|to| if around.person { around.is_title(to) } else { super::words::is_body(&around.lower(to)) });
    let to = (from..from + MOST).find(|to| ends(around, *to) || around.word(*to) == "and")?;
    if titled { around.phrase(from, to) } else { None }
}
