//! Where words stand in all articles: a title for each that has them, and below it the sentence of the first hit.

use super::card::count;
use super::{Item, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::reading::find_all::Found;
use crate::app::state::State;

/// Rows of an article that has what is looked for.
const ROWS: usize = 2;

impl State {
    pub(super) fn find_all_title(&self) -> String {
        let Some(find) = &self.find_all else { return "Find in all articles".to_owned() };
        let (done, all) = find.progress();
        let reading = if self.progress.finished { "" } else { " read so far" };
        let so_far = if find.is_running() { format!(": {done} of {all}") } else { String::new() };
        let how = if find.query.regex { ", as a regular expression" } else { "" };
        if self.shelf.view.goes_on() {
            let (here, searches) = (count(self.list.shown.len(), "article"), self.key_name(Action::Search));
            return format!("Find in the {here} that are here{so_far}{how}; {searches} searches all");
        }
        format!("Find in all articles{reading}{so_far}{how}")
    }

    pub(super) fn find_all_rows(&self) -> Vec<MenuRow> {
        let Some(find) = &self.find_all else { return Vec::new() };
        if let Some(error) = &find.error {
            return vec![MenuRow::Text(error.clone())];
        }
        if find.results.is_empty() && find.is_running() {
            return vec![MenuRow::Text("looking …".to_owned())];
        }
        find.results.iter().flat_map(|found| self.found_rows(found)).collect()
    }

    /// Shows what was found beyond the first `before` articles, without making the rows of those anew.
    pub(in crate::app) fn show_more_found(&mut self, before: usize) {
        let Some(find) = &self.find_all else { return };
        let more = find.results.get(before..).unwrap_or_default();
        let rows: Vec<MenuRow> = more.iter().flat_map(|found| self.found_rows(found)).collect();
        match self.menus.last_mut().filter(|menu| before > 0 && menu.all.len() == before * ROWS) {
            Some(menu) => {
                menu.all.extend_from_slice(&rows);
                menu.rows.extend(rows);
            }
            None => self.refresh_menu(),
        }
    }

    /// [`ROWS`] rows.
    fn found_rows(&self, found: &Found) -> Vec<MenuRow> {
        let Some(entry) = self.collection.entry(found.article) else { return Vec::new() };
        let count = (found.hits > 0).then(|| found.hits.to_string());
        let right: Vec<&str> = [count.as_deref(), entry.article.meta.source.as_deref()].into_iter().flatten().collect();
        let item = Item {
            text: found.snippet.clone(),
            right: right.join(" · "),
            target: Target::Hits(found.article),
            ..Item::default()
        };
        vec![MenuRow::Heading(entry.article.headline().to_owned()), MenuRow::Item(item)]
    }
}
