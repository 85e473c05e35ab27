//! Feeds: each kind, and each way to break one.

use super::{folder, read, shown};
use crossread::article::{Feed, ReadOptions, is_feed, read_feed};
use std::path::Path;
use url::Url;

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; Isles</title><link>https://news.example/</link><language>en-gb</language>
<image><title>Logo</title><link>https://logo.example/</link></image>
<item><title>Ferries sail again</title><link>https://news.example/1</link><guid isPermaLink="false">a-1</guid>
<pubDate>Fri, 04 Feb 2022 10:00:00 GMT</pubDate><dc:creator>Ana Ruiz</dc:creator><description>A teaser …</description>
<content:encoded><![CDATA[<p>The ferries sail again.</p><p>All of them, the port said.</p>]]></content:encoded></item>
<item><title>Tom &amp;amp; Ann &lt;b&gt;win&lt;/b&gt;</title><guid>https://news.example/2</guid><dc:date>2022-02-05T01:00:00+09:00</dc:date>
<author>ben@news.example (Ben Okri)</author><description>&lt;p&gt;They won the race at caf&amp;eacute; Nord.&lt;/p&gt;</description></item>
</channel></rss>"#;

fn feed(text: &str) -> Feed {
    read_feed(text.as_bytes(), None, None).unwrap()
}

/// Title and text of each item.
fn items(feed: Feed) -> Vec<String> {
    let one = |item: crossread::article::FeedItem| match item.read(Path::new("f"), ReadOptions::default()) {
        Ok(article) => {
            format!("{}: {}", article.meta.title.clone().unwrap_or_default(), article.text.replace("\n\n", "/"))
        }
        Err(error) => error.to_string(),
    };
    feed.items.into_iter().map(one).collect()
}

