//! Mentions, and the entities of one article behind them.

use crate::text::Span;
use serde::Serialize;

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, ministry, party, team, court, newspaper.
    Organization,
    /// A country, city, region, river, building or facility.
    Place,
    /// A nationality, religion or political group.
    Group,
    /// A named event.
    Event,
}

impl EntityKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [EntityKind; 5] = [Self::Person, Self::Organization, Self::Place, Self::Group, Self::Event];

    /// The name that the JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Group => "group",
            Self::Event => "event",
        }
    }

    /// What one of them is called on the screen.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Organization => "organisation",
            other => other.name(),
        }
    }

    /// The same behind its article: "a person".
    pub fn with_article(self) -> String {
        let article = if matches!(self, Self::Organization | Self::Event) { "an" } else { "a" };
        format!("{article} {}", self.singular())
    }

    /// What several of them are called, as a heading.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organization => "Organisations",
            Self::Place => "Places",
            Self::Group => "Groups",
            Self::Event => "Events",
        }
    }
}

/// One place where an article names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the article's text. Holds no title, no leading "the", no possessive ending.
    pub span: Span,
    /// What kind of thing is named.
    pub kind: EntityKind,
    /// Index into [`super::Analysis::entities`].
    pub entity: usize,
}

/// An entity as one article presents it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// A slug of its name, unique within the article: `vladimir-putin`.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The other names it goes by here.
    pub aliases: Vec<String>,
    /// What the article calls it: "Russian President".
    pub roles: Vec<String>,
    /// Number of its mentions.
    pub count: usize,
}
