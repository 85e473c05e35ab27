//! Saved pages: in one MIME message (MHTML), with a folder beside them, and what browsers and their extensions note in
//! them about where they were.

use super::format::Head;
use super::mail::{self, words_shown};
use super::piece::{Body, Input, Piece};
use super::source::MAX_FILE;
use super::{Meta, ReadError, date};
use jiff::civil::Date;
use mail_parser::{MimeHeaders, PartType};
use std::path::Path;

/// Whether a file begins like a page in a MIME message.
pub(super) fn looks(head: &Head) -> bool {
    let header = head.lower.split("\r\n\r\n").next().unwrap_or_default();
    let is_page = ["snapshot-content-location:", "saved by", "type=\"text/html\"", "type=text/html"];
    header.contains("mime-version:")
        && header.contains("multipart/related")
        && is_page.iter().any(|mark| header.contains(mark))
        && !["\nreceived:", "\nreturn-path:", "\ndelivered-to:"].iter().any(|mark| header.contains(mark))
}

/// Reads a page in a MIME message: its first part of HTML that shows something.
pub(super) fn read(input: Input) -> Result<Piece, ReadError> {
    let no_page = input.error("holds no page");
    let bytes = input.bytes(MAX_FILE)?;
    let Ok(message) = mail::parse(&bytes) else { return Err(no_page) };
    let pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        _ => None,
    });
    let Some((part, html)) = pages.into_iter().find(|(_, html)| words_shown(html) > 0) else { return Err(no_page) };
    let whole = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let url = whole.or_else(|| part.content_location()).filter(|url| url.starts_with("http")).map(str::to_owned);
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    Ok(Piece { meta: Meta { url, date, ..Meta::default() }, body: Body::Page(html.to_string()), complete: true })
}

/// What browsers append to a page's name for the folder of what belongs to it, by language.
const FOLDERS: [&str; 23] = [
    "_files",
    "-files",
    ".files",
    "_file",
    "-dateien",
    "_dateien",
    "_archivos",
    "_fichiers",
    "_ficheiros",
    "_arquivos",
    "_bestanden",
    "_pliki",
    "_filer",
    "-filer",
    "_soubory",
    "_tiedostot",
    "_dosyalar",
    "_fitxers",
    "_elemei",
    "_failid",
    "_datoteke",
    "_fails",
    "_bylos",
];
/// What a page's own name ends in.
const PAGES: [&str; 5] = ["html", "htm", "xhtml", "HTML", "HTM"];

/// Whether the folder at `path` belongs to a page beside it, and holds no articles of its own.
pub(super) fn is_part(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let lower = name.to_ascii_lowercase();
    FOLDERS.iter().any(|ending| {
        let stem = lower.strip_suffix(ending).and_then(|stem| name.get(..stem.len())).filter(|stem| !stem.is_empty());
        stem.is_some_and(|stem| PAGES.iter().any(|page| path.with_file_name(format!("{stem}.{page}")).is_file()))
    })
}

/// How much of a page is looked at, in bytes: the note stands at its head.
const HEAD: usize = 4_096;

/// Adds to `meta` what the one who saved `page` noted in it, where the page itself does not say.
pub(super) fn note(page: &str, meta: &mut Meta) {
    let end = (0..=HEAD.min(page.len())).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
    let head = page.get(..end).unwrap_or_default();
    for comment in head.split("<!--").skip(1).take(8) {
        let comment = comment.split("-->").next().unwrap_or_default();
        let (url, day) = noted(comment);
        meta.url = meta.url.take().or(url);
        meta.date = meta.date.take().or(day.map(|day| day.to_string()));
    }
}

/// Where and when, as a comment says: "saved from url=(0042)https://…", or lines of `url:` and `saved date:` by SingleFile.
fn noted(comment: &str) -> (Option<String>, Option<Date>) {
    let address = |rest: &str| {
        let address = rest.split_whitespace().next().unwrap_or_default();
        (address.starts_with("http://") || address.starts_with("https://")).then(|| address.to_owned())
    };
    if let Some((_, rest)) = comment.split_once("saved from url=(") {
        return (rest.split_once(')').and_then(|(_, rest)| address(rest)), None);
    }
    if !comment.contains("SingleFile") {
        return (None, None);
    }
    let value = |name: &str| comment.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    // "Fri Feb 04 2022 10:15:00 GMT+0100 (Central European Standard Time)"
    let day = value("saved date:").map(|day| day.split_whitespace().take(4).collect::<Vec<_>>().join(" "));
    (value("url:").and_then(address), day.and_then(|day| date::parse(&day).or_else(|| american(&day))))
}

/// "Fri Feb 04 2022".
fn american(day: &str) -> Option<Date> {
    Date::strptime("%a %b %d %Y", day).ok()
}

#[cfg(test)]
mod tests;
