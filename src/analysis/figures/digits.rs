//! A number in digits: one token, its separators read as thousands or decimals, and the letters glued to it.

/// A token that begins with digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::analysis) struct Digits<'a> {
    /// What the digits say. Finite.
    pub(in crate::analysis) value: f64,
    /// The digits and their separators.
    pub(in crate::analysis) body: &'a str,
    /// The letters behind them: "bn", "km", "th".
    pub(in crate::analysis) suffix: &'a str,
}

impl Digits<'_> {
    /// Whether these are digits and nothing else.
    pub(in crate::analysis) fn is_plain(&self) -> bool {
        self.suffix.is_empty() && self.body.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The whole number that plain digits of that many places give.
    pub(in crate::analysis) fn whole(&self, places: std::ops::RangeInclusive<usize>) -> Option<i64> {
        (self.is_plain() && places.contains(&self.body.len())).then(|| self.body.parse().ok()).flatten()
    }

    /// Whether they are an ordinal: "5th".
    pub(in crate::analysis) fn is_ordinal(&self) -> bool {
        let suffix = self.suffix;
        ["st", "nd", "rd", "th"].iter().any(|one| suffix.eq_ignore_ascii_case(one))
    }
}

/// Reads `word`; `None` where it does not begin with a number.
pub(in crate::analysis) fn digits(word: &str) -> Option<Digits<'_>> {
    if let Some(value) = vulgar(word) {
        return Some(Digits { value, body: word, suffix: "" });
    }
    let ends = word
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '\'' | '’' | '\u{202f}'))
        .unwrap_or(word.len());
    let body = word.get(..ends)?.trim_end_matches(['.', ',', '\'', '’', '\u{202f}']);
    let value = value(body)?;
    value.is_finite().then_some(Digits { value, body, suffix: word.get(body.len()..)? })
}

/// What digits with separators say: "1,200.5", "12,34,567", "1.200.000", "1.111,11", "1’200".
fn value(body: &str) -> Option<f64> {
    let mark = |c: char| matches!(c, '.' | ',' | '\'' | '’' | '\u{202f}');
    let mut marks = body.chars().filter(|c| mark(*c));
    let Some(first) = marks.next() else { return plain(body) };
    let (last, many) = marks.clone().next_back().map_or((first, false), |last| (last, true));
    let (at, decimal) = body.char_indices().rfind(|(_, c)| mark(*c))?;
    let (whole, rest) = (body.get(..at)?, body.get(at + decimal.len_utf8()..)?);
    if many && first == last {
        return grouped(body, first);
    }
    match decimal {
        // "1,111.11" and "1.111,11".
        '.' | ',' if many => joined(grouped(whole, first)?, rest),
        ',' | '\'' | '’' | '\u{202f}' if rest.len() == 3 => grouped(body, decimal),
        '.' => joined(plain(whole)?, rest),
        ',' if rest.len() < 3 => joined(plain(whole)?, rest),
        _ => None,
    }
}

fn plain(digits: &str) -> Option<f64> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Read as one, so that no rounding shows.
fn joined(whole: f64, decimals: &str) -> Option<f64> {
    plain(decimals)?;
    format!("{whole}.{decimals}").parse().ok()
}

/// Thousands, or lakhs and crores, between equal marks.
fn grouped(body: &str, mark: char) -> Option<f64> {
    let mut out = String::with_capacity(body.len());
    let last = body.matches(mark).count();
    for (n, group) in body.split(mark).enumerate() {
        let fits = match n {
            0 => (1..=3).contains(&group.len()),
            _ if n == last => group.len() == 3,
            _ => group.len() == 3 || (mark == ',' && group.len() == 2),
        };
        plain(group).filter(|_| fits)?;
        out.push_str(group);
    }
    out.parse().ok()
}

/// A fraction that is one sign.
fn vulgar(word: &str) -> Option<f64> {
    let mut all = word.chars();
    let value = match all.next()? {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    };
    all.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        for (word, expected, suffix) in [
            ("1,200", 1200.0, ""),
            ("1,200.5", 1200.5, ""),
            ("12,34,567.89", 1_234_567.89, ""),
            ("1.200.000", 1_200_000.0, ""),
            ("1.111,11", 1111.11, ""),
            ("1’200", 1200.0, ""),
            ("1\u{202f}234\u{202f}567.8", 1_234_567.8, ""),
            ("4.800", 4.8, ""),
            ("1,3", 1.3, ""),
            ("0.04", 0.04, ""),
            ("1.2bn", 1.2, "bn"),
            ("32.5km", 32.5, "km"),
            ("5th", 5.0, "th"),
            ("⅔", 2.0 / 3.0, ""),
        ] {
            let read = digits(word).unwrap();
            assert!((read.value - expected).abs() < 1e-9, "{word} {read:?}");
            assert_eq!(read.suffix, suffix, "{word}");
        }
        for word in ["22,24,26", "192.168.1.2", "5.5.2021", "1,2345", "٣", "", "bn"] {
            assert_eq!(digits(word), None, "{word}");
        }
    }
}
