//! The place of an article that answers a query best.

use super::Query;
use super::amount::Amount;
use super::ast::{Term, Value, Words};
use super::eval::span_at;
use super::field::Field;
use crate::analysis::{figures, slug};
use crate::library::{ArticleId, Result, index_text};
use crate::text::{Span, sanitize};
use regex::Regex;
use rusqlite::{Connection, OptionalExtension};

/// A few words of an article, clean and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Which article.
    pub id: ArticleId,
    /// The words; with `…` where the text goes on.
    pub text: String,
    /// What answers the query: bytes of `text`, in order and apart.
    pub hits: Vec<Span>,
}

/// Bytes of a snippet, about.
const LENGTH: usize = 180;
/// Bytes before its first hit.
const BEFORE: usize = 40;
/// Hits that are looked at.
const HITS: usize = 200;
/// Bytes of a text that are looked at.
const MOST: usize = 400_000;

/// What is marked.
pub(super) struct Marker<'a> {
    /// Words that follow one another, each folded; whether the last may go on.
    phrases: Vec<(Vec<String>, bool)>,
    patterns: Vec<&'a Regex>,
    amounts: Vec<&'a Amount>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(query: &'a Query) -> Self {
        let mut marker = Self { phrases: Vec::new(), patterns: Vec::new(), amounts: Vec::new() };
        for Term { field, value } in query.wanted() {
            match (field, value) {
                (None | Some(Field::Says), Value::Pattern(pattern)) => marker.patterns.push(&pattern.regex),
                (Some(Field::Figure), Value::Amount(amount)) => marker.amounts.push(amount),
                (None | Some(Field::Says | Field::Title), Value::Words(words)) => marker.phrase(words, true),
                (Some(Field::Entity(_) | Field::Speaker), Value::Words(words)) => marker.phrase(words, words.exact),
                _ => {}
            }
        }
        marker
    }

    fn phrase(&mut self, words: &Words, together: bool) {
        let all: Vec<String> = tokens(&words.text).into_iter().map(|(_, word)| word).collect();
        if all.is_empty() {
        } else if together {
            self.phrases.push((all, words.prefix));
        } else {
            let last = all.len() - 1;
            self.phrases.extend(all.into_iter().enumerate().map(|(at, word)| (vec![word], words.prefix && at == last)));
        }
    }

    pub(super) fn snippet(&self, connection: &Connection, id: ArticleId) -> Result<Option<Snippet>> {
        let sql = "SELECT text FROM body WHERE article = ?1";
        let text = connection.prepare_cached(sql)?.query_row([id.0], |row| row.get::<_, String>(0)).optional()?;
        let Some(text) = text else { return Ok(None) };
        let end = (0..=MOST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let head = text.get(..end).unwrap_or(&text);
        let mut hits = self.hits(head);
        if !self.amounts.is_empty() {
            self.figures(connection, id, &mut hits)?;
        }
        hits.sort_unstable_by_key(|(_, span)| (span.start, span.end));
        Ok(Some(cut(id, &text, &hits)))
    }

    /// What is marked, by the number of its mark.
    fn hits(&self, text: &str) -> Vec<(usize, Span)> {
        let mut hits = Vec::new();
        if !self.phrases.is_empty() {
            let words = tokens(text);
            for at in 0..words.len() {
                for (number, (phrase, goes_on)) in self.phrases.iter().enumerate() {
                    let Some(here) = words.get(at..at + phrase.len()) else { continue };
                    let last = phrase.len() - 1;
                    let same = here.iter().zip(phrase).enumerate().all(|(at, ((_, own), wanted))| {
                        own == wanted || *goes_on && at == last && own.starts_with(wanted.as_str())
                    });
                    if let (true, Some((first, _)), Some((last, _))) = (same, here.first(), here.last()) {
                        hits.push((number, Span::new(first.start, last.end)));
                    }
                }
                if hits.len() >= HITS {
                    break;
                }
            }
        }
        for (number, pattern) in self.patterns.iter().enumerate() {
            let found = pattern.find_iter(text).filter(|found| !found.is_empty()).take(HITS);
            hits.extend(
                found.map(|found| (100 + number, Span::new(found.start(), found.end().min(found.start() + LENGTH)))),
            );
        }
        hits
    }

    fn figures(&self, connection: &Connection, id: ArticleId, hits: &mut Vec<(usize, Span)>) -> Result<()> {
        let sql = "SELECT start, stop, value, upto, unit FROM figure WHERE article = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([id.0])?;
        while let Some(row) = rows.next()? {
            let span = span_at(row, 0)?;
            let (value, upto, unit): (f64, Option<f64>, Option<String>) = (row.get(2)?, row.get(3)?, row.get(4)?);
            for (number, amount) in self.amounts.iter().enumerate() {
                let factor = match amount.unit {
                    None => Some(1.0),
                    Some(own) => figures::alike(own)
                        .iter()
                        .find(|(one, _)| Some(*one) == unit.as_deref())
                        .map(|(_, factor)| *factor),
                };
                let ends = factor.map(|factor| amount.ends(factor));
                if ends.is_some_and(|(from, to)| value <= to && upto.unwrap_or(value) >= from) {
                    hits.push((200 + number, span));
                }
            }
        }
        Ok(())
    }
}

