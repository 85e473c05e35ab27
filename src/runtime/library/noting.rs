//! What the reader notes: kept, taken back, listed; and what was noted earlier of articles that are open from files.

use super::desk::Desk;
use crate::app::{Ask, DEEDS, Deed, Noting, Offered, Own, Reply, Turn, Undone};
use crate::library::{
    Access, Added, ArticleId, Back, Change, Incoming, LibraryError, Made, Marks, Origin, Past, Turned,
};
use crate::text::sanitize;
use jiff::{Timestamp, Zoned};
use std::path::PathBuf;

/// How often a change is tried while another program is writing; each time takes some seconds.
const TRIES: usize = 4;
/// Highlights that are listed.
const HIGHLIGHTS: usize = 2_000;
/// Articles that are listed with tags and bookmarks.
const SHELVED: usize = 2_000;

impl Desk {
    /// Makes a change and says what is kept then. One that fails, or changes nothing, leaves nothing to undo.
    pub(super) fn change(&mut self, asked: u64, change: &Change) -> Result<(), LibraryError> {
        let made = self.make(change);
        let id = made.as_ref().ok().and_then(|made| made.as_ref().map(|made| made.id));
        self.made.extend(id.map(|id| (asked, id)));
        self.reply(Reply::Made(asked, id));
        if change.is_about_sight() {
            self.reply(Reply::Elsewhere);
        }
        made?;
        self.send_changed(change)
    }

    /// Makes a change; where another program is writing all the time, tries more than once, since what was noted may have been
    /// typed. What is not kept in the end is told by name.
    fn make(&mut self, change: &Change) -> Result<Option<Made>, LibraryError> {
        let mut tries = 1;
        loop {
            match self.library().and_then(|library| library.make(change)) {
                Err(error) if error.is_passing() && tries < TRIES => {
                    tries += 1;
                    self.reply(Reply::Failed("another program is writing to the library: waiting for it".to_owned()));
                }
                Err(error) if error.is_passing() => {
                    let what = sanitize::line(&change.in_words()).into_owned();
                    log::warn!("not kept: {what}; {error}");
                    self.reply(Reply::Failed(format!("not kept: {what}; {error}")));
                    return Ok(None);
                }
                made => return made,
            }
        }
    }

    /// Notes something of articles, of which some may have to be taken in first.
    pub(super) fn keep_all(
        &mut self,
        asked: u64,
        mut known: Vec<ArticleId>,
        new: &[Offered],
        noting: Noting,
    ) -> Result<(), LibraryError> {
        for offered in new {
            // Whoever notes something of an article wants it.
            match self.keep(offered, Back::Always) {
                Ok(id) => known.push(id),
                Err(error) => {
                    self.reply(Reply::Made(asked, None));
                    return Err(error);
                }
            }
        }
        self.change(asked, &noting.of(known))
    }

    /// Takes an article that is open from a file into the library.
    fn keep(&mut self, offered: &Offered, back: Back) -> Result<ArticleId, LibraryError> {
        let origin = match place(offered) {
            // Another text in the same file will be a new version of this one.
            Some(file) => Origin::File(file),
            None => Origin::Part(absolute(&offered.article.meta.id), None),
        };
        let mut incoming = Incoming::new((*offered.article).clone(), &offered.analysis, origin);
        incoming.back = back;
        let added = self.library()?.add(&[incoming])?;
        let id = added.first().map(|added: &Added| added.id()).ok_or(LibraryError::Missing("the article"))?;
        self.pulled.insert(id);
        self.reply(Reply::Known(offered.index, id));
        Ok(id)
    }

    /// Says which of the articles that are open from files the library has, and what is kept of them. A file that has
    /// another text by now brings it in, so that what was noted of the one before goes over to it.
    pub(super) fn recognise(&mut self, opened: &[Offered]) -> Result<(), LibraryError> {
        // Nothing is made only to find that there is nothing in it.
        if !self.is_there() {
            return Ok(());
        }
        let mut marks: Vec<(ArticleId, Marks)> = Vec::new();
        for offered in opened {
            let file = place(offered);
            let library = self.library()?;
            let says = match &file {
                Some(file) => library.says(&offered.article, &Origin::File(file.clone()))?,
                None => true,
            };
            let writes = matches!(library.access(), Access::ReadWrite);
            // One that says again what it said before is brought in as well: that is shown again.
            let known = library.known(&offered.article)?.filter(|_| says || !writes);
            let id = match known {
                Some(id) => {
                    self.pulled.insert(id);
                    self.reply(Reply::Known(offered.index, id));
                    id
                }
                None => {
                    let changed = file.map_or(Ok(None), |file| library.of_file(&file))?;
                    let Some(_) = changed.filter(|_| writes) else { continue };
                    self.keep(offered, Back::Never)?
                }
            };
            marks.push((id, self.library()?.marks(id)?));
        }
        self.reply(Reply::Marks(marks));
        Ok(())
    }

