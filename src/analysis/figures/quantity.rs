//! A number with its unit: "200 billion dollars", "34-kilometre", "20 hours 30 minutes", "46.1%".

use super::homes::Family;
use super::line::{Line, Words, words};
use super::money;
use super::number::{Form, Number, clean, number};
use super::units::{is_time, symbol, unit};
use super::words::{Numeral, numeral, suffix_scale};
use crate::text::{Span, TokenKind};
use std::sync::LazyLock;

/// A number, its unit, and the tokens that give both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// Its first token.
    pub(super) from: usize,
    /// The token after its last.
    pub(super) to: usize,
    pub(super) value: f64,
    /// What its multiplier is: a million in "1.2 million", else 1.
    pub(super) scale: f64,
    pub(super) unit: Option<&'static str>,
    /// Whose currency it is where no word says it.
    pub(super) loose: Option<&'static Family>,
    pub(super) form: Form,
    /// The token after the number, where the unit begins.
    pub(super) number_to: usize,
    /// Whether the currency stands before the number.
    pub(super) currency_first: bool,
}

impl Quantity {
    pub(super) fn span(&self, line: &Line) -> Span {
        line.span(self.from, self.to)
    }

    /// The value before its multiplier.
    pub(super) fn bare(&self) -> f64 {
        self.value / self.scale
    }
}

/// Reads the number with its unit that begins at the token `at`.
pub(super) fn quantity(line: &Line, at: usize) -> Option<Quantity> {
    let kind = line.kind(at)?;
    if kind != TokenKind::Number
        && let Some((money, number)) = money::before(line, at)
    {
        return Some(Quantity {
            from: at,
            to: money.to,
            value: clean(number.value * money.part),
            scale: number.scale,
            unit: Some(money.code),
            loose: money.loose,
            form: number.form,
            number_to: number.to,
            currency_first: true,
        });
    }
    with_unit(line, number(line, at)?)
}

fn with_unit(line: &Line, number: Number) -> Option<Quantity> {
    let bare = Quantity {
        from: number.from,
        to: number.to,
        value: number.value,
        scale: number.scale,
        unit: None,
        loose: None,
        form: number.form,
        number_to: number.to,
        currency_first: false,
    };
    if !number.suffix.is_empty() {
        return glued_unit(line, bare, number.suffix);
    }
    if let Some(found) = half_an_hour(line, &bare) {
        return Some(found);
    }
    if let Some(money) = money::behind(line, number.to).filter(|money| is_money(line, &number, money)) {
        let value = clean(number.value * money.part);
        let out = Quantity { to: money.to, value, unit: Some(money.code), loose: money.loose, ..bare };
        return Some(with_cents(line, out));
    }
    let Some((name, to)) = unit_at(line, number.to, &number) else { return Some(bare) };
    Some(compound(line, Quantity { to, unit: Some(name), ..bare }))
}

/// "32.5km", "20C", "10m".
fn glued_unit(line: &Line, bare: Quantity, suffix: &str) -> Option<Quantity> {
    let scaled = |suffix| {
        let scale = suffix_scale(suffix)?;
        let out = Quantity { value: clean(bare.value * scale), scale, form: Form::Digits, ..bare };
        let Some(money) = money::behind(line, out.to) else {
            let number = Number { from: out.from, to: out.to, value: out.value, scale, form: out.form, suffix: "" };
            return Some(match unit_at(line, out.to, &number) {
                Some((name, to)) => Quantity { to, unit: Some(name), ..out },
                None => out,
            });
        };
        let value = clean(out.value * money.part);
        Some(Quantity { value, to: money.to, unit: Some(money.code), loose: money.loose, ..out })
    };
    if suffix == "m" && !is_metre(line, &bare) {
        return scaled("m");
    }
    if suffix == "sq" {
        let name = unit(&format!("sq {}", line.word(bare.to)))?;
        return Some(Quantity { to: bare.to + 1, unit: Some(name), form: Form::Digits, ..bare });
    }
    if suffix == "C" && is_warmth(line, &bare) {
        return Some(Quantity { unit: Some("°C"), form: Form::Digits, ..bare });
    }
    let name = symbol(suffix).or_else(|| super::currencies::ISO.get(suffix).copied())?;
    let mut out = Quantity { unit: Some(name), form: Form::Digits, ..bare };
    if line.word(out.to) == "²" || line.word(out.to) == "³" {
        let cubic = line.word(out.to) == "³";
        let power = match (name, cubic) {
            ("km", false) => Some("km2"),
            ("m", false) => Some("m2"),
            ("m", true) => Some("m3"),
            _ => None,
        };
        if let Some(power) = power {
            (out.unit, out.to) = (Some(power), out.to + 1);
        }
    }
    if let Some((speed, to)) = per_hour(line, name, out.to) {
        (out.unit, out.to) = (Some(speed), to);
    }
    Some(compound(line, out))
}

