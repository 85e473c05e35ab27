//! Tables, and what services for reading later export.

use super::{folder, read, shown};
use crossread::article::Article;
use serde_json::json;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NO_TEXT: &str = "The text of this article was not in the export, only its link.";

fn extra(article: &Article) -> serde_json::Value {
    article.meta.extra.clone().into()
}

#[test]
fn reads_tables_by_their_header() {
    for (name, by) in [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")] {
        let table = "\u{feff}Title|Body|Link|Published|Outlet|Author|Lang|Desk|Tags\r\n\
                     Ferries sail|\"The ferries sail, all; of \"\"them\"\".\nThe port said so.\"|https://x.example/1|4 Feb 2022|Wire|Ana Ruiz|en|Sea|a\r\n\
                     \r\nShort row|Words.\r\n|||||||Lost|\r\nPage|<p>One.</p><p>Two.</p>|||||||\r\n".replace('|', by);
        let dir = folder(&[(name, table.as_bytes())]);
        let all = read(&dir.path().join(name));
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text.replace('\n', "/"), "The ferries sail, all; of \"them\".//The port said so.", "{name}");
        assert_eq!(first.meta.date.as_deref(), Some("2022-02-04"));
        assert_eq!((first.meta.source.as_deref(), first.meta.author.as_deref()), (Some("Wire"), Some("Ana Ruiz")));
        assert_eq!(extra(first), json!({"Desk": "Sea", "tags": ["a"]}));
        assert_eq!(all[1].as_ref().unwrap().text.as_ref(), "Words.");
        let error = all[2].as_ref().unwrap_err().to_string();
        assert!(error.ends_with("line 6: holds neither title, text nor link"), "{error}");
        assert_eq!(all[3].as_ref().unwrap().blocks.len(), 2);
        assert_eq!(all.len(), 4);
    }
}

#[test]
fn tables_of_other_things_are_left_alone() {
    let dir = folder(&[
        ("figures.csv", b"year,value\n2020,1\n"),
        ("latin.csv", b"title;text\nCaf\xe9;D\xe9j\xe0 vu au caf\xe9.\n"),
        ("sep.csv", b"sep=;\ntitle;text\nA, b;Words, more.\n"),
    ]);
    assert_eq!(shown(&dir), ["Café|||Déjà vu au café.", "A, b|||Words, more."]);
    let error = read(&dir.path().join("figures.csv")).remove(0).unwrap_err().to_string();
    assert!(
        error.contains("has no column named title, text, html or url; its first line names: year, value"),
        "{error}"
    );
}

#[test]
fn reads_pockets_page_and_table() {
    let page = r#"<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
        <li><a href="https://x.example/1?a=1&amp;b=2" time_added="1643968800" tags="sea,ferries">Ferries &amp; isles</a></li>
        <li><a href="https://x.example/2" time_added="1643968800" tags="">https://x.example/2</a></li></ul>
        <h1>Read Archive</h1><ul><li><a href="https://x.example/3" tags="">Unclosed</li><li><a href="https://x.example/4">Last</a></li></ul></body></html>"#;
    let table = "title,url,time_added,tags,status\nFerries & isles,https://x.example/1?a=1&b=2,1643968800,sea|ferries,unread\n,https://x.example/2,1643968800,,archive\n";
    let dir = folder(&[("ril_export.html", page.as_bytes()), ("part_000000.csv", table.as_bytes())]);
    let page = read(&dir.path().join("ril_export.html"));
    let table = read(&dir.path().join("part_000000.csv"));
    for first in [&page[0], &table[0]] {
        let first = first.as_ref().unwrap();
        assert_eq!(first.meta.title.as_deref(), Some("Ferries & isles"));
        assert_eq!((first.meta.url.as_deref(), first.text.as_ref()), (Some("https://x.example/1?a=1&b=2"), NO_TEXT));
        assert_eq!(
            extra(first),
            json!({"tags": ["sea", "ferries"], "read": false, "saved": "2022-02-04", "partial": true})
        );
    }
    assert_eq!(table[1].as_ref().unwrap().meta.title.as_deref(), Some("https://x.example/2"));
    assert_eq!(extra(table[1].as_ref().unwrap())["read"], json!(true));
    let titles: Vec<_> = page.iter().map(|one| one.as_ref().unwrap().meta.title.clone().unwrap()).collect();
    assert_eq!(titles, ["Ferries & isles", "https://x.example/2", "Unclosed", "Last"]);
    assert_eq!(extra(page[3].as_ref().unwrap())["read"], json!(true));
}

