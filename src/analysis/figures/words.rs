//! Number words.

use super::line::lower;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a number word does in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::analysis) enum Numeral {
    /// "zero" to "nineteen".
    One(f64),
    /// "twenty" to "ninety".
    Ten(f64),
    /// "hundred".
    Hundred,
    /// "thousand", "million", "crore".
    Scale(f64),
    /// "dozen", and "couple" before "of".
    Group(f64),
    /// "dozens", "thousands": no number, but more than one of these.
    Many(f64),
    /// "half", "quarter".
    Part(f64),
    /// "a", which alone is none.
    Article,
    /// "several", "few": of a hundred, of a thousand.
    Few,
}

const WORDS: &[(&str, Numeral)] = {
    use Numeral::*;
    &[
        ("zero", One(0.0)),
        ("one", One(1.0)),
        ("two", One(2.0)),
        ("three", One(3.0)),
        ("four", One(4.0)),
        ("five", One(5.0)),
        ("six", One(6.0)),
        ("seven", One(7.0)),
        ("eight", One(8.0)),
        ("nine", One(9.0)),
        ("ten", One(10.0)),
        ("eleven", One(11.0)),
        ("twelve", One(12.0)),
        ("thirteen", One(13.0)),
        ("fourteen", One(14.0)),
        ("fifteen", One(15.0)),
        ("sixteen", One(16.0)),
        ("seventeen", One(17.0)),
        ("eighteen", One(18.0)),
        ("nineteen", One(19.0)),
        ("twenty", Ten(20.0)),
        ("thirty", Ten(30.0)),
        ("forty", Ten(40.0)),
        ("fourty", Ten(40.0)),
        ("fifty", Ten(50.0)),
        ("sixty", Ten(60.0)),
        ("seventy", Ten(70.0)),
        ("eighty", Ten(80.0)),
        ("ninety", Ten(90.0)),
        ("hundred", Hundred),
        ("thousand", Scale(1e3)),
        ("lakh", Scale(1e5)),
        ("million", Scale(1e6)),
        ("crore", Scale(1e7)),
        ("crores", Scale(1e7)),
        ("milliard", Scale(1e9)),
        ("billion", Scale(1e9)),
        ("trillion", Scale(1e12)),
        ("quadrillion", Scale(1e15)),
        ("mn", Scale(1e6)),
        ("mln", Scale(1e6)),
        ("bn", Scale(1e9)),
        ("bln", Scale(1e9)),
        ("tn", Scale(1e12)),
        ("trn", Scale(1e12)),
        ("dozen", Group(12.0)),
        ("couple", Group(2.0)),
        ("dozens", Many(12.0)),
        ("scores", Many(20.0)),
        ("tens", Many(10.0)),
        ("hundreds", Many(100.0)),
        ("thousands", Many(1e3)),
        ("lakhs", Many(1e5)),
        ("millions", Many(1e6)),
        ("billions", Many(1e9)),
        ("trillions", Many(1e12)),
        ("half", Part(0.5)),
        ("quarter", Part(0.25)),
        ("third", Part(1.0 / 3.0)),
        ("fourth", Part(0.25)),
        ("fifth", Part(0.2)),
        ("sixth", Part(1.0 / 6.0)),
        ("seventh", Part(1.0 / 7.0)),
        ("eighth", Part(0.125)),
        ("ninth", Part(1.0 / 9.0)),
        ("tenth", Part(0.1)),
        ("quarters", Part(0.25)),
        ("thirds", Part(1.0 / 3.0)),
        ("fourths", Part(0.25)),
        ("fifths", Part(0.2)),
        ("sixths", Part(1.0 / 6.0)),
        ("sevenths", Part(1.0 / 7.0)),
        ("eighths", Part(0.125)),
        ("ninths", Part(1.0 / 9.0)),
        ("tenths", Part(0.1)),
        ("a", Article),
        ("an", Article),
        ("several", Few),
        ("few", Few),
    ]
};

static TABLE: LazyLock<FxHashMap<&'static str, Numeral>> = LazyLock::new(|| WORDS.iter().copied().collect());

/// What `word` is in a number; `None` where it is no number word.
pub(in crate::analysis) fn numeral(word: &str) -> Option<Numeral> {
    if word.len() > 11 {
        return None;
    }
    TABLE.get(lower(word).as_ref()).copied()
}

/// What the letters behind a number multiply it by: "5m", "1.2bn", "10k".
pub(super) fn suffix_scale(suffix: &str) -> Option<f64> {
    Some(match suffix {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" | "Mn" | "MN" | "mln" | "mil" | "mio" | "MM" | "million" => 1e6,
        "cr" => 1e7,
        "b" | "B" | "bn" | "Bn" | "BN" | "bln" | "billion" => 1e9,
        "tn" | "Tn" | "TN" | "trn" | "tr" | "trillion" => 1e12,
        _ => return None,
    })
}
