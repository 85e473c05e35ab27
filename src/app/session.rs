//! The place one was at: what is kept of it, and how it comes back.

use super::panes::list::SortBy;
use super::panes::panel::Scope;
use super::prompt::Prompt;
use super::reading::find_bar::FindBar;
use super::reading::reader::Reader;
use super::reading::scroll::Linked;
use super::settings::MEASURES;
use super::state::{Effect, Effects, Focus, State};
use crate::analysis::EntityKind;
use crate::collection::{ArticleIndex, Collection, EntityId, Filter, Literal};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What this program writes. A file of a later version may mean something else by the same words.
const VERSION: u32 = 1;

/// An article by its id, and which of those that share the id, in the order of reading.
type ArticleKey = (String, usize);
/// An entity by its kind and the slug of its name.
type EntityKey = (String, String);

/// The place one was at in a collection, without a word of its texts: ids, positions, names filtered by. What is as it is
/// by default is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    version: u32,
    #[serde(skip_serializing_if = "is_default")]
    columns: Vec<Column>,
    #[serde(skip_serializing_if = "is_default")]
    active: usize,
    #[serde(skip_serializing_if = "is_default")]
    linked: bool,
    #[serde(skip_serializing_if = "is_default")]
    focus: String,
    #[serde(skip_serializing_if = "is_default")]
    zen: bool,
    #[serde(skip_serializing_if = "is_default")]
    find: Option<(String, bool)>,
    #[serde(skip_serializing_if = "is_default")]
    filter: Vec<Clause>,
    #[serde(skip_serializing_if = "is_default")]
    chosen: Option<EntityKey>,
    #[serde(skip_serializing_if = "is_default")]
    entity: Option<EntityKey>,
    #[serde(skip_serializing_if = "is_default")]
    all_entities: bool,
    #[serde(skip_serializing_if = "is_default")]
    hidden_kinds: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    sort: String,
    #[serde(skip_serializing_if = "is_default")]
    grouped: bool,
    #[serde(skip_serializing_if = "is_default")]
    side_widths: (Option<u16>, Option<u16>),
    #[serde(skip_serializing_if = "is_default")]
    measure: Option<Changed<u16>>,
    #[serde(skip_serializing_if = "is_default")]
    theme: Option<Changed<String>>,
    #[serde(skip_serializing_if = "is_default")]
    marked: Vec<ArticleKey>,
    #[serde(skip_serializing_if = "is_default")]
    read: Vec<ArticleKey>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            version: VERSION,
            columns: Vec::new(),
            active: 0,
            linked: false,
            focus: String::new(),
            zen: false,
            find: None,
            filter: Vec::new(),
            chosen: None,
            entity: None,
            all_entities: false,
            hidden_kinds: Vec::new(),
            sort: String::new(),
            grouped: false,
            side_widths: (None, None),
            measure: None,
            theme: None,
            marked: Vec::new(),
            read: Vec::new(),
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// An open article and where one is in it, in bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Column {
    article: ArticleKey,
    /// Bytes of the text, by which one sees whether it has changed since.
    length: usize,
    top: usize,
    #[serde(skip_serializing_if = "is_default")]
    at: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "is_default")]
    unfolded: bool,
}

/// A condition of the filter: any of these entities, or, where it says `true`, articles without them.
type Clause = Vec<(EntityKey, bool)>;

/// Something set by key, over what the configuration says. Where that says something else now, it has its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Changed<T> {
    from: T,
    to: T,
}

impl<T: Clone + PartialEq> Changed<T> {
    fn of(from: &T, to: &T) -> Option<Self> {
        (from != to).then(|| Self { from: from.clone(), to: to.clone() })
    }

    fn over(self, configured: &T) -> Option<T> {
        (self.from == *configured).then_some(self.to)
    }
}

/// Why what was kept cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// It is not what this program writes.
    #[error("not a session: {0}")]
    Json(#[from] serde_json::Error),
    /// A later version of this program wrote it.
    #[error("written by a later version of crossread ({0})")]
    Newer(u32),
}

impl Session {
    /// From JSON.
    ///
    /// # Errors
    /// Anything but what [`Session::to_json`] of this version or an earlier one gave.
    pub fn from_json(json: &[u8]) -> Result<Self, SessionError> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let Version { version } = serde_json::from_slice(json)?;
        if version > VERSION { Err(SessionError::Newer(version)) } else { Ok(serde_json::from_slice(json)?) }
    }

    /// As JSON.
    ///
    /// # Errors
    /// None that a session can cause.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}

/// What the configuration said, before anything was set by key or restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Configured {
    measure: u16,
    theme: String,
}

/// A place that is being restored while articles come in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Restoring {
    session: Session,
    /// Read marks whose articles have not come yet.
    read: HashSet<ArticleKey>,
    /// How many articles of each id have come.
    seen: HashMap<String, usize>,
    /// For each column, its article once that has come.
    found: Vec<Option<ArticleIndex>>,
    /// Whether the reader has gone somewhere else meanwhile.
    moved: bool,
}

/// Where one is, to see whether a key has led somewhere else.
#[derive(PartialEq)]
pub(super) struct Stand(Vec<(ArticleIndex, usize)>, usize, Option<ArticleIndex>, Focus);

