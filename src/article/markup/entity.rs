//! References to characters: `&amp;`, `&#8217;`, `&nbsp;`.

use encoding_rs::WINDOWS_1252;
use html5ever::data::NAMED_ENTITIES;
use std::borrow::Cow;

/// No reference is longer, in bytes.
const MAX_REFERENCE: usize = 34;

/// `text` with what XML itself knows resolved: five names, and numbers. Other references stay as they are, and so does a
/// bare ampersand.
pub(in crate::article) fn unescape(text: &str) -> Cow<'_, str> {
    resolve(text, |name| {
        Some(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        })
    })
}

/// `text` with the names that HTML knows resolved as well.
pub(in crate::article) fn unescape_html(text: &str) -> Cow<'_, str> {
    resolve(text, |name| {
        let (first, _) = NAMED_ENTITIES.get(format!("{name};").as_str())?;
        char::from_u32(*first).filter(|c| *c != '\0')
    })
}

fn resolve(text: &str, named: impl Fn(&str) -> Option<char>) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let name =
            reference.bytes().take(MAX_REFERENCE).position(|byte| byte == b';').and_then(|end| reference.get(1..end));
        match name.and_then(|name| Some((name, numbered(name).or_else(|| named(name))?))) {
            Some((name, c)) => {
                out.push(c);
                rest = reference.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = reference.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// `#8217` and `#x2019`. Numbers of control characters are meant as Windows has them.
fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    match number {
        0x80..=0x9f => {
            let byte = [u8::try_from(number).ok()?];
            WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        _ => Some(char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_what_it_knows() {
        for (text, xml, html) in [
            ("a &amp; b & c", "a & b & c", "a & b & c"),
            ("&lt;p&gt; &#8217;&#x2019;&#146;", "<p> ’’’", "<p> ’’’"),
            ("caf&eacute;&nbsp;&mdash;", "caf&eacute;&nbsp;&mdash;", "café\u{a0}—"),
            (
                "&lol9; &; &#; &#xd800; &#99999999999;",
                "&lol9; &; &#; \u{fffd} &#99999999999;",
                "&lol9; &; &#; \u{fffd} &#99999999999;",
            ),
            ("?a=1&b=2&copy=3", "?a=1&b=2&copy=3", "?a=1&b=2&copy=3"),
            ("é&é;&", "é&é;&", "é&é;&"),
        ] {
            assert_eq!((&*unescape(text), &*unescape_html(text)), (xml, html), "{text}");
        }
    }
}
