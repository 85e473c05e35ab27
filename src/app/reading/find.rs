//! Finding words in an article: smart case, any white space for a blank, straight for curly marks. Words and regular
//! expressions alike are left to the `regex` crate, which takes time in proportion to text and pattern.

use crate::article::Article;
use crate::text::Span;
use regex::{Error, Regex, RegexBuilder};
use unicode_segmentation::GraphemeCursor;

/// Bytes that a compiled pattern may take; and as much again, twice, for what it remembers while it looks.
const LARGEST: usize = 1 << 20;
/// Bytes of a block that an expression is looked for in at one go: where every place might begin a hit without end, each
/// costs as much as the rest of that piece. Few paragraphs are longer.
const PIECE: usize = 8 * 1024;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// Whether it is a regular expression.
    pub regex: bool,
}

/// A query made ready to look for it in many articles.
pub(in crate::app) struct Finder {
    /// None for a query that is blank.
    pattern: Option<Regex>,
    /// Bytes to look through at one go.
    piece: usize,
}

/// What is known of an article beside its text, in which words may stand too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Its headline.
    Title,
    /// Its outlet.
    Source,
    /// Who wrote it.
    Author,
}

/// Where words stand in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// In its text, ascending.
    pub spans: Vec<Span>,
    /// Beside the text, where it does not have them.
    pub beside: Option<Beside>,
}

impl Beside {
    /// Where that is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "in the title",
            Self::Source => "in the source",
            Self::Author => "in the author",
        }
    }
}

impl Query {
    /// Whether there is nothing to look for.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Makes it ready. A query in small letters finds either case; one with a capital only its own.
    ///
    /// # Errors
    /// A regular expression that is none: what is wrong with it, in one line.
    pub(in crate::app) fn finder(&self) -> Result<Finder, String> {
        if self.is_blank() {
            return Ok(Finder { pattern: None, piece: 0 });
        }
        let (pattern, exact) = if self.regex { of_expression(&self.text) } else { of_words(&self.text) };
        let built = RegexBuilder::new(&pattern)
            .case_insensitive(!exact)
            .size_limit(LARGEST)
            .dfa_size_limit(2 * LARGEST)
            .build();
        // The beginnings of words as they are end soon, wherever they stand.
        let piece = if self.regex { PIECE } else { usize::MAX };
        built.map(|regex| Finder { pattern: Some(regex), piece }).map_err(|error| in_a_line(&error))
    }
}

impl Finder {
    /// Where it stands in `article`; beside the text only where that has none.
    pub(in crate::app) fn hits(&self, article: &Article, unfolded: bool) -> Hits {
        let spans = self.find(article, unfolded);
        let beside = if spans.is_empty() { self.beside(article) } else { None };
        Hits { spans, beside }
    }

    /// What beside the text of `article` has it.
    fn beside(&self, article: &Article) -> Option<Beside> {
        let pattern = self.pattern.as_ref()?;
        let (source, author) = (article.meta.source.as_deref(), article.meta.author.as_deref());
        [(Beside::Title, Some(article.headline())), (Beside::Source, source), (Beside::Author, author)]
            .into_iter()
            .find(|(_, text)| text.is_some_and(|text| pattern.find(text).is_some_and(|found| !found.is_empty())))
            .map(|(beside, _)| beside)
    }

    /// Where it stands in `article`, ascending; in its page furniture only where that is unfolded.
    fn find(&self, article: &Article, unfolded: bool) -> Vec<Span> {
        let mut hits = Vec::new();
        let Some(pattern) = &self.pattern else { return hits };
        for block in article.blocks.iter().filter(|block| unfolded || !block.furniture) {
            let part = block.span.of(&article.text);
            find(pattern, part, self.piece, |hit| hits.push(hit.shifted(block.span.start)));
        }
        hits
    }
}

