//! What services for reading later export of an article, and how it becomes a piece.
//!
//! Keys in [`Meta::extra`]: `tags` is a list of words; `highlights` a list of `{"quote": …, "note": …}`, the note only
//! where there is one; `saved` is the day it was saved, `YYYY-MM-DD`; `read` and `starred` are true or false. A key is there
//! only where the export says something. `partial` is true where the text is not there.

use super::markup::is_markup;
use super::piece::{Body, Piece};
use super::{Meta, date};
use serde_json::{Map, Value, json};

/// Stands for the text of an article of which an export holds the link alone.
const NO_TEXT: &str = "The text of this article was not in the export, only its link.";
/// More tags or highlights of one article are not taken.
const MAX_MARKS: usize = 10_000;

/// An article as a service knows it.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    /// When it was published.
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    /// When it was saved: a date, or seconds since 1970.
    pub(super) saved: Option<String>,
    pub(super) text: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) highlights: Vec<Marked>,
    pub(super) read: Option<bool>,
    pub(super) starred: Option<bool>,
    pub(super) extra: Map<String, Value>,
}

/// A marked passage and what was noted of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) quote: String,
    pub(super) note: Option<String>,
}

impl Saved {
    /// Whether there is nothing to make an article of.
    pub(super) fn is_empty(&self) -> bool {
        let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        blank(&self.title) && blank(&self.url) && blank(&self.text) && self.highlights.is_empty()
    }

    /// The piece. Without a text it has its highlights for one, and without these a line that says so.
    pub(super) fn piece(self) -> Piece {
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let text = given(self.text);
        let complete = text.is_some();
        let quotes = || self.highlights.iter().map(|marked| marked.quote.as_str()).collect::<Vec<_>>().join("\n\n");
        let body = match text {
            Some(text) if is_markup(&text) => Body::Html(text),
            Some(text) => Body::Plain(text),
            None if self.highlights.is_empty() => Body::Plain(NO_TEXT.to_owned()),
            None => Body::Plain(quotes()),
        };
        let url = given(self.url);
        let mut extra = self.extra;
        if !self.tags.is_empty() {
            extra.insert("tags".into(), self.tags.into_iter().take(MAX_MARKS).collect());
        }
        if !self.highlights.is_empty() {
            let marks = self.highlights.into_iter().take(MAX_MARKS).map(|marked| match marked.note {
                Some(note) => json!({ "quote": marked.quote, "note": note }),
                None => json!({ "quote": marked.quote }),
            });
            extra.insert("highlights".into(), marks.collect());
        }
        for (key, value) in [("read", self.read), ("starred", self.starred)] {
            extra.extend(value.map(|value| (key.to_owned(), value.into())));
        }
        extra.extend(given(self.saved).map(|saved| ("saved".to_owned(), day(&saved).into())));
        let meta = Meta {
            id: self.id.unwrap_or_default(),
            title: given(self.title).or_else(|| url.clone().filter(|_| !complete)),
            source: given(self.source),
            date: given(self.date).map(|date| day(&date)),
            url,
            author: given(self.author),
            language: given(self.language),
            extra,
        };
        Piece { meta, body, complete }
    }
}

/// A day as `YYYY-MM-DD` from a date or from seconds, or thousandths of them, since 1970 (UTC); else as it is.
pub(super) fn day(given: &str) -> String {
    let given = given.trim();
    let is_count = given.len() >= 9 && given.bytes().all(|byte| byte.is_ascii_digit());
    let seconds =
        given.parse::<i64>().ok().filter(|_| is_count).map(|n| if n > 99_999_999_999 { n / 1_000 } else { n });
    let counted = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match counted {
        Some(moment) => moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
        None => super::feed::day(given).unwrap_or_else(|| date::normalise(given.to_owned())),
    }
}

/// The words of a list: `a, b`, `a|b`, `["a","b"]`, `['a', 'b']`.
pub(super) fn list(text: &str) -> Vec<String> {
    let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let parsed = inner.and_then(|_| serde_json::from_str::<Vec<String>>(text).ok());
    let split = || inner.unwrap_or(text).split([',', '|', ';']).map(str::to_owned).collect();
    let bare = |word: &str| inner.map_or(word.trim(), |_| word.trim().trim_matches('\'')).to_owned();
    let mut out: Vec<String> = Vec::new();
    for word in
        parsed.unwrap_or_else(split).iter().map(|word| bare(word)).filter(|word| !word.is_empty()).take(MAX_MARKS)
    {
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_lists() {
        for (given, expected) in [
            ("1643968800", "2022-02-04"),
            ("1643968800123", "2022-02-04"),
            ("2022-02-04T10:00:00Z", "2022-02-04"),
            ("20220204", "2022-02-04"),
            ("2022-02-04 10:00:00+00:00", "2022-02-04"),
            ("99999999999999999999", "99999999999999999999"),
            ("soon", "soon"),
        ] {
            assert_eq!(day(given), expected);
        }
        assert_eq!(list("a, b ,a|c;"), ["a", "b", "c"]);
        assert_eq!(list(r#"["a, b","c"]"#), ["a, b", "c"]);
        assert!(list(" ").is_empty());
    }
}
