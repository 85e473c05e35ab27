//! Keeping the place one is at.

use super::kept::{ArticleKey, Changed, Column, Session, VERSION, entity_key, key_of_id, name_of_focus, sketch};
use super::restore::Restoring;
use crate::app::panes::list::SortBy;
use crate::app::panes::panel::Scope;
use crate::app::reading::reader::Reader;
use crate::app::state::State;
use crate::collection::{ArticleIndex, EntityId, Entry};
use std::borrow::Cow;
use std::collections::HashMap;

/// What the configuration said, before anything was set by key or restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Configured {
    pub(super) measure: u16,
    pub(super) theme: String,
}

impl State {
    /// The place one is at. Takes time in proportion to the collection, about a tenth of a millisecond for a thousand
    /// articles: to be taken now and then, not at each key.
    pub fn session(&self) -> Session {
        let keys = self.article_keys();
        let key = |article: &ArticleIndex| keys.get(*article).map(|(name, nth)| (name.as_ref().to_owned(), *nth));
        let entity = |id: EntityId| entity_key(&self.collection, id);
        let mut read: Vec<ArticleIndex> = self.read.iter().copied().collect();
        read.sort_unstable();
        // The library keeps that itself.
        read.retain(|_| !self.shelf.open);
        let (placed, unfolded) = self.stories_to_keep(key);
        let mut session = Session {
            columns: self
                .readers
                .iter()
                .filter_map(|reader| self.sketch_column(reader, key(&reader.article)?))
                .collect(),
            active: self.active,
            linked: self.linked.is_some(),
            apart: self.comparing.apart,
            focus: name_of_focus(self.focus).to_owned(),
            zen: self.zen,
            find: self
                .find
                .as_ref()
                .filter(|find| !find.prompt.is_blank())
                .map(|find| (find.prompt.text().to_owned(), find.regex)),
            filter: sketch(&self.filter, &self.collection),
            chosen: self.chosen.and_then(entity),
            entity: self.panel.selected.and_then(entity),
            all_entities: self.panel.scope == Scope::Shown,
            hidden_kinds: self.hidden_kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            list_top: self.list.top,
            grouped: self.list.grouped,
            sort: match self.shelf.sort_before.unwrap_or(self.list.sort) {
                sort if sort == SortBy::default() => String::new(),
                sort => sort.label().to_owned(),
            },
            side_widths: self.side_widths,
            measure: self.configured.as_ref().and_then(|was| Changed::of(&was.measure, &self.settings.measure)),
            theme: self.configured.as_ref().and_then(|was| Changed::of(&was.theme, &self.settings.theme)),
            colour: self.marking.colour,
            placed,
            unfolded,
            marked: self.marked.iter().filter_map(key).collect(),
            query: if self.shelf.open { self.shelf.view.text.clone() } else { String::new() },
            folder: self.shelf.view.folder.clone(),
            query_sort: self.shelf.sort_before.map(|_| self.list.sort.label().to_owned()).unwrap_or_default(),
            witnesses: self.witnesses().iter().filter_map(key).collect(),
            read: self.absent.iter().cloned().chain(read.iter().filter_map(key)).collect(),
            version: VERSION,
        };
        if let Some(restoring) = &self.restoring {
            restoring.carry_over(&mut session);
        }
        session
    }

    pub(in crate::app) fn article_keys<'a>(&'a self) -> Vec<(Cow<'a, str>, usize)> {
        let mut seen: HashMap<Cow<'a, str>, usize> = HashMap::new();
        let key = |name: Cow<'a, str>| {
            let next = seen.entry(name.clone()).or_insert(0);
            *next += 1;
            (name, *next - 1)
        };
        self.collection
            .entries()
            .iter()
            .enumerate()
            .map(|(index, entry)| self.name_in_session(index, entry))
            .map(key)
            .collect()
    }

    /// What an article is called in a session: in the library by its number, for of that not always the same articles are here.
    pub(super) fn name_in_session<'a>(&'a self, index: ArticleIndex, entry: &'a Entry) -> Cow<'a, str> {
        match self.shelf.id(index).filter(|_| self.shelf.open) {
            Some(id) => Cow::Owned(key_of_id(id)),
            None => self.roots.name_of(&entry.article.meta.id),
        }
    }

    /// One article for each entity that the session names: with them the names are there again, whatever else of the library is.
    fn witnesses(&self) -> Vec<ArticleIndex> {
        if !self.shelf.open {
            return Vec::new();
        }
        let filtered = self.filter.clauses().iter().flatten().map(|literal| literal.id);
        let named = filtered.chain(self.chosen).chain(self.panel.selected);
        named.filter_map(|id| self.collection.articles_of(id).first().copied()).collect()
    }

    fn sketch_column(&self, reader: &Reader, article: ArticleKey) -> Option<Column> {
        let length = self.collection.entry(reader.article)?.article.text.len();
        // A place that one has scrolled away from would draw the text back to it.
        let rows = self.readers.iter().position(|other| std::ptr::eq(other, reader)).map(|at| self.visible_rows(at))?;
        let end = reader.page.rows.get(reader.top + rows).map_or(usize::MAX, |row| row.span.start);
        let at = reader.at.filter(|at| (reader.page.start_of(reader.top)..end).contains(&at.start));
        let at = at.map(|at| (at.start, at.end));
        // The anchor is where one went to, which may be further down; but it is all there is while rows are on order.
        let waits = reader.page.rows.is_empty() || reader.is_waiting();
        let top = if waits { reader.anchor } else { reader.page.start_of(reader.top) };
        Some(Column { article, length, top, at, unfolded: reader.unfolded })
    }
}

impl Restoring {
    /// Puts into `session` what has not come back yet, so that leaving early loses nothing of it.
    fn carry_over(&self, session: &mut Session) {
        let active = self.found.get(self.session.active).copied().flatten();
        if !self.moved && active.is_none() && !self.session.columns.is_empty() {
            session.columns.clone_from(&self.session.columns);
            (session.active, session.zen) = (self.session.active, self.session.zen);
            (session.linked, session.apart) = (self.session.linked, self.session.apart);
            session.focus.clone_from(&self.session.focus);
            session.find.clone_from(&self.session.find);
        }
        if session.filter.is_empty() {
            session.filter.clone_from(&self.session.filter);
        }
        if session.chosen.is_none() && !self.moved {
            session.chosen.clone_from(&self.session.chosen);
            session.entity.clone_from(&self.session.entity);
        }
        if !self.moved {
            session.list_top = self.session.list_top;
        }
        session.read.splice(0..0, self.outstanding());
    }
}
