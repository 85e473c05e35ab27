//! A saved page: its article by `dom_smoothie`, its metadata, its blocks.

use super::{Draft, Meta, ReadOptions, page, title, visible};
use dom_query::Document;
use dom_smoothie::{Article as Found, Config, Metadata, Readability, TextMode};

/// Stack for the thread that parses and extracts. At the depth that `page` allows, it needs a small part of this.
const STACK: usize = 16 << 20;
/// Structured data nested deeper than this is no metadata.
const DEEPEST_JSON: usize = 64;

/// Reads a page; `id` names it. Under `raw` the text is all that the page shows; otherwise it is the article on it or,
/// where none can be made out, again all that the page shows. The error says what is wrong with the page.
pub(super) fn read(id: &str, page: &str, options: ReadOptions) -> Result<Draft, &'static str> {
    // A thread of its own: its stack is known, whoever calls, and a panic in the extractor ends there.
    let job = || if options.raw { whole(page) } else { article(page) };
    let draft = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("page".to_owned()).stack_size(STACK);
        let spawned = thread.spawn_scoped(scope, job).map_err(|_| "there is no memory left for it")?;
        spawned.join().unwrap_or(Err("the extractor failed on it"))
    })?;
    Ok(Draft { meta: Meta { id: id.to_owned(), ..draft.meta }, ..draft })
}

fn article(page: &str) -> Result<Draft, &'static str> {
    let document = prepared(page)?;
    let canonical = canonical(&document);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(found) = found else { return whole(page) };
    let (text, mut blocks) = visible::blocks(&page::parse(&found.content)?);
    if blocks.is_empty() {
        return whole(page);
    }
    let meta = from_article(found, canonical);
    if let (Some(first), Some(headline)) = (blocks.first(), &meta.title)
        && title::same(first.span.of(&text), headline)
    {
        blocks.remove(0);
    }
    Ok(Draft { meta, text, blocks })
}

fn whole(page: &str) -> Result<Draft, &'static str> {
    let document = prepared(page)?;
    let canonical = canonical(&document);
    let (text, blocks) = visible::blocks(&document);
    let page = Readability { doc: document, doc_url: None, config: Config::default() };
    let meta = from_metadata(page.get_article_metadata(page.parse_json_ld()), canonical);
    Ok(Draft { meta, text, blocks })
}

fn prepared(page: &str) -> Result<Document, &'static str> {
    let document = page::parse(page)?;
    for script in document.select("script").nodes() {
        if nesting(&script.text()) > DEEPEST_JSON {
            script.remove_from_parent();
        }
    }
    Ok(document)
}

/// How deep brackets go, strings included: the reader of structured data recurses.
fn nesting(json: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in json.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.select("link[rel=canonical]").nodes().first()?.attr("href")?;
    link.starts_with("http").then(|| link.to_string())
}

fn from_article(found: Found, canonical: Option<String>) -> Meta {
    Meta {
        title: Some(found.title),
        source: found.site_name,
        date: found.published_time,
        url: canonical.or(found.url),
        author: found.byline.map(without_by),
        language: found.lang,
        ..Meta::default()
    }
}

fn from_metadata(found: Metadata, canonical: Option<String>) -> Meta {
    Meta {
        title: Some(found.title),
        source: found.site_name,
        date: found.published_time,
        url: canonical.or(found.url),
        author: found.byline.map(without_by),
        language: found.lang,
        ..Meta::default()
    }
}

fn without_by(byline: String) -> String {
    title::byline(byline.trim()).map_or_else(|| byline.clone(), str::to_owned)
}
