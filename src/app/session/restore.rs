//! Bringing a place back while articles come in.

use super::keep::Configured;
use super::kept::{
    ArticleKey, Column, EntityKey, Session, SessionError, entity_of, focus_named, kind_named, sort_named, unsketch,
};
use crate::app::panes::panel::Scope;
use crate::app::prompt::Prompt;
use crate::app::reading::find_bar::FindBar;
use crate::app::reading::reader::Reader;
use crate::app::reading::scroll::Linked;
use crate::app::settings::MEASURES;
use crate::app::shelf::Ask;
use crate::app::state::{Effect, Effects, Focus, State};
use crate::collection::ArticleIndex;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A place that is being restored while articles come in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Restoring {
    pub(super) session: Session,
    /// Read marks whose articles have not come yet.
    pub(super) read: HashSet<ArticleKey>,
    /// How many articles of each name have come.
    seen: HashMap<String, usize>,
    /// For each column, its article once that has come.
    pub(super) found: Vec<Option<ArticleIndex>>,
    /// Whether the reader has gone somewhere else meanwhile.
    pub(super) moved: bool,
}

/// Most articles that are not there any more of which is kept that they were read.
const ABSENT: usize = 20_000;

impl Restoring {
    /// What was read and has not come, longest away first. Of very many, those are dropped that have been away longest.
    pub(super) fn outstanding(&self) -> Vec<ArticleKey> {
        let mut left: Vec<ArticleKey> =
            self.session.read.iter().filter(|key| self.read.contains(key)).cloned().collect();
        left.drain(..left.len().saturating_sub(ABSENT));
        left
    }
}

/// Where one is, to see whether a key has led somewhere else.
#[derive(PartialEq)]
pub(in crate::app) struct Stand(Vec<(ArticleIndex, usize)>, usize, Option<ArticleIndex>, Focus);

impl State {
    /// Brings back a place: at once what needs no article, the rest as articles come in. To be called before any has.
    pub fn restore(&mut self, session: Session) -> Effects {
        let mut effects = Effects::new();
        let configured = self.configured.clone().unwrap_or_else(|| self.configure());
        if let Some(measure) = session.measure.clone().and_then(|measure| measure.over(&configured.measure)) {
            self.settings.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        }
        let theme = session.theme.clone().and_then(|theme| theme.over(&configured.theme));
        if let Some(theme) = theme.filter(|theme| self.settings.themes.contains(theme)) {
            self.settings.theme.clone_from(&theme);
            effects.push(Effect::Theme(theme));
        }
        self.list.grouped = session.grouped;
        self.list.sort = sort_named(&session.sort).unwrap_or_default();
        self.stories.kept = (session.placed.clone(), session.unfolded.clone());
        self.side_widths = session.side_widths;
        self.marking.colour = session.colour;
        self.hidden_kinds = session.hidden_kinds.iter().filter_map(|name| kind_named(name)).collect();
        self.panel.scope = if session.all_entities { Scope::Shown } else { Scope::Article };
        self.restoring = Some(Restoring {
            read: session.read.iter().cloned().collect(),
            found: vec![None; session.columns.len()],
            session,
            ..Restoring::default()
        });
        effects
    }

    /// Brings back the place that the library keeps, beginning with the articles that are needed for it.
    pub(in crate::app) fn return_to_place(&mut self, place: Option<&[u8]>) -> Effects {
        let Some(place) = place.filter(|_| self.settings.session) else { return Effects::new() };
        let session = match Session::from_json(place) {
            Ok(session) => session,
            Err(why) => {
                // What a later version wrote is left as it is.
                self.shelf.place_of_later = matches!(why, SessionError::Newer(_));
                self.notice = Some(format!("where you were last could not be read: {why}"));
                return Effects::new();
            }
        };
        let (wanted, query, folder) = (session.articles_of_library(), session.query.clone(), session.folder.clone());
        let query_sort = sort_named(&session.query_sort);
        let effects = self.restore(session);
        if !wanted.is_empty() {
            self.shelf.ask(Ask::Pull(wanted));
        }
        if !query.is_empty() {
            if let Some(sort) = query_sort {
                self.shelf.sort_before = Some(std::mem::replace(&mut self.list.sort, sort));
            }
            self.show_view(&query, folder);
        }
        effects
    }

    /// Keeps in mind what the configuration says, so that what is set by key can be told from it.
    pub(in crate::app) fn configure(&mut self) -> Configured {
        let configured = Configured { measure: self.settings.measure, theme: self.settings.theme.clone() };
        self.configured.insert(configured).clone()
    }

