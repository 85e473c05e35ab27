//! Whatever a server says, nothing panics, hangs or lets a control character through.
#![cfg(test)]

use super::media::{Kind, Media};
use super::retry::retry_after;
use super::robots::Robots;
use super::{Document, FetchError, Stop, address, body};
use crate::text::sanitize;
use proptest::prelude::*;
use url::Url;

/// An error's message stands on one clean line.
fn is_clean(error: &FetchError) -> bool {
    let message = error.to_string();
    sanitize::line(&message) == message
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_decompressed_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        for coding in [body::Coding::Plain, body::Coding::Gzip, body::Coding::Deflate] {
            if let Err(error) = body::read(bytes.as_slice(), coding, &Stop::default()) {
                prop_assert!(is_clean(&error), "{error}");
            }
        }
    }

    #[test]
    fn any_header_is_understood_or_passed_over(header in "\\PC{0,80}|[a-z/;= \"\\x00-\\x1f\u{202e}]{0,80}") {
        let media = Media::of(&header);
        prop_assert_eq!(sanitize::line(&media.name), media.name.as_str());
        if let Err(error) = Kind::Page.check(&media) {
            prop_assert!(is_clean(&error), "{error}");
        }
        let _ = retry_after(&header, 1_700_000_000);
        if let Err(error) = address(&header) {
            prop_assert!(is_clean(&error), "{error}");
        }
    }

    #[test]
    fn any_robots_txt_says_something(text in "(User-agent|Disallow|Allow|Crawl-delay|\\PC)?[: ]?[/*$a-z0-9.é%\\-]{0,20}(\n[A-Z][a-z-]{3,9}: ?[/*$a-z0-9.%]{0,20}){0,20}") {
        let url = Url::parse("http://a.example/some/page.html?x=é*$").expect("an address");
        let file = Document { bytes: text.into_bytes(), ..Document::of(url.clone()) };
        let _ = Robots::default().check(&url, |_| Ok(file));
    }
}
