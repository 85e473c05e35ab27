//! What can be read of a damaged library, put into a new one.
//!
//! SQLite reads a table by the way that leads to its rows, and gives up where a page of that is damaged. We read the pages
//! themselves: `pages` takes them from the file and its log, `cells` makes rows of one, `walk` goes through all of them, `shape`
//! knows the rows whose way is lost, `fill` puts them into new tables. An article counts where its text is what its hash says.
//! What is found in articles (index, names, quotations, figures) is not copied but made anew.

mod cells;
mod fill;
mod pages;
mod shape;
mod walk;

use super::backup::{beside, ending, exchange, free_name, sync};
use super::error::shown;
use super::open::{patient, private, set_up};
use super::{Access, Library, LibraryError, Result, schema};
use pages::Pages;
use rusqlite::Connection;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Of what.
    pub what: &'static str,
    /// How many are done.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// Hears how far it has come; an error ends it.
pub(super) type Tell<'a> = dyn FnMut(Step) -> Result<()> + 'a;

/// An article whose text cannot be read any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Its title, or what stands in for it.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// The day, as it was given.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// What the reader had marked in it, and the note to that.
    pub highlights: Vec<(String, Option<String>)>,
}

/// What was read of a damaged library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// Articles that are whole, earlier revisions and removed ones included.
    pub articles: usize,
    /// Those of them of which the text is there, but not title and author.
    pub untitled: usize,
    /// Articles whose text cannot be read.
    pub lost: Vec<Lost>,
    /// Articles of which nothing is left but that there was one.
    pub vanished: usize,
    /// Highlights that are there.
    pub highlights: usize,
    /// Highlights of articles that are not.
    pub lost_highlights: usize,
    /// Tags that articles have.
    pub tags: usize,
    /// Saved queries.
    pub queries: usize,
    /// Feeds that are followed.
    pub feeds: usize,
    /// What is damaged: tables and indexes, and how many pages or rows of each.
    pub gaps: Vec<(String, usize)>,
}

/// What a repair did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// What is in the new library, and what is not.
    pub salvaged: Salvaged,
    /// Where the damaged library lies now.
    pub aside: PathBuf,
    /// The file that names what was lost, with the notes to it; `None` where nothing was, or it could not be written.
    pub list: Option<PathBuf>,
    /// Why it could not be written, where that is so.
    pub unlisted: Option<String>,
}

impl Library {
    /// Puts a new library, with everything that can still be read, in the place of the one at `path`, which is kept beside it
    /// under another name. `tell` hears how far it has come and ends it by `false`: then, and where it fails, everything is as it
    /// was.
    ///
    /// # Errors
    /// A library that another program has open or a newer crossread has made; no room; [`LibraryError::Interrupted`].
    pub fn repair(path: &Path, tell: &mut dyn FnMut(Step) -> bool) -> Result<Repaired> {
        let new = beside(path, "new");
        let _ = fs::remove_file(&new);
        // Nobody else may write while we read.
        let guard = guard(path)?;
        private().create_new(true).open(&new).map_err(|error| LibraryError::io(&new, error))?;
        let undone = |_: &LibraryError| {
            let _ = fs::remove_file(&new);
            let _ = fs::remove_file(ending(&new, "-journal"));
        };
        let salvaged = Connection::open(&new).map_err(LibraryError::from).and_then(|mut connection| {
            let salvaged = salvage(path, &mut connection, tell)?;
            connection.pragma_update(None, "journal_mode", "DELETE")?;
            drop(connection);
            sync(&new)?;
            Ok(salvaged)
        });
        let salvaged = salvaged.inspect_err(undone)?;
        drop(guard);
        let (aside, lost) = names(path).inspect_err(undone)?;
        exchange(path, &aside, &new).inspect_err(undone)?;
        // The library is mended without it, too.
        let written = list(&salvaged).map(|text| write_list(&lost, &text));
        let unlisted = written.as_ref().and_then(|written| Some(written.as_ref().err()?.to_string()));
        let list = written.and_then(Result::ok).map(|()| lost);
        Ok(Repaired { salvaged, aside, list, unlisted })
    }

