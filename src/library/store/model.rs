//! What the library hands out: numbers, rows of lists, articles with what was noted of them.

use super::anchor::is_same;
use super::{Anchor, Ground};
use crate::analysis::Analysis;
use crate::article::Article;
use serde::{Deserialize, Serialize};

/// An article of a library, for as long as that lives: no other article ever gets its number. A new revision of the article
/// keeps it; the one before goes on under a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub(in crate::library) i64);

impl ArticleId {
    /// The number, to be shown or kept in a session.
    pub fn number(self) -> i64 {
        self.0
    }

    /// From a number that was kept. There need be no such article.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }
}

/// A highlight of a library. As with articles, numbers are not used again; [`HighlightId::NEW`] asks for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HighlightId(pub(super) i64);

impl HighlightId {
    /// Not in the library yet.
    pub const NEW: Self = Self(0);
}

/// What a list shows of an article: no text. Every field stands on one clean line.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which article.
    pub id: ArticleId,
    /// What it is called within its collection: [`crate::article::Meta::id`].
    pub name: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its title, else what stands in for it, with a sign where that is cut.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// The day, `YYYY-MM-DD`, else as it was given.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Words outside page furniture.
    pub words: usize,
    /// When it came in, in seconds since 1970.
    pub added: i64,
    /// Whether it was read.
    pub read: bool,
    /// How far, in bytes of its text.
    pub position: usize,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// How much of it is new beside the other accounts, from 0 to 1, where that was counted.
    pub novelty: Option<f64>,
    /// The revision before this one.
    pub before: Option<ArticleId>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// Number of its highlights.
    pub highlights: usize,
}

/// An article as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Which article.
    pub id: ArticleId,
    /// What was written, page furniture included.
    pub article: Article,
    /// What is in it; `None` where that was found by another version of the recogniser, or is damaged: analyse it anew and hand
    /// it to [`super::Library::reanalysed`].
    pub analysis: Option<Analysis>,
    /// What the reader noted.
    pub marks: Marks,
}

/// What the reader noted of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Whether it was read.
    pub read: bool,
    /// How far, in bytes of its text.
    pub position: usize,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// Tags in alphabetical order.
    pub tags: Vec<String>,
    /// Highlights in the order of the text; behind them those whose words are gone from it.
    pub highlights: Vec<Highlight>,
}

impl Marks {
    /// The highlights that stand in the text.
    pub fn standing(&self) -> &[Highlight] {
        let standing = self.highlights.iter().position(|highlight| highlight.gone).unwrap_or(self.highlights.len());
        self.highlights.get(..standing).unwrap_or_default()
    }

    /// Puts the highlights in their order.
    pub fn sort(&mut self) {
        self.highlights.sort_by_key(|one| (one.gone, one.anchor.span.start, one.anchor.span.end));
    }
}

/// A passage that the reader marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Which; [`HighlightId::NEW`] before it is in the library.
    pub id: HighlightId,
    /// Where.
    pub anchor: Anchor,
    /// In which colour.
    pub colour: Colour,
    /// What the reader says to it.
    pub note: Option<String>,
    /// The words that it was noted on, where the text says it in other words by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Whether its words are not in the text any more; the anchor says where they stood, and between what.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl Highlight {
    /// One that is not in the library yet.
    pub fn new(anchor: Anchor, colour: Colour, note: Option<String>) -> Self {
        Self { id: HighlightId::NEW, anchor, colour, note, was: None, gone: false }
    }

    /// The same in another version of its text: where its words stand there, else where those stand that it was
    /// noted on; gone, where neither do.
    pub fn found_in(mut self, ground: &Ground) -> Self {
        if !self.gone && ground.has(&self.anchor) {
            return self;
        }
        let first = self.was.as_ref().map(|was| Anchor { quote: was.clone(), ..self.anchor.clone() });
        let found = first.and_then(|first| ground.find(&first)).or_else(|| ground.find(&self.anchor));
        self.gone = found.is_none();
        if let Some(anchor) = found {
            let noted = self.was.take().unwrap_or(self.anchor.quote);
            self.was = (!is_same(&noted, &anchor.quote)).then_some(noted);
            self.anchor = anchor;
        }
        self
    }
}

/// Colours of highlights. How they look is the theme's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// The first choice.
    #[default]
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Pink.
    Pink,
    /// Purple.
    Purple,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Purple];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Purple => "purple",
        }
    }

    /// The number that the database has for it.
    pub(super) fn code(self) -> u8 {
        self as u8
    }

    /// The colour of a number; the first where there is none.
    pub(super) fn of_code(code: i64) -> Self {
        usize::try_from(code).ok().and_then(|at| Self::ALL.get(at)).copied().unwrap_or_default()
    }
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that are shown: neither removed nor replaced by a newer revision.
    pub articles: usize,
    /// Those of them that were not read.
    pub unread: usize,
    /// Those that are bookmarked.
    pub bookmarked: usize,
    /// Earlier revisions.
    pub revisions: usize,
    /// Articles that were removed and can be brought back.
    pub removed: usize,
    /// Highlights.
    pub highlights: usize,
    /// Feeds.
    pub feeds: usize,
}
