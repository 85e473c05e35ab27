//! What the reader notes: kept, taken back, listed; and what was noted earlier of articles that are open from files.

use super::desk::Desk;
use crate::app::{Ask, Deed, Noting, Offered, Reply};
use crate::library::{Access, Added, ArticleId, Change, Incoming, LibraryError, Marks, Origin, Past};
use crate::text::sanitize;
use jiff::{Timestamp, Zoned};
use std::path::{Path, PathBuf};

/// Highlights that are listed.
const HIGHLIGHTS: usize = 2_000;
/// Articles that are listed with tags and bookmarks.
const SHELVED: usize = 2_000;
/// Changes that are listed.
const DEEDS: usize = 500;

impl Desk {
    /// Makes a change and says what is kept then. One that fails, or changes nothing, leaves nothing to undo.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), LibraryError> {
        let made = self.library().and_then(|library| library.change(change));
        if made.as_ref().map_or(true, Change::is_nothing) {
            self.reply(Reply::Unchanged);
        }
        made?;
        self.send_changed(change)
    }

    /// Notes something of articles, of which some may have to be taken in first.
    pub(super) fn keep_all(
        &mut self,
        mut known: Vec<ArticleId>,
        new: &[Offered],
        noting: Noting,
    ) -> Result<(), LibraryError> {
        for offered in new {
            match self.keep(offered) {
                Ok(id) => known.push(id),
                Err(error) => {
                    self.reply(Reply::Unchanged);
                    return Err(error);
                }
            }
        }
        self.change(&noting.of(known))
    }

    /// Takes an article that is open from a file into the library.
    fn keep(&mut self, offered: &Offered) -> Result<ArticleId, LibraryError> {
        let origin = match place(offered) {
            // Another text in the same file will be a new version of this one.
            Some(file) => Origin::File(file),
            None => Origin::Part(absolute(&offered.article.meta.id), None),
        };
        let incoming = Incoming::new((*offered.article).clone(), &offered.analysis, origin);
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
        if self.library.is_none() && !self.path.as_deref().is_some_and(Path::exists) {
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
                    self.keep(offered)?
                }
            };
            marks.push((id, self.library()?.marks(id)?));
        }
        self.reply(Reply::Marks(marks));
        Ok(())
    }

    /// Takes the latest changes back, or does as many again that were undone last, and says what they were.
    pub(super) fn turn(&mut self, times: usize, again: bool) -> Result<(), LibraryError> {
        let mut turned: Vec<Change> = Vec::new();
        for _ in 0..times {
            let library = self.library()?;
            let past = if again { library.redo()? } else { library.undo()? };
            let Some(Past { change, .. }) = past else { break };
            turned.extend(change);
        }
        let what = match turned.as_slice() {
            [] => None,
            [one] => Some(sanitize::line(&one.in_words()).into_owned()),
            many => Some(format!("{} changes", many.len())),
        };
        if !turned.is_empty() {
            self.send_changed(&Change::Many(turned))?;
        }
        self.reply(Reply::Undone { what, again });
        Ok(())
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
        when: when(past.at, &Zoned::now()),
        what: what.unwrap_or_else(|| "a change of a later version".to_owned()),
        undone: past.undone,
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
