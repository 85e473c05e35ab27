//! Sentence boundaries, as news is written: abbreviations and initials do not end a sentence, closing quotation marks
//! belong to the sentence that they close.

use super::Span;
use super::abbreviation::{is_starter, never_ends};
use super::token::{Token, TokenKind, tokens};

/// The sentences of one paragraph, as byte spans into `text`, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    sentences_of(text, &tokens(text))
}

/// The same, where the paragraph's tokens are known already.
pub fn sentences_of(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut quote = Quote::default();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let first = *start.get_or_insert(i);
        quote.pass(text, token);
        let last = match ending(text, tokens, i, first, quote) {
            Some(last) => last,
            None if breaks_paragraph(text, tokens, i) => {
                quote = Quote::default();
                i
            }
            None => {
                i += 1;
                continue;
            }
        };
        tokens.get(i + 1..=last).unwrap_or_default().iter().for_each(|token| quote.pass(text, token));
        let begin = tokens.get(first).map_or(token.span.start, |t| t.span.start);
        out.push(Span::new(begin, tokens.get(last).map_or(token.span.end, |t| t.span.end)));
        start = None;
        i = last + 1;
    }
    if let (Some(first), Some(last)) = (start.and_then(|i| tokens.get(i)), tokens.last()) {
        out.push(Span::new(first.span.start, last.span.end));
    }
    out
}

/// Whether a straight double quotation mark is open, which its form does not tell.
#[derive(Clone, Copy, Default)]
struct Quote {
    open: bool,
}

impl Quote {
    fn pass(&mut self, text: &str, token: &Token) {
        self.open ^= token.kind == TokenKind::Mark && token.span.of(text) == "\"";
    }
}

/// Where a sentence that began at token `first` ends at token `i`: the last token that belongs to it (a closing mark, perhaps).
fn ending(text: &str, tokens: &[Token], i: usize, first: usize, quote: Quote) -> Option<usize> {
    let token = tokens.get(i)?;
    let stop = token.span.of(text);
    if is_wide_stop(stop) {
        return Some(closing(text, tokens, i, true, quote));
    }
    let abbreviation = token.kind == TokenKind::Word && stop.ends_with('.');
    if !abbreviation && !is_stop(stop) {
        return None;
    }
    let last = closing(text, tokens, i, false, quote);
    let Some(next) = tokens.get(last + 1) else { return Some(last) };
    let gap = Span::new(tokens.get(last)?.span.end, next.span.start).of(text);
    let word = opens_with(text, tokens, last + 1)?;
    let letter = word.chars().next()?;
    if abbreviation && last == i {
        let begins = is_starter(word) || (matches!(stop, "a.m." | "p.m.") && is_plain_capital(word));
        let glued = gap.is_empty() && (stop.len() < 4 || word.len() < 2);
        return (!glued && !never_ends(stop) && begins).then_some(last);
    }
    let before = i.checked_sub(1).and_then(|j| tokens.get(j))?;
    // "1. Maria Perez" numbers an item.
    if stop == "." && last == i && i == first + 1 && before.kind == TokenKind::Number {
        return None;
    }
    if gap.is_empty() {
        let touches = before.span.end == token.span.start;
        let quoted = last > i || next.kind == TokenKind::Mark;
        let goes_on = text.get(next.span.end..).is_some_and(|rest| {
            let mut rest = rest.chars();
            rest.next() == Some(' ') && rest.next().is_some_and(char::is_lowercase)
        });
        return (touches && is_glued(text, before, quoted, word, goes_on)).then_some(last);
    }
    // Cyrillic and Latin have case; a script without it shows by the blank alone.
    let begins = letter.is_uppercase() || letter.is_numeric() || (!letter.is_lowercase() && letter.is_alphabetic());
    if stop == "…" || stop.starts_with("..") || (last > i && stop == "." && tokens.get(last)?.span.of(text) == ".") {
        return letter.is_uppercase().then_some(last);
    }
    // "(U.S.) 6-3", "J. (Jack) Smith": after an abbreviation in brackets only a word begins a sentence.
    if abbreviation && !letter.is_uppercase() {
        return None;
    }
    begins.then_some(last)
}

/// Whether a scraper glued a sentence that begins with `word` to the stop after `before`; never inside "3.5" or "e.g.x".
/// `quoted` says that quotation marks show it, `goes_on` that a small word follows.
fn is_glued(text: &str, before: &Token, quoted: bool, word: &str, goes_on: bool) -> bool {
    let mut letters = word.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let whole = letters.next().map_or(goes_on, |c| !c.is_uppercase());
    match before.kind {
        _ if quoted => true,
        TokenKind::Word | TokenKind::Possessive => before.span.len() > 1,
        TokenKind::Number => whole,
        TokenKind::Mark => whole && (is_closing(before.span.of(text)) || before.span.of(text) == "%"),
        TokenKind::Address => false,
    }
}

/// The last of the further stops and closing marks that follow token `i` without a blank.
fn closing(text: &str, tokens: &[Token], i: usize, wide: bool, mut quote: Quote) -> usize {
    let mut last = i;
    while let (Some(here), Some(next)) = (tokens.get(last), tokens.get(last + 1)) {
        if here.span.end != next.span.start {
            break;
        }
        let mark = next.span.of(text);
        if !(is_stop(mark) || is_closing(mark) || (wide && is_wide_stop(mark))) {
            break;
        }
        // Glued on both sides, a straight mark closes only what is open: in `ends."Next` it opens.
        let straight = mark == "\"";
        let touched = tokens.get(last + 2).is_some_and(|t| t.span.start == next.span.end && t.kind != TokenKind::Mark);
        if straight && touched && !quote.open {
            break;
        }
        quote.open &= !straight;
        last += 1;
    }
    last
}

