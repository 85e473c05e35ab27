//! Who says what: quotations by speaker, of the articles on the screen or of all that are shown.

use super::card::count;
use super::{Item, MenuKind, MenuRow, Target};
use crate::analysis::QuoteKind;
use crate::app::keys::action::Action;
use crate::app::panes::panel::Scope;
use crate::app::state::{Effects, State};
use crate::article::date_in_words;
use crate::collection::{ArticleIndex, EntityId, Said, Speaker};

/// Articles that are looked through, and quotations that are listed, at most: the menu is made between a key and the
/// frame after it.
const MOST: (usize, usize) = (4_000, 2_000);
/// Quotations on the card of an entity.
const ON_CARD: usize = 40;

impl State {
    /// The articles that a menu of that scope is about: those on the screen, or all that are shown.
    pub(super) fn articles_in(&self, scope: Scope) -> Vec<ArticleIndex> {
        let mut articles: Vec<ArticleIndex> = match scope {
            Scope::Article => self.readers.iter().map(|reader| reader.article).collect(),
            Scope::Shown => self.list.shown.iter().take(MOST.0).copied().collect(),
        };
        let mut seen = std::collections::HashSet::new();
        articles.retain(|article| seen.insert(*article));
        articles
    }

    /// Which articles these are, in words.
    pub(super) fn scope_in_words(&self, scope: Scope) -> String {
        match scope {
            Scope::Article if self.is_comparing() => "the articles side by side".to_owned(),
            Scope::Article => "this article".to_owned(),
            Scope::Shown => format!("all {} shown", count(self.list.shown.len(), "article")),
        }
    }

    pub(super) fn quotation_rows(&self, scope: Scope) -> Vec<MenuRow> {
        let mut listed = Vec::new();
        let mut left = MOST.1;
        for article in self.articles_in(scope) {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(self.collection.quotations_in(article).count());
            listed.push(article);
        }
        let (looked_at, several) = (listed.len(), listed.len() > 1);
        let mut rows = Vec::new();
        let (mut room, mut more) = (MOST.1, 0);
        for speaker in self.collection.speakers(listed) {
            let most = room.min(speaker.said.len());
            (room, more) = (room - most, more + speaker.said.len() - most);
            if most == 0 {
                continue;
            }
            rows.push(MenuRow::Heading(self.speaker_heading(&speaker)));
            let items = speaker.said.iter().take(most).map(|said| self.quotation_item(*said, speaker.who, several));
            rows.extend(items.map(MenuRow::Item));
        }
        if more > 0 {
            rows.push(MenuRow::Text(format!("{} more are not listed.", count(more, "quotation"))));
        }
        let key = |action| self.key_name(action);
        if rows.is_empty() {
            rows.push(MenuRow::Text(format!("Nobody is quoted in {}.", self.scope_in_words(scope))));
        }
        if scope == Scope::Shown && looked_at < self.list.shown.len() {
            let (with, shown) = (key(Action::With), self.list.shown.len());
            rows.push(MenuRow::Text(format!(
                "These are of the first {looked_at} of {shown} articles; a filter ({with}) shows fewer."
            )));
        }
        let (go, copy, other) = (key(Action::Accept), key(Action::Yank), key(Action::Scope));
        let other_scope = self.scope_in_words(other_scope(scope));
        rows.push(MenuRow::Text(format!(
            "{go} goes there, {copy} copies it with speaker and source; {other} lists those of {other_scope}."
        )));
        rows
    }

    fn speaker_heading(&self, speaker: &Speaker) -> String {
        let label = speaker.who.and_then(|id| self.collection.label(id));
        let name = label.map_or("Nobody is named", |(_, name)| name);
        format!("{name}: {}", speaker.said.len())
    }

    /// A quotation under the heading of its speaker `who`; with where it stands where there are several articles.
    fn quotation_item(&self, said: Said, who: Option<EntityId>, several: bool) -> Item {
        let words = self.collection.words_said(said);
        let (speaker, organization) = self.collection.spoken_by(said);
        // What the heading does not say.
        let also = match (speaker, organization) {
            (Some(speaker), Some(_)) if Some(speaker) != who => self.speaker_in_words(said),
            (_, Some(organization)) if Some(organization) != who => {
                self.collection.label(organization).map(|(_, name)| format!("for {name}"))
            }
            (None, None) => self.collection.described_speaker(said),
            _ => None,
        };
        let meta = self.collection.entry(said.article).map(|entry| &entry.article.meta);
        let place = meta.filter(|_| several).map(|meta| {
            let date = meta.date.as_deref().map(date_in_words);
            [self.account_name(said.article), date].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        let kind = self.collection.quotation(said).map(|(_, quote)| quote.kind);
        let reported = || (kind == Some(QuoteKind::Indirect)).then(|| "reported".to_owned());
        Item {
            text: also.map_or_else(|| words.clone(), |also| format!("{also}: {words}")),
            right: place.or_else(reported).unwrap_or_default(),
            target: Target::Quote(said),
            ..Item::default()
        }
    }

    /// What an entity says, or is said for it, in `articles`; and how much more there is.
    pub(super) fn said_items(&self, id: EntityId, articles: impl Iterator<Item = ArticleIndex>) -> (Vec<Item>, usize) {
        let is_own = |said: &Said| {
            let (speaker, organization) = self.collection.spoken_by(*said);
            [speaker, organization].contains(&Some(id))
        };
        let said = articles.flat_map(|article| self.collection.quotations_in(article)).filter(is_own);
        let said: Vec<Said> = said.collect();
        let items = said.iter().take(ON_CARD).map(|said| self.quotation_item(*said, Some(id), true));
        (items.collect(), said.len().saturating_sub(ON_CARD))
    }

    /// Opens the quotations at those of the entity one is about; again closes them.
    pub(in crate::app) fn open_quotations(&mut self, effects: &mut Effects) {
        let about = match self.menus.last().map(|menu| menu.kind) {
            Some(MenuKind::Quotations(_)) => return drop(self.menus.pop()),
            Some(MenuKind::Card(id)) => Some(id),
            _ => self.chosen,
        };
        self.open_menu(MenuKind::Quotations(Scope::Article), effects);
        let Some(id) = about else { return };
        let is_own =
            |said: Said| [self.collection.spoken_by(said).0, self.collection.spoken_by(said).1].contains(&Some(id));
        if let Some(menu) = self.menus.last_mut() {
            menu.select(|target| matches!(target, Target::Quote(said) if is_own(*said)));
        }
    }

    /// Lists what the open menu lists of all articles shown, or of those on the screen only; tells whether it can.
    pub(in crate::app) fn toggle_scope_of_menu(&mut self) -> bool {
        let Some(menu) = self.menus.last_mut() else { return false };
        let (MenuKind::Quotations(scope) | MenuKind::Timeline(scope)) = &mut menu.kind else { return false };
        *scope = other_scope(*scope);
        self.refresh_menu();
        if let Some(menu) = self.menus.last_mut() {
            menu.narrow();
        }
        true
    }
}

pub(super) fn other_scope(scope: Scope) -> Scope {
    match scope {
        Scope::Article => Scope::Shown,
        Scope::Shown => Scope::Article,
    }
}
