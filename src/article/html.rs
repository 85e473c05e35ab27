//! A saved page: its article by `dom_smoothie`, its metadata, its blocks.

use super::draft::MAX_BLOCKS;
use super::{Draft, Meta, ReadOptions, date, page, saved, structured, title, visible};
use dom_query::Document;
use dom_smoothie::{Article as Found, Config, Metadata, Readability, TextMode};

/// Stack for the thread that parses and extracts. At the depth that `page` allows, it needs a small part of this.
const STACK: usize = 16 << 20;
/// The name of that thread: a panic of it is expected, and contained here.
pub const PAGE_THREAD: &str = "page";
/// Structured data nested deeper than this is no metadata.
const DEEPEST_JSON: usize = 64;

/// Reads a page; `id` names it. Under `raw` the text is all that the page shows; otherwise it is the article on it or,
/// where none can be made out or looking for it would take too long, again all that the page shows. The error says what is
/// wrong with the page.
///
/// Time is bounded by counts of what the page holds, not by a clock: see [`page`] for the limits. Within them a page takes
/// about a second at worst.
pub(super) fn read(id: &str, page: &str, options: ReadOptions) -> Result<Draft, &'static str> {
    let mut draft = read_with(id, || if options.raw { whole(page) } else { article(page) })?;
    saved::note(page, &mut draft.meta);
    Ok(draft)
}

/// Reads markup that is an article and nothing else: all that it shows. Otherwise as [`read`].
pub(super) fn read_all(id: &str, markup: &str) -> Result<Draft, &'static str> {
    read_with(id, || whole(markup))
}

/// A thread of its own: its stack is known, whoever calls, and a panic in the extractor ends there.
fn read_with(id: &str, job: impl FnOnce() -> Result<Draft, &'static str> + Send) -> Result<Draft, &'static str> {
    let draft = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(PAGE_THREAD.to_owned()).stack_size(STACK);
        let spawned = thread.spawn_scoped(scope, job).map_err(|_| "there is no memory left for it")?;
        spawned.join().unwrap_or(Err("the extractor failed on it"))
    })?;
    if draft.blocks.len() > MAX_BLOCKS {
        return Err("it has more than 100,000 paragraphs");
    }
    Ok(Draft { meta: Meta { id: id.to_owned(), ..draft.meta }, ..draft })
}

fn article(page: &str) -> Result<Draft, &'static str> {
    let document = prepared(page)?;
    if page::is_heavy(&document) {
        return Ok(shown(document));
    }
    let beside = Beside::of(&document);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(found) = found else { return whole(page) };
    let (text, mut blocks) = visible::blocks(&page::parse(&found.content)?);
    if blocks.is_empty() {
        return whole(page);
    }
    let meta = from_article(found, beside);
    if let (Some(first), Some(headline)) = (blocks.first(), &meta.title)
        && title::same(first.span.of(&text), headline)
    {
        blocks.remove(0);
    }
    Ok(Draft { meta, text, blocks })
}

fn whole(page: &str) -> Result<Draft, &'static str> {
    Ok(shown(prepared(page)?))
}

