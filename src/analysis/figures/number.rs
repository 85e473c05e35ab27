//! One number of the text, in digits or words, without its unit.

use super::digits::{Digits, digits};
use super::line::Line;
use super::spelled;
use super::words::{Numeral, numeral, suffix_scale};
use crate::text::TokenKind;

/// A number and the tokens that give it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::analysis) struct Number<'a> {
    /// Its first token.
    pub(in crate::analysis) from: usize,
    /// The token after its last.
    pub(in crate::analysis) to: usize,
    /// What it says.
    pub(in crate::analysis) value: f64,
    /// What its multiplier is: a million in "1.2 million", else 1.
    pub(super) scale: f64,
    /// How it is written.
    pub(super) form: Form,
    /// Letters glued to it that do not multiply: "km".
    pub(super) suffix: &'a str,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Form {
    /// "1200": digits and nothing else.
    Plain,
    /// "1,200", "1.5", "3 million", "½".
    Digits,
    /// "twenty-one".
    Spelled,
    /// "a third", "two thirds", "1/2".
    Part,
    /// "a dozen", "a couple of": as good as a noun.
    Group,
    /// "dozens of": more than one of them.
    Many,
}

/// Reads the number that begins at the token `at`.
pub(in crate::analysis) fn number<'a>(line: &Line<'a>, at: usize) -> Option<Number<'a>> {
    let found = match line.kind(at)? {
        TokenKind::Number => in_digits(line, at)?,
        TokenKind::Word => spelled::spelled(line, at)?,
        _ => return None,
    };
    found.value.is_finite().then_some(found)
}

fn in_digits<'a>(line: &Line<'a>, at: usize) -> Option<Number<'a>> {
    of_digits(line, at, digits(line.word(at))?)
}

/// The number that begins with `first`, the digits in the token at `at`.
pub(super) fn of_digits<'a>(line: &Line<'a>, at: usize, first: Digits<'a>) -> Option<Number<'a>> {
    let form = if first.is_plain() { Form::Plain } else { Form::Digits };
    let mut out = Number { from: at, to: at + 1, value: first.value, scale: 1.0, form, suffix: first.suffix };
    if !first.suffix.is_empty() {
        // "10m" is ten metres where a metre is meant: the unit decides.
        if first.suffix != "m"
            && let Some(scale) = suffix_scale(first.suffix)
        {
            out = Number { suffix: "", ..out.times(scale) };
        }
        return Some(out);
    }
    thousands(line, &mut out, first);
    parts(line, &mut out);
    scales(line, &mut out);
    and_a_part(line, &mut out);
    Some(out)
}

impl Number<'_> {
    /// The same, multiplied.
    pub(super) fn times(self, scale: f64) -> Self {
        let form = if matches!(self.form, Form::Plain) { Form::Digits } else { self.form };
        Self { value: clean(self.value * scale), scale: self.scale * scale, form, ..self }
    }
}

/// Without what binary fractions leave behind: 2.3 million is no 2,299,999.9999999995.
pub(super) fn clean(value: f64) -> f64 {
    let round = value.round();
    if value.abs() >= 1.0 && (value - round).abs() < 1e-9 * value.abs() { round } else { value }
}

/// "1 200 000", with any one blank between the groups.
fn thousands(line: &Line, out: &mut Number, first: Digits) {
    if first.whole(1..=3).is_none() || first.body.starts_with('0') {
        return;
    }
    loop {
        let group = digits(line.word(out.to));
        let mut blank = line.gap(out.to).chars();
        let parted = blank.next().is_some_and(|c| c.is_whitespace() && c != '\n') && blank.next().is_none();
        let Some(group) = group.filter(|group| parted && group.body.len() == 3 && group.body.parse::<u16>().is_ok())
        else {
            return;
        };
        let next = out.value * 1000.0 + group.value;
        // "12 300" on its own could be two numbers; groups that are glued to a unit are not looked at.
        if !group.suffix.is_empty() {
            return;
        }
        (out.value, out.to, out.form) = (next, out.to + 1, Form::Digits);
    }
}

/// "10½", "10 1/2", "1/2".
fn parts(line: &Line, out: &mut Number) {
    let sign = line.word(out.to);
    if !sign.is_ascii()
        && line.glued(out.to)
        && let Some(part) = digits(sign)
    {
        (out.value, out.to, out.form) = (out.value + part.value, out.to + 1, Form::Digits);
        return;
    }
    if let Some(part) = ratio(line, out.from) {
        (out.value, out.to, out.form) = (part, out.from + 3, Form::Part);
    } else if !line.glued(out.to)
        && out.value < 1000.0
        && let Some(part) = ratio(line, out.to)
    {
        (out.value, out.to, out.form) = (out.value + part, out.to + 3, Form::Digits);
    }
}

fn ratio(line: &Line, at: usize) -> Option<f64> {
    if line.word(at + 1) != "/" || !line.glued(at + 1) || !line.glued(at + 2) || line.word(at + 3) == "/" {
        return None;
    }
    let small = |at: usize| digits(line.word(at))?.whole(1..=2);
    let (above, below) = (small(at)?, small(at + 2)?);
    (0 < above && above < below && matches!(below, 2..=6 | 8 | 10 | 16)).then(|| above as f64 / below as f64)
}

/// "million", "thousand million", "hundred".
pub(super) fn scales(line: &Line, out: &mut Number) {
    for _ in 0..3 {
        let at = line.past_hyphen(out.to);
        let scale = match numeral(line.word(at)) {
            Some(Numeral::Scale(scale)) => scale,
            Some(Numeral::Hundred) if out.value < 1000.0 => 100.0,
            Some(Numeral::Group(12.0)) => 12.0,
            _ => return,
        };
        *out = Number { to: at + 1, ..out.times(scale) };
    }
}

/// "and a half", "and three quarters": of the multiplier, where there is one. A multiplier may follow.
pub(super) fn and_a_part(line: &Line, out: &mut Number) {
    // "two and a half", "two-and-a-half".
    let and = line.past_hyphen(out.to);
    if !line.is(and, "and") {
        return;
    }
    let next = line.past_hyphen(and + 1);
    let (count, at) = match numeral(line.word(next)) {
        Some(Numeral::Article) => (1.0, line.past_hyphen(next + 1)),
        Some(Numeral::One(count)) if (1.0..10.0).contains(&count) => (count, line.past_hyphen(next + 1)),
        _ => return,
    };
    let Some(Numeral::Part(part)) = numeral(line.word(at)) else { return };
    // "a day and a third of the night".
    if count == 1.0 && part != 0.5 && part != 0.25 {
        return;
    }
    let of_all = count * part * out.scale;
    if let Some(Numeral::Scale(_)) = numeral(line.word(at + 1)) {
        if out.scale > 1.0 {
            return;
        }
        (out.value, out.to) = (out.value + count * part, at + 1);
        scales(line, out);
    } else {
        (out.value, out.to) = (clean(out.value + of_all), at + 1);
    }
    if out.form == Form::Plain {
        out.form = Form::Digits;
    }
}