    /// Takes changes back, or does them again, and says what they were; or that it is all as it was.
    pub(super) fn turn(&mut self, turn: Turn, again: bool) -> Result<(), LibraryError> {
        let own = match turn {
            Turn::Own(Own::Asked(asked)) => Some(self.made.get(&asked).map_or(Own::Asked(asked), |id| Own::Made(*id))),
            Turn::Own(own) => Some(own),
            _ => None,
        };
        let mut undone = Undone { again, own, failed: false, turned: Vec::new(), what: None, left: 0, was_so: false };
        let turned = match self.turn_in_library(own, turn, again) {
            Ok(turned) => turned,
            Err(error) => {
                undone.failed = true;
                self.reply(Reply::Undone(undone));
                return Err(error);
            }
        };
        undone.was_so = own.is_some() && turned.iter().all(|one| !one.changed && one.left == 0);
        // Whatever of this fails, the screen hears what was turned.
        let corrected = self.send_corrected();
        let is_turned = |one: &&Turned| one.changed || one.left == 0;
        undone.turned = turned.iter().filter(is_turned).map(|one| one.past.id).collect();
        undone.left = turned.iter().map(|one| one.left).sum();
        undone.what = match (turned.as_slice(), undone.turned.len()) {
            ([], _) => None,
            ([one], _) => Some(deed(&one.past).what),
            (all, 0) => Some(format!("{} changes", all.len())),
            (_, many) => Some(format!("{many} changes")),
        };
        let changes: Vec<Change> =
            turned.into_iter().filter(|one| one.changed).filter_map(|one| one.past.change).collect();
        let mut changed = Ok(());
        if !changes.is_empty() {
            let all = Change::Many(changes);
            if all.is_about_sight() {
                self.reply(Reply::Elsewhere);
            }
            changed = self.send_changed(&all);
        }
        self.reply(Reply::Undone(undone));
        corrected.and(changed)
    }

    /// Takes changes back in the library, or does them again: all of them, or with an error none.
    fn turn_in_library(&mut self, own: Option<Own>, turn: Turn, again: bool) -> Result<Vec<Turned>, LibraryError> {
        let library = self.library()?;
        let these = match turn {
            Turn::Own(_) => match own {
                Some(Own::Made(id)) => vec![id],
                // It was never made.
                _ => Vec::new(),
            },
            Turn::These(these) => these,
            Turn::Earlier => {
                let Some(since) = self.since else { return Ok(Vec::new()) };
                return Ok(self.library()?.turn_before(since, again)?.into_iter().collect());
            }
            Turn::Latest => {
                let past = if again { library.redo()? } else { library.undo()? };
                return Ok(past.map(|past| Turned { past, changed: true, left: 0 }).into_iter().collect());
            }
        };
        if these.is_empty() { Ok(Vec::new()) } else { library.turn_all(&these, again) }
    }

    /// Says what is kept of articles now that a change was made.
    pub(super) fn send_changed(&mut self, change: &Change) -> Result<(), LibraryError> {
        let of = self.library()?.articles_of(change)?;
        let shown: Vec<ArticleId> = of.into_iter().filter(|id| self.pulled.contains(id)).collect();
        let library = self.library()?;
        let marks: Result<Vec<_>, LibraryError> = shown.into_iter().map(|id| Ok((id, library.marks(id)?))).collect();
        self.reply(Reply::Marks(marks?));
        if change.is_about_queries() {
            return self.send_folders();
        }
        // How many are unread can wait for when nothing else is asked.
        self.recount = true;
        Ok(())
    }

    /// Lists what was asked for: tags, highlights, bookmarks, what was done.
    pub(super) fn send_noted(&mut self, ask: &Ask) -> Result<(), LibraryError> {
        let library = self.library()?;
        let reply = match ask {
            Ask::Tags => Reply::Tags(library.tags()?),
            Ask::Highlights => Reply::Highlights(library.highlights(HIGHLIGHTS)?),
            Ask::Shelved => Reply::Shelved(library.shelved(SHELVED)?),
            _ => Reply::History(library.history(DEEDS)?.iter().map(deed).collect()),
        };
        self.reply(reply);
        Ok(())
    }
}

/// The file that is this one article.
fn place(offered: &Offered) -> Option<PathBuf> {
    Some(absolute(&offered.article.meta.id)).filter(|path| path.is_file())
}

fn absolute(name: &str) -> PathBuf {
    std::path::absolute(name).unwrap_or_else(|_| PathBuf::from(name))
}

fn deed(past: &Past) -> Deed {
    let what = past.change.as_ref().map(|change| sanitize::line(&change.in_words()).into_owned());
    Deed {
        id: past.id,
        when: when(past.at, &Zoned::now()),
        what: what.unwrap_or_else(|| "a change of a later version".to_owned()),
        undone: past.undone,
        turn: past.turn,
        is_import: matches!(past.change, Some(Change::Import(_))),
    }
}

/// A time, in seconds since 1970, as short as it can be said `now`.
fn when(at: i64, now: &Zoned) -> String {
    let Ok(at) = Timestamp::from_second(at) else { return String::new() };
    let at = at.to_zoned(now.time_zone().clone());
    let clock = at.strftime("%H:%M");
    match now.date().since(at.date()).map(|since| since.get_days()) {
        Ok(0) => format!("today {clock}"),
        Ok(1) => format!("yesterday {clock}"),
        _ => at.strftime("%-d %b %Y %H:%M").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn times_are_said_shortly() {
        let now = Timestamp::from_second(1_700_000_000).unwrap().to_zoned(TimeZone::UTC);
        let said = |before: i64| when(1_700_000_000 - before, &now);
        assert_eq!(said(60), "today 22:12");
        assert_eq!(said(86_400), "yesterday 22:13");
        assert_eq!(said(864_000), "4 Nov 2023 22:13");
        assert_eq!(when(i64::MAX, &now), "");
    }
}