#[test]
fn reads_rss() {
    let read = feed(RSS);
    assert_eq!((read.title.as_deref(), read.home.as_deref()), (Some("Harbour & Isles"), Some("https://news.example/")));
    assert!(read.lost.is_empty());
    let [first, second] = read.items.as_slice() else { panic!("two items") };
    assert_eq!((first.id.as_str(), first.complete, second.complete), ("a-1", true, false));
    let meta = first.meta();
    assert_eq!(meta.source.as_deref(), Some("Harbour & Isles"));
    assert_eq!((meta.author.as_deref(), meta.date.as_deref()), (Some("Ana Ruiz"), Some("2022-02-04")));
    assert_eq!((meta.url.as_deref(), meta.language.as_deref()), (Some("https://news.example/1"), Some("en-gb")));
    let meta = second.meta();
    assert_eq!((meta.author.as_deref(), meta.date.as_deref()), (Some("Ben Okri"), Some("2022-02-05")));
    assert_eq!(meta.url.as_deref(), Some("https://news.example/2"));
    let texts = items(read);
    let expected = [
        "Ferries sail again: The ferries sail again./All of them, the port said.",
        "Tom & Ann win: They won the race at café Nord.",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn reads_old_rss() {
    let rdf = r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel rdf:about="x"><title>Old news</title><link>https://old.example/</link><items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel>
        <image><title>no</title></image><item rdf:about="a"><title>One</title><link>a.html</link><description>Told plainly.</description></item></rdf:RDF>"#;
    let read = feed(rdf);
    assert_eq!(read.title.as_deref(), Some("Old news"));
    assert_eq!(read.items[0].meta().url.as_deref(), Some("https://old.example/a.html"));
    assert_eq!(items(read), ["One: Told plainly."]);
    for version in ["0.90", "0.91", "0.92", "0.93", "2.0.1", ""] {
        let rss = format!(
            "<rss version='{version}'><channel><title>T</title><item><title>One</title><description>Told plainly.</description></item></channel></rss>"
        );
        assert_eq!(items(feed(&rss)), ["One: Told plainly."], "{version}");
    }
}

#[test]
fn reads_atom() {
    let atom = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/n/">
        <title type="html">&lt;i&gt;Atom&lt;/i&gt;</title><link rel="self" href="feed"/><link href="/"/><author><name>Ed</name></author>
        <entry><title>Eins</title><id>urn:1</id><link rel="edit" href="e"/><link rel="alternate" type="text/html" href="eins"/>
        <updated>2022-02-06T00:00:00Z</updated><published>2022-02-05T00:00:00Z</published><summary>Kurz</summary>
        <source><title>Elsewhere</title></source>
        <content type="xhtml"><xh:div xmlns:xh="http://www.w3.org/1999/xhtml"><xh:p>Vier &lt; f&#252;nf.</xh:p><xh:p>Ende.</xh:p></xh:div></content></entry>
        <entry xml:lang="fr"><title/><id>urn:2</id><author><name>Ana</name></author><author><name>Ben</name></author>
        <content type="text">Deux  mots &amp; rien.</content></entry>
        <entry><title>Drei</title><id>urn:3</id><content type="video/mp4" src="v.mp4"/><summary type="html">&lt;p&gt;Ein Film.&lt;/p&gt;</summary></entry></feed>"#;
    let read = feed(atom);
    assert_eq!((read.title.as_deref(), read.home.as_deref()), (Some("Atom"), Some("https://a.example/")));
    let meta = |at: usize| read.items[at].meta();
    assert_eq!((meta(0).url.as_deref(), meta(0).date.as_deref()), (Some("https://a.example/eins"), Some("2022-02-05")));
    assert_eq!((meta(0).author.as_deref(), meta(1).author.as_deref()), (Some("Ed"), Some("Ana, Ben")));
    assert_eq!((meta(0).language.as_deref(), meta(1).language.as_deref()), (Some("de"), Some("fr")));
    assert_eq!(read.items.iter().map(|item| item.complete).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(items(read), ["Eins: Vier < fünf./Ende.", ": Deux  mots & rien.", "Drei: Ein Film."]);
}

#[test]
fn reads_json_feeds() {
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/", "language": "en",
        "authors": [{"name": "Ed"}], "items": [{"id": 7, "url": "/a", "title": "One", "content_html": "<p>First.</p>", "date_published": "2022-02-04T10:00:00Z"},
        {"id": "b", "content_text": "Second \" } one.", "summary": "x"}]}"#;
    let read = feed(json);
    assert_eq!((read.items[0].id.as_str(), read.items[0].meta().url.as_deref()), ("7", Some("https://j.example/a")));
    assert_eq!(read.items[0].meta().author.as_deref(), Some("Ed"));
    assert_eq!(items(read), ["One: First.", ": Second \" } one."]);
    // Cut off, and with a line break in a string.
    let cut = feed(&json[..json.len() - 20].replace("First.", "Fir\nst."));
    assert_eq!(cut.lost, ["1 of 2 items lost: broken, cut off or empty"]);
    assert_eq!((cut.title.clone().unwrap_or_default(), items(cut)), ("J".to_owned(), vec!["One: Fir st.".to_owned()]));
}

/// Whatever happens to one item, the others come, and the one that was hurt as well where it is whole.
#[test]
fn salvages_broken_feeds() {
    let both = [
        "Ferries sail again: The ferries sail again./All of them, the port said.",
        "Tom & Ann win: They won the race at café Nord.",
    ];
    let replaced = |from: &str, to: &str| {
        assert!(RSS.contains(from), "{from}");
        RSS.replacen(from, to, 1)
    };
    for (what, text) in [
        ("bare ampersand", replaced("Harbour &amp; Isles", "Harbour & Isles")),
        ("bare ampersand in a title", replaced("Tom &amp;amp; Ann", "Tom & Ann")),
        ("undeclared prefixes", replaced(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", "")),
        ("undeclared entity", replaced("caf&amp;eacute; Nord", "caf&eacute; Nord")),
        ("HTML entity in text", replaced("caf&amp;eacute; Nord", "caf&eacute;&nbsp;Nord").replace('\u{a0}', " ")),
        ("control characters", replaced("won the race", "won\u{1}\u{8} the race")),
        ("junk before the prologue", format!("\u{feff}\n<br/>Warning: x in y.php\n{RSS}")),
        (
            "unescaped HTML",
            replaced(
                "&lt;p&gt;They won the race at caf&amp;eacute; Nord.&lt;/p&gt;",
                "<p>They won the race<br> at caf&eacute; <b>Nord.</p>",
            ),
        ),
        ("unclosed CDATA", replaced("said.</p>]]>", "said.</p>")),
        ("bare bracket", replaced("A teaser …", "A teaser: 3 < 4")),
        ("unclosed field", replaced("</description>\n<content", "\n<content")),
        ("unclosed item", replaced("</item>\n<item>", "<item>")),
        ("wrong closing tag", replaced("</dc:creator>", "</creator>")),
        ("no end", replaced("</channel></rss>", "</channel>")),
        ("stray markup", replaced("<image>", "</p><font color=red><image>")),
        ("capitals", replaced("<title>Ferries sail again</title>", "<TITLE>Ferries sail again</Title>")),
        ("unquoted attribute", replaced("isPermaLink=\"false\"", "isPermaLink=false")),
        ("open attribute", replaced("isPermaLink=\"false\"", "isPermaLink=\"false")),
        (
            "a doctype with entities",
            replaced(
                "<rss ",
                "<!DOCTYPE rss [<!ENTITY nbsp \"&#160;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss ",
            ),
        ),
    ] {
        let read = feed(&text);
        assert!(read.lost.is_empty(), "{what}: {:?}", read.lost);
        let texts: Vec<String> = items(read).iter().map(|text| text.replace('\u{a0}', " ")).collect();
        assert_eq!(texts, both, "{what}");
        assert!(is_feed(text.as_bytes()), "{what}");
    }
}

#[test]
fn says_what_is_lost() {
    let cut = &RSS[..RSS.len() - 60];
    let read = feed(cut);
    assert_eq!(read.lost, ["1 of 2 items lost: it is cut off in the middle, and so may be what came after it"]);
    assert_eq!(items(read).len(), 1);
    let between = RSS.split("<item><title>Tom").next().unwrap();
    assert_eq!(feed(between).lost, ["it breaks off after item 1: what came after it is lost"]);
    let empty = RSS.replace("</channel>", "<item></item><item><pubDate>today</pubDate></item></channel>");
    assert_eq!(feed(&empty).lost, ["2 of 4 items lost: they hold neither title, text nor link"]);
}

#[test]
fn encodings_declared_wrongly_or_not_at_all() {
    let rss = |declared: &str| {
        format!(
            "<?xml version='1.0'{declared}?><rss version='2.0'><channel><title>Été</title><item><title>À la mer, l’été</title><link>https://x.example/1</link></item></channel></rss>"
        )
    };
    let title = |bytes: &[u8], charset| read_feed(bytes, charset, None).unwrap().items[0].meta().title.clone().unwrap();
    let latin = |text: String| encoding_rs_1252(&text);
    for (bytes, charset) in [
        (latin(rss("")), None),
        (latin(rss(" encoding='utf-8'")), None),
        (latin(rss(" encoding='utf-8'")), Some("utf-8")),
        (rss(" encoding='iso-8859-1'").into_bytes(), Some("iso-8859-1")),
        (latin(rss("")), Some("windows-1252")),
        (rss("").encode_utf16().flat_map(u16::to_le_bytes).collect(), None),
    ] {
        assert_eq!(title(&bytes, charset), "À la mer, l’été");
    }
}

/// Latin letters as Windows writes them, without a dependency.
fn encoding_rs_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() }).collect()
}

#[test]
fn only_feeds_are_feeds() {
    for other in [
        "<!doctype html><html><body><rss></body></html>",
        "<?xml version='1.0'?><opml version='2.0'><body/></opml>",
        "{\"text\": \"x\"}",
        "Plain words of <feed> and others",
        "<?xml version='1.0'?><project><item>x</item></project>",
        "",
    ] {
        assert!(!is_feed(other.as_bytes()) || other.starts_with("Plain"), "{other}");
    }
    assert!(read_feed(b"<html><p>x</html>", None, None).is_err());
    assert!(read_feed(b"\x89PNG\r\n\x1a\n\0\0\0", None, None).is_err());
    assert!(read_feed(b"", None, None).is_err());
}

#[test]
fn links_are_resolved_against_where_the_feed_came_from() {
    let base = Url::parse("https://far.example/blog/feed.xml").unwrap();
    let text = "<rss><channel><item><title>T</title><link>post/1?a=1&b=2</link></item><item><title>T</title><link>javascript:x</link></item></channel></rss>";
    let read = read_feed(text.as_bytes(), None, Some(&base)).unwrap();
    assert_eq!(read.items[0].meta().url.as_deref(), Some("https://far.example/blog/post/1?a=1&b=2"));
    assert_eq!(read.items[1].meta().url, None);
}

#[test]
fn feeds_are_files_like_others() {
    let dir = folder(&[
        ("a.xml", RSS.as_bytes()),
        ("b.xml", b"<project><item>no feed</item></project>"),
        ("c.opml", b"<opml><body><outline xmlUrl='https://x.example/'/></body></opml>"),
        ("d.rss", &RSS.as_bytes()[..RSS.len() - 60]),
        ("e.atom", b"<feed><title>None</title></feed>"),
        ("f.json", b"{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"J\", \"items\": [{\"content_text\": \"Words.\"}]}"),
        ("g.json", b"{\"name\": \"package\"}"),
    ]);
    let first =
        "Ferries sail again|2022-02-04|https://news.example/1|The ferries sail again./All of them, the port said.";
    let expected = [
        first,
        "Tom & Ann win|2022-02-05|https://news.example/2|They won the race at café Nord.",
        first,
        "d.rss: 1 of 2 items lost: it is cut off in the middle, and so may be what came after it",
        "e.atom: the feed has no items",
        "|||Words.",
    ];
    assert_eq!(shown(&dir), expected);
    let named = read(&dir.path().join("c.opml")).remove(0).unwrap_err().to_string();
    assert!(named.ends_with("holds no articles; subscribe to them with: crossread add FILE"), "{named}");
}
