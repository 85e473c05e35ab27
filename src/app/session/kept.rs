//! What is kept of a place: ids, positions, names filtered by, and no word of the texts. As JSON.

use crate::analysis::EntityKind;
use crate::app::panes::list::SortBy;
use crate::app::state::Focus;
use crate::app::stories::Placed;
use crate::collection::{Collection, EntityId, Filter, Literal};
use crate::library::{ArticleId, Colour};
use crate::text::sanitize;
use serde::{Deserialize, Serialize};

/// What this program writes. A file of a later version may mean something else by the same words.
pub(super) const VERSION: u32 = 1;

/// Articles that are pulled in at once to bring a place back.
const MOST_OF_LIBRARY: usize = 200;
/// What an article of the library is called, before its number.
const OF_LIBRARY: &str = "library:";

/// What an article of the library is called in its session.
pub(super) fn key_of_id(id: ArticleId) -> String {
    format!("{OF_LIBRARY}{}", id.number())
}

fn id_of_key((name, _): &ArticleKey) -> Option<ArticleId> {
    Some(ArticleId::from_number(name.strip_prefix(OF_LIBRARY)?.parse().ok()?))
}

/// An article by its name, see [`super::roots`], and which of those that share it, in the order of reading.
pub(in crate::app) type ArticleKey = (String, usize);
/// An entity by its kind and the slug of its name.
pub(super) type EntityKey = (String, String);

/// The place one was at in a collection, without a word of its texts: ids, positions, names filtered by. What is as it is
/// by default is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    pub(super) version: u32,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) columns: Vec<Column>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) active: usize,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) linked: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) apart: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) focus: String,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) zen: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) find: Option<(String, bool)>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) filter: Vec<Clause>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) chosen: Option<EntityKey>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) entity: Option<EntityKey>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) all_entities: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) hidden_kinds: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) list_top: usize,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) sort: String,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) grouped: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) side_widths: (Option<u16>, Option<u16>),
    #[serde(skip_serializing_if = "is_default")]
    pub(super) measure: Option<Changed<u16>>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) theme: Option<Changed<String>>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) colour: Colour,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) marked: Vec<ArticleKey>,
    /// The query of the library that is shown, the folder it is, and what that is sorted by.
    #[serde(skip_serializing_if = "is_default")]
    pub(super) query: String,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) folder: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) query_sort: String,
    /// Articles of the library in which the entities named here are found.
    #[serde(skip_serializing_if = "is_default")]
    pub(super) witnesses: Vec<ArticleKey>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) placed: Vec<Placed<ArticleKey>>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) unfolded: Vec<ArticleKey>,
    /// Longest away first, then those that are there.
    #[serde(skip_serializing_if = "is_default")]
    pub(super) read: Vec<ArticleKey>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            version: VERSION,
            columns: Vec::new(),
            active: 0,
            linked: false,
            apart: false,
            focus: String::new(),
            zen: false,
            find: None,
            filter: Vec::new(),
            chosen: None,
            entity: None,
            all_entities: false,
            hidden_kinds: Vec::new(),
            list_top: 0,
            sort: String::new(),
            grouped: false,
            side_widths: (None, None),
            measure: None,
            theme: None,
            colour: Colour::default(),
            marked: Vec::new(),
            query: String::new(),
            folder: None,
            query_sort: String::new(),
            witnesses: Vec::new(),
            placed: Vec::new(),
            unfolded: Vec::new(),
            read: Vec::new(),
        }
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// An open article and where one is in it, in bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Column {
    pub(super) article: ArticleKey,
    /// Bytes of the text, by which one sees whether it has changed since.
    pub(super) length: usize,
    pub(super) top: usize,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) at: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) unfolded: bool,
}

/// A condition of the filter: any of these entities, or, where it says `true`, articles without them.
pub(super) type Clause = Vec<(EntityKey, bool)>;

/// Something set by key, over what the configuration says. Where that says something else now, it has its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Changed<T> {
    pub(super) from: T,
    pub(super) to: T,
}