/// Whether "40C" is a temperature and no seat, flat or bus.
fn is_warmth(line: &Line, bare: &Quantity) -> bool {
    let before = bare.from.wrapping_sub(1);
    let place = ["seat", "flat", "bus", "route", "line", "room", "row", "gate", "unit", "article", "section", "rule"];
    let name = line.capital(before) && !line.capital_is_idle(before);
    let led = ["of", "by", "to", "at", "above", "below", "than", "about", "around", "nearly", "over", "under", "was"];
    !name && !line.any(before, &place) && (bare.value >= 10.0 || bare.value.fract() != 0.0 || line.any(before, &led))
}

/// Whether "10m" is a length: what follows tells.
fn is_metre(line: &Line, bare: &Quantity) -> bool {
    static AFTER: Words = LazyLock::new(|| {
        words(
            "tall high long deep wide from above below away north south east west race sprint final hurdles freestyle dash \
         relay swim thick apart beneath under off inside wall walls waves wave tower ² ³ x by up down per",
        )
    });
    line.within(bare.to, &AFTER) || (line.is(bare.to, "of") && line.is(bare.to + 1, "the"))
}

/// Whether a currency's name behind a number means money: "25 pounds of potatoes" and "two real wins" do not.
fn is_money(line: &Line, number: &Number, money: &money::Money) -> bool {
    let word = line.word(money.to.saturating_sub(1));
    let hyphen = line.hyphen(number.to);
    if word.eq_ignore_ascii_case("pound") || word.eq_ignore_ascii_case("pounds") {
        let weight =
            (hyphen && word.eq_ignore_ascii_case("pound")) || line.is(money.to, "of") || weighs(line, number.from);
        return number.scale >= 1e6 || !weight;
    }
    let homonym =
        ["real", "sol", "sole", "won", "som", "crown", "lek", "pula", "kip", "dram", "mark", "yard", "lei", "dong"];
    !line.any(money.to - 1, &homonym) || number.scale > 1.0 || number.value >= 100.0
}

fn weighs(line: &Line, at: usize) -> bool {
    (at.saturating_sub(5)..at).any(|one| {
        let word = line.word(one);
        word.len() < 9 && word.to_ascii_lowercase().starts_with("weigh")
    })
}

/// The unit that the tokens from `at` name, and the token after it.
fn unit_at(line: &Line, at: usize, number: &Number) -> Option<(&'static str, usize)> {
    if line.glued(at) || line.word(at) == "%" {
        match line.word(at) {
            "%" | "％" => return Some(points(line, "%", at + 1)),
            "°" | "º" if line.any(at + 1, &["C", "Celsius"]) => return Some(("°C", at + 2)),
            "°" | "º" if line.any(at + 1, &["F", "Fahrenheit"]) => return Some(("°F", at + 2)),
            "°" | "º" => return Some(("°", at + 1)),
            _ => {}
        }
    }
    let hyphened = line.hyphen(at);
    let at = line.past_hyphen(at);
    line.kind(at).filter(|kind| matches!(kind, TokenKind::Word))?;
    let mut phrase = String::with_capacity(24);
    let mut best = None;
    for words in 1..=3 {
        let word = line.word(at + words - 1);
        if word.is_empty() || word.len() > 14 || (words > 1 && line.kind(at + words - 1) == Some(TokenKind::Mark)) {
            // "kilowatt-hours", "per-cent".
            if !line.hyphen(at + words - 1) {
                break;
            }
        }
        let joined = phrase.ends_with('-') || word == "-" || words == 1;
        if !joined {
            phrase.push(' ');
        }
        phrase.push_str(word);
        if let Some(name) = unit(&phrase) {
            best = Some((name, at + words));
        }
    }
    let (name, mut to) = best.or_else(|| short(line, at))?;
    // "two second-half goals".
    if name == "second" && line.is(at, "second") && number.value != 1.0 && !hyphened {
        return None;
    }
    if matches!(line.word(to), "²" | "³") && line.glued(to) {
        let power = match (name, line.word(to)) {
            ("km", "²") => "km2",
            ("m", "²") => "m2",
            ("m", "³") => "m3",
            _ => name,
        };
        return Some((power, to + 1));
    }
    if let Some((speed, end)) = per_hour(line, name, to) {
        return Some((speed, end));
    }
    if name == "µg" && line.reads(to, "per kilogram") {
        return Some(("ppb", to + 2));
    }
    if name == "%" {
        (_, to) = points(line, name, to);
        return Some(points(line, name, to));
    }
    Some((name, to))
}

