//! Menus in which a correction is chosen: the entity to merge with, the name to split off, the new name, the kind.

use super::card::count;
use super::narrow::fuzzy;
use super::{Item, MenuKind, MenuRow, Target};
use crate::analysis::EntityKind;
use crate::app::correcting::Wish;
use crate::app::state::State;
use crate::collection::{Collection, EntityId, Offer};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Entities that are offered to merge with: who looks for another types some of its letters.
const MOST: usize = 100;

/// How well an entity fits what is typed, whether it is of another kind, how often it is named, which it is.
type Ranked = (Reverse<u32>, bool, Reverse<usize>, EntityId);

/// The best of those that were ranked, each once. There may be very many: the first few alone are put in order.
fn best(mut ranked: Vec<Ranked>) -> Vec<EntityId> {
    let mut most = MOST;
    loop {
        // An entity has several names: where too few are left of these, more are looked at.
        if most < ranked.len() {
            ranked.select_nth_unstable(most);
        }
        let mut first: Vec<&Ranked> = ranked.iter().take(most).collect();
        first.sort_unstable();
        let mut seen = HashSet::new();
        let best: Vec<EntityId> =
            first.into_iter().map(|(.., id)| *id).filter(|id| seen.insert(*id)).take(MOST).collect();
        if best.len() == MOST || most >= ranked.len() {
            return best;
        }
        most *= 4;
    }
}

impl MenuKind {
    /// Whether it is there to choose one correction in, and then closes.
    pub(in crate::app) fn asks_to_correct(self) -> bool {
        matches!(self, Self::Merge(_) | Self::Split(_) | Self::Rename(_) | Self::Kind(_) | Self::Suggestion(..))
    }

    /// Goes over to the entity that its own stands for now; tells whether it still means something.
    pub(in crate::app) fn follow(&mut self, collection: &Collection) -> bool {
        match self {
            Self::Card(id) | Self::Merge(id) | Self::Split(id) | Self::Rename(id) | Self::Kind(id) => {
                *id = collection.canonical(*id);
                !collection.is_hidden(*id)
            }
            Self::Suggestion(one, other) => {
                (*one, *other) = (collection.canonical(*one), collection.canonical(*other));
                one != other
            }
            _ => true,
        }
    }
}

impl State {
    /// What is typed into the menu `kind`, where that is open.
    fn typed_into(&self, kind: MenuKind) -> &str {
        let menu = self.menus.last().filter(|menu| menu.kind == kind);
        menu.map_or("", |menu| menu.prompt.text().trim())
    }

    pub(super) fn merge_rows(&self, id: EntityId) -> Vec<MenuRow> {
        let typed = self.typed_into(MenuKind::Merge(id));
        let own = self.collection.kind(id);
        let mut rows = Vec::new();
        let mut chosen: Vec<Ranked> = Vec::new();
        if typed.is_empty() {
            let suggested = self.open_suggestions(Some(id)).into_iter().filter(|one| one.offer == Offer::Merge);
            let other = |one: EntityId, other: EntityId| if one == id { other } else { one };
            let suggested = suggested.map(|pair| (other(pair.one, pair.other), format!("{} %", pair.certainty)));
            let items: Vec<MenuRow> =
                suggested.filter_map(|(other, sure)| self.merge_item(id, other, Some(sure))).collect();
            if !items.is_empty() {
                rows.push(MenuRow::Heading("Perhaps".to_owned()));
                rows.extend(items);
                rows.push(MenuRow::Heading("Others".to_owned()));
            }
            chosen = self.most_named(id, own);
        } else {
            let names = self.names_to_merge();
            let scores = fuzzy(typed, names.iter().map(|(_, name)| name));
            for ((other, _), score) in names.iter().zip(scores) {
                // Names are remembered from before what was corrected since.
                let other = self.collection.canonical(*other);
                if let Some(score) = score.filter(|_| other != id && !self.collection.is_hidden(other)) {
                    let differs = self.collection.kind(other) != own;
                    chosen.push((Reverse(score), differs, Reverse(self.panel.total(other)), other));
                }
            }
        }
        rows.extend(best(chosen).into_iter().filter_map(|other| self.merge_item(id, other, None)));
        rows
    }

    /// The entities that are named most, those of the same kind first. Of those shown, where they are enough.
    fn most_named(&self, id: EntityId, own: Option<EntityKind>) -> Vec<Ranked> {
        let rank =
            |other: EntityId| (Reverse(0), self.collection.kind(other) != own, Reverse(self.panel.total(other)), other);
        // What is counted may stand for another since, as long as articles come.
        let is_other = |other: &EntityId| *other != id && self.collection.canonical(*other) == *other;
        let shown: Vec<Ranked> = self.panel.counted().filter(is_other).map(rank).collect();
        match shown.iter().filter(|(_, differs, ..)| !differs).count() {
            enough if enough >= MOST => shown,
            _ => self.collection.ids().filter(is_other).map(rank).collect(),
        }
    }

    fn merge_item(&self, id: EntityId, other: EntityId, sure: Option<String>) -> Option<MenuRow> {
        let (kind, name) = self.collection.label(other)?;
        let mentions = count(self.collection.mention_count(other), "mention");
        Some(MenuRow::Item(Item {
            text: format!("{name} · {}", kind.singular()),
            right: sure.map_or(mentions.clone(), |sure| format!("{sure} · {mentions}")),
            target: Target::Correct(Wish::Merge(id, other)),
            ..Item::default()
        }))
    }

    pub(super) fn split_rows(&self, id: EntityId) -> Vec<MenuRow> {
        let item = |(name, mentions): (String, usize)| {
            MenuRow::Item(Item {
                right: count(mentions, "mention"),
                target: Target::Correct(Wish::Split(id, name.clone())),
                text: name,
                ..Item::default()
            })
        };
        let mut rows: Vec<MenuRow> = self.collection.spellings(id).into_iter().map(item).collect();
        let other = "Whoever goes by the name you choose will be an entity of its own, in all articles.";
        rows.push(MenuRow::Text(other.to_owned()));
        rows
    }

    pub(super) fn rename_rows(&self, id: EntityId) -> Vec<MenuRow> {
        let (typed, now) = (self.typed_into(MenuKind::Rename(id)), self.name_of(id));
        let item = |text: String, right: String, to: &str| {
            let target = Target::Correct(Wish::Rename(id, to.to_owned()));
            MenuRow::Item(Item { text, right, target, ..Item::default() })
        };
        let mut rows = Vec::new();
        if !typed.is_empty() && typed != now {
            rows.push(item(format!("Call it {typed}"), String::new(), typed));
        } else if typed == now {
            // Enter at once changes nothing.
            rows.push(item(format!("Keep {now}"), String::new(), typed));
        }
        let mut names = self.collection.spellings(id);
        names.retain(|(name, _)| *name != now && name != typed);
        if !names.is_empty() {
            rows.push(MenuRow::Heading("Names that articles use".to_owned()));
        }
        rows.extend(names.into_iter().map(|(name, mentions)| item(name.clone(), count(mentions, "mention"), &name)));
        rows
    }

    pub(super) fn kind_rows(&self, id: EntityId) -> Vec<MenuRow> {
        let own = self.collection.label(id).map(|(kind, _)| kind);
        let item = |kind: EntityKind| {
            MenuRow::Item(Item {
                text: kind.with_article(),
                right: if own == Some(kind) { "now".to_owned() } else { String::new() },
                target: if own == Some(kind) { Target::Nothing } else { Target::Correct(Wish::Kind(id, kind)) },
                ..Item::default()
            })
        };
        EntityKind::ALL.into_iter().map(item).collect()
    }
}
