//! An article with what was noted of it, for other programs: as an object of JSON, as a row of a table, and back.
//!
//! The keys are those that `crossread add` reads: beside what is known of an article and its text, `tags` (words),
//! `highlights` (objects with `quote`, and where there is one `note` and `colour`), `read` and `starred` (left out where not
//! so). Where a quotation stands several times in its text, `before` and `after` tell which is meant. `was` is what it was
//! noted on, where the text has other words for it by now; `gone` is true of one whose words are not in the text any more.

use super::{Anchor, Colour, Ground, Highlight, Marks};
use crate::article::{Article, BlockKind};
use crate::text::{Span, sanitize};
use serde_json::{Map, Value};

/// The columns of [`csv_fields`].
pub const CSV_HEADER: [&str; 12] =
    ["id", "title", "source", "date", "url", "author", "language", "text", "tags", "highlights", "read", "starred"];
/// Keys that say what was noted.
const NOTED: [&str; 4] = ["tags", "highlights", "read", "starred"];
/// More tags or highlights of one article are not taken.
const MOST: usize = 10_000;
/// Bytes of text that are gone through, for all highlights of an article together, to see whether their words stand in it
/// once. Where that is not enough, all say what stands around them.
const SEARCHED: usize = 1 << 30;

/// An article without its page furniture, and what was noted of it.
pub fn json(article: &Article, marks: &Marks) -> Value {
    let meta = &article.meta;
    let mut object = Map::new();
    let known = [&meta.title, &meta.source, &meta.date, &meta.url, &meta.author, &meta.language];
    object.insert("id".to_owned(), Some(meta.id.as_str()).filter(|id| !id.is_empty()).into());
    let values = known.into_iter().map(|value| value.as_deref().into());
    object.extend(CSV_HEADER.into_iter().skip(1).map(str::to_owned).zip(values));
    object.insert("text".to_owned(), text(article).into());
    object.insert("tags".to_owned(), marks.tags.as_slice().into());
    object.insert("highlights".to_owned(), highlights(article, marks));
    for (key, on) in [("read", marks.read), ("starred", marks.bookmarked)] {
        if on {
            object.insert(key.to_owned(), true.into());
        }
    }
    for (key, value) in meta.extra.iter().filter(|(key, _)| !NOTED.contains(&key.as_str())) {
        object.entry(key.as_str()).or_insert_with(|| value.clone());
    }
    Value::Object(object)
}

/// The same as a row of a table; tags are parted by commas, or JSON where one of them holds such a sign; highlights are JSON.
pub fn csv_fields(article: &Article, marks: &Marks) -> [String; 12] {
    let meta = &article.meta;
    let given = |value: &Option<String>| value.clone().unwrap_or_default();
    let is_plain = |tag: &String| !tag.contains([',', ';', '|']) && !tag.starts_with('[');
    let tags = match marks.tags.iter().all(is_plain) {
        true => marks.tags.join(", "),
        false => Value::from(marks.tags.as_slice()).to_string(),
    };
    let highlights = if marks.highlights.is_empty() { String::new() } else { highlights(article, marks).to_string() };
    let yes = |on: bool| if on { "true".to_owned() } else { String::new() };
    [
        meta.id.clone(),
        given(&meta.title),
        given(&meta.source),
        given(&meta.date),
        given(&meta.url),
        given(&meta.author),
        given(&meta.language),
        text(article),
        tags,
        highlights,
        yes(marks.read),
        yes(marks.bookmarked),
    ]
}

/// What was noted elsewhere of an article, by the keys of its [`crate::article::Meta::extra`]. A passage that does not stand
/// in its text is [`Highlight::gone`].
pub fn marks_of(article: &Article) -> Marks {
    let of = |key: &str| article.meta.extra.get(key);
    let on = |key: &str| match of(key) {
        Some(Value::Bool(on)) => *on,
        Some(Value::String(word)) => word.eq_ignore_ascii_case("true"),
        _ => false,
    };
    let mut marks = Marks { read: on("read"), bookmarked: on("starred"), ..Marks::default() };
    for tag in list(of("tags")).iter().filter_map(Value::as_str) {
        let tag = sanitize::line(tag).into_owned();
        if !tag.is_empty() && !marks.tags.contains(&tag) {
            marks.tags.push(tag);
        }
    }
    marks.tags.sort_unstable();
    let ground = Ground::new(&article.text);
    marks.highlights = list(of("highlights")).iter().filter_map(|one| highlight(&ground, one)).collect();
    marks.sort();
    marks
}

