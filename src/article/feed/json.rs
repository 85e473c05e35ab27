//! JSON Feed, also with numbers for names, without a version, or cut off.

use super::item::{Around, Found, day};
use super::xml::join;
use super::{Feed, NotAFeed};
use crate::article::markup::{is_markup, words};
use crate::text::sanitize;
use serde_json::{Map, Value};
use url::Url;

/// Whether `text` begins like a JSON Feed.
pub(super) fn looks(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.starts_with('{') && text.contains("jsonfeed.org/version")
}

/// Reads a feed.
pub(super) fn read(text: &str, base: Option<&Url>) -> Result<Feed, NotAFeed> {
    let text = text.trim_start_matches('\u{feff}');
    let (feed, items, cut) = match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(mut feed) => match feed.shift_remove("items") {
            Some(Value::Array(items)) => (feed, items, 0),
            _ => (feed, Vec::new(), 0),
        },
        Err(_) => salvage(text).ok_or(NotAFeed)?,
    };
    let home = string(&feed, "home_page_url").and_then(|given| join(base, &given));
    let around = Around {
        base: home.clone().or_else(|| base.cloned()),
        source: string(&feed, "title")
            .map(|title| sanitize::line(&words(&title)).into_owned())
            .filter(|title| !title.is_empty()),
        language: string(&feed, "language"),
        author: authors(&feed),
    };
    let all = items.len() + cut;
    let items: Vec<_> = items.iter().filter_map(|item| found(item.as_object()?).item(&around)).collect();
    let lost = all - items.len();
    let lost =
        if lost > 0 { vec![format!("{lost} of {all} items lost: broken, cut off or empty")] } else { Vec::new() };
    Ok(Feed { title: around.source, home: home.map(String::from), items, lost })
}

fn found(item: &Map<String, Value>) -> Found {
    let html = string(item, "content_html").map(|html| (html, true));
    let plain = string(item, "content_text").map(|text| (text, false));
    let summary = string(item, "summary");
    Found {
        id: string(item, "id").unwrap_or_default(),
        title: string(item, "title").map(|title| words(&title)).filter(|title| !title.is_empty()),
        link: string(item, "url").or_else(|| string(item, "external_url")),
        date: string(item, "date_published").or_else(|| string(item, "date_modified")).and_then(|given| day(&given)),
        author: authors(item),
        language: string(item, "language"),
        content: html.or(plain),
        summary: summary.map(|summary| {
            let is_html = is_markup(&summary);
            (summary, is_html)
        }),
    }
}

/// A string that is not blank, or a number as one.
fn string(map: &Map<String, Value>, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn authors(map: &Map<String, Value>) -> Option<String> {
    let many = map.get("authors").and_then(Value::as_array).into_iter().flatten().take(16);
    let names = many.chain(map.get("author")).filter_map(|author| match author {
        Value::Object(author) => string(author, "name"),
        Value::String(name) => Some(name.trim().to_owned()),
        _ => None,
    });
    let mut known: Vec<String> = Vec::new();
    for name in names.map(|name| words(&name)) {
        if !name.is_empty() && !known.contains(&name) {
            known.push(name);
        }
    }
    (!known.is_empty()).then(|| known.join(", "))
}

/// What of a broken feed is whole: what stands before its items, the items that can be parsed, and the number of others.
fn salvage(text: &str) -> Option<(Map<String, Value>, Vec<Value>, usize)> {
    let (before, after) = text.split_once("\"items\"")?;
    let list = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')?;
    let head = clean(&format!("{}}}", before.trim_end().trim_end_matches(',')));
    let head = serde_json::from_str(&head).unwrap_or_default();
    let (mut items, mut broken) = (Vec::new(), 0);
    let mut rest = list;
    while let Some(start) = rest.find(['{', ']']).filter(|at| rest.as_bytes().get(*at) == Some(&b'{')) {
        let object = rest.get(start..).unwrap_or_default();
        let Some(end) = object_end(object) else {
            broken += 1;
            break;
        };
        let (object, after) = object.split_at(end);
        match serde_json::from_str(&clean(object)) {
            Ok(item) => items.push(item),
            Err(_) => broken += 1,
        }
        rest = after;
    }
    Some((head, items, broken))
}

/// Where the object that `text` begins with ends.
fn object_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Control characters, which JSON does not allow in a string, as blanks.
fn clean(json: &str) -> String {
    json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
