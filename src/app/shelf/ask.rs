//! What the screen asks of the library, and what it answers.

use super::folders::Folder;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::collection::{ArticleIndex, Corrections, Edit, Entry};
use crate::library::{
    About, ArticleId, Change, Correcting, Highlight, HistoryId, Marks, Noted, Order, QueryError, Revision, Row, Shelved,
};
use crate::text::{Span, sanitize};
use std::sync::Arc;

/// An article that is open, to be looked through or kept.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Which.
    pub index: ArticleIndex,
    /// What was written.
    pub article: Arc<Article>,
    /// What is in it.
    pub analysis: Arc<Analysis>,
}

/// What the screen asks of the library.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Articles that were opened from files: queries look through them.
    Offer(Vec<Offered>),
    /// The articles of a view, in order.
    Find {
        /// Which request this is.
        generation: u64,
        /// The query; empty for all articles.
        text: String,
        /// In which order.
        order: Order,
    },
    /// The articles that match what is typed so far, the best first.
    Search {
        /// Which request this is.
        generation: u64,
        /// The query.
        text: String,
        /// How many are to be shown with what matches.
        most: usize,
    },
    /// How what is typed may go on.
    Complete {
        /// Which request this is.
        generation: u64,
        /// What is typed.
        text: String,
        /// Where the cursor stands, in bytes.
        cursor: usize,
    },
    /// What the articles that answer a query have in common.
    About {
        /// Which request this is.
        generation: u64,
        /// The query.
        text: String,
        /// Names that are not to be told: whom it is about.
        names: Vec<String>,
    },
    /// These articles with all that is kept of them.
    Pull(Vec<ArticleId>),
    /// Changes what is kept.
    Change {
        /// What the screen calls this change, until it knows what the library calls it.
        asked: u64,
        /// What is to be done.
        change: Change,
    },
    /// Changes what is kept of open articles, some of which the library may not have: those are added first.
    Keep {
        /// What the screen calls this change.
        asked: u64,
        /// Those that are known there.
        known: Vec<ArticleId>,
        /// Those that may not be.
        new: Vec<Offered>,
        /// What is noted of them all.
        noting: Noting,
    },
    /// Which of these, opened from files, the library has, and what is kept of them.
    Recognise(Vec<Offered>),
    /// All tags.
    Tags,
    /// All highlights and notes.
    Highlights,
    /// Articles with bookmarks and tags.
    Shelved,
    /// What was done.
    History,
    /// These were read, by being opened.
    Read(Vec<(ArticleId, bool)>),
    /// Where articles were left, in bytes of their texts.
    Positions(Vec<(ArticleId, usize)>),
    /// The place one is at, to be kept.
    Place(Vec<u8>),
    /// What changed of an article.
    Revisions(ArticleId),
    /// All that is corrected, as its file has it: the library is to have the same. Nothing is made for it.
    Corrections(Box<Corrections>),
    /// Entities were corrected here, which the library keeps in its history, if there is one.
    Correct {
        /// What came and what went.
        edit: Box<Edit>,
        /// Whether that is a new correction, or one that was undone or done again.
        turn: Correcting,
    },
    /// Takes changes back, or does them again.
    Turn {
        /// Which.
        turn: Turn,
        /// Whether to do them again.
        again: bool,
    },
    /// Brings files, folders, feeds or pages in.
    Add(Vec<String>),
    /// Asks all feeds for what is new.
    Update,
    /// Stops bringing in.
    Stop,
    /// What is in the library may have changed: its folders are to be counted anew.
    Refresh,
}

/// A change of the library that was made from this screen, in the order in which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Own {
    /// As the library calls it.
    Made(HistoryId),
    /// As the screen called it when it asked for it.
    Asked(u64),
}

/// Changes of the library to be taken back, or to be done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One that was made from this screen.
    Own(Own),
    /// The latest that the reader made before this session.
    Earlier,
    /// These, in this order.
    These(Vec<HistoryId>),
    /// The latest of all; to be done again, the one that was undone last.
    Latest,
}

/// What became of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Whether they were to be done again.
    pub again: bool,
    /// The one that was asked for, where it was made from this screen.
    pub own: Option<Own>,
    /// Whether it failed, and all is as it was. Why is said by itself.
    pub failed: bool,
    /// Those that are undone now, or done.
    pub turned: Vec<HistoryId>,
    /// What they were, in a clean line; `None` where there was none.
    pub what: Option<String>,
    /// How much of it stays as it is, since later changes were about the same.
    pub left: usize,
    /// Whether it was undone already, or done: somebody else was faster.
    pub was_so: bool,
}

/// What is noted of an article, whether or not the library has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Noting {
    /// It is bookmarked, or is not any more.
    Bookmark(bool),
    /// It gets a tag, or loses it.
    Tag(String, bool),
    /// A passage of it is highlighted.
    Highlight(Box<Highlight>),
}

impl Noting {
    /// The change of the library that notes it of these.
    pub fn of(self, articles: Vec<ArticleId>) -> Change {
        match self {
            Self::Bookmark(on) => Change::Bookmark(articles.into_iter().map(|article| (article, on)).collect()),
            Self::Tag(tag, on) => Change::Tag { articles, tag, on },
            Self::Highlight(highlight) => {
                let highlighted = |article| Change::Highlight { article, highlight: (*highlight).clone() };
                let mut changes: Vec<Change> = articles.into_iter().map(highlighted).collect();
                if changes.len() == 1 { changes.remove(0) } else { Change::Many(changes) }
            }
        }
    }
}

