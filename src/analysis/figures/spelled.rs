//! Numbers in words: "a hundred and five", "half a million", "two thousand million", "two thirds", "dozens".

use super::line::Line;
use super::number::{Form, Number, and_a_part, clean};
use super::words::{Numeral, numeral};

/// What has been read so far of a number in words.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// What is done with: the thousands of "two thousand and five".
    total: f64,
    /// What the next multiplier takes.
    group: f64,
    /// The smallest multiplier so far.
    scale: f64,
    /// What the last word was.
    last: Option<Numeral>,
}

/// Reads the number in words that begins at the token `at`.
pub(super) fn spelled<'a>(line: &Line<'a>, at: usize) -> Option<Number<'a>> {
    let first = numeral(line.word(at))?;
    match first {
        Numeral::Article => article(line, at),
        Numeral::Few => few(line, at),
        Numeral::Many(value) => Some(many(line, at, value)),
        Numeral::Part(part) => portion(line, at, part),
        Numeral::Group(12.0) => Some(found(at, at + 1, 12.0, 1.0, Form::Group)),
        Numeral::Group(_) => None,
        _ => {
            let mut out = sum(line, at)?;
            fraction(line, &mut out);
            and_a_part(line, &mut out);
            Some(out)
        }
    }
}

fn found<'a>(from: usize, to: usize, value: f64, scale: f64, form: Form) -> Number<'a> {
    Number { from, to, value: clean(value), scale, form, suffix: "" }
}

/// "a hundred", "a dozen", "a couple of", "a few hundred", "a half", "a third of".
fn article<'a>(line: &Line<'a>, at: usize) -> Option<Number<'a>> {
    let next = numeral(line.word(at + 1))?;
    let inner = match next {
        Numeral::Hundred | Numeral::Scale(_) => {
            let mut out = sum(line, at + 1)?;
            and_a_part(line, &mut out);
            out
        }
        Numeral::Group(2.0) if line.is(at + 2, "of") && hundreds(line, at + 3).is_some() => {
            let size = hundreds(line, at + 3)?;
            found(at + 1, at + 4, 2.0 * size, size, Form::Group)
        }
        // "of" belongs to what is counted.
        Numeral::Group(size) if size == 12.0 || line.is(at + 2, "of") => found(at + 1, at + 2, size, 1.0, Form::Group),
        Numeral::Few => few(line, at + 1)?,
        Numeral::Part(_) if line.is(at, "a") || line.is(at, "an") => spelled(line, at + 1)?,
        _ => return None,
    };
    Some(Number { from: at, ..inner })
}

/// "several hundred": more than one hundred.
fn few<'a>(line: &Line<'a>, at: usize) -> Option<Number<'a>> {
    let size = hundreds(line, at + 1)?;
    Some(found(at, at + 2, size, size, Form::Many))
}

/// What "hundred" and its like at the token `at` are of.
fn hundreds(line: &Line, at: usize) -> Option<f64> {
    match numeral(line.word(at))? {
        Numeral::Hundred => Some(100.0),
        Numeral::Scale(scale) => Some(scale),
        Numeral::Group(12.0) => Some(12.0),
        _ => None,
    }
}

/// "dozens", "tens of thousands".
fn many<'a>(line: &Line<'a>, at: usize, value: f64) -> Number<'a> {
    let mut out = found(at, at + 1, value, value, Form::Many);
    while line.is(out.to, "of")
        && let Some(Numeral::Many(next)) = numeral(line.word(out.to + 1))
        && out.to < at + 6
    {
        out = found(at, out.to + 2, out.value * next, out.scale * next, Form::Many);
    }
    out
}

/// "half a million", "half of", "a quarter of a million", "a third of".
fn portion<'a>(line: &Line<'a>, at: usize, part: f64) -> Option<Number<'a>> {
    // "the first half", "the second quarter".
    let mut scaled = at + 1;
    if line.is(scaled, "of") && line.any(scaled + 1, &["a", "an"]) {
        scaled += 2;
    } else if line.any(scaled, &["a", "an"]) {
        scaled += 1;
    }
    scaled = line.past_hyphen(scaled);
    let size = match numeral(line.word(scaled)) {
        Some(Numeral::Scale(scale)) => Some(scale),
        Some(Numeral::Group(12.0)) => Some(12.0),
        _ => None,
    };
    if let Some(size) = size {
        return Some(found(at, scaled + 1, part * size, size, Form::Spelled));
    }
    Some(found(at, at + 1, part, 1.0, Form::Part))
}

