//! Lists of subscriptions: OPML, in and out, also broken.

use super::ReadError;
use super::format::Head;
use super::markup::{Scanner, Token, attribute};
use super::piece::{Input, Pieces};
use crate::text::sanitize;
use url::Url;

/// Folders within one another; what lies deeper is put into the last of them.
const MAX_DEPTH: usize = 16;
/// More subscriptions are not read.
const MAX_FEEDS: usize = 100_000;
/// Characters of a name: every feed holds those of the folders that it is in.
const MAX_NAME: usize = 200;

/// A feed that a reader follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its address, http or https.
    pub url: String,
    /// What the list calls it, on one line.
    pub title: Option<String>,
    /// The names of the folders it is in, from the outermost.
    pub folder: Vec<String>,
}

pub(super) fn looks(head: &Head) -> bool {
    head.lower.contains("<opml")
}

/// A list of subscriptions holds no articles.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    Err(input.error("is a list of subscriptions and holds no articles; subscribe to them with: crossread add FILE"))
}

/// The feeds that an OPML text lists, in its order, each address once. What is no outline with an address is left out, and
/// so is an address that is not on the web; tags that are missing cost a folder and no feed.
pub fn read_opml(text: &str) -> Vec<Subscription> {
    let (mut found, mut known) = (Vec::new(), std::collections::HashSet::new());
    // What is open: a folder with its name, or a feed or an outline without one.
    let mut open: Vec<Option<String>> = Vec::new();
    for token in Scanner::new(text) {
        match token {
            Token::Open { name, attributes, empty } if name.eq_ignore_ascii_case("outline") => {
                let title = ["title", "text"].iter().find_map(|name| line(attribute(attributes, name)?));
                let url = address(attributes);
                if !empty && open.len() < MAX_DEPTH {
                    open.push(title.clone().filter(|_| url.is_none()));
                }
                let Some(url) = url.filter(|url| found.len() < MAX_FEEDS && known.insert(url.clone())) else {
                    continue;
                };
                found.push(Subscription { url, title, folder: open.iter().flatten().cloned().collect() });
            }
            Token::Close { name } if name.eq_ignore_ascii_case("outline") => drop(open.pop()),
            _ => {}
        }
    }
    found
}

fn line(text: String) -> Option<String> {
    let cut = text.char_indices().nth(MAX_NAME).and_then(|(end, _)| text.get(..end)).unwrap_or(&text);
    Some(sanitize::line(cut).into_owned()).filter(|line| !line.is_empty())
}

fn address(attributes: &str) -> Option<String> {
    let is_feed = || attribute(attributes, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("rss"));
    let given = attribute(attributes, "xmlUrl").or_else(|| attribute(attributes, "url").filter(|_| is_feed()))?;
    let given = given.trim();
    // Old browsers' way to say "subscribe": feed://host, feed:https://host.
    let given = match given.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => given.to_owned(),
    };
    let url = Url::parse(&given).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}

/// The same as OPML 2.0, in the same order.
pub fn write_opml(subscriptions: &[Subscription]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
                   <title>Subscriptions of crossread</title>\n  </head>\n  <body>\n"
        .to_owned();
    let mut open: &[String] = &[];
    let indent = |depth: usize| "  ".repeat(depth + 2);
    for one in subscriptions {
        let shared = open.iter().zip(&one.folder).take_while(|(a, b)| a == b).count();
        for depth in (shared..open.len()).rev() {
            out += &format!("{}</outline>\n", indent(depth));
        }
        for (depth, name) in one.folder.iter().enumerate().skip(shared) {
            out += &format!("{}<outline text=\"{}\">\n", indent(depth), escaped(name));
        }
        open = &one.folder;
        let (title, url) = (escaped(one.title.as_deref().unwrap_or_default()), escaped(&one.url));
        let indent = indent(open.len());
        out += &format!("{indent}<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{url}\"/>\n");
    }
    for depth in (0..open.len()).rev() {
        out += &format!("{}</outline>\n", indent(depth));
    }
    out + "  </body>\n</opml>\n"
}

fn escaped(text: &str) -> String {
    let text = sanitize::line(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |one: &Subscription| {
            format!("{}|{}|{}", one.folder.join("/"), one.title.as_deref().unwrap_or_default(), one.url)
        };
        read_opml(text).iter().map(show).collect()
    }

    #[test]
    fn reads_nested_folders() {
        let text = "<?xml version='1.0'?><opml version='1.0'><head><title>x</title></head><body>
            <outline text='News' title='News'><outline text='Harbour' type='rss' xmlUrl='https://h.example/rss?a=1&amp;b=2'/>
            <outline text='Far'><outline text='Isles' xmlUrl='http://i.example/'/></outline></outline>
            <outline text='No feed' htmlUrl='https://x.example/'/><outline text='Bare' xmlUrl='https://b.example/'></outline>
            <outline text='Again' xmlUrl='https://b.example/'/></body></opml>";
        let expected = [
            "News|Harbour|https://h.example/rss?a=1&b=2",
            "News/Far|Isles|http://i.example/",
            "|Bare|https://b.example/",
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn salvages_broken_lists() {
        let text = "junk <opml><body><outline text=\"A & B\"><outline text=Q&A type=rss url='feed://q.example/a?x=1&y=2'>
            <outline title='T \x1b[31m' xmlurl=\"https://t.example/\"/></outline><outline text='js' xmlUrl='javascript:x'/>
            <outline xmlUrl='https://last.example/' text='cut";
        assert_eq!(shown(text), ["A & B|Q&A|http://q.example/a?x=1&y=2", "A & B|T|https://t.example/"]);
        assert!(read_opml(&"<outline text='x'>".repeat(100_000)).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            feeds in proptest::collection::vec(("[a-z]{1,9}", "\\PC{0,12}", proptest::collection::vec("[\\w &<>'\"]{1,8}", 0..4)), 0..12)
        ) {
            let mut given: Vec<Subscription> = Vec::new();
            for (at, (host, title, folder)) in feeds.into_iter().enumerate() {
                let folder = folder.iter().filter_map(|name| line(name.clone())).collect();
                given.push(Subscription { url: format!("https://{host}.example/{at}?a=1&b=2"), title: line(title), folder });
            }
            prop_assert_eq!(read_opml(&write_opml(&given)), given);
        }

        #[test]
        fn no_text_makes_it_panic(text in "(<outline|</outline>|<|>|[a-z '\"=&;]|xmlUrl=|\\PC){0,60}") {
            read_opml(&text);
        }
    }
}