/// Hands over where `regex` stands in `part`, without overlap and without empty places, pieces of so many bytes each
/// looked through at one go.
fn find(regex: &Regex, part: &str, piece: usize, mut hits: impl FnMut(Span)) {
    let mut at = 0;
    while at < part.len() {
        let end = piece_end(part, at, piece);
        let piece = part.get(..end).unwrap_or(part);
        while let Some(found) = regex.find_at(piece, at).filter(|_| at < end) {
            at = if found.is_empty() {
                // On by one character.
                found.end() + piece.get(found.end()..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            } else {
                let hit = whole_graphemes(part, Span::new(found.start(), found.end()));
                hits(hit);
                hit.end
            };
        }
        at = at.max(end);
    }
}

/// Where the piece of `part` that begins at `at` ends: between two words where there is such a place.
fn piece_end(part: &str, at: usize, piece: usize) -> usize {
    let most = at.saturating_add(piece);
    if most >= part.len() {
        return part.len();
    }
    let most = (at..=most).rev().find(|at| part.is_char_boundary(*at)).unwrap_or(part.len());
    let blank = part.get(at..most).and_then(|piece| piece.rfind(char::is_whitespace));
    blank.filter(|blank| *blank > 0).map_or(most, |blank| at + blank)
}

/// The pattern of words as they are, and whether case matters.
fn of_words(words: &str) -> (String, bool) {
    let word = |word: &str| word.chars().map(of_char).collect::<String>();
    let pattern = words.split_whitespace().map(word).collect::<Vec<_>>().join(r"\s+");
    (pattern, words.chars().any(char::is_uppercase))
}

fn of_char(c: char) -> String {
    match mark(c) {
        Some(either) => either.to_owned(),
        None => regex::escape(c.encode_utf8(&mut [0; 4])),
    }
}

/// The pattern for a mark that is typed straight and printed curly.
fn mark(c: char) -> Option<&'static str> {
    match c {
        '\'' | '‘' | '’' => Some("['‘’]"),
        '"' | '“' | '”' => Some("[\"“”]"),
        _ => None,
    }
}

/// A regular expression with some leave: a blank is any white space, because lines break where they like, and a straight
/// mark is a curly one too. Not so in brackets and after a backslash. Also whether case matters: where it names a
/// capital, which `\W` and `\p{Lu}` do not.
fn of_expression(typed: &str) -> (String, bool) {
    let (mut pattern, mut exact, mut brackets) = (String::new(), false, 0_usize);
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                pattern.push(c);
                let escaped = chars.next();
                pattern.extend(escaped);
                if matches!(escaped, Some('p' | 'P' | 'x' | 'u' | 'U')) && chars.peek() == Some(&'{') {
                    pattern.extend(std::iter::from_fn(|| chars.next_if(|c| *c != '}')));
                }
                continue;
            }
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ' ' if brackets == 0 => {
                pattern.push_str(r"\s");
                continue;
            }
            _ => {}
        }
        match mark(c).filter(|_| brackets == 0) {
            Some(either) => pattern.push_str(either),
            None => pattern.push(c),
        }
        exact |= c.is_uppercase();
    }
    (pattern, exact)
}

/// What is wrong with a pattern, without the drawing of where.
fn in_a_line(error: &Error) -> String {
    match error {
        Error::CompiledTooBig(_) => "this expression is too large".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().next_back().unwrap_or_default();
            format!("not an expression yet: {}", last.strip_prefix("error: ").unwrap_or(last))
        }
    }
}