/// The words of a text, folded as the index of words folds them.
fn tokens(text: &str) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if !is_parted(c) {
            // A combining mark belongs to the letter before it.
            let goes_on =
                |c: char| (c.is_alphanumeric() && !is_parted(c)) || unicode_normalization::char::is_combining_mark(c);
            while let Some((at, next)) = rest.next_if(|(_, c)| goes_on(*c)) {
                end = at + next.len_utf8();
            }
        }
        let span = Span::new(start, end);
        out.push((span, slug(&index_text(span.of(text)))));
    }
    out
}

fn is_parted(c: char) -> bool {
    !c.is_ascii() && index_text(c.encode_utf8(&mut [0; 4])).starts_with(' ')
}

/// The stretch of `text` that has most different marks, and of those most hits; the beginning where it has none.
fn cut(id: ArticleId, text: &str, hits: &[(usize, Span)]) -> Snippet {
    let mut best = (0, 0, 0);
    for (at, (_, first)) in hits.iter().enumerate() {
        let near = hits.iter().skip(at).take_while(|(_, hit)| hit.end <= first.start + LENGTH - BEFORE);
        let mut marks: Vec<usize> = near.map(|(mark, _)| *mark).collect();
        let count = marks.len();
        marks.sort_unstable();
        marks.dedup();
        if (marks.len(), count) > (best.0, best.1) {
            best = (marks.len(), count, first.start);
        }
    }
    if text.len() <= LENGTH {
        best.2 = 0;
    }
    let from = word_start(text, best.2.saturating_sub(BEFORE), best.2);
    let to = word_end(text, from + LENGTH);
    let mut snippet = Snippet { id, text: String::new(), hits: Vec::new() };
    if from > 0 {
        snippet.text.push_str("… ");
    }
    let mut open: Option<(usize, usize)> = None;
    let mut inside = hits.iter().map(|(_, hit)| *hit).filter(|hit| hit.start >= from && hit.end <= to).peekable();
    for (at, c) in Span::new(from, to).of(text).char_indices() {
        let at = from + at;
        if let Some((start, _)) = open.filter(|(_, end)| *end <= at) {
            snippet.hits.push(Span::new(start, snippet.text.len()));
            open = None;
        }
        while let Some(hit) = inside.next_if(|hit| hit.start <= at) {
            // Hits that overlap are one.
            open = Some(open.map_or((snippet.text.len(), hit.end), |(start, end)| (start, end.max(hit.end))));
        }
        match c {
            c if c.is_whitespace() => {
                if !snippet.text.is_empty() && !snippet.text.ends_with(' ') {
                    snippet.text.push(' ');
                }
            }
            c if c.is_control() || sanitize::is_hidden(c) => {}
            c => snippet.text.push(c),
        }
    }
    if let Some((start, _)) = open {
        snippet.hits.push(Span::new(start, snippet.text.len()));
    }
    snippet.text.truncate(snippet.text.trim_end().len());
    let end = snippet.text.len();
    snippet.hits.retain(|hit| !hit.is_empty() && hit.end <= end);
    if to < text.trim_end().len() {
        snippet.text.push_str(" …");
    }
    if sanitize::is_clean(&snippet.text) {
        return snippet;
    }
    Snippet { text: sanitize::line(&snippet.text).into_owned(), hits: Vec::new(), ..snippet }
}

