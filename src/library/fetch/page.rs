//! From a page that came to the article on it.

use super::{Document, FetchError};
use crate::article::{Article, Format, ReadOptions, decode_page, read_str};
use url::Url;

/// The article on a page, named by its address.
pub(super) fn read(document: &Document) -> Result<Article, FetchError> {
    if document.cut {
        return Err(FetchError::Cut);
    }
    let no_page = || FetchError::Kind { wanted: "page", found: named(&document.media) };
    let text = decode_page(&document.bytes, document.charset.as_deref()).ok_or_else(no_page)?;
    if text.trim().is_empty() {
        return Err(FetchError::Empty);
    }
    let format = match document.media.as_str() {
        "text/plain" => Format::Plain,
        "text/markdown" => Format::Markdown,
        _ => Format::Html,
    };
    let read = read_str(document.url.as_str(), &text, format, ReadOptions::default()).pop();
    let mut article = read.ok_or(FetchError::Empty)?.map_err(|error| FetchError::unreadable(&error))?;
    let meta = &mut article.meta;
    // A page may name a better address of its own; none of another site's.
    let own = meta.url.as_deref().and_then(|url| Url::parse(url).ok()).filter(|url| same_site(url, &document.url));
    meta.url = Some(own.unwrap_or_else(|| document.url.clone()).into());
    if meta.source.is_none() {
        meta.source = site(&document.url);
    }
    Ok(article)
}

/// What a site is called that does not say: its host.
pub(super) fn site(url: &Url) -> Option<String> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn same_site(one: &Url, other: &Url) -> bool {
    matches!(one.scheme(), "http" | "https") && one.port() == other.port() && site(one) == site(other)
}

/// A type of content, for the reader.
pub(super) fn named(media: &str) -> String {
    if media.is_empty() { "something else".to_owned() } else { media.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(media: &str, charset: Option<&str>, bytes: &[u8]) -> Document {
        let url = Url::parse("https://www.a.example/news/1").unwrap();
        let charset = charset.map(str::to_owned);
        Document { media: media.to_owned(), charset, bytes: bytes.to_vec(), ..Document::of(url) }
    }

    const TEXT: &str =
        "<title>Fähre</title><p>Die Fähre lief am Dienstag wieder aus, sagte die Behörde über das Übrige.</p>";

    #[test]
    fn a_character_set_is_found_wherever_it_is_said_and_wrong_ones_are_seen_through() {
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(TEXT);
        let declared = [b"<meta charset=iso-8859-1>".as_slice(), &latin].concat();
        for (charset, bytes) in [
            (None, TEXT.as_bytes()),
            (Some("iso-8859-1"), TEXT.as_bytes()),
            (Some("no-such-thing"), TEXT.as_bytes()),
            (Some("ISO-8859-1"), &latin),
            (Some("utf-8"), &latin),
            (None, &latin),
            (None, &declared),
            (Some("utf-16"), &declared),
        ] {
            let article = read(&page("text/html", charset, bytes)).unwrap();
            assert!(article.text.contains("Die Fähre lief"), "{charset:?}: {}", article.text);
        }
    }

    #[test]
    fn a_page_may_not_pass_for_another_sites() {
        let with = |canonical: &str| {
            let html = format!("<link rel=canonical href='{canonical}'>{TEXT}");
            read(&page("text/html", None, html.as_bytes())).unwrap().meta
        };
        assert_eq!(with("https://a.example/1").url.as_deref(), Some("https://a.example/1"));
        assert_eq!(with("https://b.example/1").url.as_deref(), Some("https://www.a.example/news/1"));
        assert_eq!(with("https://b.example/1").source.as_deref(), Some("a.example"));
    }

    #[test]
    fn what_is_no_text_or_not_all_of_it_is_no_page() {
        assert!(matches!(read(&page("", None, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")), Err(FetchError::Kind { .. })));
        assert_eq!(read(&page("text/html", None, b" \n")).err(), Some(FetchError::Empty));
        let cut = Document { cut: true, ..page("text/html", None, TEXT.as_bytes()) };
        assert_eq!(read(&cut).err(), Some(FetchError::Cut));
        assert!(matches!(read(&page("text/html", None, b"<p>")), Err(FetchError::Unreadable(_))));
    }
}
