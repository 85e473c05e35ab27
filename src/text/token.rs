//! Tokens: words, numbers, addresses and marks.
//!
//! The word boundaries of UAX #29 are the ground; on it, what news needs: hyphens and slashes separate ("China-Russia" is
//! three tokens), a possessive ending is a token of its own and an elision is none ("d’Ivoire"), the stop of an abbreviation
//! belongs to it ("U.S.", "Jan.", "J."), a stop that a scraper glued between two sentences separates them ("China.The"), an
//! address on the net is one token.

use super::abbreviation::{is_abbreviation, is_also_word, is_letters_and_stops, is_suffix};
use super::{Span, address};
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the apostrophes and stops that belong to them.
    Word,
    /// Begins with a digit: "12", "1,200.5", "5th", "1.2bn".
    Number,
    /// A possessive ending, "'s" or "’s".
    Possessive,
    /// A URL, an e-mail address, "@handle" or "#tag".
    Address,
    /// One punctuation mark or symbol, or a run of one: "...", "--".
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

/// The tokens of `text` in order; white space and what cannot be seen belong to none.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    let mut done = 0;
    for (at, piece) in text.split_word_bound_indices() {
        let Some(first) = piece.chars().next() else { continue };
        if at < done || is_blank(first) {
            continue;
        }
        if first.is_alphanumeric() || (first == '_' && piece.len() > 1) {
            if let Some(end) = address::url(text, at, piece) {
                out.push(Token { span: Span::new(at, end), kind: TokenKind::Address });
                done = end;
            } else if !address::joins(text, &mut out, at, piece) && !is_late_possessive(text, &mut out, at, piece) {
                push_word(text, &mut out, at, piece);
            }
        } else if first == '.' && piece.len() == 1 && takes_stop(text, &out, at) {
            if let Some(last) = out.last_mut() {
                last.span.end = at + 1;
            }
        } else {
            push_mark(text, &mut out, at, piece);
        }
    }
    out
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_unseen(c)
}

/// Soft hyphens, marks of direction and the like: in a word they belong to it, at its edge to nothing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether `c` is one of the characters that serve as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

/// Cuts one UAX #29 word where news wants it cut: at a colon, at a glued stop, before a possessive ending.
fn push_word(text: &str, out: &mut Vec<Token>, at: usize, word: &str) {
    let mut start = 0;
    // Since the last stop.
    let mut part = 0;
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return push(out, at, word);
    }
    let (at, word) = bare(at, word);
    for (i, c) in word.char_indices().filter(|(_, c)| matches!(c, '.' | ':')) {
        let rest = word.get(i + 1..).unwrap_or_default();
        let cut = match c {
            ':' => Some(Cut::Apart),
            _ => glued(word.get(start..i).unwrap_or_default(), word.get(part..i).unwrap_or_default(), rest, || {
                text.get(at + word.len()..).unwrap_or_default()
            }),
        };
        part = i + 1;
        let Some(cut) = cut else { continue };
        let kept = usize::from(cut == Cut::Kept);
        push(out, at + start, word.get(start..i + kept).unwrap_or_default());
        if cut == Cut::Apart {
            out.push(Token { span: Span::new(at + i, at + i + 1), kind: TokenKind::Mark });
        }
        start = i + 1;
    }
    let rest = word.get(start..).unwrap_or_default();
    let stem = possessive_stem(rest);
    push(out, at + start, rest.get(..stem).unwrap_or_default());
    if stem < rest.len() {
        out.push(Token { span: Span::new(at + start + stem, at + word.len()), kind: TokenKind::Possessive });
    }
}

/// `word` without what cannot be seen at its edges, and without the strokes of "_emphasis_".
fn bare(at: usize, word: &str) -> (usize, &str) {
    let emphasised = word.starts_with('_') && word.ends_with('_');
    let edge = |c: char| is_unseen(c) || (emphasised && c == '_');
    let word = word.trim_end_matches(edge);
    let bare = word.trim_start_matches(edge);
    (at + word.len() - bare.len(), bare)
}

/// What becomes of a mark inside a word that is cut there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// A token of its own.
    Apart,
    /// The stop of the abbreviation before it.
    Kept,
}

