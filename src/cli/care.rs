//! `crossread backup`, `restore` and `doctor`: looking after the library.

use super::out::Out;
use super::{Outcome, kept};
use crate::library::Library;
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
    let aside = done.aside.map(|aside| format!("; what was there before is {}", aside.display())).unwrap_or_default();
    say(&format!("{} articles are back in {}{aside}", done.articles, path.display()))
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
