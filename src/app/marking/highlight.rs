//! Highlighting passages, in colours, with notes.

use super::place::Passage;
use super::{joined, on_a_line};
use crate::app::keys::action::Action;
use crate::app::menu::MenuKind;
use crate::app::prompt::Prompt;
use crate::app::shelf::Noting;
use crate::app::state::{Effects, State};
use crate::library::{Anchor, Change, Colour, Highlight, HighlightId};

/// Bytes of the longest passage that can be highlighted: its words are kept with it.
const LONGEST: usize = 64 * 1024;
/// Columns of a passage in a title.
const TITLE: usize = 60;

impl State {
    /// Highlights what is selected, else the paragraph, in the colour last used; where it is highlighted, takes that away.
    pub(in crate::app) fn toggle_highlight(&mut self) {
        let Some(passage) = self.passage_meant() else { return };
        let known = passage.highlight.and_then(|id| self.highlight_of(&passage, id)).cloned();
        let Some(highlight) = known else { return self.highlight(passage, self.marking.colour, None) };
        self.change_library(Change::Unhighlight(highlight.id));
        (self.selection, self.marking.at) = (None, None);
        let undo = self.key_name(Action::Undo);
        let what =
            if highlight.note.is_some() { "the highlight and its note are gone" } else { "the highlight is gone" };
        self.notice = Some(format!("{what}; {undo} undoes it"));
    }

    fn highlight_of(&self, passage: &Passage, id: HighlightId) -> Option<&Highlight> {
        self.highlights(passage.article).iter().find(|highlight| highlight.id == id)
    }

    fn highlight(&mut self, passage: Passage, colour: Colour, note: Option<String>) {
        let Passage { article, span, .. } = passage;
        let Some(entry) = self.collection.entry(article) else { return };
        if span.len() > LONGEST {
            self.notice = Some("this is too long to be highlighted: select less".to_owned());
            return;
        }
        let Some(anchor) = Anchor::of(&entry.article.text, span) else { return };
        let (note_key, colours) = (self.key_name(Action::Note), self.key_name(Action::Colours));
        let said = match &note {
            Some(_) => "noted".to_owned(),
            None => {
                format!("highlighted in {}; {note_key} notes something, {colours} changes the colour", colour.name())
            }
        };
        let highlight = Highlight { id: HighlightId::NEW, anchor, colour, note };
        self.note(article, Noting::Highlight(Box::new(highlight)));
        self.marking.at = Some((article, span));
        self.selection = None;
        self.notice = Some(said);
    }

    /// Asks for the colour of the highlight one is at, or of what is selected.
    pub(in crate::app) fn ask_for_colour(&mut self, effects: &mut Effects) {
        self.marking.passage = if self.is_reading() { self.passage_meant() } else { None };
        self.toggle_menu(MenuKind::Colours, effects);
    }

    /// Whether the colour that is asked for is that of a highlight, or of what is selected, now.
    pub(in crate::app) fn colour_asked_of(&self) -> Option<Colour> {
        let passage = self.marking.passage?;
        Some(self.highlight_of(&passage, passage.highlight?)?.colour)
    }

    /// Gives the highlight another colour; highlights what is selected in it; else it is the next one's.
    pub(in crate::app) fn choose_colour(&mut self, colour: Colour) {
        self.marking.colour = colour;
        let selected = self.selection.is_some();
        match self.marking.passage.take() {
            Some(Passage { highlight: Some(id), article, span }) => {
                self.change_library(Change::Recolour(id, colour));
                (self.marking.at, self.selection) = (Some((article, span)), None);
                self.notice = Some(format!("the highlight is {} now", colour.name()));
            }
            Some(passage) if selected => self.highlight(passage, colour, None),
            _ => {
                let highlight = self.key_name(Action::Highlight);
                self.notice = Some(format!("{highlight} highlights in {} from now on", colour.name()));
            }
        }
    }

    /// Asks for a note on the highlight one is at, else on what is selected or the paragraph: the one there is stands in
    /// the prompt.
    pub(in crate::app) fn ask_for_note(&mut self, effects: &mut Effects) {
        let Some(passage) = self.passage_meant() else { return };
        self.marking.passage = Some(passage);
        let there = self.note_asked_for().map(joined);
        self.toggle_menu(MenuKind::Note, effects);
        if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Note) {
            menu.prompt = Prompt::roomy(&there.unwrap_or_default());
            self.refresh_menu();
        }
    }

    /// The note of the passage that is asked about.
    pub(in crate::app) fn note_asked_for(&self) -> Option<&str> {
        let passage = self.marking.passage?;
        self.highlight_of(&passage, passage.highlight?)?.note.as_deref()
    }

    /// The beginning of the passage that is asked about.
    pub(in crate::app) fn passage_asked_about(&self) -> String {
        let words = self.marking.passage.and_then(|passage| {
            let text = &self.collection.entry(passage.article)?.article.text;
            Some(on_a_line(passage.span.of(text), TITLE))
        });
        words.unwrap_or_default()
    }

    /// Notes what was typed; nothing typed takes the note away.
    pub(in crate::app) fn write_note(&mut self, typed: &str) {
        let Some(passage) = self.marking.passage.take() else { return };
        let note = Some(typed.trim().to_owned()).filter(|note| !note.is_empty());
        let there = passage.highlight.and_then(|id| self.highlight_of(&passage, id)).cloned();
        let undo = self.key_name(Action::Undo);
        match (there, note) {
            (Some(highlight), note) => {
                // The prompt has it on one line.
                if highlight.note.as_deref().map(joined) == note {
                    self.notice = Some("the note is as it was".to_owned());
                    return;
                }
                let what = if note.is_some() { "noted" } else { "the note is gone" };
                self.notice = Some(format!("{what}; {undo} undoes it"));
                self.change_library(Change::Note(highlight.id, note));
                (self.marking.at, self.selection) = (Some((passage.article, passage.span)), None);
            }
            (None, Some(note)) => self.highlight(passage, self.marking.colour, Some(note)),
            (None, None) => self.notice = Some("nothing was noted".to_owned()),
        }
    }
}
