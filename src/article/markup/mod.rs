//! XML as it is found in the wild: tokens of it, whatever is wrong with it. Nothing here fails, expands a declared entity
//! or takes more than linear time.

mod entity;
mod words;

pub(super) use entity::{unescape, unescape_html};
pub(super) use words::{is_markup, words};

/// No tag is longer, in bytes; what looks like a longer one is text.
const MAX_TAG: usize = 64 << 10;
/// More attributes of one tag are not looked at.
const MAX_ATTRIBUTES: usize = 256;

/// A piece of markup. Nothing in it is unescaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>`, or `<name attributes/>` where it is `empty`.
    Open { name: &'a str, attributes: &'a str, empty: bool },
    /// `</name>`
    Close { name: &'a str },
    /// What stands between tags, entities in it.
    Text(&'a str),
    /// What a CDATA section holds: not to be unescaped.
    Data(&'a str),
}

/// Cuts a text into tokens. Comments, declarations and processing instructions are passed over; a CDATA section or a
/// comment that does not end counts as if its mark were not there.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Where the token last handed out begins.
    began: usize,
    /// There is no end of a comment, of an instruction from here on: looked for once.
    endless: [bool; 2],
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, began: 0, endless: [false; 2] }
    }

    /// Where the next token begins, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The token last handed out, as it is written.
    pub(super) fn written(&self) -> &'a str {
        self.text_between(self.began, self.at)
    }

    /// What stands from `start` to `end`.
    pub(super) fn text_between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Begins again at `at`, which must be where a token began.
    pub(super) fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over what `open` begins and `close` ends, or over `open` alone where that does not come.
    fn pass(&mut self, open: &str, close: &str, kind: usize) {
        let inner = self.rest().get(open.len()..).unwrap_or_default();
        let known_endless = self.endless.get(kind).is_some_and(|endless| *endless);
        let length = if known_endless { None } else { inner.find(close) };
        if let (None, Some(endless)) = (length, self.endless.get_mut(kind)) {
            *endless = true;
        }
        self.at += open.len() + length.map_or(0, |length| length + close.len());
    }

    fn data(&mut self) -> Option<Token<'a>> {
        let inner = self.rest().get(CDATA.len()..).unwrap_or_default();
        // One that holds the mark of another was not ended.
        let limit = inner.find(CDATA).unwrap_or(inner.len());
        self.at += CDATA.len();
        let content = inner.get(..limit)?;
        let content = content.get(..content.find("]]>")?)?;
        self.at += content.len() + 3;
        Some(Token::Data(content))
    }

    /// Passes over `<!DOCTYPE …>`, up to the bracket where it has one: the declarations inside are of the same form.
    fn declaration(&mut self) {
        let rest = self.rest();
        let inner = rest.get(2..).unwrap_or_default();
        let end = inner.find(['>', '[', '<']);
        // What begins there is the next thing.
        let passed = end.map_or(0, |end| end + usize::from(inner.as_bytes().get(end) != Some(&b'<')));
        self.at += 2 + passed;
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let end = tag_end(rest)?;
        let inner = rest.get(1..end)?;
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        if !inner.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let length = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(length);
        self.at += end + 1;
        let empty = attributes.ends_with('/');
        let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
        Some(if closes { Token::Close { name } } else { Token::Open { name, attributes, empty } })
    }
}

const CDATA: &str = "<![CDATA[";

