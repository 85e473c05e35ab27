//! The panel: the entities of this article, or of all that are shown, grouped by kind and counted.

use super::list::in_view;
use crate::analysis::EntityKind;
use crate::app::geometry::{Geometry, side_rows};
use crate::app::prompt::Prompt;
use crate::app::reading::scroll::Scroll;
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::count_place;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Mentions of the entities of the open article, with where they stand in it.
pub(super) type Here = HashMap<EntityId, (usize, [u16; 8])>;

/// Whose entities the panel lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the open article.
    #[default]
    Article,
    /// Those of all articles that are shown.
    Shown,
}

impl Scope {
    /// By what the entities of a kind are ordered, most first, of the mentions of one here and in all articles shown.
    pub(super) fn weight(self, here: usize, shown: usize) -> (usize, usize) {
        match self {
            Self::Article => (here, shown),
            Self::Shown => (shown, here),
        }
    }
}

/// A row of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanelRow {
    /// The heading over the entities of a kind.
    Kind(EntityKind),
    /// An entity.
    Entity {
        /// Which.
        id: EntityId,
        /// Its mentions in the open article.
        here: usize,
        /// Its mentions in all articles that are shown.
        shown: usize,
        /// Where in the open article it stands: mentions in each eighth of the text.
        places: [u16; 8],
    },
}

impl PanelRow {
    /// The entity of this row, if it is one's.
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Self::Kind(_) => None,
            Self::Entity { id, .. } => Some(*id),
        }
    }
}

/// The entities on show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Whose entities.
    pub scope: Scope,
    /// Headings and entities, as far as they are not narrowed away. Of a hidden kind there is the heading alone.
    pub rows: Vec<PanelRow>,
    /// What narrows the rows, where something was typed.
    pub prompt: Option<Prompt>,
    /// Whether keys go into it.
    pub typing: bool,
    /// The first row on the screen.
    pub top: usize,
    /// The selected entity.
    pub selected: Option<EntityId>,
    /// The article whose entities it showed last.
    pub(super) of: Option<ArticleIndex>,
    /// Whether the rows are to be made anew.
    pub(in crate::app) stale: bool,
    /// The rows before they were narrowed.
    pub(super) all: Vec<PanelRow>,
    /// The names of the entities of `all`, to be looked through while the prompt is there.
    pub(super) names: Vec<(EntityId, String)>,
    /// Mentions of each entity in all articles that are shown.
    pub(super) totals: HashMap<EntityId, usize>,
}

impl Panel {
    /// Scrolls so that the selected entity is among the `visible` rows on the screen, its heading too where it is the first.
    pub(in crate::app) fn hold(&mut self, visible: usize) {
        let at = self.position().unwrap_or(0);
        let is_first = self.rows.iter().take(at).all(|row| row.entity().is_none());
        let above = if is_first { 0 } else { at };
        self.top = in_view(self.top.min(above), at, visible, self.rows.len());
    }

    /// Scrolls by `by` rows, whatever is selected, and no further than the ends.
    pub(in crate::app) fn scroll(&mut self, by: isize, visible: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.rows.len().saturating_sub(visible));
    }

    /// Row of the selected entity.
    pub fn position(&self) -> Option<usize> {
        let selected = self.selected?;
        self.rows.iter().position(|row| row.entity() == Some(selected))
    }

    /// The entity `by` entities from the selected one, held within the panel.
    pub(in crate::app) fn step(&self, by: isize) -> Option<EntityId> {
        let entities: Vec<EntityId> = self.rows.iter().filter_map(PanelRow::entity).collect();
        let last = entities.len().checked_sub(1)?;
        let at = entities.iter().position(|id| Some(*id) == self.selected);
        entities.get(at.map_or(0, |at| at.saturating_add_signed(by)).min(last)).copied()
    }

    /// The entity that a motion leads to, where `visible` rows stand on the screen. A paragraph here is a kind.
    pub(in crate::app) fn go(&self, by: Scroll, visible: usize) -> Option<EntityId> {
        match by {
            Scroll::To(number) => {
                let mut entities = self.rows.iter().filter_map(PanelRow::entity);
                entities.nth(number.saturating_sub(1)).or_else(|| self.rows.iter().rev().find_map(PanelRow::entity))
            }
            Scroll::Paragraphs(kinds) => {
                let Some(at) = self.position() else { return self.step(0) };
                let firsts: Vec<usize> = (1..self.rows.len())
                    .filter(|row| {
                        matches!(self.rows.get(row - 1..=*row), Some([PanelRow::Kind(_), PanelRow::Entity { .. }]))
                    })
                    .collect();
                let own = firsts.partition_point(|first| *first <= at).checked_sub(1)?;
                // Back within a kind leads to its first entity before it leads to the kind before.
                let own = if kinds < 0 && firsts.get(own).is_some_and(|first| *first < at) { own + 1 } else { own };
                let last = self.rows.len().checked_sub(1)?;
                let to = firsts.get(own.saturating_add_signed(kinds)).copied().unwrap_or(last);
                self.rows.get(to)?.entity()
            }
            by => self.step(by.entries(visible)),
        }
    }

    /// The entities that articles which are shown name, in no order.
    pub(in crate::app) fn counted(&self) -> impl Iterator<Item = EntityId> {
        self.totals.keys().copied()
    }

    /// Mentions of `id` in all articles that are shown.
    pub fn total(&self, id: EntityId) -> usize {
        self.totals.get(&id).copied().unwrap_or(0)
    }
}

