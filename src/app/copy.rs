//! Handing text on: copied with its source, sent to a command, or its page opened in the browser.

use super::menu::MenuKind;
use super::reading::caret::inclusive;
use super::reading::selection::pieces;
use super::settings::{CommandInput, YankForm};
use super::state::{Effect, Effects, State};
use crate::article::{Article, BlockKind, count_words, date_in_words, is_marked, web_address};
use crate::text::{Span, escape_markdown, sanitize};
use std::borrow::Cow;

/// The most bytes that a terminal can be relied on to take into the clipboard: 100,000 bytes of OSC 52, which hterm and
/// others have as their limit, hold so much text in base 64.
const MOST: usize = 74_994;

/// What text is handed on: whose, which part of it, and whether its page furniture is on the page.
struct Excerpt<'a> {
    article: &'a Article,
    span: Option<Span>,
    unfolded: bool,
}

impl Excerpt<'_> {
    fn pieces(&self) -> impl Iterator<Item = (BlockKind, &str)> {
        let span = self.span.unwrap_or_default();
        pieces(self.article, span, self.unfolded)
            .map(|(kind, piece)| (kind, piece.of(&self.article.text).trim_matches('\n')))
            .filter(|(_, piece)| !piece.trim().is_empty())
    }

    fn words(&self) -> usize {
        self.pieces().map(|(_, piece)| count_words(piece)).sum()
    }

    /// The text alone: paragraphs a blank line apart, their rows joined.
    fn plain(&self) -> String {
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
    fn yanked(&self, form: YankForm) -> String {
        let cited = citation(self.article, form);
        let all = match (form, self.span) {
            (_, None) => cited,
            (YankForm::Markdown, Some(_)) => format!("{}\n\n— {cited}", self.quoted()),
            (_, Some(_)) => format!("{}\n\n— {cited}", self.plain()),
        };
        outgoing(&all)
    }
}

/// What leaves the screen: clean, and without the marks of direction that plain text tools do not expect.
pub(super) fn outgoing(text: &str) -> String {
    sanitize::text(&without_direction(text)).into_owned()
}

fn without_direction(text: &str) -> Cow<'_, str> {
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
    let date = meta.date.as_deref().map(date_in_words);
    let mut cited = [Some(title), source, date].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let (YankForm::Link, Some(url)) = (form, address) {
        cited.push('\n');
        cited.push_str(url.as_str());
    }
    cited
}

impl State {
    /// The article that is read, or that is selected in the list and open for that.
    fn article_at_hand(&self) -> Option<&Article> {
        Some(&self.collection.entry(self.reader()?.article)?.article)
    }

    /// What is selected, else the highlight one has gone to, else the paragraph one is at where one reads, else no part of the article.
    fn excerpt(&self) -> Option<Excerpt<'_>> {
        let article = self.article_at_hand()?;
        let unfolded = self.reader().is_some_and(|reader| reader.unfolded);
        let paragraph = || {
            let (at, ground) = (self.first_place()?, self.ground(self.active)?);
            let (first, last) = ground.paragraph(at);
            Some(inclusive(ground.text, first, last))
        };
        let span = self.handed_on().or_else(|| paragraph().filter(|_| self.is_reading()));
        Some(Excerpt { article, span, unfolded })
    }

    pub(super) fn yank(&mut self, form: YankForm, effects: &mut Effects) {
        if !self.menus.is_empty() {
            return match self.menus.last().map(|menu| menu.kind) {
                Some(MenuKind::Highlights) => self.yank_noted(form, effects),
                _ => self.yank_quotation(form, effects),
            };
        }
        let Some(excerpt) = self.excerpt() else {
            self.notice = Some("there is nothing to copy".to_owned());
            return;
        };
        let text = excerpt.yanked(form);
        let what = match (excerpt.span.is_some(), excerpt.words()) {
            (false, _) => "copied the article's title and source".to_owned(),
            (true, 1) => "copied 1 word, with its source".to_owned(),
            (true, words) => format!("copied {words} words, with their source"),
        };
        let doubt = match text.len() {
            0..=MOST => String::new(),
            long => format!("; at {} kB a terminal may refuse it", long / 1000),
        };
        effects.push(Effect::Copy(text));
        self.selection = None;
        self.notice = Some(what + &doubt);
    }

    pub(super) fn open_link(&mut self, effects: &mut Effects) {
        self.open_article();
        let Some(article) = self.article_at_hand() else { return };
        self.notice = Some(match web_address(article.meta.url.as_deref()) {
            Ok(url) => {
                effects.push(Effect::OpenLink(url.as_str().to_owned()));
                // The host alone: what stands before an `@` would look like one.
                format!("opening {}", url.host_str().unwrap_or_default())
            }
            Err(why) => why,
        });
    }

    /// Sends to the only command there is, or asks to which.
    pub(super) fn send(&mut self, effects: &mut Effects) {
        match self.settings.commands.len() {
            0 => {
                let none = "no command to send to: name one in the configuration file, see [[command]] there";
                self.notice = Some(none.to_owned());
            }
            1 => self.send_to(0, effects),
            _ => self.open_menu(MenuKind::Commands, effects),
        }
    }

    pub(super) fn send_to(&mut self, number: usize, effects: &mut Effects) {
        let Some(command) = self.settings.commands.get(number).cloned() else { return };
        let Some(article) = self.article_at_hand() else {
            self.notice = Some("there is nothing to send".to_owned());
            return;
        };
        let unfolded = self.reader().is_some_and(|reader| reader.unfolded);
        let whole = Excerpt { article, span: Some(Span::new(0, article.text.len())), unfolded: false };
        let input = match (command.input, self.handed_on()) {
            (CommandInput::Nothing, _) => String::new(),
            (CommandInput::Selection, Some(span)) => Excerpt { article, span: Some(span), unfolded }.plain(),
            (CommandInput::Selection | CommandInput::Article, _) => whole.plain(),
        };
        let (input, about) = (outgoing(&input), about(article));
        let run = self.start_run(&command);
        effects.push(Effect::Send { run, command, input, about });
    }
}

/// What is known of an article, for the environment of a command.
fn about(article: &Article) -> Vec<(&'static str, String)> {
    let meta = &article.meta;
    let address = web_address(meta.url.as_deref()).ok().map(String::from);
    let known = [
        ("CROSSREAD_TITLE", Some(article.headline())),
        ("CROSSREAD_SOURCE", meta.source.as_deref()),
        ("CROSSREAD_DATE", meta.date.as_deref()),
        ("CROSSREAD_URL", address.as_deref()),
        ("CROSSREAD_AUTHOR", meta.author.as_deref()),
    ];
    known
        .into_iter()
        .filter_map(|(name, value)| Some((name, sanitize::line(&without_direction(value?)).into_owned())))
        .collect()
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
}