/// "5% points" are percentage points.
fn points(line: &Line, name: &'static str, at: usize) -> (&'static str, usize) {
    if line.any(at, &["point", "points"]) { ("pp", at + 1) } else { (name, at) }
}

/// "5 m", "20 t", "30 C".
fn short(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    let word = line.word(at);
    (matches!(word, "m" | "t" | "g" | "l" | "W" | "V" | "Mt" | "kt") && !line.is(at + 1, "."))
        .then(|| symbol(word).map(|name| (name, at + 1)))
        .flatten()
}

fn per_hour(line: &Line, name: &str, at: usize) -> Option<(&'static str, usize)> {
    let speed = match name {
        "km" => "km/h",
        "mile" => "mph",
        _ => return None,
    };
    let words = line.any(at, &["per", "an"]) && line.is(at + 1, "hour");
    let stroke = line.word(at) == "/" && line.any(at + 1, &["h", "hr", "hour"]);
    (words || stroke).then_some((speed, at + 2))
}

/// "half an hour", "a quarter of an hour": the unit stands behind an article.
fn half_an_hour(line: &Line, bare: &Quantity) -> Option<Quantity> {
    if bare.form != Form::Part {
        return None;
    }
    let of = usize::from(line.is(bare.to, "of"));
    if !line.any(bare.to + of, &["a", "an"]) {
        return None;
    }
    let at = bare.to + of + 1;
    if let Some(money) = money::behind(line, at) {
        let (value, unit) = (bare.value * money.part, Some(money.code));
        return Some(Quantity { value, to: money.to, unit, loose: money.loose, form: Form::Digits, ..*bare });
    }
    let name = unit(line.word(at)).filter(|name| *name != "°" && *name != "%" && *name != "times")?;
    Some(Quantity { to: at + 1, unit: Some(name), form: Form::Digits, ..*bare })
}

/// What adds to a quantity: "and a half" behind the unit, minutes to hours, inches to feet.
fn compound(line: &Line, out: Quantity) -> Quantity {
    let Some(name) = out.unit else { return out };
    if line.is(out.to, "and")
        && matches!(numeral(line.word(out.to + 1)), Some(Numeral::Article))
        && let Some(Numeral::Part(part)) = numeral(line.word(out.to + 2))
        && (part == 0.5 || part == 0.25)
        && is_time(name)
    {
        return Quantity { value: out.value + part, to: out.to + 3, ..out };
    }
    let of = match name {
        "hour" => ("minute", 60.0),
        "minute" => ("second", 60.0),
        "ft" => ("in", 12.0),
        "year" => ("month", 12.0),
        "lb" => ("oz", 16.0),
        _ => return out,
    };
    let at = out.to + usize::from(line.is(out.to, "and") || line.word(out.to) == ",");
    let Some(more) = number(line, at).filter(|more| more.value < of.1 && more.suffix.is_empty()) else { return out };
    let word = line.word(more.to);
    match unit(word).or_else(|| (word == "in").then_some("in")) {
        Some(unit) if unit == of.0 => Quantity { value: out.value + more.value / of.1, to: more.to + 1, ..out },
        _ => out,
    }
}

/// "thirteen dollars and forty-five cents".
fn with_cents(line: &Line, out: Quantity) -> Quantity {
    let at = out.to + usize::from(line.is(out.to, "and"));
    if out.scale > 1.0 {
        return out;
    }
    let Some(cents) = number(line, at).filter(|cents| cents.value < 100.0) else { return out };
    match money::behind(line, cents.to) {
        Some(part) if part.part == 0.01 => {
            Quantity { value: clean(out.value + cents.value * 0.01), to: part.to, ..out }
        }
        _ => out,
    }
}

/// "an hour", "a fortnight": one of a unit, which is a figure only with more to it: "an hour and a half", "almost a week".
pub(super) fn one(line: &Line, at: usize) -> Option<Quantity> {
    if !line.any(at, &["a", "an"]) {
        return None;
    }
    let name = unit(line.word(at + 1)).filter(|name| is_time(name))?;
    let bare = Quantity {
        from: at,
        to: at + 2,
        value: 1.0,
        scale: 1.0,
        unit: Some(name),
        loose: None,
        form: Form::Digits,
        number_to: at + 1,
        currency_first: false,
    };
    let out = compound(line, bare);
    let more = out.to > bare.to || name == "fortnight" || super::bounds::bound(line, &bare) != super::Bound::Exact;
    more.then_some(out)
}
