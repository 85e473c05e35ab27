//! Tokens: words, numbers and marks.
//!
//! The word boundaries of UAX #29 are the ground; on it, what news needs: hyphens separate ("China-Russia" is three
//! tokens), a possessive ending is a token of its own, the stop of an abbreviation belongs to it ("U.S.", "Jan.", "J."),
//! and a stop that a scraper glued between two sentences separates them.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the apostrophes and stops that belong to them.
    Word,
    /// Begins with a digit: "12", "1,200.5", "5th".
    Number,
    /// A possessive ending, "'s" or "’s".
    Possessive,
    /// One punctuation mark or symbol.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of `text` in order; white space belongs to none.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    for (at, piece) in text.split_word_bound_indices() {
        let Some(first) = piece.chars().next() else { continue };
        if is_blank(first) {
            continue;
        }
        if first.is_alphanumeric() {
            push_word(&mut out, at, piece);
        } else if first == '.' && takes_stop(text, &out, at) {
            if let Some(last) = out.last_mut() {
                last.span.end = at + 1;
            }
        } else {
            out.push(Token { span: Span::new(at, at + piece.len()), kind: TokenKind::Mark });
        }
    }
    out
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` is one of the characters that serve as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Cuts one UAX #29 word where news wants it cut: at a colon, at a glued stop, before a possessive ending.
fn push_word(out: &mut Vec<Token>, at: usize, word: &str) {
    let mut start = 0;
    let mut previous = None;
    for (i, c) in word.char_indices() {
        let rest = word.get(i + c.len_utf8()..).unwrap_or_default();
        let before = word.get(start..i).unwrap_or_default();
        let cut = match c {
            ':' => true,
            // "ends.Next" is two sentences; "U.S", "example.com" and "3.5" are one word each.
            '.' => previous.is_some_and(char::is_lowercase) && starts_upper(rest) && before != "Ph" && before.len() > 1,
            _ => false,
        };
        if cut {
            push(out, at + start, before);
            out.push(Token { span: Span::new(at + i, at + i + 1), kind: TokenKind::Mark });
            start = i + 1;
        }
        previous = Some(c);
    }
    let rest = word.get(start..).unwrap_or_default();
    let stem = possessive_stem(rest);
    push(out, at + start, rest.get(..stem).unwrap_or_default());
    if stem < rest.len() {
        out.push(Token { span: Span::new(at + start + stem, at + word.len()), kind: TokenKind::Possessive });
    }
}

fn push(out: &mut Vec<Token>, at: usize, word: &str) {
    let Some(first) = word.chars().next() else { return };
    let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
    out.push(Token { span: Span::new(at, at + word.len()), kind });
}

/// Bytes of `word` before a possessive ending; all of them where there is none.
fn possessive_stem(word: &str) -> usize {
    let mut back = word.char_indices().rev();
    match (back.next(), back.next()) {
        (Some((_, 's' | 'S')), Some((at, mark))) if is_apostrophe(mark) && at > 0 => at,
        _ => word.len(),
    }
}

/// Abbreviations whose stop belongs to them, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "ariz", "assn", "aug", "ave", "bros", "brig", "calif", "capt", "cdr", "cmdr", "co", "col", "colo",
    "conn", "corp", "cpl", "dec", "del", "dept", "dr", "esq", "feb", "fla", "ft", "gen", "gov", "hon", "inc", "jan",
    "jr", "kan", "lt", "ltd", "maj", "mass", "md", "messrs", "mich", "minn", "mr", "mrs", "ms", "mt", "mx", "nev",
    "no", "nov", "oct", "okla", "ore", "penn", "ph.d", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens",
    "sept", "sep", "sgt", "sr", "sra", "srta", "st", "supt", "tenn", "tex", "univ", "va", "vs", "wash", "wis", "vol",
    "approx", "est", "etc", "al", "fig", "dist", "eng", "mme", "mlle", "sec", "atty",
];

/// Abbreviations that are also words: they keep their stop only when they are capitalised and something follows.
const ALSO_WORDS: &[&str] = &[
    "no", "sun", "mass", "wash", "ore", "col", "gen", "al", "co", "del", "est", "fig", "ft", "hon", "sec", "eng",
    "rep", "rev", "va", "ms", "mar", "penn", "miss", "dist", "pres", "sep", "md", "st", "dec",
];

/// Whether the stop at byte `at` belongs to the token before it.
fn takes_stop(text: &str, out: &[Token], at: usize) -> bool {
    let Some(last) = out.last() else { return false };
    if last.span.end != at || last.kind != TokenKind::Word {
        return false;
    }
    let word = last.span.of(text);
    let after = text.get(at + 1..).unwrap_or_default();
    if after.starts_with('.') {
        return false;
    }
    if is_letters_and_stops(word) {
        // "U.S." and "J. Smith", but not the "B" of "plan B." at the end.
        return word.contains('.') || (starts_upper(word) && next_is_upper(after) && word != "I");
    }
    if word.len() > 7 || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    if !ABBREVIATIONS.contains(&lower.as_str()) {
        return false;
    }
    !ALSO_WORDS.contains(&lower.as_str())
        || (starts_upper(word)
            && after.trim_start_matches([' ', '\u{a0}']).chars().next().is_some_and(char::is_alphanumeric))
}

/// "U", "U.S", "a.m": single letters with stops between them.
fn is_letters_and_stops(word: &str) -> bool {
    word.len() <= 24 && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn next_is_upper(after: &str) -> bool {
    let trimmed = after.trim_start_matches([' ', '\u{a0}']);
    starts_upper(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn splits_hyphens_and_possessives() {
        assert_eq!(words("China-Russia ties"), ["China", "-", "Russia", "ties"]);
        assert_eq!(words("Putin's, Xi’s and O'Brien"), ["Putin", "'s", ",", "Xi", "’s", "and", "O'Brien"]);
        assert_eq!(words("don't"), ["don't"]);
        assert_eq!(words("the states' aid"), ["the", "states", "'", "aid"]);
    }

    #[test]
    fn keeps_the_stops_of_abbreviations() {
        assert_eq!(words("U.S. aid on Jan. 6"), ["U.S.", "aid", "on", "Jan.", "6"]);
        assert_eq!(words("Mr. J. Smith of Foo Inc. left."), ["Mr.", "J.", "Smith", "of", "Foo", "Inc.", "left", "."]);
        assert_eq!(words("He said no. Then at 9 a.m. it"), ["He", "said", "no", ".", "Then", "at", "9", "a.m.", "it"]);
        assert_eq!(words("plan B."), ["plan", "B", "."]);
    }

    #[test]
    fn cuts_what_a_scraper_glued() {
        assert_eq!(words("it ends.Next comes"), ["it", "ends", ".", "Next", "comes"]);
        assert_eq!(words("see example.com, 3.5 and 1,200"), ["see", "example.com", ",", "3.5", "and", "1,200"]);
    }

    #[test]
    fn numbers_and_marks() {
        assert_eq!(words("$2bn… “yes”"), ["$", "2bn", "…", "“", "yes", "”"]);
        assert_eq!(tokens("5th")[0].kind, TokenKind::Number);
    }

    /// Takes hours where anything is quadratic.
    #[test]
    fn hostile_input_is_worked_through() {
        for piece in ["a", ".", "\u{301}", "A.", "a.A", "'s", "-", "🇨", "東", "\u{200d}"] {
            let text = piece.repeat((1 << 20) / piece.len());
            let found = tokens(&text);
            assert!(found.iter().all(|token| !token.span.of(&text).is_empty()));
        }
    }

    proptest! {
        #[test]
        fn spans_slice_in_order(text in "\\PC{0,80}|[A-Za-z.'’ :\\-é東\u{301}0-9]{0,120}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(text.get(token.span.start..token.span.end).is_some());
                end = token.span.end;
            }
        }
    }
}
