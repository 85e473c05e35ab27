//! The formats: by what names and first bytes each is known, and how a file of it becomes articles.

use super::piece::{Input, Piece, Pieces};
use super::{ReadError, decode, epub, feed, mail, omnivore, opml, pdf, pocket, saved, table, warc};
use std::path::Path;

/// A format that crossread reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with YAML or TOML front matter.
    Markdown,
    /// A saved page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A list of subscriptions: no articles.
    Opml,
    /// A table with a header: CSV or the like, also as Pocket, Instapaper and Readwise export it.
    Table,
    /// The page of links that Pocket exported.
    Pocket,
    /// An export of Omnivore: its archive, or a list of metadata beside the folder of texts.
    Omnivore,
    /// A book.
    Epub,
    /// A PDF with a text layer.
    Pdf,
    /// One e-mail.
    Mail,
    /// A mailbox.
    Mbox,
    /// Web archive records.
    Warc,
    /// A page saved as one MIME message.
    Mhtml,
}

/// How a file becomes articles.
pub(super) enum Way {
    /// It is one, made from its text: [`super::read_str`].
    Text,
    /// It is one a line, of JSON.
    Lines,
    /// It is one, made from its bytes, which takes time: a worker does it.
    One(fn(Input) -> Result<Piece, ReadError>),
    /// It is cut into several, lazily where the format streams.
    Several(fn(Input) -> Result<Pieces, ReadError>),
}

/// By what a file of a format is known.
struct Known {
    format: Format,
    /// Endings of file names, in small letters, without the first dot.
    endings: &'static [&'static str],
    /// Whether a file begins like one of this format.
    looks: fn(&Head) -> bool,
}

/// All formats. Of those that a file looks like, the first is taken: the more telling ones stand first.
#[rustfmt::skip]
const KNOWN: [Known; 15] = [
    Known { format: Format::Pdf, endings: &["pdf"], looks: pdf::looks },
    Known { format: Format::Epub, endings: &["epub"], looks: epub::looks },
    Known { format: Format::Omnivore, endings: &[], looks: omnivore::looks },
    Known { format: Format::Warc, endings: &["warc", "warc.gz"], looks: warc::looks },
    Known { format: Format::Mhtml, endings: &["mhtml", "mht"], looks: saved::looks },
    Known { format: Format::Mbox, endings: &["mbox", "mbx"], looks: mail::looks_mbox },
    Known { format: Format::Mail, endings: &["eml"], looks: mail::looks },
    Known { format: Format::Opml, endings: &["opml"], looks: opml::looks },
    Known { format: Format::Feed, endings: &["rss", "atom", "rdf"], looks: |head| feed::is_feed(head.bytes) },
    Known { format: Format::Pocket, endings: &["ril_export.html"], looks: pocket::looks },
    Known { format: Format::Html, endings: &["html", "htm", "xhtml"], looks: looks_html },
    Known { format: Format::JsonLines, endings: &["jsonl", "ndjson"], looks: looks_json_lines },
    Known { format: Format::Markdown, endings: &["md", "markdown"], looks: looks_markdown },
    Known { format: Format::Table, endings: &["csv", "tsv"], looks: table::looks },
    Known { format: Format::Plain, endings: &["txt", "text"], looks: |_| true },
];

/// Endings that many things share: in a folder, such a file counts where its content says that it holds articles.
const SHARED: [&str; 6] = ["xml", "json", "zip", "gz", "csv", "tsv"];

/// How much of a file is looked at to find its format, in bytes.
pub(super) const HEAD: usize = 4_096;

/// How a file begins.
pub(super) struct Head<'a> {
    /// Its first bytes, [`HEAD`] at most.
    pub(super) bytes: &'a [u8],
    /// The same as text, without white space before it; empty where they are no text.
    pub(super) text: String,
    /// The text in small letters.
    pub(super) lower: String,
}

impl<'a> Head<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let bytes = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
        let text = decode::file(bytes, false).unwrap_or_default().trim_start().to_owned();
        Self { bytes, lower: text.to_ascii_lowercase(), text }
    }
}

