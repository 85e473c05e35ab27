//! Work that may be too long for the drawing thread. A job carries the generation of its request; the answer to a
//! request that a newer one has replaced is dropped.

use super::reading::Query;
use super::reading::page::Page;
use crate::article::Article;
use crate::text::Span;
use std::sync::Arc;

/// Up to this many bytes of text a job is done at once: below a millisecond or two, where a thread would gain nothing.
const AT_ONCE: usize = 64 * 1024;

/// What to work out.
#[derive(Clone, Debug)]
pub enum Task {
    /// Set the article in rows.
    LayOut {
        /// Columns.
        width: u16,
        /// With its page furniture.
        unfolded: bool,
    },
    /// Find words in it.
    Find {
        /// What is looked for.
        query: Query,
        /// In its page furniture too.
        unfolded: bool,
    },
}

/// A task on one article.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which request this is.
    pub generation: u64,
    /// The article.
    pub article: Arc<Article>,
    /// What to work out.
    pub task: Task,
}

/// What a job worked out.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The article in rows.
    Page(Page),
    /// Where the words stand, or why they cannot be looked for.
    Hits(Result<Vec<Span>, String>),
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
        self.article.text.len() <= AT_ONCE
    }

    /// Whether it asks the same kind of thing of the same article as `other`, so that the newer of the two is enough.
    pub fn replaces(&self, other: &Job) -> bool {
        Arc::ptr_eq(&self.article, &other.article)
            && std::mem::discriminant(&self.task) == std::mem::discriminant(&other.task)
    }

    /// Does the work.
    pub fn run(&self) -> Done {
        let answer = match &self.task {
            Task::LayOut { width, unfolded } => Answer::Page(Page::of(&self.article, *width, *unfolded)),
            Task::Find { query, unfolded } => Answer::Hits(query.find(&self.article, *unfolded)),
        };
        Done { generation: self.generation, answer }
    }
}
