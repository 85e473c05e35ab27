//! Whether a text is markup, and the words of a piece of markup on one line: titles and the like.

use super::{Scanner, Token, local, unescape_html};

/// Elements that words are marked up with in a text. Others in a title are meant as they stand: `Vec<String>`.
const KNOWN: [&str; 63] = [
    "a",
    "abbr",
    "acronym",
    "article",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nobr",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

fn is_known(name: &str) -> bool {
    let name = local(name);
    name.len() <= 10 && KNOWN.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

/// Whether `text` is HTML: has an element of it, or a reference to a character.
pub(in crate::article) fn is_markup(text: &str) -> bool {
    let has_element = || {
        Scanner::new(text).any(|token| match token {
            Token::Open { name, .. } | Token::Close { name } => is_known(name),
            Token::Text(text) => unescape_html(text) != text,
            Token::Data(_) => true,
        })
    };
    text.contains(['<', '&']) && has_element()
}

/// The words of `markup` on one line.
pub(in crate::article) fn words(markup: &str) -> String {
    let mut out = String::new();
    let mut scanner = Scanner::new(markup);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(text) => out.push_str(&unescape_html(text)),
            Token::Data(data) => out.push_str(data),
            Token::Open { name, .. } | Token::Close { name } if is_known(name) => {
                // Words on two lines are two words; words within one are one.
                if matches!(local(name), "p" | "br" | "div" | "li" | "td" | "th" | "tr" | "hr") {
                    out.push(' ');
                }
            }
            _ => out.push_str(scanner.written()),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_words_and_what_only_looks_like_markup() {
        assert!(KNOWN.is_sorted());
        for (markup, expected, is) in [
            ("<b>Storm</b> &amp; <i>flood</i>", "Storm & flood", true),
            ("One<br/>two", "One two", true),
            ("Vec<String> explained", "Vec<String> explained", false),
            ("5 < 6 & 7 > 2", "5 < 6 & 7 > 2", false),
            ("AT&amp;T", "AT&T", true),
            ("AT&T", "AT&T", false),
            ("caf&eacute;", "café", true),
        ] {
            assert_eq!((words(markup).as_str(), is_markup(markup)), (expected, is), "{markup}");
        }
    }
}
