//! Doing what is asked of the library.

use super::super::corrections::Written;
use super::place::{PLACE, Unkept};
use super::scratch::Scratch;
use super::{Interrupt, Next, Tell, bring, is_query, next};
use crate::analysis::{Models, analyze};
use crate::app::{Ask, Importing, Listed, Progress, Pulled, Reply, Report};
use crate::collection::{Corrections, Entry};
use crate::library::{Access, ArticleId, Change, HistoryId, Library, LibraryError, Moment};
use crate::text::sanitize;
use crossbeam_channel::Receiver;
use std::collections::{HashMap, HashSet};
use std::mem::discriminant;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::time::Duration;

/// How soon what can wait is done where nothing else is asked.
const SOON: Duration = Duration::from_millis(50);

/// Articles that are analysed anew at a time.
const AT_ONCE: usize = 8;
/// How often it is looked whether somebody else has changed the library: another program, or what is brought in.
const LOOK: Duration = Duration::from_secs(2);

/// Articles of which is asked anew, then, what is kept of them.
const LOOKED_AT: usize = 1_000;

/// The library, and what is open beside it.
pub(super) struct Desk {
    pub(super) path: Option<PathBuf>,
    /// Opened as soon as it is needed.
    pub(super) library: Option<Library>,
    /// What was said of whether it may be written to.
    told: Option<Access>,
    /// What is open from files, once that is looked through.
    pub(super) scratch: Option<Scratch>,
    /// Whether the articles on the screen are the library's.
    pub(super) open: bool,
    /// Those that the screen has.
    pub(super) pulled: HashSet<ArticleId>,
    /// Whether the folders are to be counted anew.
    pub(super) recount: bool,
    /// Whether it was said that the first articles are there.
    said: bool,
    /// Whether some articles may wait to be analysed anew.
    outdated: bool,
    /// What the library was when the novelty of its articles was reckoned last.
    pub(super) reckoned: Option<(i64, Option<ArticleId>)>,
    /// What the library was when it was looked at last.
    looked: Option<i64>,
    /// How far its history went when it was opened.
    pub(super) since: Option<Moment>,
    /// What the history calls the changes that the screen has asked for.
    pub(super) made: HashMap<u64, HistoryId>,
    /// The file of corrections, which the library follows.
    pub(super) file: Option<Written>,
    /// What is corrected on the screen, once that has said so.
    pub(super) corrected: Option<Corrections>,
    /// What the library had of it when it was looked at last.
    pub(super) mirrored: Corrections,
    /// What could not be kept of the place one is at, as another program was writing.
    pub(super) unkept: Unkept,
    importing: bring::Importer,
    interrupt: Interrupt,
    tell: Tell,
}

