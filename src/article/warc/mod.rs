//! Web archives: records of what servers answered, pages among them.

mod http;
mod record;
#[cfg(test)]
mod tests;

use super::format::Head;
use super::piece::{Body, Input, Lost, Piece, Pieces};
use super::{Meta, ReadError, decode};
use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;
use record::{Record, Records};
use std::io::{BufRead, BufReader, Read};

/// Whether a file begins like one; packed, the name has to tell or the first record.
pub(super) fn looks(head: &Head) -> bool {
    let begins_packed = || {
        let mut unpacked = [0; 5];
        MultiGzDecoder::new(head.bytes).read_exact(&mut unpacked).is_ok() && unpacked == *b"WARC/"
    };
    head.bytes.starts_with(b"WARC/") || head.bytes.starts_with(&GZIP) && begins_packed()
}

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Cuts an archive into the pages in it; it is streamed. What is no page is passed over: images, styles, requests,
/// answers that say that there is nothing. Only where that is all, it is told.
pub(super) fn pieces(mut input: Input) -> Result<Pieces, ReadError> {
    let head = input.reader.fill_buf().map_err(|error| ReadError::io(&input.path, error))?;
    let is_packed = head.starts_with(&GZIP);
    let reader: Box<dyn BufRead> =
        if is_packed { Box::new(BufReader::new(MultiGzDecoder::new(input.reader))) } else { Box::new(input.reader) };
    let mut records = Records::new(reader);
    let (mut number, mut pages, mut passed) = (0usize, 0usize, 0usize);
    Ok(Box::new(std::iter::from_fn(move || {
        for record in records.by_ref() {
            number += 1;
            match record.and_then(|record| page(&record)) {
                Ok(Some(piece)) => {
                    pages += 1;
                    return Some(Ok(piece));
                }
                Ok(None) => passed += 1,
                Err(why) => {
                    pages += 1;
                    return Some(Err(Lost::new(format!("record {number}"), why)));
                }
            }
        }
        let is_bare = pages == 0 && passed > 0;
        pages += 1;
        is_bare.then(|| Err(Lost::new("", format!("holds no pages: all of its {passed} records are something else"))))
    })))
}

/// The page in a record; `None` where it is none.
fn page(record: &Record) -> Result<Option<Piece>, String> {
    let (kind, content) = match (record.kind(), record.field("content-type")) {
        ("response", Some(content)) if content.starts_with("application/http") => {
            let Some(answer) = http::answer(&record.content)? else { return Ok(None) };
            (answer.kind, answer.content)
        }
        ("resource" | "conversion", Some(content)) => (content.to_owned(), record.content.clone()),
        _ => return Ok(None),
    };
    let kind = kind.to_ascii_lowercase();
    let is_page = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
    if !is_page && !kind.starts_with("text/plain") {
        return Ok(None);
    }
    if record.is_cut {
        return Err("is larger than 32 MiB".to_owned());
    }
    let Some(text) = text(&content, &kind, is_page).filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let address = record.field("warc-target-uri").map(|address| address.trim_matches(['<', '>']).to_owned());
    let meta = Meta {
        url: address.filter(|address| address.starts_with("http")),
        date: record.field("warc-date").and_then(|date| date.get(..10)).map(str::to_owned),
        ..Meta::default()
    };
    Ok(Some(Piece { meta, body: if is_page { Body::Page(text) } else { Body::Plain(text) }, complete: true }))
}

/// In the encoding that the server named, else in the one that the page names.
fn text(content: &[u8], kind: &str, markup: bool) -> Option<String> {
    let label = kind.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']));
    let label = label.and_then(|label| label.split([';', '"', '\'', ' ']).next());
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => Some(encoding.decode(content).0.into_owned()),
        None => decode::file(content, markup),
    }
}
