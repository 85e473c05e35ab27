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

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Casing {
    /// As prose does; and all that is too short to tell, and scripts without case.
    #[default]
    Normal,
    /// A headline in Title Case: a capital shows nothing.
    Title,
    /// ALL IN CAPITALS, or nearly.
    Capitals,
    /// all in small letters: the want of a capital shows nothing.
    Lower,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub items: Vec<Item>,
    /// How it uses capitals.
    pub casing: Casing,
}

impl Sentence {
    /// Whether capitals tell nothing here: a headline in Title Case or CAPITALS.
    pub fn shouted(&self) -> bool {
        matches!(self.casing, Casing::Title | Casing::Capitals)
    }
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
        let casing = casing(inside, block.span.start, &items);
        out.push(Sentence { items, casing });
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

/// How the words of a sentence are written. Three or four capitalised words are a name or a byline and no headline; a long
/// headline may have a small word too many.
fn casing(inside: &str, offset: usize, items: &[Item]) -> Casing {
    let (mut all, mut upper, mut capital, mut stray, mut cased) = (0, 0, 0, 0, false);
    for item in items.iter().filter(|item| item.kind == TokenKind::Word) {
        all += 1;
        match item.shape {
            Shape::Upper => upper += 1,
            Shape::Capitalised => capital += 1,
            _ => {
                let word = Span::new(item.span.start - offset, item.span.end - offset).of(inside);
                stray += usize::from(!SMALL.contains(&word));
                cased |= word.starts_with(char::is_lowercase);
            }
        }
    }
    let big = upper + capital;
    if all >= 4 && upper * 4 >= all * 3 {
        Casing::Capitals
    } else if all >= 5 && big >= 3 && stray * 8 <= big {
        Casing::Title
    } else if all >= 3 && big == 0 && cased {
        Casing::Lower
    } else {
        Casing::Normal
    }
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

    #[test]
    fn casings_of_sentences() {
        use Casing::*;
        for (text, expected) in [
            ("Talks of Russia and China end in Beijing without a word.", Normal),
            ("Putin and Xi Sign Fifteen Deals in Beijing", Title),
            ("Putin, Xi to Sign Fifteen Deals Worth Billions in Beijing, says Kremlin Aide Ushakov", Title),
            ("PUTIN TELLS XI TO WAIT IN BEIJING, says he", Capitals),
            ("putin met xi in beijing on friday", Lower),
            ("By Maria Okello Reuters", Normal),
            ("俄罗斯 和 中国 在 北京", Normal),
            ("", Normal),
        ] {
            let items: Vec<Item> = tokens(text)
                .iter()
                .map(|token| Item {
                    span: token.span,
                    kind: token.kind,
                    shape: shape(token.span.of(text)),
                    glued: false,
                })
                .collect();
            assert_eq!(casing(text, 0, &items), expected, "{text}");
        }
    }
}