/// The first token from `i` on that is not an opening mark: what the next sentence would begin with.
fn opens_with<'t>(text: &'t str, tokens: &[Token], i: usize) -> Option<&'t str> {
    tokens.iter().skip(i).take(4).map(|token| token.span.of(text)).find(|word| !is_opening(word))
}

fn breaks_paragraph(text: &str, tokens: &[Token], i: usize) -> bool {
    let (Some(here), Some(next)) = (tokens.get(i), tokens.get(i + 1)) else { return false };
    Span::new(here.span.end, next.span.start).of(text).bytes().filter(|byte| *byte == b'\n').count() > 1
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "…" | "‼" | "⁇" | "؟" | "۔" | "।") || mark.starts_with("..")
}

fn is_wide_stop(mark: &str) -> bool {
    matches!(mark, "。" | "！" | "？" | "｡")
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "”" | "’" | "\"" | "'" | ")" | "]" | "»" | "」" | "』" | "）" | "›")
}

fn is_opening(mark: &str) -> bool {
    matches!(
        mark,
        "“" | "‘"
            | "\""
            | "'"
            | "("
            | "["
            | "«"
            | "「"
            | "『"
            | "（"
            | "—"
            | "–"
            | "-"
            | "--"
            | "•"
            | "‹"
            | "„"
            | "‚"
            | "*"
            | "¿"
            | "¡"
    )
}

/// A capitalised word that is no weekday and no time zone: after "a.m." it begins a sentence.
fn is_plain_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !word.ends_with("day")
        && !matches!(word, "Eastern" | "Pacific" | "Central" | "Mountain" | "Moscow" | "Beijing" | "Greenwich")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn plain_sentences() {
        assert_eq!(split("Talks of Russia and China. The two left. "), ["Talks of Russia and China.", "The two left."]);
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split("No stop"), ["No stop"]);
    }

    #[test]
    fn abbreviations_and_initials_hold_on() {
        assert_eq!(split("Then U.S. President A. B. Smith left. It"), ["Then U.S. President A. B. Smith left.", "It"]);
        assert_eq!(split("He went to the U.S. The visit ended."), ["He went to the U.S.", "The visit ended."]);
        assert_eq!(split("On Jan. 6 Mr. Foo of Bar Inc. spoke."), ["On Jan. 6 Mr. Foo of Bar Inc. spoke."]);
        assert_eq!(split("It opens at 9 a.m. on Monday."), ["It opens at 9 a.m. on Monday."]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(split("“Go.” He went. (So it is.) Yes"), ["“Go.”", "He went.", "(So it is.)", "Yes"]);
        assert_eq!(split("“Why?” she asked. \"No.\" Then"), ["“Why?” she asked.", "\"No.\"", "Then"]);
    }

    #[test]
    fn glued_wide_and_trailing_stops() {
        assert_eq!(split("it ends.Next starts"), ["it ends.", "Next starts"]);
        assert_eq!(split("今日は。明日！「はい。」次"), ["今日は。", "明日！", "「はい。」", "次"]);
        assert_eq!(split("well ... maybe. So … it"), ["well ... maybe.", "So … it"]);
        assert_eq!(split("up 3.5 percent"), ["up 3.5 percent"]);
        assert_eq!(split("one\n\ntwo"), ["one", "two"]);
    }

    #[test]
    fn what_a_scraper_glued() {
        assert_eq!(
            split("in China.The two met at 5 a.m.Five left."),
            ["in China.", "The two met at 5 a.m.", "Five left."]
        );
        assert_eq!(
            split("he said.”The two. “So it is”.Caetano left"),
            ["he said.”", "The two.", "“So it is”.", "Caetano left"]
        );
        assert_eq!(
            split("for \"a year.\" It on Tuesday.\"I came,\" he said."),
            ["for \"a year.\"", "It on Tuesday.", "\"I came,\" he said."]
        );
        assert_eq!(
            split("since 2021.It pays 36,500.“I hit it” by 20%.A lab"),
            ["since 2021.", "It pays 36,500.", "“I hit it” by 20%.", "A lab"]
        );
        assert_eq!(split("in the U.S.The OAS.The end"), ["in the U.S.", "The OAS.", "The end"]);
    }

    #[test]
    fn one_sentence_each() {
        for text in [
            "The U.S. and Inc. said No. 4 at 5 p.m. Moscow time",
            "J.D. Vance of St. Petersburg, Mr.Smith and www.site.com, 1.2bn",
            "1. Maria Perez (U.S.) 6-3",
            "Gov. Ma. Corazon Tan and Rodolfo Sta. Ana",
            "See https://example.com/a.B?c=D!E for more",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    /// Takes hours where anything is quadratic.
    #[test]
    fn hostile_input_is_worked_through() {
        for piece in ["a", ".", "\u{301}", "\"", "“", "A. ", "。", "?\"", ". A"] {
            let text = piece.repeat((1 << 20) / piece.len());
            assert!(!sentences(&text).is_empty());
        }
    }

    proptest! {
        #[test]
        fn spans_slice_in_order_and_hold_every_token(text in "\\PC{0,80}|[A-Za-z.!?\"”“ \n'。東é\u{301}0-9]{0,120}") {
            let spans = sentences(&text);
            let mut end = 0;
            for span in &spans {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(text.get(span.start..span.end).is_some());
                end = span.end;
            }
            for token in tokens(&text) {
                prop_assert!(spans.iter().any(|s| s.start <= token.span.start && token.span.end <= s.end));
            }
        }
    }
}
