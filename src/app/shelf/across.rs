//! Across the library: all about an entity, articles like this one, other accounts of what it tells.

use crate::app::panes::list::SortBy;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, quoted};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days before and after an article in which others may tell of the same event.
const DAYS: i32 = 4;

impl State {
    /// Shows all articles that name the current entity, the oldest first: what became of it.
    pub(in crate::app) fn show_entity_across(&mut self) {
        let Some(id) = self.meant_entity() else { return self.ask_for_entity() };
        let Some(entity) = self.collection.entity(id) else { return };
        let names = std::iter::once(&entity.name).chain(entity.aliases.iter().filter(|alias| alias.contains(' ')));
        let asked: Vec<String> = names.map(|name| format!("entity:{}", quoted(name))).collect();
        self.sort_for_view(SortBy::Oldest);
        self.show_view(&asked.join(" or "), None);
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
