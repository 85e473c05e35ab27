//! The feeds that a page names.

use super::xml::join;
use crate::article::page;
use crate::text::sanitize;
use url::Url;

/// More feeds of one page are not looked at.
const MAX_LINKS: usize = 100;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its address.
    pub url: Url,
    /// What the page calls it, on one line.
    pub title: Option<String>,
}

/// The feeds that `html` names by `<link rel=alternate>`, in its order. `base` is the page's own address.
pub fn feeds_of_page(html: &str, base: &Url) -> Vec<FeedLink> {
    let Ok(document) = page::parse(html) else { return Vec::new() };
    let own = document.select("base[href]").nodes().first().and_then(|base| base.attr("href"));
    let base = own.and_then(|own| join(Some(base), &own)).unwrap_or_else(|| base.clone());
    let mut found: Vec<FeedLink> = Vec::new();
    for link in document.select("link[rel][href]").nodes().iter().take(1_000) {
        let lower = |name: &str| link.attr(name).unwrap_or_default().trim().to_ascii_lowercase();
        let kind = lower("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let is_feed = matches!(
            kind,
            "application/rss+xml"
                | "application/atom+xml"
                | "application/rdf+xml"
                | "application/feed+json"
                | "text/xml"
                | "application/xml"
        ) || kind == "application/json" && lower("href").contains("feed");
        if !is_feed || !lower("rel").split_whitespace().any(|rel| rel == "alternate") || found.len() >= MAX_LINKS {
            continue;
        }
        let title = link.attr("title").map(|title| sanitize::line(&title).into_owned());
        if let Some(url) = link
            .attr("href")
            .and_then(|href| join(Some(&base), &href))
            .filter(|url| found.iter().all(|one| one.url != *url))
        {
            found.push(FeedLink { url, title: title.filter(|title| !title.is_empty()) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_feeds_of_a_page() {
        let page = "<!doctype html><head><link rel=stylesheet href=x.css>
            <link rel=alternate type=application/rss+xml href=/feed title='All  news'>
            <LINK REL='alternate nofollow' TYPE='application/atom+xml; charset=utf-8' HREF='https://other.example/atom'>
            <link rel=alternate type=application/rss+xml href=/feed><link rel=alternate hreflang=de href=/de>
            <link rel=alternate type=application/rss+xml href='javascript:x'>";
        let base = Url::parse("https://news.example/a/b").unwrap();
        let found = feeds_of_page(page, &base);
        let found: Vec<_> = found.iter().map(|link| (link.url.as_str(), link.title.as_deref())).collect();
        assert_eq!(found, [("https://news.example/feed", Some("All news")), ("https://other.example/atom", None)]);
        assert!(feeds_of_page(&"<div>".repeat(10_000), &base).is_empty());
    }
}
