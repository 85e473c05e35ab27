//! `crossread backup`, `restore` and `doctor`: looking after the library.

use super::out::Out;
use super::{Outcome, kept};
use crate::collection::{Corrections, Edit};
use crate::library::{CorrectionsFile, Library};
use crate::text::sanitize;
use std::path::Path;

pub(super) fn backup(library: Option<&Path>, file: &Path) -> anyhow::Result<Outcome> {
    let library = existing(library)?;
    library.backup(file)?;
    say(&format!("{} articles copied to {}, and the copy checked", library.counts()?.articles, file.display()))
}

pub(super) fn restore(library: Option<&Path>, file: &Path) -> anyhow::Result<Outcome> {
    let path = kept::path(library)?;
    let done = Library::restore(file, &path)?;
    let corrected =
        restore_corrections(&path).unwrap_or_else(|error| format!("; what it has corrected is not: {error}"));
    let aside = done.aside.map(|aside| format!("; what was there before is {}", aside.display())).unwrap_or_default();
    say(&format!("{} articles are back in {}{aside}{corrected}", done.articles, path.display()))
}

/// Brings what is corrected in a library that was just restored back into the user's file, and what that has beyond it into
/// the library; says so.
fn restore_corrections(path: &Path) -> anyhow::Result<String> {
    let Some(file) = CorrectionsFile::of_the_user() else { return Ok(String::new()) };
    let mut library = Library::open(path)?;
    let restored = library.corrections()?;
    let there = file.load().map(|(there, _)| there).unwrap_or_default();
    let number = |edit: &Edit| edit.add.iter().filter(|kept| kept.correction.is_some()).count();
    let back = number(&restored.since(&there));
    let merged = match back {
        0 => there,
        _ => file.keep(&restored, &Corrections::default())?,
    };
    library.follow_corrections(&merged)?;
    let mut said = match back {
        0 => String::new(),
        1 => format!("; 1 correction is back in {}", file.path().display()),
        many => format!("; {many} corrections are back in {}", file.path().display()),
    };
    match number(&merged.since(&restored)) {
        0 => {}
        1 => said.push_str("; 1 that was corrected since stays so"),
        more => said.push_str(&format!("; {more} that were corrected since stay so")),
    }
    Ok(said)
}

pub(super) fn doctor(library: Option<&Path>, repair: bool) -> anyhow::Result<Outcome> {
    let mut library = existing(library)?;
    if repair {
        library.rebuild_index()?;
    }
    let health = library.doctor()?;
    let mut out = Out::new();
    let counts = health.counts;
    out.line(&format!(
        "{} articles ({} unread), {} earlier revisions, {} removed; {} highlights, {} feeds; {:.1} MiB",
        counts.articles,
        counts.unread,
        counts.revisions,
        counts.removed,
        counts.highlights,
        counts.feeds,
        health.bytes as f64 / f64::from(1 << 20)
    ))?;
    if health.outdated > 0 {
        out.line(&format!("{} articles are to be analysed anew, which happens by itself", health.outdated))?;
    }
    for finding in &health.findings {
        out.line(&sanitize::line(&format!("{}: {}", finding.what, finding.then)))?;
    }
    if health.findings.is_empty() {
        out.line("all is well")?;
    }
    out.flush()?;
    Ok(if health.findings.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

/// The library, which must be there.
fn existing(named: Option<&Path>) -> anyhow::Result<Library> {
    let path = kept::path(named)?;
    anyhow::ensure!(path.exists(), "{}: there is no library yet; `crossread add` makes one", path.display());
    kept::open(Some(&path))
}

fn say(what: &str) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    out.line(&sanitize::line(what))?;
    out.flush()?;
    Ok(Outcome::Done)
}
