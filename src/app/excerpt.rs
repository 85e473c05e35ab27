//! Text on its way out of the screen: a passage or an article, with its source, in one of several forms.

use super::reading::selection::pieces;
use super::settings::YankForm;
use crate::article::{Article, BlockKind, count_words, date_in_words, is_marked, web_address};
use crate::library::Citation;
use crate::text::{Span, escape_html, escape_markdown, sanitize};
use std::borrow::Cow;

/// What text is handed on: whose, which part of it, and whether its page furniture is on the page.
pub(super) struct Excerpt<'a> {
    pub(super) article: &'a Article,
    pub(super) span: Option<Span>,
    pub(super) unfolded: bool,
    /// Words that the article is filed under.
    pub(super) tags: &'a [String],
}

impl Excerpt<'_> {
    fn pieces(&self) -> impl Iterator<Item = (BlockKind, &str)> {
        let span = self.span.unwrap_or_default();
        pieces(self.article, span, self.unfolded)
            .map(|(kind, piece)| (kind, piece.of(&self.article.text).trim_matches('\n')))
            .filter(|(_, piece)| !piece.trim().is_empty())
    }

    pub(super) fn words(&self) -> usize {
        self.pieces().map(|(_, piece)| count_words(piece)).sum()
    }

    /// The text alone: paragraphs a blank line apart, their rows joined.
    pub(super) fn plain(&self) -> String {
        self.joined(|kind, piece| match kind {
            BlockKind::Verbatim => piece.to_owned(),
            _ => piece.replace('\n', " "),
        })
    }

    /// The text as a Markdown quotation.
    fn quoted(&self) -> String {
        let text = self.joined(|kind, piece| match kind {
            BlockKind::Verbatim => piece.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"),
            BlockKind::Item if !is_marked(piece) => format!("- {}", escape_markdown(&piece.replace('\n', " "))),
            BlockKind::Heading => format!("**{}**", escape_markdown(&piece.replace('\n', " "))),
            BlockKind::Quote => format!("> {}", escape_markdown(&piece.replace('\n', " "))),
            BlockKind::Paragraph | BlockKind::Item => escape_markdown(&piece.replace('\n', " ")),
        });
        text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn joined(&self, text: impl Fn(BlockKind, &str) -> String) -> String {
        let mut out = String::new();
        let mut before = None;
        for (kind, piece) in self.pieces() {
            let tight = before == Some(BlockKind::Item) && kind == BlockKind::Item;
            out.push_str(if before.is_none() {
                ""
            } else if tight {
                "\n"
            } else {
                "\n\n"
            });
            out.push_str(&text(kind, piece));
            before = Some(kind);
        }
        out
    }

    /// What is copied in that form, with its source; without a span, the source alone.
    pub(super) fn yanked(&self, form: YankForm) -> String {
        let cited = || citation(self.article, form);
        let all = match (form, self.span) {
            (YankForm::Citation, _) => self.citation().in_words(),
            (YankForm::Bibtex, _) => self.citation().bibtex(),
            (YankForm::Html, Some(_)) => {
                let pieces: Vec<String> = self.pieces().map(|(kind, piece)| paragraph(kind, piece)).collect();
                block_quotation(self.article, &pieces.concat(), &cited())
            }
            (YankForm::Html, None) => format!("<p>{}</p>\n", cited()),
            (_, None) => cited(),
            (YankForm::Markdown, Some(_)) => format!("{}\n\n— {}", self.quoted(), cited()),
            (YankForm::Quote, Some(_)) => in_a_sentence(&self.plain(), &cited()),
            (YankForm::Plain | YankForm::Link, Some(_)) => format!("{}\n\n— {}", self.plain(), cited()),
        };
        outgoing(&all)
    }

    fn citation(&self) -> Citation {
        Citation::of(self.article, self.tags, None)
    }
}

/// What leaves the screen: clean, and without the marks of direction that plain text tools do not expect.
pub(super) fn outgoing(text: &str) -> String {
    sanitize::text(&without_direction(text)).into_owned()
}

pub(super) fn without_direction(text: &str) -> Cow<'_, str> {
    // Everything with the Unicode property Bidi_Control.
    let steers =
        |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(steers) { Cow::Owned(text.replace(steers, "")) } else { Cow::Borrowed(text) }
}

/// Title, source and date of an article; as a link, its address on a second line.
pub(super) fn citation(article: &Article, form: YankForm) -> String {
    let meta = &article.meta;
    let address = web_address(meta.url.as_deref()).ok();
    let (mut title, mut source) = (article.headline().to_owned(), meta.source.clone());
    let mut date = meta.date.as_deref().map(date_in_words);
    if form == YankForm::Markdown {
        title = match &address {
            // A bracket in an address would end the link.
            Some(url) => {
                format!("[{}]({})", escape_markdown(&title), url.as_str().replace('(', "%28").replace(')', "%29"))
            }
            None => escape_markdown(&title),
        };
        source = source.map(|source| format!("*{}*", escape_markdown(&source)));
    }
    if form == YankForm::Html {
        title = match &address {
            Some(url) => format!("<a href=\"{}\">{}</a>", escape_html(url.as_str()), escape_html(&title)),
            None => escape_html(&title),
        };
        source = source.map(|source| format!("<cite>{}</cite>", escape_html(&source)));
        date = date.map(|date| escape_html(&date));
    }
    let mut cited = [Some(title), source, date].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let (YankForm::Link, Some(url)) = (form, address) {
        cited.push('\n');
        cited.push_str(url.as_str());
    }
    cited
}

/// Words and their source in one line, to stand in a text of one's own. What they quote has inner marks then.
pub(super) fn in_a_sentence(words: &str, cited: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole =
        words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).filter(|rest| !rest.contains(['“', '”']));
    let words = whole.map_or_else(|| words.replace('“', "‘").replace('”', "’"), str::to_owned);
    format!("“{words}” ({cited})")
}

/// Paragraphs of HTML as a quotation from an article.
pub(super) fn block_quotation(article: &Article, paragraphs: &str, cited: &str) -> String {
    let address = web_address(article.meta.url.as_deref()).ok();
    let from = address.map(|url| format!(" cite=\"{}\"", escape_html(url.as_str()))).unwrap_or_default();
    format!("<blockquote{from}>\n{paragraphs}</blockquote>\n<p>— {cited}</p>\n")
}

fn paragraph(kind: BlockKind, piece: &str) -> String {
    match kind {
        BlockKind::Verbatim => format!("<pre>{}</pre>\n", escape_html(piece)),
        BlockKind::Heading => format!("<h3>{}</h3>\n", escape_html(&piece.replace('\n', " "))),
        _ => format!("<p>{}</p>\n", escape_html(&piece.replace('\n', " "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_marks_of_direction_leave() {
        let given = "\u{2067}אב\u{2069} a\u{200e}b \u{2066}c\u{2069}\u{61c}\n\u{202e}d\u{202c}";
        assert_eq!(outgoing(given), "אב ab c\nd");
        // Joiners and what else belongs to words stays; what comes together stays clean.
        assert_eq!(outgoing("می\u{200c}خواهم e\u{301}"), "می\u{200c}خواهم e\u{301}");
        assert!(sanitize::is_clean(&outgoing("a \u{2066}\u{301}b\u{2069}\u{200d}")));
    }

    #[test]
    fn words_in_a_sentence_have_one_pair_of_marks() {
        assert_eq!(in_a_sentence("“We\n\nshall see.”", "T"), "“We shall see.” (T)");
        assert_eq!(in_a_sentence("“Yes,” he said. “No.”", "T"), "“‘Yes,’ he said. ‘No.’” (T)");
    }
}
