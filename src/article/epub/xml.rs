//! The little XML that a book needs: flat lists of elements, and pages made fit for a reader of HTML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements of one file that are looked at.
const MAX_ELEMENTS: usize = 200_000;
/// Elements within one another.
const MAX_DEPTH: usize = 64;

/// An element, where it began.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    /// Its name without a prefix, in small letters.
    pub(super) name: String,
    /// Whether it has a prefix: `dc:title`.
    pub(super) is_prefixed: bool,
    attributes: Vec<(String, String)>,
    /// What stands in it, not counting the elements within.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let name = start.name().as_ref().to_ascii_lowercase();
        let mut given = start.attributes();
        let attributes = given.with_checks(false).flatten().take(64).map(|attribute| {
            let value = &attribute.value;
            let value = quick_xml::escape::unescape(value).map_or(value.to_string(), |value| value.into_owned());
            (attribute.key.as_ref().to_owned(), value)
        });
        let (prefix, local) = name.rsplit_once(':').map_or(("", name.as_str()), |(prefix, local)| (prefix, local));
        Self {
            name: local.to_owned(),
            is_prefixed: !prefix.is_empty(),
            attributes: attributes.collect(),
            text: String::new(),
        }
    }
}

/// The elements of a file in the order in which they begin; of a broken one those before the break.
pub(super) fn elements(bytes: &[u8]) -> Vec<Element> {
    let Some(text) = crate::article::decode::file(bytes, true) else { return Vec::new() };
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while elements.len() < MAX_ELEMENTS && open.len() < MAX_DEPTH {
        let add = |elements: &mut Vec<Element>, text: &str| {
            if let Some(element) = open.last().and_then(|at| elements.get_mut(*at)) {
                element.text.push_str(text);
            }
        };
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                open.push(elements.len());
                elements.push(Element::of(&start));
            }
            Ok(Event::Empty(start)) => elements.push(Element::of(&start)),
            Ok(Event::End(_)) => drop(open.pop()),
            Ok(Event::Text(text)) => add(&mut elements, &text),
            Ok(Event::CData(text)) => add(&mut elements, &text),
            Ok(Event::GeneralRef(name)) => {
                let name = format!("&{};", &*name);
                add(&mut elements, quick_xml::escape::unescape(&name).as_deref().unwrap_or(" "));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    elements
}

/// A page with every empty tag of XML (`<title/>`) as the pair that it stands for: a reader of HTML would take it for the
/// beginning of an element that never ends.
pub(super) fn without_empty_tags(page: &str) -> String {
    const VOID: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    let mut out = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push('<');
        rest = tag;
        let name: &str =
            tag.split(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '-')).next().unwrap_or_default();
        let Some(end) = tag_end(tag).filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else { continue };
        let (inner, after) = (tag.get(..end).unwrap_or_default(), tag.get(end + 1..).unwrap_or_default());
        match inner.strip_suffix('/') {
            Some(start) if !VOID.contains(&name.to_ascii_lowercase().as_str()) => {
                out.push_str(&format!("{start}></{name}>"));
            }
            _ => {
                out.push_str(inner);
                out.push('>');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the tag that `rest` goes on with ends: at a `>` outside of quotation marks. Another `<` there says that it is no
/// tag, so that a page full of them is not looked through from each anew.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(64 << 10) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}