    /// What can still be read of the library at `path`, in a library that is gone when it is closed.
    ///
    /// # Errors
    /// No room; a file that cannot be opened; [`LibraryError::Interrupted`].
    pub fn salvaged(path: &Path, tell: &mut dyn FnMut(Step) -> bool) -> Result<(Self, Salvaged)> {
        let mut connection = Connection::open("")?;
        let salvaged = salvage(path, &mut connection, tell)?;
        connection.pragma_update(None, "query_only", true)?;
        let all = salvaged.articles + salvaged.lost.len() + salvaged.vanished;
        let why = format!(
            "it is damaged; run `crossread doctor --repair` ({} of its {all} articles can be read)",
            salvaged.articles
        );
        Ok((Self::of_parts(connection, Access::ReadOnly(why), Some(path.to_owned())), salvaged))
    }
}

/// Pages that are looked at to tell whose a file is: most of a large file of another program is passed over.
const LOOKED_AT: u32 = 20_000;

/// Whether a file holds articles of ours, though it does not begin as it should.
pub(super) fn is_ours(path: &Path) -> bool {
    let look = || -> Result<bool> {
        let mut connection = Connection::open("")?;
        set_up(&mut connection)?;
        schema::migrate(&mut connection)?;
        let pages = Pages::open(path).map_err(|error| LibraryError::io(path, error))?;
        // The first article will do.
        shape::tables(&connection).map(|tables| {
            let table = tables.iter().find(|table| table.name == "article");
            let mut taken = cells::Taken::nothing();
            (1..=pages.count().min(LOOKED_AT)).any(|page| {
                let leaf = pages.read(page).and_then(|bytes| cells::leaf(&pages, &mut taken, &bytes, page));
                leaf.is_some_and(|leaf| leaf.rows.iter().any(|row| table.is_some_and(|table| table.claims(row))))
            })
        })
    };
    look().unwrap_or(false)
}

fn salvage(path: &Path, into: &mut Connection, tell: &mut dyn FnMut(Step) -> bool) -> Result<Salvaged> {
    let mut tell = |step| if tell(step) { Ok(()) } else { Err(LibraryError::Interrupted) };
    let pages = Pages::open(path).map_err(|error| LibraryError::io(path, error))?;
    set_up(into)?;
    // Where it fails the file is thrown away.
    into.pragma_update(None, "journal_mode", "OFF")?;
    into.pragma_update(None, "synchronous", "OFF")?;
    schema::migrate(into)?;
    into.pragma_update(None, "foreign_keys", false)?;
    let copying = into.transaction()?;
    let gaps = fill::copy(&pages, &copying, &mut tell)?;
    copying.commit()?;
    let settled = fill::settle(into, &mut tell)?;
    into.pragma_update(None, "foreign_keys", true)?;
    let count = |sql: &str| -> Result<usize> {
        Ok(usize::try_from(into.query_row(sql, [], |row| row.get::<_, i64>(0))?).unwrap_or(0))
    };
    Ok(Salvaged {
        articles: count("SELECT count(*) FROM article")?,
        untitled: settled.untitled,
        lost: settled.lost,
        vanished: settled.vanished,
        highlights: count("SELECT count(*) FROM highlight")?,
        lost_highlights: settled.lost_highlights,
        tags: count("SELECT count(*) FROM tag")?,
        queries: count("SELECT count(*) FROM saved")?,
        feeds: count("SELECT count(*) FROM feed WHERE followed = 1")?,
        gaps: gaps.of.into_iter().collect(),
    })
}

/// Keeps others from writing, where the damage lets us.
fn guard(path: &Path) -> Result<Option<Connection>> {
    let Ok(mut connection) = Connection::open(path) else { return Ok(None) };
    // All else that is set elsewhere reads the schema.
    patient(&mut connection)?;
    match connection.execute_batch("BEGIN IMMEDIATE").map_err(LibraryError::from) {
        Ok(()) => {}
        Err(error @ (LibraryError::Locked | LibraryError::ReadOnly(_))) => return Err(error),
        Err(_) => return Ok(None),
    }
    if schema::version(&connection).is_ok_and(|version| version > schema::VERSION) {
        let version = schema::version(&connection)?;
        return Err(LibraryError::Newer { path: path.to_owned(), version });
    }
    Ok(Some(connection))
}

/// How the library at `path` is called once it is kept as a damaged one, and the list of what was lost of it.
fn names(path: &Path) -> Result<(PathBuf, PathBuf)> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let named = |number: usize, end: &str| path.with_file_name(format!("{stem}.damaged-{number}{end}"));
    let (mut aside, mut lost) = (PathBuf::new(), PathBuf::new());
    free_name(path, |number| {
        (aside, lost) = (named(number, &end), named(number, "-lost.md"));
        // A list that is there goes with a library that was taken away.
        if fs::symlink_metadata(&lost).is_ok() { lost.clone() } else { aside.clone() }
    })?;
    Ok((aside, lost))
}

