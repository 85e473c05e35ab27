//! Citations as CSL-JSON, by the schema of <https://github.com/citation-style-language/schema> (csl-data.json, version 1.0).

use super::{Author, Citation, Published};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};

impl Citation {
    /// One item of CSL-JSON: an object. A file of them is an array.
    pub fn csl(&self) -> impl Serialize + use<> {
        let kind = match (&self.source, &self.url) {
            (Some(_), _) => "article-newspaper",
            (None, Some(_)) => "webpage",
            (None, None) => "document",
        };
        let mut item = Map::new();
        let mut put = |key: &str, value: Value| drop(item.insert(key.to_owned(), value));
        put("id", self.key.as_str().into());
        put("type", kind.into());
        put("title", self.title.as_str().into());
        if !self.authors.is_empty() {
            put("author", self.authors.iter().map(name).collect());
        }
        if let Some(source) = &self.source {
            put("container-title", source.as_str().into());
        }
        if let Some(published) = &self.published {
            put("issued", issued(published));
        }
        if let Some(day) = self.accessed {
            put("accessed", date(day));
        }
        if let Some(url) = &self.url {
            put("URL", url.as_str().into());
        }
        if let Some(language) = &self.language {
            put("language", language.as_str().into());
        }
        if !self.tags.is_empty() {
            put("keyword", self.tags.iter().map(|tag| tag.replace(',', " ")).collect::<Vec<_>>().join(", ").into());
        }
        Value::Object(item)
    }
}

fn name(author: &Author) -> Value {
    match author {
        Author::Body(name) => json!({ "literal": name }),
        Author::Person { family, given, suffix: None } => json!({ "family": family, "given": given }),
        Author::Person { family, given, suffix: Some(suffix) } => {
            json!({ "family": family, "given": given, "suffix": suffix })
        }
    }
}

fn issued(published: &Published) -> Value {
    match published {
        Published::Words(words) => json!({ "literal": words }),
        Published::Day(year, month, day) => {
            let parts: Vec<i64> =
                [Some(i64::from(*year)), month.map(i64::from), day.map(i64::from)].into_iter().flatten().collect();
            json!({ "date-parts": [parts] })
        }
    }
}

fn date(day: Date) -> Value {
    json!({ "date-parts": [[day.year(), day.month(), day.day()]] })
}
