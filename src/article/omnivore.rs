//! Exports of Omnivore: lists `metadata_*.json` beside the folders `content` and `highlights`, in an archive or unpacked.

use super::export::{Marked, Saved};
use super::format::Head;
use super::piece::{Content, Input, Lost, Pieces};
use super::source::{MAX_FILE, check};
use super::{ReadError, decode};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// More files in an archive are not looked at.
const MAX_ENTRIES: usize = 200_000;
/// The most bytes that the lists of an archive unpack to together: they are held at once, a few hundred bytes an article.
const MAX_LISTS: usize = 64 << 20;
/// Where the name of an archive's first file begins.
const FIRST_NAME: usize = 30;

pub(super) fn looks(head: &Head) -> bool {
    if head.bytes.starts_with(b"PK\x03\x04") {
        let names = String::from_utf8_lossy(head.bytes.get(FIRST_NAME..).unwrap_or_default());
        return !names.starts_with("mimetype")
            && ["metadata_", "content/", "highlights/"].iter().any(|name| names.contains(name));
    }
    head.text.starts_with('[') && ["\"slug\"", "\"savedAt\""].iter().all(|key| head.text.contains(key))
}

/// Whether the folder at `path` holds the texts of an export that stands beside it.
pub(super) fn is_part(path: &Path) -> bool {
    let is_named = path.file_name().is_some_and(|name| name == "content" || name == "highlights");
    let beside = || path.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    is_named && beside().into_iter().flatten().flatten().any(|entry| is_list(&entry.file_name().to_string_lossy()))
}

fn is_list(name: &str) -> bool {
    name.starts_with("metadata_") && name.ends_with(".json")
}

/// Where an export keeps its texts.
enum Shelf {
    Folder(PathBuf),
    /// With the folder in the archive that all stands in.
    Archive(Box<ZipArchive<Box<dyn Content>>>, String),
}

/// A piece an article that the lists name; its text is read when it is asked for.
pub(super) fn pieces(mut input: Input) -> Result<Pieces, ReadError> {
    let path = input.path.clone();
    let head = input.reader.fill_buf().map_err(|error| ReadError::io(&path, error))?;
    let (mut shelf, lists) = if head.starts_with(b"PK") {
        archive(input)?
    } else {
        let text = input.text(false)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (Shelf::Folder(path.parent().unwrap_or(Path::new("")).to_owned()), vec![(name, text)])
    };
    let mut entries = Vec::new();
    for (name, text) in lists {
        match serde_json::from_str::<Vec<Value>>(&text) {
            Ok(all) => entries.extend(all.into_iter().map(Ok)),
            Err(error) => entries.push(Err(Lost::new(name, format!("is no list of articles: {error}")))),
        }
    }
    let mut number = 0;
    Ok(Box::new(entries.into_iter().map(move |entry| {
        number += 1;
        let Value::Object(entry) = entry? else { return Err(Lost::new(format!("article {number}"), "is no object")) };
        let saved = article(&entry, &mut shelf);
        if saved.is_empty() {
            Err(Lost::new(format!("article {number}"), "holds neither title nor link"))
        } else {
            Ok(saved.piece())
        }
    })))
}

/// An archive and the lists in it, by name.
fn archive(input: Input) -> Result<(Shelf, Vec<(String, String)>), ReadError> {
    let path = input.path.clone();
    let error = |why: String| Lost::new("", why).into_error(&path);
    let mut archive =
        ZipArchive::new(input.reader).map_err(|why| error(format!("cannot be read as an archive: {why}")))?;
    let is_wanted = |name: &String| is_list(name.rsplit('/').next().unwrap_or(name));
    let names = archive.file_names().take(MAX_ENTRIES).filter_map(|name| Some(name.ok()?.into_owned()));
    let mut names: Vec<String> = names.filter(is_wanted).collect();
    names.sort();
    let Some(first) = names.first() else {
        return Err(error("is an archive that holds no list of articles; unpack it and name the folder".to_owned()));
    };
    let folder = first.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let (mut lists, mut left) = (Vec::new(), MAX_LISTS);
    for name in names {
        let text = unpacked(&mut archive, &name).ok_or_else(|| error(format!("{name} in it cannot be read")))?;
        let too_much = || error(format!("its lists of articles unpack to more than {} MiB", MAX_LISTS >> 20));
        left = left.checked_sub(text.len()).ok_or_else(too_much)?;
        lists.push((name, text));
    }
    Ok((Shelf::Archive(Box::new(archive), folder), lists))
}

fn unpacked(archive: &mut ZipArchive<Box<dyn Content>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    text_of(file)
}

/// Text of bounded length: what an archive says of its sizes may be wrong.
fn text_of(reader: impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    reader.take(MAX_FILE + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > MAX_FILE { None } else { decode::file(&bytes, true) }
}

impl Shelf {
    fn read(&mut self, name: &str) -> Option<String> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(name);
                check(&path, std::fs::metadata(&path).ok()?.file_type()).ok()?;
                text_of(File::open(path).ok()?)
            }
            Self::Archive(archive, folder) => unpacked(archive, &format!("{folder}{name}")),
        }
    }
}

fn article(entry: &Map<String, Value>, shelf: &mut Shelf) -> Saved {
    let string = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    // A name and nothing more: no way out of the folder.
    let slug = string("slug").filter(|slug| !slug.is_empty() && !slug.contains(['/', '\\', '\0', ':']) && slug != "..");
    let mut beside = |folder: &str, ending: &str| shelf.read(&format!("{folder}/{}.{ending}", slug.as_deref()?));
    let labels = entry.get("labels").and_then(Value::as_array).into_iter().flatten();
    let label = |label: &Value| match label {
        Value::String(name) => Some(name.clone()),
        Value::Object(label) => label.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    Saved {
        id: string("id"),
        text: beside("content", "html"),
        highlights: beside("highlights", "md").map(|text| highlights(&text)).unwrap_or_default(),
        title: string("title"),
        url: string("url"),
        source: string("siteName"),
        author: string("author"),
        date: string("publishedAt"),
        language: string("language"),
        saved: string("savedAt"),
        tags: labels.filter_map(label).collect(),
        read: string("state").map(|state| state.eq_ignore_ascii_case("archived")),
        ..Saved::default()
    }
}

/// The passages in a Markdown text: what is quoted is a passage, what follows it a note of it.
fn highlights(text: &str) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut in_quote = false;
    for line in text.lines().map(str::trim_end) {
        let quoted = line.trim_start().strip_prefix('>').map(str::trim);
        match (quoted, found.last_mut()) {
            (Some(words), Some(last)) if in_quote => {
                last.quote.push('\n');
                last.quote.push_str(words);
            }
            (Some(words), _) => found.push(Marked { quote: words.to_owned(), note: None }),
            (None, Some(last)) if !line.trim().is_empty() => {
                let note = last.note.get_or_insert_default();
                if !note.is_empty() {
                    note.push('\n');
                }
                note.push_str(line.trim());
            }
            (None, _) => {}
        }
        in_quote = quoted.is_some();
    }
    found.retain(|marked| !marked.quote.trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_and_their_notes() {
        let found = highlights("> One\n> two\n\nA note\nof two lines\n\n> Three\n\n>\n");
        let note = Some("A note\nof two lines".to_owned());
        assert_eq!(found, [Marked { quote: "One\ntwo".into(), note }, Marked { quote: "Three".into(), note: None }]);
    }
}
