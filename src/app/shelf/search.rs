//! Looking for articles while one types a query: how it may go on, what is wrong with it, and the best articles so far.

use super::ask::{Ask, Listed, SearchHit, Searched, Way, Wrong};
use crate::app::menu::{Item, MenuKind, MenuRow, Target};
use crate::app::panes::list::SortBy;
use crate::app::prompt::Prompt;
use crate::app::state::State;
use crate::library::ArticleId;

/// Articles that are shown while one types.
const MOST: usize = 40;
/// Ways to go on that are shown.
const WAYS: usize = 6;

/// What is looked for while one types.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Searching {
    /// The latest request; answers to others come too late.
    generation: u64,
    /// The request that `found` answers: an earlier one as long as the latest runs.
    answered: u64,
    ways: Vec<Way>,
    found: Option<Result<Searched, Wrong>>,
}

impl State {
    /// Has a query typed: the one that is shown, to begin with.
    pub(in crate::app) fn open_search(&mut self, effects: &mut crate::app::state::Effects) {
        self.shelf.searching = Searching::default();
        self.toggle_menu(MenuKind::Search, effects);
        let text = self.shelf.view.text.clone();
        if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Search) {
            menu.prompt = Prompt::recalled(&text);
            self.search_typed();
        }
    }

    fn searched_text(&self) -> Option<&Prompt> {
        self.menus.last().filter(|menu| menu.kind == MenuKind::Search).map(|menu| &menu.prompt)
    }

    /// Asks what matches what is typed now, and how it may go on.
    pub(in crate::app) fn search_typed(&mut self) {
        let Some((text, cursor)) =
            self.searched_text().map(|prompt| (prompt.text().to_owned(), prompt.parts().0.len()))
        else {
            return;
        };
        self.offer_open();
        let generation = self.next_generation();
        self.shelf.searching.generation = generation;
        self.shelf.ask(Ask::Complete { generation, text: text.clone(), cursor });
        self.shelf.ask(Ask::Search { generation, text, most: MOST });
    }

    /// Takes what matches.
    pub(super) fn take_searched(&mut self, generation: u64, found: Result<Searched, Wrong>) {
        if self.shelf.searching.generation == generation {
            self.shelf.searching.found = Some(found);
            self.shelf.searching.answered = generation;
            self.refresh_search();
            // What was selected stood for what was typed before.
            if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Search) {
                menu.select(|target| matches!(target, Target::ShowFound));
                menu.top = 0;
            }
        }
    }

    /// Takes how what is typed may go on.
    pub(super) fn take_ways(&mut self, generation: u64, ways: Vec<Way>) {
        if self.shelf.searching.generation == generation {
            self.shelf.searching.ways = ways;
            self.refresh_search();
        }
    }

    fn refresh_search(&mut self) {
        if self.searched_text().is_some() {
            self.refresh_menu();
        }
    }

    pub(in crate::app) fn search_title(&self) -> String {
        let what = if self.shelf.open { "Search the library" } else { "Search what is open" };
        match &self.shelf.searching.found {
            Some(Ok(found)) => format!("{what}: {}", crate::app::header::articles(found.listed.len())),
            _ => what.to_owned(),
        }
    }

    /// What is wrong, or the way to show all that matches; ways to go on; the best articles.
    pub(in crate::app) fn search_rows(&self) -> Vec<MenuRow> {
        let searching = &self.shelf.searching;
        let mut rows = Vec::new();
        match &searching.found {
            None => {}
            Some(Err(wrong)) => rows.extend([&wrong.why, &wrong.marked].map(|line| MenuRow::Text(line.clone()))),
            Some(Ok(found)) => rows.push(MenuRow::Item(Item {
                text: format!("Show {} in the list", crate::app::header::articles(found.listed.len())),
                target: Target::ShowFound,
                ..Item::default()
            })),
        }
        let ways: Vec<MenuRow> = searching.ways.iter().take(WAYS).map(way).collect();
        if !ways.is_empty() {
            rows.push(MenuRow::Heading("Go on with".to_owned()));
            rows.extend(ways);
        }
        if let Some(Ok(found)) = &searching.found {
            rows.extend(found.hits.iter().flat_map(hit_rows));
        }
        rows
    }

    /// Puts a way to go on into the prompt.
    pub(in crate::app) fn complete_search(&mut self, text: &str) {
        if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Search) {
            menu.prompt = Prompt::of(text);
            self.search_typed();
        }
    }

    /// Shows what matches in the list, and opens one article of it.
    pub(in crate::app) fn show_found(&mut self, open: Option<ArticleId>) {
        let Some(text) = self.searched_text().map(|prompt| prompt.text().trim().to_owned()) else { return };
        if let Some(Ok(Searched { unfinished: Some(wrong), .. })) = &self.shelf.searching.found {
            // The list stays as it is.
            self.notice = Some(format!("{}: {}", wrong.why, wrong.marked));
            return;
        }
        let Searching { generation, answered, found: Some(Ok(found)), .. } = std::mem::take(&mut self.shelf.searching)
        else {
            return;
        };
        self.menus.clear();
        self.make_room();
        let hit = found.hits.iter().find(|hit| Some(hit.row.id) == open);
        // A query is shown with the best first.
        self.sort_for_view(SortBy::Given);
        let best = match &found.listed {
            Listed::Kept(ids) if answered == generation => ids.first().copied(),
            _ => None,
        };
        if answered == generation {
            (self.shelf.view.text, self.shelf.view.folder) = (found.text, None);
            self.show_searched(found.listed);
        } else {
            // More was typed since.
            self.show_view(&text, None);
        }
        match hit.map(|hit| hit.index.or(self.shelf.index(hit.row.id)).ok_or(hit.row.id)) {
            Some(Ok(index)) => self.jump_to_article(index),
            Some(Err(id)) => self.open_once_there(id),
            // The best is what one wants to see.
            None => match best {
                Some(id) => self.open_best(id),
                None => self.list.shown.first().copied().into_iter().for_each(|best| self.put_in_reader(best)),
            },
        }
    }
}

/// A way to go on.
fn way(way: &Way) -> MenuRow {
    MenuRow::Item(Item {
        text: way.shown.clone(),
        right: way.about.clone(),
        target: Target::Complete(way.text.clone()),
        ..Item::default()
    })
}

/// An article: its title, and where it matches.
fn hit_rows(hit: &SearchHit) -> [MenuRow; 2] {
    let from = [hit.row.source.as_deref(), hit.row.date.as_deref()];
    let item = Item {
        text: hit.snippet.clone(),
        right: from.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        target: Target::OpenFound(hit.row.id),
        ..Item::default()
    };
    [MenuRow::Heading(hit.row.headline.clone()), MenuRow::Item(item)]
}
