//! The articles shown, to be picked by a few letters of title, source or date.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::state::State;

/// The list is made anew when it has grown by one in so many, so that all the times together cost no more than a few.
const GROWTH: usize = 4;

impl State {
    /// Shows the articles that have come in since, where there are many more or no more will come. What is selected stays
    /// so: it is what Enter opens.
    pub(in crate::app) fn articles_follow(&mut self) {
        let Some(menu) = self.menus.last().filter(|menu| menu.kind == MenuKind::Articles) else { return };
        let (listed, shown) = (menu.all.len(), self.list.shown.len());
        if !self.progress.finished && shown < listed + (listed / GROWTH).max(1) {
            return;
        }
        let selected = menu.target().cloned();
        self.refresh_menu();
        if let (Some(menu), Some(selected)) = (self.menus.last_mut(), selected) {
            menu.select(|target| *target == selected);
        }
    }

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