/// All that a page shows.
fn shown(document: Document) -> Draft {
    let beside = Beside::of(&document);
    let (text, blocks) = visible::blocks(&document);
    let page = Readability { doc: document, doc_url: None, config: Config::default() };
    let meta = from_metadata(page.get_article_metadata(page.parse_json_ld()), beside);
    Draft { meta, text, blocks }
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

/// What the extractor does not look at.
struct Beside {
    canonical: Option<String>,
    headings: Vec<String>,
    found: structured::Found,
}

impl Beside {
    fn of(document: &Document) -> Self {
        let link = document.select("link[rel=canonical]").nodes().first().and_then(|link| link.attr("href"));
        let headings = document.select("h1");
        let headings = headings.nodes().iter().take(8).map(|heading| one_line(&heading.text()));
        Self {
            canonical: link.filter(|link| link.starts_with("http")).map(|link| link.to_string()),
            headings: headings.filter(|heading| !heading.is_empty()).collect(),
            found: structured::read(document),
        }
    }

    /// The headline in `title`, which may name the outlet as well: what a heading of the page says too, else what is left
    /// without the outlet's name.
    fn headline(&self, title: &str, outlet: Option<&str>) -> Option<String> {
        let title = one_line(title);
        let is_mark = |c: char| matches!(c, '|' | '-' | '–' | '—' | '·' | '•' | ':' | '»');
        let parts = |part: &str| {
            let rest = title.strip_prefix(part).map(str::trim_start).filter(|rest| rest.starts_with(is_mark));
            rest.is_some() || title.strip_suffix(part).is_some_and(|rest| rest.trim_end().ends_with(is_mark))
        };
        let is_outlet = |heading: &str| outlet.is_some_and(|outlet| title::same(outlet, heading));
        let headings = || self.headings.iter().filter(|heading| heading.contains(' ') && !is_outlet(heading));
        // Where the outlet is not known, its name may be a heading too; a headline is longer.
        if let Some(heading) = headings().filter(|heading| parts(heading)).max_by_key(|heading| heading.len()) {
            return Some(heading.clone());
        }
        let without = outlet.and_then(|outlet| title.strip_suffix(outlet)).map(str::trim_end);
        let without = without.and_then(|rest| rest.strip_suffix(is_mark)).map(|rest| rest.trim().to_owned());
        let headline = without.filter(|rest| rest.contains(' ')).unwrap_or(title);
        // A title is shortened for the tab and for a search engine, the heading of the page is not.
        if let Some(heading) =
            headings().find(|heading| says_all_of(heading, &headline) || says_all_of(heading, first_part(&headline)))
        {
            return Some(heading.clone());
        }
        if headline.is_empty() { self.headings.first().cloned() } else { Some(headline) }
    }
}

/// What stands before the last mark that may part a headline from the outlet's name.
fn first_part(title: &str) -> &str {
    let ends = [" | ", " - ", " – ", " — ", " · ", " • ", " » "].iter().filter_map(|mark| title.rfind(mark));
    ends.max().and_then(|end| title.get(..end)).unwrap_or(title)
}

/// Whether `heading` begins with `title`, which may have been cut off, or holds all of its words.
fn says_all_of(heading: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).take(64).collect()
    };
    let is_cut = title.trim_end().ends_with(['…', '.']);
    let (heading, title) = (words(heading), words(title));
    let cut_off = |last: &str| heading.iter().any(|word| word.starts_with(last));
    title.len() >= 2
        && title.len() <= heading.len()
        && title.iter().all(|word| heading.contains(word) || is_cut && title.last() == Some(word) && cut_off(word))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn from_article(found: Found, beside: Beside) -> Meta {
    let metadata = Metadata {
        title: found.title,
        site_name: found.site_name,
        published_time: found.published_time,
        url: found.url,
        byline: found.byline,
        lang: found.lang,
        ..Metadata::default()
    };
    from_metadata(metadata, beside)
}

fn from_metadata(found: Metadata, beside: Beside) -> Meta {
    let found_date = found.published_time.filter(|given| !given.trim().is_empty());
    // What can be read as a date goes before what cannot.
    let (told, untold) = match found_date {
        Some(given) if date::parse(&given).is_some() => (Some(given), None),
        other => (None, other),
    };
    let byline = found.byline.filter(|byline| structured::is_name(byline));
    Meta {
        title: beside.headline(&found.title, found.site_name.as_deref()),
        source: found.site_name,
        date: told.or(beside.found.date).or(untold),
        url: beside.canonical.or(found.url),
        author: beside.found.author.or(byline).map(without_by),
        language: found.lang,
        ..Meta::default()
    }
}

fn without_by(byline: String) -> String {
    title::byline(byline.trim()).map_or_else(|| byline.clone(), str::to_owned)
}
