//! The text of a feed: what it declares of its encoding is wrong often enough that its bytes are asked first.

use crate::article::decode;
use encoding_rs::Encoding;

/// The text of a feed; none where it is no text. UTF-8 wins where it fits; then counts what the server said, then what the
/// file declares, then a guess.
pub fn text(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let is_utf8 = || std::str::from_utf8(bytes).is_ok_and(|text| !text.is_ascii());
    let told = charset.and_then(|label| Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes()));
    match told.filter(|told| told.is_ascii_compatible() && *told != encoding_rs::UTF_8) {
        Some(told) if Encoding::for_bom(bytes).is_none() && !is_utf8() => {
            Some(told.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => decode::file(bytes, !is_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn bytes_go_before_what_is_said_of_them() {
        let latin = b"<?xml version='1.0'?><rss>caf\xe9 au lait</rss>";
        let wrong = "<?xml version='1.0' encoding='iso-8859-1'?><rss>café</rss>";
        let wrong_too = b"<?xml version='1.0' encoding='utf-8'?><rss>caf\xe9 au lait</rss>";
        let russian = encoding_rs::KOI8_R.encode("<rss>Мир</rss>").0.into_owned();
        assert!(text(latin, None).unwrap().contains("café"));
        assert!(text(wrong.as_bytes(), Some("iso-8859-1")).unwrap().contains("café"));
        assert!(text(wrong_too, Some("utf-8")).unwrap().contains("café"));
        assert!(text(&russian, Some("koi8-r")).unwrap().contains("Мир"));
        assert!(text(latin, Some("no-such-charset")).unwrap().contains("café"));
        assert_eq!(text(b"\x89PNG\r\n\x1a\n\0\0", None), None);
    }
}
