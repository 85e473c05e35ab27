//! Files that hold several articles: what is cut out of them, and how a piece becomes an article.

use super::error::shown;
use super::source::MAX_FILE;
use super::{Article, Draft, Meta, ReadError, ReadOptions, decode, html, json, plain, title};
use std::io::{BufRead, Read, Seek};
use std::path::{Path, PathBuf};

/// One article of a file that holds several, as found.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What the file says of it. Without an `id` it is called after its file and number.
    pub(super) meta: Meta,
    /// What was written.
    pub(super) body: Body,
    /// Whether that is all of it, as far as is known, and not a teaser or a link alone. What is not gets the key `partial`
    /// in [`Meta::extra`].
    pub(super) complete: bool,
}

/// What was written, and how.
#[derive(Debug)]
pub(super) enum Body {
    /// Markup that is the article and nothing else: all that it shows counts.
    Html(String),
    /// A page, on which the article has to be found.
    Page(String),
    /// Plain text.
    Plain(String),
    /// Laid out already, without metadata.
    Laid(Box<Draft>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// The pieces of a file, in order; in the place of one that cannot be salvaged stands why.
pub(super) type Pieces = Box<dyn Iterator<Item = Result<Piece, Lost>>>;

/// What could not be salvaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Where in the file: `line 7`, `message 12`; empty where it is the file as a whole.
    pub(super) place: String,
    /// Why, or how much of it.
    pub(super) why: String,
}

impl Lost {
    pub(super) fn new(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), why: why.into() }
    }

    pub(super) fn into_error(self, path: &Path) -> ReadError {
        ReadError::Part { path: path.to_owned(), place: self.place, why: self.why }
    }
}

/// A file, opened.
pub(super) struct Input {
    /// What errors call it, and what stands beside it is found by.
    pub(super) path: PathBuf,
    /// Its content, from the beginning.
    pub(super) reader: Box<dyn Content>,
}

/// Bytes that can be gone through again.
pub(super) trait Content: BufRead + Seek {}
impl<R: BufRead + Seek> Content for R {}

impl Input {
    /// The whole file, which may have `limit` bytes.
    pub(super) fn bytes(self, limit: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let read = self.reader.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| ReadError::io(&self.path, error))?;
        if bytes.len() as u64 > limit { Err(ReadError::TooLarge { path: self.path, limit }) } else { Ok(bytes) }
    }

    /// The whole file as text, up to [`MAX_FILE`]; with `markup`, an encoding that its head declares counts.
    pub(super) fn text(self, markup: bool) -> Result<String, ReadError> {
        let path = self.path.clone();
        let text = decode::file(&self.bytes(MAX_FILE)?, markup).ok_or(ReadError::Binary { path: path.clone() })?;
        if text.trim().is_empty() { Err(ReadError::Empty { path }) } else { Ok(text) }
    }

    /// What is wrong with the file as a whole.
    pub(super) fn error(&self, why: impl Into<String>) -> ReadError {
        Lost::new("", why).into_error(&self.path)
    }
}

impl Piece {
    /// Makes the article; `path` is the file it stood in, and `id` names it where its metadata do not.
    pub(super) fn read(mut self, path: &Path, id: String, options: ReadOptions) -> Result<Article, ReadError> {
        if self.meta.id.trim().is_empty() {
            self.meta.id = id;
        }
        let place = self.meta.id.strip_prefix(&shown(path)).map(|rest| rest.trim_start_matches(':'));
        let place = place.unwrap_or(&self.meta.id).to_owned();
        if !self.complete {
            self.meta.extra.insert("partial".to_owned(), true.into());
        }
        let draft = self.draft(options).map_err(|why| Lost::new(place, why).into_error(path))?;
        Ok(draft.finish(options))
    }

    /// What it says of itself goes before what stands in its text.
    fn draft(mut self, options: ReadOptions) -> Result<Draft, &'static str> {
        let id = &self.meta.id;
        let found = match self.body {
            Body::Html(markup) => html::read_all(id, &markup)?,
            // The day on which a page was fetched or kept counts where it does not say when it was published.
            Body::Page(page) => {
                let page = html::read(id, &page, options)?;
                self.meta.date = page.meta.date.clone().or(self.meta.date);
                page
            }
            Body::Laid(draft) => *draft,
            // A title is looked for where none is given.
            Body::Plain(text) => return plain::read(self.meta, &text, options, false),
        };
        let mut draft = Draft { meta: json::given_over(self.meta, found.meta), ..found };
        if let (Some(first), Some(headline), false) = (draft.blocks.first(), &draft.meta.title, options.raw)
            && title::same(first.span.of(&draft.text), headline)
        {
            draft.blocks.remove(0);
        }
        if draft.blocks.is_empty() { Err("has no text") } else { Ok(draft) }
    }
}
