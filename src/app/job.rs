//! Work that may be too long for the drawing thread. A job carries the generation of its request; the answer to a
//! request that a newer one has replaced is dropped.

use super::comparing::{Compared, choose_next};
use super::reading::find_all::{Found, look_through};
use super::reading::page::Page;
use super::reading::{Hits, Query};
use crate::article::Article;
use crate::collection::{ArticleIndex, EntityId, Known, Suggestion, suggest};
use crate::compare::{Gathered, Stories, Telling};
use std::sync::Arc;

/// Up to this many bytes of text a job is done at once: below a millisecond or two, where a thread would gain nothing.
const AT_ONCE: usize = 64 * 1024;

/// What to work out.
#[derive(Clone, Debug)]
pub enum Task {
    /// Set an article in rows.
    LayOut {
        /// The article.
        article: Arc<Article>,
        /// Columns.
        width: u16,
        /// With its page furniture.
        unfolded: bool,
    },
    /// Find words in an article.
    Find {
        /// The article.
        article: Arc<Article>,
        /// What is looked for.
        query: Query,
        /// In its page furniture too.
        unfolded: bool,
    },
    /// Find words in many articles, but not in their page furniture.
    FindAll {
        /// The articles.
        articles: Vec<(ArticleIndex, Arc<Article>)>,
        /// What is looked for.
        query: Query,
    },
    /// Look for entities that may be one.
    Suggest {
        /// The entities.
        known: Known,
    },
    /// Compare accounts.
    Compare {
        /// The accounts.
        gathered: Gathered,
    },
    /// Put articles into the stories that they tell.
    Tell {
        /// The stories of those before.
        stories: Box<Stories>,
        /// The articles.
        tellings: Vec<Telling>,
    },
    /// Of each pair of an article and another, find the one that tells most of the same.
    ChooseNext {
        /// The pairs.
        pairs: Vec<Gathered>,
        /// How many passages it has at least in common.
        least: usize,
    },
}

/// A task that was asked for.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which request this is.
    pub generation: u64,
    /// What to work out.
    pub task: Task,
}

/// What a job worked out.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The article in rows.
    Page(Page),
    /// Where the words stand, or why they cannot be looked for.
    Hits(Result<Hits, String>),
    /// The articles in which the words stand, or why they cannot be looked for.
    Found(Result<Vec<Found>, String>),
    /// Entities that may be one, and the names that each goes by.
    Suggestions(Vec<Suggestion>, Vec<(EntityId, String)>),
    /// How accounts relate.
    Compared(Box<Compared>),
    /// Which articles tell of the same event.
    Stories(Box<Stories>),
    /// The article that tells most of the same, if one does.
    Next(Option<ArticleIndex>),
    /// Nothing, and why.
    Failed(String),
}

/// A finished job.
#[derive(Clone, Debug)]
pub struct Done {
    /// The request it answers.
    pub generation: u64,
    /// What it found.
    pub answer: Answer,
}

impl Job {
    /// Whether it is small enough for the drawing thread.
    pub fn is_small(&self) -> bool {
        match &self.task {
            Task::LayOut { article, .. } => article.text.len() <= AT_ONCE,
            // How long an expression takes is not to be known beforehand.
            Task::Find { query, .. } | Task::FindAll { query, .. } if query.regex => false,
            Task::Find { article, .. } => article.text.len() <= AT_ONCE,
            Task::FindAll { articles, .. } => {
                articles.iter().map(|(_, article)| article.text.len()).sum::<usize>() <= AT_ONCE
            }
            Task::Suggest { .. } | Task::Tell { .. } | Task::Compare { .. } | Task::ChooseNext { .. } => false,
        }
    }

    /// Whether it asks the same kind of thing of the same article as `other`, so that the newer of the two is enough.
    pub fn replaces(&self, other: &Job) -> bool {
        match (&self.task, &other.task) {
            (Task::LayOut { article: one, .. }, Task::LayOut { article: other, .. })
            | (Task::Find { article: one, .. }, Task::Find { article: other, .. }) => Arc::ptr_eq(one, other),
            (Task::FindAll { .. }, Task::FindAll { .. })
            | (Task::Suggest { .. }, Task::Suggest { .. })
            | (Task::Compare { .. }, Task::Compare { .. })
            | (Task::ChooseNext { .. }, Task::ChooseNext { .. }) => true,
            _ => false,
        }
    }

    /// Whether what is on the screen waits for it, so that it goes before work that streams in.
    pub fn is_urgent(&self) -> bool {
        !matches!(self.task, Task::FindAll { .. } | Task::Suggest { .. } | Task::Tell { .. })
    }

    /// Does the work.
    pub fn run(self) -> Done {
        let answer = match self.task {
            Task::LayOut { article, width, unfolded } => Answer::Page(Page::of(&article, width, unfolded)),
            Task::Find { article, query, unfolded } => {
                Answer::Hits(query.finder().map(|finder| finder.hits(&article, unfolded)))
            }
            Task::FindAll { articles, query } => {
                Answer::Found(query.finder().map(|finder| look_through(&finder, &articles)))
            }
            Task::Suggest { known } => Answer::Suggestions(suggest(&known), known.names()),
            Task::Compare { gathered } => Answer::Compared(Box::new(Compared::of(&gathered))),
            Task::Tell { mut stories, tellings } => {
                tellings.iter().for_each(|telling| stories.take(telling));
                Answer::Stories(stories)
            }
            Task::ChooseNext { pairs, least } => Answer::Next(choose_next(&pairs, least)),
        };
        Done { generation: self.generation, answer }
    }
}
