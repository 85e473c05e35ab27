//! Quotations on the screen: who says them, in words, and copying one with its speaker and its source.

use super::excerpt::{Excerpt, block_quotation, citation, in_a_sentence, outgoing};
use super::menu::{Menu, Target};
use super::settings::YankForm;
use super::state::{Effect, Effects, State};
use crate::analysis::QuoteKind;
use crate::collection::Said;
use crate::text::{escape_html, escape_markdown};

impl State {
    /// Who says it: "Dmitry Peskov for Kremlin", "officials".
    pub(super) fn speaker_in_words(&self, said: Said) -> Option<String> {
        let name = |id| self.collection.label(id).map(|(_, name)| name.to_owned());
        match self.collection.spoken_by(said) {
            (Some(speaker), Some(organization)) => Some(format!("{} for {}", name(speaker)?, name(organization)?)),
            (Some(one), None) | (None, Some(one)) => name(one),
            (None, None) => self.collection.described_speaker(said),
        }
    }

    /// Copies the quotation that is selected in the open menu, with who says it and where.
    pub(super) fn yank_quotation(&mut self, form: YankForm, effects: &mut Effects) {
        let Some(Target::Quote(said)) = self.menus.last().and_then(Menu::target).cloned() else {
            self.notice = Some("choose a quotation to copy".to_owned());
            return;
        };
        let Some((article, quote)) = self.collection.quotation(said) else { return };
        let words = self.collection.words_said(said);
        let reported = if quote.kind == QuoteKind::Indirect { "reported in " } else { "in " };
        let speaker = self.speaker_in_words(said).unwrap_or_default();
        let joint = if speaker.is_empty() { String::new() } else { format!(", {reported}") };
        let cited = citation(article, form);
        let text = match form {
            YankForm::Citation | YankForm::Bibtex => {
                Excerpt { article, span: None, unfolded: false, tags: &[] }.yanked(form)
            }
            YankForm::Markdown => {
                format!("> {}\n\n— {}{joint}{cited}", escape_markdown(&words), escape_markdown(&speaker))
            }
            YankForm::Html => {
                let paragraph = format!("<p>{}</p>\n", escape_html(&words));
                block_quotation(article, &paragraph, &format!("{}{joint}{cited}", escape_html(&speaker)))
            }
            YankForm::Quote => in_a_sentence(&words, &format!("{speaker}{joint}{cited}")),
            YankForm::Plain | YankForm::Link => format!("{words}\n\n— {speaker}{joint}{cited}"),
        };
        effects.push(Effect::Copy(outgoing(&text)));
        self.notice = Some("copied the quotation, with its speaker and source".to_owned());
    }
}
