//! Files made to hang, to fill memory or to panic.

use super::{folder, read};
use crossread::article::{Format, ReadOptions, feeds_of_page, is_feed, read_feed, read_opml, read_str};
use proptest::prelude::*;
use url::Url;

const SEVERAL: [Format; 5] = [Format::Feed, Format::Table, Format::Pocket, Format::Omnivore, Format::Opml];

fn all(text: &str) {
    for format in SEVERAL {
        for raw in [false, true] {
            read_str("x", text, format, ReadOptions { raw, ..ReadOptions::default() });
        }
    }
    is_feed(text.as_bytes());
    read_opml(text);
}

#[test]
fn bombs_are_only_text() {
    let mut laughs = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>".to_owned();
    for n in 1..10 {
        laughs += &format!("<!ENTITY lol{n} '{}'>", format!("&lol{};", n - 1).repeat(10));
    }
    laughs +=
        "]><rss><channel><item><title>&lol9;</title><description>&lol9; and words</description></item></channel></rss>";
    let read = read_feed(laughs.as_bytes(), None, None).unwrap();
    assert_eq!(read.items[0].meta().title.as_deref(), Some("&lol9;"));
    all(&laughs);
}

#[test]
fn what_never_ends_does_not_hang() {
    let n = 60_000;
    for text in [
        format!("<rss><channel>{}", "<item>".repeat(n)),
        format!("<rss><channel><item>{}", "<description>".repeat(n)),
        format!("<rss><channel><item>{}</item></channel></rss>", "<title><![CDATA[".repeat(n)),
        format!("<rss><channel><item><description>{}</description></item></channel></rss>", "<div>".repeat(n)),
        format!("<rss><channel><item><title>{}</title></item></channel></rss>", "<a b='".repeat(n)),
        format!("<rss {}><channel><item><title>x</title></item></channel></rss>", "a='b' ".repeat(n)),
        format!("<rss><channel><item><title a='{}'>x</title></item></channel></rss>", "y".repeat(n * 10)),
        format!("<feed>{}", "<entry><link href='x'/></entry>".repeat(n / 10)),
        format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{}", "{\"a\":".repeat(n)),
        format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{}", "{},".repeat(n)),
        format!("title,text\n{}", "\"".repeat(n + 1)),
        format!("title{}\n", ",title".repeat(n)),
        format!("title,text\n{}", ",".repeat(n)),
        format!("<h1>{}", "<a href=x>".repeat(n / 10)),
        format!("[{}", "[".repeat(n)),
    ] {
        all(&text);
    }
}

#[test]
fn an_unclosed_quotation_mark_ends_somewhere() {
    let mut table = "title,text\nOne,\"Words of the first.\"\nTwo,\"never closed\n".to_owned();
    table += &"x,y,z\n".repeat(8_000_000);
    let dir = folder(&[("long.csv", table.as_bytes())]);
    let read = read(&dir.path().join("long.csv"));
    assert_eq!(read.len(), 2);
    assert!(read[0].is_ok());
    assert!(
        read[1].as_ref().unwrap_err().to_string().contains("line 3: the row is longer than 32 MiB"),
        "{:?}",
        read[1]
    );
}

const PIECES: &[&str] = &[
    "<rss>",
    "<channel>",
    "<item>",
    "</item>",
    "<entry>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<link href='",
    "&amp;",
    "&lt;",
    "&#0;",
    "&#xfffff;",
    "<p>",
    "</",
    "/>",
    "<!--",
    "-->",
    "<!DOCTYPE",
    "<?",
    "\"items\"",
    ":",
    "[",
    "{",
    "https://jsonfeed.org/version/1",
    "}",
    "]",
    ",",
    "\"",
    "title,text,url\n",
    "\n",
    ";",
    "\t",
    "é",
    "\u{202e}",
    "\u{0}",
    "words of a text. ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn pieces_in_any_order_are_read_or_refused(parts in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        all(&parts.concat());
        all(&format!("<rss><channel><item>{}", parts.concat()));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), charset in prop::option::of("[a-z0-9-]{0,12}")) {
        let _ = read_feed(&bytes, charset.as_deref(), None);
        let xml = [b"<rss><channel><item><title>".as_slice(), &bytes, b"</item>"].concat();
        let _ = read_feed(&xml, charset.as_deref(), None);
        feeds_of_page(&String::from_utf8_lossy(&bytes), &Url::parse("https://x.example/").unwrap());
        let table = [b"title,text\n".as_slice(), &bytes].concat();
        let dir = folder(&[("a.csv", &table), ("ril_export.html", &bytes), ("a.zip", &[b"PK\x03\x04".as_slice(), &bytes].concat())]);
        for name in ["a.csv", "ril_export.html", "a.zip"] {
            prop_assert!(!read(&dir.path().join(name)).is_empty());
        }
    }
}