/// Changes that are listed, at most.
pub const DEEDS: usize = 500;

/// Something that was done to the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Which.
    pub id: HistoryId,
    /// When, in words.
    pub when: String,
    /// What, in one clean line.
    pub what: String,
    /// Whether it is undone.
    pub undone: bool,
    /// Its place among those that are done again next, the highest first; 0 where it must be chosen.
    pub turn: i64,
    /// Whether articles came in by it, instead of something being done to them.
    pub is_import: bool,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// In one line.
    pub why: String,
    /// The query, the wrong part of it between marks, on one line.
    pub marked: String,
}

impl Wrong {
    /// What is wrong with `text`; all of it clean.
    pub fn of(error: &QueryError, text: &str) -> Self {
        Self {
            why: sanitize::line(&error.to_string()).into_owned(),
            marked: sanitize::line(&marked(text, error.span)).into_owned(),
        }
    }
}

/// `text` with marks round the part that is wrong.
fn marked(text: &str, span: Span) -> String {
    let end = text.len();
    let part = |from: usize, to: usize| text.get(from.min(end)..to.min(end)).unwrap_or_default();
    format!("{}»{}«{}", part(0, span.start), part(span.start, span.end), part(span.end, end))
}

/// A way in which what is typed may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What it adds.
    pub shown: String,
    /// What that is: a field, a person, how many articles have it.
    pub about: String,
    /// All that is typed then.
    pub text: String,
}

/// An article that was pulled in.
pub struct Pulled {
    /// What it is called in the library.
    pub id: ArticleId,
    /// The article with its analysis.
    pub entry: Entry,
    /// What is kept of it.
    pub marks: Marks,
}

/// An article that matches what is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// What a list shows of it.
    pub row: Row,
    /// Which it is, where it is open from a file.
    pub index: Option<ArticleIndex>,
    /// Where it matches, in one clean line.
    pub snippet: String,
}

/// The articles of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Of the library.
    Kept(Vec<ArticleId>),
    /// Open from files.
    Open(Vec<ArticleIndex>),
}

impl Listed {
    /// Number of articles.
    pub fn len(&self) -> usize {
        match self {
            Self::Kept(ids) => ids.len(),
            Self::Open(indices) => indices.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What matches what is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Searched {
    /// The query, written so that it finds the same once it is not being typed any more: its last word may go on.
    pub text: String,
    /// All of it, the best first.
    pub listed: Listed,
    /// The first of them.
    pub hits: Vec<SearchHit>,
    /// What is wrong with it as it stands, where it could only be understood as one that is still being typed.
    pub unfinished: Option<Wrong>,
}

/// How bringing in goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importing {
    /// Files or feeds done.
    pub done: usize,
    /// Files or feeds found so far.
    pub found: usize,
    /// Articles that are new.
    pub new: usize,
    /// Articles a second.
    pub rate: f32,
    /// Seconds it will still take, once that can be told.
    pub left: Option<u64>,
    /// Whether it is over.
    pub finished: bool,
}

/// What the library answers.
pub enum Reply {
    /// It is open.
    Opened {
        /// Why nothing can be kept, where that is so.
        read_only: Option<String>,
        /// The place where one was last, where one is kept.
        place: Option<Vec<u8>>,
    },
    /// The articles of a view.
    Found {
        /// The request.
        generation: u64,
        /// Those, or what is wrong with the query.
        found: Result<Listed, Wrong>,
    },
    /// What matches what is typed.
    Searched {
        /// The request.
        generation: u64,
        /// That, or what is wrong with the query.
        found: Result<Searched, Wrong>,
    },
    /// How what is typed may go on.
    Completed {
        /// The request.
        generation: u64,
        /// In which ways.
        ways: Vec<Way>,
    },
    /// What the articles that answer a query have in common.
    About {
        /// The request.
        generation: u64,
        /// That, or what is wrong with the query.
        about: Result<About, Wrong>,
    },
    /// All articles of the library, the newest first.
    Listed(Listed),
    /// Articles that were asked for.
    Pulled {
        /// How many were.
        asked: usize,
        /// Those that are there.
        pulled: Vec<Pulled>,
    },
    /// What an article that is open from a file is called in the library.
    Known(ArticleIndex, ArticleId),
    /// What is kept of articles now.
    Marks(Vec<(ArticleId, Marks)>),
    /// A correction was taken back in the library, or made again, or another program has corrected: what came and went.
    Corrected(Box<Edit>),
    /// A change was made; `None`: it has changed nothing, or could not be made, and there is nothing of it to undo.
    Made(u64, Option<HistoryId>),
    /// All tags, and how many articles have each.
    Tags(Vec<(String, usize)>),
    /// All highlights, the newest first.
    Highlights(Vec<Noted>),
    /// Articles with bookmarks and tags.
    Shelved(Shelved),
    /// What was done, the latest first.
    History(Vec<Deed>),
    /// The saved queries.
    Folders(Vec<Folder>),
    /// How bringing in goes.
    Importing(Importing),
    /// The revisions of an article, the newest first.
    Revisions(ArticleId, Vec<Revision>),
    /// Somebody else has changed the library.
    Elsewhere,
    /// Changes were taken back, or done again.
    Undone(Undone),
    /// It cannot be done, and why.
    Failed(String),
}
