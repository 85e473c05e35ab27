//! Somebody's words, or a term? By what stands before the marks, how the words are written and whether anybody is credited.

use super::QuoteKind;
use super::page::Page;
use super::speaker::{Credit, SENTENCE};
use crate::text::Span;

/// What stands before a name or a word that is mentioned rather than said.
const LEADING: &[&str] = &[
    "so-called",
    "nicknamed",
    "dubbed",
    "titled",
    "entitled",
    "codenamed",
    "code-named",
    "named",
    "word",
    "words",
    "term",
    "terms",
    "phrase",
    "nickname",
    "moniker",
    "alias",
    "aka",
];

/// Words for what has a title, which is written as one.
const TITLED: &[&str] = &[
    "book",
    "novel",
    "film",
    "movie",
    "song",
    "album",
    "single",
    "play",
    "musical",
    "opera",
    "series",
    "show",
    "programme",
    "program",
    "podcast",
    "poem",
    "essay",
    "article",
    "column",
    "painting",
    "sculpture",
    "exhibition",
    "documentary",
    "comedy",
    "drama",
    "thriller",
    "memoir",
    "episode",
    "game",
    "hashtag",
    "hymn",
    "ballad",
    "magazine",
    "operation",
    "ship",
    "project",
    "hit",
    "track",
    "role",
];

/// What piece `piece` is, credited as `credit` says.
pub(super) fn kind(page: &Page, piece: usize, credit: Option<&Credit>, whole: bool) -> QuoteKind {
    let Some((words, one)) = page.of_piece.get(piece).zip(page.pieces.get(piece)) else { return QuoteKind::Direct };
    let inner = one.inner.of(page.document.text);
    let count = inner.split_whitespace().count();
    let weight = credit.map_or(0, |credit| credit.weight);
    let closed = inner.ends_with([',', '.', '?', '!', '…', '—', '–']);
    let beside = weight > 8;
    if count > 8 || whole && closed {
        return QuoteKind::Direct;
    }
    let before = words.start.checked_sub(1).map(|at| page.lower(at)).unwrap_or_default();
    let prior = words.start.checked_sub(2).map(|at| page.lower(at)).unwrap_or_default();
    let inside = inside_name(page, words.start, words.end);
    let lead = LEADING.contains(&&*before)
        || TITLED.contains(&&*before) && inner.starts_with(|c: char| !c.is_lowercase())
        || before == "called"
            && matches!(
                &*prior,
                "is" | "was" | "are" | "were" | "be" | "been" | "so" | "-" | "also" | "now" | "a" | "what" | "commonly"
            )
        || before == "called" && !beside && is_title(inner)
        || before == "as" && matches!(&*prior, "known" | "nicknamed" | "billed")
        || before == "by" && prior == "goes";
    if inside || lead && !closed {
        return QuoteKind::Term;
    }
    let said = beside && (count == 1 || weight > 9);
    if is_title(inner) && !closed && !said {
        return QuoteKind::Term;
    }
    let next = page.lower(words.end);
    let modifies = count <= 2
        && !closed
        && page.is_word(words.end)
        && !page.is_capital(words.end)
        && !super::subject::is_preposition(&next)
        && !super::cues::is_between(&next)
        && !matches!(
            &*next,
            "and"
                | "but"
                | "or"
                | "because"
                | "that"
                | "when"
                | "while"
                | "if"
                | "as"
                | "who"
                | "which"
                | "said"
                | "says"
        );
    if weight <= SENTENCE {
        let fragment = count < 3 || one.single && count < 4;
        return match () {
            () if modifies || fragment && !closed => QuoteKind::Term,
            () if weight == 0 && !whole => QuoteKind::Partial,
            () => QuoteKind::Direct,
        };
    }
    if modifies && weight < 9 && count == 1 { QuoteKind::Term } else { QuoteKind::Direct }
}

/// The same where the article's language is not read: by the words between the marks alone.
pub(super) fn unread(inner: &str) -> QuoteKind {
    let count = crate::article::count_words(inner);
    let closed = inner.ends_with([',', '.', '?', '!', '…', '。', '！', '？', '،', '؟', '।']);
    match count {
        0..=4 if !closed => QuoteKind::Term,
        5..=7 if !closed => QuoteKind::Partial,
        _ => QuoteKind::Direct,
    }
}

/// Joaquín “El Chapo” Guzmán: a name goes on after the marks.
fn inside_name(page: &Page, from: usize, to: usize) -> bool {
    let mention = |at: usize| page.words.get(at).and_then(|word| word.mention);
    let before = from.checked_sub(1).and_then(mention);
    let same = before.is_some() && before == mention(to);
    let beside = from.checked_sub(1).is_some_and(|at| page.is_capital(at)) && page.is_capital(to);
    let touches = |span: Option<Span>| span.is_some_and(|span| !span.of(page.document.text).contains([',', '.']));
    same || beside && before.is_some() && touches(page.span(from, to + 1))
}

/// Whether all words but small ones are capitalised.
fn is_title(inner: &str) -> bool {
    let mut words = inner.split_whitespace().peekable();
    let first = words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let mut capitals = 0;
    let titled = words.all(|word| {
        let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        capitals += usize::from(capital);
        capital
            || matches!(
                word,
                "of" | "the"
                    | "a"
                    | "an"
                    | "and"
                    | "in"
                    | "on"
                    | "to"
                    | "for"
                    | "at"
                    | "with"
                    | "from"
                    | "de"
                    | "la"
                    | "&"
                    | "or"
                    | "by"
            )
    });
    first && titled && capitals > 0
}
