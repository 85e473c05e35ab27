//! From bytes to text: a byte-order mark, else what the file declares, else UTF-8, else a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How far into a page a declaration is looked for, in bytes.
const HEAD: usize = 4_096;

/// The text of a file; `None` where it is no text. With `markup`, an encoding that its head declares counts.
pub(super) fn file(bytes: &[u8], markup: bool) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        return Some(encoding.decode_without_bom_handling(body).0.into_owned());
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if is_binary(bytes) {
        return None;
    }
    let declared = if markup { declared(bytes) } else { None };
    Some(match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => utf8_or_guess(bytes).into_owned(),
    })
}

/// The text of one line of a longer file.
pub(super) fn line(bytes: &[u8], first: bool) -> String {
    let bytes = if first { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) } else { bytes };
    utf8_or_guess(bytes).into_owned()
}

/// Whether a file that begins like this can be decoded line by line: it is text, and no line break of its hides in a wider
/// unit.
pub(super) fn is_streamable(head: &[u8]) -> bool {
    !matches!(Encoding::for_bom(head), Some((encoding, _)) if encoding != UTF_8)
        && bare_utf16(head).is_none()
        && !is_binary(head)
}

fn utf8_or_guess(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    // A stray bad byte in what is otherwise UTF-8 (a cut file, say) is no reason to misread all the rest.
    if mostly_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// Whether well-formed UTF-8 sequences beyond ASCII far outnumber the malformed ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 20
}

/// UTF-16 without a mark: Western text then has a NUL in every other byte.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let pairs = head.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (nuls(0), nuls(1)) {
        (even, odd) if odd * 10 >= pairs * 7 && even == 0 => Some(UTF_16LE),
        (even, odd) if even * 10 >= pairs * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether this is no text: a known signature, or control characters that no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 9] = [
        b"%PDF-",
        b"\x89PNG",
        b"\x7fELF",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"GIF8",
        b"\xff\xd8\xff",
        b"SQLite format",
        b"\xd0\xcf\x11\xe0",
    ];
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return true;
    }
    let head = bytes.get(..bytes.len().min(65_536)).unwrap_or_default();
    let strange = head.iter().filter(|b| matches!(b, 0..=6 | 14..=26 | 28..=31)).count();
    // A terminal recording or a damaged file holds a few; the sanitiser deals with those.
    strange * 50 > head.len()
}

/// What `<meta charset>`, `<meta http-equiv>` or an XML declaration says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = |after: &str| {
        let rest = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
        Encoding::for_label(rest.get(..end)?.as_bytes())
    };
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    if let Some(found) = xml.and_then(|(tag, _)| tag.split_once("encoding")).and_then(|(_, rest)| label(rest)) {
        return Some(ascii_compatible(found));
    }
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        tag.split_once("charset").and_then(|(_, rest)| label(rest)).map(ascii_compatible)
    })
}

/// A page whose head can be read byte by byte is not UTF-16, whatever it says.
fn ascii_compatible(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    const RUSSIAN: &str = "Порт снова открылся во вторник после трёх дней шторма, сообщили власти города.";
    const JAPANESE: &str = "港は三日間の嵐のあと、火曜日に再開した。待っていた船が次々と入港した。";
    const CHINESE: &str = "港口在三天的风暴之后于星期二重新开放，等候在外的渡轮一艘接一艘地驶入。";
    const FRENCH: &str = "Le port a rouvert mardi après trois jours de tempête, a déclaré la préfète à la presse.";

    #[test]
    fn guesses_legacy_encodings() {
        for (encoding, text) in [(WINDOWS_1251, RUSSIAN), (SHIFT_JIS, JAPANESE), (GBK, CHINESE), (WINDOWS_1252, FRENCH)]
        {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(file(&bytes, false).as_deref(), Some(text), "{}", encoding.name());
        }
    }

    #[test]
    fn obeys_a_mark_and_guesses_utf16() {
        for text in [RUSSIAN, FRENCH] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(file(&[b"\xff\xfe", &little[..]].concat(), false).as_deref(), Some(text));
            assert_eq!(file(&[b"\xfe\xff", &big[..]].concat(), false).as_deref(), Some(text));
            assert_eq!(file(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), false).as_deref(), Some(text));
            if text == FRENCH {
                assert_eq!(file(&little, false).as_deref(), Some(text));
                assert_eq!(file(&big, false).as_deref(), Some(text));
            }
        }
    }

    #[test]
    fn obeys_a_declaration_in_markup() {
        for head in [
            "<meta charset=windows-1251>",
            "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
            "<?xml version='1.0' encoding='windows-1251'?>",
        ] {
            let page = format!("{head}<p>Мир</p>");
            let (bytes, ..) = WINDOWS_1251.encode(&page);
            assert_eq!(file(&bytes, true).as_deref(), Some(page.as_str()));
        }
    }

    #[test]
    fn refuses_what_is_no_text_and_forgives_a_bad_byte() {
        assert_eq!(file(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", false), None);
        assert_eq!(file(&[0, 1, 2, 3, 200].repeat(100), false), None);
        let cut = &RUSSIAN.as_bytes()[..RUSSIAN.len() - 2];
        assert!(file(cut, false).unwrap().starts_with("Порт снова"));
    }
}
