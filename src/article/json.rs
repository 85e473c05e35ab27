//! One line of JSON Lines: an object that is an article.

use super::{Article, Draft, Format, Meta, ReadError, ReadOptions, html, plain};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::path::Path;

/// A line of JSON Lines, its keys checked: `text` or `html` as a string, and where they are given `id`, `title`,
/// `source`, `date`, `url`, `author` and `language`. `null` counts as not given; other keys end up in [`Meta::extra`].
#[derive(Clone, Debug, PartialEq)]
pub struct JsonLine {
    /// Its metadata; `id` is empty where none is given.
    pub meta: Meta,
    /// Its text, or its page.
    pub body: String,
    /// [`Format::Plain`] or [`Format::Html`].
    pub format: Format,
}

impl JsonLine {
    /// Parses one line. The error says in words what is wrong, without naming the line.
    pub fn parse(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(&whole_characters(line)).map_err(|error| not_json(&error))?;
        let Value::Object(mut object) = value else {
            return Err(format!("expected a JSON object, found {}", kind(&value)));
        };
        let id = match object.shift_remove("id") {
            Some(Value::Number(number)) => Some(number.to_string()),
            other => string("id", other)?,
        };
        let mut take = |key: &str| string(key, object.shift_remove(key));
        let (text, page) = (take("text")?, take("html")?);
        let mut meta = Meta {
            id: id.unwrap_or_default(),
            title: take("title")?,
            source: take("source")?,
            date: take("date")?,
            url: take("url")?,
            language: take("language")?,
            ..Meta::default()
        };
        meta.author = authors(object.shift_remove("author"))?;
        let (body, format) = match (text, page) {
            (Some(text), page) => {
                // Both are given: the text is what was meant to be read, and the page is still not lost.
                object.extend(page.map(|page| ("html".to_owned(), Value::String(page))));
                (text, Format::Plain)
            }
            (None, Some(page)) => (page, Format::Html),
            (None, None) => return Err("neither \"text\" nor \"html\" is given".to_owned()),
        };
        meta.extra = object;
        Ok(Self { meta, body, format })
    }

    /// Makes the article; `id` names it where the line does not, and `line` (from 1) is for errors, as is `path`.
    ///
    /// Text is read as plain text is, except that a title is looked for only where none is given and never under `raw`;
    /// where the text opens with the title that is given, that line is left out.
    pub fn into_article(
        mut self,
        id: &str,
        path: &Path,
        line: usize,
        options: ReadOptions,
    ) -> Result<Article, ReadError> {
        if self.meta.id.trim().is_empty() {
            id.clone_into(&mut self.meta.id);
        }
        let draft = match self.format {
            Format::Html => html::read(&self.meta.id, &self.body, options)
                .map(|found| Draft { meta: given_over(self.meta, found.meta), ..found })
                .map_err(|why| ReadError::Json { path: path.to_owned(), line, why: format!("\"html\": {why}") })?,
            _ => plain::read(self.meta, &self.body, options, false).map_err(|why| ReadError::Json {
                path: path.to_owned(),
                line,
                why: format!("\"text\" {why}"),
            })?,
        };
        Ok(draft.finish(options))
    }
}

/// `line` with every escape of half a surrogate pair as one of U+FFFD: programs that cut text in UTF-16 write such halves,
/// and one of them is no reason to lose a line. Nothing moves, so that columns in errors stay true.
fn whole_characters(line: &str) -> Cow<'_, str> {
    let bytes = line.as_bytes();
    let unit = |at: usize| {
        let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let (mut halves, mut at) = (Vec::new(), 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'\\')) {
        at += next;
        at += match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                halves.push(at);
                6
            }
            _ => 2,
        };
    }
    if halves.is_empty() {
        return Cow::Borrowed(line);
    }
    let (mut out, mut from) = (String::with_capacity(line.len()), 0);
    for half in halves {
        out.push_str(line.get(from..half).unwrap_or_default());
        out.push_str("\\ufffd");
        from = half + 6;
    }
    out.push_str(line.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// What is given beside a page wins over what stands in it.
pub(super) fn given_over(given: Meta, found: Meta) -> Meta {
    Meta {
        id: given.id,
        title: given.title.or(found.title),
        source: given.source.or(found.source),
        date: given.date.or(found.date),
        url: given.url.or(found.url),
        author: given.author.or(found.author),
        language: given.language.or(found.language),
        extra: given.extra.into_iter().chain(found.extra).collect::<Map<_, _>>(),
    }
}

fn string(key: &str, value: Option<Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("\"{key}\" must be a string, not {}", kind(&other))),
    }
}

