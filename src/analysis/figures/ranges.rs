//! Two numbers that belong together: "10 to 15", "between 5 and 7", "$2-3bn"; and those that only look so: scores, votes.

use super::line::{Line, Words, words};
use super::number::{Form, clean};
use super::quantity::{Quantity, quantity};
use std::sync::LazyLock;

/// What two numbers side by side are.
pub(super) enum Pair {
    /// A lower and an upper end.
    Range(Quantity, f64),
    /// "one in five": a share.
    Share(Quantity),
    /// Two figures, each for itself: "412 to 187". What stands after them.
    Apart,
    /// No figures: "2-1", "555-0199". The token after them.
    Neither(usize),
}

/// What `first` is together with the number after it; `None` where none follows.
pub(super) fn pair(line: &Line, first: &Quantity) -> Option<Pair> {
    let (mark, at) = joint(line, first)?;
    let second = quantity(line, at)?;
    if first.form == Form::Many || second.form == Form::Many {
        return None;
    }
    if let Some(share) = share(line, first, &second, mark) {
        return Some(Pair::Share(share));
    }
    let dashed = matches!(mark, "-" | "–" | "—" | "‐" | "\u{2011}" | "−" | "~");
    let between = mark == "and" && line.is(first.from.wrapping_sub(1), "between");
    let alternative = mark == "or" && first.unit.is_none() && second.form != Form::Part;
    if !(dashed || between || alternative || matches!(mark, "to" | "through")) {
        return None;
    }
    let units_fit =
        first.unit == second.unit || first.unit.is_none() || (first.currency_first && second.unit.is_none());
    if !units_fit || chained(line, second.to) {
        let glued = dashed && line.glued(at) && first.unit.is_none() && second.unit.is_none();
        return glued.then(|| Pair::Neither(after_chain(line, second.to)));
    }
    let low = if first.scale == 1.0 && second.scale > 1.0 && first.value <= second.bare().max(999.0) {
        clean(first.value * second.scale)
    } else {
        first.value
    };
    let unit = second.unit.or(first.unit);
    let whole = Quantity {
        value: low,
        to: second.to,
        number_to: second.number_to,
        unit,
        loose: second.loose.or(first.loose),
        ..*first
    };
    if low < second.value {
        if alternative && second.value > low * 2.0 + 1.0 {
            return None;
        }
        if matches!(mark, "to" | "through") && changes(line, first.from) {
            return Some(Pair::Apart);
        }
        if dashed && !line.glued(at) && !counts(line, second.to) && unit.is_none() {
            return None;
        }
        if dashed
            && unit.is_none()
            && first.form == Form::Plain
            && !counts(line, second.to)
            && !line.is(first.from.wrapping_sub(1), "between")
        {
            return Some(Pair::Neither(second.to));
        }
        return Some(Pair::Range(whole, second.value));
    }
    // What is less is no upper end. "412 to 187" are votes, "from 14 to 12" is a change; "2-1" is a score.
    let apart = unit.is_some()
        || between
        || alternative
        || line.is(first.from.wrapping_sub(1), "from")
        || (dashed && !line.glued(at))
        || votes(line, first.from, second.to)
        || (!dashed && first.value > 20.0);
    Some(if apart { Pair::Apart } else { Pair::Neither(second.to) })
}

/// Whether a vote is told of around two numbers.
fn votes(line: &Line, from: usize, to: usize) -> bool {
    static WORDS: Words = LazyLock::new(|| {
        words(
            "vote votes voted voting ballot parliament senate house approved passed lawmakers deputies assembly chamber bill \
         majority council ratified rejected motion court ruled judges committee senators delegates abstentions congress \
         board panel",
        )
    });
    (from.saturating_sub(8)..to.saturating_add(6)).any(|one| line.within(one, &WORDS))
}

/// The word or mark between two numbers, and the place of the second.
fn joint<'a>(line: &Line<'a>, first: &Quantity) -> Option<(&'a str, usize)> {
    let at = first.to;
    match line.word(at) {
        "to" | "through" | "or" | "and" | "in" => {
            // "10- to 15-year terms", "$2 million and $3 million".
            Some((line.word(at), at + 1))
        }
        "out" if line.is(at + 1, "of") => Some(("out", at + 2)),
        mark @ ("-" | "–" | "—" | "‐" | "\u{2011}" | "−" | "~") => {
            if line.is(at + 1, "to") {
                return Some(("to", at + 2));
            }
            // A dash between blanks is a pause, unless both are the same kind of number.
            (line.glued(at) == line.glued(at + 1) && (line.glued(at) || mark != "—")).then_some((mark, at + 1))
        }
        _ => None,
    }
}

fn share(line: &Line, first: &Quantity, second: &Quantity, mark: &str) -> Option<Quantity> {
    if !matches!(mark, "in" | "out") || first.unit.is_some() || second.unit.is_some() || first.value >= second.value {
        return None;
    }
    let whole = first.value.fract() == 0.0 && second.value.fract() == 0.0 && first.value > 0.0;
    let usual = mark == "in" && first.value == 1.0 && second.value <= 1e4
        || matches!(second.value as u32, 2..=10 | 20 | 50 | 100 | 1000) && second.value <= 1000.0;
    let fits = if mark == "in" {
        (first.value == 1.0 && (first.form == Form::Spelled || second.value > 2.0))
            || (matches!(second.value as u32, 5 | 10 | 100)
                && second.to - second.from == 1
                && !line.any(second.to, &["villages", "districts", "cities", "states", "countries"]))
    } else {
        true
    };
    (whole && usual && fits).then_some(Quantity {
        value: first.value / second.value,
        to: second.to,
        number_to: second.to,
        form: Form::Part,
        ..*first
    })
}

/// Whether "from 10 to 15" is a change and no range.
fn changes(line: &Line, at: usize) -> bool {
    static VERBS: Words = LazyLock::new(|| {
        words(
            "rose rise rises risen rising fell fall falls fallen falling grew grow grown growing increase increased increases \
         increasing raise raised raises raising cut cutting drop dropped drops decline declined declining decrease \
         decreased jumped jump climbed climb went go up down lowered reduced reduce doubled expand expanded changed \
         extended slipped shrank revised upgraded narrowed widened soared",
        )
    });
    line.is(at.wrapping_sub(1), "from") && (at.saturating_sub(8)..at).any(|one| line.within(one, &VERBS))
}

/// Whether something to count follows.
fn counts(line: &Line, at: usize) -> bool {
    line.small(at) && !line.within(at, &super::about::STOPS) && !line.hyphen(at)
}

/// Whether yet another number is joined to those: a telephone number, a date.
fn chained(line: &Line, at: usize) -> bool {
    matches!(line.word(at), "-" | "–" | "/")
        && line.glued(at)
        && line.glued(at + 1)
        && line.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
}

fn after_chain(line: &Line, mut at: usize) -> usize {
    while chained(line, at) {
        at += 2;
    }
    at
}
