//! The fields of one element of a feed, by their names, whatever is wrong with their tags.

use crate::article::markup::{Scanner, Token, attributes, local, unescape};
use std::borrow::Cow;

/// More fields of one element are not looked at.
const MAX_FIELDS: usize = 1_000;
/// Where so many names have no end, no other's is looked for: each time would read all that is left.
const MAX_ENDLESS: usize = 32;

/// The fields that are read. Of others only the tags are passed over, so that a field inside them still counts, unless they
/// stand in [`APART`].
const NAMES: [&str; 27] = [
    "author",
    "body",
    "content",
    "created",
    "creator",
    "date",
    "description",
    "encoded",
    "guid",
    "id",
    "issued",
    "language",
    "link",
    "modified",
    "name",
    "origlink",
    "pubdate",
    "published",
    "source",
    "summary",
    "tagline",
    "title",
    "updated",
    "category",
    "subject",
    "subtitle",
    "copyright",
];
/// Elements whose own title and link are not those of what they stand in.
const APART: [&str; 8] = ["image", "textinput", "source", "group", "contributor", "cloud", "credit", "community"];
/// Prefixes that are used for the fields above, also where they are not declared. Others (`media:title`) mean other things.
const PREFIXES: [&str; 13] =
    ["", "atom", "atom03", "atom10", "a10", "rss", "rss1", "rss2", "dc", "dcterms", "content", "xhtml", "feedburner"];
/// Addresses that a feed may give prefixes of its own.
const SPACES: [&str; 6] = [
    "http://www.w3.org/2005/atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/rss/1.0/modules/content/",
];

/// A field as found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// Its name without a prefix, in small letters.
    pub(super) name: String,
    /// The attributes of its tag.
    pub(super) attributes: &'a str,
    /// What it holds, unescaped once; markup stays markup.
    pub(super) content: String,
    /// Whether elements stood in it as they are, not escaped.
    pub(super) has_elements: bool,
}

/// The prefixes that the root of a feed declares for what we read.
pub(super) fn declared(root: &str) -> Vec<String> {
    let prefixes = attributes(root).filter_map(|(name, space)| {
        let prefix = name.strip_prefix("xmlns:")?;
        SPACES.contains(&space.trim().to_ascii_lowercase().as_str()).then(|| prefix.to_ascii_lowercase())
    });
    prefixes.collect()
}

/// The fields of `text`, which is all that stands within one element, in order.
pub(super) fn fields<'a>(text: &'a str, prefixes: &[String]) -> Vec<Field<'a>> {
    let mut scanner = Scanner::new(text);
    let (mut found, mut endless) = (Vec::new(), Vec::new());
    while let Some(token) = scanner.next().filter(|_| found.len() < MAX_FIELDS) {
        let Token::Open { name, attributes, empty } = token else { continue };
        let (prefix, plain) = name.split_once(':').unwrap_or(("", name));
        let (prefix, plain) = (prefix.to_ascii_lowercase(), plain.to_ascii_lowercase());
        let is_ours = PREFIXES.contains(&prefix.as_str()) || prefixes.contains(&prefix);
        if !empty && APART.contains(&plain.as_str()) {
            content(&mut scanner, name, &mut endless);
        } else if is_ours && NAMES.contains(&plain.as_str()) {
            let (content, has_elements) =
                if empty { (String::new(), false) } else { content(&mut scanner, name, &mut endless) };
            found.push(Field { name: plain, attributes, content, has_elements });
        } else if !is_ours && !empty && NAMES.contains(&plain.as_str()) {
            content(&mut scanner, name, &mut endless);
        }
    }
    found
}

/// What stands between the tag of `name`, which was just read, and its end. One that has none ends at the next field;
/// `endless` are the names that are known to be so.
fn content<'a>(scanner: &mut Scanner<'a>, name: &'a str, endless: &mut Vec<&'a str>) -> (String, bool) {
    let start = scanner.at();
    if endless.len() < MAX_ENDLESS && !endless.contains(&name) {
        if let Some(found) = collect(scanner, name, true) {
            return found;
        }
        endless.push(name);
        scanner.back_to(start);
    }
    collect(scanner, name, false).unwrap_or_default()
}

fn collect(scanner: &mut Scanner, name: &str, closed: bool) -> Option<(String, bool)> {
    let (mut plain, mut markup, mut has_elements, mut depth) = (String::new(), String::new(), false, 0usize);
    loop {
        let start = scanner.at();
        let Some(token) = scanner.next() else {
            if closed {
                return None;
            }
            break;
        };
        match token {
            Token::Close { name: end } if end.eq_ignore_ascii_case(name) => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            Token::Open { name: inner, .. }
                if !closed && NAMES.contains(&local(inner).to_ascii_lowercase().as_str()) =>
            {
                scanner.back_to(start);
                break;
            }
            Token::Open { name: inner, empty, .. } => {
                has_elements = true;
                depth += usize::from(!empty && inner.eq_ignore_ascii_case(name));
                markup.push_str(&without_prefix(scanner.written(), inner));
            }
            Token::Close { name: inner } => markup.push_str(&without_prefix(scanner.written(), inner)),
            Token::Text(text) => {
                plain.push_str(&unescape(text));
                markup.push_str(text);
            }
            Token::Data(data) => {
                plain.push_str(data);
                markup.push_str(data);
            }
        }
    }
    Some(if has_elements { (markup, true) } else { (plain, false) })
}

/// `<xhtml:p>` as `<p>`: what reads HTML knows no prefixes.
fn without_prefix<'a>(tag: &'a str, name: &str) -> Cow<'a, str> {
    match name.rsplit_once(':') {
        Some((prefix, _)) => Cow::Owned(tag.replacen(&format!("{prefix}:"), "", 1)),
        None => Cow::Borrowed(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        fields(text, &["own".to_owned()]).iter().map(|field| format!("{}={}", field.name, field.content)).collect()
    }

    #[test]
    fn reads_fields_sound_and_broken() {
        for (text, expected) in [
            ("<title>A &amp; B & C</title><dc:creator>D</dc:creator>", vec!["title=A & B & C", "creator=D"]),
            ("<title>A<link>u</link><description>x</description>", vec!["title=A", "link=u", "description=x"]),
            ("<description><p>One<br>two</p></description>", vec!["description=<p>One<br>two</p>"]),
            ("<content type='xhtml'><xhtml:div>a &lt; b</xhtml:div></content>", vec!["content=<div>a &lt; b</div>"]),
            ("<description><![CDATA[<p>x</description><guid>g</guid>", vec!["description=<p>x", "guid=g"]),
            ("<media:title>no</media:title><own:title>yes</own:title>", vec!["title=yes"]),
            ("<source><title>no</title></source><title>yes</title>", vec!["title=yes"]),
            ("<title/><link href='u'/>", vec!["title=", "link="]),
            ("<Title>x</TITLE>", vec!["title=x"]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
