//! Text as Markdown.

/// `text` so that Markdown shows it as it is. It is one line, or begins one.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let first = text.trim_start_matches(|c: char| c.is_ascii_digit());
    // At the beginning of a line these would make it a heading, an item or a rule.
    let begins = if first.len() < text.len() && first.starts_with(['.', ')']) { text.len() - first.len() } else { 0 };
    for (at, c) in text.char_indices() {
        let steers = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$');
        let begins = at == begins && matches!(c, '#' | '+' | '-' | '=' | '.' | ')');
        if steers || begins {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape_markdown;

    #[test]
    fn markdown_shows_what_it_is_given() {
        assert_eq!(escape_markdown("a *b* [c](d) <e> `f` \\"), "a \\*b\\* \\[c\\](d) \\<e\\> \\`f\\` \\\\");
        assert_eq!(escape_markdown("# no heading"), "\\# no heading");
        assert_eq!(escape_markdown("1. no item"), "1\\. no item");
        assert_eq!(escape_markdown("2022 was 3.5"), "2022 was 3.5");
        assert_eq!(escape_markdown("- no item - none"), "\\- no item - none");
    }
}