/// One name or a list of them.
fn authors(value: Option<Value>) -> Result<Option<String>, String> {
    let Some(Value::Array(names)) = value else { return string("author", value) };
    let names = names.into_iter().filter_map(|name| string("author", Some(name)).transpose());
    let names = names.collect::<Result<Vec<_>, _>>()?.join(", ");
    Ok(Some(names).filter(|names| !names.is_empty()))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// serde's message without its "at line 1", which would contradict the line that is named beside it.
fn not_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let words = message.split(" at line ").next().unwrap_or_default();
    format!("is not JSON: {words} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> String {
        JsonLine::parse(line).unwrap_err()
    }

    fn article(line: &str, raw: bool) -> Article {
        JsonLine::parse(line)
            .unwrap()
            .into_article("in:1", Path::new("in"), 1, ReadOptions { raw, ..ReadOptions::default() })
            .unwrap()
    }

    #[test]
    fn takes_its_keys_and_passes_on_the_others() {
        let line =
            JsonLine::parse(r#"{"id": 7, "text": "One.", "author": ["A", "B"], "date": null, "desk": {"n": 1}}"#);
        let line = line.unwrap();
        assert_eq!((line.meta.id.as_str(), line.meta.author.as_deref()), ("7", Some("A, B")));
        assert_eq!(line.meta.date, None);
        assert_eq!(Value::Object(line.meta.extra).to_string(), r#"{"desk":{"n":1}}"#);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(error("[]"), "expected a JSON object, found an array");
        assert_eq!(error("{}"), r#"neither "text" nor "html" is given"#);
        assert_eq!(error(r#"{"text": null}"#), r#"neither "text" nor "html" is given"#);
        assert_eq!(error(r#"{"text": 5}"#), r#""text" must be a string, not a number"#);
        assert_eq!(error(r#"{"text": "a", "title": {}}"#), r#""title" must be a string, not an object"#);
        assert_eq!(error(r#"{"text": "a", "id": [1]}"#), r#""id" must be a string, not an array"#);
        assert!(error(r#"{"text": "a""#).starts_with("is not JSON: EOF while parsing"));
        assert!(error("").starts_with("is not JSON"));
        assert!(error(&"[".repeat(100_000)).contains("recursion limit"));
        assert!(error(&format!("{{\"text\":\"a\",\"b\":{}", "{\"a\":".repeat(100_000))).contains("recursion limit"));
    }

    #[test]
    fn what_it_has_no_use_for_stays_as_it_was_written() {
        let extra = r#"{"z":12345678901234567890123,"a":2.50,"m":[1e400,-0,1E+2],"b":{"y":1,"c":null}}"#;
        let line = format!(r#"{{"id": 12345678901234567890123, "title": "T", "text": "One.", {}"#, &extra[1..]);
        let line = JsonLine::parse(&line).unwrap();
        assert_eq!(line.meta.id, "12345678901234567890123");
        // serde_json writes the sign and a small letter into an exponent; no digit of it changes.
        let extra = extra.replace("1e400", "1e+400").replace("1E+2", "1e+2");
        assert_eq!(Value::Object(line.meta.extra).to_string(), extra);
    }

    #[test]
    fn half_a_character_is_no_reason_to_lose_a_line() {
        for (given, read) in [
            (r"a\ud800b", "a\u{fffd}b"),
            (r"\udc00\ud83d", "\u{fffd}\u{fffd}"),
            (r"\ud83d\ude00", "\u{1f600}"),
            (r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
            (r"\\ud800", r"\ud800"),
            (r"\\\uD800\n", "\\\u{fffd}\n"),
        ] {
            let line = JsonLine::parse(&format!(r#"{{"text": "{given}", "k\ud800": "{given}"}}"#)).unwrap();
            assert_eq!(line.body, read, "{given}");
            assert_eq!(line.meta.extra["k\u{fffd}"], read, "{given}");
        }
        assert!(JsonLine::parse(r#"{"text": "\ud80"}"#).is_err());
        let many = format!(r#"{{"text": "{}"}}"#, r"\ud800".repeat(500_000));
        assert_eq!(JsonLine::parse(&many).unwrap().body.chars().count(), 500_000);
    }

    #[test]
    fn a_title_is_found_only_where_none_is_given() {
        let text =
            r"Storm shuts the harbour for a third day\n\nThe harbour stayed shut on Tuesday as a third storm came in.";
        let found = article(&format!(r#"{{"text": "{text}"}}"#), false);
        assert_eq!(found.meta.title.as_deref(), Some("Storm shuts the harbour for a third day"));
        assert_eq!((found.blocks.len(), found.meta.id.as_str()), (1, "in:1"));

        let given =
            article(&format!(r#"{{"text": "{text}", "title": "Storm shuts the harbour for a third day"}}"#), false);
        assert_eq!(given.blocks.len(), 1);
        let other = article(&format!(r#"{{"text": "{text}", "title": "Harbour shut"}}"#), false);
        assert_eq!(other.blocks.len(), 2);

        let raw = article(&format!(r#"{{"text": "{text}"}}"#), true);
        assert_eq!((raw.meta.title, raw.text.as_ref()), (None, text.replace(r"\n", "\n").as_str()));
    }

    #[test]
    fn a_page_is_read_as_a_page() {
        let line = r#"{"id": "p", "title": "Given", "html": "<title>Found</title><p>The harbour stayed shut.</p>"}"#;
        let page = article(line, false);
        assert_eq!((page.meta.title.as_deref(), page.text.as_ref()), (Some("Given"), "The harbour stayed shut."));
    }
}