/// "two thirds", "three-quarters of a million": `out` becomes the fraction.
fn fraction(line: &Line, out: &mut Number) {
    let at = line.past_hyphen(out.to);
    let Some(Numeral::Part(part)) = numeral(line.word(at)) else { return };
    let plural = line.word(at).ends_with(['s', 'S']);
    // "one quarter", "two thirds"; but "two quarters" are of a year.
    let fits = match out.value {
        1.0 => !plural,
        value => plural && value < 20.0 && (part != 0.25 || value == 3.0),
    };
    if !fits {
        return;
    }
    (out.value, out.to, out.form) = (out.value * part, at + 1, Form::Part);
    let scaled = if line.is(out.to, "of") && line.any(out.to + 1, &["a", "an"]) { out.to + 2 } else { out.to };
    if let Some(Numeral::Scale(scale)) = numeral(line.word(scaled)) {
        *out = Number { to: scaled + 1, form: Form::Spelled, ..out.times(scale) };
    }
}

/// The words of a whole number, one after the other.
fn sum<'a>(line: &Line<'a>, from: usize) -> Option<Number<'a>> {
    let mut sum = Sum { scale: f64::INFINITY, ..Sum::default() };
    let (mut at, mut to) = (from, from);
    // No number has more words.
    while to < from + 24 {
        let Some(word) = numeral(line.word(at)) else { break };
        if !sum.takes(word) {
            break;
        }
        to = at + 1;
        at = line.past_hyphen(to);
        // "a hundred and five", "two thousand and twenty".
        let large = matches!(word, Numeral::Hundred | Numeral::Scale(_));
        if large && line.is(at, "and") && matches!(numeral(line.word(at + 1)), Some(Numeral::One(_) | Numeral::Ten(_)))
        {
            // "a hundred and three quarters" is no hundred and three.
            if matches!(numeral(line.word(line.past_hyphen(at + 2))), Some(Numeral::Part(_))) {
                break;
            }
            at += 1;
        }
    }
    let scale = match sum.last? {
        Numeral::Scale(_) => sum.scale,
        _ => 1.0,
    };
    let mut out = found(from, to, sum.total + sum.group, scale, Form::Spelled);
    if line.any(line.past_hyphen(to), &["dozen"]) {
        let at = line.past_hyphen(to);
        out = Number { to: at + 1, ..out.times(12.0) };
    }
    Some(out)
}

impl Sum {
    /// Whether `word` goes on with the number, which then holds it.
    fn takes(&mut self, word: Numeral) -> bool {
        let fits = match word {
            Numeral::One(value) => {
                let after_ten = matches!(self.last, Some(Numeral::Ten(_))) && (1.0..10.0).contains(&value);
                let fits = after_ten || matches!(self.last, None | Some(Numeral::Hundred | Numeral::Scale(_)));
                if fits {
                    self.group += value;
                }
                fits
            }
            Numeral::Ten(value) => {
                let fits = matches!(self.last, None | Some(Numeral::Hundred | Numeral::Scale(_)));
                if fits {
                    self.group += value;
                }
                fits
            }
            Numeral::Hundred => {
                let fits = self.group < 100.0 && !matches!(self.last, Some(Numeral::Scale(_)));
                if fits {
                    self.group = self.group.max(1.0) * 100.0;
                }
                fits
            }
            Numeral::Scale(scale) => self.scaled(scale),
            _ => false,
        };
        if fits {
            self.last = Some(word);
        }
        fits
    }

    fn scaled(&mut self, scale: f64) -> bool {
        let after_scale = matches!(self.last, Some(Numeral::Scale(_)));
        if after_scale && scale > self.scale {
            // "two thousand million", "three lakh crore".
            (self.total, self.scale) = (self.total * scale, self.scale * scale);
        } else if scale < self.scale && !after_scale {
            (self.total, self.group, self.scale) = (self.total + self.group.max(1.0) * scale, 0.0, scale);
        } else {
            return false;
        }
        true
    }
}
