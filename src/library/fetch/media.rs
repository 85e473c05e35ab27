//! What is it, by the answer's head? And is it what was asked for?

use super::FetchError;
use crate::text::sanitize;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A feed.
    Feed,
    /// An article's page.
    Page,
    /// Whatever the reader named: a feed, a page, a list of feeds.
    Any,
    /// What programs are asked to leave alone.
    Robots,
}

impl Kind {
    /// What a request says it would like, best first.
    pub(super) fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                 text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
            }
            Self::Page => "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
            Self::Any => "text/html, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
            Self::Robots => "text/plain, */*;q=0.5",
        }
    }

    /// Refuses what cannot be it, before any of it is read. Feeds, and pages, come under many a wrong name; but an image is
    /// neither.
    pub(super) fn check(self, media: &Media) -> Result<(), FetchError> {
        let (class, name) = media.name.split_once('/').unwrap_or((&media.name, ""));
        let fits = match class {
            "image" | "audio" | "video" | "font" | "model" => false,
            "application" => !matches!(name, "pdf" | "zip" | "gzip" | "epub+zip" | "x-tar" | "x-7z-compressed"),
            _ => true,
        };
        let wanted = match self {
            Self::Feed => "feed",
            Self::Page => "page",
            Self::Any => "feed or page",
            Self::Robots => "robots.txt",
        };
        if fits { Ok(()) } else { Err(FetchError::Kind { wanted, found: media.name.clone() }) }
    }
}

/// `Content-Type`, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Media {
    /// As `text/html`; empty where it was not said.
    pub(super) name: String,
    /// The character set, if it was said.
    pub(super) charset: Option<String>,
}

impl Media {
    /// Reads the header; what is no such thing is as if it were not there.
    pub(super) fn of(header: &str) -> Self {
        let mut parts = header.split(';').map(str::trim);
        let name: String =
            sanitize::line(parts.next().unwrap_or_default()).to_ascii_lowercase().chars().take(80).collect();
        let charset = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Self { name, charset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_taken_apart() {
        let of = |header| {
            let media = Media::of(header);
            (media.name, media.charset)
        };
        assert_eq!(of("text/HTML; charset=\"ISO-8859-1\""), ("text/html".into(), Some("ISO-8859-1".into())));
        assert_eq!(of("text/xml ; x=1; Charset = utf-8 ;"), ("text/xml".into(), Some("utf-8".into())));
        assert_eq!(of("text/plain; charset="), ("text/plain".into(), None));
        assert_eq!(of(""), (String::new(), None));
        assert_eq!(of("text/\u{1b}[31mhtml"), ("text/html".into(), None), "no control gets through");
    }

    #[test]
    fn images_and_archives_are_not_even_begun() {
        let check = |kind: Kind, name: &str| kind.check(&Media::of(name)).is_ok();
        for name in ["image/png", "video/mp4", "application/pdf", "application/zip"] {
            assert!(!check(Kind::Page, name) && !check(Kind::Feed, name), "{name}");
        }
        for name in ["", "text/html", "application/octet-stream", "application/rss+xml", "nonsense"] {
            assert!(check(Kind::Page, name) && check(Kind::Feed, name), "{name}");
        }
    }
}
