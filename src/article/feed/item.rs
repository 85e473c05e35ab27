//! From the fields of an item to a piece.

use super::FeedItem;
use super::fields::Field;
use super::xml::join;
use crate::article::markup::{attribute, is_markup, words};
use crate::article::piece::{Body, Piece};
use crate::article::{Meta, date};
use url::Url;

/// A description of so many words is taken for the text and not for a teaser.
const LONG: usize = 250;
/// How a text ends that goes on elsewhere, in small letters.
const CUT_MARKS: [&str; 12] = [
    "…",
    "...",
    "[…]",
    "[...]",
    "(…)",
    "(...)",
    "read more",
    "continue reading",
    "read more »",
    "continue reading →",
    "more »",
    "read on",
];

/// What the feed says for all of its items.
pub(super) struct Around {
    pub(super) base: Option<Url>,
    pub(super) source: Option<String>,
    pub(super) language: Option<String>,
    pub(super) author: Option<String>,
}

/// What an item says, as found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) link: Option<String>,
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    /// The full text, and whether it is markup.
    pub(super) content: Option<(String, bool)>,
    /// A teaser, or what may be the full text all the same.
    pub(super) summary: Option<(String, bool)>,
}

impl Found {
    /// The same from the fields of an item of RSS or Atom.
    pub(super) fn of(fields: &[Field], language: Option<String>) -> Self {
        let all = |names: &'static [&'static str]| {
            names.iter().flat_map(move |name| fields.iter().filter(move |field| field.name == **name))
        };
        let given = |names| all(names).map(|field: &Field| field.content.trim()).find(|text| !text.is_empty());
        let id = given(&["guid", "id"]).unwrap_or_default();
        let is_address = |field: &&Field| attribute(field.attributes, "isPermaLink").is_none_or(|is| is != "false");
        let guid = || all(&["guid", "id"]).find(is_address).map(|field| field.content.trim().to_owned());
        let dates: &[&str] = &["pubdate", "published", "issued", "date", "created", "updated", "modified"];
        let text = |names: &'static [&'static str]| {
            all(names).filter(|field| !field.content.trim().is_empty()).map(text_of).next()
        };
        Self {
            id: id.to_owned(),
            title: all(&["title"]).map(|field| words(&field.content)).find(|title| !title.is_empty()),
            link: link(fields).or_else(|| guid().filter(|id| id.starts_with("http"))),
            date: dates.iter().find_map(|name| {
                let mut named = fields.iter().filter(|field| field.name == *name);
                named.find_map(|field| day(field.content.trim()))
            }),
            author: author(fields),
            language: given(&["language"]).map(str::to_owned).or(language),
            content: text(&["encoded", "content", "body"]),
            summary: text(&["description", "summary"]),
        }
    }

    /// None where it holds nothing.
    pub(super) fn item(self, around: &Around) -> Option<FeedItem> {
        let url = self.link.as_deref().and_then(|link| join(around.base.as_ref(), link)).map(String::from);
        let is_full = self.content.is_some();
        let (text, is_html) = self.content.or(self.summary).unwrap_or_default();
        if text.is_empty() && self.title.is_none() && url.is_none() {
            return None;
        }
        let plain = if is_html { words(&text) } else { text.clone() };
        let ending = plain.trim_end().to_lowercase();
        let is_cut = CUT_MARKS.iter().any(|mark| ending.ends_with(mark));
        let complete = !ending.is_empty() && !is_cut && (is_full || plain.split_whitespace().count() >= LONG);
        let id = [Some(&self.id), url.as_ref(), self.title.as_ref()].into_iter().flatten().find(|id| !id.is_empty());
        let id = id.map_or_else(|| plain.chars().take(120).collect(), String::clone);
        let body = match plain.trim() {
            "" => Body::Plain("The feed has no text for this item, only its link.".to_owned()),
            _ if is_html => Body::Html(text),
            _ => Body::Plain(text),
        };
        let meta = Meta {
            id: id.clone(),
            title: self.title.or_else(|| url.clone().filter(|_| plain.trim().is_empty())),
            source: around.source.clone(),
            date: self.date,
            url,
            author: self.author.or_else(|| around.author.clone()),
            language: self.language.or_else(|| around.language.clone()),
            ..Meta::default()
        };
        Some(FeedItem { id, complete, piece: Piece { meta, body, complete } })
    }
}

/// The text of a field, and whether it is markup.
fn text_of(field: &Field) -> (String, bool) {
    let kind = attribute(field.attributes, "type").unwrap_or_default().to_ascii_lowercase();
    let is_html = field.has_elements || kind.contains("html") || is_markup(&field.content);
    (field.content.trim().to_owned(), is_html)
}

