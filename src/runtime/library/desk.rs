//! Doing what is asked of the library.

use super::scratch::Scratch;
use super::{Interrupt, Next, Tell, bring, next};
use crate::analysis::{Models, analyze};
use crate::app::{Ask, Folder, Listed, Progress, Pulled, Reply, Report, SearchHit, Searched, Way, Wrong};
use crate::collection::Entry;
use crate::library::query::{complete, today};
use crate::library::{Access, ArticleId, Library, LibraryError, Order, Query, QueryError};
use crate::text::sanitize;
use crossbeam_channel::Receiver;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::time::Duration;

/// Articles of the first answer: enough for a screen, so that it is there at once.
const AT_FIRST: usize = 50;

/// Names of a kind that are looked at for completing one.
const NAMES: usize = 8;
/// Articles that are analysed anew at a time.
const AT_ONCE: usize = 8;
/// How often it is looked whether somebody else has changed the library: another program, or what is brought in.
const LOOK: Duration = Duration::from_secs(2);

/// The library, and what is open beside it.
pub(super) struct Desk {
    pub(super) path: Option<PathBuf>,
    /// Opened as soon as it is needed.
    pub(super) library: Option<Library>,
    /// What is open from files, once that is looked through.
    scratch: Option<Scratch>,
    /// Whether the articles on the screen are the library's.
    open: bool,
    /// Those that the screen has.
    pub(super) pulled: Vec<ArticleId>,
    /// Whether some articles may wait to be analysed anew.
    outdated: bool,
    /// What the library was when it was looked at last.
    looked: Option<i64>,
    importing: bring::Importer,
    interrupt: Interrupt,
    tell: Tell,
}

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

impl Desk {
    pub(super) fn new(path: Option<PathBuf>, interrupt: Interrupt, tell: Tell) -> Self {
        let importing = bring::Importer::new(Tell::clone(&tell));
        Self {
            path,
            library: None,
            scratch: None,
            open: false,
            pulled: Vec::new(),
            outdated: false,
            looked: None,
            importing,
            interrupt,
            tell,
        }
    }

    /// Does what is asked until nothing more can be.
    pub(super) fn work(mut self, open: bool, asks: &Receiver<Ask>) {
        if open {
            self.begin();
        }
        let mut waiting = Vec::new();
        loop {
            // A library that is not shown need not be looked at.
            let patience = match self.open {
                true if self.outdated => Duration::from_millis(50),
                true => LOOK,
                false => Duration::from_secs(3600),
            };
            match next(asks, &mut waiting, patience) {
                Next::Ask(ask) => self.take(ask),
                Next::Idle if self.outdated => self.analyse_anew(),
                Next::Idle => self.look(),
                Next::Over => break,
            }
        }
        self.importing.finish();
    }

