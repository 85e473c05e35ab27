//! Files and folders as readers meet them, hostile ones included.
#![allow(clippy::unwrap_used, clippy::string_slice)]

use crossread::article::{Article, Format, MAX_FILE, ReadError, ReadOptions, Source, read_str, units, walk};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PROSE: &str =
    "The harbour stayed shut on Tuesday as a third storm in a week came in from the west, the port said.";

fn read(path: &Path) -> Vec<Result<Article, ReadError>> {
    units(Source::new(path)).map(|unit| unit.read(ReadOptions::default())).collect()
}

fn error(path: &Path) -> String {
    match read(path).as_slice() {
        [Err(error)] => error.to_string().replace(&path.display().to_string(), "PATH"),
        other => format!("not one error: {other:?}"),
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}

fn walked(roots: &[PathBuf], dir: &Path) -> Vec<String> {
    let name = |path: &Path| path.strip_prefix(dir).unwrap_or(path).display().to_string();
    walk(roots)
        .map(|source| match source {
            Ok(source) => name(&source.path),
            Err(error) => error.to_string().replace(&format!("{}/", dir.display()), ""),
        })
        .collect()
}

#[test]
fn walks_in_a_stable_order() {
    let dir = folder(&[
        ("b.txt", ""),
        ("B.md", ""),
        ("a/z.html", ""),
        ("a/y.JSONL", ""),
        ("a.text", ""),
        (".hidden/x.txt", ""),
        (".h.txt", ""),
        ("pic.png", ""),
        ("README", ""),
        ("é.txt", ""),
    ]);
    let expected = ["B.md", "a/y.JSONL", "a/z.html", "a.text", "b.txt", "é.txt"];
    assert_eq!(walked(&[dir.path().to_owned()], dir.path()), expected);
    let named = [dir.path().join("pic.png"), dir.path().join(".h.txt"), dir.path().join("none")];
    let expected = ["pic.png", ".h.txt", "none: there is no such file or folder"];
    assert_eq!(walked(&named, dir.path()), expected);
}

#[cfg(unix)]
#[test]
fn refuses_pipes_devices_and_loops() {
    let dir = folder(&[("a.txt", PROSE)]);
    let at = |name: &str| dir.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.txt")).status().unwrap().success());
    std::os::unix::fs::symlink(dir.path(), at("loop")).unwrap();
    std::os::unix::fs::symlink(at("self.txt"), at("self.txt")).unwrap();
    std::os::unix::fs::symlink(at("a.txt"), at("z.txt")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at("zero")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    let lines = walked(&[dir.path().to_owned()], dir.path());
    let expected = [
        "a.txt",
        "loop: this link leads back to itself or to a folder above it and is not followed",
        "pipe.txt: is a named pipe, not a file; save what it gives to a file first",
        "self.txt: this link leads back to itself or to a folder above it and is not followed",
        "socket: is a socket, not a file; save what it gives to a file first",
        "z.txt",
        "zero: is a device, not a file; save what it gives to a file first",
    ];
    assert_eq!(lines, expected);
    for path in [at("pipe.txt"), at("zero"), at("socket"), PathBuf::from("/dev/null"), dir.path().to_owned()] {
        assert!(error(&path).contains("not a file"), "{}", error(&path));
        assert!(walk(std::slice::from_ref(&path)).next().is_none_or(|found| found.is_err() || path == dir.path()));
    }
}

#[test]
fn refuses_what_is_too_large_empty_or_no_text() {
    let dir = folder(&[("empty.txt", ""), ("blank.md", " \n\t\n"), ("no.jsonl", "\n"), ("page.html", "")]);
    let large = dir.path().join("large.txt");
    fs::File::create(&large).unwrap().set_len(MAX_FILE * 1_000).unwrap();
    let message =
        "PATH: is larger than 32 MiB; split it, or turn it into JSON Lines, where only a line has a limit, of 16 MiB";
    assert_eq!(error(&large), message);
    for name in ["empty.txt", "blank.md", "no.jsonl", "page.html"] {
        assert_eq!(error(&dir.path().join(name)), "PATH: is empty", "{name}");
    }
    let picture = dir.path().join("picture.txt");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    assert_eq!(error(&picture), "PATH: is not text; convert it to text, Markdown or HTML first");
    assert!(!error(&dir.path().join("\u{1b}[31mred.txt")).contains('\u{1b}'));
}

#[test]
fn refuses_texts_of_endless_lines() {
    let dir = folder(&[]);
    let path = |name: &str| dir.path().join(name);
    let why = "has more than 100,000 paragraphs or 500,000 lines; split it";
    for (name, piece) in [("a.txt", "X.\n"), ("b.txt", "x\n\n"), ("a.md", "x\n"), ("b.md", "x\n\n"), ("c.md", "- x\n")]
    {
        for times in [110_000, 4 << 20] {
            // Lines of one paragraph of Markdown are not blocks.
            if (name, times) != ("a.md", 110_000) {
                fs::write(path(name), piece.repeat(times)).unwrap();
                assert_eq!(error(&path(name)), format!("PATH: {why}"), "{name}");
            }
        }
    }
    fs::write(path("a.jsonl"), format!("{{\"text\": \"{}\"}}", "x\\n".repeat(4 << 20))).unwrap();
    assert_eq!(error(&path("a.jsonl")), format!("PATH:1: \"text\" {why}"));
    // Blank lines are no blocks.
    fs::write(path("blank.txt"), format!("x{}y", "\n".repeat(4 << 20))).unwrap();
    assert_eq!(read(&path("blank.txt")).pop().unwrap().unwrap().blocks.len(), 2);
}

#[test]
fn a_broken_line_stops_nothing() {
    let dir = folder(&[(
        "a.jsonl",
        "\u{feff}{\"id\": \"one\", \"text\": \"One.\"}\r\n\nnot json\n[]\n{\"text\": \"Five.\"}",
    )]);
    let path = dir.path().join("a.jsonl");
    let found = read(&path);
    let shown: Vec<String> = found
        .iter()
        .map(|article| match article {
            Ok(article) => format!("{} {}", article.meta.id, article.text),
            Err(error) => error.to_string(),
        })
        .map(|line| line.replace(&path.display().to_string(), "PATH"))
        .collect();
    let expected = [
        "one One.",
        "PATH:3: is not JSON: expected ident at column 2",
        "PATH:4: expected a JSON object, found an array",
        "PATH:5 Five.",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn reads_any_encoding() {
    let dir = folder(&[]);
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(PROSE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let json = format!("{{\"text\": \"{PROSE}\"}}\n");
    let json: Vec<u8> = [0xfe, 0xff].into_iter().chain(json.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let latin = b"<meta charset=latin1><p>Un caf\xe9 \x96 dit-elle.</p>".to_vec();
    for (name, bytes, expected) in [
        ("a.txt", little, PROSE),
        ("b.jsonl", json, PROSE),
        ("c.html", latin, "Un café – dit-elle."),
        ("d", format!("<!doctype html><p>{PROSE}</p>").into_bytes(), PROSE),
    ] {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        match read(&path).as_slice() {
            [Ok(article)] => assert_eq!(article.text.as_ref(), expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
}

fn page(html: &str, raw: bool) -> Result<Article, ReadError> {
    read_str("page.html", html, Format::Html, ReadOptions { raw, ..ReadOptions::default() }).pop().unwrap()
}

#[test]
fn finds_the_article_on_a_page() {
    let html = format!(
        "<html lang=en-GB><head><title>Storm shuts harbour | Harbour Wire</title>\
         <meta property=og:site_name content='Harbour Wire'><meta name=author content='By Ana Ruiz'>\
         <meta property=article:published_time content='2022-02-04T09:00:00Z'>\
         <link rel=canonical href='https://example.org/storm'><style>no</style></head>\
         <body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Storm shuts harbour</h1>{}\
         <h2>Later</h2><blockquote><p>It is shut.</p></blockquote>{}</article><script>no()</script>\
         <footer>All rights reserved</footer></body></html>",
        format!("<p>{PROSE}</p>").repeat(4),
        format!("<p>{PROSE}</p>").repeat(2),
    );
    let found = page(&html, false).unwrap();
    let field = |field: &Option<String>| field.clone().unwrap_or_default();
    assert_eq!(field(&found.meta.title), "Storm shuts harbour");
    assert_eq!(field(&found.meta.source), "Harbour Wire");
    assert_eq!(field(&found.meta.author), "Ana Ruiz");
    assert_eq!(field(&found.meta.date), "2022-02-04");
    assert_eq!(field(&found.meta.url), "https://example.org/storm");
    assert_eq!(field(&found.meta.language), "en");
    assert!(!found.text.contains("Home") && !found.text.contains("no()") && !found.text.contains("Storm shuts"));
    assert_eq!(found.blocks.len(), 8, "{}", found.text);
    let raw = page(&html, true).unwrap();
    assert!(raw.text.contains("Home") && raw.text.contains("All rights") && !raw.text.contains("no()"));
}

#[test]
fn prefers_the_heading_to_a_shortened_title() {
    let title = |title: &str, heading: &str| {
        let body = format!("<p>{PROSE}</p>").repeat(4);
        let html = format!("<title>{title}</title><body><article><h1>{heading}</h1>{body}</article>");
        page(&html, false).unwrap().meta.title.unwrap()
    };
    let full = "Storm shuts the harbour for a third day";
    for short in [
        "Storm shuts the harbour",
        "Storm shuts the harbour for a thi…",
        "Storm shuts harbour",
        "Storm shuts the harbour for a third day | Harbour Wire",
        "Storm shuts harbour - Harbour Wire",
    ] {
        assert_eq!(title(short, full), full, "{short}");
    }
    assert_eq!(
        title("Ferries turn back after the storm", "Another story of the day"),
        "Ferries turn back after the storm"
    );
}

#[test]
fn hostile_pages_are_read_or_refused() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let words = "word ".repeat(200);
    for (name, html) in [
        ("div", "<div>".repeat(100_000)),
        ("closed div", "<div>".repeat(100_000) + "x" + &"</div>".repeat(100_000)),
        ("b", "<b>".repeat(100_000)),
        ("a b", "<a><b>".repeat(100_000)),
        ("table", "<table><tr><td>".repeat(100_000)),
        ("flat table", "<table>".repeat(100_000)),
        ("svg", "<svg>".repeat(100_000)),
        ("p span", "<p><span>".repeat(100_000)),
        ("allowed depth", "<div>".repeat(480) + PROSE),
        ("br", "<br>".repeat(150_000)),
        ("p", format!("<p>{PROSE}</p>").repeat(20_000)),
        ("li", "<li>x".repeat(100_000)),
        ("deep text", "<div><p>x</p>".repeat(450) + &format!("<p>{words}</p>").repeat(100)),
        ("deep p", "<div>".repeat(400) + &format!("<p>{PROSE}</p>").repeat(20_000)),
        ("deep words", "<div>".repeat(400) + &"a, b ".repeat(500_000)),
        ("depths", ("<div>".repeat(400) + PROSE + &"</div>".repeat(400)).repeat(300)),
        ("attributes", format!("<p{attributes}>x</p>")),
        ("json", format!("<script type='application/ld+json'>{}</script><p>{PROSE}", "[".repeat(500_000))),
        (
            "json title",
            format!("<script type='application/ld+json'>{{\"a\":{}</script><p>{PROSE}", "{\"a\":".repeat(500_000)),
        ),
        ("long title", format!("<title>{words} | {words}</title><h1>{words}</h1><p>{PROSE}").repeat(20)),
        ("one line", format!("<p>{}", "x".repeat(5_000_000))),
        ("entities", "&amp;&lt;".repeat(300_000)),
        ("unclosed", "<p class=\"".to_owned() + &"x ".repeat(1_000_000)),
        ("comment", "<!--".repeat(500_000)),
    ] {
        for raw in [false, true] {
            let found = page(&html, raw);
            let (refused, empty) =
                (matches!(found, Err(ReadError::Html { .. })), matches!(found, Err(ReadError::Empty { .. })));
            match name {
                "div" | "closed div" | "b" | "a b" | "table" | "svg" | "p span" | "attributes" => {
                    assert!(refused, "{name}")
                }
                "flat table" | "br" | "unclosed" | "comment" => assert!(empty, "{name}"),
                _ => assert!(found.is_ok_and(|article| article.text.len() > 90), "{name}"),
            }
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, markup in "([<>/a-z=\"'&;{}\\[\\]: #*`\n-]{0,20}|<p>|<b>|</b>|<table>|é|東){0,20}", raw: bool) {
        let dir = folder(&[]);
        for name in ["a.txt", "a.md", "a.html", "a.jsonl", "a"] {
            let path = dir.path().join(name);
            for content in [&bytes[..], markup.as_bytes()] {
                fs::write(&path, content).unwrap();
                let read = units(Source::new(&path)).map(|unit| unit.read(ReadOptions { raw, ..ReadOptions::default() }));
                for article in read.flatten() {
                    let mut at = 0;
                    for block in &article.blocks {
                        assert!(block.span.start >= at && article.text.get(block.span.start..block.span.end).is_some());
                        at = block.span.end;
                    }
                }
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn raw_keeps_plain_text(text in "([A-Za-zé東 .,\t]{0,40}\n{0,2}){1,8}") {
        for (name, format) in [("a.txt", Format::Plain), ("a.md", Format::Markdown)] {
            let article = read_str(name, &text, format, ReadOptions { raw: true, ..ReadOptions::default() }).pop().unwrap().unwrap();
            // How a tab is made safe is the sanitiser's business.
            let kept = |text: &str| text.replace(['\t', ' '], "");
            proptest::prop_assert_eq!(kept(&article.text), kept(&text));
        }
    }
}