/// A list, or a text that holds one: as JSON, else as words parted by commas.
fn list(value: Option<&Value>) -> Vec<Value> {
    let mut all = match value {
        Some(Value::Array(all)) => all.clone(),
        Some(Value::String(text)) if text.trim_start().starts_with('[') => {
            serde_json::from_str(text).unwrap_or_default()
        }
        Some(Value::String(text)) => text.split(',').map(|word| word.trim().into()).collect(),
        _ => Vec::new(),
    };
    all.truncate(MOST);
    all
}

fn highlight(ground: &Ground, given: &Value) -> Option<Highlight> {
    let of = |key: &str| given.get(key).and_then(Value::as_str).unwrap_or_default();
    let quote = if given.is_object() { of("quote") } else { given.as_str()? };
    let clean = |text: &str| sanitize::text(text).into_owned();
    let anchor =
        Anchor { span: Span::default(), quote: clean(quote), before: clean(of("before")), after: clean(of("after")) }
            .cut();
    if anchor.quote.trim().is_empty() {
        return None;
    }
    let colour = Colour::ALL.into_iter().find(|colour| colour.name() == of("colour")).unwrap_or_default();
    let said = |key: &str| Some(clean(of(key)).trim().to_owned()).filter(|text| !text.is_empty());
    Some(Highlight { was: said("was"), ..Highlight::new(anchor, colour, said("note")) }.found_in(ground))
}

fn highlights(article: &Article, marks: &Marks) -> Value {
    let text = &article.text;
    let many = marks.highlights.len() * text.len() > SEARCHED;
    let ground = Ground::new(text);
    let alone = |anchor: &Anchor| {
        let bare = Anchor { span: Span::default(), before: String::new(), after: String::new(), ..anchor.clone() };
        !many
            && text.matches(&anchor.quote).nth(1).is_none()
            && ground.find(&bare).is_some_and(|found| found.span == anchor.span)
    };
    let one = |highlight: &Highlight| {
        let anchor = &highlight.anchor;
        let mut object = Map::new();
        object.insert("quote".to_owned(), anchor.quote.as_str().into());
        if let Some(note) = &highlight.note {
            object.insert("note".to_owned(), note.as_str().into());
        }
        object.insert("colour".to_owned(), highlight.colour.name().into());
        if highlight.gone || !alone(anchor) {
            object.insert("before".to_owned(), anchor.before.as_str().into());
            object.insert("after".to_owned(), anchor.after.as_str().into());
        }
        if let Some(was) = &highlight.was {
            object.insert("was".to_owned(), was.as_str().into());
        }
        if highlight.gone {
            object.insert("gone".to_owned(), true.into());
        }
        Value::Object(object)
    };
    marks.highlights.iter().map(one).collect()
}

