//! What a recogniser is fed: the genuine blocks of an article as sentences of tokens. Page furniture is not in it.

use crate::article::{Article, Block};
use crate::text::{Span, TokenKind, sentences_of, tokens};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "word", and every word of a script without case.
    Lower,
    /// "Word", "McDonald", "J.".
    Capitalised,
    /// "NATO", "U.S.": two capitals or more and no small letter.
    Upper,
    /// Anything that is not a word.
    Other,
}

/// One token of a document, in bytes of the article's text.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where it stands.
    pub span: Span,
    /// What kind of token it is.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// Whether it touches the token before it.
    pub glued: bool,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub items: Vec<Item>,
    /// Whether capitals tell nothing here: a headline in Title Case or CAPITALS.
    pub shouted: bool,
}

/// An article as a recogniser reads it.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The article's text, which every span points into.
    pub text: &'a str,
    /// Its sentences, block by block.
    pub sentences: Vec<Sentence>,
    /// Whether the rules for English apply.
    pub english: bool,
}

impl<'a> Document<'a> {
    /// Reads the genuine blocks of `article`.
    pub fn of(article: &'a Article) -> Self {
        let text: &str = &article.text;
        let english = article.meta.language.as_deref().is_none_or(|l| l.to_ascii_lowercase().starts_with("en"));
        let sentences = article.genuine().flat_map(|block| block_sentences(text, block)).collect();
        Self { text, sentences, english }
    }

    /// The words of `item`.
    pub fn word(&self, item: &Item) -> &'a str {
        item.span.of(self.text)
    }
}

fn block_sentences(text: &str, block: &Block) -> Vec<Sentence> {
    let inside = block.span.of(text);
    let tokens = tokens(inside);
    let mut out = Vec::new();
    let mut rest = tokens.iter().peekable();
    for sentence in sentences_of(inside, &tokens) {
        let mut items = Vec::new();
        let mut end = usize::MAX;
        while let Some(token) = rest.next_if(|token| token.span.start < sentence.end) {
            items.push(Item {
                span: token.span.shifted(block.span.start),
                kind: token.kind,
                shape: if token.kind == TokenKind::Word { shape(token.span.of(inside)) } else { Shape::Other },
                glued: token.span.start == end,
            });
            end = token.span.end;
        }
        let shouted = is_shouted(inside, block.span.start, &items);
        out.push(Sentence { items, shouted });
    }
    out
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let (mut any, mut small) = (false, false);
            for c in letters {
                any = true;
                small |= !c.is_uppercase();
            }
            if any && !small { Shape::Upper } else { Shape::Capitalised }
        }
        // "d'Aubigné".
        Some('d' | 'l') if word.get(1..).is_some_and(is_elided) => Shape::Capitalised,
        _ => Shape::Lower,
    }
}

fn is_elided(rest: &str) -> bool {
    rest.strip_prefix(['\'', '’']).is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Words that a headline in Title Case leaves small.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "but", "as", "with", "from", "over",
    "is", "vs", "v", "into", "after", "its", "de", "la", "al", "be", "amid", "up", "than", "via",
];

/// Whether nearly all words of a sentence begin with a capital. Three or four capitalised words are a name or a byline
/// and no headline.
fn is_shouted(inside: &str, offset: usize, items: &[Item]) -> bool {
    let (mut all, mut upper, mut stray) = (0, 0, 0);
    for item in items.iter().filter(|item| item.kind == TokenKind::Word) {
        all += 1;
        match item.shape {
            Shape::Upper => upper += 1,
            Shape::Lower => {
                let word = Span::new(item.span.start - offset, item.span.end - offset).of(inside);
                stray += usize::from(!SMALL.contains(&word));
            }
            _ => {}
        }
    }
    all >= 4 && (upper * 4 >= all * 3 || (all >= 5 && stray == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_words() {
        let shapes = ["word", "Word", "NATO", "U.S.", "McCoy", "東京", "J.", "d’Aubigné"].map(shape);
        use Shape::*;
        assert_eq!(shapes, [Lower, Capitalised, Upper, Upper, Capitalised, Lower, Capitalised, Capitalised]);
    }
}