impl Desk {
    pub(super) fn new(path: Option<PathBuf>, interrupt: Interrupt, tell: Tell) -> Self {
        let importing = bring::Importer::new(Tell::clone(&tell));
        Self {
            path,
            library: None,
            told: None,
            scratch: None,
            open: false,
            pulled: HashSet::new(),
            recount: false,
            said: false,
            reckoned: None,
            outdated: false,
            looked: None,
            since: None,
            made: HashMap::new(),
            file: None,
            corrected: None,
            mirrored: Corrections::default(),
            unkept: Unkept::default(),
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
                true if self.outdated || self.recount => SOON,
                true => LOOK,
                false => Duration::from_secs(3600),
            };
            match next(asks, &mut waiting, patience) {
                Next::Ask(ask) => self.take(ask),
                Next::Idle if self.recount => self.send_folders_now(),
                Next::Idle if self.outdated => self.analyse_anew(),
                Next::Idle => self.look(),
                Next::Over => break,
            }
        }
        // Nobody is kept waiting any more.
        self.keep_unkept(false);
        self.importing.finish();
    }

    /// Does what is asked, or says why not.
    pub(super) fn take(&mut self, ask: Ask) {
        self.let_interrupt(&ask);
        let done = self.answer(ask);
        // Only a query is broken off by a newer one: what is written must not be.
        *self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Err(error) = done {
            self.fail(&error);
        }
        self.say_damage();
    }

    /// Says so once where damage was found on the way.
    fn say_damage(&mut self) {
        let access = self.library.as_ref().map(Library::access);
        if let (Some(Access::ReadOnly(why)), Some(Access::ReadWrite)) = (access, &self.told) {
            let why = why.clone();
            self.told = Some(Access::ReadOnly(why.clone()));
            match self.open {
                true => self.reply(Reply::Opened { read_only: Some(why), place: None }),
                false => self.reply(Reply::Failed(format!("the library can only be read: {why}"))),
            }
        }
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
            // Before the articles, so that none that comes meanwhile is missed.
            let now = library.data_version()?;
            Ok((now, read_only, library.session(PLACE)?, library.all()?))
        });
        let (read_only, place, ids) = match begun {
            Ok((now, read_only, place, ids)) => {
                self.looked = Some(now);
                (read_only, place, ids)
            }
            Err(error) => {
                // An empty list, with the reason: one can still open files, or leave.
                self.reply(Reply::Opened { read_only: Some(error.to_string()), place: None });
                self.fail(&error);
                return self.say_read(0);
            }
        };
        self.reply(Reply::Opened { read_only, place });
        // The screen asks for the first of them, and then there is something to read.
        if ids.is_empty() {
            self.say_read(0);
        }
        self.reply(Reply::Listed(Listed::Kept(ids)));
        self.recount = true;
        self.say_damage();
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
    pub(super) fn look(&mut self) {
        let seen = self.library().and_then(|library| library.data_version());
        let Ok(now) = seen.inspect_err(|error| self.fail(error)) else { return };
        if self.looked.replace(now).is_some_and(|before| before != now) {
            self.reply(Reply::Elsewhere);
            self.recount = true;
            if let Err(error) = self.send_corrected() {
                self.fail(&error);
            }
            let pulled: Vec<ArticleId> = self.pulled.iter().copied().take(LOOKED_AT).collect();
            let marks = self.library().and_then(|library| {
                pulled.into_iter().map(|id| Ok((id, library.marks(id)?))).collect::<Result<Vec<_>, _>>()
            });
            match marks {
                Ok(marks) => self.reply(Reply::Marks(marks)),
                Err(error) => self.fail(&error),
            }
        }
    }

    /// Counts the folders anew, now that nothing else is to be done.
    pub(super) fn send_folders_now(&mut self) {
        self.recount = false;
        if let Err(error) = self.send_folders() {
            self.fail(&error);
        }
    }

    /// Says that what there is to begin with is there.
    fn say_read(&mut self, articles: usize) {
        if std::mem::replace(&mut self.said, true) {
            return;
        }
        let progress = Progress { done: articles, found: articles, finished: true };
        (self.tell)(Report::Progress(progress));
    }

    /// The library; made where there is none yet.
    pub(super) fn library(&mut self) -> Result<&mut Library, LibraryError> {
        if self.library.is_none() {
            let path = self.path.as_deref().ok_or(LibraryError::Missing("a folder for your data"))?;
            let mut library = Library::open(path)?;
            self.told = Some(library.access().clone());
            self.since = library.moment().ok();
            self.mirror(&mut library);
            self.library = Some(library);
        }
        self.library.as_mut().ok_or(LibraryError::Missing("the library"))
    }

    /// What queries look through: the library, or what is open from files.
    pub(super) fn searched(&mut self) -> Result<&mut Library, LibraryError> {
        if self.open {
            return self.library();
        }
        if self.scratch.is_none() {
            self.scratch = Some(Scratch::new()?);
            self.tell_scratch()?;
        }
        let scratch = self.scratch.as_mut().map(|scratch| &mut scratch.library);
        scratch.ok_or(LibraryError::Missing("what is open"))
    }

    /// Lets a query be broken off while it runs.
    fn let_interrupt(&mut self, ask: &Ask) {
        if is_query(ask) {
            // What is wrong with the library, the query itself will say.
            let handle = self.searched().ok().map(|library| library.interrupt_handle());
            let running = handle.map(|handle| (discriminant(ask), handle));
            *self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = running;
        }
    }

    /// Whether anything can be kept.
    fn writes(&mut self) -> Result<bool, LibraryError> {
        Ok(matches!(self.library()?.access(), Access::ReadWrite))
    }

    fn answer(&mut self, ask: Ask) -> Result<(), LibraryError> {
        match ask {
            Ask::Offer(offered) => {
                self.searched()?;
                self.scratch.as_mut().map_or(Ok(()), |scratch| scratch.take(offered))?;
            }
            Ask::Find { .. } | Ask::Search { .. } | Ask::Complete { .. } | Ask::About { .. } => {
                self.answer_query(ask)?
            }
            // An answer comes in any case: as long as some are waited for, no more are asked for.
            Ask::Pull(ids) => self.pull(&ids).inspect_err(|_| {
                self.reply(Reply::Pulled { asked: ids.len(), pulled: Vec::new() });
            })?,
            Ask::Change { asked, change } => self.change(asked, &change)?,
            Ask::Keep { asked, known, new, noting } => self.keep_all(asked, known, &new, noting)?,
            Ask::Corrections(all) => self.take_corrections(*all)?,
            Ask::Correct { edit, turn } => self.correct(&edit, turn)?,
            Ask::Recognise(opened) => self.recognise(&opened)?,
            Ask::Tags | Ask::Highlights | Ask::Shelved | Ask::History => self.send_noted(&ask)?,
            // That nothing is kept was said when the library was opened.
            Ask::Read(_) | Ask::Positions(_) | Ask::Place(_) if !self.writes()? => {}
            Ask::Read(read) => {
                self.library()?.set_read(&read)?;
                // What was answered to an earlier change may have come after this was asked, and says otherwise.
                self.send_changed(&Change::Read(read))?;
            }
            Ask::Positions(positions) => self.keep_positions(positions),
            Ask::Place(place) => self.keep_place(place),
            Ask::Revisions(id) => {
                let revisions = self.library()?.revisions(id)?;
                self.reply(Reply::Revisions(id, revisions));
            }
            Ask::Turn { turn, again } => self.turn(turn, again)?,
            Ask::Add(what) => self.bring(bring::Order::Add(what))?,
            Ask::Update => self.bring(bring::Order::Update)?,
            Ask::Stop => self.importing.stop(),
            Ask::Refresh => {
                if !self.open {
                    self.begin();
                }
                self.recount = true;
            }
        }
        Ok(())
    }

    fn bring(&mut self, order: bring::Order) -> Result<(), LibraryError> {
        // Made here, so that a fault of it is said at once.
        let made = match self.library().map(|library| library.access().clone()) {
            Ok(Access::ReadOnly(why)) => Err(LibraryError::ReadOnly(why)),
            made => made.map(|_| ()),
        };
        let begun = made.is_ok() && self.path.clone().is_some_and(|path| self.importing.start(path, order));
        if !begun {
            self.reply(Reply::Importing(Importing { finished: true, ..Importing::default() }));
        }
        made
    }

    /// Sends articles with what is in them. What an older version of the recogniser found in them is found anew.
    fn pull(&mut self, ids: &[ArticleId]) -> Result<(), LibraryError> {
        let library = self.library()?;
        let kept = library.load(&library.in_sight(ids)?)?;
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
        self.say_read(ids.len());
        Ok(())
    }
}