impl Format {
    /// The format that a file's name tells of: `txt` and `text`; `md` and `markdown`; `html`, `htm` and `xhtml`; `jsonl` and
    /// `ndjson`; `rss`, `atom` and `rdf`; `opml`; `csv` and `tsv`; `epub`; `pdf`; `eml`; `mbox` and `mbx`; `warc` and `warc.gz`;
    /// `mhtml` and `mht`; in any case of letters. `xml`, `json` and `zip` do not tell.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |ending: &&str| {
            name.strip_suffix(ending).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
                || name == **ending && ending.contains('.')
        };
        KNOWN.iter().find(|known| known.endings.iter().any(ends)).map(|known| known.format)
    }

    /// The format that the first bytes of a file speak for.
    pub(super) fn of_head(bytes: &[u8]) -> Self {
        let head = Head::of(bytes);
        KNOWN.iter().find(|known| (known.looks)(&head)).map_or(Self::Plain, |known| known.format)
    }

    /// Whether only the content of a file so named tells whether it holds articles.
    pub(super) fn is_shared(path: &Path) -> bool {
        path.extension().is_some_and(|ending| SHARED.iter().any(|shared| ending.eq_ignore_ascii_case(shared)))
    }

    /// Whether a file of this format with a name that many things share counts in a folder.
    pub(super) fn counts_in_folder(self) -> bool {
        matches!(self, Self::Feed | Self::Omnivore | Self::Table | Self::Epub | Self::Warc)
    }

    /// How a file of this format becomes articles.
    pub(super) fn way(self) -> Way {
        match self {
            Self::Plain | Self::Markdown | Self::Html => Way::Text,
            Self::JsonLines => Way::Lines,
            Self::Feed => Way::Several(feed::pieces),
            Self::Opml => Way::Several(opml::pieces),
            Self::Table => Way::Several(table::pieces),
            Self::Pocket => Way::Several(pocket::pieces),
            Self::Omnivore => Way::Several(omnivore::pieces),
            Self::Epub => Way::Several(epub::pieces),
            Self::Pdf => Way::One(pdf::read),
            Self::Mail => Way::Several(mail::pieces),
            Self::Mbox => Way::Several(mail::pieces_mbox),
            Self::Warc => Way::Several(warc::pieces),
            Self::Mhtml => Way::One(saved::read),
        }
    }
}

fn looks_html(head: &Head) -> bool {
    head.lower.starts_with("<!doctype html") || head.lower.starts_with('<') && head.lower.contains("<html")
}

fn looks_json_lines(head: &Head) -> bool {
    head.text.starts_with('{') && head.text.trim_start_matches(['{', ' ', '\n', '\r', '\t']).starts_with(['"', '}'])
}

fn looks_markdown(head: &Head) -> bool {
    ["---\n", "---\r\n", "+++\n", "+++\r\n", "# "].iter().any(|mark| head.text.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sniffs_what_has_no_telling_name() {
        for (head, format) in [
            ("<!DOCTYPE html><p>x", Format::Html),
            ("<?xml version='1.0'?>\n<html>", Format::Html),
            ("{\"text\": \"x\"}", Format::JsonLines),
            ("{ braces } in prose", Format::Plain),
            ("---\ntitle: x\n---\n", Format::Markdown),
            ("# A heading\n", Format::Markdown),
            ("#hashtag and prose", Format::Plain),
            ("Plain words.", Format::Plain),
            ("", Format::Plain),
            ("<?xml version='1.0'?><rss version='2.0'>", Format::Feed),
            ("<?xml version='1.0'?><opml version='2.0'>", Format::Opml),
            ("title,text,url\nA,B,C\n", Format::Table),
            ("Title, and what it says of the text, was plain.", Format::Plain),
        ] {
            assert_eq!(Format::of_head(head.as_bytes()), format, "{head}");
        }
    }

    #[test]
    fn names_tell() {
        for (name, format) in [
            ("a.TXT", Some(Format::Plain)),
            ("a.warc.gz", Some(Format::Warc)),
            ("a.gz", None),
            ("ril_export.html", Some(Format::Pocket)),
            ("x/ril_export.html", Some(Format::Pocket)),
            ("april_export.html", Some(Format::Html)),
            ("feed.xml", None),
            ("txt", None),
            (".txt", None),
            ("a.Csv", Some(Format::Table)),
        ] {
            assert_eq!(Format::of_path(Path::new(name)), format, "{name}");
        }
    }
}