#[test]
fn reads_instapapers_table() {
    let table = "URL,Title,Selection,Folder,Timestamp\nhttps://x.example/1,Ferries,They sail again.,Unread,1643968800\nhttps://x.example/2,Isles,,Sea,1643968800\n";
    let dir = folder(&[("instapaper-export.csv", table.as_bytes())]);
    let all = read(&dir.path().join("instapaper-export.csv"));
    let (first, second) = (all[0].as_ref().unwrap(), all[1].as_ref().unwrap());
    assert_eq!(first.text.as_ref(), "They sail again.");
    assert_eq!(
        extra(first),
        json!({"highlights": [{"quote": "They sail again."}], "read": false, "saved": "2022-02-04", "partial": true})
    );
    assert_eq!((second.text.as_ref(), extra(second)["tags"].clone()), (NO_TEXT, json!(["Sea"])));
}

#[test]
fn reads_readwises_tables() {
    let highlights = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n\
        They sail again.,Ferries,Ana Ruiz,,Good news,yellow,sea,page,1,2022-02-04 10:00:00+00:00,news\n\
        Other words.,Isles,Ben Okri,,,,,,,,\nAll of them.,Ferries,Ana Ruiz,,,,,,,,\n";
    let reader = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nFerries,https://x.example/1,01abc,\"['sea', 'isles']\",2022-02-04 10:00:00+00:00,0.5,archive,True\n";
    let dir = folder(&[("readwise-data.csv", highlights.as_bytes()), ("reader.csv", reader.as_bytes())]);
    let all = read(&dir.path().join("readwise-data.csv"));
    assert_eq!(all.len(), 2);
    let first = all[0].as_ref().unwrap();
    assert_eq!((first.meta.title.as_deref(), first.meta.author.as_deref()), (Some("Ferries"), Some("Ana Ruiz")));
    assert_eq!(first.text.as_ref(), "They sail again.\n\nAll of them.");
    let marks = json!([{"quote": "They sail again.", "note": "Good news"}, {"quote": "All of them."}]);
    assert_eq!((extra(first)["highlights"].clone(), extra(first)["tags"].clone()), (marks, json!(["sea", "news"])));
    let saved = read(&dir.path().join("reader.csv")).remove(0).unwrap();
    assert_eq!((saved.meta.id.as_str(), saved.text.as_ref()), ("01abc", NO_TEXT));
    assert_eq!((extra(&saved)["read"].clone(), extra(&saved)["tags"].clone()), (json!(true), json!(["sea", "isles"])));
}

const LIST: &str = r#"[{"id": "o1", "slug": "ferries", "title": "Ferries", "author": "Ana Ruiz", "url": "https://x.example/1", "state": "Archived",
    "labels": ["sea"], "savedAt": "2022-02-04T10:00:00.000Z", "publishedAt": "2022-02-03T00:00:00.000Z"},
    {"id": "o2", "slug": "../../secret", "title": "Isles", "url": "https://x.example/2", "savedAt": "2022-02-04T10:00:00.000Z"}, 5]"#;
const CONTENT: &str = "<html><body><div><p>The ferries sail again.</p><p>All of them.</p></div></body></html>";
const MARKS: &str = "> The ferries sail again.\n\nGood news\n";

#[test]
fn reads_omnivores_export_packed_or_not() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("metadata_0_to_20.json", LIST), ("content/ferries.html", CONTENT), ("highlights/ferries.md", MARKS)]
    {
        zip.start_file(format!("export/{name}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let unpacked = folder(&[
        ("o/metadata_0_to_20.json", LIST.as_bytes()),
        ("o/content/ferries.html", CONTENT.as_bytes()),
        ("o/highlights/ferries.md", MARKS.as_bytes()),
        ("secret.html", b"<p>Secret words.</p>"),
    ]);
    let packed = folder(&[("omnivore.zip", &zip), ("other.zip", b"PK\x03\x04 and nothing")]);
    let mut both = shown(&unpacked);
    assert_eq!(both.pop().as_deref(), Some("|||Secret words."));
    let expected = [
        "Ferries|2022-02-03|https://x.example/1|The ferries sail again./All of them.",
        &format!("Isles||https://x.example/2|{NO_TEXT}"),
    ];
    assert_eq!(both[..2], expected);
    assert_eq!(both[2], "o/metadata_0_to_20.json: article 3: is no object");
    assert_eq!(shown(&packed)[..2], expected);
    let first = read(&packed.path().join("omnivore.zip")).remove(0).unwrap();
    assert_eq!(
        extra(&first),
        json!({"tags": ["sea"], "highlights": [{"quote": "The ferries sail again.", "note": "Good news"}], "read": true, "saved": "2022-02-04"})
    );
    assert!(read(&packed.path().join("other.zip")).remove(0).is_err());
}
