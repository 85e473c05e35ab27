//! RSS and Atom: the head of a feed, and its items cut out of it.

use super::fields::{self, fields};
use super::item::{Around, Found};
use super::{Feed, NotAFeed};
use crate::article::markup::{Scanner, Token, attribute, local, words};
use crate::text::sanitize;
use url::Url;

/// Whether `text` begins like one of these feeds; junk may stand before it, but no page.
pub(super) fn looks(text: &str) -> bool {
    Scanner::new(text).find_map(|token| match token {
        Token::Open { name, attributes, .. } => match local(name).to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "channel" => Some(true),
            // Others call things feeds and entries too.
            "feed" | "entry" => {
                Some(attributes.to_ascii_lowercase().contains("atom") || !attributes.contains("xmlns="))
            }
            "html" | "head" | "body" | "opml" => Some(false),
            _ => None,
        },
        _ => None,
    }) == Some(true)
}

/// Reads a feed.
pub(super) fn read(text: &str, base: Option<&Url>) -> Result<Feed, NotAFeed> {
    let cut = cut(text);
    if cut.root.is_none() && cut.items.is_empty() {
        return Err(NotAFeed);
    }
    let (root, root_attributes) = cut.root.unwrap_or_default();
    let prefixes = fields::declared(root_attributes);
    let head = fields(&cut.head, &prefixes);
    let find = |name: &'static str| head.iter().filter(move |field| field.name == name);
    let text_of = |name: &'static str| find(name).map(|field| words(&field.content)).find(|words| !words.is_empty());
    let base = attribute(root_attributes, "xml:base").and_then(|given| join(base, &given)).or_else(|| base.cloned());
    let home = find("link").find_map(|link| {
        let of_feed = ["self", "hub", "next", "first", "last"];
        let rel = attribute(link.attributes, "rel").unwrap_or_default().to_ascii_lowercase();
        let given = attribute(link.attributes, "href").unwrap_or_else(|| link.content.trim().to_owned());
        if of_feed.contains(&rel.as_str()) { None } else { join(base.as_ref(), &given) }
    });
    let around = Around {
        base: home.clone().or(base),
        source: text_of("title").map(|title| sanitize::line(&title).into_owned()),
        language: text_of("language").or_else(|| attribute(root_attributes, "xml:lang")),
        author: find("author").next().and_then(super::item::name),
    };
    let (mut items, mut empty) = (Vec::new(), 0usize);
    for item in &cut.items {
        let language = attribute(item.attributes, "xml:lang");
        match Found::of(&fields(item.inner, &prefixes), language).item(&around) {
            Some(item) => items.push(item),
            None => empty += 1,
        }
    }
    let whole = items.len();
    let mut lost = Vec::new();
    let all = whole + empty + usize::from(cut.is_cut);
    if cut.is_cut {
        lost.push(format!("1 of {all} items lost: it is cut off in the middle, and so may be what came after it"));
    } else if !root.is_empty() && !cut.is_closed {
        lost.push(format!("it breaks off after item {whole}: what came after it is lost"));
    }
    if empty > 0 {
        lost.push(format!("{empty} of {all} items lost: they hold neither title, text nor link"));
    }
    Ok(Feed { title: around.source, home: home.map(String::from), items, lost })
}

/// `given` as an address on the web.
pub(super) fn join(base: Option<&Url>, given: &str) -> Option<Url> {
    let given = given.trim();
    let url = match base {
        Some(base) if !given.is_empty() => base.join(given).ok()?,
        _ => Url::parse(given).ok()?,
    };
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// A feed in parts.
#[derive(Default)]
struct Cut<'a> {
    /// Name and attributes of its outermost element.
    root: Option<(&'a str, &'a str)>,
    /// What stands around the items.
    head: String,
    items: Vec<Item<'a>>,
    /// Whether the last item has no end.
    is_cut: bool,
    /// Whether the outermost element ends.
    is_closed: bool,
}

struct Item<'a> {
    attributes: &'a str,
    inner: &'a str,
}

fn cut(text: &str) -> Cut<'_> {
    let mut cut = Cut::default();
    let mut scanner = Scanner::new(text);
    // The item that is open: its name, attributes and beginning.
    let mut open: Option<(&str, &str, usize)> = None;
    let mut head_from = 0;
    loop {
        let start = scanner.at();
        let Some(token) = scanner.next() else { break };
        let is_item = |name: &str| matches!(local(name).to_ascii_lowercase().as_str(), "item" | "entry");
        let is_root = |name: &str| matches!(local(name).to_ascii_lowercase().as_str(), "rss" | "rdf" | "feed");
        let is_around = |name: &str| is_root(name) || local(name).eq_ignore_ascii_case("channel");
        let inner = |from: usize| text.get(from..start).unwrap_or_default();
        match (token, open) {
            (Token::Open { name, attributes, .. }, None) if cut.root.is_none() && is_around(name) => {
                cut.root = Some((name, attributes));
                head_from = scanner.at();
            }
            (Token::Open { name, attributes, empty: false }, None) if is_item(name) => {
                cut.head.push_str(inner(head_from));
                open = Some((name, attributes, scanner.at()));
            }
            // The next item begins before this one ended.
            (Token::Open { name, attributes, empty: false }, Some((item, before, from))) if name == item => {
                cut.items.push(Item { attributes: before, inner: inner(from) });
                open = Some((name, attributes, scanner.at()));
            }
            (Token::Close { name }, Some((item, attributes, from)))
                if name.eq_ignore_ascii_case(item) || is_around(name) =>
            {
                cut.items.push(Item { attributes, inner: inner(from) });
                cut.is_closed |= is_root(name);
                open = None;
                head_from = scanner.at();
            }
            (Token::Close { name }, None) => cut.is_closed |= is_around(name),
            _ => {}
        }
    }
    match open {
        // A file may hold one entry and nothing else.
        Some(_) => cut.is_cut = true,
        None => cut.head.push_str(text.get(head_from..).unwrap_or_default()),
    }
    cut
}
