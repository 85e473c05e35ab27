//! Saved pages of our own making.

use super::is_part;
use crate::article::mail::tests::read_bytes;
use crate::article::{Format, walk};

const WORDS: &str =
    "Ferries came in on Tuesday after three days of storm, the harbour master said, and more were expected. ";

fn page(comment: &str, head: &str) -> String {
    let words = WORDS.repeat(3);
    format!(
        "<!DOCTYPE html>{comment}<html><head><title>The harbour opens again</title>{head}</head><body><article><p>{words}</p><p>{words}</p></article></body></html>"
    )
}

#[test]
fn what_was_noted_on_saving_is_read() {
    for (comment, url, date) in [
        ("<!-- saved from url=(0042)https://harbour.example/opens -->", Some("https://harbour.example/opens"), None),
        (
            "<html lang=en><!--\n Page saved with SingleFile \n url: https://harbour.example/single \n saved date: Fri Feb 04 2022 10:15:00 GMT+0100 (Central European Standard Time)\n-->",
            Some("https://harbour.example/single"),
            Some("2022-02-04"),
        ),
        ("<!-- saved from url=(0011)javascript:x -->", None, None),
        ("<!-- url: https://elsewhere.example -->", None, None),
    ] {
        let read = read_bytes("a.html", page(comment, "").as_bytes());
        let meta = &read[0].as_ref().unwrap().meta;
        assert_eq!((meta.url.as_deref(), meta.date.as_deref()), (url, date), "{comment}");
    }
    let own = page(
        "<!-- saved from url=(0042)https://mirror.example/x -->",
        "<link rel=canonical href=https://harbour.example/own>",
    );
    assert_eq!(
        read_bytes("a.html", own.as_bytes())[0].as_ref().unwrap().meta.url.as_deref(),
        Some("https://harbour.example/own")
    );
}

#[test]
fn a_page_in_a_message_is_a_page() {
    let message = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/opens\r\nSubject: x\r\n\
         Date: Fri, 4 Feb 2022 10:15:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b\"\r\n\r\n\r\n\
         --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://harbour.example/opens\r\n\r\n{}\r\n\
         --b\r\nContent-Type: text/css\r\n\r\np {{ color: red }}\r\n--b--\r\n",
        page("", "")
    );
    for name in ["a.mhtml", "a.MHT", "unnamed"] {
        let read = read_bytes(name, message.as_bytes());
        let [Ok(article)] = &read[..] else { panic!("{name}: {read:?}") };
        assert_eq!(article.meta.title.as_deref(), Some("The harbour opens again"));
        assert_eq!(article.meta.url.as_deref(), Some("https://harbour.example/opens"));
        assert_eq!(article.meta.date.as_deref(), Some("2022-02-04"));
        assert!(article.text.starts_with("Ferries"));
    }
    assert_eq!(Format::of_head(message.as_bytes()), Format::Mhtml);
    assert!(
        read_bytes("a.mhtml", b"Subject: x\n\nonly words")[0].as_ref().is_err_and(|why| why.contains("holds no page"))
    );
}

#[test]
fn the_folder_of_a_page_is_a_part_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (page, beside) in
        [("a.html", "a_files"), ("b.htm", "b-Dateien"), ("c.html", "c_archivos"), ("d.html", "d_fichiers")]
    {
        std::fs::write(at(page), self::page("", "")).unwrap();
        std::fs::create_dir(at(beside)).unwrap();
        std::fs::write(at(beside).join("frame.html"), "<p>An advertisement</p>").unwrap();
        assert!(is_part(&at(beside)), "{beside}");
    }
    std::fs::create_dir(at("my_files")).unwrap();
    std::fs::write(at("my_files").join("e.html"), self::page("", "")).unwrap();
    assert!(!is_part(&at("my_files")));
    let found: Vec<_> = walk(&[folder.path().to_owned()]).map(|source| source.unwrap().path).collect();
    let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.html", "b.htm", "c.html", "d.html", "e.html"]);
}
