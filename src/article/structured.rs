//! What a page says about its article beside its text: structured data (JSON-LD), `<meta>`, `<time>`.
//!
//! The extractor knows some of these; here are the forms that it does not know.

use super::date;
use dom_query::Document;
use serde_json::{Map, Value};

/// Structured data beyond this is not looked at: scripts, bytes of one, values in all.
const MAX_SCRIPTS: usize = 16;
const MAX_SCRIPT: usize = 1 << 20;
const MAX_VALUES: usize = 20_000;

/// Fields as found; nothing in them is sanitised.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
}

/// Reads `document`. Structured data goes before `<meta>`, and that before `<time>`.
pub(super) fn read(document: &Document) -> Found {
    let data = linked_data(document);
    let date = || meta(document, &DATES).into_iter().find(|given| date::parse(given).is_some());
    let author = || meta(document, &AUTHORS).into_iter().find(|given| is_name(given));
    Found { date: data.date.or_else(date).or_else(|| time(document)), author: data.author.or_else(author) }
}

/// Names, properties and item properties of `<meta>`, the most telling first.
const DATES: [&str; 12] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dcterms.date",
    "date",
];
const AUTHORS: [&str; 4] = ["author", "dc.creator", "article:author", "byl"];

/// Whether this names someone: profiles are given as addresses.
pub(super) fn is_name(author: &str) -> bool {
    let author = author.trim();
    !author.is_empty() && !author.contains("://") && !author.starts_with("www.") && !author.starts_with(['/', '@', '#'])
}

/// What `<meta>` elements say under any of `keys`, in the order of the keys.
fn meta(document: &Document, keys: &[&str]) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for element in document.select("meta").nodes().iter().take(1_000) {
        let names = ["name", "property", "itemprop"].into_iter().filter_map(|attribute| element.attr(attribute));
        let mut ranks = names.filter_map(|name| {
            let name = name.trim().to_ascii_lowercase();
            keys.iter().position(|key| *key == name)
        });
        if let (Some(rank), Some(content)) = (ranks.next(), element.attr("content")) {
            found.push((rank, content.trim().to_owned()));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, content)| content).filter(|content| !content.is_empty()).collect()
}

/// The first `<time>` that says a day, within the article before elsewhere.
fn time(document: &Document) -> Option<String> {
    ["article time[datetime]", "header time[datetime]", "main time[datetime]", "time[datetime]"].iter().find_map(
        |within| {
            let times = document.select(within);
            let days = times.nodes().iter().take(20).filter_map(|time| time.attr("datetime"));
            days.map(|day| day.to_string()).find(|day| date::parse(day).is_some())
        },
    )
}

fn linked_data(document: &Document) -> Found {
    let mut data = Data::default();
    for script in document.select("script[type]").nodes().iter().take(256) {
        let is_data = script.attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if !is_data || data.scripts == MAX_SCRIPTS {
            continue;
        }
        data.scripts += 1;
        let json = script.text();
        let json = json.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        if let Some(value) =
            Some(json).filter(|json| json.len() <= MAX_SCRIPT).and_then(|json| serde_json::from_str(json).ok())
        {
            data.roots.push(value);
        }
    }
    data.found()
}

#[derive(Default)]
struct Data {
    scripts: usize,
    roots: Vec<Value>,
}

impl Data {
    fn found(&self) -> Found {
        let objects = self.objects();
        let article = objects.iter().copied().find(|object| is_a(object, &["Article", "Posting", "Report"]));
        let page = objects.iter().copied().find(|object| is_a(object, &["WebPage"]));
        let day = |object: &Map<String, Value>| {
            let given = ["datePublished", "dateCreated"].iter().find_map(|key| object.get(*key)?.as_str());
            given.filter(|given| date::parse(given).is_some()).map(str::to_owned)
        };
        Found {
            date: article.and_then(day).or_else(|| page.and_then(day)),
            author: article.and_then(|article| names(article.get("author")?, &objects, 4)),
        }
    }