/// The page of the item: of several links the one that says so, or says nothing.
fn link(fields: &[Field]) -> Option<String> {
    let links = || fields.iter().filter(|field| matches!(field.name.as_str(), "link" | "origlink"));
    let of = |field: &Field| {
        let given = attribute(field.attributes, "href").unwrap_or_else(|| field.content.trim().to_owned());
        Some(given).filter(|given| !given.trim().is_empty())
    };
    let rel = |field: &Field| attribute(field.attributes, "rel").unwrap_or_default().to_ascii_lowercase();
    let is_page = |field: &&Field| {
        let kind = attribute(field.attributes, "type").unwrap_or_default();
        matches!(rel(field).as_str(), "" | "alternate") && (kind.is_empty() || kind.contains("html"))
    };
    links().filter(is_page).find_map(of).or_else(|| links().filter(|field| rel(field) == "alternate").find_map(of))
}

fn author(fields: &[Field]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for field in fields.iter().filter(|field| matches!(field.name.as_str(), "author" | "creator")).take(16) {
        if let Some(name) = name(field).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name in a field that says who: `<name>` in it, or `name@example.org (Name)`, or the name itself.
pub(super) fn name(field: &Field) -> Option<String> {
    let within = || {
        let lower = field.content.to_ascii_lowercase();
        let start = lower.find("<name")?;
        let start = start + lower.get(start..)?.find('>')? + 1;
        let rest = field.content.get(start..)?;
        rest.get(..rest.find('<').unwrap_or(rest.len()))
    };
    let given = if field.has_elements { words(within().unwrap_or_default()) } else { words(&field.content) };
    let is_address = |text: &str| text.contains("://") || text.contains('@') && !text.contains(' ');
    // Of "ana@example.org (Ana Ruiz)" and "Ana Ruiz (mailto:ana@example.org)" what is no address.
    let parts = given.split_once('(').and_then(|(before, rest)| Some([rest.strip_suffix(')')?.trim(), before.trim()]));
    let name = match parts.filter(|_| given.contains('@')) {
        Some(parts) => parts.into_iter().find(|part| !part.is_empty() && !is_address(part))?.to_owned(),
        None => given.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&given).trim().to_owned(),
    };
    (!name.is_empty() && !is_address(&name)).then_some(name)
}

/// A date in any of the forms that feeds use, as `YYYY-MM-DD` where it can be read, else as given.
pub(in crate::article) fn day(given: &str) -> Option<String> {
    let words: Vec<&str> = given.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty()).take(8).collect();
    // Of "Tue, 5 Feb 2022 10:00 XYZ" a wrong weekday or an unknown zone is no matter.
    let three = |from: usize| words.get(from..from + 3).map(|three| three.join(" "));
    let readings = [Some(given.to_owned()), three(1), three(0), words.first().map(|word| (*word).to_owned())];
    let day = readings.into_iter().flatten().find_map(|reading| date::parse(&reading)).map(|day| day.to_string());
    day.or_else(|| Some(given.to_owned())).filter(|day| !day.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_feeds_write_them() {
        for (given, expected) in [
            ("Fri, 04 Feb 2022 10:00:00 GMT", "2022-02-04"),
            ("Mon, 4 Feb 2022 23:30:00 +0900", "2022-02-04"),
            ("4 Feb 2022 10:00 XYZ", "2022-02-04"),
            ("2022-02-04T23:59:59-08:00", "2022-02-04"),
            ("2022-02-04 10:00", "2022-02-04"),
            ("Friday, February 4, 2022", "2022-02-04"),
            ("some day", "some day"),
        ] {
            assert_eq!(day(given).as_deref(), Some(expected), "{given}");
        }
        assert_eq!(day(""), None);
    }

    #[test]
    fn finds_who_wrote_it() {
        let field = |content: &str, has_elements| Field {
            name: "author".into(),
            attributes: "",
            content: content.into(),
            has_elements,
        };
        for (content, elements, expected) in [
            ("Ana Ruiz", false, Some("Ana Ruiz")),
            ("ana@example.org (Ana Ruiz)", false, Some("Ana Ruiz")),
            ("ana@example.org", false, None),
            ("<name>Ana &amp; Ben</name><uri>http://x</uri>", true, Some("Ana & Ben")),
            ("<email>a@b</email>", true, None),
            ("Ana Ruiz (mailto:ana@example.org)", false, Some("Ana Ruiz")),
            ("(Ana Ruiz)", false, Some("Ana Ruiz")),
            ("Ana Ruiz (Wire, London)", false, Some("Ana Ruiz (Wire, London)")),
        ] {
            assert_eq!(name(&field(content, elements)).as_deref(), expected, "{content}");
        }
    }
}
