//! Where does an address on the net begin and end? URLs, e-mail addresses, handles and tags, each one token.

use super::{Span, Token, TokenKind};

/// Ends of domains that newspapers write with a capital too: "Amazon.Com" is no glued sentence.
const DOMAINS: &[&str] = &["com", "org", "net"];

/// Whether `word` is what a domain's name ends with.
pub(super) fn is_domain(word: &str) -> bool {
    DOMAINS.iter().any(|domain| domain.eq_ignore_ascii_case(word))
}

/// The end of the URL that begins with `piece` at byte `at`, if one does. A bare "example.com" is none: it may be a name.
pub(super) fn url(text: &str, at: usize, piece: &str) -> Option<usize> {
    let rest = text.get(at + piece.len()..)?;
    let begins = match rest.as_bytes().first()? {
        b':' => ["http", "https", "ftp"].iter().any(|s| s.eq_ignore_ascii_case(piece)) && rest.starts_with("://"),
        b'/' => is_host(piece) && rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric),
        _ => false,
    };
    if !begins && !(is_host(piece) && piece.starts_with("www.")) {
        return None;
    }
    let run = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”‘’«»|{}，。、".contains(c))
        .unwrap_or(rest.len());
    let run = rest.get(..run)?.trim_end_matches(|c: char| ".,;:!?)]'…".contains(c));
    Some(at + piece.len() + run.len())
}

/// "www.example.com" and "example.org", in small letters.
fn is_host(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_ascii_lowercase())
        && piece.contains('.')
        && piece.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_'))
}

/// Joins `piece` at byte `at` to the marks and words it belongs to: "@handle", "#tag", "first-last@example.com".
pub(super) fn joins(text: &str, out: &mut Vec<Token>, at: usize, piece: &str) -> bool {
    let Some(sign) = out.last().copied().filter(|last| last.span.end == at && last.kind == TokenKind::Mark) else {
        return false;
    };
    let first = match sign.span.of(text) {
        "@" | "＠" => {
            let first = local_part(text, out, sign.span.start);
            // "3@5" and "me@home" are no addresses.
            if first + 1 < out.len() && !piece.contains('.') {
                return false;
            }
            first
        }
        "#" | "＃" if piece.chars().any(char::is_alphabetic) && !touches(out, out.len() - 1) => out.len() - 1,
        _ => return false,
    };
    let start = out.get(first).map_or(sign.span.start, |token| token.span.start);
    out.truncate(first);
    out.push(Token { span: Span::new(start, at + piece.len()), kind: TokenKind::Address });
    true
}

/// Whether token `i` touches a word before it.
fn touches(out: &[Token], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|j| out.get(j));
    before.is_some_and(|b| b.kind != TokenKind::Mark && out.get(i).is_some_and(|token| token.span.start == b.span.end))
}

/// The first of the tokens that touch the "@" at byte `end` and one another, as far as an e-mail address may go.
fn local_part(text: &str, out: &[Token], end: usize) -> usize {
    let (mut first, mut start) = (out.len() - 1, end);
    while let Some(token) = first.checked_sub(1).and_then(|i| out.get(i)) {
        let word = token.span.of(text);
        let fits = matches!(token.kind, TokenKind::Word | TokenKind::Number) && word.is_ascii();
        if token.span.end != start || !(fits || matches!(word, "." | "-" | "_" | "+")) || end - token.span.start > 64 {
            break;
        }
        (first, start) = (first - 1, token.span.start);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::super::{TokenKind, tokens};

    fn addresses(text: &str) -> Vec<&str> {
        let all = tokens(text);
        all.iter().filter(|token| token.kind == TokenKind::Address).map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn one_token_each() {
        for (text, expected) in [
            ("see https://example.com/a-b_c?d=e#f. Then", "https://example.com/a-b_c?d=e#f"),
            ("(www.example.org)", "www.example.org"),
            ("at bbc.co.uk/news, he", "bbc.co.uk/news"),
            ("mail first-last.x@example.co.uk.", "first-last.x@example.co.uk"),
            ("by @jane_doe: hello", "@jane_doe"),
            ("on #ClimateAction today", "#ClimateAction"),
            ("“http://example.com”", "http://example.com"),
        ] {
            assert_eq!(addresses(text), [expected], "{text}");
        }
    }

    #[test]
    fn names_and_marks_stay_what_they_are() {
        for text in
            ["Amazon.com rose", "and/or", "U.S./China", "# 5", "#5", "2 @ 5", "me@home", "C#Major", "p.m./a.m.", "@"]
        {
            assert_eq!(addresses(text), [""; 0], "{text}");
        }
    }
}
