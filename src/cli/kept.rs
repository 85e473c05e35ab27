//! The library as the commands use it: opened, said what is wrong with it, its articles one after another.

use super::Outcome;
use super::args::Input;
use super::input::{Depth, Item};
use super::out::complain;
use crate::analysis::{Analysis, Models, analyze, without_furniture};
use crate::collection::Corrections;
use crate::library::{Access, ArticleId, CorrectionsFile, Library, LibraryError, Row};
use anyhow::Context;
use std::path::{Path, PathBuf};

/// Articles that are read from the library at a time.
const AT_ONCE: usize = 64;

/// Where the library lies: where the call says, else in the user's data folder.
pub(super) fn path(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let path = named.map(Path::to_owned).or_else(Library::default_path);
    path.context("there is no data folder for the library; name a file with --library")
}

/// Opens the library with what the user has corrected by now, and says where it can only be read.
pub(super) fn open(named: Option<&Path>) -> anyhow::Result<Library> {
    let mut library = Library::open(&path(named)?)?;
    follow_corrections(&mut library);
    if let Access::ReadOnly(why) = library.access() {
        complain(format!("the library can only be read: {why}"));
    }
    Ok(library)
}

/// Has a library hold what the user's file of corrections holds.
pub(super) fn follow_corrections(library: &mut Library) {
    let Some(file) = CorrectionsFile::of_the_user() else { return };
    // What is strange about the file, the screen says.
    let followed = file.in_turn(|there| there.map_or(Ok(()), |there| library.follow_corrections(there)));
    if let Err(error) = followed {
        // One without them is still a library.
        log::warn!("what is corrected is not in the library: {error}");
    }
}

/// Writes what is corrected in a library into the user's file, where it was like that `before`. Says where it cannot.
pub(super) fn keep_corrections(library: &Library, before: &Corrections) -> anyhow::Result<()> {
    let now = library.corrections()?;
    if now.since(before).is_empty() {
        return Ok(());
    }
    let file = CorrectionsFile::of_the_user().context("there is no data folder for what is corrected")?;
    let kept = file.keep(&now, before);
    kept.with_context(|| format!("{}: what is corrected cannot be kept", file.path().display())).map(drop)
}

/// The same for what only reads, or takes back: a library that was named must be there.
pub(super) fn there(named: Option<&Path>) -> anyhow::Result<Library> {
    must_exist(named)?;
    open(named)
}

/// Fails where a library that was named is not there.
pub(super) fn must_exist(named: Option<&Path>) -> anyhow::Result<()> {
    match named.filter(|path| !path.exists()) {
        Some(path) => anyhow::bail!("{}: there is no such library", path.display()),
        None => Ok(()),
    }
}

/// The library, where there is one that holds articles. One that was named must be there.
pub(super) fn filled(input: &Input) -> anyhow::Result<Option<Library>> {
    let Ok(path) = path(input.library.as_deref()) else { return Ok(None) };
    if !path.exists() {
        must_exist(input.library.as_deref())?;
        return Ok(None);
    }
    let library = open(Some(&path))?;
    let any = !library.is_empty()?;
    Ok((any || input.library.is_some()).then_some(library))
}

/// Calls `each` with every article of the library, the newest first; page furniture is left out unless `raw`.
pub(super) fn each(
    library: &Library,
    raw: bool,
    depth: Depth,
    mut each: impl FnMut(Item) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let ids = library.all()?;
    let mut there = 0;
    for some in ids.chunks(AT_ONCE) {
        for kept in library.load(some)? {
            there += 1;
            let path = place(library, kept.id)?;
            let analysis = match depth {
                Depth::Text => Analysis::default(),
                Depth::Analysis => kept.analysis.unwrap_or_else(|| analyze(&kept.article, Models::embedded())),
            };
            let (article, analysis) =
                if raw { (kept.article, analysis) } else { without_furniture(kept.article, analysis) };
            each(Item { path, article, analysis })?;
        }
    }
    Ok(say_missing(library, ids.len() - there))
}

/// Says how many articles are there that cannot be read, and where damage was in the way of others.
pub(super) fn say_missing(library: &Library, number: usize) -> Outcome {
    if number == 0 {
        if library.has_shown_damage() {
            complain("the library is damaged, but nothing is missing here; run `crossread doctor --repair`");
        }
        return Outcome::Done;
    }
    let articles = if number == 1 { "1 article is" } else { &format!("{number} articles are") };
    complain(format!(
        "{articles} damaged and left out; `crossread doctor` says more, `crossread doctor --repair` saves the rest"
    ));
    Outcome::Incomplete
}

/// What `read` gives; where damage is in its way, what it gives of that which can be read of the library.
pub(super) fn in_spite<T>(
    library: Library,
    read: impl Fn(&mut Library) -> Result<T, LibraryError>,
) -> anyhow::Result<(Library, T)> {
    let mut library = library;
    let error = match read(&mut library) {
        Ok(found) => return Ok((library, found)),
        Err(error) => error,
    };
    let Some(path) = library.path().filter(|_| error.is_damage()) else { return Err(error.into()) };
    complain("the library is damaged where this is looked up; reading all of it, which may take a while");
    let (mut left, _) = Library::salvaged(path, &mut |_| true)?;
    if let Access::ReadOnly(why) = left.access() {
        complain(why);
    }
    let found = read(&mut left)?;
    Ok((left, found))
}

/// Calls `each` with the row of every article of the library, and where that came from; the newest first.
pub(super) fn rows(
    library: &Library,
    mut each: impl FnMut(&Row, Option<&str>) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let ids = library.all()?;
    let mut there = 0;
    for some in ids.chunks(AT_ONCE) {
        for row in library.rows(some)? {
            there += 1;
            each(&row, place(library, row.id)?.as_deref())?;
        }
    }
    Ok(say_missing(library, ids.len() - there))
}

fn place(library: &Library, id: ArticleId) -> anyhow::Result<Option<String>> {
    Ok(library.origins(id)?.into_iter().next())
}
