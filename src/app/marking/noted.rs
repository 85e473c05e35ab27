//! The views of what was noted: all highlights and notes, all bookmarks and tags; going there, copying from there.

use super::joined;
use crate::app::excerpt::{Excerpt, block_quotation, citation, in_a_sentence, outgoing};
use crate::app::keys::action::Action;
use crate::app::menu::{MenuKind, Target};
use crate::app::settings::YankForm;
use crate::app::shelf::Ask;
use crate::app::state::{Effect, Effects, State};
use crate::article::{Article, Meta};
use crate::library::{ArticleId, Noted, Row, Shelved};
use crate::text::{escape_html, escape_markdown};

impl MenuKind {
    /// What is asked of the library for its rows.
    pub(in crate::app) fn listed_by(self) -> Option<Ask> {
        match self {
            Self::Highlights => Some(Ask::Highlights),
            Self::Shelved => Some(Ask::Shelved),
            Self::Tags => Some(Ask::Tags),
            Self::History => Some(Ask::History),
            _ => None,
        }
    }
}

impl State {
    /// Opens or closes a menu whose rows the library gives.
    pub(in crate::app) fn toggle_listed(&mut self, kind: MenuKind, effects: &mut Effects) {
        self.toggle_menu(kind, effects);
        if self.menus.last().is_some_and(|menu| menu.kind == kind) {
            kind.listed_by().into_iter().for_each(|ask| self.shelf.ask(ask));
        }
    }

    /// All highlights, the newest first; `None` as long as they are waited for.
    pub(in crate::app) fn noted(&self) -> Option<&[Noted]> {
        self.marking.noted.as_deref()
    }

    /// Whether they are listed article by article.
    pub(in crate::app) fn noted_by_article(&self) -> bool {
        self.marking.by_article
    }

    /// Bookmarks and tags; `None` as long as they are waited for.
    pub(in crate::app) fn shelved(&self) -> Option<&Shelved> {
        self.marking.shelved.as_ref()
    }

    pub(in crate::app) fn take_noted(&mut self, noted: Vec<Noted>) {
        self.marking.noted = Some(noted);
        self.refresh_menus();
    }

    pub(in crate::app) fn take_shelved(&mut self, shelved: Shelved) {
        self.marking.shelved = Some(shelved);
        self.refresh_menus();
    }

    /// Lists the highlights article by article, or the newest first.
    pub(in crate::app) fn sort_noted(&mut self) {
        self.marking.by_article = !self.marking.by_article;
        self.refresh_menu();
        let how = if self.marking.by_article { "article by article" } else { "the newest first" };
        self.notice = Some(how.to_owned());
    }

    /// Opens an article of the library, whether or not it is pulled in.
    pub(in crate::app) fn go_to_kept(&mut self, id: ArticleId) {
        match self.shelf.index(id) {
            Some(index) => self.jump_to_article(index),
            None => self.open_once_there(id),
        }
    }

    /// Goes to a highlight of the view of all of them, by its number there.
    pub(in crate::app) fn go_to_noted(&mut self, number: usize) {
        let noted = self.marking.noted.as_ref().and_then(|noted| noted.get(number));
        let Some((id, highlight, gone)) = noted.map(|noted| (noted.row.id, noted.highlight.id, noted.highlight.gone))
        else {
            return;
        };
        self.marking.awaited = Some((id, highlight)).filter(|_| !gone);
        self.go_to_kept(id);
        if gone {
            let [note, away] = [Action::Note, Action::Highlight].map(|action| self.key_name(action));
            self.notice = Some(format!(
                "its words are not in the article any more; in the list, {note} changes its note, {away} takes it away"
            ));
        }
        self.go_to_awaited();
    }

    /// Goes to the highlight that was asked for, where its article has come.
    pub(in crate::app) fn go_to_awaited(&mut self) {
        let Some((id, highlight)) = self.marking.awaited else { return };
        let Some(index) = self.shelf.index(id) else { return };
        if self.reader().is_none_or(|reader| reader.article != index) {
            return;
        }
        self.marking.awaited = None;
        let found = self.highlights(index).iter().find(|own| own.id == highlight).map(|own| own.anchor.span);
        match found {
            Some(span) => self.go_to_highlight(span),
            None => self.notice = Some("its words are not in the text that is open".to_owned()),
        }
    }

    /// The highlight that is selected in the view, if one is; `None` where the view is not what is on top.
    pub(super) fn noted_chosen(&self) -> Option<Option<&Noted>> {
        let view = self.menus.last().filter(|menu| menu.kind == MenuKind::Highlights)?;
        Some(match view.target() {
            Some(Target::Noted(number)) => self.marking.noted.as_ref().and_then(|noted| noted.get(*number)),
            _ => None,
        })
    }

    /// Copies the highlight that is selected in the view, with its note and its source.
    pub(in crate::app) fn yank_noted(&mut self, form: YankForm, effects: &mut Effects) {
        let Some(Noted { row, highlight }) = self.noted_chosen().flatten() else {
            self.notice = Some("choose a highlight to copy".to_owned());
            return;
        };
        let article = described(row);
        let cited = citation(&article, form);
        let quote = &highlight.anchor.quote;
        let note = highlight.note.as_deref();
        let text = match form {
            YankForm::Citation | YankForm::Bibtex => {
                Excerpt { article: &article, span: None, unfolded: false, tags: &[] }.yanked(form)
            }
            YankForm::Html => {
                let paragraph = |words: &str| format!("<p>{}</p>\n", escape_html(&joined(words)));
                block_quotation(&article, &paragraph(quote), &cited) + &note.map(paragraph).unwrap_or_default()
            }
            YankForm::Quote => {
                let note = note.map(|note| format!("\n\n{note}")).unwrap_or_default();
                in_a_sentence(quote, &cited) + &note
            }
            YankForm::Markdown => {
                let note = note.map(|note| format!("{}\n\n", escape_markdown(note))).unwrap_or_default();
                format!("> {}\n\n{note}— {cited}", escape_markdown(&joined(quote)))
            }
            YankForm::Plain | YankForm::Link => {
                let note = note.map(|note| format!("{note}\n\n")).unwrap_or_default();
                format!("{quote}\n\n{note}— {cited}")
            }
        };
        effects.push(Effect::Copy(outgoing(&text)));
        self.notice = Some("copied the highlight, with its source".to_owned());
    }

    /// Why a view is empty.
    pub(in crate::app) fn nothing_noted(&self) -> String {
        let [highlight, note] = [Action::Highlight, Action::Note].map(|action| self.key_name(action));
        format!(
            "Nothing is highlighted yet. While you read, {highlight} highlights what is selected, else the paragraph; {note} \
             notes something on it."
        )
    }
}

/// An article of which only what a list shows is known.
fn described(row: &Row) -> Article {
    let meta = Meta {
        id: row.name.clone(),
        title: Some(row.headline.clone()),
        source: row.source.clone(),
        date: row.date.clone(),
        url: row.url.clone(),
        author: row.author.clone(),
        language: row.language.clone(),
        ..Meta::default()
    };
    Article { meta, text: "".into(), blocks: Vec::new() }
}
