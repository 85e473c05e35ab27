//! Finding a name in the panel by a few of its letters, and hiding kinds.

use super::panel::PanelRow;
use crate::analysis::EntityKind;
use crate::app::menu::fuzzy;
use crate::app::prompt::Prompt;
use crate::app::state::State;
use crate::collection::EntityId;
use std::collections::HashMap;

impl State {
    /// Opens the panel's prompt, on what it holds already.
    pub(in crate::app) fn open_panel_find(&mut self) {
        if self.panel.prompt.is_none() {
            self.panel.prompt = Some(Prompt::default());
            self.panel_take_names();
        }
        self.panel.typing = true;
    }

    /// Shows the entities that what is typed leaves, and selects the one that it fits best.
    pub(in crate::app) fn panel_typed(&mut self) {
        if let Some(best) = self.panel_narrow() {
            self.panel.selected = Some(best);
        }
    }

    /// Leaves the typing; what it narrowed stays so.
    pub(in crate::app) fn accept_panel_find(&mut self) {
        self.panel.typing = false;
        if self.panel.prompt.as_ref().is_some_and(Prompt::is_blank) {
            self.close_panel_find();
        }
    }

    /// Shows all entities again; tells whether some were hidden by what was typed.
    pub(in crate::app) fn close_panel_find(&mut self) -> bool {
        self.panel.typing = false;
        let was = self.panel.prompt.take().is_some();
        if was {
            self.panel.names = Vec::new();
            self.panel_narrow();
        }
        was
    }

    /// Keeps the names by which entities can be found. Takes time in proportion to the panel's rows, so it is done when
    /// the prompt opens and when there are new rows, but not at each key.
    pub(super) fn panel_take_names(&mut self) {
        self.panel.names.clear();
        if self.panel.prompt.is_none() {
            return;
        }
        let ids: Vec<EntityId> = self.panel.all.iter().filter_map(PanelRow::entity).collect();
        ids.into_iter().for_each(|id| self.panel_take_names_of(id));
    }

    pub(super) fn panel_take_names_of(&mut self, id: EntityId) {
        let names = self.collection.names(id).into_iter();
        self.panel.names.extend(names.map(|name| (id, name.to_owned())));
    }

    /// Makes the panel's rows of those there are, by what is typed; gives the one that it fits best, the first of several.
    pub(super) fn panel_narrow(&mut self) -> Option<EntityId> {
        let panel = &mut self.panel;
        let query = panel.prompt.as_ref().map(|prompt| prompt.text().trim()).filter(|query| !query.is_empty());
        let mut fits: HashMap<EntityId, u32> = HashMap::new();
        match query {
            None => panel.rows.clone_from(&panel.all),
            Some(query) => {
                let scores = fuzzy(query, panel.names.iter().map(|(_, name)| name));
                for ((id, _), score) in panel.names.iter().zip(scores) {
                    let Some(score) = score else { continue };
                    let most = fits.entry(*id).or_default();
                    *most = score.max(*most);
                }
                panel.rows = narrowed(&panel.all, &fits, |kind| self.hidden_kinds.contains(&kind));
            }
        }
        if panel.position().is_none() {
            panel.selected = panel.rows.iter().find_map(PanelRow::entity);
        }
        let most = fits.values().max()?;
        panel.rows.iter().filter_map(PanelRow::entity).find(|id| fits.get(id) == Some(most))
    }

    /// Shows the entities of a kind, or hides them.
    pub(in crate::app) fn toggle_kind(&mut self, kind: EntityKind) {
        let shown = match self.hidden_kinds.iter().position(|hidden| *hidden == kind) {
            Some(at) => {
                self.hidden_kinds.remove(at);
                "shown again"
            }
            None => {
                self.hidden_kinds.push(kind);
                "hidden"
            }
        };
        self.notice = Some(format!("{} are {shown}", kind.plural()));
        self.panel.stale = true;
    }
}

/// The rows that fit, under the headings of their kinds. That of a hidden kind stays: what is looked for may be in it.
fn narrowed(all: &[PanelRow], fits: &HashMap<EntityId, u32>, is_hidden: impl Fn(EntityKind) -> bool) -> Vec<PanelRow> {
    let (mut rows, mut heading) = (Vec::new(), None);
    for row in all {
        match row {
            PanelRow::Kind(kind) if is_hidden(*kind) => rows.push(row.clone()),
            PanelRow::Kind(_) => heading = Some(row),
            PanelRow::Entity { id, .. } if fits.contains_key(id) => {
                rows.extend(heading.take().cloned());
                rows.push(row.clone());
            }
            PanelRow::Entity { .. } => {}
        }
    }
    rows
}
