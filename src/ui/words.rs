//! Short dates, times and counts in words.

use crate::app::{Chip, State};
use crate::article::{Meta, date_in_words, language_name};
use crate::collection::ArticleIndex;

/// Words a minute: Brysbaert's mean for silent reading of English non-fiction (2019), 238, rounded.
const READING_SPEED: usize = 240;

/// As [`date_in_words`], with two digits for the year.
pub(super) fn short_date(text: &str) -> String {
    let long = date_in_words(text);
    match long.rsplit_once(' ') {
        Some((day, year)) if long != text && year.len() == 4 => format!("{day} {}", year.get(2..).unwrap_or(year)),
        _ => long,
    }
}

/// What was noted of an article, in words: "2 highlights, 1 note, bookmarked, tagged wind, ferries".
pub(super) fn noted(state: &State, article: ArticleIndex) -> Option<String> {
    let marks = state.shelf.marks(article)?;
    let (standing, all) = (marks.standing(), marks.highlights.len());
    let notes = standing.iter().filter(|highlight| highlight.note.is_some()).count();
    let counted = [(standing.len(), "highlight"), (notes, "note")];
    let mut known: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(*n, what)).collect();
    let gone = all - standing.len();
    known.extend((gone > 0).then(|| format!("{} whose words are gone", count(gone, "highlight"))));
    known.extend(marks.bookmarked.then(|| "bookmarked".to_owned()));
    known.extend((!marks.tags.is_empty()).then(|| format!("tagged {}", marks.tags.join(", "))));
    (!known.is_empty()).then(|| known.join(", "))
}

/// The tags of an article, each with its sign: `#wind #ferries`.
pub(super) fn tags(state: &State, article: ArticleIndex) -> String {
    state.tags(article).iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

/// How many articles tell a story, how many of them are unread and how many marked.
pub(super) fn accounts(state: &State, articles: &[ArticleIndex]) -> Vec<String> {
    let unread = articles.iter().filter(|article| !state.read.contains(article)).count();
    let marked = articles.iter().filter(|article| state.marked.contains(article)).count();
    let mut known = vec![count(articles.len(), "account")];
    known.extend(
        [(unread, "unread"), (marked, "marked")].iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")),
    );
    known
}

/// How long an article of `words` takes to read.
pub(super) fn minutes(words: usize) -> String {
    format!("{} min", words.div_ceil(READING_SPEED).max(1))
}

/// Said quietly of an article in another language: why so little is marked in it.
pub(super) const ENGLISH_ONLY: &str = "names are recognised in English";

/// The same where there is little room.
pub(super) const ENGLISH_ONLY_SHORT: &str = "names: English only";

/// "in French", of an article that is not in English.
pub(super) fn language(meta: &Meta) -> Option<String> {
    let code = meta.language.as_deref().filter(|_| !meta.is_english())?;
    Some(format!("in {}", language_name(code).unwrap_or("another language")))
}

/// What is filtered: `only with A, or B, without C`.
pub(super) fn filter(state: &State) -> String {
    let chips: Vec<String> = state.chips().iter().map(Chip::text).collect();
    if chips.is_empty() { String::new() } else { format!("only {}", chips.join(", ")) }
}

/// `1 article`, `2 articles`.
pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_dates_where_they_are_dates() {
        assert_eq!(short_date("2022-02-04"), "4 Feb 22");
        for odd in ["", "2022", "yesterday", "2022-13-01", "a-b-c", "Q1-2 of-1999"] {
            assert_eq!(short_date(odd), odd);
        }
    }

    #[test]
    fn languages_but_english() {
        let of = |code: &str| language(&Meta { language: Some(code.to_owned()), ..Meta::default() });
        assert_eq!(
            ["fr", "sw", "en"].map(of),
            [Some("in French".to_owned()), Some("in another language".to_owned()), None]
        );
        assert_eq!(language(&Meta::default()), None);
    }

    #[test]
    fn counts_and_minutes() {
        assert_eq!((count(1, "article"), count(0, "article")), ("1 article".to_owned(), "0 articles".to_owned()));
        assert_eq!((minutes(0), minutes(241)), ("1 min".to_owned(), "2 min".to_owned()));
    }
}