fn write_list(file: &Path, text: &str) -> Result<()> {
    let written = private().create_new(true).open(file).and_then(|mut to| to.write_all(text.as_bytes()));
    written.map_err(|error| LibraryError::io(file, error))
}

/// What was lost, to be read by people; `None` where nothing was.
fn list(salvaged: &Salvaged) -> Option<String> {
    if salvaged.lost.is_empty() && salvaged.vanished == 0 {
        return None;
    }
    let mut text = String::from("# What could not be read any more\n");
    for lost in &salvaged.lost {
        let _ = write!(text, "\n## {}\n", lost.headline);
        let about = [&lost.source, &lost.date, &lost.url].into_iter().flatten();
        let about: Vec<&str> = about.map(String::as_str).collect();
        if !about.is_empty() {
            let _ = write!(text, "\n{}\n", about.join(", "));
        }
        for (quote, note) in &lost.highlights {
            let _ = write!(text, "\n> {}\n", quote.replace('\n', "\n> "));
            let _ = note.as_ref().map(|note| write!(text, "\n{note}\n"));
        }
    }
    if salvaged.vanished > 0 {
        let _ = write!(text, "\nAnd {} articles of which not even the titles are left.\n", salvaged.vanished);
    }
    Some(text)
}

impl Salvaged {
    /// Whether anything was there that is not any more.
    pub fn is_less(&self) -> bool {
        self.untitled + self.lost.len() + self.vanished + self.lost_highlights > 0
    }

    /// What is damaged, in plain words.
    pub fn damage(&self) -> Vec<String> {
        let mut words: Vec<(&'static str, usize)> = Vec::new();
        for (name, number) in &self.gaps {
            let part = part(name);
            match words.iter_mut().find(|(word, _)| *word == part) {
                Some((_, sum)) => *sum += number,
                None => words.push((part, *number)),
            }
        }
        words.into_iter().map(|(part, number)| format!("{part} ({number})")).collect()
    }
}

/// What a table or index is for.
fn part(name: &str) -> &'static str {
    match name {
        "" | "about" => "the list of tables",
        "article" => "titles and reading states",
        "body" => "texts of articles",
        "analysis" => "analyses",
        "origin" | "file" => "where articles came from",
        "name" | "name_word" | "mention" | "quote" | "figure" => "names, quotations and figures",
        "highlight" => "highlights and notes",
        "tag" => "tags",
        "saved" => "saved queries",
        "feed" => "feeds",
        "history" => "the history of changes",
        "correction" => "corrections",
        "session" => "what was open last",
        name if name.starts_with("search") || name.starts_with("said") => "the index of words",
        _ => "indexes",
    }
}

/// The backups that lie beside a library, the newest first: they can be read, and so brought back.
pub fn backups_beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let others = fs::read_dir(folder).into_iter().flatten().flatten();
    let others = others.map(|entry| path.with_file_name(entry.file_name()));
    let mut found: Vec<_> = others
        .filter(|other| other.file_name() != path.file_name())
        .filter(|other| !shown(other).contains(".damaged-"))
        .filter_map(|other| Some((fs::metadata(&other).ok()?.modified().ok()?, other)))
        .collect();
    found.sort();
    let sound = |file: &PathBuf| super::backup::check(file).is_ok_and(|articles| articles > 0);
    found.into_iter().rev().map(|(_, file)| file).filter(sound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_named_after_the_library_also_where_that_has_no_ending() {
        let dir = tempfile::tempdir().unwrap();
        let named = |name: &str| {
            let (aside, lost) = names(&dir.path().join(name)).unwrap();
            [aside, lost].map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        };
        assert_eq!(named("lib"), ["lib.damaged-1", "lib.damaged-1-lost.md"]);
        assert_eq!(named("a.b.db"), ["a.b.damaged-1.db", "a.b.damaged-1-lost.md"]);
        fs::write(dir.path().join("lib.damaged-1-lost.md"), "").unwrap();
        assert_eq!(named("lib"), ["lib.damaged-2", "lib.damaged-2-lost.md"]);
        assert!(write_list(&dir.path().join("lib.damaged-1-lost.md"), "x").is_err());
    }
}
