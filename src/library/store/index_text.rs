//! How a text is made ready for the index of words, and a query for a search in it.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// `text` as the index of words takes it, and as words of a query must be given to it. Folds what the index does not fold of
/// itself (ø, ß, ligatures, full width), and parts the characters of scripts that put no blank between words, and of Korean,
/// so that a word of theirs is found as a phrase of its characters, wherever it stands.
pub fn index_text(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = after.chars();
        chars.next().into_iter().for_each(|c| push(&mut out, c));
        rest = chars.as_str();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a word of this character is found by its parts: it is parted in the index.
pub(super) fn is_parted(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{edf}'          // Thai, Lao
        | '\u{1000}'..='\u{109f}'      // Burmese
        | '\u{1780}'..='\u{17ff}'      // Khmer
        | '\u{2e80}'..='\u{2fdf}'      // radicals
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'      // kana
        | '\u{3100}'..='\u{312f}'
        | '\u{3131}'..='\u{318e}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'      // Hangul
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}'
    )
}

fn push(out: &mut String, c: char) {
    match c {
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ħ' | 'Ħ' => out.push('h'),
        'ı' | 'İ' => out.push('i'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        // Soft hyphens and what has no width part no word.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        c if is_parted(c) => {
            out.push(' ');
            out.push(c);
            out.push(' ');
        }
        // Ligatures, wide and narrow forms, single letters of Hangul.
        '\u{fb00}'..='\u{fb4f}' | '\u{ff00}'..='\u{ffef}' => {
            for c in std::iter::once(c).nfkc() {
                if is_parted(c) || !('\u{fb00}'..='\u{ffef}').contains(&c) && !c.is_ascii() {
                    push(out, c)
                } else {
                    out.push(c)
                }
            }
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_parts() {
        for (text, expected) in [
            ("plain", "plain"),
            ("Søren Weiß, Łódź — ﬁne", "Soren Weiss, lódź — fine"),
            ("東京Tokyo2024", " 東  京 Tokyo2024"),
            ("ＡＢ１ ｶﾅ", "AB1  カ  ナ "),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(index_text(text), expected, "{text}");
        }
    }
}
