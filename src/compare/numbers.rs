//! How the figures and dates of two sentences stand to one another.

use super::figures::FigureVerdict;
use super::sentences::{Reading, Sentence};
use super::similarity;
use crate::analysis::figures::base;
use crate::analysis::{Bound, DateMention, Figure};

/// How the figures of two sentences stand to one another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    /// Pairs of the same value and unit.
    pub(super) same: usize,
    /// Pairs that may both be right.
    pub(super) alike: usize,
    /// Pairs of one unit that cannot.
    pub(super) differ: usize,
    /// How many digits the figures of the same value have, as far as chance goes.
    pub(super) telling: f32,
    /// The best of the pairs by what they count and how near they are, from 0 to 1.
    pub(super) best: f32,
    /// The same for those that cannot both be right.
    pub(super) apart: f32,
    /// How near the nearest of ten and more are that cannot, from 0 to 1.
    pub(super) nearest: f32,
}

pub(super) fn compare(reading: &Reading, a: &Sentence, b: &Sentence) -> Numbers {
    let mut out = Numbers::default();
    for (one, about) in a.figures.iter().zip(&a.abouts) {
        for (other, that) in b.figures.iter().zip(&b.abouts).filter(|(other, _)| is_of_kind(one, other)) {
            match verdict(one, other) {
                FigureVerdict::Same => {
                    out.same += 1;
                    out.telling +=
                        one.value.abs().max(1.0).log10().min(4.0) as f32 + f32::from(u8::from(one.unit.is_some()));
                }
                FigureVerdict::Compatible => out.alike += 1,
                FigureVerdict::Conflict => {
                    out.differ += 1;
                    out.apart = out.apart.max(likeness(reading, about, that) * nearness(one, other));
                    if one.value.min(other.value) >= 10.0 {
                        out.nearest = out.nearest.max(nearness(one, other));
                    }
                }
            }
            out.best = out.best.max(likeness(reading, about, that) * nearness(one, other));
        }
    }
    out
}

/// How alike two lists of words are in meaning, by their best pair: from 0 to 1; somewhat where one is empty.
pub(super) fn likeness(reading: &Reading, a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.4;
    }
    let known = |term: &u32| reading.terms.get(*term as usize);
    let like = |(one, other): (&u32, &u32)| match (known(one), known(other)) {
        _ if one == other => 1.0,
        (Some(one), Some(other)) => similarity::dot(&one.vector, &other.vector),
        _ => 0.0,
    };
    let all = a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
    all.map(like).fold(0.0, f32::max).min(1.0)
}

/// How well the words of `a` find words of like meaning in `b`, by rarity: from 0 to 1.
pub(super) fn echo(reading: &Reading, a: &[u32], b: &[u32]) -> f32 {
    let known = |term: &u32| reading.terms.get(*term as usize);
    let (mut found, mut all) = (0.0f32, 0.0f32);
    for (one, term) in a.iter().filter_map(|one| Some((one, known(one)?))) {
        let like = |other: &u32| match known(other) {
            _ if one == other => 1.0,
            Some(other) => similarity::dot(&term.vector, &other.vector),
            None => 0.0,
        };
        found += term.rarity * b.iter().map(like).fold(0.0, f32::max);
        all += term.rarity;
    }
    found / all.max(1e-6)
}

/// 1 for the same value, less the further apart they are, in proportion.
pub(super) fn nearness(a: &Figure, b: &Figure) -> f32 {
    let (a, b) = together(a, b);
    if a.value == b.value {
        return 1.0;
    }
    if a.value <= 0.0 || b.value <= 0.0 {
        return 0.0;
    }
    (-(a.value / b.value).ln().abs() * 2.0).exp() as f32
}

/// Whether two figures are counted in the same unit, or in units of one kind: in kilometres and in miles.
pub(super) fn is_of_kind(a: &Figure, b: &Figure) -> bool {
    let kind = |figure: &Figure| figure.unit.map(|unit| base(unit).1);
    a.unit == b.unit || kind(a) == kind(b)
}

/// Two figures in one unit.
fn together(a: &Figure, b: &Figure) -> (Figure, Figure) {
    let in_base = |figure: &Figure| {
        let (factor, unit) = figure.unit.map_or((1.0, None), |unit| (base(unit).0, Some(base(unit).1)));
        let value_max = figure.value_max.map(|max| max * factor);
        Figure { value: figure.value * factor, value_max, unit, ..*figure }
    };
    if a.unit == b.unit { (*a, *b) } else { (in_base(a), in_base(b)) }
}

/// Who converts from one unit into another rounds by as much as this, in proportion.
const ROUNDED: f64 = 0.03;

/// Whether two figures for one thing agree.
pub(super) fn verdict(a: &Figure, b: &Figure) -> FigureVerdict {
    let converted = a.unit != b.unit;
    let (a, b) = &together(a, b);
    let ((low, high), (from, to)) = (within(a), within(b));
    let apart = (a.value - b.value).abs() / a.value.abs().max(b.value.abs()).max(1e-9);
    let alike = apart <= 1e-6;
    if converted && !alike && apart <= ROUNDED {
        FigureVerdict::Compatible
    } else if alike && a.bound == b.bound && a.value_max == b.value_max {
        FigureVerdict::Same
    } else if a.bound == Bound::About && b.bound == Bound::About {
        // Each is rounded once, not twice.
        let near = (a.value - b.value).abs() <= 0.1 * a.value.abs().max(b.value.abs());
        if near { FigureVerdict::Compatible } else { FigureVerdict::Conflict }
    } else if low.max(from) <= high.min(to) && !excludes(a, b) && !excludes(b, a) {
        FigureVerdict::Compatible
    } else {
        FigureVerdict::Conflict
    }
}

/// Whether `a` rules out the very number that `b` gives, or ends at.
fn excludes(a: &Figure, b: &Figure) -> bool {
    match a.bound {
        Bound::MoreThan => a.value == b.value && matches!(b.bound, Bound::Exact | Bound::AtMost | Bound::LessThan),
        Bound::LessThan => a.value == b.value && matches!(b.bound, Bound::Exact | Bound::AtLeast | Bound::MoreThan),
        _ => false,
    }
}

/// The values that a figure allows.
fn within(figure: &Figure) -> (f64, f64) {
    let value = figure.value;
    let tenth = 0.1 * value.abs();
    match figure.bound {
        Bound::Exact => (value - 1e-6 * value.abs(), value + 1e-6 * value.abs()),
        Bound::About => (value - tenth, value + tenth),
        Bound::AtLeast | Bound::MoreThan => (value, f64::INFINITY),
        Bound::AtMost | Bound::LessThan => (f64::NEG_INFINITY, value),
        Bound::Range => (value, figure.value_max.unwrap_or(value)),
    }
}

/// Whether both name one and the same day.
pub(super) fn same_day(a: &[DateMention], b: &[DateMention]) -> bool {
    let day = |date: &DateMention| date.value.filter(|period| period.from == period.to);
    a.iter().filter_map(day).any(|one| b.iter().filter_map(day).any(|other| one == other))
}

/// Days that both name, where each names few; -1 where both name days and none is the same.
pub(super) fn days(a: &[DateMention], b: &[DateMention]) -> f32 {
    let known = |dates: &[DateMention]| dates.iter().filter_map(|date| date.value).collect::<Vec<_>>();
    let (a, b) = (known(a), known(b));
    let same = a.iter().filter(|day| b.contains(day)).count();
    if same > 0 {
        same as f32
    } else if a.is_empty() || b.is_empty() {
        0.0
    } else {
        -1.0
    }
}
