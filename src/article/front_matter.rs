//! Metadata above a Markdown text: YAML between `---` lines, TOML between `+++` lines.

use super::Meta;
use serde_json::{Map, Value};

/// More than this is no metadata, in bytes.
const LARGEST: usize = 64 << 10;

/// Splits `text` into what its front matter says and where the text proper begins, in bytes. Of front matter that is
/// broken, what can be read line by line is kept; what does not look like any, or does not end, is text.
pub(super) fn split(text: &str) -> (Map<String, Value>, usize) {
    find(text).unwrap_or_default()
}

fn find(text: &str) -> Option<(Map<String, Value>, usize)> {
    let (first, rest) = text.split_once('\n')?;
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let begin = first.len() + 1;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            let inner = rest.get(..at).filter(|inner| inner.len() <= LARGEST)?;
            let map = if fence == "---" { yaml(inner) } else { toml(inner) };
            let map = map.or_else(|| salvage(inner))?;
            return Some((map, begin + at + line.len()));
        }
        at += line.len();
    }
    None
}

fn yaml(text: &str) -> Option<Map<String, Value>> {
    // The parser's budget bounds what aliases expand to.
    match serde_saphyr::from_str::<Value>(text).ok()? {
        Value::Object(map) => Some(map),
        Value::Null => Some(Map::new()),
        _ => None,
    }
}

fn toml(text: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = toml::from_str(text).ok()?;
    Some(table.into_iter().map(|(key, value)| (key, plain(value))).collect())
}

/// The fields of a header that is neither YAML nor TOML but was meant to be: `title: Storm: day three`.
fn salvage(text: &str) -> Option<Map<String, Value>> {
    let mut map = Map::new();
    let mut any = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t', '#', ']', '}', '[']) || line.starts_with("- ") {
            continue;
        }
        let (key, value) = field(line)?;
        any = true;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if PLACES.contains(&key.to_ascii_lowercase().as_str()) && value.chars().any(char::is_alphanumeric) {
            map.entry(key.to_owned()).or_insert_with(|| value.into());
        }
    }
    any.then_some(map)
}

/// What of a broken header is worth a guess.
const PLACES: [&str; 6] = ["title", "source", "date", "author", "url", "language"];

/// `key: value` or `key = value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).filter(|end| *end > 0)?;
    let (key, rest) = line.split_at_checked(end)?;
    let value = rest.strip_prefix(':').filter(|value| value.is_empty() || value.starts_with([' ', '\t']));
    let value = value.or_else(|| rest.trim_start().strip_prefix('='))?;
    Some((key, value))
}

/// A TOML value as JSON, its dates as strings.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
    }
}

/// Puts the keys that have a place of their own there, and the others into `extra`.
pub(super) fn apply(map: Map<String, Value>, meta: &mut Meta) {
    for (key, value) in map {
        let place = match key.to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut meta.title,
            "source" | "outlet" | "publisher" | "publication" => &mut meta.source,
            "date" | "published" | "publishdate" => &mut meta.date,
            "author" | "authors" | "byline" => &mut meta.author,
            "url" | "link" | "canonical" => &mut meta.url,
            "language" | "lang" => &mut meta.language,
            _ => {
                meta.extra.insert(key, value);
                continue;
            }
        };
        match words(&value) {
            Some(text) if place.is_none() => *place = Some(text),
            _ if value.is_null() => {}
            _ => drop(meta.extra.insert(key, value)),
        }
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().filter_map(words).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        Value::Object(map) => map.get("name").and_then(words),
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(text: &str) -> (Meta, &str) {
        let (map, at) = split(text);
        let mut meta = Meta::default();
        apply(map, &mut meta);
        (meta, &text[at..])
    }

    #[test]
    fn reads_yaml_and_toml() {
        for text in [
            "---\ntitle: 'Storm: day three'\nauthors: [Ana Ruiz, Ben Okri]\ndate: 2022-02-04\noutlet: Wire\ntags: [a]\n---\nBody",
            "+++\ntitle = \"Storm: day three\"\nauthors = [\"Ana Ruiz\", \"Ben Okri\"]\ndate = 2022-02-04\noutlet = \"Wire\"\ntags = [\"a\"]\n+++\nBody",
        ] {
            let (meta, rest) = meta(text);
            assert_eq!(rest, "Body");
            assert_eq!(meta.title.as_deref(), Some("Storm: day three"));
            assert_eq!(meta.author.as_deref(), Some("Ana Ruiz, Ben Okri"));
            assert_eq!(meta.date.as_deref(), Some("2022-02-04"));
            assert_eq!(meta.source.as_deref(), Some("Wire"));
            assert_eq!(Value::Object(meta.extra).to_string(), r#"{"tags":["a"]}"#);
        }
    }

    #[test]
    fn keeps_the_text_where_it_is_broken() {
        for text in [
            "---\nOnly prose\n---\nBody",
            "---\ntitle: x\nand prose\n---\nBody",
            "+++\ntitle\n+++\nBody",
            "---\nno end",
            "---\n- a\n---\nBody",
            "",
            "---",
        ] {
            assert_eq!(meta(text), (Meta::default(), text), "{:.40}", text);
        }
    }

    #[test]
    fn saves_what_it_can_of_a_broken_header() {
        let nested = format!("---\na: {}\n---\nBody", "[".repeat(50_000));
        for (text, title, source) in [
            ("---\ntitle: [unclosed\n---\nBody", Some("[unclosed"), None),
            (
                "---\ntitle: Storm: day: three\nsource: \"Wire\ntags:\n  - a\n- b\n---\nBody",
                Some("Storm: day: three"),
                Some("Wire"),
            ),
            ("+++\ntitle = Storm\nsource = 'Wire'\n+++\nBody", Some("Storm"), Some("Wire")),
            ("---\ntitle: [\n---\nBody", None, None),
            (&nested, None, None),
        ] {
            let (meta, rest) = meta(text);
            assert_eq!((meta.title.as_deref(), meta.source.as_deref(), rest), (title, source, "Body"), "{text:.40}");
        }
    }

    #[test]
    fn a_yaml_bomb_is_bounded() {
        let mut bomb = "---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for n in 1..30 {
            let alias = format!("*a{},", n - 1).repeat(10);
            bomb += &format!("a{n}: &a{n} [{}]\n", alias.trim_end_matches(','));
        }
        bomb += "---\nBody";
        assert_eq!(meta(&bomb).1, "Body");
    }
}
