//! How far does an escape sequence reach? Seven-bit and eight-bit forms, after ECMA-48 and what xterm does.

/// Starts a seven-bit sequence.
pub(super) const ESC: char = '\u{1b}';
/// Longer payloads than this are taken for text.
const MAX_PAYLOAD: usize = 4096;
/// Parameters and intermediates of a control sequence; real ones are far shorter.
const MAX_PARAMETERS: usize = 128;
/// Intermediates of a short sequence.
const MAX_INTERMEDIATES: usize = 4;
/// Both forms of an introducer take two bytes: `ESC [`, and `U+009B` in UTF-8.
const INTRODUCER: usize = 2;

/// Bytes to remove from the start of `rest`, which begins with `ESC` or a C1 control.
pub(super) fn reach(rest: &str) -> usize {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some(ESC), Some('[')) | (Some('\u{9b}'), _) => INTRODUCER + control_sequence(rest).unwrap_or(0),
        (Some(ESC), Some(']' | 'P' | 'X' | '^' | '_')) | (Some('\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}'), _) => {
            INTRODUCER + string(rest).unwrap_or(0)
        }
        (Some(ESC), Some(' '..='~')) => 1 + short(rest).unwrap_or(0),
        (Some(first), _) => first.len_utf8(),
        (None, _) => 0,
    }
}

fn after(rest: &str, start: usize) -> &str {
    rest.get(start..).unwrap_or_default()
}

/// Parameters, intermediates and the final byte of a control sequence.
fn control_sequence(rest: &str) -> Option<usize> {
    let bytes = after(rest, INTRODUCER).as_bytes();
    let parameters = bytes.iter().take(MAX_PARAMETERS).take_while(|b| matches!(b, 0x20..=0x3f)).count();
    matches!(bytes.get(parameters), Some(0x40..=0x7e)).then_some(parameters + 1)
}

/// Intermediates and the final byte of a sequence such as `ESC ( B` or `ESC c`.
fn short(rest: &str) -> Option<usize> {
    let bytes = after(rest, 1).as_bytes();
    let intermediates = bytes.iter().take(MAX_INTERMEDIATES).take_while(|b| matches!(b, 0x20..=0x2f)).count();
    matches!(bytes.get(intermediates), Some(0x30..=0x7e)).then_some(intermediates + 1)
}

/// The payload of a string (OSC, DCS, SOS, PM, APC) and its terminator. Any other control character ends the search, so
/// that no two searches walk the same text.
fn string(rest: &str) -> Option<usize> {
    let payload = after(rest, INTRODUCER);
    for (at, c) in payload.char_indices().take(MAX_PAYLOAD) {
        match c {
            '\u{7}' | '\u{9c}' => return Some(at + c.len_utf8()),
            ESC if after(payload, at + 1).starts_with('\\') => return Some(at + 2),
            '\t' => {}
            '\u{2028}' | '\u{2029}' => return None,
            c if c.is_control() => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaches_to_the_end_of_a_sequence() {
        for (sequence, text) in [
            ("\u{1b}[31;1m", "red"),
            ("\u{9b}2J", "gone"),
            ("\u{1b}]0;title\u{7}", "text"),
            ("\u{1b}]8;;https://example.org\u{1b}\\", "link"),
            ("\u{9d}52;c;AAAA\u{9c}", "clipboard"),
            ("\u{1b}Pq#0\u{1b}\\", "sixel"),
            ("\u{1b}(B", "charset"),
            ("\u{1b}c", "reset"),
            ("\u{1b}", "\nalone"),
            ("\u{84}", "index"),
        ] {
            assert_eq!(reach(&format!("{sequence}{text}")), sequence.len(), "{sequence:?}");
        }
    }

    #[test]
    fn takes_only_the_introducer_of_an_unended_one() {
        assert_eq!(reach("\u{1b}]0;all of this\nis text\u{7}"), 2);
        assert_eq!(reach("\u{1b}[31\n"), 2);
        assert_eq!(reach(&format!("\u{1b}]{}\u{7}", "x".repeat(5000))), 2);
        assert_eq!(reach(&format!("\u{1b}[{}m", "1".repeat(500))), 2);
    }
}