/// The first beginning of a word from `at` on, at the latest `to`.
fn word_start(text: &str, at: usize, to: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let at = (at..=to).find(|at| text.is_char_boundary(*at)).unwrap_or(to);
    let blank = Span::new(at, to).of(text).find(char::is_whitespace).map(|blank| at + blank);
    let word = |blank: usize| Span::new(blank, to).of(text).find(|c: char| !c.is_whitespace()).map(|word| blank + word);
    blank.and_then(word).unwrap_or(if blank.is_some() { to } else { at })
}

/// The last end of a word before `at`.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = Span::new(0, at).of(text);
    let blank = head.rfind(char::is_whitespace).filter(|blank| at - blank < BEFORE);
    blank.unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, query: &str) -> String {
        let query = Query::parse(query, jiff::civil::date(2024, 5, 15)).expect(query);
        let marker = Marker::new(&query);
        let mut hits = marker.hits(text);
        hits.sort_unstable_by_key(|(_, span)| (span.start, span.end));
        let snippet = cut(ArticleId::from_number(1), text, &hits);
        let mut out = snippet.text;
        for hit in snippet.hits.iter().rev() {
            out.insert(hit.end, ']');
            out.insert(hit.start, '[');
        }
        out
    }

    #[test]
    fn hits_are_marked_where_most_are() {
        let text = "Gas is dear.\n\nPresident Erdoğan spoke in Ankara of gas and oil. 習近平在北京。 U.S. envoys left.";
        for (query, expected) in [
            (
                "gas oil",
                "[Gas] is dear. President Erdoğan spoke in Ankara of [gas] and [oil]. 習近平在北京。 U.S. envoys left.",
            ),
            (
                "erdogan",
                "Gas is dear. President [Erdoğan] spoke in Ankara of gas and oil. 習近平在北京。 U.S. envoys left.",
            ),
            (
                "presid* -gas",
                "Gas is dear. [President] Erdoğan spoke in Ankara of gas and oil. 習近平在北京。 U.S. envoys left.",
            ),
            (
                "\"gas and\" u.s.",
                "Gas is dear. President Erdoğan spoke in Ankara of [gas and] oil. 習近平在北京。 [U.S]. envoys left.",
            ),
            (
                "近平",
                "Gas is dear. President Erdoğan spoke in Ankara of gas and oil. 習[近平]在北京。 U.S. envoys left.",
            ),
            (
                "/an[kg]\\w+/",
                "Gas is dear. President Erdoğan spoke in [Ankara] of gas and oil. 習近平在北京。 U.S. envoys left.",
            ),
            (
                "nothing",
                "Gas is dear. President Erdoğan spoke in Ankara of gas and oil. 習近平在北京。 U.S. envoys left.",
            ),
        ] {
            assert_eq!(shown(text, query), expected, "{query}");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text = format!("{}needle in it {}", "some hay ".repeat(50), "more hay ".repeat(50));
        let cut = shown(&text, "needle");
        assert!(cut.starts_with("… ") && cut.contains("hay [needle] in it more") && cut.ends_with(" …"), "{cut}");
    }

    proptest! {
        #[test]
        fn snippets_are_clean_and_hits_lie_in_them(text in "\\PC{0,300}|[ab \u{1b}\u{202e}\n東é\u{301}]{0,400}", query in "[ab東]{1,2}") {
            let query = Query::parse(&query, jiff::civil::date(2024, 5, 15)).expect("a word");
            let marker = Marker::new(&query);
            let snippet = cut(ArticleId::from_number(1), &text, &marker.hits(&text));
            prop_assert!(sanitize::is_clean(&snippet.text), "{:?}", snippet.text);
            for hit in &snippet.hits {
                prop_assert!(!hit.of(&snippet.text).is_empty(), "{:?}", snippet);
            }
        }
    }
}
