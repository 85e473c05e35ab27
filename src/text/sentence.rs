//! Sentence boundaries, as news is written: abbreviations and initials do not end a sentence, closing quotation marks
//! belong to the sentence that they close.

use super::Span;
use super::token::{Token, TokenKind, tokens};

/// The sentences of one paragraph, as byte spans into `text`, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    sentences_of(text, &tokens(text))
}

/// The same, where the paragraph's tokens are known already.
pub fn sentences_of(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let begin = *start.get_or_insert(token.span.start);
        let last = match ending(text, tokens, i) {
            Some(last) => last,
            None if breaks_paragraph(text, tokens, i) => i,
            None => {
                i += 1;
                continue;
            }
        };
        out.push(Span::new(begin, tokens.get(last).map_or(token.span.end, |t| t.span.end)));
        start = None;
        i = last + 1;
    }
    if let (Some(begin), Some(last)) = (start, tokens.last()) {
        out.push(Span::new(begin, last.span.end));
    }
    out
}

/// Where a sentence ends at token `i`, the last token that belongs to it (a closing mark, perhaps).
fn ending(text: &str, tokens: &[Token], i: usize) -> Option<usize> {
    let token = tokens.get(i)?;
    let stop = token.span.of(text);
    if is_wide_stop(stop) {
        return Some(closing(text, tokens, i, true));
    }
    let abbreviation = token.kind == TokenKind::Word && stop.ends_with('.');
    if !abbreviation && !is_stop(stop) {
        return None;
    }
    let last = closing(text, tokens, i, false);
    let Some(next) = tokens.get(last + 1) else { return Some(last) };
    let gap = Span::new(tokens.get(last)?.span.end, next.span.start).of(text);
    let word = opens_with(text, tokens, last + 1)?;
    let first = word.chars().next()?;
    if abbreviation && last == i {
        let begins = is_starter(word) || (matches!(stop, "a.m." | "p.m.") && is_plain_capital(word));
        return (!gap.is_empty() && !never_ends(stop) && begins).then_some(last);
    }
    // Cyrillic and Latin have case; a script without it shows by the blank alone.
    let begins = first.is_uppercase() || first.is_numeric() || (!first.is_lowercase() && first.is_alphabetic());
    if gap.is_empty() {
        // Glued by a scraper: only where a word ended and a capital follows, never inside "3.5" or "e.g.x".
        let before = i.checked_sub(1).and_then(|j| tokens.get(j))?;
        let glued = last > i || (before.kind == TokenKind::Word && before.span.end == token.span.start);
        return (glued && first.is_uppercase() && before.span.len() > 1).then_some(last);
    }
    if stop == "…" || (last > i && tokens.get(last)?.span.of(text) == ".") {
        return first.is_uppercase().then_some(last);
    }
    begins.then_some(last)
}

/// The last of the further stops and closing marks that follow token `i` without a blank.
fn closing(text: &str, tokens: &[Token], i: usize, wide: bool) -> usize {
    let mut last = i;
    while let (Some(here), Some(next)) = (tokens.get(last), tokens.get(last + 1)) {
        if here.span.end != next.span.start {
            break;
        }
        let mark = next.span.of(text);
        if !(is_stop(mark) || is_closing(mark) || (wide && is_wide_stop(mark))) {
            break;
        }
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
    matches!(mark, "." | "!" | "?" | "…" | "‼" | "⁇" | "؟" | "۔" | "।")
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
        "“" | "‘" | "\"" | "'" | "(" | "[" | "«" | "「" | "『" | "（" | "—" | "–" | "-" | "•" | "‹" | "¿" | "¡"
    )
}

/// Abbreviations that always lean on what follows.
fn never_ends(word: &str) -> bool {
    const LEANING: &[&str] = &[
        "Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Prof.", "Gen.", "Gov.", "Sen.", "Sens.", "Rep.", "Reps.", "Rev.", "Lt.",
        "Col.", "Capt.", "Sgt.", "Maj.", "Adm.", "St.", "Mt.", "Ft.", "Messrs.", "vs.", "Hon.", "Mme.", "Brig.",
        "Cpl.",
    ];
    LEANING.contains(&word)
}

/// A capitalised word that is no weekday and no time zone: after "a.m." it begins a sentence.
fn is_plain_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !word.ends_with("day")
        && !matches!(word, "Eastern" | "Pacific" | "Central" | "Mountain" | "Moscow" | "Beijing" | "Greenwich")
}

/// Words that begin a sentence far more often than a name: after "U.S." or "Inc." they show that one ended.
fn is_starter(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "As",
        "After",
        "Before",
        "When",
        "While",
        "If",
        "For",
        "By",
        "With",
        "However",
        "Meanwhile",
        "Some",
        "Many",
        "Both",
        "Since",
        "Although",
        "Another",
        "What",
        "You",
        "To",
        "From",
        "Also",
    ];
    STARTERS.contains(&word)
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
