//! Documents written by hand: what stands in them is known to the letter.

use crate::article::mail::tests::read_bytes;
use crate::article::{Article, BlockKind};
use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Write;

/// A line of text at a place on the page, in points from the lower left, in Courier: each letter is 0.6 of the size wide.
fn line(x: usize, y: usize, size: usize, text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn document(pages: &[String], about: &str) -> Vec<u8> {
    let streams: Vec<Vec<u8>> = pages.iter().map(|page| packed(page.as_bytes())).collect();
    raw_document(&streams, about, "/Filter /FlateDecode")
}

fn raw_document(streams: &[Vec<u8>], about: &str, filter: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_vec(),
        format!("<< {about} >>").into_bytes(),
    ];
    let mut kids = String::new();
    for stream in streams {
        let head = format!("<< /Length {} {filter} >>\nstream\n", stream.len());
        objects.push([head.as_bytes(), stream, b"\nendstream"].concat());
        let content = objects.len();
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>").into_bytes());
        write!(kids, "{} 0 R ", objects.len()).unwrap();
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", streams.len()).into_bytes();
    let (mut out, mut offsets) = (b"%PDF-1.5\n".to_vec(), String::new());
    for (at, object) in objects.iter().enumerate() {
        writeln!(offsets, "{:010} 00000 n ", out.len()).unwrap();
        out.extend(format!("{} 0 obj\n", at + 1).bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    let table = out.len();
    let count = objects.len() + 1;
    out.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{offsets}trailer << /Size {count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

fn read(bytes: &[u8]) -> Article {
    let mut read = read_bytes("a.pdf", bytes);
    assert_eq!(read.len(), 1);
    read.remove(0).unwrap()
}

fn blocks(article: &Article) -> Vec<&str> {
    article.blocks.iter().map(|block| block.span.of(&article.text)).collect()
}

fn column(x: usize, top: usize, lines: &[&str]) -> String {
    lines.iter().enumerate().map(|(n, text)| line(x, top - n * 12, 10, text)).collect()
}

#[test]
fn lines_become_paragraphs_and_hyphens_go() {
    let page = line(60, 760, 20, "The harbour opens again")
        + &column(
            60,
            700,
            &[
                "The ferries came in on Tuesday after three days of storm, and the har-",
                "bour master said that more of them were to be expected in the coming",
                "week, as a well-known captain had told him (he did not say which).",
            ],
        )
        + &column(
            60,
            640,
            &[
                "A second paragraph stands below, parted by some more room, and a well-",
                "known rule keeps the hyphen of a word that has one elsewhere as well.",
            ],
        );
    let article = read(&document(&[page], "/Title (x.doc) /Author (Ana Ruiz) /CreationDate (D:20220204101500+01'00')"));
    assert_eq!(article.meta.title.as_deref(), Some("The harbour opens again"));
    assert_eq!((article.meta.author.as_deref(), article.meta.date.as_deref()), (Some("Ana Ruiz"), Some("2022-02-04")));
    let blocks = blocks(&article);
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert!(
        blocks[0].contains("and the harbour master") && blocks[0].ends_with("(he did not say which)."),
        "{blocks:?}"
    );
    assert!(blocks[1].contains("a well-known rule"), "{blocks:?}");
}

#[test]
fn columns_are_read_one_after_another() {
    let left = [
        "The left column begins here and",
        "goes on for some lines until it",
        "ends at the foot of the page, at",
        "which the right column goes on,",
        "as any reader would expect, with",
    ];
    let right = [
        "what the left one had not said",
        "yet, and ends the paragraph at",
        "last, so that nothing is mixed.",
        "This line is still of it, and it",
        "is the last of them all, truly.",
    ];
    let rows: String = left
        .iter()
        .zip(right)
        .enumerate()
        .map(|(n, (a, b))| line(60, 700 - n * 12, 10, a) + &line(310, 700 - n * 12, 10, b))
        .collect();
    let page = line(60, 760, 24, "A headline across both of the columns") + &rows;
    let article = read(&document(&[page], ""));
    assert_eq!(article.meta.title.as_deref(), Some("A headline across both of the columns"));
    let text = format!("{} {}", left.join(" "), right.join(" "));
    assert_eq!(blocks(&article), [text.as_str()]);
}

#[test]
fn running_heads_and_page_numbers_go() {
    let own = ["ferry", "storm", "council", "bridge", "market", "school"];
    let pages: Vec<String> = own
        .iter()
        .enumerate()
        .map(|(n, word)| (n + 1, word))
        .map(|(n, word)| {
            line(60, 810, 9, "THE HARBOUR BOOK")
                + &column(
                    60,
                    760,
                    &[
                        &format!("The {word} stands on page {n} and nowhere else in all of the long book,"),
                        &format!("and the {word} goes on over the end of the page as if there were none"),
                    ],
                )
                + &line(290, 30, 9, &n.to_string())
        })
        .collect();
    let article = read(&document(&pages, "/Title (Pages)"));
    assert!(!article.text.contains("HARBOUR BOOK"), "{}", article.text);
    assert_eq!(blocks(&article).len(), 1, "{:?}", blocks(&article));
    assert!(article.text.contains("as if there were none The storm stands on page 2"));
}

#[test]
fn headings_are_headings() {
    let page = line(60, 780, 14, "First part")
        + &column(60, 760, &["Some words that stand below the first heading of them."])
        + &line(60, 700, 14, "Second part")
        + &column(
            60,
            680,
            &[
                "Other words that stand below the second of the headings.",
                "They take up more than one line of the page, as words do.",
            ],
        );
    let article = read(&document(&[page], "/Title (About parts)"));
    let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut cut = document(&[column(60, 700, &["Some words on a page."])], "");
    cut.truncate(cut.len() / 3);
    for (bytes, why) in [
        (document(&["0 0 100 100 re f".to_owned()], ""), "has no text layer"),
        (cut, "ends too early"),
        (b"%PDF-1.5\nnothing\n%%EOF".to_vec(), "damaged, or no PDF"),
        (b"%PDF-1.5\nnothing".to_vec(), "damaged"),
        (b"%PDF-1.5\n".to_vec(), "damaged"),
        (raw_document(&[packed(&vec![b' '; 120 << 20])], "", "/Filter /FlateDecode"), "unpacks to far more"),
        (
            raw_document(&[packed(&packed(&vec![b' '; 120 << 20]))], "", "/Filter [/FlateDecode /FlateDecode]"),
            "unpacks to far more",
        ),
    ] {
        let read = read_bytes("a.pdf", &bytes);
        assert!(read[0].as_ref().is_err_and(|error| error.contains(why)), "{why}: {read:?}");
    }
}

#[test]
fn forms_within_themselves_end() {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream";
    let bytes = format!(
        "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [3 0 R 2 0 R] >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length 6 >>\nstream\n/X Do \nendstream\nendobj\n5 0 obj\n{form}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
    );
    assert!(read_bytes("a.pdf", bytes.as_bytes())[0].is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn cut_and_changed_bytes_never_panic(cut in 0usize..3000, changes in proptest::collection::vec((0usize..3000, any::<u8>()), 0..6)) {
        let page = column(60, 700, &["Some words on a page, (and more of them).", "A second line."]);
        let mut bytes = raw_document(&[page.into_bytes()], "/Title (x)", "");
        bytes.truncate(bytes.len().saturating_sub(cut.saturating_sub(1500)));
        for (at, byte) in changes {
            if let Some(changed) = bytes.get_mut(at) {
                *changed = byte;
            }
        }
        prop_assert_eq!(read_bytes("a.pdf", &bytes).len(), 1);
    }

    #[test]
    fn words_come_through(words in proptest::collection::vec("[a-z]{1,9}", 1..60)) {
        let lines: Vec<String> = words.chunks(8).map(|words| words.join(" ")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let article = read(&document(&[column(60, 700, &lines)], ""));
        prop_assert_eq!(article.text.split_whitespace().collect::<Vec<_>>(), words);
    }
}
