//! What is corrected, to be taken back one by one; hidden entities come first, for they are nowhere else.

use super::{Item, MenuRow, Target};
use crate::app::correcting::Wish;
use crate::app::keys::action::Action;
use crate::app::state::State;
use crate::collection::{Correction, EntityId, Kept};

impl State {
    pub(super) fn correction_rows(&self) -> Vec<MenuRow> {
        let key = |action| self.key_name(action);
        let mut groups: [(&str, Vec<MenuRow>); 4] = [
            ("Hidden", Vec::new()),
            ("Corrected", Vec::new()),
            ("Said to be two", Vec::new()),
            ("Of entities that are not here", Vec::new()),
        ];
        for (correction, kept) in self.collection.corrections().iter() {
            let is_here = self.collection.find_subject(correction.subject()).is_some();
            let at = match correction {
                _ if !is_here => 3,
                Correction::Hide(_) => 0,
                Correction::Apart(..) => 2,
                _ => 1,
            };
            groups.iter_mut().skip(at).take(1).for_each(|(_, rows)| rows.push(MenuRow::Item(item(correction, kept))));
        }
        let mut rows = Vec::new();
        for (heading, items) in groups.into_iter().filter(|(_, items)| !items.is_empty()) {
            rows.push(MenuRow::Heading(heading.to_owned()));
            rows.extend(items);
        }
        let how =
            [Action::MergeEntity, Action::SplitName, Action::RenameEntity, Action::ChangeKind, Action::HideEntity];
        let [merge, split, rename, kind, hide] = how.map(key);
        rows.push(MenuRow::Text(if rows.is_empty() {
            format!(
                "Nothing is corrected. Choose a name, then: {merge} merges it with another, {split} splits one of its names \
                 off, {rename} renames it, {kind} changes what it is, {hide} hides it."
            )
        } else {
            format!("{} takes one back; {} undoes that.", key(Action::Accept), key(Action::Undo))
        }));
        rows
    }

    /// What is corrected about one entity.
    pub(super) fn corrected_items(&self, id: EntityId) -> Vec<Item> {
        let reset = self.key_name(Action::ResetEntity);
        let about = self.collection.corrections_of(id);
        let mut items: Vec<Item> = about.into_iter().map(|(correction, kept)| item(correction, kept)).collect();
        let all = if items.len() > 1 { "takes all back" } else { "takes it back" };
        items.iter_mut().take(1).for_each(|first| first.right = format!("{reset} {all}"));
        items
    }
}

fn item(correction: &Correction, kept: &Kept) -> Item {
    Item {
        text: correction.in_words(),
        target: Target::Correct(Wish::TakeBack(Box::new(kept.clone()))),
        ..Item::default()
    }
}
