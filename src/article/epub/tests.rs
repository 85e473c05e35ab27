//! Books of our own making.

use super::xml::without_empty_tags;
use crate::article::mail::tests::read_bytes;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const CONTAINER: &str = "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
    <rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

fn chapter(heading: &str, words: &str) -> Vec<u8> {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>\
         <head><title/><script src='x.js'/></head><body><h2>{heading}</h2><p><a id='p1'/>{words}</p><img src='x.png' alt='x'/><p>{words}</p></body></html>"
    )
    .into_bytes()
}

const STORM: &str = "The storm came in over the wall on the third day, and nobody who lived at the harbour slept that night, said the keeper.";
const CALM: &str = "In the morning the water lay still, and the ferries that had waited outside came in one after another to the quay.";

fn book(version: u8) -> Vec<(&'static str, Vec<u8>)> {
    let nav = if version == 3 { "properties='nav'" } else { "" };
    let package = format!(
        "<?xml version='1.0'?><package version='{version}.0' xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
         <metadata><dc:title>Wind &amp; Water</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:creator>Ben Okri</dc:creator>\
         <dc:date>2022-02-04T00:00:00Z</dc:date><dc:language>en-GB</dc:language><meta name='title' content='no'/></metadata><manifest>\
         <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/>\
         <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' {nav}/>\
         <item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
         <item id='c1' href='text/one%20storm.xhtml' media-type='application/xhtml+xml'/>\
         <item id='c2' href='text/../text/two.xhtml' media-type='application/xhtml+xml'/>\
         <item id='c3' href='../../../etc/passwd' media-type='application/xhtml+xml'/>\
         <item id='pic' href='x.png' media-type='image/png'/></manifest>\
         <spine toc='ncx'><itemref idref='cover'/><itemref idref='nav'/><itemref idref='c1'/><itemref idref='c2'/><itemref idref='pic'/></spine>\
         <guide><reference type='toc' href='nav.xhtml'/></guide></package>"
    );
    let contents = "<html xmlns:epub='x'><body><nav epub:type='landmarks'><a href='cover.xhtml'>Cover</a></nav><nav epub:type='toc'><ol>\
        <li><a href='text/one%20storm.xhtml'>1. <i>Storm</i></a></li><li><a href='text/two.xhtml#p1'>2. Calm</a></li></ol></nav></body></html>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>1. Storm</text></navLabel><content src='text/one%20storm.xhtml'/></navPoint>\
        <navPoint><navLabel><text>2. Calm</text></navLabel><content src='text/two.xhtml#p1'/></navPoint></navMap></ncx>";
    vec![
        ("mimetype", b"application/epub+zip".to_vec()),
        ("META-INF/container.xml", CONTAINER.into()),
        ("OEBPS/book.opf", package.into()),
        ("OEBPS/cover.xhtml", b"<html><body><img src='x.png'/>Wind &amp; Water</body></html>".to_vec()),
        ("OEBPS/nav.xhtml", contents.into()),
        ("OEBPS/toc.ncx", if version == 2 { ncx.into() } else { Vec::new() }),
        ("OEBPS/text/one storm.xhtml", chapter("1. Storm", STORM)),
        ("OEBPS/text/two.xhtml", chapter("A heading of its own", CALM)),
    ]
}

#[test]
fn chapters_are_articles_in_order() {
    for (version, name) in [(2, "a.epub"), (3, "a.epub"), (3, "unnamed")] {
        let read = read_bytes(name, &packed(&book(version)));
        let articles: Vec<_> = read.iter().map(|read| read.as_ref().unwrap()).collect();
        let titles: Vec<_> = articles.iter().map(|article| article.meta.title.as_deref().unwrap()).collect();
        assert_eq!(titles, ["1. Storm", "2. Calm"], "EPUB {version}");
        let meta = &articles[0].meta;
        assert_eq!(
            (meta.source.as_deref(), meta.author.as_deref()),
            (Some("Wind & Water"), Some("Ana Ruiz, Ben Okri"))
        );
        assert_eq!((meta.date.as_deref(), meta.language.as_deref()), (Some("2022-02-04"), Some("en")));
        assert_eq!(&*articles[0].text, format!("{STORM}\n\n{STORM}"));
        assert_eq!(&*articles[1].text, format!("A heading of its own\n\n{CALM}\n\n{CALM}"));
    }
}

#[test]
fn broken_books_are_salvaged() {
    let whole = packed(&book(3));
    let bare: Vec<_> =
        book(3).into_iter().filter(|(name, _)| !name.ends_with(".opf") && !name.ends_with(".xml")).collect();
    let read = read_bytes("a.epub", &packed(&bare));
    assert_eq!(read.iter().filter(|read| read.is_ok()).count(), 2, "without a package: {read:?}");
    // Without its end an archive has no table of contents, and all files before the break are there.
    let end = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let read = read_bytes("a.epub", &whole[..end]);
    assert_eq!(read.iter().filter(|read| read.is_ok()).count(), 2, "without an end: {read:?}");
    let mut missing = book(3);
    missing.retain(|(name, _)| !name.ends_with("two.xhtml"));
    let read = read_bytes("a.epub", &packed(&missing));
    assert!(read[0].is_ok() && read[1].as_ref().is_err_and(|why| why.contains("is missing or damaged")), "{read:?}");
    for (bytes, why) in [
        (&b"no archive"[..], "no archive"),
        (&packed(&[("mimetype", b"application/epub+zip".to_vec())]), "holds no chapters"),
    ] {
        assert!(read_bytes("a.epub", bytes)[0].as_ref().is_err_and(|error| error.contains(why)));
    }
}

#[test]
fn bombs_are_bounded() {
    let mut bomb = book(3);
    bomb[6].1 = vec![b' '; 40 << 20];
    let read = read_bytes("a.epub", &packed(&bomb));
    assert!(read[0].is_err() && read[1].is_ok(), "{read:?}");
    let mut deep = book(3);
    deep[2].1 = format!("<package>{}", "<a>".repeat(300_000)).into_bytes();
    assert!(!read_bytes("a.epub", &packed(&deep)).is_empty());
    let mut laughs = book(3);
    laughs[2].1 =
        b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><package><dc:title>&b;</dc:title></package>"
            .to_vec();
    assert!(!read_bytes("a.epub", &packed(&laughs)).is_empty());
}

#[test]
fn empty_tags_become_pairs() {
    for (given, made) in [
        ("<title/>x", "<title></title>x"),
        ("<a id=\"1>2\" />x", "<a id=\"1>2\" ></a>x"),
        ("<br/><img src='a'/>", "<br/><img src='a'/>"),
        ("a < b <p>c</p> <", "a < b <p>c</p> <"),
        ("<svg:rect/>", "<svg:rect></svg:rect>"),
    ] {
        assert_eq!(without_empty_tags(given), made);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cut_and_changed_bytes_never_panic(cut in 0usize..4000, changes in proptest::collection::vec((0usize..4000, any::<u8>()), 0..4)) {
        let mut bytes = packed(&book(2));
        bytes.truncate(bytes.len().saturating_sub(cut));
        for (at, byte) in changes {
            if let Some(changed) = bytes.get_mut(at) {
                *changed = byte;
            }
        }
        prop_assert!(!read_bytes("a.epub", &bytes).is_empty());
    }

    #[test]
    fn empty_tags_never_panic(page in "[<>a/'\" é!-]{0,40}") {
        let _ = without_empty_tags(&page);
    }
}
