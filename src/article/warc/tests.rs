//! Archives of our own making.

use crate::article::mail::tests::read_bytes;
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;

fn record(kind: &str, content_type: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbour.example/{}\r\nWARC-Date: 2022-02-04T10:15:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        content.len(),
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn page(title: &str, head: &str) -> String {
    let words = "Ferries came in on Tuesday after three days of storm, the harbour master said. ".repeat(4);
    format!(
        "<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )
}

fn answer(status: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{fields}\r\n\r\n").as_bytes(), content].concat()
}

fn archive() -> Vec<Vec<u8>> {
    const HTTP: &str = "application/http; msgtype=response";
    let html = "Content-Type: text/html; charset=utf-8";
    let chunked: Vec<u8> = page("Chunked", "")
        .as_bytes()
        .chunks(100)
        .flat_map(|chunk| [format!("{:x};x=y\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat())
        .chain(*b"0\r\n\r\n")
        .collect();
    vec![
        record("warcinfo", "application/warc-fields", b"software: none\r\n"),
        record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            HTTP,
            &answer("200 OK", html, page("Plain", "<meta name=date content=2021-12-24>").as_bytes()),
        ),
        record("response", HTTP, &answer("404 Not Found", html, page("Lost", "").as_bytes())),
        record("response", HTTP, &answer("200 OK", "Content-Type: image/png", b"\x89PNG")),
        record("response", HTTP, &answer("200 OK", &format!("{html}\r\nTransfer-Encoding: chunked"), &chunked)),
        record(
            "response",
            HTTP,
            &answer("200 OK", &format!("{html}\r\nContent-Encoding: gzip"), &packed(page("Packed", "").as_bytes())),
        ),
        record(
            "response",
            HTTP,
            &answer(
                "200",
                "content-type: text/html; charset=\"windows-1252\"",
                &encoding_rs::WINDOWS_1252.encode(&page("Café", "")).0,
            ),
        ),
        record("resource", "text/html", page("Resource", "").as_bytes()),
        record("resource", "text/plain", b"A plain text that was kept, and says enough to be read."),
    ]
}

#[test]
fn pages_are_found_in_plain_and_packed_archives() {
    let records = archive();
    let whole: Vec<u8> = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| packed(record)).collect();
    for (name, bytes) in [
        ("a.warc", &whole),
        ("a.warc.gz", &members),
        ("one.warc.gz", &packed(&whole)),
        ("unnamed", &whole),
        ("packed", &members),
    ] {
        let read = read_bytes(name, bytes);
        let titles: Vec<_> =
            read.iter().map(|read| read.as_ref().unwrap().meta.title.clone().unwrap_or_default()).collect();
        assert_eq!(titles, ["Plain", "Chunked", "Packed", "Café", "Resource", ""], "{name}");
        let meta = &read[1].as_ref().unwrap().meta;
        assert_eq!(meta.date.as_deref(), Some("2022-02-04"));
        assert!(meta.url.as_deref().is_some_and(|url| url.starts_with("https://harbour.example/")));
        assert_eq!(read[0].as_ref().unwrap().meta.date.as_deref(), Some("2021-12-24"), "its own date is nearer");
    }
}

#[test]
fn what_is_cut_off_leaves_what_stood_before() {
    let whole: Vec<u8> = archive().concat();
    let read = read_bytes("a.warc", &whole[..whole.len() - 20]);
    assert_eq!(read.iter().filter(|read| read.is_ok()).count(), 5);
    assert!(read.last().unwrap().as_ref().is_err_and(|why| why.contains("record 10: breaks off")), "{:?}", read.last());
    let bare = archive().swap_remove(1);
    assert!(read_bytes("a.warc", &bare)[0].as_ref().is_err_and(|why| why.contains("holds no pages")));
}

#[test]
fn bombs_are_bounded() {
    let bomb = packed(&vec![b' '; 40 << 20]);
    let answer = answer("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", &bomb);
    let read = read_bytes("a.warc", &record("response", "application/http", &answer));
    assert!(read[0].as_ref().is_err_and(|why| why.contains("unpacks to more than 32 MiB")), "{read:?}");
    let lying = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nx";
    assert!(read_bytes("a.warc", lying)[0].is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cut_and_changed_bytes_never_panic(end in 0usize..7000, at in 0usize..7000, byte: u8) {
        let whole: Vec<u8> = archive().concat();
        let mut bytes = whole[..end.min(whole.len())].to_vec();
        if let Some(changed) = bytes.get_mut(at) {
            *changed = byte;
        }
        prop_assert!(!read_bytes("a.warc", &bytes).is_empty());
        prop_assert!(!read_bytes("a.warc.gz", &packed(&bytes)).is_empty());
        prop_assert!(!read_bytes("b.warc.gz", &bytes).is_empty());
    }
}
