//! How many attributes a page's tags have. The parser compares each with all before it in the same tag, which takes time
//! that nothing but a count beforehand can bound: until a tag ends, the parser shows nothing of it.

/// The most comparisons that a page may ask for: some tenths of a second, and a tag of 20,000 attributes.
const MOST: usize = 400_000_000;

#[derive(Clone, Copy)]
enum State {
    Name,
    Between,
    Attribute,
    AfterAttribute,
    Equals,
    Quoted(u8),
    Bare,
}

/// Whether the tags of `page` have more attributes than can be looked through in time. Comments, scripts and styles hold
/// no tags; where the parser should see that differently, its own clock still ends it.
pub(super) fn too_many(page: &str) -> bool {
    let mut rest = page.as_bytes();
    let mut work = 0usize;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix(b"!").filter(|comment| comment.starts_with(b"--")) {
            rest = after(comment, b"-->");
            continue;
        }
        if !rest.strip_prefix(b"/").unwrap_or(rest).first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = rest;
        let attributes;
        (attributes, rest) = tag(rest);
        work = work.saturating_add(attributes.saturating_mul(attributes));
        if work > MOST {
            return true;
        }
        for raw in [&b"script"[..], b"style"] {
            let named = name.get(..raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw));
            if named && !name.get(raw.len()).is_some_and(u8::is_ascii_alphanumeric) {
                rest = until_end_of(rest, raw);
            }
        }
    }
    false
}

/// The number of attributes of the tag that `rest` begins in, and what follows the tag.
fn tag(rest: &[u8]) -> (usize, &[u8]) {
    let (mut state, mut attributes) = (State::Name, 0);
    for (at, &byte) in rest.iter().enumerate() {
        let blank = byte.is_ascii_whitespace();
        state = match (state, byte) {
            (State::Quoted(quote), _) => {
                if byte == quote {
                    State::Between
                } else {
                    state
                }
            }
            (_, b'>') => return (attributes, rest.get(at + 1..).unwrap_or_default()),
            (State::Name | State::Bare, _) if blank => State::Between,
            (State::Name | State::Attribute | State::AfterAttribute | State::Between, b'/') => State::Between,
            (State::Attribute, _) if blank => State::AfterAttribute,
            (State::Attribute | State::AfterAttribute, b'=') => State::Equals,
            (State::Equals, b'"' | b'\'') => State::Quoted(byte),
            (State::Between | State::AfterAttribute | State::Equals, _) if blank => state,
            (State::Equals, _) => State::Bare,
            (State::Between | State::AfterAttribute, _) => {
                attributes += 1;
                State::Attribute
            }
            _ => state,
        };
    }
    (attributes, &[])
}

fn after<'a>(text: &'a [u8], mark: &[u8]) -> &'a [u8] {
    let at = text.windows(mark.len()).position(|window| window == mark);
    at.and_then(|at| text.get(at + mark.len()..)).unwrap_or_default()
}

/// What begins with the end tag of the element `name`.
fn until_end_of<'a>(mut text: &'a [u8], name: &[u8]) -> &'a [u8] {
    while let Some(at) = text.iter().position(|byte| *byte == b'<') {
        let tail = text.get(at..).unwrap_or_default();
        if tail.get(1) == Some(&b'/') && tail.get(2..2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return tail;
        }
        text = tail.get(1..).unwrap_or_default();
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_parser_does() {
        for (rest, attributes, left) in [
            ("p>x", 0, "x"),
            ("p a b=1 c='>' d=\"x y\"e f = g/h>x", 6, "x"),
            ("p/a/b>x", 2, "x"),
            ("br/>", 0, ""),
            ("p a=/b =c>", 2, ""),
            ("p a='b", 1, ""),
        ] {
            assert_eq!(tag(rest.as_bytes()), (attributes, left.as_bytes()), "{rest}");
        }
    }

    #[test]
    fn refuses_many_and_not_what_only_looks_so() {
        let words = "word ".repeat(300_000);
        assert!(too_many(&format!("<p {words}>")) && too_many(&format!("<p {words}")));
        assert!(too_many(&format!("<p {}>", "a=1 ".repeat(5_000)).repeat(20)));
        for page in [
            words.clone(),
            format!("<!-- <b {words} -->"),
            format!("<script>if (a<b) {{ \"{words}\" }}</script><p>"),
            format!("<STYLE>a<b {words}</STYLE>"),
            format!("<p title=\"{words}\">"),
            "<p a b c d>".repeat(100_000),
            "<".repeat(1_000_000),
            "<!--".repeat(100_000),
            "<script></".repeat(100_000),
        ] {
            assert!(!too_many(&page), "{page:.40}");
        }
    }
}
