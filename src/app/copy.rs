//! Handing text on: copied with its source, sent to a command, or its page opened in the browser.

use super::excerpt::{Excerpt, outgoing, without_direction};
use super::menu::MenuKind;
use super::placeholders;
use super::reading::caret::inclusive;
use super::settings::{CommandInput, ExternalCommand, YankForm};
use super::state::{Effect, Effects, State};
use crate::article::{Article, web_address};
use crate::text::{Span, sanitize};

/// The most bytes that a terminal can be relied on to take into the clipboard: 100,000 bytes of OSC 52, which hterm and
/// others have as their limit, hold so much text in base 64.
const MOST: usize = 74_994;

impl State {
    /// The article that is read, or that is selected in the list and open for that.
    fn article_at_hand(&self) -> Option<&Article> {
        Some(&self.collection.entry(self.reader()?.article)?.article)
    }

    fn tags_at_hand(&self) -> &[String] {
        let marks = self.reader().and_then(|reader| self.shelf.marks(reader.article));
        marks.map_or(&[], |marks| marks.tags.as_slice())
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
        Some(Excerpt { article, span, unfolded, tags: self.tags_at_hand() })
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
            _ if form == YankForm::Citation => "copied the article's citation".to_owned(),
            _ if form == YankForm::Bibtex => "copied the article's citation as BibTeX".to_owned(),
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
        let Some(entry) = self.reader().and_then(|reader| self.collection.entry(reader.article)) else {
            self.notice = Some("there is nothing to send".to_owned());
            return;
        };
        let article = &*entry.article;
        let unfolded = self.reader().is_some_and(|reader| reader.unfolded);
        let of = |span, unfolded| Excerpt { article, span: Some(span), unfolded, tags: &[] };
        let input = match (command.input, self.handed_on()) {
            (CommandInput::Nothing, _) => String::new(),
            (CommandInput::Selection, Some(span)) => of(span, unfolded).plain(),
            (CommandInput::Selection | CommandInput::Article, _) => of(Span::new(0, article.text.len()), false).plain(),
        };
        let (input, about) = (outgoing(&input), about(article));
        let command = ExternalCommand { run: placeholders::filled(&command.run, entry), ..command };
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