impl State {
    /// The place one is at. Takes time in proportion to the collection, about a tenth of a millisecond for a thousand
    /// articles: to be taken now and then, not at each key.
    pub fn session(&self) -> Session {
        let keys = self.article_keys();
        let key = |article: &ArticleIndex| keys.get(*article).map(|(id, nth)| ((*id).to_owned(), *nth));
        let entity = |id: EntityId| entity_key(&self.collection, id);
        let mut read: Vec<ArticleIndex> = self.read.iter().copied().collect();
        read.sort_unstable();
        let mut session = Session {
            columns: self
                .readers
                .iter()
                .filter_map(|reader| self.sketch_column(reader, key(&reader.article)?))
                .collect(),
            active: self.active,
            linked: self.linked.is_some(),
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
            grouped: self.list.grouped,
            sort: if self.list.sort == SortBy::default() { String::new() } else { self.list.sort.label().to_owned() },
            side_widths: self.side_widths,
            measure: self.configured.as_ref().and_then(|was| Changed::of(&was.measure, &self.settings.measure)),
            theme: self.configured.as_ref().and_then(|was| Changed::of(&was.theme, &self.settings.theme)),
            marked: self.marked.iter().filter_map(key).collect(),
            read: read.iter().filter_map(key).collect(),
            version: VERSION,
        };
        if let Some(restoring) = &self.restoring {
            restoring.carry_over(&mut session);
        }
        session
    }

    /// Brings back a place: at once what needs no article, the rest as articles come in. To be called before any has.
    pub fn restore(&mut self, session: Session) -> Effects {
        let mut effects = Effects::new();
        let configured = self.configure();
        if let Some(measure) = session.measure.clone().and_then(|measure| measure.over(&configured.measure)) {
            self.settings.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        }
        let theme = session.theme.clone().and_then(|theme| theme.over(&configured.theme));
        if let Some(theme) = theme.filter(|theme| self.settings.themes.contains(theme)) {
            self.settings.theme.clone_from(&theme);
            effects.push(Effect::Theme(theme));
        }
        self.list.grouped = session.grouped;
        self.list.sort = SORTS.iter().copied().find(|sort| sort.label() == session.sort).unwrap_or_default();
        self.side_widths = session.side_widths;
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

    /// Keeps in mind what the configuration says, so that what is set by key can be told from it.
    pub(super) fn configure(&mut self) -> Configured {
        let configured = Configured { measure: self.settings.measure, theme: self.settings.theme.clone() };
        self.configured.insert(configured).clone()
    }

    /// An article has come: brings back what belongs to it.
    pub(super) fn restore_article(&mut self, article: ArticleIndex) {
        let Some(mut restoring) = self.restoring.take() else { return };
        if let Some(entry) = self.collection.entry(article) {
            let id = entry.article.meta.id.clone();
            let seen = restoring.seen.entry(id.clone()).or_insert(0);
            let key = (id, *seen);
            *seen += 1;
            if restoring.read.remove(&key) {
                self.read.insert(article);
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

    /// All is read: names can be told now. What has not come by now is gone, unless reading was stopped before its end.
    pub(super) fn restore_names(&mut self) {
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

    pub(super) fn stand(&self) -> Option<Stand> {
        self.restoring.as_ref()?;
        let readers = self.readers.iter().map(|reader| (reader.article, reader.top)).collect();
        Some(Stand(readers, self.active, self.list.selected, self.focus))
    }

    /// Where a key has led somewhere else, the old place comes back no more; what was read still does.
    pub(super) fn give_place_up(&mut self, before: Option<Stand>) {
        let moved = before != self.stand();
        if let Some(restoring) = self.restoring.as_mut() {
            restoring.moved |= moved;
        }
    }

    fn article_keys(&self) -> Vec<(&str, usize)> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let key = |id| {
            let nth = seen.entry(id).or_insert(0);
            *nth += 1;
            (id, *nth - 1)
        };
        self.collection.entries().iter().map(|entry| entry.article.meta.id.as_str()).map(key).collect()
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
            (session.active, session.linked, session.zen) =
                (self.session.active, self.session.linked, self.session.zen);
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
        let mut read: Vec<ArticleKey> = self.read.iter().cloned().collect();
        read.sort_unstable();
        session.read.extend(read);
    }
}

/// The orders there are, to be told by their labels.
const SORTS: &[SortBy] = &[SortBy::Given, SortBy::Date, SortBy::Source, SortBy::Match];

fn name_of_focus(focus: Focus) -> &'static str {
    match focus {
        Focus::List => "",
        Focus::Reader => "reader",
        Focus::Panel => "panel",
    }
}

fn focus_named(name: &str) -> Focus {
    [Focus::Reader, Focus::Panel].into_iter().find(|focus| name_of_focus(*focus) == name).unwrap_or_default()
}

fn kind_named(name: &str) -> Option<EntityKind> {
    EntityKind::ALL.into_iter().find(|kind| kind.name() == name)
}

fn entity_key(collection: &Collection, id: EntityId) -> Option<EntityKey> {
    collection.key(id).map(|(kind, slug)| (kind.name().to_owned(), slug.to_owned()))
}

fn entity_of(collection: &Collection, (kind, slug): &EntityKey) -> Option<EntityId> {
    collection.find(kind_named(kind)?, slug)
}

/// What is kept of a filter.
fn sketch(filter: &Filter, collection: &Collection) -> Vec<Clause> {
    let key = |literal: &Literal| Some((entity_key(collection, literal.id)?, literal.negated));
    filter.clauses().iter().map(|clause| clause.iter().filter_map(key).collect()).collect()
}

/// The filter that is meant. Entities that are gone are left out, and conditions that have none left.
fn unsketch(clauses: &[Clause], collection: &Collection) -> Filter {
    let literal =
        |(key, negated): &(EntityKey, bool)| Some(Literal { id: entity_of(collection, key)?, negated: *negated });
    Filter::of_clauses(clauses.iter().map(|clause| clause.iter().filter_map(literal).collect()).collect())
}
