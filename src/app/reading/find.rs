//! Finding words in an article: smart case, any white space for a blank, straight for curly marks.

use crate::article::Article;
use crate::text::Span;
use unicode_segmentation::GraphemeCursor;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// Whether it is a regular expression.
    pub regex: bool,
}

impl Query {
    /// Where it stands in `article`, ascending; in its page furniture only where that is unfolded.
    ///
    /// # Errors
    /// A regular expression that is none: what is wrong with it.
    pub fn find(&self, article: &Article, unfolded: bool) -> Result<Vec<Span>, String> {
        let blocks = article.blocks.iter().filter(|block| unfolded || !block.furniture);
        Ok(find(&article.text, blocks.map(|block| block.span), &self.text))
    }
}

/// Where `query` stands in the parts of `text` under `spans`, without overlap. A query in small letters finds either
/// case; one with a capital only its own. Takes time in proportion to the text for queries of ordinary length.
fn find(text: &str, spans: impl Iterator<Item = Span>, query: &str) -> Vec<Span> {
    let query: Vec<char> = query.trim().chars().map(plain_mark).collect();
    let exact = query.iter().any(|c| c.is_uppercase());
    let mut hits = Vec::new();
    if query.is_empty() {
        return hits;
    }
    for span in spans {
        let part = span.of(text);
        let mut skip_to = 0;
        for (at, _) in part.char_indices() {
            if at < skip_to {
                continue;
            }
            let rest = part.get(at..).unwrap_or_default();
            if let Some(len) = match_length(rest, &query, exact) {
                let hit = whole_graphemes(part, Span::new(at, at + len));
                hits.push(hit.shifted(span.start));
                skip_to = hit.end;
            }
        }
    }
    hits
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

/// Bytes of `text` that `query` matches from its beginning.
fn match_length(text: &str, query: &[char], exact: bool) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    for want in query {
        let (_, have) = chars.next()?;
        if want.is_whitespace() {
            if !have.is_whitespace() {
                return None;
            }
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if plain_mark(have) != *want && (exact || !have.to_lowercase().eq(want.to_lowercase())) {
            return None;
        }
    }
    Some(chars.peek().map_or(text.len(), |(at, _)| *at))
}

fn plain_mark(c: char) -> char {
    match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find(text, std::iter::once(Span::new(0, text.len())), query).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn smart_case_and_loose_blanks() {
        assert_eq!(hits("Gas, gas", "gas"), ["Gas", "gas"]);
        assert_eq!(hits("Gas, gas", "Gas"), ["Gas"]);
        assert_eq!(hits("natural\n gas", "natural gas"), ["natural\n gas"]);
        assert_eq!(hits("Russia’s", "russia's"), ["Russia’s"]);
        assert_eq!(hits("aaaa", "aa"), ["aa", "aa"]);
        assert_eq!(hits("text", "  "), [""; 0]);
        assert_eq!(hits("the cafe\u{301} was", "cafe"), ["cafe\u{301}"]);
    }

    proptest! {
        #[test]
        fn hits_slice_the_text(text in "[a-c\u{301}🙂👩\u{200d} ]{0,80}|\\PC{0,80}", query in "\\PC{0,4}") {
            for hit in find(&text, std::iter::once(Span::new(0, text.len())), &query) {
                prop_assert!(!hit.of(&text).is_empty());
                let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
                prop_assert!(edges.contains(&hit.start) && edges.contains(&hit.end));
            }
        }
    }
}