/// The text without page furniture, its blocks a blank line apart.
fn text(article: &Article) -> String {
    let mut out = String::with_capacity(article.text.len());
    let mut before = None;
    for block in article.genuine() {
        let tight = before == Some(BlockKind::Item) && block.kind == BlockKind::Item;
        out.push_str(match before {
            None => "",
            Some(_) if tight => "\n",
            Some(_) => "\n\n",
        });
        out.push_str(block.span.of(&article.text));
        before = Some(block.kind);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, JsonLine, ReadOptions, read_str};
    use crate::text::{csv_row, write_json};
    use serde_json::json;
    use std::path::Path;

    const TEXT: &str = "The port of Brennick is shut, the master said.\n\nIt is shut for nine days, he said.\n\n\
        - No ship came in.\n\n=1+1 is what he wrote, he said.";

    fn article() -> Article {
        let mut article = read_str("a.txt", TEXT, Format::Plain, ReadOptions::default()).remove(0).unwrap();
        article.meta.title = Some("Shut".to_owned());
        article.meta.url = Some("https://example.org/1".to_owned());
        article.meta.extra.insert("desk".to_owned(), json!({ "n": 1 }));
        article.meta.extra.insert("tags".to_owned(), json!(["old"]));
        article
    }

    fn marks(text: &str) -> Marks {
        let highlight = |quote: &str, last: bool, colour, note: Option<&str>| {
            let start = if last { text.rfind(quote).unwrap() } else { text.find(quote).unwrap() };
            let anchor = Anchor::of(text, Span::new(start, start + quote.len())).unwrap();
            Highlight::new(anchor, colour, note.map(str::to_owned))
        };
        let lost = Anchor {
            span: Span::default(),
            quote: "two weeks on end".to_owned(),
            before: "shut for ".to_owned(),
            after: ", he".to_owned(),
        };
        let gone = Highlight { gone: true, ..Highlight::new(lost, Colour::Green, Some("Which?".to_owned())) };
        let was = highlight("No ship came in.", false, Colour::Purple, None);
        Marks {
            read: true,
            bookmarked: true,
            position: 0,
            tags: vec!["ports, shut".to_owned(), "ships at sea".to_owned()],
            highlights: vec![
                highlight("shut", true, Colour::Yellow, None),
                highlight("nine days", false, Colour::Pink, Some("=says, \"who\"?")),
                Highlight { was: Some("No ship came.".to_owned()), ..was },
                highlight("he said", true, Colour::Blue, Some("The last.\n\nOr not?")),
                gone,
            ],
        }
    }

    #[test]
    fn json_is_read_back_with_all_that_was_noted() {
        let article = article();
        let marks = marks(&article.text);
        let mut line = Vec::new();
        write_json(&mut line, &super::json(&article, &marks)).unwrap();
        let line = JsonLine::parse(std::str::from_utf8(&line).unwrap()).unwrap();
        let read = line.into_article("x", Path::new("x"), 1, ReadOptions::default()).unwrap();
        assert_eq!(
            (&read.text, &read.meta.title, &read.meta.url),
            (&article.text, &article.meta.title, &article.meta.url)
        );
        assert_eq!(read.meta.extra["desk"], json!({ "n": 1 }));
        assert_eq!(marks_of(&read), marks);
        // And once more: nothing is added or lost.
        assert_eq!(super::json(&read, &marks_of(&read)), super::json(&article, &marks));
    }

    #[test]
    fn one_library_reads_what_another_wrote() {
        use crate::analysis::Analysis;
        use crate::library::{Incoming, Library, Origin};
        let article = article();
        let marks = marks(&article.text);
        let mut line = Vec::new();
        write_json(&mut line, &super::json(&article, &marks)).unwrap();
        let line = JsonLine::parse(std::str::from_utf8(&line).unwrap()).unwrap();
        let read = line.into_article("x", Path::new("x"), 1, ReadOptions::default()).unwrap();
        let mut library = Library::temporary().unwrap();
        library.add(&[Incoming::new(read, &Analysis::default(), Origin::Part("x".into(), None))]).unwrap();
        let ids = library.all().unwrap();
        let mut kept = library.load(&ids).unwrap().remove(0);
        kept.marks.highlights.iter_mut().for_each(|highlight| highlight.id = crate::library::HighlightId::NEW);
        assert_eq!(kept.marks, marks);
        assert_eq!(super::json(&kept.article, &kept.marks), super::json(&article, &marks));
    }

    #[test]
    fn a_row_is_read_back_with_all_that_was_noted() {
        let article = article();
        let marks = marks(&article.text);
        let row = csv_row(&csv_fields(&article, &marks)).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| {
            let at = CSV_HEADER.iter().position(|column| *column == name).unwrap();
            crate::text::cell_of_csv(record.get(at).unwrap()).to_owned()
        };
        let mut read = read_str("a.txt", &cell("text"), Format::Plain, ReadOptions::default()).remove(0).unwrap();
        NOTED.iter().for_each(|key| drop(read.meta.extra.insert((*key).to_owned(), cell(key).into())));
        assert_eq!(read.text, article.text);
        assert_eq!(marks_of(&read), marks);
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        let mut article = article();
        for (tags, highlights) in [
            (json!(5), json!({"quote": "shut"})),
            (
                json!([1, "", "\u{1b}[31m"]),
                json!([{"quote": ""}, {"quote": 5}, {"note": "x"}, 7, {"quote": " \u{1b}[31m"}]),
            ),
            (json!("["), json!("[{]")),
        ] {
            article.meta.extra.insert("tags".to_owned(), tags);
            article.meta.extra.insert("highlights".to_owned(), highlights);
            let marks = marks_of(&article);
            assert!(marks.highlights.is_empty(), "{marks:?}");
            assert!(marks.tags.iter().all(|tag| sanitize::is_clean(tag) && !tag.is_empty()), "{marks:?}");
        }
        article
            .meta
            .extra
            .insert("highlights".to_owned(), json!(["Brennick", {"quote": "No  ship", "colour": "puce"}]));
        let quotes: Vec<String> = marks_of(&article).highlights.into_iter().map(|one| one.anchor.quote).collect();
        assert_eq!(quotes, ["Brennick", "No ship"]);
        // What was noted on words that are not there was noted all the same.
        let lost = json!([{"quote": "nowhere", "note": "two\nlines\u{1b}[31m"}]);
        article.meta.extra.insert("highlights".to_owned(), lost);
        let highlights = marks_of(&article).highlights;
        assert!(highlights.len() == 1 && highlights[0].gone, "{highlights:?}");
        assert_eq!(highlights[0].note.as_deref(), Some("two\nlines"));
    }
}
