//! How exactly a figure is given: the words around it.

use super::Bound;
use super::line::{Line, Words, words};
use super::number::Form;
use super::quantity::Quantity;
use super::units::is_time;
use super::words::{Numeral, numeral};
use std::sync::LazyLock;

/// How exactly `found` is given.
pub(super) fn bound(line: &Line, found: &Quantity) -> Bound {
    if let Some(bound) = before(line, found) {
        return bound;
    }
    if let Some(bound) = after(line, found) {
        return bound;
    }
    match found.form {
        Form::Many => Bound::MoreThan,
        Form::Group if couple(line, found) => Bound::About,
        _ => Bound::Exact,
    }
}

fn couple(line: &Line, found: &Quantity) -> bool {
    matches!(numeral(line.word(found.number_to.wrapping_sub(1))), Some(Numeral::Group(2.0)))
}

/// The place of the first of the words that say so before the token `at`.
pub(super) fn start(line: &Line, at: usize) -> usize {
    static WORDS: Words = LazyLock::new(|| {
        words(
            "about around roughly approximately some nearly almost over under than more less fewer least most at up to as \
         many much no not just well only an a little estimated another further close in excess upwards above below \
         exactly",
        )
    });
    let mut from = at;
    while from > 0 && at - from < 5 && line.within(from - 1, &WORDS) {
        from -= 1;
    }
    from
}

fn before(line: &Line, found: &Quantity) -> Option<Bound> {
    use Bound::{About, AtLeast, AtMost, LessThan, MoreThan};
    let mut at = found.from;
    // "at least another 12", "about a further 30".
    if line.any(at.wrapping_sub(1), &["another", "further", "additional"]) {
        at -= 1;
        at -= usize::from(line.is(at.wrapping_sub(1), "a") || line.is(at.wrapping_sub(1), "an"));
    }
    let last = at.checked_sub(1)?;
    let prior = |n: usize| last.wrapping_sub(n);
    let word = line.word(last);
    if word.len() > 13 {
        return None;
    }
    Some(match super::line::lower(word).as_ref() {
        "than" => {
            let none = line.any(prior(2), &["no", "not"]);
            if line.any(prior(1), &["more", "greater", "higher", "larger", "bigger", "longer", "better", "older"]) {
                if none { AtMost } else { MoreThan }
            } else if line.any(prior(1), &["less", "fewer", "lower", "smaller", "shorter"]) {
                if none { AtLeast } else { LessThan }
            } else {
                return None;
            }
        }
        "about" | "around" | "roughly" | "approximately" | "approx" | "approx." | "circa" | "some" | "nearly"
        | "almost" | "estimated" | "ca." | "c." | "near" | "~" | "≈" | "virtually" => About,
        "least" if line.is(prior(1), "at") || line.reads(prior(2), "at the") => AtLeast,
        "most" if line.is(prior(1), "at") || line.reads(prior(2), "at the") => AtMost,
        "to" if line.is(prior(1), "up") => AtMost,
        "to" if line.any(prior(1), &["close", "near", "nearer", "closer"]) => About,
        "as" if line.is(prior(2), "as") && line.any(prior(1), &["many", "much", "high", "late", "long"]) => AtMost,
        "as" if line.is(prior(2), "as") && line.any(prior(1), &["few", "little", "low"]) => AtLeast,
        "over" => {
            // "over nine days" is while they passed.
            let sure = line.any(
                prior(1),
                &[
                    "just", "well", "little", "slightly", "far", "for", "lasted", "took", "after", "of", "by", "is",
                    "was",
                ],
            );
            if !sure && found.unit.is_some_and(is_time) {
                return None;
            }
            MoreThan
        }
        "above" | "exceeding" | "exceeded" | "exceeds" | "exceed" | "surpassing" | "surpassed" | "surpass"
        | "surpasses" | "topping" | "topped" | ">" => MoreThan,
        "of" if line.any(prior(1), &["upwards", "upward", "north", "excess"]) => MoreThan,
        "of" if line.any(prior(1), &["short", "shy"]) => LessThan,
        "of" if line.is(prior(1), "minimum") => AtLeast,
        "of" if line.is(prior(1), "maximum") => AtMost,
        "of" if line.reads(prior(3), "in the region") || line.reads(prior(3), "on the order") => About,
        "under" | "below" | "<" => LessThan,
        "≥" => AtLeast,
        "≤" => AtMost,
        "minimum" => AtLeast,
        "maximum" => AtMost,
        _ => return None,
    })
}

fn after(line: &Line, found: &Quantity) -> Option<Bound> {
    use Bound::{About, AtLeast, AtMost};
    [found.number_to, found.to].into_iter().find_map(|at| {
        let hyphened = line.past_hyphen(at);
        if line.word(at) == "+" && line.glued(at) {
            return Some(AtLeast);
        }
        if hyphened > at && line.is(hyphened, "odd") {
            return Some(About);
        }
        if hyphened > at && line.is(hyphened, "plus") {
            return Some(AtLeast);
        }
        match line.word(at) {
            "or" | "and" => match line.word(at + 1) {
                "more" | "above" | "over" | "higher" | "greater" | "upwards" | "up" => Some(AtLeast),
                "less" | "fewer" | "under" | "below" | "lower" if line.word(at) == "or" => Some(AtMost),
                "so" | "thereabouts" if line.word(at) == "or" => Some(About),
                _ => None,
            },
            "at" if line.is(at + 1, "least") => Some(AtLeast),
            "at" if line.is(at + 1, "most") => Some(AtMost),
            _ => None,
        }
    })
}
