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
/// Said in the view of all highlights.
const NONE_CHOSEN: &str = "choose a highlight first";
/// Columns of a passage in a title.
const TITLE: usize = 60;

impl State {
    /// Highlights what is selected, else the paragraph, in the colour last used; where it is highlighted, takes that away.
    /// In the view of all highlights, takes the one away that is chosen there.
    pub(in crate::app) fn toggle_highlight(&mut self) {
        let Some(listed) = self.noted_chosen().map(|noted| noted.map(|noted| noted.highlight.clone())) else {
            let Some(passage) = self.passage_meant() else { return };
            let known = passage.highlight.and_then(|id| self.highlight_of(&passage, id)).cloned();
            let Some(highlight) = known else { return self.highlight(passage, self.marking.colour, None) };
            return self.take_away(&highlight);
        };
        match listed {
            Some(highlight) => self.take_away(&highlight),
            None => self.notice = Some(NONE_CHOSEN.to_owned()),
        }
    }

    fn take_away(&mut self, highlight: &Highlight) {
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
        let highlight = Highlight::new(anchor, colour, note);
        self.note(article, Noting::Highlight(Box::new(highlight)));
        self.marking.at = Some((article, span));
        self.selection = None;
        self.notice = Some(said);
    }

    /// Asks for the colour of the highlight one is at, or of what is selected.
    pub(in crate::app) fn ask_for_colour(&mut self, effects: &mut Effects) {
        if self.ask_about_listed() && self.marking.listed.is_none() {
            self.notice = Some(NONE_CHOSEN.to_owned());
            return;
        }
        self.marking.passage =
            if self.marking.listed.is_none() && self.is_reading() { self.passage_meant() } else { None };
        self.toggle_menu(MenuKind::Colours, effects);
    }

    /// What the menu that is to be opened asks about is the highlight that is chosen in the view of all of them, or
    /// none of these. Whether that view is open.
    fn ask_about_listed(&mut self) -> bool {
        let chosen = self.noted_chosen();
        let (is_open, chosen) = (chosen.is_some(), chosen.flatten().map(|noted| noted.highlight.clone()));
        self.marking.listed = chosen;
        is_open
    }

    /// Closes the menu that asked: also the one below it, unless that is the view of all highlights.
    pub(in crate::app) fn leave_asking(&mut self) {
        match self.marking.listed {
            Some(_) => drop(self.menus.pop()),
            None => self.menus.clear(),
        }
    }

    /// The highlight that is asked about.
    fn highlight_asked_about(&self) -> Option<&Highlight> {
        let in_text = || {
            let passage = self.marking.passage?;
            self.highlight_of(&passage, passage.highlight?)
        };
        self.marking.listed.as_ref().or_else(in_text)
    }

    /// The colour of the highlight that is asked about.
    pub(in crate::app) fn colour_asked_of(&self) -> Option<Colour> {
        Some(self.highlight_asked_about()?.colour)
    }

    /// Gives the highlight another colour; highlights what is selected in it; else it is the next one's.
    pub(in crate::app) fn choose_colour(&mut self, colour: Colour) {
        self.marking.colour = colour;
        let selected = self.selection.is_some();
        if let Some(listed) = self.marking.listed.take() {
            self.change_library(Change::Recolour(listed.id, colour));
            self.notice = Some(format!("the highlight is {} now", colour.name()));
            return;
        }
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
        if self.ask_about_listed() {
            if self.marking.listed.is_none() {
                self.notice = Some(NONE_CHOSEN.to_owned());
                return;
            }
            self.marking.passage = None;
        } else {
            let Some(passage) = self.passage_meant() else { return };
            self.marking.passage = Some(passage);
        }
        let there = self.note_asked_for().map(joined);
        self.toggle_menu(MenuKind::Note, effects);
        if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Note) {
            menu.prompt = Prompt::roomy(&there.unwrap_or_default());
            self.refresh_menu();
        }
    }

    /// The note of the passage that is asked about.
    pub(in crate::app) fn note_asked_for(&self) -> Option<&str> {
        self.highlight_asked_about()?.note.as_deref()
    }

    /// The beginning of the passage that is asked about.
    pub(in crate::app) fn passage_asked_about(&self) -> String {
        if let Some(listed) = &self.marking.listed {
            return on_a_line(&listed.anchor.quote, TITLE);
        }
        let words = self.marking.passage.and_then(|passage| {
            let text = &self.collection.entry(passage.article)?.article.text;
            Some(on_a_line(passage.span.of(text), TITLE))
        });
        words.unwrap_or_default()
    }

    /// Notes what was typed; nothing typed takes the note away.
    pub(in crate::app) fn write_note(&mut self, typed: &str) {
        let note = Some(typed.trim().to_owned()).filter(|note| !note.is_empty());
        let there = self.highlight_asked_about().cloned();
        let (listed, passage) = (self.marking.listed.take(), self.marking.passage.take());
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
                if let Some(passage) = passage.filter(|_| listed.is_none()) {
                    (self.marking.at, self.selection) = (Some((passage.article, passage.span)), None);
                }
            }
            (None, Some(note)) => {
                passage
                    .into_iter()
                    .for_each(|passage| self.highlight(passage, self.marking.colour, Some(note.clone())));
            }
            (None, None) => self.notice = Some("nothing was noted".to_owned()),
        }
    }
}
