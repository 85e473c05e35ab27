//! The articles shown, to be picked by a few letters of title, source or date.

use super::{Item, MenuRow, Target};
use crate::app::state::State;

impl State {
    pub(super) fn article_rows(&self) -> Vec<MenuRow> {
        let shown = self.list.shown.iter();
        let entries = shown.filter_map(|article| Some((*article, self.collection.entry(*article)?)));
        entries
            .map(|(article, entry)| {
                let meta = &entry.article.meta;
                let byline: Vec<&str> = [meta.source.as_deref(), meta.date.as_deref()].into_iter().flatten().collect();
                MenuRow::Item(Item {
                    label: String::new(),
                    text: entry.article.headline().to_owned(),
                    right: byline.join(" · "),
                    target: Target::Open(article),
                })
            })
            .collect()
    }
}