    /// An article has come: brings back what belongs to it.
    pub(in crate::app) fn restore_article(&mut self, article: ArticleIndex) {
        let Some(mut restoring) = self.restoring.take() else { return };
        if let Some(entry) = self.collection.entry(article) {
            let name = self.name_in_session(article, entry).into_owned();
            let seen = restoring.seen.entry(name.clone()).or_insert(0);
            let key = (name, *seen);
            *seen += 1;
            if restoring.read.remove(&key) {
                self.read.put(article, true);
            }
            if restoring.session.marked.contains(&key) && !self.marked.contains(&article) {
                self.marked.push(article);
            }
            let wanted = restoring.session.columns.iter().zip(&mut restoring.found);
            let slots = wanted.filter(|(column, _)| column.article == key).map(|(_, slot)| *slot = Some(article));
            if slots.count() > 0 && !restoring.moved {
                self.restore_place(&restoring);
            }
        }
        self.restoring = Some(restoring);
    }

    /// Sets the columns that are there side by side as they stood, each at its place.
    fn restore_place(&mut self, restoring: &Restoring) {
        let there = restoring.session.columns.iter().zip(&restoring.found).enumerate();
        let there = there.filter_map(|(number, (column, article))| Some((number, column, (*article)?)));
        let (mut readers, mut active) = (Vec::new(), 0);
        for (number, column, article) in there {
            if number <= restoring.session.active {
                active = readers.len();
            }
            // What stands already keeps its rows.
            let stands = self.readers.iter().find(|reader| reader.article == article && reader.anchor == column.top);
            readers.push(stands.cloned().unwrap_or_else(|| self.reader_at(column, article)));
        }
        (self.readers, self.active) = (readers, active);
        self.list.selected = self.readers.first().map(|reader| reader.article);
        self.linked = restoring.session.linked.then(Linked::default);
        self.comparing.apart = restoring.session.apart;
        self.relink();
        self.panel.stale = true;
        if restoring.found.get(restoring.session.active).copied().flatten().is_some() {
            self.focus = focus_named(&restoring.session.focus);
            self.zen = restoring.session.zen;
            self.find = restoring.session.find.as_ref().map(|(text, regex)| {
                let mut find = FindBar::default();
                (find.prompt, find.regex, find.stale) = (Prompt::of(text), *regex, true);
                find
            });
        }
    }

    /// A reader of `article` where `column` says. The text may have changed since.
    fn reader_at(&self, column: &Column, article: ArticleIndex) -> Reader {
        let mut reader = Reader::of(article);
        let Some(entry) = self.collection.entry(article) else { return reader };
        let text = &entry.article.text;
        reader.unfolded = column.unfolded;
        reader.anchor = column.top.min(text.len());
        let at = column.at.filter(|(start, end)| column.length == text.len() && text.get(*start..*end).is_some());
        reader.at = at.map(|(start, end)| Span::new(start, end));
        reader
    }

    /// All is read: names can be told now. What has not come by now is gone, unless reading was stopped before its end;
    /// that it was read is kept in mind all the same, for it may be back next time.
    pub(in crate::app) fn restore_names(&mut self) {
        let stopped = self.progress.done < self.progress.found;
        let Some(restoring) = self.restoring.take() else { return };
        let entity = |key: &Option<EntityKey>| key.as_ref().and_then(|key| entity_of(&self.collection, key));
        let (chosen, selected) = (entity(&restoring.session.chosen), entity(&restoring.session.entity));
        self.chosen = self.chosen.or(chosen.filter(|_| !restoring.moved));
        if !restoring.moved && restoring.session.columns.is_empty() {
            self.focus = focus_named(&restoring.session.focus);
        }
        if !restoring.moved {
            self.panel.selected = selected.or(self.panel.selected);
        }
        let filter = unsketch(&restoring.session.filter, &self.collection);
        if self.filter.is_empty() && !filter.is_empty() {
            self.filter = filter;
            self.list_rebuild();
            self.panel_count();
            let place = !restoring.moved && restoring.found.iter().any(Option::is_some);
            if !place || self.list.shown.is_empty() {
                self.apply_filter();
            }
        }
        self.panel.stale = true;
        if !restoring.moved {
            self.list.top = restoring.session.list_top;
        }
        if !stopped {
            self.absent = restoring.outstanding();
        }
        self.restoring = stopped.then(|| {
            let mut left = restoring;
            if !self.filter.is_empty() {
                left.session.filter.clear();
            }
            if self.chosen.is_some() {
                left.session.chosen = None;
            }
            left
        });
    }

    pub(in crate::app) fn stand(&self) -> Option<Stand> {
        self.restoring.as_ref()?;
        let readers = self.readers.iter().map(|reader| (reader.article, reader.top)).collect();
        Some(Stand(readers, self.active, self.list.selected, self.focus))
    }

    /// Where a key has led somewhere else, the old place comes back no more; what was read still does.
    pub(in crate::app) fn give_place_up(&mut self, before: Option<Stand>) {
        let moved = before != self.stand();
        if let Some(restoring) = self.restoring.as_mut() {
            restoring.moved |= moved;
        }
    }
}