    /// Does what is asked, or says why not.
    pub(super) fn take(&mut self, ask: Ask) {
        if let Err(error) = self.answer(ask) {
            self.fail(&error);
        }
        // Only a query is broken off by a newer one: what is written must not be.
        *self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn fail(&self, error: &LibraryError) {
        // Broken off by us: something newer was asked.
        if !matches!(error, LibraryError::Interrupted) {
            log::warn!("{error}");
            self.reply(Reply::Failed(sanitize::line(&error.to_string()).into_owned()));
        }
    }

    pub(super) fn reply(&self, reply: Reply) {
        (self.tell)(Report::Library(Box::new(reply)));
    }

    /// Shows the library: its folders, then its newest articles.
    pub(super) fn begin(&mut self) {
        (self.open, self.outdated) = (true, true);
        let begun = self.library().and_then(|library| {
            let read_only = match library.access() {
                Access::ReadWrite => None,
                Access::ReadOnly(why) => Some(why.clone()),
            };
            Ok((read_only, library.all()?))
        });
        let (read_only, ids) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                self.fail(&error);
                return self.say_read(0);
            }
        };
        self.reply(Reply::Opened { read_only });
        let first: Vec<ArticleId> = ids.iter().take(AT_FIRST).copied().collect();
        self.reply(Reply::Listed(Listed::Kept(ids)));
        let done = self.pull(&first).and_then(|()| self.send_folders());
        self.say_read(first.len());
        if let Err(error) = done {
            self.fail(&error);
        }
    }

    /// Finds anew what an older version of the recogniser has found, some articles at a time.
    fn analyse_anew(&mut self) {
        let done = self.library().and_then(|library| {
            let ids = library.outdated(AT_ONCE)?;
            let anew = library.load(&ids)?.into_iter().map(|kept| {
                let analysis = analyze(&kept.article, Models::embedded());
                (kept.id, kept.article, analysis)
            });
            let anew: Vec<_> = anew.collect();
            library.reanalysed(&anew)?;
            Ok(!anew.is_empty())
        });
        // What cannot be written now waits for another session.
        self.outdated = done.inspect_err(|error| log::warn!("{error}")).unwrap_or(false);
    }

    /// Says so where somebody else has changed the library.
    fn look(&mut self) {
        let seen = self.library().and_then(|library| library.data_version());
        let Ok(now) = seen.inspect_err(|error| self.fail(error)) else { return };
        if self.looked.replace(now).is_some_and(|before| before != now) {
            self.reply(Reply::Elsewhere);
            if let Err(error) = self.send_folders() {
                self.fail(&error);
            }
        }
    }

    /// Says that what there is to begin with is there.
    fn say_read(&self, articles: usize) {
        let progress = Progress { done: articles, found: articles, finished: true };
        (self.tell)(Report::Progress(progress));
    }

    /// The library; made where there is none yet.
    pub(super) fn library(&mut self) -> Result<&mut Library, LibraryError> {
        if self.library.is_none() {
            let path = self.path.as_deref().ok_or(LibraryError::Missing("a folder for your data"))?;
            self.library = Some(Library::open(path)?);
        }
        self.library.as_mut().ok_or(LibraryError::Missing("the library"))
    }

    /// What queries look through: the library, or what is open from files.
    fn searched(&mut self) -> Result<&mut Library, LibraryError> {
        if self.open {
            return self.library();
        }
        if self.scratch.is_none() {
            self.scratch = Some(Scratch::new()?);
        }
        let scratch = self.scratch.as_mut().map(|scratch| &mut scratch.library);
        scratch.ok_or(LibraryError::Missing("what is open"))
    }

    /// Lets what runs from here on be broken off.
    fn interruptible(&mut self) -> Result<&mut Library, LibraryError> {
        let handle = self.searched()?.interrupt_handle();
        *self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
        self.searched()
    }

    fn answer(&mut self, ask: Ask) -> Result<(), LibraryError> {
        match ask {
            Ask::Offer(offered) => {
                self.searched()?;
                self.scratch.as_mut().map_or(Ok(()), |scratch| scratch.take(offered))?;
            }
            Ask::Find { generation, text, order } => {
                let found = match self.find(&text, order) {
                    Ok(ids) => Ok(self.listed(ids)),
                    Err(Refused::Query(error)) => Err(Wrong::of(&error, &text)),
                    Err(Refused::Library(error)) => return Err(error),
                };
                self.reply(Reply::Found { generation, found });
            }
            Ask::Search { generation, text, most } => {
                let found = match self.search(&text, most) {
                    Ok(found) => Ok(found),
                    Err(Refused::Query(error)) => Err(Wrong::of(&error, &text)),
                    Err(Refused::Library(error)) => return Err(error),
                };
                self.reply(Reply::Searched { generation, found });
            }
            Ask::Complete { generation, text, cursor } => {
                let ways = self.ways(&text, cursor)?;
                self.reply(Reply::Completed { generation, ways });
            }
            Ask::Pull(ids) => self.pull(&ids)?,
            Ask::Change(change) => self.change(&change)?,
            Ask::Keep { known, new, noting } => self.keep_all(known, &new, noting)?,
            Ask::Recognise(opened) => self.recognise(&opened)?,
            Ask::Tags | Ask::Highlights | Ask::Shelved | Ask::History => self.send_noted(&ask)?,
            Ask::Read(read) => {
                self.library()?.set_read(&read)?;
                self.send_folders()?;
            }
            Ask::Positions(positions) => self.library()?.set_positions(&positions)?,
            Ask::Revisions(id) => {
                let revisions = self.library()?.revisions(id)?;
                self.reply(Reply::Revisions(id, revisions));
            }
            Ask::Undo => self.turn(1, false)?,
            Ask::Redo => self.turn(1, true)?,
            Ask::Turn { times, again } => self.turn(times, again)?,
            Ask::Add(what) => self.bring(bring::Order::Add(what))?,
            Ask::Update => self.bring(bring::Order::Update)?,
            Ask::Stop => self.importing.stop(),
            Ask::Refresh => {
                if !self.open {
                    self.begin();
                }
                self.send_folders()?;
            }
        }
        Ok(())
    }

    fn bring(&mut self, order: bring::Order) -> Result<(), LibraryError> {
        // Made here, so that a fault of it is said at once.
        self.library()?;
        if let Some(path) = self.path.clone() {
            self.importing.start(path, order);
        }
        Ok(())
    }

    fn find(&mut self, text: &str, order: Order) -> Result<Vec<ArticleId>, Refused> {
        let query = Query::parse(text, today())?;
        Ok(self.interruptible()?.find(&query, order)?)
    }

    fn listed(&self, ids: Vec<ArticleId>) -> Listed {
        match &self.scratch {
            Some(scratch) if !self.open => Listed::Open(scratch.open(&ids)),
            _ => Listed::Kept(ids),
        }
    }

    fn search(&mut self, text: &str, most: usize) -> Result<Searched, Refused> {
        let query = Query::typed(text, today())?;
        let library = self.interruptible()?;
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
        Ok(Searched { listed: self.listed(ids), hits })
    }

    fn ways(&mut self, text: &str, cursor: usize) -> Result<Vec<Way>, LibraryError> {
        let library = self.interruptible()?;
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

    /// Sends articles with what is in them. What an older version of the recogniser found in them is found anew.
    fn pull(&mut self, ids: &[ArticleId]) -> Result<(), LibraryError> {
        let library = self.library()?;
        let kept = library.load(ids)?;
        let files: Result<Vec<_>, LibraryError> = kept.iter().map(|kept| library.file_of(kept.id)).collect();
        let mut files = files?.into_iter();
        self.pulled.extend(kept.iter().map(|kept| kept.id));
        let pulled = kept.into_iter().map(|kept| {
            let analysis = kept.analysis.unwrap_or_else(|| analyze(&kept.article, Models::embedded()));
            let place = (0, usize::try_from(kept.id.number()).unwrap_or(usize::MAX));
            let entry = Entry::new(place, kept.article, analysis);
            let entry = match files.next().flatten() {
                Some(file) => entry.of_file(file),
                None => entry,
            };
            Pulled { id: kept.id, entry, marks: kept.marks }
        });
        let pulled: Vec<Pulled> = pulled.collect();
        let foreign = pulled.iter().filter(|pulled| pulled.entry.is_foreign()).count();
        self.reply(Reply::Pulled { asked: ids.len(), pulled });
        (0..2 * foreign).for_each(|_| (self.tell)(Report::Settle));
        Ok(())
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
                Ok(query) => library.find(&query, Order::Added)?.len(),
                Err(_) => 0,
            };
            folders.push(Folder { name: sanitize::line(&saved.name).into_owned(), text: saved.query, unread });
        }
        self.reply(Reply::Folders(folders));
        Ok(())
    }
}
