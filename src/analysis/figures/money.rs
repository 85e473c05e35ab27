//! Money: a number with a currency before or behind it.

use super::currencies::{CENTS, CODES, DOLLARS, ISO, NOUNS, SIGNS};
use super::digits::digits;
use super::homes::{Family, family};
use super::line::{Line, lower};
use super::number::{Number, number, of_digits};
use super::words::suffix_scale;

/// A currency that a figure is in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Money {
    /// Its ISO 4217 code.
    pub(super) code: &'static str,
    /// Whose it is where no word says it.
    pub(super) loose: Option<&'static Family>,
    /// How much of it the number counts: 0.01 for cents.
    pub(super) part: f64,
    /// The token after it.
    pub(super) to: usize,
}

/// A number with the currency before it, and the byte where that begins.
pub(super) fn before<'a>(line: &Line<'a>, at: usize) -> Option<(Money, Number<'a>)> {
    let word = line.word(at);
    let first = word.chars().next()?;
    if !first.is_alphabetic() {
        return sign(line, at, word);
    }
    if first.is_lowercase() && !matches!(word, "kr" | "rmb" | "zł" | "c" | "us") {
        return None;
    }
    // "US$5", "NT$2bn": the dollar begins here.
    if word.len() <= 4 && line.word(at + 1) == "$" {
        let code = lookup(DOLLARS, word)?;
        return with_number(line, at, at + 2, code);
    }
    // "S/1.1bn", "GH₵5m".
    if matches!(word, "S" | "s") && line.word(at + 1) == "/" && line.glued(at + 1) {
        return with_number(line, at, at + 2 + usize::from(line.word(at + 2) == "."), "PEN");
    }
    if word == "GH" && line.word(at + 1) == "₵" {
        return with_number(line, at, at + 2, "GHS");
    }
    if word.len() > 12 {
        return None;
    }
    glued_code(line, at, word).or_else(|| {
        let code = lookup(CODES, word).or_else(|| iso(word))?;
        let (money, number) = with_number(line, at, at + 1, code)?;
        // "R 5" is no rand: one letter needs an amount that can be nothing else.
        (word.len() > 1 || number.scale > 1.0).then_some((money, number))
    })
}

fn sign<'a>(line: &Line<'a>, at: usize, word: &str) -> Option<(Money, Number<'a>)> {
    let code = lookup(SIGNS, word)?;
    with_number(line, at, at + 1, code)
}

fn with_number<'a>(line: &Line<'a>, from: usize, at: usize, code: &'static str) -> Option<(Money, Number<'a>)> {
    let number = number(line, at)?;
    let mut number = in_money(number)?;
    number.from = from;
    // "$5 million dollars".
    let to = behind(line, number.to).filter(|behind| behind.part == 1.0).map_or(number.to, |behind| behind.to);
    Some((Money { code, loose: loose_code(code, line.word(from)), part: 1.0, to }, number))
}

/// "Rs" is of India, Pakistan or Sri Lanka; a code tells.
fn loose_code(code: &str, word: &str) -> Option<&'static Family> {
    match (code, word.len()) {
        ("INR", 2 | 3) if word.starts_with(['R', 'r']) => family("rupee"),
        ("KES", 2 | 3) if word.starts_with("Sh") => family("shilling"),
        ("XOF", _) => family("cfa"),
        ("SEK", 2) => family("kr"),
        _ => None,
    }
}

/// Of money "m" is a million, and other letters behind the number are none.
fn in_money(number: Number) -> Option<Number> {
    match number.suffix {
        "" => Some(number),
        "t" => Some(Number { suffix: "", ..number.times(1e12) }),
        suffix => Some(Number { suffix: "", ..number.times(suffix_scale(suffix)?) }),
    }
}

/// "Rs500", "USD115", "R5bn": one token.
fn glued_code<'a>(line: &Line<'a>, at: usize, word: &'a str) -> Option<(Money, Number<'a>)> {
    let cut = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, rest) = (word.get(..cut)?, word.get(cut..)?);
    let code = lookup(CODES, letters).or_else(|| iso(letters))?;
    let found = digits(rest)?;
    let number = in_money(of_digits(line, at, found)?)?;
    if letters.len() == 1 && number.scale == 1.0 {
        return None;
    }
    Some((Money { code, loose: loose_code(code, letters), part: 1.0, to: number.to }, number))
}

/// The currency that the tokens from `at` name: "dollars", "Belize dollars", "EUR", "cents".
pub(super) fn behind(line: &Line, at: usize) -> Option<Money> {
    let at = line.past_hyphen(at);
    let word = line.word(at);
    if word.is_empty() {
        return None;
    }
    let of = |code, loose, part, to| Some(Money { code, loose, part, to });
    if let Some(code) = lookup(SIGNS, word).filter(|_| !word.is_ascii() || number(line, at + 1).is_none()) {
        // "10 $ 30": the sign could be of what comes.
        return (line.glued(at) || !word.is_ascii()).then(|| of(code, None, 1.0, at + 1))?;
    }
    if let Some(code) = iso(word).or_else(|| matches!(word, "RMB" | "FCFA").then(|| lookup(CODES, word))?) {
        return of(code, None, 1.0, at + 1);
    }
    let small = lower(word);
    if let Some(code) = lookup(CENTS, &small) {
        return of(code, family(small.trim_end_matches('s')), 0.01, at + 1);
    }
    if let Some((name, code)) = noun(&small) {
        let sterling = usize::from(line.is(at + 1, "sterling"));
        return of(code, family(name).filter(|_| sterling == 0), 1.0, at + 1 + sterling);
    }
    // "Belize dollars", "New Zealand dollars", "US dollars".
    if !word.chars().next()?.is_uppercase() {
        return None;
    }
    (1..=2).find_map(|words| {
        let small = lower(line.word(at + words));
        let (name, code) = noun(&small)?;
        let american = matches!(word, "US" | "U.S." | "American") && name == "dollar";
        let code = if american { Some("USD") } else { family(name).and_then(|one| one.named(line, at, words)) }
            .or_else(|| (words == 1 && family(name).is_none()).then_some(code))?;
        let loose = (word == "CFA").then(|| family("cfa")).flatten();
        of(code, loose, 1.0, at + words + 1)
    })
}

/// A currency's noun in the singular, and the code that it has by itself.
fn noun(word: &str) -> Option<(&'static str, &'static str)> {
    if word.len() < 3 {
        return None;
    }
    let find = |word: &str| NOUNS.iter().find(|(name, _)| *name == word).copied();
    find(word).or_else(|| find(word.strip_suffix('s')?))
}

fn iso(word: &str) -> Option<&'static str> {
    if word.len() != 3 {
        return None;
    }
    // "all" and "top" are words; capitals tell.
    ISO.get(word).copied().filter(|code| *code != "ALL")
}

fn lookup(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}
