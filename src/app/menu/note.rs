//! A note on a passage, and the colour of a highlight.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::state::State;
use crate::library::Colour;

impl State {
    /// What Enter makes of what is typed.
    pub(super) fn note_rows(&self) -> Vec<MenuRow> {
        let typed = self.menus.last().filter(|menu| menu.kind == MenuKind::Note).map_or("", |menu| menu.prompt.text());
        let typed = typed.trim();
        let text = match (self.note_asked_for(), typed) {
            (None, "") => {
                let what = "Type what there is to be said of this passage.";
                return vec![MenuRow::Text(what.to_owned())];
            }
            (Some(_), "") => "Take the note away".to_owned(),
            (Some(_), _) => "Keep the note".to_owned(),
            (None, _) => "Write the note".to_owned(),
        };
        let item = MenuRow::Item(Item { text, target: Target::Note(typed.to_owned()), ..Item::default() });
        // All of it, where the prompt shows but a part.
        let whole = (!typed.is_empty()).then(|| MenuRow::Text(typed.to_owned()));
        std::iter::once(item).chain(whole).collect()
    }

    pub(super) fn colour_title(&self) -> String {
        match (self.colour_asked_of(), self.selection.is_some()) {
            (Some(_), _) => format!("The colour of “{}”", self.passage_asked_about()),
            (None, true) => format!("Highlight “{}” in", self.passage_asked_about()),
            (None, false) => "Highlight from now on in".to_owned(),
        }
    }

    pub(super) fn colour_rows(&self) -> Vec<MenuRow> {
        let now = self.colour_asked_of();
        let item = |colour: Colour| {
            let right = match now {
                Some(now) if now == colour => "now",
                None if self.marking.colour == colour => "used last",
                _ => "",
            };
            let (text, right) = (colour.name().to_owned(), right.to_owned());
            MenuRow::Item(Item { text, right, target: Target::Colour(colour), ..Item::default() })
        };
        Colour::ALL.into_iter().map(item).collect()
    }
}
