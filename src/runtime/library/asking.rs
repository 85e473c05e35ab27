//! Answering queries: the articles of a view, what matches what is typed, how that may go on, and what is in the folders.

use super::desk::Desk;
use crate::app::{Ask, Folder, Listed, Reply, SearchHit, Searched, Way, Wrong};
use crate::library::query::{complete, today};
use crate::library::{About, Access, ArticleId, LibraryError, Order, Query, QueryError};
use crate::text::sanitize;

/// Entities that are told of those that stand in the same articles as another.
const NEIGHBOURS: usize = 40;
/// Names of a kind that are looked at for completing one.
const NAMES: usize = 8;

/// Why something could not be done.
enum Refused {
    Query(QueryError),
    Library(LibraryError),
}

impl From<QueryError> for Refused {
    fn from(error: QueryError) -> Self {
        Self::Query(error)
    }
}

impl From<LibraryError> for Refused {
    fn from(error: LibraryError) -> Self {
        Self::Library(error)
    }
}

impl Refused {
    /// What to answer to the query `text`.
    ///
    /// # Errors
    /// It was broken off: a newer one is answered instead.
    fn in_words(self, text: &str) -> Result<Wrong, LibraryError> {
        match self {
            Self::Query(error) => Ok(Wrong::of(&error, text)),
            Self::Library(LibraryError::Interrupted) => Err(LibraryError::Interrupted),
            Self::Library(error) => {
                log::warn!("{error}");
                let why = sanitize::line(&error.to_string()).into_owned();
                Ok(Wrong { marked: String::new(), why })
            }
        }
    }
}

impl Desk {
    /// Answers a query, in any case but where it was broken off.
    ///
    /// # Errors
    /// A library that cannot be read; a query that was broken off.
    pub(super) fn answer_query(&mut self, ask: Ask) -> Result<(), LibraryError> {
        match ask {
            Ask::Find { generation, text, order } => {
                let found = match self.find(&text, order) {
                    Ok(ids) => Ok(self.listed(ids)),
                    Err(refused) => Err(refused.in_words(&text)?),
                };
                self.reply(Reply::Found { generation, found });
            }
            Ask::Search { generation, text, most } => {
                let found = match self.search(&text, most) {
                    Ok(found) => Ok(found),
                    Err(refused) => Err(refused.in_words(&text)?),
                };
                self.reply(Reply::Searched { generation, found });
            }
            Ask::About { generation, text, names } => {
                let about = match self.about(&text, &names) {
                    Ok(about) => Ok(about),
                    Err(refused) => Err(refused.in_words(&text)?),
                };
                self.reply(Reply::About { generation, about });
            }
            Ask::Complete { generation, text, cursor } => {
                let ways = self.ways(&text, cursor)?;
                self.reply(Reply::Completed { generation, ways });
            }
            _ => {}
        }
        Ok(())
    }

    fn find(&mut self, text: &str, order: Order) -> Result<Vec<ArticleId>, Refused> {
        let query = Query::parse(text, today())?;
        if order == Order::Novelty {
            self.reckon_novelty()?;
        }
        Ok(self.searched()?.find(&query, order)?)
    }

    fn about(&mut self, text: &str, names: &[String]) -> Result<About, Refused> {
        let query = Query::parse(text, today())?;
        let own: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(self.searched()?.about(&query, &own, NEIGHBOURS)?)
    }

    /// Reckons what is new in each article, where others may have come since that was done.
    fn reckon_novelty(&mut self) -> Result<(), LibraryError> {
        let library = self.searched()?;
        if !matches!(library.access(), Access::ReadWrite) {
            return Ok(());
        }
        let now = (library.data_version()?, library.last_added()?);
        if self.reckoned != Some(now) {
            self.searched()?.reckon_novelty()?;
            self.reckoned = Some(now);
        }
        Ok(())
    }

    fn listed(&self, ids: Vec<ArticleId>) -> Listed {
        match &self.scratch {
            Some(scratch) if !self.open => Listed::Open(scratch.open(&ids)),
            _ => Listed::Kept(ids),
        }
    }

    fn search(&mut self, text: &str, most: usize) -> Result<Searched, Refused> {
        let query = Query::typed(text, today())?;
        let unfinished = Query::parse(text, today()).err().map(|error| Wrong::of(&error, text));
        let library = self.searched()?;
        let ids = library.find(&query, Order::Relevance)?;
        let first: Vec<ArticleId> = ids.iter().take(most).copied().collect();
        let rows = library.rows(&first)?;
        let snippets = library.snippets(&query, &first)?;
        let hits = rows.into_iter().map(|row| {
            let index = self.scratch.as_ref().filter(|_| !self.open).and_then(|scratch| scratch.first(row.id));
            let snippet = snippets.iter().find(|snippet| snippet.id == row.id);
            SearchHit { index, snippet: snippet.map(|snippet| snippet.text.clone()).unwrap_or_default(), row }
        });
        let hits = hits.collect();
        Ok(Searched { text: query.to_string(), listed: self.listed(ids), hits, unfinished })
    }

    fn ways(&mut self, text: &str, cursor: usize) -> Result<Vec<Way>, LibraryError> {
        let library = self.searched()?;
        // Names that cannot be looked up are not offered: nobody has asked for them yet.
        let names = |kind, prefix: &str| library.names(kind, prefix, NAMES).unwrap_or_default();
        let ways = complete(text, cursor, names).into_iter().map(|way| {
            let (before, after) = (text.get(..way.span.start), text.get(way.span.end..));
            Way {
                text: format!("{}{}{}", before.unwrap_or_default(), way.text, after.unwrap_or_default()),
                about: way.what.to_owned(),
                shown: sanitize::line(&way.text).into_owned(),
            }
        });
        Ok(ways.collect())
    }

    /// Sends the saved queries with their counts.
    pub(super) fn send_folders(&mut self) -> Result<(), LibraryError> {
        if !self.open {
            return Ok(());
        }
        let library = self.library()?;
        let mut folders = Vec::new();
        for saved in library.saved_queries()? {
            // What was saved by another version may mean nothing to this one.
            let unread = match Query::parse(&format!("({}) is:unread", saved.query), today()) {
                Ok(query) => match library.find(&query, Order::Added) {
                    // A folder that cannot be counted is a folder all the same.
                    Err(error) if error.is_damage() => 0,
                    found => found?.len(),
                },
                Err(_) => 0,
            };
            folders.push(Folder { name: sanitize::line(&saved.name).into_owned(), text: saved.query, unread });
        }
        self.reply(Reply::Folders(folders));
        Ok(())
    }
}