impl<T: Clone + PartialEq> Changed<T> {
    pub(super) fn of(from: &T, to: &T) -> Option<Self> {
        (from != to).then(|| Self { from: from.clone(), to: to.clone() })
    }

    pub(super) fn over(self, configured: &T) -> Option<T> {
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
    /// How things look in it, without the place in a collection: what is known before that is open.
    #[must_use]
    pub fn look(self) -> Self {
        Self {
            all_entities: self.all_entities,
            hidden_kinds: self.hidden_kinds,
            sort: self.sort,
            grouped: self.grouped,
            side_widths: self.side_widths,
            measure: self.measure,
            theme: self.theme,
            colour: self.colour,
            ..Self::default()
        }
    }

    /// The articles of the library that are needed to bring the place back, those first that are read.
    pub(in crate::app) fn articles_of_library(&self) -> Vec<ArticleId> {
        let columns = self.columns.iter().map(|column| &column.article);
        let mut ids: Vec<ArticleId> = Vec::new();
        for id in columns.chain(&self.witnesses).chain(&self.marked).filter_map(id_of_key) {
            if !ids.contains(&id) && ids.len() < MOST_OF_LIBRARY {
                ids.push(id);
            }
        }
        ids
    }

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
        if version > VERSION {
            return Err(SessionError::Newer(version));
        }
        // It may come with a library from anywhere.
        let mut session: Self = serde_json::from_slice(json)?;
        let clean = |text: &mut String| *text = sanitize::line(text).into_owned();
        clean(&mut session.query);
        session.folder.iter_mut().for_each(clean);
        session.find.iter_mut().for_each(|(text, _)| clean(text));
        Ok(session)
    }

    /// As JSON.
    ///
    /// # Errors
    /// None that a session can cause.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}

/// The order of that label.
pub(super) fn sort_named(label: &str) -> Option<SortBy> {
    SORTS.iter().copied().find(|sort| sort.label() == label)
}

/// The orders there are, to be told by their labels.
const SORTS: &[SortBy] = &[
    SortBy::Given,
    SortBy::Date,
    SortBy::Oldest,
    SortBy::Source,
    SortBy::Match,
    SortBy::Story,
    SortBy::Length,
    SortBy::Novelty,
];

pub(super) fn name_of_focus(focus: Focus) -> &'static str {
    match focus {
        Focus::List => "",
        Focus::Reader => "reader",
        Focus::Panel => "panel",
    }
}

pub(super) fn focus_named(name: &str) -> Focus {
    [Focus::Reader, Focus::Panel].into_iter().find(|focus| name_of_focus(*focus) == name).unwrap_or_default()
}

pub(super) fn kind_named(name: &str) -> Option<EntityKind> {
    EntityKind::ALL.into_iter().find(|kind| kind.name() == name)
}

pub(super) fn entity_key(collection: &Collection, id: EntityId) -> Option<EntityKey> {
    collection.key(id).map(|(kind, slug)| (kind.name().to_owned(), slug.to_owned()))
}

pub(super) fn entity_of(collection: &Collection, (kind, slug): &EntityKey) -> Option<EntityId> {
    collection.find(kind_named(kind)?, slug)
}

/// What is kept of a filter.
pub(super) fn sketch(filter: &Filter, collection: &Collection) -> Vec<Clause> {
    let key = |literal: &Literal| Some((entity_key(collection, literal.id)?, literal.negated));
    filter.clauses().iter().map(|clause| clause.iter().filter_map(key).collect()).collect()
}

/// The filter that is meant. Entities that are gone are left out, and conditions that have none left.
pub(super) fn unsketch(clauses: &[Clause], collection: &Collection) -> Filter {
    let literal =
        |(key, negated): &(EntityKey, bool)| Some(Literal { id: entity_of(collection, key)?, negated: *negated });
    Filter::of_clauses(clauses.iter().map(|clause| clause.iter().filter_map(literal).collect()).collect())
}
