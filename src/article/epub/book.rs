//! What a book says of itself: its title and author, its chapters in order, and what they are called.

use super::archive::Archive;
use super::xml::{Element, elements, without_empty_tags};
use crate::article::{Meta, decode, page};
use dom_query::Document;
use std::collections::HashMap;

/// Chapters of one book.
const MAX_CHAPTERS: usize = 5_000;

/// A book, its chapters not read yet.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// What holds of every chapter: the book's title as the source, its author, date and language.
    pub(super) meta: Meta,
    pub(super) chapters: Vec<Chapter>,
    /// Whether it does not say what its chapters are, so that all pages in it were taken.
    pub(super) is_bare: bool,
}

/// A chapter.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its name in the archive.
    pub(super) path: String,
    /// What the table of contents calls it.
    pub(super) title: Option<String>,
}

impl Book {
    pub(super) fn read(archive: &mut Archive) -> Self {
        Self::from_package(archive).filter(|book| !book.chapters.is_empty()).unwrap_or_else(|| {
            let names = archive.names();
            let mut pages: Vec<String> = names.into_iter().filter(|name| is_page_name(name)).collect();
            pages.sort();
            let chapters = pages.into_iter().take(MAX_CHAPTERS).map(|path| Chapter { path, title: None });
            Self { meta: Meta::default(), chapters: chapters.collect(), is_bare: true }
        })
    }

    fn from_package(archive: &mut Archive) -> Option<Self> {
        let named = archive.get("META-INF/container.xml").map(|bytes| elements(&bytes)).and_then(|container| {
            let root = container.into_iter().find(|element| element.name == "rootfile")?;
            root.attribute("full-path").map(str::to_owned)
        });
        let any = |archive: &Archive| archive.names().into_iter().find(|name| name.ends_with(".opf"));
        let path = named.or_else(|| any(archive))?;
        let package = match archive.get(&path) {
            Some(bytes) => elements(&bytes),
            None => elements(&archive.get(&any(archive)?)?),
        };
        let items: HashMap<&str, &Element> = package
            .iter()
            .filter(|element| element.name == "item")
            .filter_map(|item| Some((item.attribute("id")?, item)))
            .collect();
        let place = |item: &Element| resolve(&path, item.attribute("href")?);
        let is_nav =
            |item: &Element| item.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
        let nav = items.values().find(|item| is_nav(item)).and_then(|item| place(item));
        let ncx = items.values().find(|item| item.attribute("media-type") == Some("application/x-dtbncx+xml"));
        let ncx = ncx.and_then(|item| place(item));
        let mut titles = nav.as_ref().and_then(|path| Some(nav_titles(&archive.get(path)?, path))).unwrap_or_default();
        if titles.is_empty() {
            titles = ncx.and_then(|path| Some(ncx_titles(&archive.get(&path)?, &path))).unwrap_or_default();
        }
        let asides: Vec<String> = package
            .iter()
            .filter(|element| element.name == "reference")
            .filter(|element| matches!(element.attribute("type"), Some("cover" | "toc" | "title-page" | "index")))
            .filter_map(|element| resolve(&path, element.attribute("href")?))
            .collect();
        let spine = package.iter().filter(|element| element.name == "itemref");
        let spine = spine.filter(|element| element.attribute("linear") != Some("no"));
        let read = spine.filter_map(|element| items.get(element.attribute("idref")?).copied());
        let is_page = |item: &&Element| {
            let kind = item.attribute("media-type").unwrap_or_default();
            !is_nav(item) && (kind.contains("html") || kind.is_empty() || kind.contains("dtbook"))
        };
        let mut chapters: Vec<Chapter> = Vec::new();
        for path in read.filter(is_page).filter_map(place).take(MAX_CHAPTERS) {
            if !asides.contains(&path) && chapters.last().is_none_or(|last| last.path != path) {
                chapters.push(Chapter { title: titles.get(&path).cloned(), path });
            }
        }
        Some(Self { meta: about(&package), chapters, is_bare: false })
    }
}

fn about(package: &[Element]) -> Meta {
    let all = |name: &'static str| {
        let named = package.iter().filter(move |element| element.name == name && element.is_prefixed);
        named.map(|element| element.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let authors: Vec<String> = all("creator").take(8).collect();
    Meta {
        source: all("title").next(),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        date: all("date").next().map(|date| date.get(..10).map_or(date.clone(), str::to_owned)),
        language: all("language").next(),
        ..Meta::default()
    }
}

/// The titles of a table of contents in EPUB 3, by the files that they lead to.
fn nav_titles(bytes: &[u8], path: &str) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let Some(Ok(document)) = decode::file(bytes, true).map(|text| page::parse(&without_empty_tags(&text))) else {
        return titles;
    };
    let is_contents = |kind: &str| kind.split_whitespace().any(|one| one == "toc");
    let navs = document.select("nav");
    let nodes = navs.nodes();
    let contents = nodes.iter().find(|nav| nav.attr("epub:type").is_some_and(|kind| is_contents(&kind)));
    let Some(contents) = contents.or(nodes.first()) else { return titles };
    for link in dom_query::Selection::from(*contents).select("a[href]").nodes() {
        let target = link.attr("href").and_then(|href| resolve(path, &href));
        let label = link.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(target) = target.filter(|_| !label.is_empty()) {
            titles.entry(target).or_insert(label);
        }
    }
    titles
}

/// The same in EPUB 2.
fn ncx_titles(bytes: &[u8], path: &str) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let mut label = String::new();
    for element in elements(bytes) {
        match element.name.as_str() {
            "text" => label = element.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "content" => {
                if let Some(target) =
                    element.attribute("src").and_then(|src| resolve(path, src)).filter(|_| !label.is_empty())
                {
                    titles.entry(target).or_insert_with(|| label.clone());
                }
            }
            _ => {}
        }
    }
    titles
}

/// The name in the archive that `href` in the file `from` leads to.
fn resolve(from: &str, href: &str) -> Option<String> {
    let href = href.split(['#', '?']).next().filter(|href| !href.is_empty() && !href.contains("://"))?;
    let href = unescaped(href);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%20` as a blank.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_page_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".xhtml", ".html", ".htm"].iter().any(|ending| lower.ends_with(ending))
        && !lower.contains("nav.")
        && !lower.contains("toc.")
}

/// Whether a page says that it is no chapter: a cover, a title page, a table of contents.
pub(super) fn is_aside(markup: &str) -> bool {
    const KINDS: [&str; 8] =
        ["cover", "titlepage", "halftitlepage", "toc", "landmarks", "copyright-page", "page-list", "loi"];
    let head = markup.char_indices().nth(4_096).map_or(markup, |(at, _)| markup.get(..at).unwrap_or(markup));
    let body = head.split_once("<body").map_or("", |(_, body)| body);
    body.split("epub:type=").skip(1).take(2).any(|rest| {
        let kinds = rest.trim_start_matches(['"', '\'']).split(['"', '\'', '>']).next().unwrap_or_default();
        kinds.split_whitespace().any(|kind| KINDS.contains(&kind))
    })
}

/// The first heading of a chapter, its empty tags made pairs.
pub(super) fn heading(markup: &str) -> Option<String> {
    let document: Document = page::parse(markup).ok()?;
    let headings = document.select("h1, h2, h3");
    let text = headings.nodes().iter().map(|heading| heading.text().split_whitespace().collect::<Vec<_>>().join(" "));
    text.into_iter().find(|text| !text.is_empty() && text.len() <= 300)
}