/// Where the tag that `text` begins with ends; none where that is no tag. Outside quotes no tag holds another `<`.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b'<';
    for (at, byte) in text.bytes().enumerate().take(MAX_TAG).skip(1) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            // A quote opens a value only after its sign; elsewhere it is a slip.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    // A value that is never closed: the tag ends at its bracket all the same.
    let at = text.bytes().take(MAX_TAG).skip(1).position(|byte| matches!(byte, b'<' | b'>'))? + 1;
    (text.as_bytes().get(at) == Some(&b'>')).then_some(at)
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest().is_empty() {
            let rest = self.rest();
            self.began = self.at;
            if !rest.starts_with('<') {
                let end = rest.find('<').unwrap_or(rest.len());
                self.at += end;
                return rest.get(..end).map(Token::Text);
            }
            let found = match () {
                () if rest.starts_with(CDATA) => self.data(),
                () if rest.starts_with("<!--") => {
                    self.pass("<!--", "-->", 0);
                    None
                }
                () if rest.starts_with("<?") => {
                    self.pass("<?", "?>", 1);
                    None
                }
                () if rest.starts_with("<!") => {
                    self.declaration();
                    None
                }
                () => match self.tag() {
                    None => {
                        self.at += 1;
                        Some(Token::Text("<"))
                    }
                    tag => tag,
                },
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// The attributes of a tag, unescaped, with or without quotes.
pub(super) fn attributes(raw: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\''));
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
                rest = after;
                continue;
            };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let inner = quote.map_or(value, |_| value.get(1..).unwrap_or_default());
            let end = match quote {
                Some(quote) => inner.find(quote),
                None => inner.find(char::is_whitespace),
            };
            let (value, after) = inner.split_at(end.unwrap_or(inner.len()));
            rest = after;
            if !name.is_empty() {
                return Some((name, unescape_html(value).into_owned()));
            }
        }
    })
    .take(MAX_ATTRIBUTES)
}

/// The value of the attribute `name`, in any case of letters.
pub(super) fn attribute(raw: &str, name: &str) -> Option<String> {
    attributes(raw).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Open { name, attributes, empty } => {
                format!("<{name}|{}|{}>", attributes.trim(), if empty { "/" } else { "" })
            }
            Token::Close { name } => format!("</{name}>"),
            Token::Text(text) => text.to_owned(),
            Token::Data(data) => format!("[{data}]"),
        };
        Scanner::new(text).map(show).collect()
    }

    #[test]
    fn cuts_sound_and_broken_markup() {
        for (text, expected) in [
            ("<?xml version='1.0'?><!-- <a> --><a b='>'>x</a>", vec!["<a|b='>'|>", "x", "</a>"]),
            ("<a/>a < b & c <3", vec!["<a||/>", "a ", "<", " b & c ", "<", "3"]),
            ("<![CDATA[<p>x]]>y", vec!["[<p>x]", "y"]),
            ("<d><![CDATA[<p>x</d><d><![CDATA[y]]></d>", vec!["<d||>", "<p||>", "x", "</d>", "<d||>", "[y]", "</d>"]),
            ("<a b=\"x>y</a>", vec!["<a|b=\"x|>", "y", "</a>"]),
            ("<!-- never ends <b>", vec![" never ends ", "<b||>"]),
            ("<!DOCTYPE r [ <!ENTITY l 'x'> ]><r>", vec![" ", " ]>", "<r||>"]),
            ("<a\nb = c>", vec!["<a|b = c|>"]),
            ("x<", vec!["x", "<"]),
            ("", vec![]),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_attributes_of_any_form() {
        let found: Vec<_> = attributes(" a='1 &amp; 2' b = \"x\"c=d e f='open").collect();
        let found: Vec<_> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(found, [("a", "1 & 2"), ("b", "x"), ("c", "d"), ("f", "open")]);
        assert_eq!(attribute("xmlUrl='u'", "xmlurl").as_deref(), Some("u"));
    }

    #[test]
    fn what_never_ends_takes_linear_time() {
        for piece in
            ["<![CDATA[", "<!--", "<?", "<a '", "<a b='", "<a b=\"", "<", "<a", "</a ", "<!DOCTYPE", "<a b='\">"]
        {
            let text = piece.repeat(400_000 / piece.len());
            assert!(Scanner::new(&text).count() <= text.len());
            assert!(attributes(&text).count() <= MAX_ATTRIBUTES);
        }
    }
}