impl State {
    /// How many entities the panel shows on the screen.
    pub(in crate::app) fn panel_visible(&self) -> usize {
        let area = Geometry::of(self).and_then(|geometry| geometry.panel).unwrap_or_default();
        let rows = self.panel.rows.iter().skip(self.panel.top).take(side_rows(area).height.into());
        rows.filter_map(PanelRow::entity).count()
    }

    /// Counts the entities of all shown articles anew. Takes time in proportion to their entities.
    pub(in crate::app) fn panel_count(&mut self) {
        self.panel.totals.clear();
        for at in 0..self.list.shown.len() {
            self.list.shown.get(at).copied().into_iter().for_each(|article| self.panel_add(article));
        }
    }

    /// Adds the entities of one article to the counts.
    pub(in crate::app) fn panel_add(&mut self, article: ArticleIndex) {
        for (id, count) in self.collection.entities_of(article) {
            *self.panel.totals.entry(id).or_insert(0) += count;
        }
    }

    /// Makes the panel's rows for the open article.
    pub(in crate::app) fn panel_rebuild(&mut self) {
        let here = self.counts_here();
        let article = self.reader().map(|reader| reader.article);
        if self.panel.of != article && self.panel.scope == Scope::Article {
            self.panel.top = 0;
        }
        self.panel.of = article;
        let ids: Vec<EntityId> = match self.panel.scope {
            Scope::Article => here.keys().copied().collect(),
            Scope::Shown => self.panel.totals.keys().copied().collect(),
        };
        // What is filtered by can be taken off where it was put on, even if no article that is left names it.
        let mut filtered = self.filter.with();
        filtered.extend(self.filter.without());
        filtered.sort_unstable();
        filtered.dedup();
        filtered.retain(|id| !ids.contains(id));
        // Kind, weight and name are looked up once for each, not at each comparison.
        let row = |id: EntityId| {
            let (kind, name) = self.collection.label(id)?;
            let (count, places) = here.get(&id).copied().unwrap_or_default();
            let total = self.panel.total(id);
            let weight = self.panel.scope.weight(count, total);
            Some(((kind, Reverse(weight), beginning(name), name, id), count, total, places))
        };
        let mut rows: Vec<_> = ids.into_iter().chain(filtered).filter_map(row).collect();
        rows.sort_unstable_by_key(|(key, ..)| *key);
        let mut out = Vec::with_capacity(rows.len() + EntityKind::ALL.len());
        let mut last = None;
        for ((kind, .., id), here, shown, places) in rows {
            if last != Some(kind) {
                out.push(PanelRow::Kind(kind));
                last = Some(kind);
            }
            if !self.hidden_kinds.contains(&kind) {
                out.push(PanelRow::Entity { id, here, shown, places });
            }
        }
        self.panel.all = out;
        self.panel_take_names();
        self.panel_narrow();
    }

    /// Mentions in the active reader's article, with where they stand in it.
    pub(super) fn counts_here(&self) -> Here {
        let mut here = Here::new();
        let Some(reader) = self.reader() else { return here };
        let Some(entry) = self.collection.entry(reader.article) else { return here };
        let end = entry.article.end_of_text();
        for mention in &entry.analysis.mentions {
            let Some(id) = self.collection.named_by(reader.article, mention) else { continue };
            let (count, places) = here.entry(id).or_default();
            *count += 1;
            count_place(places, mention.span.start, end);
        }
        here
    }
}

/// The first bytes of a name as a number of the same order: most comparisons then need not look at the name itself, which
/// lies elsewhere in memory.
fn beginning(name: &str) -> u64 {
    let bytes = name.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |sum, byte| sum << 8 | u64::from(byte))
}