/// `span` of `text`, widened so that it cuts no grapheme cluster: what is marked must be drawable by itself.
fn whole_graphemes(text: &str, span: Span) -> Span {
    let edge = |at: usize, forward: bool| {
        let mut cursor = GraphemeCursor::new(at, text.len(), true);
        match cursor.is_boundary(text, 0) {
            Ok(false) if forward => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
            Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
            _ => at,
        }
    };
    Span::new(edge(span.start, false), edge(span.end, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind, Meta};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn spans(text: &str, query: &str, regex: bool) -> Result<Vec<Span>, String> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
        let article = Article { meta: Meta::default(), text: text.into(), blocks: vec![block] };
        Query { text: query.to_owned(), regex }.finder().map(|finder| finder.find(&article, false))
    }

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        spans(text, query, false).unwrap().into_iter().map(|span| span.of(text)).collect()
    }

    fn matches<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        spans(text, query, true).unwrap().into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn smart_case_and_loose_blanks() {
        assert_eq!(hits("Gas, gas", "gas"), ["Gas", "gas"]);
        assert_eq!(hits("Gas, gas", "Gas"), ["Gas"]);
        assert_eq!(hits("natural\n gas", "natural  gas "), ["natural\n gas"]);
        assert_eq!(hits("Russia’s “role”", "russia's \"role\""), ["Russia’s “role”"]);
        assert_eq!(hits("aaaa", "aa"), ["aa", "aa"]);
        assert_eq!(hits("text", "  "), [""; 0]);
        assert_eq!(hits("the cafe\u{301} was", "cafe"), ["cafe\u{301}"]);
        assert_eq!(hits("a.c abc (a.c", "a.c"), ["a.c", "a.c"]);
        assert_eq!(hits("ÄRGER über", "ärger ÜBER"), [""; 0]);
        assert_eq!(hits("ÄRGER Über", "ärger über"), ["ÄRGER Über"]);
    }

    #[test]
    fn regular_expressions() {
        assert_eq!(matches("12 of 300", r"\d+"), ["12", "300"]);
        assert_eq!(matches("Gas gas", "g.s"), ["Gas", "gas"]);
        assert_eq!(matches("Gas gas", "G.s"), ["Gas"]);
        // A class that is named with a capital is no capital.
        assert_eq!(matches("Gas, gas", r"g\w+\W?"), ["Gas,", "gas"]);
        assert_eq!(matches("natural\ngas", "natural gas"), ["natural\ngas"]);
        assert_eq!(matches("Russia’s ‘own’", "'s 'o"), ["’s ‘o"]);
        // Not so in brackets.
        assert_eq!(matches("it's “a”", r#"[aeiou']t|["]"#), ["it"]);
        assert_eq!(matches("baab", "a*"), ["aa"]);
        assert_eq!(matches("éé", "^|$|(?:)"), [""; 0]);
        assert_eq!(matches("cafe\u{301}s", "f."), ["fe\u{301}"]);
        assert_eq!(matches("one two", r"\bt"), ["t"]);
    }

    #[test]
    fn what_is_no_expression_is_said_in_one_line() {
        for (typed, why) in [
            ("(", "not an expression yet: unclosed group"),
            ("a**{", "not an expression yet: "),
            ("[z-a]", "not an expression yet: "),
            (r"\p{Nothing}", "not an expression yet: Unicode property not found"),
            (r"(\w{1000}){1000}", "this expression is too large"),
        ] {
            let error = spans("text", typed, true).unwrap_err();
            assert!(error.starts_with(why) && !error.contains('\n'), "{typed}: {error}");
        }
    }

    /// Takes the square of the time where the block is not cut into pieces.
    #[test]
    fn hostile_text_is_worked_through() {
        let text = "A".repeat(1 << 17);
        assert_eq!(spans(&text, "A.*[0-9]|[A-Z]", true).unwrap().len(), text.len());
        let words = "word ".repeat(20_000);
        assert_eq!(spans(&words, "word", false).unwrap().len(), 20_000);
    }

    proptest! {
        #[test]
        fn hits_slice_the_text(
            text in "[a-c\u{301}🙂👩\u{200d} ]{0,80}|\\PC{0,80}",
            query in "\\PC{0,4}|[a-c.*+?|() ]{0,6}",
            regex: bool,
        ) {
            for hit in spans(&text, &query, regex).unwrap_or_default() {
                prop_assert!(!hit.of(&text).is_empty());
                let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
                prop_assert!(edges.contains(&hit.start) && edges.contains(&hit.end));
            }
        }

        #[test]
        fn words_are_found_as_they_are(word in "[\\PC&&[^\\s]]{1,6}") {
            // Every mark of an expression stands for itself.
            prop_assert_eq!(spans(&word, &word, false).map(|hits| hits.len()), Ok(1));
        }
    }
}
