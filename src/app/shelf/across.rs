//! Across the library: all about an entity, articles like this one, other accounts of what it tells.

use super::ask::{Ask, Wrong};
use crate::app::menu::{Item, MenuKind, MenuRow, Target};
use crate::app::panes::list::SortBy;
use crate::app::state::{Effects, State};
use crate::collection::ArticleIndex;
use crate::library::{About, ArticleId, Neighbour, quoted};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days before and after an article in which others may tell of the same event.
const DAYS: i32 = 4;

/// What is told of many articles of the library together: those that name an entity, or those of the view.
#[derive(Default)]
pub(super) struct Across {
    generation: u64,
    /// The entity; none where it is about the view.
    name: Option<String>,
    /// The query for the articles.
    text: String,
    about: Option<Result<About, Wrong>>,
}

impl State {
    /// Asks when the current entity is named in the library, and together with whom.
    pub(in crate::app) fn show_entity_across(&mut self, effects: &mut Effects) {
        let Some(id) = self.meant_entity() else { return self.ask_for_entity() };
        let Some(entity) = self.collection.entity(id) else { return };
        let names = std::iter::once(&entity.name).chain(entity.aliases.iter().filter(|alias| alias.contains(' ')));
        let names: Vec<String> = names.cloned().collect();
        let asked: Vec<String> = names.iter().map(|name| format!("entity:{}", quoted(name))).collect();
        let name = Some(entity.name.clone());
        self.ask_about(name, asked.join(" or "), names, effects);
    }

    /// Asks who is named in all articles of the view, pulled in or not, and when they are from.
    pub(in crate::app) fn show_names_of_view(&mut self, effects: &mut Effects) {
        let is_narrowed = !self.filter.is_empty();
        let text = if is_narrowed { self.query_of_list() } else { self.shelf.view.text.clone() };
        self.ask_about(None, text, Vec::new(), effects);
    }

    fn ask_about(&mut self, name: Option<String>, text: String, names: Vec<String>, effects: &mut Effects) {
        self.offer_open();
        let generation = self.next_generation();
        self.shelf.ask(Ask::About { generation, text: text.clone(), names });
        self.shelf.across = Across { generation, name, text, about: None };
        self.toggle_menu(MenuKind::Across, effects);
    }

    /// Takes what was asked about.
    pub(super) fn take_about(&mut self, generation: u64, about: Result<About, Wrong>) {
        if self.shelf.across.generation == generation {
            self.shelf.across.about = Some(about);
            self.refresh_menus();
        }
    }

    pub(in crate::app) fn across_title(&self) -> String {
        let place = if self.shelf.open { "in the library" } else { "in what is open" };
        match &self.shelf.across {
            Across { name: Some(name), .. } => format!("{name} {place}"),
            Across { text, .. } if text.is_empty() => format!("All articles {place}"),
            Across { text, .. } => format!("{text} {place}"),
        }
    }

    /// All articles; when they are from; whom they name.
    pub(in crate::app) fn across_rows(&self) -> Vec<MenuRow> {
        let Across { name, text, about, .. } = &self.shelf.across;
        let about = match about {
            None => return vec![MenuRow::Text("looking through the library …".to_owned())],
            Some(Err(wrong)) => return vec![MenuRow::Text(wrong.why.clone())],
            Some(Ok(about)) => about,
        };
        let row = |label: &str, text: String, articles: usize, query: String| {
            let right = crate::app::header::articles(articles);
            MenuRow::Item(Item { label: label.to_owned(), text, right, target: Target::Query(query) })
        };
        let narrowed = |to: String| if text.is_empty() { to } else { format!("({text}) {to}") };
        let mut rows = vec![row("", "Show all, the oldest first".to_owned(), about.articles, text.clone())];
        if !about.periods.is_empty() {
            rows.push(MenuRow::Heading("When".to_owned()));
        }
        let of_period = |(period, articles): &(String, usize)| {
            row("", period.clone(), *articles, narrowed(format!("date:{period}")))
        };
        rows.extend(about.periods.iter().map(of_period));
        if !about.neighbours.is_empty() {
            rows.push(MenuRow::Heading(if name.is_some() { "Together with" } else { "Who is named" }.to_owned()));
        }
        let with = |Neighbour { kind, name, articles }: &Neighbour| {
            row(kind.name(), name.clone(), *articles, narrowed(format!("entity:{}", quoted(name))))
        };
        rows.extend(about.neighbours.iter().map(with));
        rows
    }

    /// Shows the articles that answer a query, the oldest first.
    pub(in crate::app) fn show_oldest_first(&mut self, text: &str) {
        if !text.is_empty() {
            self.sort_for_view(SortBy::Oldest);
        }
        self.show_view(text, None);
        if text.is_empty() {
            // The whole library has the order that the reader gives it, and this is one.
            self.list.sort = SortBy::Oldest;
            self.ask_view();
        }
    }

    /// Shows the articles that are most like the open one.
    pub(in crate::app) fn show_alike(&mut self) {
        if let Some((_, id)) = self.open_in_library() {
            self.sort_for_view(SortBy::Given);
            self.show_view(&format!("like:{}", id.number()), None);
        }
    }

    /// Shows what may be other accounts of what the open article tells: those like it, of the days round its own.
    pub(in crate::app) fn show_other_accounts(&mut self) {
        let Some((article, id)) = self.open_in_library() else { return };
        let date = self.collection.entry(article).and_then(|entry| entry.article.meta.date.as_deref());
        let Some(date) = date.and_then(|date| date.parse::<Date>().ok()) else {
            self.notice = Some("the article has no date, by which other accounts of the same could be told".to_owned());
            return;
        };
        let (from, to) = (date.saturating_sub(DAYS.days()), date.saturating_add(DAYS.days()));
        self.sort_for_view(SortBy::Given);
        self.show_view(&format!("like:{} date:{from}..{to}", id.number()), None);
    }

    /// The open article and its name in the library; says so where there is none.
    fn open_in_library(&mut self) -> Option<(ArticleIndex, ArticleId)> {
        let article = self.open_article()?;
        let id = self.shelf.id(article).filter(|_| self.shelf.open);
        if id.is_none() {
            self.notice = Some("that looks across the library; this article is open from a file".to_owned());
        }
        Some((article, id?))
    }
}