    /// All objects, in order, as far as is reasonable.
    fn objects(&self) -> Vec<&Map<String, Value>> {
        let mut open: Vec<&Value> = self.roots.iter().rev().collect();
        let (mut objects, mut seen) = (Vec::new(), 0);
        while let Some(value) = open.pop().filter(|_| seen < MAX_VALUES) {
            seen += 1;
            match value {
                Value::Array(values) => open.extend(values.iter().take(MAX_VALUES).rev()),
                Value::Object(map) => {
                    objects.push(map);
                    open.extend(map.values().take(MAX_VALUES).filter(|value| value.is_array() || value.is_object()));
                }
                _ => {}
            }
        }
        objects
    }
}

/// Whether an object's type, or one of them, ends in one of `kinds`.
fn is_a(object: &Map<String, Value>, kinds: &[&str]) -> bool {
    let is_kind = |value: &Value| value.as_str().is_some_and(|name| kinds.iter().any(|kind| name.ends_with(kind)));
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().take(16).any(is_kind),
        Some(one) => is_kind(one),
        None => false,
    }
}

/// The names that `author` gives: a string, an object, a reference to one, or a list of these.
fn names(author: &Value, objects: &[&Map<String, Value>], depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match author {
        Value::String(name) => Some(name.trim().to_owned()).filter(|name| is_name(name)),
        Value::Array(authors) => {
            let all: Vec<String> = authors.iter().take(16).filter_map(|one| names(one, objects, depth)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(map) => map.get("name").and_then(|name| names(name, objects, depth)).or_else(|| {
            let id = map.get("@id")?.as_str()?;
            let named = |object: &&&Map<String, Value>| {
                object.get("name").is_some() && object.get("@id").and_then(Value::as_str) == Some(id)
            };
            names(objects.iter().find(named)?.get("name")?, objects, depth)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str) -> (Option<String>, Option<String>) {
        let Found { date, author } = read(&Document::from(head));
        (date, author)
    }

    fn given(date: &str, author: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        (some(date), some(author))
    }

    #[test]
    fn reads_every_usual_form() {
        let data = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
        for (page, date, author) in [
            (data(r#"{"@type":"NewsArticle","datePublished":"2022-02-04","author":"Ana Ruiz"}"#), "2022-02-04", "Ana Ruiz"),
            (
                data(
                    r##"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":["Thing","Article"],
                    "datePublished":"2022-02-04","author":[{"@id":"#ana"},{"name":"Ben Okri"}]},{"@id":"#ana","name":"Ana Ruiz"}]}"##,
                ),
                "2022-02-04",
                "Ana Ruiz, Ben Okri",
            ),
            (data("{broken"), "", ""),
            ("<meta name=date content=2022-02-04><meta name=author content='Ana Ruiz'>".into(), "2022-02-04", "Ana Ruiz"),
            ("<meta name=pubdate content='Fri, 4 Feb 2022 10:00:00 GMT'>".into(), "Fri, 4 Feb 2022 10:00:00 GMT", ""),
            ("<meta name=DC.date.issued content=2022-02-04>".into(), "2022-02-04", ""),
            ("<meta itemprop=datePublished content=2022-02-04>".into(), "2022-02-04", ""),
            ("<meta property=article:author content='https://x.org/ana'><meta name=date content=soon>".into(), "", ""),
            ("<meta property=article:author content='Ana Ruiz'>".into(), "", "Ana Ruiz"),
            (
                "<time datetime=2020-01-01>x</time><article><time datetime=10:15>x</time><time datetime=2022-02-04>x</time></article>".into(),
                "2022-02-04",
                "",
            ),
        ] {
            assert_eq!(found(&page), given(date, author), "{page}");
        }
    }

    #[test]
    fn hostile_data_is_bounded() {
        let graph = format!(r#"{{"@graph":[{}0]}}"#, r##"{"@type":"x","author":{"@id":"#a"}},"##.repeat(20_000));
        let page = format!("<script type='application/ld+json'>{graph}</script>").repeat(40);
        assert_eq!(found(&page), (None, None));
        let own = r##"{"@type":"Article","author":{"@id":"#a","name":{"@id":"#a"}}}"##;
        assert_eq!(found(&format!("<script type='application/ld+json'>{own}</script>")), (None, None));
    }
}
