//! Which entities may be one and the same: a list to go through, and the choice that each asks for.

use super::{Item, MenuRow, Target};
use crate::app::correcting::Wish;
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::collection::{EntityId, Offer, Reason, Suggestion};

/// Suggestions that are listed: who has gone through so many gets the next.
const MOST: usize = 300;

impl State {
    pub(super) fn suggestion_rows(&self) -> Vec<MenuRow> {
        let items = self.suggestion_items(None);
        if items.is_empty() {
            let none =
                if self.is_suggesting() { "looking …" } else { "No two names here look like one and the same." };
            return vec![MenuRow::Text(none.to_owned())];
        }
        let mut rows: Vec<MenuRow> = items.into_iter().map(MenuRow::Item).collect();
        let accept = self.key_name(Action::Accept);
        rows.push(MenuRow::Text(format!("Nothing is merged by itself: {accept} asks what to do.")));
        rows
    }

    /// Suggestions about one entity, or all.
    pub(super) fn suggestion_items(&self, of: Option<EntityId>) -> Vec<Item> {
        let item = |suggestion: &Suggestion| {
            let (one, other) = self.told_apart(suggestion.one, suggestion.other);
            let text = match (of, suggestion.offer) {
                (_, Offer::Kind(to)) => format!("{one}, {} too", to.with_article()),
                (Some(id), _) if id == suggestion.one => other,
                (Some(_), _) => one,
                (None, _) => format!("{one} and {other}"),
            };
            Item {
                text: format!("{text}: {}", self.why(suggestion)),
                right: format!("{} %", suggestion.certainty),
                target: Target::Suggestion(suggestion.one, suggestion.other),
                ..Item::default()
            }
        };
        self.open_suggestions(of).iter().take(MOST).map(item).collect()
    }

    /// What can be done about two that may be one.
    pub(super) fn choice_rows(&self, one: EntityId, other: EntityId) -> Vec<MenuRow> {
        let suggestions = self.open_suggestions(Some(one));
        let Some(suggestion) = suggestions.iter().find(|pair| pair.one == one && pair.other == other) else {
            return vec![MenuRow::Text("This has been settled.".to_owned())];
        };
        let item = |text: String, target| MenuRow::Item(Item { text, target, ..Item::default() });
        let (a, b) = (self.name_of(one), self.name_of(other));
        let mut rows = vec![MenuRow::Text(format!("{} %: {}.", suggestion.certainty, self.why(suggestion)))];
        match suggestion.offer {
            Offer::Merge => {
                rows.push(item(format!("They are one, and called {b}"), Target::Correct(Wish::Merge(one, other))));
                if a != b {
                    rows.push(item(format!("They are one, and called {a}"), Target::Correct(Wish::Merge(other, one))));
                }
            }
            Offer::Kind(to) => {
                let text = format!("{a} is {} everywhere", to.with_article());
                rows.push(item(text, Target::Correct(Wish::Kind(one, to))));
            }
        }
        rows.push(item("They are two: do not suggest it again".to_owned(), Target::Correct(Wish::Apart(one, other))));
        let (a, b) = self.told_apart(one, other);
        for (id, name) in [(one, a), (other, b)] {
            let kind = self.collection.label(id).map_or("", |(kind, _)| kind.singular());
            rows.push(item(format!("Show the card of {name} · {kind}"), Target::Card(id)));
        }
        rows
    }

    /// The names of two; where they are the same, with where each stands first.
    fn told_apart(&self, one: EntityId, other: EntityId) -> (String, String) {
        let called = |id: EntityId| {
            let first = self.collection.articles_of(id).first().and_then(|first| self.collection.entry(*first));
            let place = first.map(|entry| (entry.article.meta.source.clone(), entry.article.headline()));
            (self.name_of(id), place)
        };
        let ((a, in_a), (b, in_b)) = (called(one), called(other));
        let (Some((source_a, title_a)), Some((source_b, title_b)), true) = (in_a, in_b, a == b) else { return (a, b) };
        match (source_a, source_b) {
            (Some(x), Some(y)) if x != y => (format!("{a} in {x}"), format!("{b} in {y}")),
            _ => (format!("{a} in “{title_a}”"), format!("{b} in “{title_b}”")),
        }
    }

    /// Why two may be one.
    fn why(&self, suggestion: &Suggestion) -> String {
        let same = self.name_of(suggestion.one) == self.name_of(suggestion.other);
        why(suggestion, same)
    }
}

fn why(suggestion: &Suggestion, same: bool) -> String {
    let mut why = vec![
        match suggestion.reason {
            Reason::Transliteration if same => "one name, and nothing more of it in either",
            Reason::Transliteration => "two ways to spell one name",
            Reason::Spelling => "spelt alike but for one letter",
            Reason::Acronym => "the first letters of the longer name",
            Reason::Surname => "one surname, and given names that may be one",
            Reason::Shorter => "a part of the longer name",
            Reason::Name => "the same name, found as two kinds",
        }
        .to_owned(),
    ];
    why.extend(suggestion.role.as_ref().map(|role| format!("both called “{role}”")));
    if suggestion.company > 1 {
        why.push(format!("named beside {} others in common", suggestion.company));
    }
    why.join(", ")
}