/// Whether the stop between `part` and `rest` separates them: "ends.Next" is two sentences, "Mr.Smith" and "J.D.Vance" lack a
/// blank; "U.S", "S.p.A", "example.com" and "Amazon.Com" are one word each. `before` is all of the word before the stop.
fn glued<'t>(before: &str, part: &str, rest: &str, after: impl Fn() -> &'t str) -> Option<Cut> {
    let mut letters = rest.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return None;
    }
    let word_follows = letters.next().is_some_and(char::is_lowercase);
    if is_letters_and_stops(before) {
        return word_follows.then_some(Cut::Kept);
    }
    let ends_small = part.chars().next_back().is_some_and(char::is_lowercase);
    let abbreviation = starts_upper(part) && is_abbreviation(part) && word_follows;
    if abbreviation && !is_suffix(part) {
        return Some(Cut::Kept);
    }
    if part.chars().nth(1).is_none() || before == "Ph" || address::is_domain(rest) {
        return None;
    }
    // "the OAS.The", and "the AEB.A first" where it is no "BRK.A".
    let article = || {
        let mut next = after().chars();
        matches!(rest, "A" | "I") && next.next() == Some(' ') && next.next().is_some_and(char::is_lowercase)
    };
    (ends_small || word_follows || article()).then_some(Cut::Apart)
}

fn push(out: &mut Vec<Token>, at: usize, word: &str) {
    let Some(first) = word.chars().next() else { return };
    let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
    out.push(Token { span: Span::new(at, at + word.len()), kind });
}

/// A mark, or one more of a run of them.
fn push_mark(text: &str, out: &mut Vec<Token>, at: usize, mark: &str) {
    if matches!(mark, "." | "-" | "–" | "—" | "=" | "*" | "_" | "~" | "•" | "#")
        && let Some(last) = out.last_mut().filter(|last| last.kind == TokenKind::Mark && last.span.end == at)
        && last.span.of(text).starts_with(mark)
    {
        last.span.end = at + mark.len();
        return;
    }
    out.push(Token { span: Span::new(at, at + mark.len()), kind: TokenKind::Mark });
}

/// Bytes of `word` before a possessive ending; all of them where there is none.
fn possessive_stem(word: &str) -> usize {
    let mut back = word.char_indices().rev();
    match (back.next(), back.next()) {
        (Some((_, 's' | 'S')), Some((at, mark))) if is_apostrophe(mark) && at > 0 => at,
        _ => word.len(),
    }
}

/// "Putin´s" and "Putin`s": an accent typed for an apostrophe.
fn is_late_possessive(text: &str, out: &mut [Token], at: usize, piece: &str) -> bool {
    if !matches!(piece, "s" | "S") {
        return false;
    }
    let [.., word, mark] = out else { return false };
    let late = mark.span.end == at
        && matches!(mark.span.of(text), "´" | "`")
        && word.kind == TokenKind::Word
        && word.span.end == mark.span.start;
    if late {
        *mark = Token { span: Span::new(mark.span.start, at + piece.len()), kind: TokenKind::Possessive };
    }
    late
}

/// Whether the stop at byte `at` belongs to the token before it.
fn takes_stop(text: &str, out: &[Token], at: usize) -> bool {
    let Some(last) = out.last() else { return false };
    if last.span.end != at || last.kind != TokenKind::Word {
        return false;
    }
    let word = last.span.of(text);
    let after = text.get(at + 1..).unwrap_or_default();
    if after.starts_with('.') || word.ends_with('.') {
        return false;
    }
    if is_letters_and_stops(word) {
        // "U.S." and "J. Smith", but not the "B" of "plan B." at the end.
        let initial = starts_upper(word) && next_is_upper(after) && (word != "I" || is_initial(text, out, after));
        return word.contains('.') || initial;
    }
    if !is_abbreviation(word) || (is_suffix(word) && after.trim_start_matches(['”', '’', '"', ' ']).is_empty()) {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let next = after.trim_start_matches([' ', '\u{a0}']).chars().next();
    if lower == "no" {
        return starts_upper(word) && next.is_some_and(char::is_numeric);
    }
    !is_also_word(&lower) || (starts_upper(word) && next.is_some_and(char::is_alphanumeric))
}

/// Whether an "I" with a stop after it is a name's: "Francisco I. Madero", but not "than I. She".
fn is_initial(text: &str, out: &[Token], after: &str) -> bool {
    let before = out.len().checked_sub(2).and_then(|i| out.get(i)).map_or("", |token| token.span.of(text));
    let next = after.split_whitespace().next().unwrap_or_default();
    !before.starts_with(char::is_lowercase) && !super::abbreviation::is_starter(next)
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
    fn keeps_a_name_that_lacks_a_blank() {
        assert_eq!(
            words("Mr.Smith and J.D.Vance in St.Petersburg"),
            ["Mr.", "Smith", "and", "J.D.", "Vance", "in", "St.", "Petersburg"]
        );
        assert_eq!(
            words("Montedison S.p.A. of Amazon.Com, No. 4"),
            ["Montedison", "S.p.A.", "of", "Amazon.Com", ",", "No.", "4"]
        );
        assert_eq!(
            words("the OAS.The U.S.The AEB.A first"),
            ["the", "OAS", ".", "The", "U.S.", "The", "AEB", ".", "A", "first"]
        );
        assert_eq!(
            words("Francisco I. Madero; than I. She"),
            ["Francisco", "I.", "Madero", ";", "than", "I", ".", "She"]
        );
    }

    #[test]
    fn apostrophes_of_all_kinds() {
        assert_eq!(words("OBAMA'S Putin‘s Xi´s Li`s"), ["OBAMA", "'S", "Putin", "‘s", "Xi", "´s", "Li", "`s"]);
        assert_eq!(words("Côte d’Ivoire, d'Aubigné, L’Oréal"), ["Côte", "d’Ivoire", ",", "d'Aubigné", ",", "L’Oréal"]);
        assert_eq!(words("Agrippa d'Aubigné's"), ["Agrippa", "d'Aubigné", "'s"]);
    }

    #[test]
    fn pairs_and_compounds() {
        assert_eq!(words("U.S.-China, Reuters/AFP"), ["U.S.", "-", "China", ",", "Reuters", "/", "AFP"]);
        assert_eq!(words("Moscow–Beijing Moscow—The"), ["Moscow", "–", "Beijing", "Moscow", "—", "The"]);
        assert_eq!(words("Guinea\u{2011}Bissau US-based"), ["Guinea", "\u{2011}", "Bissau", "US", "-", "based"]);
    }

    #[test]
    fn what_cannot_be_seen_and_what_is_typed_around() {
        assert_eq!(
            words("Mos\u{ad}cow\u{a0}\u{200b}Kyiv\u{2060} _Reuters_ snake_case"),
            ["Mos\u{ad}cow", "Kyiv", "Reuters", "snake_case"]
        );
        assert_eq!(words("• Zu\u{308}rich … -- ... ***"), ["•", "Zu\u{308}rich", "…", "--", "...", "***"]);
        assert_eq!(words("1.2bn €5m 9/11 20°C 1990s"), ["1.2bn", "€", "5m", "9", "/", "11", "20", "°", "C", "1990s"]);
    }

    #[test]
    fn numbers_and_marks() {
        assert_eq!(words("$2bn… “yes”"), ["$", "2bn", "…", "“", "yes", "”"]);
        assert_eq!(tokens("5th")[0].kind, TokenKind::Number);
    }

    /// Takes hours where anything is quadratic.
    #[test]
    fn hostile_input_is_worked_through() {
        for piece in [
            "a", ".", "\u{301}", "A.", "a.A", "'s", "-", "🇨", "東", "\u{200d}", "a-", "a@", "#a", "www.", "a.b/",
            "http://", "a.A.",
        ] {
            let text = piece.repeat((1 << 20) / piece.len());
            let found = tokens(&text);
            assert!(found.iter().all(|token| !token.span.of(&text).is_empty()));
        }
    }

    proptest! {
        #[test]
        fn spans_slice_in_order(text in "\\PC{0,80}|[A-Za-z.'’ :\\-é東\u{301}0-9@#/_\u{ad}]{0,120}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(text.get(token.span.start..token.span.end).is_some());
                end = token.span.end;
            }
        }
    }
}
